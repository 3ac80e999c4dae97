import { closeSync, openSync } from "node:fs";
import type { Job } from "../model/progress.js";
import { CheckCrew } from "./check-crew.js";
import type { HeadStart } from "./head-start.js";
import { type CheckAnswer, type CheckOrder, type CheckSetup, checkRange, rangeLimit } from "./zip-check.js";
import type { ZipEntry } from "./zip-entry.js";
import type { EntryTrouble } from "./zip-local.js";
import { cutIntoRanges, orderOf, type Range } from "./zip-ranges.js";

/** Digests of the entries, one after another, and everything that was wrong with them. */
export interface CheckedEntries {
  /** Row `i` belongs to the entry `entries[i]` given; algorithms one after another. */
  digests: Uint8Array;
  digestLength: number;
  /** Positions without a digest. */
  undigested: Set<number>;
  troubles: { entry: ZipEntry; trouble: EntryTrouble }[];
  /** Settled when the threads have ended, which they do while their answers are judged. */
  ended: Promise<void>;
}

/**
 * Reads the given entries, which must be in the order of their places, and digests each. What a head start has given
 * out and still holds is not given out again; its crew is used up, and closed at the end.
 */
export async function checkEntries(
  path: string,
  bytesOfArchive: number,
  headStart: HeadStart | null,
  entries: readonly ZipEntry[],
  algorithms: readonly { name: string; length: number }[],
  job: Job,
): Promise<CheckedEntries> {
  const setup = setupOf(algorithms);
  const { digestLength } = setup;
  const result: CheckedEntries = {
    digests: new Uint8Array(entries.length * digestLength),
    digestLength,
    undigested: new Set(),
    troubles: [],
    ended: Promise.resolve(),
  };
  const holds = headStart?.holdsFor(entries, algorithms) ?? false;
  // Threads that are at work on what no longer holds are ended with it.
  if (!holds) await headStart?.crew.close();
  const ranges: Range[] = holds ? [...headStart!.ranges] : [];
  const rest = cutIntoRanges(entries, ranges.at(-1)?.to ?? 0);
  const given = ranges.length;
  ranges.push(...rest);
  const progress = new Progress(entries.length, ranges, job);
  const take = (answer: CheckAnswer): void => {
    const range = ranges[answer.job]!;
    result.digests.set(answer.digests, range.from * digestLength);
    for (const { entry, trouble } of answer.troubles)
      result.troubles.push({ entry: entries[range.from + entry]!, trouble });
    for (const one of answer.undigested) result.undigested.add(range.from + one);
    progress.tell(range);
  };
  if (ranges.length <= 1 && given === 0) {
    // Starting a thread would take longer than the work.
    if (holds) await headStart!.crew.close();
    if (ranges[0]) take(await checkAlone(path, { ...orderOf(entries, ranges[0]), job: 0 }, setup));
    return result;
  }
  const crew = holds ? headStart!.crew : new CheckCrew(path, bytesOfArchive, entries.length);
  try {
    if (!holds) crew.begin(setup);
    for (const range of rest) crew.give(orderOf(entries, range));
    await crew.answers(take, job.signal);
  } catch (error) {
    await crew.close();
    throw error;
  }
  return { ...result, ended: crew.close() };
}

/** What is to be found out of every entry. */
export function setupOf(algorithms: readonly { name: string; length: number }[]): CheckSetup {
  const digestLength = algorithms.reduce((sum, { length }) => sum + length, 0);
  return { algorithms: algorithms.map(({ name }) => name), digestLength };
}

async function checkAlone(path: string, order: CheckOrder, setup: CheckSetup): Promise<CheckAnswer> {
  const fd = openSync(path, "r");
  try {
    return await checkRange(order, setup, fd, Buffer.allocUnsafeSlow(rangeLimit));
  } finally {
    closeSync(fd);
  }
}

class Progress {
  #done = 0;
  #bytes = 0;
  readonly #totalBytes: number;

  constructor(
    private readonly total: number,
    ranges: readonly Range[],
    private readonly job: Job,
  ) {
    this.#totalBytes = ranges.reduce((sum, range) => sum + range.bytes, 0);
  }

  tell({ from, to, bytes }: Range): void {
    this.#done += to - from;
    this.#bytes += bytes;
    this.job.onProgress?.({
      stage: "verifying",
      done: this.#done,
      total: this.total,
      bytes: this.#bytes,
      totalBytes: this.#totalBytes,
    });
  }
}
