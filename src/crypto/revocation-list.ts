import { type CertificateExtension, readExtensions } from "./certificates.js";
import {
  bitStringOctets,
  DerError,
  type DerNode,
  DerSequence,
  elementBounds,
  explicit,
  implicit,
  readDer,
  sameBytes,
  smallIntegerOf,
  tags,
  timeOf,
} from "./der.js";
import { sha256Hex } from "./digest.js";
import { type DistinguishedName, keyBelow, readName } from "./distinguished-name.js";

/** Lists larger than this are not read. */
export const revocationListSizeLimit = 64 * 1024 * 1024;

/** One line of a list: since when, and why (RFC 5280 §5.3.1). */
export interface RevocationEntry {
  revokedAt: Date;
  /** Number of the CRLReason; 0 where none is given. */
  reason: number;
}

/** What a list covers (RFC 5280 §5.2.5); a list without this extension covers all that its issuer issues. */
export interface ListScope {
  /** Names of the distribution point, in a form under which equal names meet; null without one. */
  names: string[] | null;
  only: "users" | "authorities" | null;
}

/** A certificate revocation list (RFC 5280 §5), its entries left in the bytes they came in. */
export interface RevocationList {
  /** SHA-256 of the whole list. */
  fingerprint: string;
  raw: Uint8Array;
  tbs: Uint8Array;
  signatureAlgorithm: DerNode;
  signature: Uint8Array;
  issuer: DistinguishedName;
  thisUpdate: Date;
  nextUpdate: Date | null;
  authorityKeyIdentifier: Uint8Array | null;
  scope: ListScope;
  /** Only changes against another list: it can say that something is revoked, never that it is not. */
  delta: boolean;
  /** Something in it that must be understood and is not, as an object identifier; then it may not be used at all. */
  notUnderstood: string | null;
  entries: number;
  /** The entry of a serial number (contents of the INTEGER). Reads through the whole list. */
  find(serial: Uint8Array): RevocationEntry | null;
}

const oids = {
  crlNumber: "2.5.29.20",
  reasonCode: "2.5.29.21",
  invalidityDate: "2.5.29.24",
  deltaIndicator: "2.5.29.27",
  issuingDistributionPoint: "2.5.29.28",
  certificateIssuer: "2.5.29.29",
  authorityKeyIdentifier: "2.5.29.35",
} as const;

/** Reads one DER revocation list strictly, in time and memory proportional to its size. Throws `DerError`. */
export function readRevocationList(bytes: Uint8Array): RevocationList {
  const where = "CertificateList";
  if (bytes.length === 0) throw new DerError("empty", where);
  if (bytes.length > revocationListSizeLimit) throw new DerError("too-many-elements", where);
  const [outer, ...more] = elements(bytes, 0, bytes.length, 1);
  if (outer?.tag !== tags.sequence || more.length > 0) throw new DerError("structure", where);
  if (outer.end !== bytes.length) throw new DerError("trailing-bytes", where);
  const parts = elements(bytes, outer.contentStart, outer.end, 3);
  const [tbsPart, algorithmPart, signaturePart] = parts;
  if (!tbsPart || !algorithmPart || !signaturePart || tbsPart.tag !== tags.sequence) {
    throw new DerError("structure", where);
  }
  const node = (part: Part): DerNode => readDer(bytes.subarray(part.start, part.end));
  const signatureAlgorithm = node(algorithmPart);
  const signatureNode = node(signaturePart);
  if (signatureNode.tag !== tags.bitString) throw new DerError("structure", `${where}.signature`);

  const fields = elements(bytes, tbsPart.contentStart, tbsPart.end, 7);
  const take = (tag: number): Part | undefined => (fields[0]?.tag === tag ? fields.shift() : undefined);
  const must = (part: Part | undefined, name: string): Part => {
    if (!part) throw new DerError("structure", `tbsCertList.${name}`);
    return part;
  };
  const versionPart = take(tags.integer);
  // Version 2, or the first one, which has no number.
  if (versionPart && smallIntegerOf(node(versionPart), "version") !== 1)
    throw new DerError("structure", "version");
  const inner = node(must(take(tags.sequence), "signature"));
  if (!sameBytes(inner.raw, signatureAlgorithm.raw)) {
    throw new DerError("structure", "signature algorithms differ");
  }
  const issuer = readName(node(must(take(tags.sequence), "issuer")), "issuer");
  const time = (): Date | null => {
    const part = take(tags.utcTime) ?? take(tags.generalizedTime);
    return part ? timeOf(node(part), "tbsCertList.time") : null;
  };
  const thisUpdate = time();
  if (!thisUpdate) throw new DerError("structure", "thisUpdate");
  const nextUpdate = time();
  const revoked = take(tags.sequence) ?? null;
  const wrapped = take(explicit(0));
  if (fields.length > 0) throw new DerError("structure", "tbsCertList");
  const extensionsNode = wrapped ? node(wrapped) : null;
  if (extensionsNode && (!versionPart || extensionsNode.children.length !== 1)) {
    throw new DerError("structure", "crlExtensions");
  }
  const extensions = extensionsNode ? readExtensions(extensionsNode.children[0]!) : [];
  const header = readListExtensions(extensions, issuer);
  const checked = revoked
    ? checkEntries(bytes, revoked, versionPart !== undefined)
    : { count: 0, notUnderstood: null };
  return {
    fingerprint: sha256Hex(bytes),
    raw: bytes,
    tbs: bytes.subarray(tbsPart.start, tbsPart.end),
    signatureAlgorithm,
    signature: bitStringOctets(signatureNode, `${where}.signature`),
    issuer,
    thisUpdate,
    nextUpdate,
    ...header,
    notUnderstood: header.notUnderstood ?? checked.notUnderstood,
    entries: checked.count,
    find: (serial) => (revoked ? findEntry(bytes, revoked, serial) : null),
  };
}

