// One entry of a ZIP as it lies in the file: its local header, its bytes, its data descriptor. Plain JavaScript, shared
// by the worker thread and by the reader. Nothing here trusts a size: every length is held against what there is.

import { readSync } from "node:fs";
import { crc32, inflateRawSync } from "node:zlib";

/**
 * What the central directory says of an entry, and where the next thing in the file begins.
 * @typedef {object} Located
 * @property {number} offset of the local header
 * @property {number} end first byte that belongs to something else
 * @property {number} stored bytes in the archive
 * @property {number} size bytes after inflating
 * @property {number} crc
 * @property {number} method
 * @property {number} flags
 * @property {number} time
 * @property {number} version
 *
 * @typedef {import("../model/findings/package.js").ZipField} ZipField
 *
 * @typedef {{ code: "zip-entry-outside" }
 *   | { code: "zip-header-differs", fields: ZipField[] }
 *   | { code: "zip-entries-overlap" }
 *   | { code: "zip-hidden-data", bytes: number }
 *   | { code: "zip-size-lies", declared: number, actual: number }
 *   | { code: "zip-crc-differs", expected: number, actual: number }
 *   | { code: "zip-data-damaged", reason: string }} EntryTrouble
 *
 * @typedef {object} LocalHeader
 * @property {number} dataStart
 * @property {ZipField[]} differs
 */

export const localHeaderSize = 30;
export const localHeaderSignature = 0x04034b50;

/**
 * Compares the local header that begins at `at` in `bytes` with the central directory. Null where it does not fit.
 * @param {Buffer} bytes
 * @param {number} at
 * @param {Located} entry
 * @param {Buffer} name as the central directory spells it
 * @returns {LocalHeader | null} `dataStart` counts from `at`
 */
export function readLocalHeader(bytes, at, entry, name) {
  if (at + localHeaderSize > bytes.length) return null;
  const nameLength = bytes.readUInt16LE(at + 26);
  const extraLength = bytes.readUInt16LE(at + 28);
  const dataStart = localHeaderSize + nameLength + extraLength;
  if (at + dataStart > bytes.length) return null;
  /** @type {ZipField[]} */
  const differs = [];
  if (bytes.readUInt32LE(at) !== localHeaderSignature) differs.push("signature");
  const version = bytes.readUInt16LE(at + 4);
  if (version !== entry.version && entry.version !== 45) differs.push("version");
  if (bytes.readUInt16LE(at + 6) !== entry.flags) differs.push("flags");
  if (bytes.readUInt16LE(at + 8) !== entry.method) differs.push("method");
  if (bytes.readUInt32LE(at + 10) !== entry.time) differs.push("time");
  const nameStart = at + localHeaderSize;
  if (
    nameLength !== name.length ||
    bytes.compare(name, 0, name.length, nameStart, nameStart + nameLength) !== 0
  )
    differs.push("name");
  const crc = bytes.readUInt32LE(at + 14);
  let stored = bytes.readUInt32LE(at + 18);
  let size = bytes.readUInt32LE(at + 22);
  if (stored === 0xffffffff || size === 0xffffffff) {
    const wide = wideSizes(bytes.subarray(nameStart + nameLength, nameStart + nameLength + extraLength));
    if (wide) ({ stored, size } = wide);
  }
  // With bit 3 the figures follow the data; writers then leave zeros here, or the figures themselves.
  const follows = (entry.flags & 8) !== 0;
  if (crc !== entry.crc && !(follows && crc === 0)) differs.push("crc");
  if (stored !== entry.stored && !(follows && stored === 0)) differs.push("compressed-size");
  if (size !== entry.size && !(follows && size === 0)) differs.push("size");
  return { dataStart, differs };
}

/** @param {Buffer} extra @returns {{ stored: number, size: number } | null} */
function wideSizes(extra) {
  for (let at = 0; at + 4 <= extra.length; ) {
    const id = extra.readUInt16LE(at);
    const length = extra.readUInt16LE(at + 2);
    if (id === 1 && length >= 16 && at + 20 <= extra.length)
      return { size: Number(extra.readBigUInt64LE(at + 4)), stored: Number(extra.readBigUInt64LE(at + 12)) };
    at += 4 + length;
  }
  return null;
}

/**
 * Length of the data descriptor at `at`, or null when there is one that says something else than the directory.
 * @param {Buffer} bytes @param {number} at @param {Located} entry
 */
