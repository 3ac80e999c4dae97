// Reads the central directory of a ZIP through the library and lays it out in parts, which threads share. Plain
// JavaScript, for the worker thread and the reader alike.

import { readSync } from "node:fs";
import { createRequire } from "node:module";

/** What a row says of one entry, by position. `end` is left for the reader to fill in. */
export const column = /** @type {const} */ ({
  /** Where its record lies in the part. */
  record: 0,
  offset: 1,
  end: 2,
  stored: 3,
  size: 4,
  /** 1 where the Info-ZIP Unicode field holds another name than the record. */
  otherName: 5,
});
export const columns = 6;

/** Where the fields of a record lie, APPNOTE section 4.3.12. What Zip64 says otherwise stands in the row. */
export const field = /** @type {const} */ ({
  madeBy: 4,
  version: 6,
  flags: 8,
  method: 10,
  time: 12,
  crc: 16,
  stored: 20,
  size: 24,
  nameLength: 28,
  extraLength: 30,
  commentLength: 32,
  internalAttributes: 36,
  externalAttributes: 38,
  name: 46,
});

/**
 * Neighbouring records as they lie in the file, a row for each, and their names with a NUL behind each. All of it lies
 * in shared memory.
 * @typedef {{ rows: Float64Array, records: Uint8Array, names: Uint8Array }} DirectoryPart
 *
 * @typedef {{ start: number, end: number, most: number }} Extent
 * Where an archive lies in its file, and how many entries its end record speaks of.
 *
 * @typedef {import("../model/findings/package.js").ZipDamage} ZipDamage
 * @typedef {{ damage: ZipDamage | null, encrypted: boolean, consumed: number }} Listed
 * How far the directory could be read: `consumed` counts its bytes.
 */

/** Bytes of a part: few, so that others can begin soon. A record that is longer makes one alone. */
const partSize = 64 << 10;
const shortestRecord = 46;

/**
 * Reads the central directory of the archive that lies at `start` … `end` of the file, no more than `most` entries, and
 * stops where it is torn.
 * Reading is synchronous, a part at a time: through the thread pool each entry would cost two round trips.
 * @param {number} fd @param {Extent} extent @param {(part: DirectoryPart) => void} take
 * @returns {Promise<Listed>}
 */
