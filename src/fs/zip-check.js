// Reads neighbouring entries of a ZIP with one read and gives back their digests and what is wrong with them. Plain
// JavaScript, for the worker threads and the one that asks them.

import { createHash, hash } from "node:crypto";
import { crc32, createInflateRaw } from "node:zlib";
import {
  judgeContent,
  judgeTail,
  localHeaderSignature,
  localHeaderSize,
  readFully,
  readLocalHeader,
  readWholeEntry,
} from "./zip-local.js";
import { column, columns, field } from "./zip-reader.js";

/** Largest piece of an archive that is read at once. */
export const rangeLimit = 4 << 20;
/** Half of the cache that is a core's own: what is read is there still when it is looked at. */
const cachedWindow = 512 << 10;

/**
 * Neighbouring entries: rows `from` … `to` of a part of the directory, with `end` filled in. Whoever sets the place
 * `job` of the claims has it.
 * @typedef {{ job: number, rows: Float64Array, records: Uint8Array, from: number, to: number }} CheckOrder
 * @typedef {{ entry: number, trouble: import("./zip-local.js").EntryTrouble }} PlacedTrouble
 * @typedef {{ job: number, digests: Uint8Array, troubles: PlacedTrouble[], undigested: number[] }} CheckAnswer
 * Digests one after another; positions count from the first entry of the order.
 * @typedef {{ algorithms: string[], digestLength: number }} CheckSetup
 */

/**
 * @param {CheckOrder} order @param {CheckSetup} setup @param {number} fd @param {Buffer} range
 * @returns {Promise<CheckAnswer>}
 */
export async function checkRange(order, setup, fd, range) {
  const count = order.to - order.from;
  /** @type {CheckAnswer} */
  const answer = {
    job: order.job,
    digests: new Uint8Array(count * setup.digestLength),
    troubles: [],
    undigested: [],
  };
  const digests = Buffer.from(answer.digests.buffer);
  const { buffer, byteOffset, byteLength } = order.records;
  const records = Buffer.from(buffer, byteOffset, byteLength);
  let window = range.subarray(0, 0);
  let windowAt = 0;
  for (let i = 0; i < count; i += 1) {
    const row = order.from + i;
    const at = cell(order.rows, row, column.offset);
    const end = cell(order.rows, row, column.end);
    const into = i * setup.digestLength;
    let troubles = null;
    if (end - at > range.length || !inflatesSmall(order.rows, row, records))
      troubles = await largeEntry(
        fd,
        located(order.rows, row, records),
        nameOf(order.rows, row, records),
        setup,
        digests.subarray(into, into + setup.digestLength),
        range,
      );
    else {
      if (end > windowAt + window.length || i === 0) {
        windowAt = at;
        window = readFully(fd, range.subarray(0, windowSize(order, row)), at);
      }
      const content = plainContent(window, at - windowAt, end - windowAt, order.rows, row, records);
      if (content) digest(content, setup, digests, into);
      else
        troubles = wholeEntry(
          window.subarray(at - windowAt, end - windowAt),
          located(order.rows, row, records),
          nameOf(order.rows, row, records),
          setup,
          digests,
          into,
        );
    }
    if (!troubles) continue;
    for (const trouble of troubles.list) answer.troubles.push({ entry: i, trouble });
    if (!troubles.digested) answer.undigested.push(i);
  }
  return answer;
}

/**
 * Bytes to read at once from a row on: as many whole entries as the cache of a core holds, for each is looked at twice.
 * @param {CheckOrder} order @param {number} first
 */
function windowSize({ rows, to }, first) {
  const start = cell(rows, first, column.offset);
  let end = cell(rows, first, column.end);
  for (let row = first + 1; row < to; row += 1) {
    const next = cell(rows, row, column.end);
    if (next - start > cachedWindow) break;
    end = next;
  }
  return end - start;
}

/**
 * The content of an entry that is stored, and whose local header says word for word what the directory says, with
 * nothing left between it and the next: nearly every entry there is. Null for any other, which is looked at more closely.
 * @param {Buffer} bytes @param {number} at @param {number} end @param {Float64Array} rows @param {number} row
 * @param {Buffer} records
 */
function plainContent(bytes, at, end, rows, row, records) {
  const record = cell(rows, row, column.record);
  const size = cell(rows, row, column.size);
  const nameLength = records.readUInt16LE(record + field.nameLength);
  const start = at + localHeaderSize + nameLength;
  if (
    start + size !== end ||
    end > bytes.length ||
    // Compressed, or with figures that follow the data.
    records.readUInt32LE(record + field.flags) & 0xffff0008 ||
    records.readUInt32LE(record + field.stored) !== size ||
    records.readUInt32LE(record + field.size) !== size ||
    bytes.readUInt32LE(at) !== localHeaderSignature ||
    bytes.readUInt16LE(at + 28) !== 0 ||
    !sameBytes(bytes, at + 4, records, record + field.version, field.extraLength - field.version) ||
    !sameBytes(bytes, at + localHeaderSize, records, record + field.name, nameLength)
  )
    return null;
  const content = bytes.subarray(start, end);
  return crc32(content) === records.readUInt32LE(record + field.crc) ? content : null;
}

/**
 * Whether as many bytes are the same here and there. They are few: a call for it takes longer.
 * @param {Buffer} one @param {number} at @param {Buffer} other @param {number} otherAt @param {number} length
 */
function sameBytes(one, at, other, otherAt, length) {
  for (let i = 0; i < length; i += 1) if (one[at + i] !== other[otherAt + i]) return false;
  return true;
}