export function descriptorLength(bytes, at, entry) {
  if ((entry.flags & 8) === 0) return 0;
  for (const signature of [4, 0]) {
    if (signature === 4 && (at + 4 > bytes.length || bytes.readUInt32LE(at) !== 0x08074b50)) continue;
    const start = at + signature;
    if (start + 12 > bytes.length || bytes.readUInt32LE(start) !== entry.crc) continue;
    if (bytes.readUInt32LE(start + 4) === entry.stored && bytes.readUInt32LE(start + 8) === entry.size)
      return signature + 12;
    if (
      start + 20 <= bytes.length &&
      Number(bytes.readBigUInt64LE(start + 4)) === entry.stored &&
      Number(bytes.readBigUInt64LE(start + 12)) === entry.size
    )
      return signature + 20;
  }
  return null;
}

/**
 * The bytes of an entry that lies wholly in `bytes`, with everything that is wrong with it. Never gives more than the
 * declared size.
 * @param {Buffer} bytes what lies from the local header to the next thing in the file
 * @param {Located} entry
 * @param {Buffer} name
 * @returns {{ content: Buffer | null, troubles: EntryTrouble[] }}
 */
export function readWholeEntry(bytes, entry, name) {
  /** @type {EntryTrouble[]} */
  const troubles = [];
  const local = readLocalHeader(bytes, 0, entry, name);
  if (!local) return { content: null, troubles: [{ code: "zip-entry-outside" }] };
  if (local.differs.length > 0) troubles.push({ code: "zip-header-differs", fields: local.differs });
  const dataEnd = local.dataStart + entry.stored;
  if (dataEnd > bytes.length)
    return { content: null, troubles: [...troubles, { code: "zip-entries-overlap" }] };
  judgeTail(bytes, dataEnd, entry, troubles);
  const data = bytes.subarray(local.dataStart, dataEnd);
  const content = entry.method === 8 ? inflate(data, entry, troubles) : data;
  if (content) judgeContent(content.length, () => crc32(content), entry, troubles);
  return { content, troubles };
}

/**
 * @param {Buffer} bytes @param {number} dataEnd @param {Located} entry @param {EntryTrouble[]} troubles
 */
export function judgeTail(bytes, dataEnd, entry, troubles) {
  const descriptor = descriptorLength(bytes, dataEnd, entry);
  if (descriptor === null) troubles.push({ code: "zip-header-differs", fields: ["size"] });
  const hidden = bytes.length - dataEnd - (descriptor ?? 0);
  if (descriptor !== null && hidden > 0) troubles.push({ code: "zip-hidden-data", bytes: hidden });
}

/**
 * @param {number} size @param {() => number} crc @param {Located} entry @param {EntryTrouble[]} troubles
 */
export function judgeContent(size, crc, entry, troubles) {
  if (size !== entry.size) troubles.push({ code: "zip-size-lies", declared: entry.size, actual: size });
  else {
    const actual = crc();
    if (actual !== entry.crc) troubles.push({ code: "zip-crc-differs", expected: entry.crc, actual });
  }
}

/** @param {Buffer} data @param {Located} entry @param {EntryTrouble[]} troubles */
function inflate(data, entry, troubles) {
  try {
    const maxOutputLength = Math.max(1, entry.size);
    // In one piece where that is small: one byte more shows that there are no more.
    const chunkSize = Math.min(Math.max(64, entry.size + 1), 8 << 20);
    const result = /** @type {{ buffer: Buffer, engine: { bytesWritten: number } }} */ (
      /** @type {unknown} */ (inflateRawSync(data, { maxOutputLength, chunkSize, info: true }))
    );
    if (result.engine.bytesWritten < data.length)
      troubles.push({ code: "zip-hidden-data", bytes: data.length - result.engine.bytesWritten });
    return result.buffer;
  } catch (error) {
    const code = String(/** @type {{ code?: unknown }} */ (error).code ?? "unknown");
    if (code === "ERR_BUFFER_TOO_LARGE")
      troubles.push({ code: "zip-size-lies", declared: entry.size, actual: entry.size + 1 });
    else troubles.push({ code: "zip-data-damaged", reason: code });
    return null;
  }
}

/**
 * Reads until `into` is full or the file ends; returns the bytes read.
 * @param {number} fd @param {Buffer} into @param {number} from
 */
export function readFully(fd, into, from) {
  let done = 0;
  while (done < into.length) {
    const got = readSync(fd, into, done, into.length - done, from + done);
    if (got === 0) break;
    done += got;
  }
  return into.subarray(0, done);
}
