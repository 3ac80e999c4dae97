import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32, deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { isDateFormat, openSpreadsheet, writeSpreadsheet } from "../../src/fs/spreadsheet.js";
import type { TableLimits, TableRow } from "../../src/fs/table.js";
import { tableLimits } from "../../src/fs/table.js";
import { sandbox } from "../support/sandbox.js";
import { type Part, zipOf } from "../support/zip-of.js";

interface Sheet {
  name: string;
  hidden: boolean;
  rows: TableRow[];
}

async function read(path: string, limits: Partial<TableLimits> = {}): Promise<Sheet[]> {
  const sheets: Sheet[] = [];
  for await (const { name, hidden, rows } of openSpreadsheet(path, { ...tableLimits, ...limits })) {
    const sheet: Sheet = { name, hidden, rows: [] };
    for await (const row of rows) sheet.rows.push(row);
    sheets.push(sheet);
  }
  return sheets;
}

const workbook = `<workbook xmlns:r="r"><sheets><sheet name="Một" sheetId="1" r:id="rId1"/></sheets></workbook>`;
const relations = `<Relationships><Relationship Id="rId1" Target="/xl/worksheets/sheet1.xml"/></Relationships>`;

/** A workbook of hand-written parts; `sheet` is what stands inside `sheetData`. */
function handMade(sheet: string, more: Part[] = []): Buffer {
  return zipOf([
    { name: "xl/worksheets/sheet1.xml", text: `<worksheet><sheetData>${sheet}</sheetData></worksheet>` },
    { name: "xl/workbook.xml", text: workbook },
    { name: "xl/_rels/workbook.xml.rels", text: relations },
    ...more,
  ]);
}

function saved(bytes: Uint8Array, name = "so.xlsx"): string {
  const path = join(sandbox(), name);
  writeFileSync(path, bytes);
  return path;
}

const texts = (row: TableRow | undefined): unknown[] =>
  (row?.cells ?? []).map((cell) =>
    cell === null
      ? null
      : cell.kind === "text"
        ? cell.text
        : cell.kind === "number"
          ? cell.number
          : cell.kind === "date"
            ? cell.date
            : cell.value,
  );

describe("reading a workbook", () => {
  it("keeps every letter of a long register, also those on the border of two pieces", async () => {
    const path = join(sandbox(), "dai.xlsx");
    const rows = Array.from({ length: 20_000 }, (_, index) => [
      index,
      `Quyết định kiểm tra việc lãnh đạo thực hiện nghị quyết ${index}`,
    ]);
    await writeSpreadsheet(path, [
      { name: "Mục lục", columns: [{ heading: "STT" }, { heading: "Trích yếu" }], rows },
    ]);
    const [sheet] = await read(path);
    expect(sheet!.name).toBe("Mục lục");
    expect(sheet!.rows.slice(1).map(texts)).toEqual(rows);
  });

  it("reads what LibreOffice writes: dates, hidden rows, formulas by their value, sheets by name", async () => {
    const folder = sandbox();
    const flat = join(folder, "so.fods");
    writeFileSync(flat, readFileSync(new URL("../fixtures/registers/libreoffice.fods", import.meta.url)));
    execFileSync(
      "soffice",
      [
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        folder,
        flat,
        `-env:UserInstallation=file://${folder}/profile`,
      ],
      { stdio: "ignore" },
    );
    const [sheet, second] = await read(join(folder, "so.xlsx"));
    expect(sheet!.rows.map(texts)).toEqual([
      ["Số, ký hiệu", "Ngày", "Số trang"],
      ["01-QĐ/UBKTĐU", "2024-02-29", 3],
      ["02-QĐ/UBKTĐU", "2024-03-01", 6],
    ]);
    expect(sheet!.rows.map((row) => row.hidden)).toEqual([false, true, false]);
    expect(second!.name).toBe("Ghi chú");
  }, 120_000);

  it("flattens rich text, leaves furigana out, and knows the font of a cell", async () => {
    const path = saved(
      handMade(
        `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr" s="1"><is><r><t>kiÓm </t></r><r><t xml:space="preserve">tra</t></r></is></c></row>`,
        [
          {
            name: "xl/sharedStrings.xml",
            text: `<sst><si><r><rPr><rFont val=".VnTimeH"/></rPr><t>hå </t></r><r><t>s¬</t></r><rPh><t>x</t></rPh></si></sst>`,
          },
          {
            name: "xl/styles.xml",
            text: `<styleSheet><fonts><font><name val="Arial"/></font><font><name val=".VnTime"/></font></fonts><cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs></styleSheet>`,
          },
        ],
      ),
    );
    const [sheet] = await read(path);
    expect(sheet!.rows[0]!.cells).toEqual([
      { kind: "text", text: "hå s¬", font: ".VnTimeH" },
      { kind: "text", text: "kiÓm tra", font: ".VnTime" },
    ]);
  });

  it("reads tags with a prefix, cells without a reference, and entities", async () => {
    const path = saved(
      zipOf([
        {
          name: "xl/workbook.xml",
          text: `<x:workbook xmlns:x="m" xmlns:r="r"><x:sheets><x:sheet name="A &amp; B" sheetId="4" state="hidden" r:id="rId1"/></x:sheets></x:workbook>`,
        },
        { name: "xl/_rels/workbook.xml.rels", text: relations },
        {
          name: "xl/worksheets/sheet1.xml",
          text: `<x:worksheet><x:sheetData><x:row><x:c t="str"><x:v>&lt;a&#273;&gt;</x:v></x:c><x:c><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>`,
        },
      ]),
    );
    const [sheet] = await read(path);
    expect(sheet).toMatchObject({ name: "A & B", hidden: true });
    expect(texts(sheet!.rows[0])).toEqual(["<ađ>", 7]);
  });

  it.each([
    ["dd/mm/yyyy", true],
    ['[$-42A]"ngày" dd "tháng" mm', true],
    ["mm/yyyy", true],
    ["0.00", false],
    ["#,##0 [Red]", false],
    ["hh:mm:ss", false],
    ['"Day" 0', false],
    ["General", false],
  ])("takes %s for a date format: %s", (format, expected) => {
    expect(isDateFormat(format)).toBe(expected);
  });

  it("counts days as Excel does, in both of its calendars", async () => {
    const styles = `<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>`;
    const cells = `<row r="1"><c r="A1" s="0"><v>45471</v></c><c r="B1" s="0"><v>61</v></c></row>`;
    const [sheet] = await read(saved(handMade(cells, [{ name: "xl/styles.xml", text: styles }])));
    expect(texts(sheet!.rows[0])).toEqual(["2024-06-28", "1900-03-01"]);
    const mac = zipOf([
      { name: "xl/workbook.xml", text: workbook.replace("<sheets>", `<workbookPr date1904="1"/><sheets>`) },
      { name: "xl/_rels/workbook.xml.rels", text: relations },
      { name: "xl/styles.xml", text: styles },
      { name: "xl/worksheets/sheet1.xml", text: `<worksheet><sheetData>${cells}</sheetData></worksheet>` },
    ]);
    const [other] = await read(saved(mac));
    expect(texts(other!.rows[0])[0]).toBe("2028-06-29");
  });
});

