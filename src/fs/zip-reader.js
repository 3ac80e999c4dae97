// Reads the central directory of a ZIP through the library and lays it out in rows, which threads share. Plain
// JavaScript, for the worker thread and the reader alike.

import { readSync } from "node:fs";

/**
 * What a row says of one entry, by position. `end` is left for the reader to fill in. `otherName` is 1 where the
 * Info-ZIP Unicode field holds another name than the record.
 */
export const column = /** @type {const} */ ({
  offset: 0,
  end: 1,
  stored: 2,
  size: 3,
  crc: 4,
  method: 5,
  flags: 6,
  time: 7,
  version: 8,
  nameAt: 9,
  nameLength: 10,
  madeBy: 11,
  internalAttributes: 12,
  externalAttributes: 13,
  extraLength: 14,
  commentLength: 15,
  disk: 16,
  otherName: 17,
});
export const columns = 18;

/**
 * Neighbouring records: their rows one after another, and their names as stored. Both lie in shared memory.
 * @typedef {{ rows: Float64Array, names: Uint8Array }} DirectoryPart
 *
 * @typedef {{ start: number, end: number, most: number }} Extent
 * Where an archive lies in its file, and how many entries its end record speaks of.
 *
 * @typedef {import("../model/findings/package.js").ZipDamage} ZipDamage
 * @typedef {{ damage: ZipDamage | null, encrypted: boolean, consumed: number }} Listed
 * How far the directory could be read: `consumed` counts its bytes.
 */

const windowSize = 1 << 20;
const entriesPerPart = 2000;
/** Names may be 64 KiB each. */
const nameBytesPerPart = 1 << 20;

/**
 * Reads the central directory of the archive that lies at `start` … `end` of the file, no more than `most` entries, and
 * stops where it is torn.
 * Reading is synchronous, out of a window of 1 MiB: through the thread pool each entry would cost two round trips.
 * @param {number} fd @param {Extent} extent @param {(part: DirectoryPart) => void} take
 * @returns {Promise<Listed>}
 */
export async function listDirectory(fd, { start, end, most }, take) {
  const { default: yauzl } = await import("yauzl");
  const reader = windowReader(yauzl.RandomAccessReader, fd, start);
  const options = {
    lazyEntries: /** @type {const} */ (true),
    autoClose: false,
    decodeStrings: /** @type {const} */ (false),
    validateEntrySizes: false,
  };
  /** @type {import("yauzl").ZipFile | null} */
  const zip = await new Promise((resolve) => {
    yauzl.fromRandomAccessReader(reader, end - start, options, (error, file) => resolve(error ? null : file));
  });
  if (!zip) return { damage: "end-record-torn", encrypted: false, consumed: 0 };
  const part = new PartWriter(take);
  const first = Number(zip.readEntryCursor);
  let cursor = first;
  let arrived = 0;
  /** @type {Error | null} */
  let failed = null;
  /** @type {(() => void) | null} */
  let wake = null;
  zip.on("entry", (entry) => {
    part.add(entry, reader.peek(cursor + 34));
    cursor += 46 + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength;
    arrived += 1;
    wake?.();
  });
  zip.on("error", (error) => {
    failed = error;
    wake?.();
  });
  while (arrived < Math.min(zip.entryCount, most)) {
    const before = arrived;
    zip.readEntry();
    // A record without a name comes a turn later.
    if (arrived === before && !failed)
      await new Promise((resolve) => {
        wake = () => resolve(undefined);
      });
    wake = null;
    if (failed) break;
  }
  part.end();
  const message = /** @type {Error | null} */ (failed)?.message ?? "";
  return {
    damage: failed ? "directory-torn" : null,
    encrypted: message.includes("strong encryption"),
    consumed: cursor - first,
  };
}

/** Gathers records until a part is full. */
class PartWriter {
  #rows = new Float64Array(entriesPerPart * columns);
  #names = Buffer.allocUnsafe(1 << 16);
  #count = 0;
  #nameAt = 0;
  #take;

  /** @param {(part: DirectoryPart) => void} take */
  constructor(take) {
    this.#take = take;
  }

