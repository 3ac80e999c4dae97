import type { ProgressEvent } from "../model/progress.js";
import type { Voice } from "../report/reporter.js";

const frame = 100;

/** A bar on a terminal's error stream; it redraws at most ten times a second and wipes itself at the end. */
export class ProgressBar {
  #drawn = false;
  #next = 0;
  #stage: string | undefined;
  #began = 0;

  constructor(
    private readonly stream: { write(text: string): unknown },
    private readonly voice: Voice,
    private readonly now: () => number,
  ) {}

  show(event: ProgressEvent): void {
    const time = this.now();
    if (event.stage !== this.#stage) [this.#stage, this.#began, this.#next] = [event.stage, time, 0];
    if (time < this.#next && event.done !== event.total) return;
    this.#next = time + frame;
    const { messages, width } = this.voice;
    const label = messages.house.stages[event.stage];
    const count = event.total === undefined ? `${event.done}` : `${event.done}/${event.total}`;
    const seconds = (time - this.#began) / 1000;
    const rate = event.bytes && seconds > 1 ? ` ${(event.bytes / seconds / 1e6).toFixed(0)} MB/s` : "";
    const left =
      event.total && event.done > 0 && seconds > 3
        ? ` ~${Math.ceil((seconds / event.done) * (event.total - event.done))} s`
        : "";
    const room = Math.max(
      0,
      Math.min(30, width - label.length - count.length - rate.length - left.length - 6),
    );
    const filled = event.total ? Math.round((room * event.done) / event.total) : 0;
    const bar = event.total && room > 4 ? ` [${"#".repeat(filled)}${".".repeat(room - filled)}]` : "";
    this.stream.write(`\r\u001B[2K${`${label}${bar} ${count}${rate}${left}`.slice(0, width - 1)}`);
    this.#drawn = true;
  }

  wipe(): void {
    if (this.#drawn) this.stream.write("\r\u001B[2K");
    this.#drawn = false;
  }
}
