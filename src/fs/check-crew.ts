import { closeSync, openSync } from "node:fs";
import { availableParallelism } from "node:os";
import { setImmediate as nextTurn } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { type CheckAnswer, type CheckOrder, type CheckSetup, checkRange, rangeLimit } from "./zip-check.js";
import type { FromThread, ToThread } from "./zip-check-worker.js";
import { type DirectoryPart, type Extent, type Listed, shared } from "./zip-reader.js";

/** What a crew is to do with a range. */
export interface RangeOrder extends Omit<CheckOrder, "job"> {
  /** Whether it is more than one read, or much to inflate. */
  long: boolean;
}

/**
 * Threads that check ranges of an archive, and this thread, which lends a hand whenever it has nothing else to do. All
 * are told of every range, and whoever claims it first has it: nobody waits while another is busy.
 */
export class CheckCrew {
  readonly #workers: Worker[] = [];
  readonly #claims: Int32Array;
  readonly #cores: number;
  /** Null once it is answered. */
  readonly #orders: (RangeOrder | null)[] = [];
  #setup: CheckSetup | null = null;
  #fd = -1;
  #range: Buffer | null = null;
  #awaited = false;
  #lending = false;
  /** No order before this one is left for this thread. */
  #next = 0;
  #closed = false;
  #failed: unknown = null;
  /** Answers that nobody asked for yet. */
  readonly #answers: CheckAnswer[] = [];
  #answered = 0;
  #news: () => void = () => undefined;
  #takePart: (part: DirectoryPart) => void = () => undefined;
  #listed: (listed: Listed) => void = () => undefined;

  /** For an archive of `bytes` with so many entries. */
  constructor(
    private readonly path: string,
    bytes: number,
    entries: number,
  ) {
    this.#claims = shared(Int32Array, entries + 1);
    this.#cores = Math.min(4, availableParallelism(), Math.ceil(bytes / rangeLimit));
    do this.#start();
    while (this.#workers.length < this.#cores - 1);
  }

  /** Lists the directory in one of the threads; see `listDirectory`. */
  list(extent: Extent, take: (part: DirectoryPart) => void): Promise<Listed> {
    return new Promise((resolve, reject) => {
      this.#takePart = take;
      this.#listed = resolve;
      this.#news = () => {
        if (this.#failed) reject(this.#failed);
      };
      this.#tell(this.#workers[0]!, { kind: "list", extent });
    });
  }

  /** Says what is to be found out of every entry; before the first order. */
  begin(setup: CheckSetup): void {
    this.#setup = setup;
    for (const worker of this.#workers) this.#begin(worker);
  }

  /** Orders a range; the numbers of the orders count from 0. */
  give(order: RangeOrder): void {
    const job = this.#orders.push(order) - 1;
    const { rows, records, from, to, long } = order;
    // This thread takes no long ones, so that it can be interrupted: another one then uses its core.
    if (long && this.#workers.length < this.#cores) this.#begin(this.#start());
    for (const worker of this.#workers)
      this.#tell(worker, { kind: "order", order: { job, rows, records, from, to } });
    this.#mayLend();
  }

  /** Every answer, as it comes, until the last order is answered. Rejects when a thread fails or the signal says so. */
  async answers(take: (answer: CheckAnswer) => void, signal: AbortSignal | undefined): Promise<void> {
    // Until somebody waits for answers, this thread has other things to do.
    this.#awaited = true;
    this.#mayLend();
    while (this.#answered < this.#orders.length) {
      const answer = this.#answers.shift();
      if (answer) {
        this.#answered += 1;
        take(answer);
        continue;
      }
      signal?.throwIfAborted();
      if (this.#failed) throw this.#failed;
      await new Promise<void>((resolve) => {
        this.#news = resolve;
      });
    }
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    if (!this.#lending) this.#closeFile();
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  #start(): Worker {
    const worker = new Worker(new URL("./zip-check-worker.js", import.meta.url));
    worker.on("message", (message: FromThread) => {
      if (message.kind === "part") this.#takePart(message.part);
      else if (message.kind === "listed") this.#listed(message.listed);
      else this.#taken(message.answer);
    });
    worker.on("error", (error) => this.#fail(error));
    this.#tell(worker, { kind: "open", path: this.path });
    this.#workers.push(worker);
    return worker;
  }

  #begin(worker: Worker): void {
    this.#tell(worker, { kind: "begin", setup: this.#setup!, claims: this.#claims });
  }

  #tell(worker: Worker, message: ToThread): void {
    worker.postMessage(message);
  }

  #taken(answer: CheckAnswer): void {
    this.#orders[answer.job] = null;
    this.#answers.push(answer);
    this.#news();
  }

  #fail(error: unknown): void {
    this.#failed ??= error;
    this.#news();
  }

  #mayLend(): void {
    if (this.#awaited && !this.#lending) void this.#lendAHand().catch((error: unknown) => this.#fail(error));
  }

  /** Takes ranges from the front as the threads do, a turn apart, until none is left. */
  async #lendAHand(): Promise<void> {
    this.#lending = true;
    try {
      for (;;) {
        await nextTurn();
        if (this.#closed) return;
        while (this.#next < this.#orders.length && !this.#mayTake(this.#next)) this.#next += 1;
        const job = this.#next;
        const order = this.#orders[job];
        if (!order) return;
        if (this.#fd < 0) this.#fd = openSync(this.path, "r");
        this.#range ??= Buffer.allocUnsafeSlow(rangeLimit);
        this.#taken(await checkRange({ ...order, job }, this.#setup!, this.#fd, this.#range));
      }
    } finally {
      this.#lending = false;
      if (this.#closed) this.#closeFile();
    }
  }

  #closeFile(): void {
    if (this.#fd >= 0) closeSync(this.#fd);
    this.#fd = -1;
  }

  #mayTake(job: number): boolean {
    const order = this.#orders[job];
    return Boolean(order && !order.long && Atomics.compareExchange(this.#claims, job, 0, 1) === 0);
  }
}
