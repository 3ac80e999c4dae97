import { open, stat } from "node:fs/promises";
import { basename } from "node:path";
import { PassThrough } from "node:stream";
import { sheetText } from "../model/csv-text.js";
import { Failure, type FailureCode, type FailureDetails } from "../model/failure.js";
import { isTrue, readSheetRows, type WorkbookContext } from "./sheet-rows.js";
import { type Table, type TableLimits, tableLimits } from "./table.js";
import { openWorkbookParts, type WorkbookParts } from "./workbook-parts.js";
import { writeWhole } from "./write-whole.js";
import { attribute, readXml, XmlTrouble } from "./xml-events.js";

/**
 * The sheets of an `.xlsx` workbook in their order, row by row. Memory does not grow with the rows, and what is beyond
 * the limits is a failure. Throws `register-damaged`, `register-encrypted`, `register-too-large`,
 * `register-format-unsupported` (recognised by content, whatever the file is called).
 */
export async function* openSpreadsheet(
  path: string,
  limits: TableLimits = tableLimits,
): AsyncGenerator<Table> {
  const { size } = await stat(path);
  if (size > limits.fileBytes) {
    throw new Failure("register-too-large", { path, what: "file", limit: limits.fileBytes });
  }
  await refuseOtherFormats(path);
  const parts = await openWorkbookParts(path, limits);
  try {
    const workbook = workbookPart(parts);
    if (workbook === null) {
      throw new Failure("register-format-unsupported", { path, format: await containerFormat(parts) });
    }
    const { sheets, date1904 } = await readWorkbook(parts, workbook);
    const context: WorkbookContext = {
      path,
      limits,
      date1904,
      sharedStrings: await readSharedStrings(parts, sibling(workbook, "sharedStrings.xml"), path, limits),
      styles: await readStyles(parts, sibling(workbook, "styles.xml")),
      count: { rows: 0, cells: 0 },
    };
    for (const sheet of sheets) {
      if (!parts.has(sheet.part)) continue;
      const rows = readSheetRows(parts.text(sheet.part), context);
      yield { name: sheet.name, hidden: sheet.hidden, rows: explained(rows, path, sheet.name) };
    }
  } catch (error) {
    throw explain(error, path);
  } finally {
    await parts.close();
  }
}

async function* explained<Row>(rows: AsyncIterable<Row>, path: string, sheet: string): AsyncGenerator<Row> {
  try {
    yield* rows;
  } catch (error) {
    throw explain(error, path, sheet);
  }
}

/** Trouble with the text as a failure, and a failure with the sheet in which it was met. */
function explain(error: unknown, path: string, sheet?: string): unknown {
  const inSheet = sheet === undefined ? {} : { sheet };
  if (error instanceof XmlTrouble)
    return new Failure("register-damaged", { path, reason: error.message, ...inSheet }, { cause: error });
  if (!(error instanceof Failure)) return error;
  const code: FailureCode = error.code;
  if (code !== "register-damaged" && code !== "register-too-large") return error;
  const details = error.details as FailureDetails[typeof code];
  return new Failure(code, { ...inSheet, ...details }, { cause: error });
}

/** Compound files are old `.xls` workbooks or encrypted `.xlsx`; anything that is no ZIP is no workbook of ours. */
async function refuseOtherFormats(path: string): Promise<void> {
  const file = await open(path);
  let head: Buffer;
  try {
    const buffer = Buffer.alloc(4096);
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
    head = buffer.subarray(0, bytesRead);
    if (head.subarray(0, 8).toString("hex") === "d0cf11e0a1b11ae1") {
      if (await compoundFileIsEncrypted(file, head)) throw new Failure("register-encrypted", { path });
      throw new Failure("register-format-unsupported", { path, format: "xls" });
    }
  } finally {
    await file.close();
  }
  if (head[0] === 0x50 && head[1] === 0x4b) return;
  const text = head.toString("latin1");
  const format = /^%PDF/u.test(text)
    ? "pdf"
    : /<html|<table/iu.test(text)
      ? "html"
      : /urn:schemas-microsoft-com:office:spreadsheet/u.test(text)
        ? "xml"
        : null;
  if (format === null) throw new Failure("register-damaged", { path, reason: "not a workbook" });
  throw new Failure("register-format-unsupported", { path, format });
}

