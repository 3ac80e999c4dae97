/** Identifier octets of the ASN.1 types that our structures use (X.690 §8.1.2). */
export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  numericString: 0x12,
  printableString: 0x13,
  teletexString: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  visibleString: 0x1a,
  universalString: 0x1c,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const;

/** Identifier octet of a constructed `[n]`. */
export const explicit = (n: number): number => 0xa0 | n;
/** Identifier octet of a primitive `[n]`. */
export const implicit = (n: number): number => 0x80 | n;

export type DerProblem =
  | "empty"
  | "too-deep"
  | "too-many-elements"
  | "encoding"
  | "trailing-bytes"
  | "structure";

/** Bytes that are no DER, or not the structure that was asked for. `where` names the element, for developers. */
export class DerError extends Error {
  override readonly name = "DerError";
  constructor(
    readonly problem: DerProblem,
    readonly where: string,
  ) {
    super(`${problem} at ${where}`);
  }
}

/** One element of a DER tree. All byte views are windows on the input: nothing is ever encoded again. */
export interface DerNode {
  /** Identifier octet: class, constructed bit and tag number. */
  tag: number;
  /** Identifier, length and contents. */
  raw: Uint8Array;
  content: Uint8Array;
  /** Elements of a constructed element; empty for a primitive one. */
  children: DerNode[];
}

export interface DerLimits {
  depth: number;
  elements: number;
}

const ordinaryLimits: DerLimits = { depth: 32, elements: 100_000 };

/**
 * Reads one DER element that must fill `bytes` entirely. Strict: definite minimal lengths, canonical values of the
 * universal types, no trailing bytes. The order of a SET OF is left to those who care. Throws `DerError`.
 */
export function readDer(bytes: Uint8Array, limits: DerLimits = ordinaryLimits): DerNode {
  if (bytes.length === 0) throw new DerError("empty", "input");
  const budget = { elements: limits.elements };
  const node = readElement(bytes, 0, limits.depth, budget);
  if (node.raw.length !== bytes.length) throw new DerError("trailing-bytes", `offset ${node.raw.length}`);
  return node;
}

/**
 * Where the element at `start` lies, without looking into it: for lists so long that a tree of them would be a burden.
 * Throws `DerError`.
 */
export function elementBounds(
  bytes: Uint8Array,
  start: number,
): { tag: number; contentStart: number; end: number } {
  const wrong = (what: string): never => {
    throw new DerError("encoding", `${what} at offset ${start}`);
  };
  const tag = bytes[start];
  const first = bytes[start + 1];
  if (tag === undefined || first === undefined) return wrong("truncated header");
  // Tag numbers above 30 appear in none of our structures.
  if ((tag & 0x1f) === 0x1f) return wrong("long tag");
  let header = 2;
  let length = first;
  if (first >= 0x80) {
    const count = first & 0x7f;
    if (count === 0 || count > 4) return wrong("length form");
    length = 0;
    for (let i = 0; i < count; i += 1) {
      const octet = bytes[start + 2 + i];
      if (octet === undefined) return wrong("truncated length");
      length = length * 256 + octet;
    }
    header += count;
    if (length < 0x80 || length < 256 ** (count - 1)) return wrong("length not minimal");
  }
  const contentStart = start + header;
  const end = contentStart + length;
  if (end > bytes.length) return wrong("length beyond the end");
  return { tag, contentStart, end };
}

