// Reads neighbouring entries of a ZIP with one read and gives back their digests and what is wrong with them. Plain
// JavaScript, for the worker threads; an archive of one range is checked without a thread.

import { createHash, hash } from "node:crypto";
import { crc32, createInflateRaw } from "node:zlib";
import { judgeContent, judgeTail, readFully, readLocalHeader, readWholeEntry } from "./zip-local.js";

/**
 * Columns of one entry in a job; `zip-checker.ts` fills them.
 * @typedef {{ job: number, entries: Float64Array, names: Uint8Array }} CheckOrder
 * @typedef {{ entry: number, trouble: import("./zip-local.js").EntryTrouble }} PlacedTrouble
 * @typedef {{ job: number, digests: Uint8Array, troubles: PlacedTrouble[], undigested: number[] }} CheckAnswer
 * @typedef {{ path: string, algorithms: string[], digestLength: number, columns: number, rangeLimit: number }} CheckSetup
 */

/**
 * @param {CheckOrder} order @param {CheckSetup} setup @param {number} fd @param {Buffer} range
 * @returns {Promise<CheckAnswer>}
 */
export async function checkRange(order, setup, fd, range) {
  const count = order.entries.length / setup.columns;
  /** @type {CheckAnswer} */
  const answer = {
    job: order.job,
    digests: new Uint8Array(count * setup.digestLength),
    troubles: [],
    undigested: [],
  };
  const digests = Buffer.from(answer.digests.buffer);
  const first = row(order, setup, 0);
  const last = row(order, setup, count - 1);
  const names = Buffer.from(order.names.buffer, order.names.byteOffset, order.names.byteLength);
  const together = last.end - first.offset <= range.length;
  const bytes = together ? readFully(fd, range.subarray(0, last.end - first.offset), first.offset) : null;
  let nameAt = 0;
  for (let i = 0; i < count; i += 1) {
    const entry = row(order, setup, i);
    const name = names.subarray(nameAt, nameAt + entry.nameLength);
    nameAt += entry.nameLength;
    const into = digests.subarray(i * setup.digestLength, (i + 1) * setup.digestLength);
    const inflatesSmall = entry.method !== 8 || entry.size <= range.length * 2;
    const troubles =
      bytes && inflatesSmall
        ? wholeEntry(
            bytes.subarray(entry.offset - first.offset, entry.end - first.offset),
            entry,
            name,
            setup,
            into,
          )
        : await largeEntry(fd, entry, name, setup, into, range);
    if (!troubles) continue;
    for (const trouble of troubles.list) answer.troubles.push({ entry: i, trouble });
    if (!troubles.digested) answer.undigested.push(i);
  }
  return answer;
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

/** @param {CheckOrder} order @param {CheckSetup} setup @param {number} index */
function row({ entries }, { columns }, index) {
  const at = index * columns;
  const cell = (/** @type {number} */ column) => /** @type {number} */ (entries[at + column]);
  return {
    offset: cell(0),
    end: cell(1),
    stored: cell(2),
    size: cell(3),
    crc: cell(4),
    method: cell(5),
    flags: cell(6),
    time: cell(7),
    version: cell(8),
    nameLength: cell(9),
  };
}