interface Part {
  tag: number;
  start: number;
  contentStart: number;
  end: number;
}

/** The elements that lie one after another in a stretch of bytes; more than `most` are refused. */
function elements(bytes: Uint8Array, from: number, to: number, most: number): Part[] {
  const found: Part[] = [];
  for (let at = from; at < to; ) {
    if (found.length === most) {
      if (most === 1) return found;
      throw new DerError("structure", `more than ${most} elements at offset ${from}`);
    }
    const bounds = elementBounds(bytes, at);
    if (bounds.end > to) throw new DerError("encoding", `length beyond the end at offset ${at}`);
    found.push({ start: at, ...bounds });
    at = bounds.end;
  }
  return found;
}

type ListHeader = Pick<RevocationList, "authorityKeyIdentifier" | "scope" | "delta" | "notUnderstood">;

function readListExtensions(
  extensions: readonly CertificateExtension[],
  issuer: DistinguishedName,
): ListHeader {
  const header: ListHeader = {
    authorityKeyIdentifier: null,
    scope: { names: null, only: null },
    delta: false,
    notUnderstood: null,
  };
  for (const { oid, critical, value } of extensions) {
    switch (oid) {
      case oids.authorityKeyIdentifier: {
        const identifier = readDer(value);
        header.authorityKeyIdentifier =
          identifier.children.find((child) => child.tag === implicit(0))?.content ?? null;
        break;
      }
      case oids.crlNumber:
        break;
      case oids.deltaIndicator:
        header.delta = true;
        break;
      case oids.issuingDistributionPoint: {
        const scope = readScope(readDer(value), issuer);
        if (scope) header.scope = scope;
        else header.notUnderstood ??= oid;
        break;
      }
      default:
        if (critical) header.notUnderstood ??= oid;
    }
  }
  return header;
}

/** IssuingDistributionPoint; null for lists that cover certificates of others, some reasons or attributes only. */
function readScope(node: DerNode, issuer: DistinguishedName): ListScope | null {
  const where = "issuingDistributionPoint";
  const point = new DerSequence(node, where);
  const name = point.optional(explicit(0));
  const flag = (n: number): boolean => {
    const one = point.optional(implicit(n));
    if (one && (one.content.length !== 1 || one.content[0] !== 0xff)) throw new DerError("encoding", where);
    return one !== undefined;
  };
  const users = flag(1);
  const authorities = flag(2);
  const someReasons = point.optional(implicit(3)) !== undefined;
  const indirect = flag(4);
  const attributes = flag(5);
  point.end();
  if (someReasons || indirect || attributes || (users && authorities)) return null;
  return {
    names: name ? pointNames(name, issuer) : null,
    only: users ? "users" : authorities ? "authorities" : null,
  };
}

/** The names of a DistributionPointName, comparable; a relative name stands below the issuer's. Throws `DerError`. */
export function pointNames(wrapped: DerNode, issuer: DistinguishedName): string[] {
  const where = "distributionPoint";
  const [choice, ...more] = wrapped.children;
  if (!choice || more.length > 0) throw new DerError("structure", where);
  if (choice.tag === explicit(1)) return [`name:${keyBelow(issuer, choice.children, where)}`];
  if (choice.tag !== explicit(0) || choice.children.length === 0) throw new DerError("structure", where);
  return choice.children.map((general) => {
    if (general.tag !== explicit(4)) return `raw:${Buffer.from(general.raw).toString("base64")}`;
    const [name, ...others] = general.children;
    if (!name || others.length > 0) throw new DerError("structure", where);
    return `name:${readName(name, where).key}`;
  });
}

/** The extensions that nearly every entry has: one, a reason that is not critical. All but the last octet. */
const reasonOnly = Buffer.from("300c300a0603551d1504030a01", "hex");

function isReasonOnly(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start !== reasonOnly.length + 1) return false;
  for (let i = 0; i < reasonOnly.length; i += 1) if (bytes[start + i] !== reasonOnly[i]) return false;
  return true;
}

