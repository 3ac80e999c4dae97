import { Worker } from "node:worker_threads";
import type { PdfFacts } from "./pdf-facts.js";

export interface PdfInspectorOptions {
  /** How many files are looked at side by side. */
  threads?: number;
  /** Milliseconds after which a file is given up. */
  patience?: number;
  /** Megabytes of memory that one file may take. */
  memory?: number;
}

const nothing = { pages: null, restricted: false, textLayer: null, dpi: null, firstPage: [], laterPages: [] };

/**
 * Looks into PDFs in threads of their own, many files through the same thread. A file that takes too long, too much
 * memory, or breaks the thread is answered as damaged, and the next one gets a fresh thread.
 */
export class PdfInspector {
  readonly #options: Required<PdfInspectorOptions>;
  readonly #idle: Worker[] = [];
  readonly #queue: { path: string; settle: (facts: PdfFacts) => void }[] = [];
  #running = 0;
  #closed = false;
  readonly #workers = new Set<Worker>();

  constructor(options: PdfInspectorOptions = {}) {
    this.#options = { threads: 2, patience: 20_000, memory: 384, ...options };
  }

  /** Looks into one PDF; `path` is absolute. Never throws for what the file is. */
  inspect(path: string): Promise<PdfFacts> {
    return new Promise((resolve) => {
      this.#queue.push({ path, settle: resolve });
      this.#next();
    });
  }

  /** Ends the threads; what is still waiting is answered as unreadable. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const { settle } of this.#queue.splice(0))
      settle({ outcome: "unreadable", reason: "stopped", ...nothing });
    await Promise.all([...this.#workers].map((worker) => worker.terminate()));
  }

  #next(): void {
    if (this.#closed || this.#running >= this.#options.threads) return;
    const task = this.#queue.shift();
    if (!task) return;
    this.#running += 1;
    const worker = this.#idle.pop() ?? this.#hire();
    const answered = (facts: PdfFacts) => finish(facts, true);
    const failed = (error: { code?: string }) =>
      finish(broken(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? "memory" : "thread"), false);
    const ended = () => finish(broken("thread"), false);
    let settled = false;
    const finish = (facts: PdfFacts, usable: boolean) => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      // One by one: ending a thread waits for a listener of its own.
      worker.off("message", answered).off("error", failed).off("exit", ended);
      if (usable) this.#idle.push(worker);
      else {
        // An error that comes after the answer must not bring the program down.
        worker.on("error", () => {});
        this.#workers.delete(worker);
        void worker.terminate();
      }
      this.#running -= 1;
      task.settle(facts);
      this.#next();
    };
    const broken = (reason: string): PdfFacts => ({ outcome: "damaged", reason, ...nothing });
    const timer = setTimeout(() => finish(broken("time"), false), this.#options.patience);
    worker.on("message", answered).on("error", failed).on("exit", ended);
    worker.postMessage(task.path);
  }

  #hire(): Worker {
    const worker = new Worker(new URL("./pdf-worker.js", import.meta.url), {
      resourceLimits: {
        maxOldGenerationSizeMb: this.#options.memory,
        maxYoungGenerationSizeMb: 64,
        stackSizeMb: 8,
      },
      // The library warns on the console about fonts and the like; that is nobody's business.
      stdout: true,
      stderr: true,
      env: {},
    });
    worker.stdout.resume();
    worker.stderr.resume();
    this.#workers.add(worker);
    return worker;
  }
}