/** Whether the directory of a compound file ([MS-CFB] 2.6) names an `EncryptedPackage` stream. */
async function compoundFileIsEncrypted(
  file: Awaited<ReturnType<typeof open>>,
  head: Buffer,
): Promise<boolean> {
  const sectorSize = 1 << Math.min(head.readUInt16LE(30), 12);
  const directory = Buffer.alloc(16 * 1024);
  const start = (head.readUInt32LE(48) + 1) * sectorSize;
  const { bytesRead } = await file.read(directory, 0, directory.length, start);
  return directory.subarray(0, bytesRead).includes(Buffer.from("EncryptedPackage", "utf16le"));
}

async function containerFormat(parts: WorkbookParts): Promise<string> {
  if (parts.has("mimetype")) {
    let type = "";
    for await (const piece of parts.text("mimetype")) type += piece;
    if (type.includes("opendocument.spreadsheet")) return "ods";
  }
  if (parts.has("xl/workbook.bin")) return "xlsb";
  if (parts.has("word/document.xml")) return "docx";
  return "zip";
}

function workbookPart(parts: WorkbookParts): string | null {
  if (parts.has("xl/workbook.xml")) return "xl/workbook.xml";
  return parts.names().find((name) => /(?:^|\/)workbook\d*\.xml$/iu.test(name)) ?? null;
}

function sibling(part: string, name: string): string {
  return `${part.slice(0, part.lastIndexOf("/") + 1)}${name}`;
}

async function readWorkbook(
  parts: WorkbookParts,
  part: string,
): Promise<{ sheets: { name: string; hidden: boolean; part: string }[]; date1904: boolean }> {
  const targets = new Map<string, string>();
  const relations = `${sibling(part, "_rels/")}${basename(part)}.rels`;
  if (parts.has(relations)) {
    for await (const events of readXml(parts.text(relations))) {
      for (const event of events) {
        if (event.kind !== "open" || event.name !== "Relationship") continue;
        const [id, target] = [attribute(event.attributes, "Id"), attribute(event.attributes, "Target")];
        if (id && target && targets.size < mostParts) {
          targets.set(
            id,
            target.startsWith("/") ? target.slice(1) : sibling(part, target.replace(/^\.\//u, "")),
          );
        }
      }
    }
  }
  const sheets: { name: string; hidden: boolean; part: string }[] = [];
  let date1904 = false;
  for await (const events of readXml(parts.text(part))) {
    for (const event of events) {
      if (event.kind !== "open") continue;
      if (event.name === "workbookPr") date1904 = isTrue(attribute(event.attributes, "date1904"));
      if (event.name !== "sheet" || sheets.length >= mostParts) continue;
      const id = /\b(?:\w+:)?id\s*=\s*["']([^"']*)["']/u.exec(
        event.attributes.replace(/\bsheetId\s*=/u, ""),
      )?.[1];
      sheets.push({
        name: attribute(event.attributes, "name") ?? String(sheets.length + 1),
        hidden: (attribute(event.attributes, "state") ?? "visible") !== "visible",
        part: targets.get(id ?? "") ?? sibling(part, `worksheets/sheet${sheets.length + 1}.xml`),
      });
    }
  }
  return { sheets, date1904 };
}

/** The texts that cells share (18.4.9), rich text flattened, furigana left out. */
async function readSharedStrings(
  parts: WorkbookParts,
  part: string,
  path: string,
  limits: TableLimits,
): Promise<WorkbookContext["sharedStrings"]> {
  const strings: WorkbookContext["sharedStrings"] = [];
  if (!parts.has(part)) return strings;
  let text = "";
  let size = 0;
  let font: string | undefined;
  let collecting = false;
  let phonetic = false;
  for await (const events of readXml(parts.text(part))) {
    for (const event of events) {
      if (event.kind === "text") {
        if (!collecting) continue;
        text += event.text;
        if (text.length > limits.cellLength) {
          throw new Failure("register-too-large", { path, what: "cell", limit: limits.cellLength });
        }
      } else if (event.kind === "open") {
        if (event.name === "si") [text, font] = ["", undefined];
        else if (event.name === "rPh") phonetic = true;
        else if (event.name === "t") collecting = !phonetic && !event.empty;
        else if (event.name === "rFont") font ??= attribute(event.attributes, "val");
      } else if (event.name === "t") collecting = false;
      else if (event.name === "rPh") phonetic = false;
      else if (event.name === "si") {
        // An empty text takes room too: a file of nothing else is a bomb.
        size += text.length + 32;
        if (size > limits.texts)
          throw new Failure("register-too-large", { path, what: "texts", limit: limits.texts });
        strings.push(font === undefined ? { text } : { text, font });
      }
    }
  }
  return strings;
}

/** More sheets, fonts, formats or cell styles than a spreadsheet program makes are not looked at. */
const mostParts = 1_000;
const mostStyles = 65_536;

/** Font name and kind of number of every cell style (18.8.10). */
async function readStyles(parts: WorkbookParts, part: string): Promise<WorkbookContext["styles"]> {
  const styles: WorkbookContext["styles"] = [];
  if (!parts.has(part)) return styles;
  const fonts: (string | undefined)[] = [];
  const dateFormats = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);
  let inside = "";
  for await (const events of readXml(parts.text(part))) {
    for (const event of events) {
      if (event.kind === "close" && event.name === inside) inside = "";
      if (event.kind !== "open") continue;
      const { name, attributes } = event;
      if (name === "fonts" || name === "cellXfs") inside = name;
      else if (name === "numFmt") {
        const id = Number(attribute(attributes, "numFmtId"));
        if (!isDateFormat(attribute(attributes, "formatCode") ?? "")) dateFormats.delete(id);
        else if (dateFormats.size < mostStyles) dateFormats.add(id);
      } else if (inside === "fonts" && name === "font" && fonts.length < mostStyles) fonts.push(undefined);
      else if (inside === "fonts" && name === "name") fonts[fonts.length - 1] = attribute(attributes, "val");
      else if (inside === "cellXfs" && name === "xf" && styles.length < mostStyles) {
        const font = fonts[Number(attribute(attributes, "fontId") ?? 0)];
        const date = dateFormats.has(Number(attribute(attributes, "numFmtId") ?? 0));
        styles.push(font === undefined ? { date } : { font, date });
      }
    }
  }
  return styles;
}

/** Whether a number format shows a day, month or year (18.8.31); times alone do not count. */
export function isDateFormat(format: string): boolean {
  const bare = format
    .replace(/"[^"]*"|\\.|_.|\*./gu, "")
    .replace(/\[(?!h|m|s)[^\]]*\]/giu, "")
    .split(";")[0]!;
  return /[dy]/iu.test(bare) || /m{3,}|m\s*[/\-.]/iu.test(bare);
}