  /** @param {import("yauzl").Entry} entry @param {number} disk */
  add(entry, disk) {
    const rows = this.#rows;
    const at = this.#count * columns;
    const name = entry.fileNameRaw;
    rows[at + column.offset] = entry.relativeOffsetOfLocalHeader;
    rows[at + column.end] = 0;
    rows[at + column.stored] = entry.compressedSize;
    rows[at + column.size] = entry.uncompressedSize;
    rows[at + column.crc] = entry.crc32;
    rows[at + column.method] = entry.compressionMethod;
    rows[at + column.flags] = entry.generalPurposeBitFlag;
    rows[at + column.time] = ((entry.lastModFileDate << 16) | entry.lastModFileTime) >>> 0;
    rows[at + column.version] = entry.versionNeededToExtract;
    rows[at + column.nameAt] = this.#nameAt;
    rows[at + column.nameLength] = name.length;
    rows[at + column.madeBy] = entry.versionMadeBy;
    rows[at + column.internalAttributes] = entry.internalFileAttributes;
    rows[at + column.externalAttributes] = entry.externalFileAttributes;
    rows[at + column.extraLength] = entry.extraFieldLength;
    rows[at + column.commentLength] = entry.fileCommentLength;
    rows[at + column.disk] = disk;
    rows[at + column.otherName] = entry.extraFieldLength > 0 && hasOtherName(entry) ? 1 : 0;
    if (this.#nameAt + name.length > this.#names.length) {
      const larger = Buffer.allocUnsafe(2 * this.#names.length + name.length);
      this.#names.copy(larger, 0, 0, this.#nameAt);
      this.#names = larger;
    }
    this.#names.set(name, this.#nameAt);
    this.#nameAt += name.length;
    this.#count += 1;
    if (this.#count === entriesPerPart || this.#nameAt >= nameBytesPerPart) this.end();
  }

  /** Hands over what there is. */
  end() {
    if (this.#count === 0) return;
    const rows = shared(Float64Array, this.#count * columns);
    rows.set(this.#rows.subarray(0, rows.length));
    const names = shared(Uint8Array, this.#nameAt);
    names.set(this.#names.subarray(0, this.#nameAt));
    this.#take({ rows, names });
    this.#count = 0;
    this.#nameAt = 0;
  }
}

/**
 * An array that threads see without a copy.
 * @template {Float64Array | Int32Array | Uint8Array} A
 * @param {{ new (buffer: SharedArrayBuffer): A, BYTES_PER_ELEMENT: number }} kind @param {number} length
 * @returns {A}
 */
export function shared(kind, length) {
  return new kind(new SharedArrayBuffer(length * kind.BYTES_PER_ELEMENT));
}

/** A second name in the Info-ZIP Unicode field, which some readers prefer. @param {import("yauzl").Entry} entry */
function hasOtherName({ extraFields, fileNameRaw }) {
  return extraFields.some(
    ({ id, data }) =>
      id === 0x7075 && data.length > 5 && data.toString("utf8", 5) !== fileNameRaw.toString("utf8"),
  );
}

/**
 * @param {typeof import("yauzl").RandomAccessReader} Base @param {number} fd @param {number} start
 * @returns {import("yauzl").RandomAccessReader & { peek(at: number): number }}
 */
function windowReader(Base, fd, start) {
  const window = Buffer.allocUnsafe(windowSize);
  const two = Buffer.alloc(2);
  let windowAt = 0;
  let filled = 0;
  /** @param {Buffer} into @param {number} offset @param {number} length @param {number} position */
  const copy = (into, offset, length, position) => {
    let done = 0;
    while (done < length) {
      const at = position + done;
      if (at < windowAt || at >= windowAt + filled) {
        windowAt = at;
        filled = readSync(fd, window, 0, windowSize, start + at);
        if (filled === 0) break;
      }
      const from = at - windowAt;
      const count = Math.min(filled - from, length - done);
      // A record is some hundred bytes: byte by byte is faster than a call for a copy.
      for (let byte = 0; byte < count; byte += 1)
        into[offset + done + byte] = /** @type {number} */ (window[from + byte]);
      done += count;
    }
    return done;
  };
  class WindowReader extends Base {
    /**
     * @override
     * @param {Buffer} into @param {number} offset @param {number} length @param {number} position
     * @param {(error: Error | null, bytesRead?: number) => void} callback
     */
    read(into, offset, length, position, callback) {
      callback(null, copy(into, offset, length, position));
    }

    /** @override @param {(error: Error | null) => void} callback */
    close(callback) {
      callback(null);
    }

    /** Two bytes at a position, as a number. @param {number} at */
    peek(at) {
      copy(two, 0, 2, at);
      return two.readUInt16LE(0);
    }
  }
  return new WindowReader();
}
