import type { ZipDamage } from "../model/findings/package.js";

/** Where the central directory lies, as the end records say. Positions count from the start of the archive proper. */
export interface ZipEnd {
  /** Bytes in front of the archive that do not belong to it. */
  leading: number;
  /** Bytes behind the end record. */
  trailing: number;
  directoryOffset: number;
  directorySize: number;
  entries: number;
  commentLength: number;
  /** End records that another reader might take instead. */
  otherEnds: number;
  /** Whether the records are spelled as our own writer spells them. */
  asWritten: boolean;
}

const endSignature = 0x06054b50;
const searchBack = (1 << 20) + 0xffff + 22;

/** Finds the end records of a ZIP of `fileSize` bytes; `read` gives bytes at a position. */
export function findZipEnd(
  fileSize: number,
  read: (position: number, length: number) => Buffer,
): ZipEnd | { damage: ZipDamage } {
  const tailStart = Math.max(0, fileSize - searchBack);
  const tail = read(tailStart, fileSize - tailStart);
  const candidates = endCandidates(tail);
  // A record that ends with the file is the one other readers take; without one, the last that fits.
  const exact = candidates.findLast((at) => at + 22 + tail.readUInt16LE(at + 20) === tail.length);
  const at = exact ?? candidates.at(-1);
  if (at === undefined) return { damage: "no-end-record" };
  const commentLength = tail.readUInt16LE(at + 20);
  const position = tailStart + at;
  let asWritten = commentLength === 0;
  let entries = tail.readUInt16LE(at + 10);
  let size = tail.readUInt32LE(at + 12);
  let offset = tail.readUInt32LE(at + 16);
  let directoryEnd = position;
  if (tail.readUInt32LE(at + 4) !== 0 && tail.readUInt32LE(at + 4) !== 0xffffffff)
    return { damage: "several-discs" };
  if (tail.readUInt16LE(at + 8) !== entries) return { damage: "end-record-torn" };
  const locator = at - 20;
  if (locator >= 0 && tail.readUInt32LE(locator) === 0x07064b50) {
    const wide = readWideEnd(tail, locator, tailStart, read);
    if (!wide) return { damage: "end-record-torn" };
    if (wide.disks) return { damage: "several-discs" };
    // A field that is not marked as too small must agree, or two readers see two archives.
    const agree =
      (entries === 0xffff || entries === wide.entries) &&
      (size === 0xffffffff || size === wide.size) &&
      (offset === 0xffffffff || offset === wide.offset);
    if (!agree) return { damage: "end-record-torn" };
    asWritten &&= wide.asWritten && entries === 0xffff && size === 0xffffffff && offset === 0xffffffff;
    ({ entries, size, offset } = wide);
    directoryEnd = wide.position;
  }
  const leading = directoryEnd - size - offset;
  if (leading < 0 || !Number.isSafeInteger(offset) || !Number.isSafeInteger(size))
    return { damage: "directory-outside" };
  const directoryInTail = Math.max(0, directoryEnd - size - tailStart);
  return {
    leading,
    trailing: tail.length - (at + 22 + commentLength),
    directoryOffset: offset,
    directorySize: size,
    entries,
    commentLength,
    otherEnds: candidates.filter((other) => other !== at && other >= directoryInTail).length,
    asWritten,
  };
}

/** Positions in `tail` that hold an end record whose comment fits. */
function endCandidates(tail: Buffer): number[] {
  const signature = Buffer.alloc(4);
  signature.writeUInt32LE(endSignature);
  const found: number[] = [];
  for (let at = tail.indexOf(signature); at >= 0; at = tail.indexOf(signature, at + 1))
    if (at + 22 <= tail.length && at + 22 + tail.readUInt16LE(at + 20) <= tail.length) found.push(at);
  return found;
}

interface WideEnd {
  position: number;
  entries: number;
  size: number;
  offset: number;
  disks: boolean;
  asWritten: boolean;
}

function readWideEnd(
  tail: Buffer,
  locator: number,
  tailStart: number,
  read: (position: number, length: number) => Buffer,
): WideEnd | null {
  const stated = Number(tail.readBigUInt64LE(locator + 8));
  // With bytes in front of the archive the stated place is wrong; the record then lies right before the locator.
  for (const position of [stated, tailStart + locator - 56]) {
    if (!Number.isSafeInteger(position) || position < 0 || position + 56 > tailStart + locator) continue;
    const record = read(position, 56);
    if (record.length < 56 || record.readUInt32LE(0) !== 0x06064b50) continue;
    const length = Number(record.readBigUInt64LE(4)) + 12;
    if (position + length !== tailStart + locator) continue;
    const entries = Number(record.readBigUInt64LE(32));
    const disks =
      tail.readUInt32LE(locator + 4) !== 0 || record.readUInt32LE(16) !== 0 || record.readUInt32LE(20) !== 0;
    if (Number(record.readBigUInt64LE(24)) !== entries) return null;
    return {
      position,
      entries,
      size: Number(record.readBigUInt64LE(40)),
      offset: Number(record.readBigUInt64LE(48)),
      disks,
      asWritten:
        length === 56 && record.readUInt32LE(12) === 0x002d002d && tail.readUInt32LE(locator + 16) === 1,
    };
  }
  return null;
}
