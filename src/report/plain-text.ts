/** Latin with the letters of Vietnamese and the signs of print: one column each, nothing that joins or escapes. */
const plain = /^[ -~\u00A0-\u024F\u1E00-\u1EFF\u2010-\u2027]*$/u;

/** Signs that take two columns on a terminal: East Asian scripts and pictures. */
const wide =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1F64F}\u{1F680}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u;

/** How many columns a text takes on a terminal; combining marks and joiners take none, wide signs two. */
export function columns(text: string): number {
  if (plain.test(text)) return text.length;
  let taken = 0;
  for (const sign of text.normalize("NFC").replace(/\u001B\[[\d;]*m/gu, "")) {
    if (/[\p{M}\u200B-\u200D]/u.test(sign)) continue;
    taken += wide.test(sign) ? 2 : 1;
  }
  return taken;
}

/** Made with the first text that is too long: its tables take a while to load. */
let graphemes: Intl.Segmenter | null = null;

/** The letters of a text as a reader counts them, each with all its marks. */
function letters(text: string): string[] {
  graphemes ??= new Intl.Segmenter("vi", { granularity: "grapheme" });
  return [...graphemes.segment(text)].map(({ segment }) => segment);
}

/** As much of a text as fits `width` columns, cut between letters, never between a letter and its marks. */
export function cutTo(text: string, width: number): string {
  if (columns(text) <= width) return text;
  let taken = 0;
  let kept = "";
  for (const letter of letters(text)) {
    taken += columns(letter);
    if (taken > width) break;
    kept += letter;
  }
  return kept;
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

/**
 * Text whose lines are broken between words where they are too wide, each with its own blanks before it. A line with a
 * command stays as it is: it has to be copied whole.
 */
export function folded(text: string, width: number): string {
  return text
    .split("\n")
    .map((line) => {
      if (columns(line) <= width || /\bbangiao [a-z]/u.test(line)) return line;
      return wrap(line, width, /^ */u.exec(line)![0]);
    })
    .join("\n");
}

/** A text in lines of at most `width` columns; a word that is longer than a line goes on in the next. */
function cellLines(text: string, width: number): string[] {
  return wrap(text, width)
    .split("\n")
    .flatMap((line) => {
      const parts: string[] = [];
      let rest = line;
      // An escape would be torn: a painted cell is our own words, and short.
      while (columns(rest) > width && !rest.includes("\u001B")) {
        const part = cutTo(rest, Math.max(2, width));
        parts.push(part);
        rest = rest.slice(part.length);
      }
      return [...parts, rest];
    });
}

/** A word up to so many columns is broken only where the table would be too wide otherwise; a longer one is a path. */
const keptWhole = 16;

function longestWord(text: string): number {
  return Math.max(
    0,
    ...text
      .split(" ")
      .map(columns)
      .filter((one) => one <= keptWhole),
  );
}

/**
 * Rows as a table whose columns are as wide as needed; the widest shrinks by wrapping when the page is too narrow, words
 * break only where nothing else helps. Columns from `figuresFrom` on are figures, which end where their heading ends.
 */
export function table(
  rows: string[][],
  width: number,
  { figuresFrom = Number.POSITIVE_INFINITY }: { figuresFrom?: number } = {},
): string {
  const gap = 2;
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, column) =>
    Math.max(...rows.map((row) => columns(row[column] ?? ""))),
  );
  const room = width - gap * Math.max(0, count - 1);
  const least = Math.min(12, Math.max(2, Math.floor(room / Math.max(1, count))));
  let total = widths.reduce((a, b) => a + b, 0);
  // First by breaking between words, in the widest column; then, where that is not enough, within them.
  const whole = widths.map((wide, column) =>
    Math.min(wide, Math.max(...rows.map((row) => longestWord(row[column] ?? "")))),
  );
  for (const floors of [whole.map((one) => Math.max(one, least)), widths.map(() => least)])
    while (total > room) {
      const spare = widths.map((wide, column) => (wide > floors[column]! ? wide : 0));
      const widest = spare.indexOf(Math.max(...spare));
      if (spare[widest] === 0 || widest < 0) break;
      widths[widest]! -= 1;
      total -= 1;
    }
  return rows
    .map((row) => {
      const cells = row.map((cell, column) => cellLines(cell, widths[column]!));
      const height = Math.max(1, ...cells.map((lines) => lines.length));
      return Array.from({ length: height }, (_, line) =>
        cells
          .map((lines, column) =>
            column < figuresFrom
              ? pad(lines[line] ?? "", widths[column]! + gap)
              : padBefore(lines[line] ?? "", widths[column]!) + " ".repeat(gap),
          )
          .join("")
          .trimEnd(),
      ).join("\n");
    })
    .join("\n");
}

function pad(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - columns(text)));
}

function padBefore(text: string, width: number): string {
  return " ".repeat(Math.max(0, width - columns(text))) + text;
}
