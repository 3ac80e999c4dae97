/**
 * Rows as the text of a CSV file that Excel opens as it is meant: byte order mark, CRLF, and no cell that a spreadsheet
 * program would take for a formula.
 */
export function csvText(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(csvCell).join(",")}\r\n`).join("")}`;
}

function csvCell(text: string): string {
  const safe = neutralise(text);
  return /[",\r\n;\t]|^\s|\s$/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Text that no spreadsheet program takes for a formula: an apostrophe goes before a sign that would begin one. */
export function neutralise(text: string): string {
  return /^[=+@\t\r]|^-./u.test(text) ? `'${text}` : text;
}
