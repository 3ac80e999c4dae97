import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { CheckAnswer, CheckOrder, CheckSetup } from "./zip-check.js";
import type { ZipEntry } from "./zip-entry.js";

/** Largest piece of an archive that is read at once. */
export const rangeLimit = 4 << 20;
const entriesPerRange = 2000;
const smallEntry = 8 << 10;
const columns = 10;

/** Neighbouring entries that are read together: positions in the order of their places in the file. */
export interface Range {
  from: number;
  to: number;
  /** Of the entries' contents. */
  bytes: number;
}

/** What a crew tells whoever uses it. */
export interface CrewListener {
  take: (worker: Worker, answer: CheckAnswer) => void;
  fail: (error: Error) => void;
}

/** Threads that check ranges. Starting one takes as long as reading a long directory, so both can go on at once. */
export class CheckCrew {
  readonly workers: Worker[] = [];
  #listener: CrewListener | null = null;
  /** What was told before anybody listened. */
  readonly #early: ((listener: CrewListener) => void)[] = [];

  /** For an archive of `bytes` with so many entries; none where one read will do. */
  constructor(bytes: number, entries: number) {
    // Of entries this small the parent has more to do than the threads: one core is its own.
    const cores = availableParallelism() - (bytes < entries * smallEntry ? 1 : 0);
    const most = Math.min(4, cores, Math.ceil(bytes / rangeLimit));
    if (most < 2 && bytes <= rangeLimit) return;
    for (let i = 0; i < Math.max(1, most); i += 1) {
      const worker = new Worker(new URL("./zip-check-worker.js", import.meta.url));
      worker.on("message", (answer: CheckAnswer) => this.#tell((to) => to.take(worker, answer)));
      worker.on("error", (error: Error) => this.#tell((to) => to.fail(error)));
      this.workers.push(worker);
    }
  }

  static atLeastOne(bytes: number, entries: number): CheckCrew {
    return new CheckCrew(Math.max(bytes, rangeLimit + 1), entries);
  }

  /** From now on, and what was told before. */
  listen(listener: CrewListener): void {
    this.#listener = listener;
    for (const tell of this.#early.splice(0)) tell(listener);
  }

  /** Tells every thread which file it is about; before the first order. */
  prepare(setup: CheckSetup): void {
    for (const worker of this.workers) worker.postMessage(setup);
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }

  #tell(tell: (listener: CrewListener) => void): void {
    if (this.#listener) tell(this.#listener);
    else this.#early.push(tell);
  }
}

/** What threads have to know of an archive. */
export function setupOf(path: string, algorithms: readonly { name: string; length: number }[]): CheckSetup {
  const digestLength = algorithms.reduce((sum, { length }) => sum + length, 0);
  return { path, algorithms: algorithms.map(({ name }) => name), digestLength, columns, rangeLimit };
}

/** Gathers neighbours, as many as one read of a few megabytes holds. The end of each entry must be known. */
export class RangeCutter {
  #open: Range | null = null;
  #start = 0;

  /** Takes the entry at a position; gives back the range that it no longer belongs to, if there is one. */
  add(index: number, entry: ZipEntry): Range | null {
    let done: Range | null = null;
    if (!this.#open || entry.end - this.#start > rangeLimit || index - this.#open.from >= entriesPerRange) {
      done = this.#open;
      this.#open = { from: index, to: index, bytes: 0 };
      this.#start = entry.offset;
    }
    this.#open.to = index + 1;
    this.#open.bytes += entry.size;
    return done;
  }

  /** The last range. */
  end(): Range | null {
    return this.#open;
  }
}

/** What a thread is told of the entries of one range. */
export function orderOf(job: number, all: readonly ZipEntry[], { from, to }: Range): CheckOrder {
  const entries = new Float64Array((to - from) * columns);
  let bytesOfNames = 0;
  for (let i = from; i < to; i += 1) bytesOfNames += all[i]!.nameLength;
  const names = new Uint8Array(bytesOfNames);
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
