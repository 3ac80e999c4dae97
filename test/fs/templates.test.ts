import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import type PizZipType from "pizzip";
import { describe, expect, it, onTestFinished } from "vitest";
import { plainText } from "../../src/fs/office-parts.js";
import { drawQrCode } from "../../src/fs/qr-code.js";
import { openSpreadsheet, writeSpreadsheet } from "../../src/fs/spreadsheet.js";
import { fillSpreadsheetTemplate } from "../../src/fs/spreadsheet-template.js";
import { fillWordTemplate } from "../../src/fs/word-template.js";
import { partOf, printPapers } from "../support/office-pdf.js";
import { outside, python } from "../support/outside.js";
import { sandbox } from "../support/sandbox.js";

const PizZip = createRequire(import.meta.url)("pizzip") as typeof PizZipType;

/** A document of Word with these paragraphs, as small as Word takes it. */
function aDocx(...paragraphs: string[]): Uint8Array {
  const zip = new PizZip();
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  zip.file(
    "[Content_Types].xml",
    `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
  );
  zip.file(
    "_rels/.rels",
    `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
  );
  const body = paragraphs
    .map((text) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`)
    .join("");
  zip.file(
    "word/document.xml",
    `${head}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>${body}</w:body></w:document>`,
  );
  return zip.generate({ type: "uint8array" });
}

/** A workbook with these rows, as a spreadsheet program writes it. */
async function anXlsx(rows: (string | number | null)[][]): Promise<Uint8Array> {
  const path = join(sandbox(), "mau.xlsx");
  await writeSpreadsheet(path, [{ name: "Mẫu", columns: rows[0]!.map(() => ({ heading: "" })), rows }]);
  return readFileSync(path);
}

async function rowsOf(workbook: Uint8Array): Promise<(string | number | null)[][]> {
  const folder = mkdtempSync(join(tmpdir(), "bangiao-rows-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "a.xlsx");
  writeFileSync(path, workbook);
  const rows: (string | number | null)[][] = [];
  for await (const sheet of openSpreadsheet(path))
    for await (const { cells } of sheet.rows)
      rows.push(
        cells.map((cell) =>
          cell === null
            ? null
            : cell.kind === "number"
              ? cell.number
              : cell.kind === "text"
                ? cell.text
                : "?",
        ),
      );
  return rows;
}

/** Texts of all kinds: controls, halves of pairs, marks of direction, markup, letters of everywhere. */
function anyTexts(): string[] {
  const units = fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 1, maxLength: 12 });
  const raw = units.map((codes) => String.fromCharCode(...codes));
  const marked = fc.array(
    fc.constantFrom("<", ">", "&", "]]>", '"', "'", "\u0000", "\n", "\r\n", "ệ", "{", "}", "𝄞", "\ud800"),
  );
  return fc.sample(
    fc.oneof(
      raw,
      marked.map((parts) => `x${parts.join("")}x`),
    ),
    { numRuns: 300, seed: 8 },
  );
}

/** What Python's XML reader finds: the text of each element of a kind, made of these parts; a break is a line end. */
function textsIn(file: Uint8Array, part: string, element: string, parts: string[]): string[] {
  const path = join(sandbox(), "part.xml");
  writeFileSync(path, partOf(file, part));
  const program = `
import json, sys, xml.etree.ElementTree as ET
tag = lambda e: e.tag.split('}')[1]
said = lambda e: (e.text or '') if tag(e) == 't' else '\\n' if tag(e) == 'br' else '\\t'
print(json.dumps([''.join(said(i) for i in e.iter() if tag(i) in sys.argv[3:]) for e in ET.parse(sys.argv[1]).iter() if tag(e) == sys.argv[2]]))
`;
  return JSON.parse(python(program, path, element, ...parts));
}

const hostile = `<w:b/>&amp;"]]>{x}\u0000\u001b[31m\u202e$& Ớ <script>`;
const shown = `<w:b/>&amp;"]]>{x}[31m$& Ớ <script>`;

describe("a template of Word", () => {
  it("is filled with text that stays text, whatever is in it", async () => {
    const filled = await fillWordTemplate(aDocx("Tên: {name}."), { name: hostile }, "mau.docx");
    expect(printPapers({ "a.docx": filled })["a.docx"]!.text).toContain(`Tên: ${shown}.`);
  });

  it("is filled where Word has cut a field to pieces, as it does when it checks spelling", async () => {
    const pieces = ["Bên giao: {gi", "ver", ".", "name}", "; {", "#rows", "}{n} {/ro", "ws}"];
    const cut = pieces.join(
      '</w:t></w:r><w:proofErr w:type="spellStart"/><w:r w:rsidR="00A1"><w:rPr><w:lang w:val="vi-VN"/></w:rPr><w:t xml:space="preserve">',
    );
    const values = { giver: { name: "phường Hồng Gai" }, rows: [{ n: 1 }, { n: 2 }] };
    const filled = await fillWordTemplate(aDocx(cut), values, "mau.docx");
    expect(printPapers({ "a.docx": filled })["a.docx"]!.text).toContain("Bên giao: phường Hồng Gai; 1 2");
  });

  it("stays XML that another reader takes, for any text whatever", async () => {
    const texts = anyTexts();
    const filled = await fillWordTemplate(
      aDocx("{#rows}", "[{v}]", "{/rows}"),
      { rows: texts.map((v) => ({ v })) },
      "mau.docx",
    );
    const read = textsIn(filled, "word/document.xml", "p", ["t", "br", "tab"]);
    expect(read).toEqual(texts.map((text) => `[${plainText(text)}]`));
  });

  it("repeats what stands between marks, once for each row, and leaves out what a question denies", async () => {
    const template = aDocx(
      "{#rows}",
      "{n}. {name} của {unit}",
      "{/rows}",
      "{#none}KHÔNG{/none}{^none}CÓ{/none}",
    );
    const rows = [
      { n: 1, name: "một" },
      { n: 2, name: "hai" },
    ];
    const filled = await fillWordTemplate(template, { unit: "xã", none: false, rows }, "mau.docx");
    const lines = printPapers({ "a.docx": filled })
      ["a.docx"]!.text.split("\n")
      .filter((line) => line.trim() !== "");
    expect(lines).toEqual(["1. một của xã", "2. hai của xã", "CÓ"]);
  });

  it("shows a picture that a scanner reads", async () => {
    const text = "BG-06691-20250628-01.ABCDEFGHIJKLMNOP234567";
    const { png } = await drawQrCode(text);
    const filled = await fillWordTemplate(
      aDocx("{@qr}", "{@qr}"),
      { qr: { png, millimetres: 30 } },
      "mau.docx",
    );
    const paper = printPapers({ "a.docx": filled })["a.docx"]!;
    expect(new Set(paper.codes())).toEqual(new Set([text]));
  });

  it.each([
    ["a field nobody knows", "{ten_la}", { problem: "field-unknown", word: "ten_la", allowed: ["name"] }],
    ["a mark that is not closed", "{#name}", { problem: "mark-wrong", word: "name" }],
    ["a picture beside text", "x {@name}", { problem: "picture-not-alone", word: "name" }],
    ["a mark that was not opened", "{/name}", { problem: "mark-wrong", word: "name" }],
  ])("is refused for %s, by name", async (_what, text, details) => {
    await expect(fillWordTemplate(aDocx(text), { name: "x" }, "mau.docx")).rejects.toMatchObject({
      code: "template-wrong",
      details: { path: "mau.docx", ...details },
    });
  });

  it("is refused when it is no document of Word", async () => {
    for (const bytes of [new Uint8Array(), Buffer.from("%PDF-1.7"), await anXlsx([["a"]])])
      await expect(fillWordTemplate(bytes, {}, "mau.docx")).rejects.toMatchObject({
        code: "template-wrong",
        details: { problem: "not-office" },
      });
  });

  it("gives the same bytes for the same values, whatever the hour", async () => {
    const template = aDocx("{name}", "{@qr}");
    const { png } = await drawQrCode("A");
    const fill = () => fillWordTemplate(template, { name: "x", qr: { png, millimetres: 20 } }, "m");
    const first = await fill();
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    expect(Buffer.from(await fill()).equals(Buffer.from(first))).toBe(true);
  });
});

describe("a template of Excel", () => {
  it("repeats rows within rows and keeps what stands below", async () => {
    const template = await anXlsx([
      ["{#dossiers}Hồ sơ {reference}", null],
      ["{#documents}{n}", "{name}{/documents}"],
      ["{^documents}trống{/documents}", "{/dossiers}"],
      ["Cộng", "{total}"],
    ]);
    const dossiers = [
      {
        reference: "01",
        documents: [
          { n: 1, name: "a" },
          { n: 2, name: "b" },
        ],
      },
      { reference: "02", documents: [] },
    ];
    const filled = await fillSpreadsheetTemplate(template, { dossiers, total: 2 }, "mau.xlsx");
    expect((await rowsOf(filled)).map((row) => row.filter((cell) => cell !== null))).toEqual([
      ["Hồ sơ 01"],
      [1, "a"],
      [2, "b"],
      ["Hồ sơ 02"],
      ["trống"],
      ["Cộng", 2],
    ]);
  });

  it("stays XML that another reader takes, for any text whatever, and no value is taken for a sign in code", async () => {
    const texts = [...anyTexts(), "_x003D_1+1", "_x000D_", "_x005F_"];
    const template = await anXlsx([["{#rows}[{v}]{/rows}"]]);
    const filled = await fillSpreadsheetTemplate(template, { rows: texts.map((v) => ({ v })) }, "mau.xlsx");
    const read = textsIn(filled, "xl/worksheets/sheet1.xml", "c", ["t"]).filter((text) => text !== "");
    // Excel reads `_x003D_` as `=` (ECMA-376 22.9.2.19), unless its first sign is itself written so.
    const decoded = read.map((text) =>
      text.replace(/_x([0-9a-f]{4})_/giu, (_code, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    );
    expect(decoded).toEqual(texts.map((text) => `[${plainText(text)}]`));
  });

  it("is filled where Excel keeps a field in pieces of different fonts", async () => {
    const zip = new PizZip(await anXlsx([["Bên giao: {name}"]]));
    const rich = "<si><r><t>Bên giao: {na</t></r><r><rPr><b/></rPr><t>me}</t></r></si>";
    const strings = zip.file("xl/sharedStrings.xml");
    if (strings) zip.file("xl/sharedStrings.xml", strings.asText().replace(/<si>.*?<\/si>/su, rich));
    else {
      const sheet = zip.file("xl/worksheets/sheet1.xml")!.asText();
      zip.file("xl/worksheets/sheet1.xml", sheet.replace(/<is>.*?<\/is>/su, rich.replaceAll("si>", "is>")));
    }
    const template = zip.generate({ type: "uint8array" });
    const filled = await fillSpreadsheetTemplate(template, { name: "phường Hồng Gai" }, "mau.xlsx");
    expect((await rowsOf(filled))[0]).toEqual(["Bên giao: phường Hồng Gai"]);
  });

  it("holds no formula, however a value begins", async () => {
    const values = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', hostile];
    const template = await anXlsx([["{#rows}{v}{/rows}"]]);
    const filled = await fillSpreadsheetTemplate(template, { rows: values.map((v) => ({ v })) }, "mau.xlsx");
    expect(partOf(filled, "xl/worksheets/sheet1.xml")).not.toMatch(/<f[ >]/u);
    const cells = (await rowsOf(filled)).map(([cell]) => cell);
    expect(cells).toEqual([...values.slice(0, 5).map((value) => `'${value}`), shown]);
    const folder = sandbox();
    writeFileSync(join(folder, "a.xlsx"), filled);
    outside("soffice", [
      `-env:UserInstallation=file://${folder}/p`,
      "--headless",
      "--convert-to",
      "csv:Text - txt - csv (StarCalc):44,34,76",
      "--outdir",
      folder,
      join(folder, "a.xlsx"),
    ]);
    expect(readFileSync(join(folder, "a.csv"), "utf8")).toContain("'=1+1");
  });

  it.each([
    ["{ten_la}", { problem: "field-unknown", word: "ten_la" }],
    ["{#ten_la}x{/ten_la}", { problem: "field-unknown", word: "ten_la" }],
    ["{#name}", { problem: "mark-wrong", word: "#name" }],
    ["{/name}", { problem: "mark-wrong", word: "/name" }],
  ])("is refused for %s, by name", async (text, details) => {
    await expect(
      fillSpreadsheetTemplate(await anXlsx([[text]]), { name: "x" }, "mau.xlsx"),
    ).rejects.toMatchObject({
      code: "template-wrong",
      details: { path: "mau.xlsx", ...details },
    });
  });
});

describe("a QR code", () => {
  it("is read back by a scanner, short and long", async () => {
    const folder = sandbox();
    for (const text of ["A", "BG-06691-20250628-01.".padEnd(240, "ABCDEFG234567")]) {
      const path = join(folder, "qr.png");
      writeFileSync(path, (await drawQrCode(text)).png);
      expect(outside("zbarimg", ["--quiet", "--raw", path]).stdout).toBe(`${text}\n`);
    }
  });

  it("is a third smaller for capitals and figures than for small letters", async () => {
    const text = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".repeat(4);
    const [capital, small] = [await drawQrCode(text), await drawQrCode(text.toLowerCase())];
    expect(capital.modules).toBeLessThan(small.modules);
  });
});
