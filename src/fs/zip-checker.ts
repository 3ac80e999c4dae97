import { closeSync, openSync } from "node:fs";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Job } from "../model/progress.js";
import { type CheckAnswer, type CheckOrder, type CheckSetup, checkRange } from "./zip-check.js";
import type { ZipEntry } from "./zip-entry.js";
import type { EntryTrouble } from "./zip-local.js";

const rangeLimit = 4 << 20;
const entriesPerJob = 2000;
const columns = 10;
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

/** Threads that check ranges. Starting one takes as long as reading a long directory, so both can go on at once. */
export class CheckCrew {
  readonly workers: Worker[] = [];

  /** For an archive of `bytes`; none where one read will do. */
  constructor(bytes: number) {
    const most = Math.min(4, availableParallelism(), Math.ceil(bytes / rangeLimit));
    if (most < 2 && bytes <= rangeLimit) return;
    for (let i = 0; i < Math.max(1, most); i += 1)
      this.workers.push(new Worker(new URL("./zip-check-worker.js", import.meta.url)));
  }

  static atLeastOne(bytes: number): CheckCrew {
    return new CheckCrew(Math.max(bytes, rangeLimit + 1));
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }
}

/**
 * Reads the given entries, which must be in the order of their places, and digests each. The crew is used up: it is
 * closed at the end.
 */
export async function checkEntries(
  path: string,
  bytesOfArchive: number,
  started: CheckCrew | null,
  entries: readonly ZipEntry[],
  algorithms: readonly { name: string; length: number }[],
  job: Job,
): Promise<CheckedEntries> {
  const digestLength = algorithms.reduce((sum, { length }) => sum + length, 0);
  const setup: CheckSetup = {
    path,
    algorithms: algorithms.map(({ name }) => name),
    digestLength,
    columns,
    rangeLimit,
  };
  const result: CheckedEntries = {
    digests: new Uint8Array(entries.length * digestLength),
    digestLength,
    undigested: new Set(),
    troubles: [],
  };
  const ranges = cutIntoRanges(entries);
  if (ranges.length <= 1) await started?.close();
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
  let next = 0;
  let done = 0;
  let bytes = 0;
  const totalBytes = ranges.reduce((sum, range) => sum + range.bytes, 0);
  if (ranges.length === 0) return result;
  // A small archive with a false directory may still need threads that nobody expected.
  const crew = started && started.workers.length > 0 ? started : CheckCrew.atLeastOne(bytesOfArchive);
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
      for (const worker of crew.workers) {
        worker.on("message", (answer: CheckAnswer) => take(worker, answer));
        worker.on("error", reject);
        worker.postMessage(setup);
      }
      for (let round = 0; round < jobsAhead; round += 1) for (const worker of crew.workers) give(worker);
    });
  } finally {
    await crew.close();
  }
  return result;
}

interface Range {
  from: number;
  to: number;
  bytes: number;
}

/** Neighbours together, as many as one read of a few megabytes holds. */
function cutIntoRanges(entries: readonly ZipEntry[]): Range[] {
  const ranges: Range[] = [];
  let range: Range | null = null;
  let start = 0;
  for (const [index, entry] of entries.entries()) {
    if (!range || entry.end - start > rangeLimit || index - range.from >= entriesPerJob) {
      range = { from: index, to: index, bytes: 0 };
      start = entry.offset;
      ranges.push(range);
    }
    range.to = index + 1;
    range.bytes += entry.size;
  }
  return ranges;
}

function orderOf(job: number, all: readonly ZipEntry[], { from, to }: Range): CheckOrder {
  const entries = new Float64Array((to - from) * columns);
  const names = new Uint8Array(all.slice(from, to).reduce((sum, { nameLength }) => sum + nameLength, 0));
  const into = Buffer.from(names.buffer);
  let nameAt = 0;
  for (let i = from; i < to; i += 1) {
    const entry = all[i]!;
    const at = (i - from) * columns;
    entries[at] = entry.offset;
    entries[at + 1] = entry.end;
    entries[at + 2] = entry.stored;
    entries[at + 3] = entry.size;
    entries[at + 4] = entry.crc;
    entries[at + 5] = entry.method;
    entries[at + 6] = entry.flags;
    entries[at + 7] = entry.time;
    entries[at + 8] = entry.version;
    entries[at + 9] = entry.nameLength;
    if (entry.rawName) into.set(entry.rawName, nameAt);
    else into.write(entry.path, nameAt);
    nameAt += entry.nameLength;
  }
  return { job, entries, names };
}
