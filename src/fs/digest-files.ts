import { Worker } from "node:worker_threads";
import type { Job } from "../model/progress.js";

/** A file to read: its absolute path, with size and time as the walk saw them. */
export interface DigestTask {
  path: string;
  size: number;
  modified: number;
}

/** What reading a file once gave. */
export interface Digested<Task extends DigestTask> {
  task: Task;
  /** Lower-case hex; null when the file could not be read to its end unchanged. */
  sha256: string | null;
  /** Size and time at the moment of reading. */
  size: number;
  modified: number;
  /** The first 8 KB and the last 16 KB, of pictures 64 KB each; `tail` is empty when `head` holds everything. */
  head: Uint8Array;
  tail: Uint8Array;
  /** `disappeared`, `changed`, or the code of the system error; null when all went well. */
  trouble: string | null;
}

export interface DigestOptions extends Job {
  /** Worker threads; two keep both cores of an office computer busy. */
  threads?: number;
}

interface Answer {
  batch: number;
  answers: Omit<Digested<DigestTask>, "task">[];
}

const batchFiles = 32;
const batchBytes = 8 * 1024 * 1024;

/**
 * Digests files with SHA-256 on worker threads and yields them in the order given. Only a few batches are under way at a
 * time, so memory does not grow with their number or size.
 */
export async function* digestFiles<Task extends DigestTask>(
  tasks: Iterable<Task> | AsyncIterable<Task>,
  options: DigestOptions = {},
): AsyncGenerator<Digested<Task>> {
  const threads = options.threads ?? 2;
  const waiting = new Map<
    number,
    { tasks: Task[]; settle: (answers: Answer["answers"]) => void; fail: (error: unknown) => void }
  >();
  const workers: { worker: Worker; busy: number }[] = [];
  let stopped: unknown = null;
  const failAll = (error: unknown) => {
    stopped ??= error;
    for (const { fail } of waiting.values()) fail(error);
    waiting.clear();
  };
  const hire = () => {
    const worker = new Worker(new URL("./digest-files-worker.js", import.meta.url));
    const one = { worker, busy: 0 };
    worker.on("message", ({ batch, answers }: Answer) => {
      one.busy -= 1;
      waiting.get(batch)?.settle(answers);
      waiting.delete(batch);
    });
    worker.on("error", failAll);
    worker.on("exit", (code) => {
      if (waiting.size > 0) failAll(new Error(`the digesting thread ended with code ${code}`));
    });
    workers.push(one);
  };
  const abort = () => failAll(options.signal?.reason ?? new Error("aborted"));
  options.signal?.addEventListener("abort", abort, { once: true });

  let next = 0;
  const send = (batch: Task[]): Promise<{ batch: Task[]; answers: Answer["answers"] }> => {
    const number = next;
    next += 1;
    // All threads start at once: each takes a while to be ready.
    while (workers.length < threads) hire();
    const chosen = workers.reduce((a, b) => (b.busy < a.busy ? b : a));
    chosen.busy += 1;
    const answer = new Promise<{ batch: Task[]; answers: Answer["answers"] }>((resolve, reject) => {
      waiting.set(number, { tasks: batch, settle: (answers) => resolve({ batch, answers }), fail: reject });
      const plain = batch.map(({ path, size, modified }) => ({ path, size, modified }));
      chosen.worker.postMessage({ batch: number, tasks: plain });
    });
    // Somebody waits for it later; until then a refusal must not count as unhandled.
    answer.catch(() => {});
    return answer;
  };

  const underWay: Promise<{ batch: Task[]; answers: Answer["answers"] }>[] = [];
  let done = 0;
  let bytes = 0;
  const drain = async function* (): AsyncGenerator<Digested<Task>> {
    const { batch, answers } = await underWay.shift()!;
    for (const [index, answer] of answers.entries()) {
      const task = batch[index]!;
      done += 1;
      bytes += answer.size;
      options.onProgress?.({ stage: "digesting", done, bytes, item: task.path });
      yield { task, ...answer };
    }
  };
  try {
    options.signal?.throwIfAborted();
    let batch: Task[] = [];
    let size = 0;
    for await (const task of tasks) {
      if (stopped) throw stopped;
      batch.push(task);
      size += task.size;
      if (batch.length < batchFiles && size < batchBytes) continue;
      underWay.push(send(batch));
      [batch, size] = [[], 0];
      while (underWay.length >= threads * 3) yield* drain();
    }
    if (batch.length > 0) underWay.push(send(batch));
    while (underWay.length > 0) yield* drain();
  } finally {
    options.signal?.removeEventListener("abort", abort);
    waiting.clear();
    await Promise.all(workers.map(({ worker }) => worker.terminate()));
  }
}