/** @param {Buffer} content @param {CheckSetup} setup @param {Buffer} digests @param {number} at */
function digest(content, { algorithms }, digests, at) {
  let to = at;
  // As a string of bytes: a buffer made for each digest takes longer than the digest.
  for (const algorithm of algorithms) to += digests.write(hash(algorithm, content, "binary"), to, "latin1");
}

/** @param {Float64Array} rows @param {number} row @param {Buffer} records */
function nameOf(rows, row, records) {
  const record = cell(rows, row, column.record);
  const at = record + field.name;
  return records.subarray(at, at + records.readUInt16LE(record + field.nameLength));
}

/**
 * Whether what comes of an entry may be held in memory.
 * @param {Float64Array} rows @param {number} row @param {Buffer} records
 */
function inflatesSmall(rows, row, records) {
  const method = records.readUInt16LE(cell(rows, row, column.record) + field.method);
  return isSmallInflated(method, cell(rows, row, column.size));
}

/** Whether what comes of an entry may be held in memory. @param {number} method @param {number} size */
export function isSmallInflated(method, size) {
  return method !== 8 || size <= rangeLimit * 2;
}

/**
 * @param {Buffer} bytes @param {import("./zip-local.js").Located} entry @param {Buffer} name
 * @param {CheckSetup} setup @param {Buffer} digests @param {number} at
 */
function wholeEntry(bytes, entry, name, setup, digests, at) {
  const { content, troubles } = readWholeEntry(bytes, entry, name);
  if (content) {
    digest(content, setup, digests, at);
    if (troubles.length === 0) return null;
  }
  return { list: troubles, digested: content !== null };
}

/**
 * An entry too large for one read: in pieces, with the memory of one piece.
 * @param {number} fd @param {import("./zip-local.js").Located} entry @param {Buffer} name
 * @param {CheckSetup} setup @param {Buffer} into @param {Buffer} piece
 */
async function largeEntry(fd, entry, name, setup, into, piece) {
  /** @type {import("./zip-local.js").EntryTrouble[]} */
  const troubles = [];
  const headRoom = Math.min(30 + 2 * 0xffff, entry.end - entry.offset);
  const head = readFully(fd, Buffer.allocUnsafe(headRoom), entry.offset);
  const local = readLocalHeader(head, 0, entry, name);
  if (!local) return { list: [{ code: /** @type {const} */ ("zip-entry-outside") }], digested: false };
  if (local.differs.length > 0) troubles.push({ code: "zip-header-differs", fields: local.differs });
  const start = entry.offset + local.dataStart;
  const end = start + entry.stored;
  if (end > entry.end)
    return { list: [...troubles, { code: /** @type {const} */ ("zip-entries-overlap") }], digested: false };
  const tail = readFully(fd, Buffer.allocUnsafe(Math.min(64, entry.end - end)), end);
  judgeTail(tail, 0, entry, troubles);
  const hashes = setup.algorithms.map((algorithm) => createHash(algorithm));
  let crc = 0;
  let size = 0;
  const take = (/** @type {Buffer} */ bytes) => {
    for (const one of hashes) one.update(bytes);
    crc = crc32(bytes, crc);
    size += bytes.length;
  };
  let damaged = "";
  if (entry.method === 8) {
    const inflater = createInflateRaw({ chunkSize: 1 << 18 });
    const feed = async () => {
      for (let at = start; at < end && !inflater.destroyed; ) {
        const bytes = readFully(fd, Buffer.allocUnsafe(Math.min(1 << 20, end - at)), at);
        if (bytes.length === 0) break;
        at += bytes.length;
        if (!inflater.write(bytes))
          await new Promise((resolve) => inflater.once("drain", resolve).once("close", resolve));
      }
      if (!inflater.destroyed) inflater.end();
    };
    const feeding = feed();
    try {
      for await (const bytes of inflater) {
        take(bytes);
        if (size > entry.size) break;
      }
    } catch (error) {
      damaged = String(/** @type {{ code?: unknown }} */ (error).code ?? "unknown");
    }
    inflater.destroy();
    await feeding;
    if (!damaged && size === entry.size && inflater.bytesWritten < entry.stored)
      troubles.push({ code: "zip-hidden-data", bytes: entry.stored - inflater.bytesWritten });
  } else {
    for (let at = start; at < end; ) {
      const bytes = readFully(fd, piece.subarray(0, Math.min(piece.length, end - at)), at);
      if (bytes.length === 0) break;
      take(bytes);
      at += bytes.length;
    }
  }
  if (damaged) troubles.push({ code: "zip-data-damaged", reason: damaged });
  else judgeContent(size, () => crc, entry, troubles);
  const digested = !damaged && size <= entry.size;
  let at = 0;
  for (const one of hashes) {
    const digest = one.digest();
    if (digested) into.set(digest, at);
    at += digest.length;
  }
  return { list: troubles, digested };
}

/**
 * @param {Float64Array} rows @param {number} row @param {Buffer} records
 * @returns {import("./zip-local.js").Located}
 */
function located(rows, row, records) {
  const record = cell(rows, row, column.record);
  return {
    offset: cell(rows, row, column.offset),
    end: cell(rows, row, column.end),
    stored: cell(rows, row, column.stored),
    size: cell(rows, row, column.size),
    crc: records.readUInt32LE(record + field.crc),
    method: records.readUInt16LE(record + field.method),
    flags: records.readUInt16LE(record + field.flags),
    time: records.readUInt32LE(record + field.time),
    version: records.readUInt16LE(record + field.version),
  };
}

/** @param {Float64Array} rows @param {number} row @param {number} at */
function cell(rows, row, at) {
  return /** @type {number} */ (rows[row * columns + at]);
}
