// Reads neighbouring entries of a ZIP with one read and gives back their digests and what is wrong with them. Plain
// JavaScript, for the worker threads and the one that asks them.

import { createHash, hash } from "node:crypto";
import { crc32, createInflateRaw } from "node:zlib";
import { judgeContent, judgeTail, readFully, readLocalHeader, readWholeEntry } from "./zip-local.js";
import { column, columns } from "./zip-reader.js";

/** Largest piece of an archive that is read at once. */
export const rangeLimit = 4 << 20;

/**
 * Neighbouring entries: rows `from` … `to` of a part of the directory, with `end` filled in. Whoever sets the place
 * `job` of the claims has it.
 * @typedef {{ job: number, rows: Float64Array, names: Uint8Array, from: number, to: number }} CheckOrder
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
  const start = cell(order.rows, order.from, column.offset);
  const size = cell(order.rows, order.to - 1, column.end) - start;
  const names = Buffer.from(order.names.buffer, order.names.byteOffset, order.names.byteLength);
  const bytes = size <= range.length ? readFully(fd, range.subarray(0, size), start) : null;
  for (let i = 0; i < count; i += 1) {
    const entry = located(order.rows, order.from + i);
    const nameAt = cell(order.rows, order.from + i, column.nameAt);
    const name = names.subarray(nameAt, nameAt + cell(order.rows, order.from + i, column.nameLength));
    const into = digests.subarray(i * setup.digestLength, (i + 1) * setup.digestLength);
    const troubles =
      bytes && inflatesSmall(entry.method, entry.size)
        ? wholeEntry(bytes.subarray(entry.offset - start, entry.end - start), entry, name, setup, into)
        : await largeEntry(fd, entry, name, setup, into, range);
    if (!troubles) continue;
    for (const trouble of troubles.list) answer.troubles.push({ entry: i, trouble });
    if (!troubles.digested) answer.undigested.push(i);
  }
  return answer;
}

/** Whether what comes of an entry may be held in memory. @param {number} method @param {number} size */
export function inflatesSmall(method, size) {
  return method !== 8 || size <= rangeLimit * 2;
}

/**
 * @param {Buffer} bytes @param {import("./zip-local.js").Located} entry @param {Buffer} name
 * @param {CheckSetup} setup @param {Buffer} into
 */
function wholeEntry(bytes, entry, name, setup, into) {
  const { content, troubles } = readWholeEntry(bytes, entry, name);
  if (content) {
    let at = 0;
    for (const algorithm of setup.algorithms) {
      // As a string of bytes: a buffer made for each digest takes longer than the digest.
      at += into.write(hash(algorithm, content, "binary"), at, "latin1");
    }
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

/** @param {Float64Array} rows @param {number} row @returns {import("./zip-local.js").Located} */
function located(rows, row) {
  return {
    offset: cell(rows, row, column.offset),
    end: cell(rows, row, column.end),
    stored: cell(rows, row, column.stored),
    size: cell(rows, row, column.size),
    crc: cell(rows, row, column.crc),
    method: cell(rows, row, column.method),
    flags: cell(rows, row, column.flags),
    time: cell(rows, row, column.time),
    version: cell(rows, row, column.version),
  };
}

/** @param {Float64Array} rows @param {number} row @param {number} at */
function cell(rows, row, at) {
  return /** @type {number} */ (rows[row * columns + at]);
}
