/** A cell that no spreadsheet program takes for a formula: one that begins like one gets an apostrophe in front. */
export function harmlessCell(text: string): string {
  return /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text;
}

/** Rows as CSV (RFC 4180): commas, CRLF, quotation marks where they are needed; no cell begins like a formula. */
export function csvText(rows: readonly (readonly (string | number | null)[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
}

function csvCell(value: string | number | null): string {
  if (value === null) return "";
  // A number of ours is a number, also a negative one.
  const text = typeof value === "number" ? String(value) : harmlessCell(value);
  return /[",\r\n]|^\s|\s$/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
