import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findSeparator, openCsv } from "../../src/fs/csv.js";
import { decodeText } from "../../src/fs/decode-text.js";
import { csvText, neutralise } from "../../src/model/csv-text.js";
import { sandbox } from "../support/sandbox.js";

async function read(
  bytes: Uint8Array | string,
): Promise<{ rows: string[][]; numbers: number[]; encoding: string; separator: string }> {
  const path = join(sandbox(), "so.csv");
  writeFileSync(path, bytes);
  const table = await openCsv(path);
  const rows: string[][] = [];
  const numbers: number[] = [];
  for await (const row of table.rows) {
    rows.push(row.cells.map((cell) => (cell?.kind === "text" ? cell.text : "")));
    numbers.push(row.number);
  }
  return { rows, numbers, encoding: table.encoding, separator: table.separator };
}

const lines =
  "STT;Số, ký hiệu;Trích yếu\r\n1;01-QĐ/UBKTĐU;Quyết định kiểm tra, giám sát\r\n2;02-KH/UBKTĐU;Kế hoạch\r\n";
const cells = [
  ["STT", "Số, ký hiệu", "Trích yếu"],
  ["1", "01-QĐ/UBKTĐU", "Quyết định kiểm tra, giám sát"],
  ["2", "02-KH/UBKTĐU", "Kế hoạch"],
];

describe("a CSV file", () => {
  it.each([
    ["UTF-8", Buffer.from(lines), "utf-8"],
    ["UTF-8 with a mark", Buffer.from(`\uFEFF${lines}`), "utf-8"],
    ["UTF-16 with a mark", Buffer.from(`\uFEFF${lines}`, "utf16le"), "utf-16le"],
    ["UTF-16 without one", Buffer.from(lines, "utf16le"), "utf-16le"],
    ["UTF-16, big end first", Buffer.from(`\uFEFF${lines}`, "utf16le").swap16(), "utf-16be"],
  ])("is read in %s", async (_name, bytes, encoding) => {
    expect(await read(bytes)).toMatchObject({ rows: cells, encoding, separator: ";" });
  });

  it("is read in windows-1258, where the tone is a mark of its own", () => {
    const byLetter = new Map<string, number>();
    for (let byte = 0; byte < 256; byte += 1) {
      byLetter.set(new TextDecoder("windows-1258").decode(Uint8Array.of(byte)), byte);
    }
    const letters = [...lines.normalize("NFD").matchAll(/\P{M}\p{M}*/gsu)].flatMap(([sign]) => {
      const tone = /[\u0300\u0301\u0303\u0309\u0323]/u.exec(sign)?.[0];
      return [...sign.replace(tone ?? "", "").normalize("NFC"), ...(tone ? [tone] : [])];
    });
    const { text, encoding } = decodeText(Uint8Array.from(letters.map((letter) => byLetter.get(letter)!)));
    expect(encoding).toBe("windows-1258");
    expect(text.normalize("NFC")).toBe(lines);
  });

  it("keeps the bytes of an old font as they are, for others to convert", () => {
    const { text, encoding } = decodeText(Buffer.from("ph\xadêng Hång Gai, kiÓm tra", "latin1"));
    expect([text, encoding]).toEqual(["ph\u00ADêng Hång Gai, kiÓm tra", "single-byte"]);
  });

  it.each([",", ";", "\t"] as const)("is cut at %j", async (separator) => {
    const text = csvText(cells).replaceAll(",", "\u0000").replaceAll("\u0000", ",");
    expect(text).toContain("QĐ");
    const cut = cells
      .map((row) => row.map((cell) => (cell.includes(separator) ? `"${cell}"` : cell)).join(separator))
      .join("\n");
    expect(await read(cut)).toMatchObject({ rows: cells, separator });
  });

  it("is cut where Excel says so", async () => {
    expect((await read(`sep=;\r\na,b;c,d\r\n`)).rows).toEqual([["a,b", "c,d"]]);
    expect((await read(`sep=;\r\na,b;c,d\r\n`)).numbers).toEqual([2]);
  });

  it("does not take the commas of sentences for separators", () => {
    expect(findSeparator("a;b, c, d;e\nf;g, h;i\nj;k;l\n")).toBe(";");
  });

  it("counts records, also those with line breaks and empty ones", async () => {
    expect(await read(`a,b\n"x\ny",c\n\n,\nd,e\n`)).toMatchObject({
      rows: [
        ["a", "b"],
        ["x\ny", "c"],
        ["d", "e"],
      ],
      numbers: [1, 2, 5],
    });
  });

  it("survives a lone quotation mark", async () => {
    expect((await read(`1,"Báo cáo,x\n2,Kế hoạch,y\n`)).rows.length).toBeGreaterThan(0);
    expect((await read(`1,Tổ "A" kiểm tra,x\n2,b,y\n`)).rows[0]).toEqual(["1", 'Tổ "A" kiểm tra', "x"]);
  });

  it("that is no text is a failure", async () => {
    await expect(read(Buffer.from([1, 0, 0, 0, 2, 0, 0, 0, 7, 8, 9, 10, 200, 0]))).rejects.toMatchObject({
      code: "register-encoding-unknown",
    });
  });

  it("never throws anything but a failure, whatever the bytes", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        try {
          await read(bytes);
        } catch (error) {
          expect((error as { code?: string }).code).toMatch(/^register-/u);
        }
      }),
      { numRuns: 100 },
    );
  });

  it("comes back as it was written, but for formulas", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(
            fc.constantFrom("a", "Đ,x", 'q"', "x;y", "hai\ndòng", "=1", "-", "-5"),
            fc.constantFrom("b", "c d"),
            fc.constant("z"),
          ),
          { minLength: 2, maxLength: 6 },
        ),
        async (rows) => {
          expect((await read(csvText(rows))).rows).toEqual(rows.map((row) => row.map(neutralise)));
        },
      ),
      { numRuns: 50 },
    );
  });
});