function readElement(bytes: Uint8Array, start: number, depth: number, budget: { elements: number }): DerNode {
  const wrong = (what: string): never => {
    throw new DerError("encoding", `${what} at offset ${start}`);
  };
  if (depth <= 0) throw new DerError("too-deep", `offset ${start}`);
  budget.elements -= 1;
  if (budget.elements < 0) throw new DerError("too-many-elements", `offset ${start}`);
  const { tag, contentStart, end } = elementBounds(bytes, start);
  const content = bytes.subarray(contentStart, end);
  const children: DerNode[] = [];
  const constructed = (tag & 0x20) !== 0;
  if ((tag & 0xc0) === 0) checkUniversal(tag, constructed, content, wrong);
  if (constructed) {
    const inside = bytes.subarray(0, end);
    for (let at = contentStart; at < end; ) {
      const child = readElement(inside, at, depth - 1, budget);
      children.push(child);
      at += child.raw.length;
    }
  }
  return { tag, raw: bytes.subarray(start, end), content, children };
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

function checkUniversal(
  tag: number,
  constructed: boolean,
  content: Uint8Array,
  wrong: (what: string) => never,
): void {
  const mustBeConstructed = tag === tags.sequence || tag === tags.set;
  if (constructed && !mustBeConstructed) wrong("constructed form");
  // End-of-contents, and SEQUENCE or SET in primitive form.
  if (tag === 0x00 || tag === 0x10 || tag === 0x11) wrong("tag");
  switch (tag) {
    case tags.boolean:
      if (content.length !== 1 || (content[0] !== 0 && content[0] !== 0xff)) wrong("boolean");
      return;
    case tags.integer:
    case tags.enumerated: {
      const [a, b] = content;
      if (a === undefined) wrong("integer");
      if (b !== undefined && ((a === 0 && b < 0x80) || (a === 0xff && b >= 0x80)))
        wrong("integer not minimal");
      return;
    }
    case tags.bitString: {
      const unused = content[0];
      if (unused === undefined || unused > 7 || (content.length === 1 && unused > 0)) wrong("bit string");
      if (content.length > 1 && (content[content.length - 1]! & ((1 << unused) - 1)) !== 0)
        wrong("bit string padding");
      return;
    }
    case tags.null:
      if (content.length !== 0) wrong("null");
      return;
    case tags.oid:
      if (readOidBytes(content) === undefined) wrong("object identifier");
      return;
    case tags.utf8String:
      try {
        utf8.decode(content);
      } catch {
        wrong("UTF-8");
      }
  }
}

function readOidBytes(content: Uint8Array): string | undefined {
  if (content.length === 0 || content.length > 64) return undefined;
  const arcs: bigint[] = [];
  let value = 0n;
  let fresh = true;
  for (const octet of content) {
    if (fresh && octet === 0x80) return undefined;
    value = value * 128n + BigInt(octet & 0x7f);
    fresh = octet < 0x80;
    if (fresh) {
      arcs.push(value);
      value = 0n;
    }
  }
  if (!fresh) return undefined;
  const [head, ...rest] = arcs as [bigint, ...bigint[]];
  const root = head < 40n ? 0n : head < 80n ? 1n : 2n;
  return [root, head - root * 40n, ...rest].join(".");
}

/** An object identifier in dotted form. */
export function oidOf(node: DerNode): string {
  return readOidBytes(node.content)!;
}

/** A small INTEGER that counts or numbers something, 0…2³¹−1. */
export function smallIntegerOf(node: DerNode, where: string): number {
  if (node.content.length > 4 || (node.content[0]! & 0x80) !== 0) throw new DerError("structure", where);
  return node.content.reduce((value, octet) => value * 256 + octet, 0);
}

/** Contents of a BIT STRING that holds whole octets. */
export function bitStringOctets(node: DerNode, where: string): Uint8Array {
  if (node.content[0] !== 0) throw new DerError("structure", where);
  return node.content.subarray(1);
}

/** Whether bit `n` of a BIT STRING is set; bits that are not there are 0. */
export function bitSet(node: DerNode, n: number): boolean {
  const octet = node.content[1 + (n >> 3)];
  return octet !== undefined && (octet & (0x80 >> (n & 7))) !== 0;
}

/** UTCTime or GeneralizedTime in the only forms RFC 5280 §4.1.2.5 allows: whole seconds, Zulu. */
export function timeOf(node: DerNode, where: string): Date {
  const text = Buffer.from(node.content).toString("latin1");
  const short = node.tag === tags.utcTime ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text) : null;
  const long =
    node.tag === tags.generalizedTime ? /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text) : null;
  const parts = short ?? long;
  if (!parts) throw new DerError("structure", where);
  const [year, month, day, hour, minute, second] = parts.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const full = short ? (year < 50 ? 2000 + year : 1900 + year) : year;
  const date = new Date(0);
  date.setUTCFullYear(full, month - 1, day);
  date.setUTCHours(hour, minute, second);
  const same =
    date.getUTCFullYear() === full &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    date.getUTCHours() === hour &&
    date.getUTCMinutes() === minute &&
    date.getUTCSeconds() === second;
  if (!same) throw new DerError("structure", where);
  return date;
}

/** Takes the elements of a SEQUENCE one after another, and insists that none is left over. */
export class DerSequence {
  #next = 0;
  readonly #children: DerNode[];

  /** `tag` is what the element must be: a SEQUENCE unless it is tagged otherwise. */
  constructor(
    node: DerNode | undefined,
    readonly where: string,
    tag: number = tags.sequence,
  ) {
    if (node === undefined || node.tag !== tag) throw new DerError("structure", where);
    this.#children = node.children;
  }

  /** The next element, of this tag. */
  take(tag: number, name: string): DerNode {
    const node = this.optional(tag);
    if (!node) throw new DerError("structure", `${this.where}.${name}`);
    return node;
  }

  /** The next element, whatever it is. */
  any(name: string): DerNode {
    const node = this.#children[this.#next];
    if (!node) throw new DerError("structure", `${this.where}.${name}`);
    this.#next += 1;
    return node;
  }

  /** The next element if it has this tag. */
  optional(tag: number): DerNode | undefined {
    const node = this.#children[this.#next];
    if (node?.tag !== tag) return undefined;
    this.#next += 1;
    return node;
  }

  sequence(name: string): DerSequence {
    return new DerSequence(this.take(tags.sequence, name), `${this.where}.${name}`);
  }

  /** Nothing may be left. */
  end(): void {
    if (this.#next !== this.#children.length)
      throw new DerError("structure", `${this.where}: more than expected`);
  }
}

/** Whether two byte strings are the same. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && Buffer.compare(a, b) === 0;
}

/** Whether encodings stand in the order that DER asks of a SET OF (X.690 §11.6). Equal neighbours are in order. */
export function inSetOrder(encodings: readonly Uint8Array[]): boolean {
  return encodings.every((one, index) => index === 0 || Buffer.compare(encodings[index - 1]!, one) <= 0);
}
