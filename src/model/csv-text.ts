/** What Excel wants in front of UTF-8. */
export const byteOrderMark = "\uFEFF";

/**
 * Text that no spreadsheet program takes for a formula: an apostrophe goes before a sign that would begin one. A dash that
 * stands alone, as registers write for “none”, stays.
 */
export function neutralise(text: string): string {
  return /^[=+@\t\r]|^-./su.test(text) ? `'${text}` : text;
}

/**
 * Text for a cell of a workbook: no formula, and nothing that reads as a sign in code, for Excel takes `_x003D_` for `=` (ECMA-376
 * 22.9.2.19).
 */
export function sheetText(text: string): string {
  return neutralise(text).replace(/_(?=x[0-9a-f]{4}_)/giu, "_x005F_");
}

/** Rows as CSV (RFC 4180): commas, CRLF, quotation marks where they are needed; no cell begins a formula. */
export function csvText(rows: readonly (readonly (string | number | null)[])[]): string {
  return rows.map(csvLine).join("");
}

/** One row, its line end included. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(value: string | number | null): string {
  if (value === null) return "";
  // A number of ours is a number, also a negative one.
  const text = typeof value === "number" ? String(value) : neutralise(value);
  // Semicolons and tabs too: a program set up for Vietnam may part columns by them.
  return /[",;\r\n\t]|^\s|\s$/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
