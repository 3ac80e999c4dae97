/** Latin with the letters of Vietnamese and the signs of print: one column each, nothing that joins or escapes. */
const plain = /^[ -~\u00A0-\u024F\u1E00-\u1EFF\u2010-\u2027]*$/u;

/** How many columns a text takes on a terminal; combining marks take none. */
export function columns(text: string): number {
  if (plain.test(text)) return text.length;
  return [...text.normalize("NFC").replace(/\u001B\[[\d;]*m/gu, "")].filter((sign) => !/\p{M}/u.test(sign))
    .length;
}

/**
 * Text from outside made harmless for a terminal: control characters, escapes and the signs that turn the direction of
 * writing are shown as their code point, `\u{1b}`.
 */
export function harmless(text: string): string {
  return text.replace(
    /[\u0000-\u001F\u007F-\u009F\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/gu,
    (sign) => `\\u{${sign.codePointAt(0)!.toString(16)}}`,
  );
}

/** Text broken between words to fit `width` columns; its leading blanks stay, lines after the first begin with `indent`. */
export function wrap(text: string, width: number, indent = ""): string {
  const lines: string[] = [];
  const [, lead = "", rest = ""] = /^( *)(.*)$/su.exec(text)!;
  let line = lead;
  let taken = columns(lead);
  for (const word of rest.split(" ")) {
    const room = width - (lines.length > 0 ? columns(indent) : 0);
    const empty = line.trim() === "";
    const more = columns(word);
    if (!empty && taken + 1 + more > room) {
      lines.push(line);
      line = word;
      taken = more;
    } else {
      line = empty ? line + word : `${line} ${word}`;
      taken += empty ? more : more + 1;
    }
  }
  lines.push(line);
  return lines.map((one, index) => (index > 0 ? indent + one : one)).join("\n");
}

/** Text that begins with `lead`, wrapped, the lines after the first two columns further in. */
export function indented(lead: string, text: string, width: number): string {
  const further = `${lead}  `;
  return lead + wrap(text, width - columns(lead), further);
}

/** Rows as a table whose columns are as wide as needed; the widest shrinks by wrapping when the page is too narrow. */
export function table(rows: string[][], width: number, gap = 2): string {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, column) =>
    Math.max(...rows.map((row) => columns(row[column] ?? ""))),
  );
  const room = width - gap * Math.max(0, count - 1);
  for (
    let total = widths.reduce((a, b) => a + b, 0);
    total > room;
    total = widths.reduce((a, b) => a + b, 0)
  ) {
    const widest = widths.indexOf(Math.max(...widths));
    const narrower = Math.max(12, widths[widest]! - (total - room));
    if (narrower >= widths[widest]!) break;
    widths[widest] = narrower;
  }
  return rows
    .map((row) => {
      const cells = row.map((cell, column) => wrap(cell, widths[column]!).split("\n"));
      const height = Math.max(1, ...cells.map((lines) => lines.length));
      return Array.from({ length: height }, (_, line) =>
        cells
          .map((lines, column) => pad(lines[line] ?? "", widths[column]! + gap))
          .join("")
          .trimEnd(),
      ).join("\n");
    })
    .join("\n");
}

function pad(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - columns(text)));
}
