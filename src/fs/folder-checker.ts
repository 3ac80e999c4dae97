import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Job } from "../model/progress.js";
import { digestPaths, type FolderAnswer, type FolderSetup } from "./folder-check.js";

const filesPerJob = 256;
const bytesPerJob = 16 << 20;
/** Orders a thread has in hand, so that it never waits. */
const jobsAhead = 4;
/** Below this starting a thread would take longer than the work. */
const threadsFrom = 8 << 20;

/** A file to digest; its path is absolute, or empty where it must not be read. */
export interface FolderTask {
  path: string;
  size: number;
}

/** Digests of the files one after another, and those that could not be read. */
export interface CheckedFolder {
  digests: Uint8Array;
  troubles: { file: number; reason: string }[];
}

/** Digests files on all cores, in bounded memory. */
export async function checkFolder(
  files: readonly FolderTask[],
  setup: FolderSetup,
  job: Job,
): Promise<CheckedFolder> {
  const result: CheckedFolder = {
    digests: new Uint8Array(files.length * setup.digestLength),
    troubles: [],
  };
  const ranges = cutIntoRanges(files);
  let done = 0;
  let bytes = 0;
  const totalBytes = files.reduce((sum, { size }) => sum + size, 0);
  const take = (answer: FolderAnswer): void => {
    const { from, to } = ranges[answer.job]!;
    result.digests.set(answer.digests, from * setup.digestLength);
    for (const { file, reason } of answer.troubles) result.troubles.push({ file: from + file, reason });
    done += to - from;
    bytes += answer.bytes;
    job.onProgress?.({ stage: "verifying", done, total: files.length, bytes, totalBytes });
  };
  const orderOf = (index: number) => {
    const { from, to } = ranges[index]!;
    return { job: index, paths: files.slice(from, to).map(({ path }) => path) };
  };
  if (totalBytes < threadsFrom) {
    const piece = Buffer.allocUnsafe(1 << 20);
    for (const index of ranges.keys()) {
      job.signal?.throwIfAborted();
      take(digestPaths(orderOf(index), setup, piece));
    }
  } else await inThreads(ranges.length, orderOf, take, setup, job);
  result.troubles.sort((a, b) => a.file - b.file);
  return result;
}

async function inThreads(
  count: number,
  orderOf: (index: number) => { job: number; paths: string[] },
  take: (answer: FolderAnswer) => void,
  setup: FolderSetup,
  job: Job,
): Promise<void> {
  const crew: Worker[] = [];
  let next = 0;
  let finished = 0;
  try {
    await new Promise<void>((resolve, reject) => {
      const give = (worker: Worker): void => {
        if (next >= count) return;
        worker.postMessage(orderOf(next));
        next += 1;
      };
      for (let i = 0; i < Math.max(1, Math.min(4, availableParallelism(), count)); i += 1) {
        const worker = new Worker(new URL("./folder-check-worker.js", import.meta.url), {
          workerData: setup,
        });
        worker.on("error", reject);
        worker.on("message", (answer: FolderAnswer) => {
          if (job.signal?.aborted) return reject(job.signal.reason);
          take(answer);
          finished += 1;
          if (finished === count) resolve();
          else give(worker);
        });
        crew.push(worker);
      }
      for (let round = 0; round < jobsAhead; round += 1) for (const worker of crew) give(worker);
    });
  } finally {
    await Promise.all(crew.map((worker) => worker.terminate()));
  }
}

function cutIntoRanges(files: readonly FolderTask[]): { from: number; to: number }[] {
  const ranges: { from: number; to: number }[] = [];
  let bytes = 0;
  for (const [index, { size }] of files.entries()) {
    const last = ranges.at(-1);
    if (last && index - last.from < filesPerJob && bytes + size <= bytesPerJob) {
      last.to = index + 1;
      bytes += size;
    } else {
      ranges.push({ from: index, to: index + 1 });
      bytes = size;
    }
  }
  return ranges;
}
