import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columns, wrap } from "../../src/report/plain-text.js";

const pieces = fc.constantFrom(
  "a",
  "Đ",
  "ệ",
  "e\u0323\u0302",
  "–",
  "…",
  "字",
  "\u{1F4C1}",
  "\u001B[31m",
  "’",
  "_",
);
const words = fc.array(pieces, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(""));

describe("text on a terminal", () => {
  it.each([
    ["uỷ ban kiểm tra", 15],
    ["uỷ ban kiểm tra".normalize("NFD"), 15],
    ["q\u0323", 1],
    ["\u001B[1mđậm\u001B[0m", 3],
    ["\u{1F4C1}", 1],
  ])("takes a column for each letter, however it is composed: %j", (text, expected) => {
    expect(columns(text)).toBe(expected);
  });

  it("is broken only between words, none lost, and no line is too wide that need not be", () => {
    fc.assert(
      fc.property(
        fc.array(words, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 4, max: 30 }),
        (all, width) => {
          const lines = wrap(all.join(" "), width, "  ").split("\n");
          expect(lines.join(" ").replaceAll(/ +/gu, " ")).toBe(all.join(" "));
          for (const line of lines)
            if (line.trim().includes(" ")) expect(columns(line)).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});
