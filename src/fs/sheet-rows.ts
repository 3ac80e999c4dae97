import { Failure } from "../model/failure.js";
import type { TableCell, TableLimits, TableRow } from "./table.js";
import { attribute, readXml } from "./xml-events.js";

/** What the cells of a sheet point to. */
export interface WorkbookContext {
  path: string;
  limits: TableLimits;
  sharedStrings: { text: string; font?: string }[];
  /** Font and kind of number by cell style. */
  styles: { font?: string; date: boolean }[];
  date1904: boolean;
  /** Rows and cells given so far, over all sheets of the workbook. */
  count: { rows: number; cells: number };
}

/** The rows of one sheet that have something in them (ECMA-376 part 1, 18.3.1.73 and 18.3.1.4). */
export async function* readSheetRows(
  pieces: AsyncIterable<string>,
  context: WorkbookContext,
): AsyncGenerator<TableRow> {
  const { path, limits } = context;
  let row: TableRow | null = null;
  let rowNumber = 0;
  let filled = 0;
  let column = 0;
  let cell: { type: string; style: number } | null = null;
  let value = "";
  let collecting = false;
  let phonetic = false;
  for await (const events of readXml(pieces)) {
    for (const event of events) {
      if (event.kind === "text") {
        if (!collecting) continue;
        value += event.text;
        if (value.length > limits.cellLength) {
          throw new Failure("register-too-large", { path, what: "cell", limit: limits.cellLength });
        }
      } else if (event.kind === "open") {
        switch (event.name) {
          case "row": {
            const given = Number(attribute(event.attributes, "r"));
            rowNumber = Number.isInteger(given) && given > rowNumber ? given : rowNumber + 1;
            row = { number: rowNumber, hidden: isTrue(attribute(event.attributes, "hidden")), cells: [] };
            column = 0;
            filled = 0;
            break;
          }
          case "c": {
            const place = columnOf(attribute(event.attributes, "r"));
            column = place > column ? place : column + 1;
            if (column > 16_384) {
              throw new Failure("register-too-large", { path, what: "columns", limit: limits.columns });
            }
            cell = {
              type: attribute(event.attributes, "t") ?? "n",
              style: Number(attribute(event.attributes, "s") ?? 0),
            };
            value = "";
            break;
          }
          case "v":
            collecting = cell !== null;
            value = "";
            break;
          case "t":
            collecting = cell !== null && !phonetic;
            break;
          case "rPh":
            phonetic = true;
            break;
        }
      } else {
        switch (event.name) {
          case "v":
          case "t":
            collecting = false;
            break;
          case "rPh":
            phonetic = false;
            break;
          case "c": {
            const read = row && cell ? readCell(cell.type, cell.style, value, context) : null;
            if (row && read) {
              filled += 1;
              if (filled > limits.columns) {
                throw new Failure("register-too-large", { path, what: "columns", limit: limits.columns });
              }
              while (row.cells.length < column - 1) row.cells.push(null);
              row.cells[column - 1] = read;
            }
            cell = null;
            break;
          }
          case "row":
            if (row && filled > 0) {
              context.count.rows += 1;
              if (context.count.rows > limits.rows) {
                throw new Failure("register-too-large", { path, what: "rows", limit: limits.rows });
              }
              context.count.cells += row.cells.length;
              if (context.count.cells > limits.cells) {
                throw new Failure("register-too-large", { path, what: "cells", limit: limits.cells });
              }
              yield row;
            }
            row = null;
            break;
          case "sheetData":
            return;
        }
      }
    }
  }
}

function readCell(type: string, style: number, value: string, context: WorkbookContext): TableCell | null {
  const { font, date } = context.styles[style] ?? { date: false };
  switch (type) {
    case "s": {
      const shared = context.sharedStrings[Number(value)];
      return shared ? textCell(shared.text, shared.font ?? font) : null;
    }
    case "str":
    case "inlineStr":
      return textCell(value, font);
    case "b":
      return value === "" ? null : { kind: "boolean", value: value.trim() === "1" };
    case "e":
      // #N/A, #REF!: shown as it stands, so that the clerk meets the same word as in Excel.
      return textCell(value);
    case "d":
      return textCell(value);
    default: {
      const number = value.trim() === "" ? Number.NaN : Number(value);
      if (!Number.isFinite(number)) return null;
      const day = date ? serialToDay(number, context.date1904) : null;
      return day === null ? { kind: "number", number } : { kind: "date", date: day, serial: number };
    }
  }
}

function textCell(text: string, font?: string): TableCell | null {
  // `_x000D_` is how Excel writes a control character (22.9.2.19).
  const plain = text.replace(/_x([0-9A-F]{4})_/giu, (_whole, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  if (plain === "") return null;
  return font === undefined ? { kind: "text", text: plain } : { kind: "text", text: plain, font };
}

/** `C12` is column 3; 0 when the reference says nothing. */
function columnOf(reference: string | undefined): number {
  let column = 0;
  for (const letter of reference ?? "") {
    const code = letter.charCodeAt(0) & ~0x20;
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
    if (column > 1e6) break;
  }
  return column;
}

/** The day of an Excel day count as `YYYY-MM-DD`; null outside the years 1900 to 9999. */
export function serialToDay(serial: number, date1904 = false): string | null {
  const day = Math.floor(serial) + (date1904 ? 1462 : 0);
  if (day < 1 || day > 2_958_465) return null;
  // Excel counts a 29 February 1900 that never was.
  return new Date(Date.UTC(1899, 11, day < 60 ? 31 : 30) + day * 86_400_000).toISOString().slice(0, 10);
}

export function isTrue(value: string | undefined): boolean {
  return value === "1" || value === "true";
}