export async function listDirectory(fd, extent, take) {
  // Imported, its source would be searched for names first, which takes longer than compiling it.
  const yauzl = /** @type {typeof import("yauzl")} */ (createRequire(import.meta.url)("yauzl"));
  const part = new PartReader(fd, extent, take);
  const options = {
    lazyEntries: /** @type {const} */ (true),
    autoClose: false,
    decodeStrings: /** @type {const} */ (false),
    validateEntrySizes: false,
  };
  const reader = readerOf(part, yauzl.RandomAccessReader);
  /** @type {import("yauzl").ZipFile | null} */
  const zip = await new Promise((resolve) => {
    yauzl.fromRandomAccessReader(reader, extent.end - extent.start, options, (error, file) =>
      resolve(error ? null : file),
    );
  });
  if (!zip) return { damage: "end-record-torn", encrypted: false, consumed: 0 };
  const first = Number(zip.readEntryCursor);
  let cursor = first;
  let arrived = 0;
  /** @type {Error | null} */
  let failed = null;
  /** @type {(() => void) | null} */
  let wake = null;
  zip.on("entry", (entry) => {
    part.add(entry, cursor);
    cursor += shortestRecord + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength;
    arrived += 1;
    wake?.();
  });
  zip.on("error", (error) => {
    failed = error;
    wake?.();
  });
  while (arrived < Math.min(zip.entryCount, extent.most)) {
    const before = arrived;
    part.holdRecord(cursor);
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

/** Reads the directory part by part, from memory that is handed over with what was found in it. */
class PartReader {
  #fd;
  #extent;
  #take;
  /** @type {Buffer<ArrayBufferLike>} */
  #records = Buffer.alloc(0);
  /** Where the part begins in the archive. */
  #at = 0;
  #rows = new Float64Array(Math.ceil(partSize / shortestRecord) * columns);
  #names = Buffer.allocUnsafe(partSize);
  #count = 0;
  #nameAt = 0;

  /** @param {number} fd @param {Extent} extent @param {(part: DirectoryPart) => void} take */
  constructor(fd, extent, take) {
    this.#fd = fd;
    this.#extent = extent;
    this.#take = take;
  }

  /** Makes sure that the record at a position lies whole in the part, if there is one. @param {number} position */
  holdRecord(position) {
    if (this.#lengthAt(position - this.#at) <= this.#records.length - (position - this.#at)) return;
    this.end();
    this.#begin(position, partSize);
    const length = this.#lengthAt(0);
    if (length > partSize) this.#begin(position, length);
  }

  /** How long the record that lies here is; as much as its fixed fields where these are not at hand. @param {number} at */
  #lengthAt(at) {
    const records = this.#records;
    if (at + shortestRecord > records.length) return shortestRecord;
    return (
      shortestRecord +
      records.readUInt16LE(at + field.nameLength) +
      records.readUInt16LE(at + field.extraLength) +
      records.readUInt16LE(at + field.commentLength)
    );
  }

  /** @param {number} position @param {number} size */
  #begin(position, size) {
    const { start, end } = this.#extent;
    const room = Math.max(0, Math.min(size, end - start - position));
    const bytes = Buffer.from(new SharedArrayBuffer(room));
    this.#at = position;
    this.#records = bytes.subarray(0, readSync(this.#fd, bytes, 0, room, start + position));
  }

  /**
   * Bytes of the archive, from the part where it holds them.
   * @param {Buffer} into @param {number} offset @param {number} length @param {number} position
   */
  read(into, offset, length, position) {
    const from = position - this.#at;
    if (from < 0 || from + length > this.#records.length)
      return readSync(this.#fd, into, offset, length, this.#extent.start + position);
    // A record is some hundred bytes: byte by byte is faster than a call for a copy.
    const records = this.#records;
    for (let i = 0; i < length; i += 1) into[offset + i] = /** @type {number} */ (records[from + i]);
    return length;
  }

  /** @param {import("yauzl").Entry} entry @param {number} position of its record */
  add(entry, position) {
    const rows = this.#rows;
    const row = this.#count * columns;
    const name = entry.fileNameRaw;
    rows[row + column.record] = position - this.#at;
    rows[row + column.offset] = entry.relativeOffsetOfLocalHeader;
    rows[row + column.end] = 0;
    rows[row + column.stored] = entry.compressedSize;
    rows[row + column.size] = entry.uncompressedSize;
    rows[row + column.otherName] = entry.extraFieldLength > 0 && hasOtherName(entry) ? 1 : 0;
    this.#names.set(name, this.#nameAt);
    this.#names[this.#nameAt + name.length] = 0;
    this.#nameAt += name.length + 1;
    this.#count += 1;
  }

  /** Hands over what there is. */
  end() {
    if (this.#count === 0) return;
    const rows = shared(Float64Array, this.#count * columns);
    rows.set(this.#rows.subarray(0, rows.length));
    const names = shared(Uint8Array, this.#nameAt);
    names.set(this.#names.subarray(0, this.#nameAt));
    const { buffer, byteOffset, length } = this.#records;
    this.#take({ rows, records: new Uint8Array(buffer, byteOffset, length), names });
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
 * The part as the library asks for bytes.
 * @param {PartReader} part @param {typeof import("yauzl").RandomAccessReader} Base
 * @returns {import("yauzl").RandomAccessReader}
 */
function readerOf(part, Base) {
  class Reader extends Base {
    /**
     * @override
     * @param {Buffer} into @param {number} offset @param {number} length @param {number} position
     * @param {(error: Error | null, bytesRead?: number) => void} callback
     */
    read(into, offset, length, position, callback) {
      callback(null, part.read(into, offset, length, position));
    }

    /** @override @param {(error: Error | null) => void} callback */
    close(callback) {
      callback(null);
    }
  }
  return new Reader();
}
