import { describe, expect, it } from "vitest";
import { en } from "../../src/messages/en.js";
import { vi } from "../../src/messages/vi.js";
import type { ProgressEvent } from "../../src/model/progress.js";
import { columns } from "../../src/report/plain-text.js";
import { colourless } from "../../src/terminal/ink.js";
import { ProgressBar, progressLine } from "../../src/terminal/progress-bar.js";

const voiceOf = (messages: typeof vi, width = 80) => ({ messages, ink: colourless, width });

const packing: ProgressEvent = {
  stage: "packing",
  done: 1000,
  total: 4000,
  bytes: 500_000_000,
  totalBytes: 2_000_000_000,
};

describe("a line of progress", () => {
  it("tells how much, how fast, and how long still, in words", () => {
    expect(progressLine(packing, 40, voiceOf(vi))).toBe(
      "Đang đóng gói [###............] 1.000/4.000 · 12,5 MB/giây · còn khoảng 2 phút",
    );
    expect(progressLine(packing, 40, voiceOf(en))).toBe(
      "Packing [#####................] 1,000/4,000 · 12.5 MB/s · about 2 minutes left",
    );
  });

  it.each([
    [{ stage: "checking", done: 5000, total: 10_000 }, "2.500 hồ sơ/giây"],
    [{ stage: "reading-register", done: 3000 }, "1.500 dòng/giây"],
    [{ stage: "walking", done: 40_000 }, "20.000 tệp/giây"],
  ] as [ProgressEvent, string][])("counts what the work counts: %j", (event, rate) => {
    expect(progressLine(event, 2, voiceOf(vi))).toContain(rate);
  });

  it("goes by the bytes where their sum is known: many small files first promise nothing", () => {
    const event: ProgressEvent = { stage: "packing", done: 900, total: 1000, bytes: 1e6, totalBytes: 100e6 };
    expect(progressLine(event, 60, voiceOf(vi))).toContain("còn khoảng 1 giờ 39 phút");
  });

  it("promises nothing before it can know, and where no end is known", () => {
    expect(progressLine(packing, 2, voiceOf(vi))).not.toContain("còn");
    expect(progressLine({ stage: "walking", done: 400 }, 60, voiceOf(vi))).not.toContain("còn");
    expect(progressLine({ ...packing, bytes: 0, done: 0 }, 60, voiceOf(vi))).not.toMatch(/còn|NaN|Infinity/u);
  });

  it.each([
    [4, "sắp xong"],
    [31, "còn khoảng 40 giây"],
    [58, "còn khoảng 1 phút"],
    [119, "còn khoảng 2 phút"],
    [3599, "còn khoảng 1 giờ"],
    [3600 * 2 + 60 * 5, "còn khoảng 2 giờ 5 phút"],
  ])("says %i seconds as people do: %s", (seconds, words) => {
    expect(vi.house.progress.left(seconds)).toBe(words);
    expect(en.house.progress.left(seconds)).toMatch(/left|done/u);
  });

  it.each([vi, en])("fits a terminal of any width in $language, cut between letters", (messages) => {
    for (let width = 10; width <= 130; width += 1) {
      for (const stage of Object.keys(messages.house.stages) as ProgressEvent["stage"][]) {
        const nfd = voiceOf(messages, width);
        const line = progressLine({ ...packing, stage }, 4000, nfd);
        expect(columns(line), `${width}: ${line}`).toBeLessThan(width);
        expect(line.normalize("NFC")).toBe(line);
      }
    }
  });
});

describe("progress on a terminal", () => {
  const watch = (plain: boolean) => {
    const written: string[] = [];
    let time = 0;
    const stream = { write: (text: string) => written.push(text) };
    const bar = new ProgressBar(stream, voiceOf(vi), () => time, plain);
    const at = (milliseconds: number, done: number): void => {
      time = milliseconds;
      bar.show({ ...packing, done });
    };
    return { written, at, bar };
  };

  it("draws one line anew at most ten times a second, and wipes it at the end", () => {
    const { written, at, bar } = watch(false);
    for (let ms = 0; ms < 1000; ms += 5) at(ms, ms);
    expect(written).toHaveLength(10);
    bar.wipe();
    expect(written.at(-1)).toBe("\r\u001B[2K");
  });

  it("writes no escape where the terminal has none: a line every ten seconds", () => {
    const { written, at, bar } = watch(true);
    for (let ms = 0; ms <= 35_000; ms += 100) at(ms, ms / 10);
    bar.wipe();
    expect(written).toHaveLength(3);
    for (const line of written) expect(line).toMatch(/^Đang đóng gói [^\u001B\r]*\n$/u);
  });
});
