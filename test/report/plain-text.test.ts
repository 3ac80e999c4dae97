import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columns, cutTo, table, wrap } from "../../src/report/plain-text.js";

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
    ["\u{1F4C1}", 2],
    ["Đ\u200Bảng", 4],
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

  it("is cut between letters, never between a letter and its marks", () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 0, max: 12 }), (text, width) => {
        const kept = cutTo(text, width);
        expect(text.startsWith(kept)).toBe(true);
        expect(columns(kept)).toBeLessThanOrEqual(width);
        expect(text.slice(kept.length)).not.toMatch(/^\p{M}/u);
      }),
    );
    expect(cutTo("Đảng uỷ phường".normalize("NFD"), 7)).toBe("Đảng uỷ".normalize("NFD"));
  });
});

const register = [
  ["Số hồ sơ", "Tiêu đề", "Loại", "Thời gian", "Tệp"],
  [
    "01.KTCH",
    "Hồ sơ kiểm tra chấp hành đối với Chi bộ khu phố 3 trực thuộc Đảng uỷ phường Hồng Gai",
    "kiểm tra chấp hành",
    "05/2020–06/2020",
    "1.234",
  ],
  ["2a", "quet/2020/ho-so-khong-co-khoang-trang-nao-trong-ten-rat-dai-cua-no.pdf", "—", "2021", "7"],
];

describe("a table", () => {
  it.each([
    ["NFC", 50],
    ["NFC", 80],
    ["NFC", 120],
    ["NFD", 50],
    ["NFD", 80],
    ["NFD", 120],
  ] as const)(
    "of Vietnamese in %s fits %i columns, with every letter of it and its columns in line",
    async (form, width) => {
      const rows = register.map((row) => row.map((cell) => cell.normalize(form)));
      const lines = table(rows, width).split("\n");
      for (const line of lines) expect(columns(line), line).toBeLessThanOrEqual(width);
      const letters = (text: string): string =>
        [...text.normalize("NFC").replaceAll(/\s/gu, "")].sort().join("");
      expect(letters(lines.join(""))).toBe(letters(rows.flat().join("")));
      for (const line of lines) expect(line).not.toMatch(/(?:^|\s)\p{M}/u);
      const text = lines.map((line) => line.normalize("NFC"));
      await expect(`${text.join("\n")}\n`).toMatchFileSnapshot(`../golden/table--${width}-columns.txt`);
    },
  );

  it("is never wider than asked, whatever is in it, while there is room for two columns a cell", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(words, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 30, max: 120 }),
        (rows, width) => {
          const painted = rows.flat().some((cell) => cell.includes("\u001B"));
          for (const line of table(rows, width).split("\n"))
            if (!painted) expect(columns(line)).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});
