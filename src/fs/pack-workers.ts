import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { PackAnswer, PackFile, PackOrder } from "./pack-worker.js";

const slabsEach = 3;

interface Member {
  worker: Worker;
  open: number;
}

/** Threads that read and digest files for a package. Jobs are given and taken in one order. */
export class PackWorkers {
  private readonly members: Member[] = [];
  private readonly owners = new Map<number, Member>();
  private readonly answers = new Map<number, PackAnswer[]>();
  private waiting: {
    job: number;
    resolve: (answer: PackAnswer) => void;
    reject: (error: unknown) => void;
  } | null = null;
  private broken: unknown = null;
  private readonly most = Math.max(1, Math.min(4, availableParallelism()));

  constructor(private readonly slabSize: number) {}

  /** How many units may be under way at once. */
  get ahead(): number {
    return this.most * slabsEach;
  }

  /** Hands a job to the thread that has the least to do. */
  give(job: number, files: PackFile[]): void {
    const member = this.leastBusy();
    member.open += 1;
    this.owners.set(job, member);
    this.answers.set(job, []);
    this.order(member, { kind: "job", job, files });
  }

  /** The next slab of a job. */
  take(job: number): Promise<PackAnswer> {
    if (this.broken) return Promise.reject(this.broken);
    const ready = this.answers.get(job)?.shift();
    if (ready) return Promise.resolve(ready);
    return new Promise((resolve, reject) => {
      this.waiting = { job, resolve, reject };
    });
  }

  /** Returns a slab whose bytes are no longer needed. */
  giveBack(job: number, slab: ArrayBuffer): void {
    const member = this.owners.get(job) ?? this.members[0]!;
    if (!this.broken) this.order(member, { kind: "slab", slab });
  }

  /** Says that the last slab of a job was taken. */
  finish(job: number): void {
    const member = this.owners.get(job);
    if (member) member.open -= 1;
    this.answers.delete(job);
  }

  async close(): Promise<void> {
    this.broken ??= new Error("closed");
    await Promise.all(this.members.map(({ worker }) => worker.terminate()));
  }

  private leastBusy(): Member {
    const free = this.members.find((member) => member.open === 0);
    if (free) return free;
    if (this.members.length < this.most) return this.start();
    return this.members.reduce((a, b) => (b.open < a.open ? b : a));
  }

  private start(): Member {
    const worker = new Worker(new URL("./pack-worker.js", import.meta.url));
    const member: Member = { worker, open: 0 };
    worker.on("message", (answer: PackAnswer) => {
      if (this.waiting?.job === answer.job) {
        const { resolve } = this.waiting;
        this.waiting = null;
        resolve(answer);
      } else this.answers.get(answer.job)?.push(answer);
    });
    worker.on("error", (error) => {
      this.broken ??= error;
      this.waiting?.reject(error);
      this.waiting = null;
    });
    this.members.push(member);
    for (let i = 0; i < slabsEach; i += 1)
      this.order(member, { kind: "slab", slab: new ArrayBuffer(this.slabSize) });
    return member;
  }

  private order(member: Member, order: PackOrder): void {
    member.worker.postMessage(order, order.kind === "slab" ? [order.slab] : []);
  }
}
