import { describe, expect, it } from "vitest";
import { lineHeight, linesOf } from "../../src/fs/text-extent.js";

const plain = { size: 12, bold: false };

describe("the lines that a text takes", () => {
  it("grow with letters that are wider, bold or larger", () => {
    const title =
      "Hồ sơ số 01.KTCH: Hồ sơ kiểm tra việc thực hiện nguyên tắc tập trung dân chủ, quy chế làm việc";
    // LibreOffice sets it in Times New Roman 471 points wide at 12, and 540 at 13 and bold.
    expect(linesOf(title, 490, plain)).toBe(1);
    expect(linesOf(title, 490, { size: 13, bold: true })).toBe(2);
    expect(linesOf("m".repeat(20), 120, plain)).toBeGreaterThan(linesOf("i".repeat(20), 120, plain));
  });

  it("count breaks that are written, words that are longer than a line, and accents as nothing", () => {
    expect(linesOf("một\nhai\nba", 400, plain)).toBe(3);
    expect(linesOf("0".repeat(100), 120, plain)).toBeGreaterThanOrEqual(5);
    expect(linesOf("ườổẵ".repeat(9), 230, plain)).toBe(linesOf("uooa".repeat(9), 230, plain));
  });

  it("are never none, however narrow the room", () => {
    expect(linesOf("", 100, plain)).toBe(1);
    expect(Number.isFinite(linesOf("một dòng chữ", -3, plain))).toBe(true);
    expect(lineHeight({ size: 13, bold: true })).toBeGreaterThan(lineHeight(plain));
  });
});