describe("a workbook that cannot be taken", () => {
  /** What went wrong: the format or the limit that a failure names, else its code; undefined for an error of ours. */
  const code = async (bytes: Uint8Array, limits: Partial<TableLimits> = {}): Promise<unknown> => {
    try {
      await read(saved(bytes), limits);
      return "read";
    } catch (error) {
      const { code: failed, details } = error as {
        code?: string;
        details?: { format?: string; what?: string };
      };
      return details?.format ?? details?.what ?? failed;
    }
  };
  const compound = Buffer.concat([
    Buffer.from("d0cf11e0a1b11ae1", "hex"),
    Buffer.alloc(22),
    Buffer.from([9, 0]),
    Buffer.alloc(1000),
  ]);

  it("is an old .xls, whatever it is called", async () => {
    expect(await code(compound)).toBe("xls");
  });

  it("has a password", async () => {
    const encrypted = Buffer.concat([compound, Buffer.from("EncryptedPackage", "utf16le")]);
    expect(await code(encrypted)).toBe("register-encrypted");
  });

  it("is an OpenDocument sheet, a Word document, a page of HTML, a PDF", async () => {
    expect(
      await code(zipOf([{ name: "mimetype", text: "application/vnd.oasis.opendocument.spreadsheet" }])),
    ).toBe("ods");
    expect(await code(zipOf([{ name: "word/document.xml", text: "<w/>" }]))).toBe("docx");
    expect(await code(Buffer.from("<html><table><tr><td>STT</td></tr></table></html>"))).toBe("html");
    expect(await code(Buffer.from("%PDF-1.4"))).toBe("pdf");
  });

  it("is cut short, empty, or no workbook at all", async () => {
    const whole = handMade(`<row r="1"><c t="str"><v>${"x".repeat(5000)}</v></c></row>`);
    for (const bytes of [
      whole.subarray(0, whole.length - 30),
      whole.subarray(0, 400),
      Buffer.alloc(0),
      Buffer.from("Xin chào"),
    ]) {
      expect(await code(bytes)).toBe("register-damaged");
    }
  });

  it("never ends in anything but a failure, however its bytes are turned", async () => {
    const whole = handMade(`<row r="1" hidden="1"><c r="A1" t="s"><v>0</v></c></row>`, [
      { name: "xl/sharedStrings.xml", text: "<sst><si><t>a</t></si></sst>" },
    ]);
    for (let at = 0; at < whole.length; at += 3) {
      const turned = Buffer.from(whole);
      turned[at] = turned[at]! ^ 0xff;
      expect([undefined]).not.toContain(await code(turned));
    }
  });

  it("unpacks to more than the limit, or to more than it says", async () => {
    const bomb = deflateRawSync(Buffer.alloc(64 * 1024 * 1024, 0x20), { level: 9 });
    const honest = zipOf([
      { name: "xl/workbook.xml", text: workbook },
      { name: "xl/_rels/workbook.xml.rels", text: relations },
      { name: "xl/worksheets/sheet1.xml", packed: bomb, size: 64 * 1024 * 1024, crc: 0 },
    ]);
    expect(await code(honest, { unpackedBytes: 8 * 1024 * 1024 })).toBe("unpacked");
    const lying = zipOf([
      { name: "xl/workbook.xml", text: workbook },
      { name: "xl/_rels/workbook.xml.rels", text: relations },
      { name: "xl/worksheets/sheet1.xml", packed: bomb, size: 100, crc: crc32("") },
    ]);
    expect(await code(lying)).toBe("register-damaged");
  });

  it("wants entities expanded", async () => {
    const bomb = `<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>`;
    const bytes = zipOf([
      { name: "xl/workbook.xml", text: bomb + workbook },
      { name: "xl/_rels/workbook.xml.rels", text: relations },
      { name: "xl/worksheets/sheet1.xml", text: "<worksheet/>" },
    ]);
    expect(await code(bytes)).toBe("register-damaged");
  });

  it("has a million columns, too many rows, a cell without end", async () => {
    const columns = `<row r="1">${`<c t="str"><v>x</v></c>`.repeat(1_000_000)}</row>`;
    expect(await code(handMade(columns))).toBe("columns");
    expect(await code(handMade(`<row r="1"><c r="ZZZZZZ1" t="str"><v>x</v></c></row>`))).toBe("columns");
    expect(await code(handMade(`<row><c><v>1</v></c></row>`.repeat(100)), { rows: 99 })).toBe("rows");
    expect(await code(handMade(`<row r="1"><c t="str"><v>${"x".repeat(200_000)}</v></c></row>`))).toBe(
      "cell",
    );
  });

  it("shares texts without end, empty ones too", async () => {
    const shared = (text: string): Buffer =>
      handMade(`<row><c t="s"><v>0</v></c></row>`, [
        { name: "xl/sharedStrings.xml", text: `<sst>${text}</sst>` },
      ]);
    expect(await code(shared("<si><t>abc</t></si>".repeat(100)), { texts: 3_000 })).toBe("texts");
    expect(await code(shared("<si/>".repeat(3_000_000)))).toBe("texts");
  });

  it("has every row filled at its far end alone", async () => {
    const rows = Array.from(
      { length: 2_000 },
      (_, at) => `<row r="${at + 1}"><c r="XFD${at + 1}"><v>1</v></c></row>`,
    );
    expect(await code(handMade(rows.join("")))).toBe("cells");
  });

  it("has a style for every cell and a hundred thousand relations: those beyond reason are passed over", async () => {
    const styles = `<styleSheet><fonts>${"<font/>".repeat(200_000)}</fonts><cellXfs>${"<xf/>".repeat(200_000)}</cellXfs></styleSheet>`;
    expect(
      await code(
        handMade(`<row><c s="199999"><v>7</v></c></row>`, [{ name: "xl/styles.xml", text: styles }]),
      ),
    ).toBe("read");
  });

  it("is told with the sheet where it was met", async () => {
    const failed = async (rows: string): Promise<unknown> =>
      read(saved(handMade(rows))).catch((error: { details: unknown }) => error.details);
    expect(await failed(`<row r="1"><c r="ZZZZZZ1" t="str"><v>x</v></c></row>`)).toMatchObject({
      sheet: "Một",
    });
    expect(await failed("<row><c><v>1</v></c></row><!DOCTYPE x>")).toMatchObject({ sheet: "Một" });
  });

  it("nests deeply: that costs nothing", async () => {
    expect(await code(handMade(`${"<a>".repeat(300_000)}${"</a>".repeat(300_000)}`))).toBe("read");
  });

  it("is larger than any register", async () => {
    expect(await code(Buffer.alloc(2000), { fileBytes: 1000 })).toBe("file");
  });
});

describe("writing a workbook", () => {
  it("makes no formula of text that looks like one", async () => {
    const path = join(sandbox(), "ra.xlsx");
    const rows = [["=cmd|' /C calc'!A0", "+84", "-", "@x", 5, "_x003D_1+1", null]];
    await writeSpreadsheet(path, [{ name: "a/b:c", columns: rows[0]!.map(() => ({ heading: "=h" })), rows }]);
    const [sheet] = await read(path);
    expect(sheet!.name).toBe("a b c");
    expect(texts(sheet!.rows[1])).toEqual(["'=cmd|' /C calc'!A0", "'+84", "-", "'@x", 5, "_x003D_1+1"]);
  });

  it("leaves nothing behind when the rows break off", async () => {
    const folder = sandbox();
    async function* rows(): AsyncGenerator<string[]> {
      yield ["a"];
      throw new Error("nửa chừng");
    }
    await expect(
      writeSpreadsheet(join(folder, "ra.xlsx"), [{ name: "a", columns: [{ heading: "h" }], rows: rows() }]),
    ).rejects.toThrow("nửa chừng");
    expect(execFileSync("ls", ["-A", folder], { encoding: "utf8" })).toBe("");
  });
});
