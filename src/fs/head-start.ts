import type { CheckCrew } from "./check-crew.js";
import type { CheckSetup } from "./zip-check.js";
import type { ZipEntry } from "./zip-entry.js";
import { type Range, RangeCutter } from "./zip-ranges.js";
import type { DirectoryPart } from "./zip-reader.js";

/** Where entries may lie, and how many bytes may be inflated from them. */
export interface Bounds {
  /** Where the archive begins in its file. */
  start: number;
  /** Where its central directory begins. */
  directory: number;
  inflated: number;
}

/** A part of the directory with the position of its first entry. */
interface PlacedPart {
  part: DirectoryPart;
  first: number;
}

/**
 * Gives ranges of an archive to the crew while its directory is still being read, for as long as one entry follows the
 * other as every writer lays them. What comes of it counts only if the whole directory, once judged, leaves these entries
 * where they were; a digest that was taken of bytes that turn out to be none of an entry's is thrown away.
 */
export class HeadStart {
  readonly ranges: Range[] = [];
  readonly #cutter = new RangeCutter();
  /** The part of the entries that come now, and the one before it. */
  #now: PlacedPart | null = null;
  #before: PlacedPart | null = null;
  /** Where the entry before begins, and ends at the earliest. */
  #offset = -1;
  #leastEnd: number;
  #inflated = 0;
  #stopped = false;

  constructor(
    readonly crew: CheckCrew,
    private readonly setup: CheckSetup,
    private readonly all: readonly ZipEntry[],
    private readonly bounds: Bounds,
  ) {
    crew.begin(setup);
    this.#leastEnd = bounds.start;
  }

  /** Says that the next entries belong to this part, and the first of them has position `first` in the list. */
  partBegins(part: DirectoryPart, first: number): void {
    this.#before = this.#now;
    this.#now = { part, first };
  }

  /** Looks at the entry that was just added to the list at a position. */
  entryCame(entry: ZipEntry, index: number): void {
    if (this.#stopped) return;
    const { directory, inflated } = this.bounds;
    const { offset, method } = entry;
    if (method === 8) this.#inflated += entry.size;
    const end = leastEnd(entry);
    if (!entry.readable || this.#inflated > inflated || offset < this.#leastEnd || end > directory) {
      this.#stopped = true;
      return;
    }
    // An entry is known whole when the next one begins.
    if (index > this.#now!.first) this.#ends(this.#now!, index - 1, offset);
    else if (this.#before) {
      // Threads see one part at a time.
      this.#ends(this.#before, index - 1, offset);
      this.#give(this.#before, this.#cutter.end());
    }
    this.#offset = offset;
    this.#leastEnd = end;
  }

  /** Whether what was given out is about just these entries in this order, with just this to be found out of them. */
  holdsFor(entries: readonly ZipEntry[], algorithms: readonly { name: string }[]): boolean {
    const { setup, all, ranges } = this;
    const asked = algorithms.map(({ name }) => name);
    if (asked.length !== setup.algorithms.length || asked.some((name, i) => name !== setup.algorithms[i]))
      return false;
    // One more than was given out: where it begins, the last one ends.
    for (let i = 0; i <= (ranges.at(-1)?.to ?? 0); i += 1) if (entries[i] !== all[i]) return false;
    return true;
  }

  #ends(placed: PlacedPart, index: number, end: number): void {
    const entry = this.all[index]!;
    entry.end = end;
    this.#give(placed, this.#cutter.add(index, this.#offset, end, entry));
  }

  #give({ part, first }: PlacedPart, range: Range | null): void {
    if (!range) return;
    const { from, to, long } = range;
    const { rows, records } = part;
    this.crew.give({ rows, records, from: from - first, to: to - first, long });
    this.ranges.push(range);
  }
}

/** Where an entry ends at the earliest: behind a local header with the name that the directory gives. */
export function leastEnd({ offset, nameLength, stored }: ZipEntry): number {
  return offset + 30 + nameLength + stored;
}
