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
export async function checkRange({ job, rows, records, from, to }, setup, fd, range) {
  /** @type {CheckAnswer} */
  const answer = {
    job,
    digests: new Uint8Array((to - from) * setup.digestLength),
    troubles: [],
    undigested: [],
  };
  const digests = Buffer.from(answer.digests.buffer);
  const entries = new RangeReader(rows, records, to, fd, range);
  for (let row = from; ; row += 1) {
    row = digestPlain(entries, row, setup, digests, from);
    if (row === to) return answer;
    const into = (row - from) * setup.digestLength;
    const place = digests.subarray(into, into + setup.digestLength);
    const { list, digested } = await digestOther(entries, row, setup, place, fd, range);
    for (const trouble of list) answer.troubles.push({ entry: row - from, trouble });
    if (!digested) answer.undigested.push(row - from);
  }
}

/**
 * Digests plain entries from a row on; returns the row of the first that is not plain, or the one behind the last.
 * @param {RangeReader} entries @param {number} first @param {CheckSetup} setup @param {Buffer} digests
 * @param {number} from row of the first digest
 */
function digestPlain(entries, first, { algorithms, digestLength }, digests, from) {
  for (let row = first; row < entries.to; row += 1) {
    const content = entries.plainContent(row);
    if (!content) return row;
    digest(content, algorithms, digests, (row - from) * digestLength);
  }
  return entries.to;
}

/**
 * Digests an entry of any kind, and says what is wrong with it.
 * @param {RangeReader} entries @param {number} row @param {CheckSetup} setup @param {Buffer} into
 * @param {number} fd @param {Buffer} piece
 */
async function digestOther(entries, row, setup, into, fd, piece) {
  const entry = entries.located(row);
  const name = entries.name(row);
  const fits = entry.end - entry.offset <= rangeLimit && isSmallInflated(entry.method, entry.size);
  if (!fits) {
    entries.forget();
    return largeEntry(fd, entry, name, setup, into, piece);
  }
  const { content, troubles } = readWholeEntry(entries.bytes(row), entry, name);
  if (content) digest(content, setup.algorithms, into, 0);
  return { list: troubles, digested: content !== null };
}

/** Rows of a part, and of the file as many whole entries as the cache of a core holds: each is looked at twice. */
class RangeReader {
  #rows;
  #records;
  #fd;
  #range;
  #window;
  /** Where the window begins in the file. */
  #at = 0;

  /**
   * @param {Float64Array} rows @param {Uint8Array} records @param {number} to row behind the last
   * @param {number} fd @param {Buffer} range
   */
  constructor(rows, records, to, fd, range) {
    this.to = to;
    this.#rows = rows;
    this.#records = Buffer.from(records.buffer, records.byteOffset, records.byteLength);
    this.#fd = fd;
    this.#range = range;
    this.#window = range.subarray(0, 0);
  }

  /**
   * The content of an entry that is stored, and whose local header says word for word what the directory says, with
   * nothing left between it and the next: nearly every entry there is. Null for any other, which is looked at more
   * closely.
   * @param {number} row
   */
  plainContent(row) {
    const records = this.#records;
    const record = this.#cell(row, column.record);
    const offset = this.#cell(row, column.offset);
    const length = this.#cell(row, column.end) - offset;
    const size = this.#cell(row, column.size);
    const name = record + field.name;
    const nameLength = records.readUInt16LE(record + field.nameLength);
    const head = localHeaderSize + nameLength;
    if (
      head + size !== length ||
      length > rangeLimit ||
      // Compressed, or with figures that follow the data.
      records.readUInt32LE(record + field.flags) & 0xffff0008 ||
      records.readUInt32LE(record + field.stored) !== size ||
      records.readUInt32LE(record + field.size) !== size
    )
      return null;
    const at = this.#hold(row);
    const bytes = this.#window;
    if (
      at + length > bytes.length ||
      bytes.readUInt32LE(at) !== localHeaderSignature ||
      bytes.readUInt16LE(at + 28) !== 0 ||
      bytes.compare(records, record + field.version, record + field.extraLength, at + 4, at + 28) !== 0 ||
      bytes.compare(records, name, name + nameLength, at + localHeaderSize, at + head) !== 0
    )
      return null;
    const content = bytes.subarray(at + head, at + length);
    return crc32(content) === records.readUInt32LE(record + field.crc) ? content : null;
  }

  /** What lies from its local header to the next thing in the file. @param {number} row */
  bytes(row) {
    const at = this.#hold(row);
    return this.#window.subarray(at, at + this.#cell(row, column.end) - this.#cell(row, column.offset));
  }

  /** @param {number} row @returns {import("./zip-local.js").Located} */
  located(row) {
    const records = this.#records;
    const record = this.#cell(row, column.record);
    return {
      offset: this.#cell(row, column.offset),
      end: this.#cell(row, column.end),
      stored: this.#cell(row, column.stored),
      size: this.#cell(row, column.size),
      crc: records.readUInt32LE(record + field.crc),
      method: records.readUInt16LE(record + field.method),
      flags: records.readUInt16LE(record + field.flags),
      time: records.readUInt32LE(record + field.time),
      version: records.readUInt16LE(record + field.version),
    };
  }

  /** @param {number} row */
  name(row) {
    const record = this.#cell(row, column.record);
    const at = record + field.name;
    return this.#records.subarray(at, at + this.#records.readUInt16LE(record + field.nameLength));
  }

  /** Says that the memory of the window was used for something else. */
  forget() {
    this.#window = this.#range.subarray(0, 0);
  }

  /** Reads an entry with those that follow it, where it is not at hand; returns where it begins in the window. @param {number} row */
  #hold(row) {
    const at = this.#cell(row, column.offset);
    const held = this.#at + this.#window.length;
    if (at < this.#at || this.#cell(row, column.end) > held) {
      let end = this.#cell(row, column.end);
      for (let next = row + 1; next < this.to; next += 1) {
        const after = this.#cell(next, column.end);
        if (after - at > cachedWindow) break;
        end = after;
      }
      this.#at = at;
      this.#window = readFully(this.#fd, this.#range.subarray(0, end - at), at);
    }
    return at - this.#at;
  }

  /** @param {number} row @param {number} at */
  #cell(row, at) {
    return /** @type {number} */ (this.#rows[row * columns + at]);
  }
}

/** @param {Buffer} content @param {string[]} algorithms @param {Buffer} digests @param {number} at */
function digest(content, algorithms, digests, at) {
  let to = at;
  // As a string of bytes: a buffer made for each digest takes longer than the digest.
  for (const algorithm of algorithms) to += digests.write(hash(algorithm, content, "binary"), to, "latin1");
}

/** Whether what comes of an entry may be held in memory. @param {number} method @param {number} size */
export function isSmallInflated(method, size) {
  return method !== 8 || size <= rangeLimit * 2;
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
