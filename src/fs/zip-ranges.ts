import type { RangeOrder } from "./check-crew.js";
import { isSmallInflated, rangeLimit } from "./zip-check.js";
import type { ZipEntry } from "./zip-entry.js";
import { column, columns, field, shared } from "./zip-reader.js";

const entriesPerRange = 2000;

/** Neighbouring entries that are read together: positions in the order of their places in the file. */
export interface Range {
  from: number;
  to: number;
  /** Of the entries' contents. */
  bytes: number;
  /** Whether it is more than one read, or much to inflate. */
  long: boolean;
}

/** Gathers neighbours, as many as one read of a few megabytes holds. The end of each entry must be known. */
export class RangeCutter {
  #open: Range | null = null;
  #start = 0;

  /**
   * Takes the entry at a position, which lies at `offset` … `end` of the file; gives back the range that it no longer
   * belongs to, if there is one.
   */
  add(index: number, offset: number, end: number, { size, method }: ZipEntry): Range | null {
    let done: Range | null = null;
    if (!this.#open || end - this.#start > rangeLimit || index - this.#open.from >= entriesPerRange) {
      done = this.end();
      this.#open = { from: index, to: index, bytes: 0, long: end - offset > rangeLimit };
      this.#start = offset;
    }
    this.#open.to = index + 1;
    this.#open.bytes += size;
    if (method !== 0 && !isSmallInflated(method, size)) this.#open.long = true;
    return done;
  }

  /** The last range, or the one up to here. */
  end(): Range | null {
    const done = this.#open;
    this.#open = null;
    return done;
  }
}

/** The ranges of the entries from a position on. */
export function cutIntoRanges(entries: readonly ZipEntry[], from: number): Range[] {
  const cutter = new RangeCutter();
  const ranges: Range[] = [];
  for (let index = from; index < entries.length; index += 1) {
    const entry = entries[index]!;
    const range = cutter.add(index, entry.offset, entry.end, entry);
    if (range) ranges.push(range);
  }
  const last = cutter.end();
  return last ? [...ranges, last] : ranges;
}

/** What threads are told of a range of any entries. */
export function orderOf(all: readonly ZipEntry[], { from, to, long }: Range): RangeOrder {
  const rows = shared(Float64Array, (to - from) * columns);
  let bytes = 0;
  for (let i = from; i < to; i += 1) bytes += field.name + all[i]!.nameLength;
  const records = shared(Uint8Array, bytes);
  let at = 0;
  for (let i = from; i < to; i += 1) {
    const { part, row, record, nameLength } = all[i]!;
    const into = (i - from) * columns;
    rows.set(part.rows.subarray(row, row + columns), into);
    rows[into + column.record] = at;
    const { buffer, byteOffset } = part.records;
    const kept = new Uint8Array(buffer, byteOffset + record, field.name + nameLength);
    records.set(kept, at);
    at += kept.length;
  }
  return { rows, records, from: 0, to: to - from, long };
}
