import type { ProgressEvent } from "../model/progress.js";
import { bytes, figure } from "../report/figures.js";
import { columns, cutTo, harmless } from "../report/plain-text.js";
import type { Voice } from "../report/reporter.js";

/** How often a line is drawn anew, in milliseconds: on a terminal that can wipe it, and on one that cannot. */
const pace = { bar: 100, lines: 10_000 };

/**
 * Progress on a terminal's error stream: a bar that redraws at most ten times a second and wipes itself at the end; on a
 * `plain` terminal, which cannot wipe, a line every ten seconds.
 */
export class ProgressBar {
  #drawn = false;
  #next = 0;
  #stage: string | undefined;
  #began = 0;

  constructor(
    private readonly stream: { write(text: string): unknown },
    private readonly voice: Voice,
    private readonly now: () => number,
    private readonly plain = false,
  ) {}

  show(event: ProgressEvent): void {
    const time = this.now();
    if (event.stage !== this.#stage) {
      [this.#stage, this.#began] = [event.stage, time];
      this.#next = this.plain ? time + pace.lines : 0;
    }
    const last = event.done === event.total && !this.plain;
    if (time < this.#next && !last) return;
    this.#next = time + (this.plain ? pace.lines : pace.bar);
    const line = progressLine(event, (time - this.#began) / 1000, this.voice);
    this.stream.write(this.plain ? `${line}\n` : `\r\u001B[2K${line}`);
    this.#drawn = !this.plain;
  }

  wipe(): void {
    if (this.#drawn) this.stream.write("\r\u001B[2K");
    this.#drawn = false;
  }
}

/** A line of at most `voice.width` - 1 columns: what is done, how much of it, how fast, how long still. */
export function progressLine(event: ProgressEvent, seconds: number, { messages, width }: Voice): string {
  const { stages, progress } = messages.house;
  const { language } = messages;
  const label = stages[event.stage];
  const count =
    event.total === undefined
      ? figure(event.done, language)
      : `${figure(event.done, language)}/${figure(event.total, language)}`;
  const parts = [count];
  if (seconds >= 1) {
    const rate = event.done / seconds;
    if (event.bytes) parts.push(progress.perSecond(bytes(event.bytes / seconds, language)));
    else if (rate >= 1)
      parts.push(progress.perSecond(progress.items(event.stage, figure(Math.round(rate), language))));
  }
  const left = seconds < 3 ? null : secondsLeft(event, seconds);
  if (left !== null) parts.push(progress.left(left));
  const words = harmless(parts.join(" · "));
  const room = Math.max(0, Math.min(30, width - columns(label) - columns(words) - 6));
  const part = share(event);
  const filled = part === null ? 0 : Math.min(room, Math.floor(room * part));
  const bar = part !== null && room > 4 ? ` [${"#".repeat(filled)}${".".repeat(room - filled)}]` : "";
  return cutTo(`${label}${bar} ${words}`, width - 1);
}

/** How much of the work is done, from 0 to 1, by bytes where their sum is known; null where no end is known. */
function share({ done, total, bytes: moved, totalBytes }: ProgressEvent): number | null {
  if (moved !== undefined && totalBytes) return Math.min(1, moved / totalBytes);
  return total ? Math.min(1, done / total) : null;
}

/** Whole seconds the rest will take at the pace so far; null where that cannot be said. */
function secondsLeft(event: ProgressEvent, seconds: number): number | null {
  const part = share(event);
  if (part === null || part === 0 || part === 1) return null;
  return Math.ceil((seconds / part) * (1 - part));
}
