import { DerError, tags } from "./der.js";

/**
 * Rewrites BER (X.690 §8) as DER in what concerns lengths: indefinite ones and long forms become the shortest definite ones,
 * octet strings in pieces become one. For key files alone, which only their owner opens: whatever carries a signature is
 * read as it is. Throws `DerError`.
 */
export function derOfBer(bytes: Uint8Array): Uint8Array {
  const budget = { elements: 100_000 };
  const { encoded, end } = rewrite(bytes, 0, bytes.length, 32, budget);
  if (end !== bytes.length) throw new DerError("trailing-bytes", `offset ${end}`);
  return encoded;
}

interface Rewritten {
  encoded: Uint8Array;
  /** Contents of `encoded`, for joining the pieces of a string. */
  content: Uint8Array;
  tag: number;
  end: number;
}

const constructedOctets = tags.octetString | 0x20;

function rewrite(
  bytes: Uint8Array,
  start: number,
  limit: number,
  depth: number,
  budget: { elements: number },
): Rewritten {
  const wrong = (what: string): never => {
    throw new DerError("encoding", `${what} at offset ${start}`);
  };
  if (depth <= 0) throw new DerError("too-deep", `offset ${start}`);
  budget.elements -= 1;
  if (budget.elements < 0) throw new DerError("too-many-elements", `offset ${start}`);
  const tag = start < limit ? bytes[start]! : wrong("truncated header");
  const first = start + 1 < limit ? bytes[start + 1]! : wrong("truncated header");
  if ((tag & 0x1f) === 0x1f) wrong("long tag");
  const constructed = (tag & 0x20) !== 0;
  let at = start + 2;
  let end = limit;
  const indefinite = first === 0x80;
  if (indefinite) {
    if (!constructed) wrong("length form");
  } else {
    let length = first;
    if (first > 0x80) {
      const count = first & 0x7f;
      if (count > 8 || at + count > limit) wrong("length form");
      length = bytes.subarray(at, at + count).reduce((value, octet) => value * 256 + octet, 0);
      at += count;
    }
    end = at + length;
    if (end > limit) wrong("length beyond the end");
  }
  if (!constructed) return made(tag, bytes.subarray(at, end), end);

  const parts: Rewritten[] = [];
  for (;;) {
    if (indefinite && bytes[at] === 0 && bytes[at + 1] === 0 && at + 2 <= limit) {
      end = at + 2;
      break;
    }
    if (!indefinite && at === end) break;
    const part = rewrite(bytes, at, end, depth - 1, budget);
    parts.push(part);
    at = part.end;
  }
  if (tag === constructedOctets) {
    if (parts.some((part) => part.tag !== tags.octetString)) wrong("pieces of a string");
    return made(tags.octetString, Buffer.concat(parts.map(({ content }) => content)), end);
  }
  return made(tag, Buffer.concat(parts.map(({ encoded }) => encoded)), end);
}

function made(tag: number, content: Uint8Array, end: number): Rewritten {
  const size = content.length;
  const octets: number[] = [];
  for (let rest = size; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest & 0xff);
  const length = size < 0x80 ? [size] : [0x80 | octets.length, ...octets];
  const encoded = new Uint8Array(1 + length.length + size);
  encoded.set([tag, ...length]);
  encoded.set(content, 1 + length.length);
  return { encoded, content: encoded.subarray(1 + length.length), tag, end };
}
