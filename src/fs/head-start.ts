import { type CheckCrew, orderOf, type Range, RangeCutter } from "./check-crew.js";
import type { CheckSetup } from "./zip-check.js";
import type { ZipEntry } from "./zip-entry.js";

/** So many ranges are given out before the whole directory is known; each waits in a thread with its names. */
const mostRanges = 48;

/** Where entries may lie, and how many bytes may be inflated from them. */
export interface Bounds {
  /** Where the archive begins in its file. */
  start: number;
  /** Where its central directory begins. */
  directory: number;
  inflated: number;
}

/**
 * Gives ranges of an archive to the threads while its directory is still being read, for as long as one entry follows the
 * other as every writer lays them. What comes of it counts only if the whole directory, once judged, leaves these entries
 * where they were; a digest that was taken of bytes that turn out to be none of an entry's is thrown away.
 */
export class HeadStart {
  readonly ranges: Range[] = [];
  readonly #cutter = new RangeCutter();
  #inflated = 0;
  #stopped = false;

  constructor(
    readonly crew: CheckCrew,
    private readonly setup: CheckSetup,
    private readonly all: readonly ZipEntry[],
    private readonly bounds: Bounds,
  ) {}

  /** Looks at the entry that was last added to the list. */
  arrived(): void {
    if (this.#stopped || this.crew.workers.length === 0) return;
    const { all } = this;
    const entry = all.at(-1)!;
    const before = all.at(-2);
    if (!this.#follows(entry, before)) {
      this.#stopped = true;
      return;
    }
    if (!before) return;
    before.end = entry.offset;
    const range = this.#cutter.add(all.length - 2, before);
    if (range) this.#give(range);
  }

  /** Whether what was given out is about just these entries in this order, with just this to be found out of them. */
  holdsFor(entries: readonly ZipEntry[], algorithms: readonly { name: string }[]): boolean {
    const { setup, all, ranges } = this;
    const asked = algorithms.map(({ name }) => name);
    if (asked.length !== setup.algorithms.length || asked.some((name, i) => name !== setup.algorithms[i]))
      return false;
    // One more than was given out: where it begins, the last one ends.
    for (let i = 0; i <= (ranges.at(-1)?.to ?? 0); i += 1) if (entries[i] !== all[i]) return false;
    return ranges.length > 0;
  }

  #follows(entry: ZipEntry, before: ZipEntry | undefined): boolean {
    const { start, directory, inflated } = this.bounds;
    if (entry.method === 8) this.#inflated += entry.size;
    return (
      entry.readable &&
      this.#inflated <= inflated &&
      entry.offset >= (before ? leastEnd(before) : start) &&
      leastEnd(entry) <= directory
    );
  }

  #give(range: Range): void {
    const { crew, ranges } = this;
    if (ranges.length === 0) crew.prepare(this.setup);
    crew.workers[ranges.length % crew.workers.length]!.postMessage(orderOf(ranges.length, this.all, range));
    ranges.push(range);
    if (ranges.length === mostRanges) this.#stopped = true;
  }
}

/** Where an entry ends at the earliest: behind a local header with the name that the directory gives. */
export function leastEnd({ offset, nameLength, stored }: ZipEntry): number {
  return offset + 30 + nameLength + stored;
}
