import { closeSync, openSync } from "node:fs";
import type { Worker } from "node:worker_threads";
import type { Job } from "../model/progress.js";
import { CheckCrew, orderOf, type Range, RangeCutter, rangeLimit, setupOf } from "./check-crew.js";
import type { HeadStart } from "./head-start.js";
import { type CheckAnswer, checkRange } from "./zip-check.js";
import type { ZipEntry } from "./zip-entry.js";
import type { EntryTrouble } from "./zip-local.js";

/** Ranges a thread has in hand, so that it never waits while the parent thinks; an order is a few kilobytes. */
const jobsAhead = 12;

/** Digests of the entries, one after another, and everything that was wrong with them. */
export interface CheckedEntries {
  /** Row `i` belongs to the entry `entries[i]` given; algorithms one after another. */
  digests: Uint8Array;
  digestLength: number;
  /** Positions without a digest. */
  undigested: Set<number>;
  troubles: { entry: ZipEntry; trouble: EntryTrouble }[];
}

/**
 * Reads the given entries, which must be in the order of their places, and digests each. The crew is used up: it is
 * closed at the end. What a head start has given out and still holds is not given out again.
 */
export async function checkEntries(
  path: string,
  bytesOfArchive: number,
  started: { crew: CheckCrew; headStart: HeadStart } | null,
  entries: readonly ZipEntry[],
  algorithms: readonly { name: string; length: number }[],
  job: Job,
): Promise<CheckedEntries> {
  const setup = setupOf(path, algorithms);
  const { digestLength } = setup;
  const begun = started?.headStart.holdsFor(entries, algorithms) ? started.headStart.ranges : [];
  const result: CheckedEntries = {
    digests: new Uint8Array(entries.length * digestLength),
    digestLength,
    undigested: new Set(),
    troubles: [],
  };
  const ranges = [...begun, ...cutIntoRanges(entries, begun.at(-1)?.to ?? 0)];
  // Threads that are at work on what no longer holds are ended with it.
  const stale = begun.length === 0 && (started?.headStart.ranges.length ?? 0) > 0;
  if (ranges.length <= 1 || stale) await started?.crew.close();
  if (ranges.length === 1) {
    // Starting a thread would take longer than the work.
    const fd = openSync(path, "r");
    try {
      const buffer = Buffer.allocUnsafeSlow(rangeLimit);
      const order = orderOf(0, entries, ranges[0]!);
      const answer = await checkRange(order, setup, fd, buffer);
      result.digests.set(answer.digests);
      for (const { entry, trouble } of answer.troubles)
        result.troubles.push({ entry: entries[entry]!, trouble });
      for (const one of answer.undigested) result.undigested.add(one);
      job.onProgress?.({
        stage: "verifying",
        done: entries.length,
        total: entries.length,
        bytes: ranges[0]!.bytes,
        totalBytes: ranges[0]!.bytes,
      });
    } finally {
      closeSync(fd);
    }
    return result;
  }
  let next = begun.length;
  let done = 0;
  let bytes = 0;
  const totalBytes = ranges.reduce((sum, range) => sum + range.bytes, 0);
  if (ranges.length === 0) return result;
  // A small archive with a false directory may still need threads that nobody expected.
  const ready = stale ? null : started?.crew;
  const crew =
    ready && ready.workers.length > 0 ? ready : CheckCrew.atLeastOne(bytesOfArchive, entries.length);
  try {
    await new Promise<void>((resolve, reject) => {
      let finished = 0;
      const give = (worker: Worker) => {
        const range = ranges[next];
        if (!range) return;
        worker.postMessage(orderOf(next, entries, range));
        next += 1;
      };
      const take = (worker: Worker, answer: CheckAnswer) => {
        if (job.signal?.aborted) return reject(job.signal.reason);
        const range = ranges[answer.job]!;
        result.digests.set(answer.digests, range.from * digestLength);
        for (const { entry, trouble } of answer.troubles)
          result.troubles.push({ entry: entries[range.from + entry]!, trouble });
        for (const one of answer.undigested) result.undigested.add(range.from + one);
        done += range.to - range.from;
        bytes += range.bytes;
        job.onProgress?.({ stage: "verifying", done, total: entries.length, bytes, totalBytes });
        finished += 1;
        if (finished === ranges.length) resolve();
        else give(worker);
      };
      if (begun.length === 0) crew.prepare(setup);
      crew.listen({ take, fail: reject });
      for (let round = 0; round < jobsAhead; round += 1) for (const worker of crew.workers) give(worker);
    });
  } finally {
    await crew.close();
  }
  return result;
}

/** The ranges from a position on. */
function cutIntoRanges(entries: readonly ZipEntry[], from: number): Range[] {
  const cutter = new RangeCutter();
  const ranges: Range[] = [];
  for (let index = from; index < entries.length; index += 1) {
    const range = cutter.add(index, entries[index]!);
    if (range) ranges.push(range);
  }
  const last = cutter.end();
  return last ? [...ranges, last] : ranges;
}