/** One sheet to be written: headings, then rows that may come as they are made. */
export interface SheetToWrite {
  name: string;
  columns: { heading: string; width?: number }[];
  rows: Iterable<(string | number | null)[]> | AsyncIterable<(string | number | null)[]>;
}

/**
 * Writes a workbook whole or not at all, row by row, with the headings frozen and bold. Text that a spreadsheet program
 * would take for a formula gets an apostrophe. Throws `file-not-writable`, `disk-full`.
 */
export async function writeSpreadsheet(path: string, sheets: SheetToWrite[]): Promise<void> {
  const { default: exceljs } = await import("exceljs");
  const stream = new PassThrough();
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({
    stream,
    useStyles: true,
    useSharedStrings: false,
  });
  const filling = (async () => {
    for (const { name, columns, rows } of sheets) {
      const sheet = workbook.addWorksheet(sheetName(name), { views: [{ state: "frozen", ySplit: 1 }] });
      sheet.columns = columns.map(({ width }) => ({ width: width ?? 20 }));
      const headings = sheet.addRow(columns.map(({ heading }) => sheetText(heading)));
      headings.font = { bold: true };
      headings.commit();
      for await (const row of rows) {
        const cells = row.map((cell) => (typeof cell === "string" ? sheetText(cell) : cell));
        sheet.addRow(cells).commit();
      }
      sheet.commit();
    }
    await workbook.commit();
  })();
  // Whichever fails first is what went wrong; the other must not be left waiting.
  filling.catch((error: unknown) => stream.destroy(error as Error));
  await writeWhole(path, stream);
  await filling;
}

/** A name that Excel accepts: 31 characters, none of `: \\ / ? * [ ]`. */
function sheetName(name: string): string {
  return (
    name
      .replace(/[:\\/?*[\]]/gu, " ")
      .trim()
      .slice(0, 31) || "1"
  );
}