/** Goes through all entries once: every one well-formed, and nothing critical in them that is not understood. */
function checkEntries(
  bytes: Uint8Array,
  revoked: Part,
  extensionsAllowed: boolean,
): { count: number; notUnderstood: string | null } {
  let count = 0;
  let notUnderstood: string | null = null;
  for (let at = revoked.contentStart; at < revoked.end; ) {
    const entry = elementBounds(bytes, at);
    if (entry.tag !== tags.sequence || entry.end > revoked.end) throw wrongEntry(at);
    const serial = elementBounds(bytes, entry.contentStart);
    if (serial.tag !== tags.integer || serial.contentStart === serial.end || serial.end >= entry.end) {
      throw wrongEntry(at);
    }
    const time = elementBounds(bytes, serial.end);
    const size = { [tags.utcTime]: 13, [tags.generalizedTime]: 15 }[time.tag];
    if (time.end - time.contentStart !== size || time.end > entry.end) throw wrongEntry(at);
    if (time.end < entry.end && !isReasonOnly(bytes, time.end, entry.end)) {
      if (!extensionsAllowed) throw wrongEntry(at);
      for (const { oid, critical } of readExtensions(readDer(bytes.subarray(time.end, entry.end)))) {
        const known = oid === oids.reasonCode || oid === oids.invalidityDate;
        // An entry about another authority's certificate: everything after it would be about others, too.
        if (oid === oids.certificateIssuer || (critical && !known)) notUnderstood ??= oid;
      }
    }
    count += 1;
    at = entry.end;
  }
  return { count, notUnderstood };
}

function wrongEntry(at: number): DerError {
  return new DerError("structure", `revokedCertificates at offset ${at}`);
}

function findEntry(bytes: Uint8Array, revoked: Part, serial: Uint8Array): RevocationEntry | null {
  for (let at = revoked.contentStart; at < revoked.end; ) {
    const start = at;
    const entry = elementBounds(bytes, start);
    at = entry.end;
    const number = elementBounds(bytes, entry.contentStart);
    if (number.end - number.contentStart !== serial.length) continue;
    if (!sameBytes(bytes.subarray(number.contentStart, number.end), serial)) continue;
    return entryOf(readDer(bytes.subarray(start, entry.end)));
  }
  return null;
}

function entryOf(node: DerNode): RevocationEntry {
  const entry = new DerSequence(node, "revokedCertificate");
  entry.take(tags.integer, "userCertificate");
  const revokedAt = timeOf(entry.any("revocationDate"), "revocationDate");
  const list = entry.optional(tags.sequence);
  entry.end();
  const extension = list && readExtensions(list).find(({ oid }) => oid === oids.reasonCode);
  const code = extension && readDer(extension.value);
  if (code && code.tag !== tags.enumerated) throw new DerError("structure", "reasonCode");
  return { revokedAt, reason: code ? smallIntegerOf(code, "reasonCode") : 0 };
}

const pem = /-----BEGIN X509 CRL-----\s+([A-Za-z0-9+/=\s]+)-----END X509 CRL-----/;

/** The list of a file, in DER or PEM. Throws `DerError`. */
export function readRevocationListFile(bytes: Uint8Array): RevocationList {
  if (bytes.length > 1.5 * revocationListSizeLimit) throw new DerError("too-many-elements", "list");
  if (bytes[0] === tags.sequence) return readRevocationList(bytes);
  const match = pem.exec(Buffer.from(bytes).toString("latin1"));
  if (!match) throw new DerError(bytes.length === 0 ? "empty" : "structure", "list");
  return readRevocationList(new Uint8Array(Buffer.from(match[1]!, "base64")));
}

/** Whether a file looks like a revocation list and not like a certificate, without reading all of it. */
export function looksLikeRevocationList(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString("latin1");
  if (head.includes("-----BEGIN ")) return head.includes("-----BEGIN X509 CRL-----");
  try {
    const outer = elementBounds(bytes, 0);
    const tbs = elementBounds(bytes, outer.contentStart);
    let at = tbs.contentStart;
    const tagsSeen: number[] = [];
    for (let i = 0; i < 4 && at < tbs.end; i += 1) {
      const part = elementBounds(bytes, at);
      tagsSeen.push(part.tag);
      at = part.end;
    }
    // version?, algorithm, issuer, time: a certificate has a serial number before, and never a bare time.
    return tagsSeen.some((tag) => tag === tags.utcTime || tag === tags.generalizedTime);
  } catch (error) {
    if (error instanceof DerError) return false;
    throw error;
  }
}

/** The distribution points a certificate names: the names of each, or null for one that cannot be served by its issuer's list. */
export function distributionPoints(
  extension: CertificateExtension,
  issuer: DistinguishedName,
): (string[] | null)[] {
  const node = readDer(extension.value);
  if (node.tag !== tags.sequence || node.children.length === 0)
    throw new DerError("structure", "cRLDistributionPoints");
  return node.children.map((child) => {
    const point = new DerSequence(child, "DistributionPoint");
    const name = point.optional(explicit(0));
    const reasons = point.optional(implicit(1));
    const otherIssuer = point.optional(explicit(2));
    point.end();
    return name && !reasons && !otherIssuer ? pointNames(name, issuer) : null;
  });
}
