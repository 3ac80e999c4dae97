import type { TableRow } from "../fs/table.js";
import { looseKey } from "../model/names.js";
import type { RegisterField } from "../model/register-field.js";
import { cleanValue, type RegisterValue } from "./clean-value.js";
import { headingKey, type RegisterLayout, readHeadings } from "./headings.js";
import { detectLegacy, type LegacyEncoding, scoreEncodings } from "./legacy-encoding.js";

export type RegisterRowKind =
  | "dossier"
  | "document"
  | "title"
  | "heading"
  | "section"
  | "total"
  | "signature"
  | "not-understood";

/** One row of a register, understood as far as its place in the table goes. */
export interface ReadRow {
  sheet: string;
  row: number;
  hidden: boolean;
  kind: RegisterRowKind;
  values: Partial<Record<RegisterField, RegisterValue>>;
  /** Every filled cell as it stands in the file, by heading, or by column letter above the headings. */
  raw: Record<string, string>;
  /** The dossier that the row belongs to by a section row or a title above the table. */
  section: Section | null;
  /** The row has cells beyond the last heading: a separator stands inside a value, and all behind it is displaced. */
  displaced: boolean;
  /** Of a row that was not understood: what it says, cleaned, for people to read. */
  words: string;
}

/** A dossier named by a row of its own: “Hồ sơ số 28.KLTC: …”. */
export interface Section {
  reference: string;
  title: string | null;
}

export interface ReadTable {
  sheet: string;
  hidden: boolean;
  /** The first layout of the sheet; null when no headings were found. */
  layout: RegisterLayout | null;
  rows: ReadRow[];
  /** Texts above the headings. */
  titles: string[];
  encodings: LegacyEncoding[];
}

type Values = (RegisterValue | null)[];

/**
 * Reads the rows of one sheet: finds headings wherever they stand, and says of every row what it is. `separated` tells
 * that the cells were cut at separators.
 */
export function readTable(
  sheet: { name: string; hidden: boolean; separated?: boolean },
  rows: TableRow[],
  mapping: ReadonlyMap<string, RegisterField> = new Map(),
): ReadTable {
  const encodings = columnEncodings(rows);
  const table: ReadTable = {
    sheet: sheet.name,
    hidden: sheet.hidden,
    layout: null,
    rows: [],
    titles: [],
    encodings: [...new Set(encodings.filter((encoding) => encoding !== null))],
  };
  const valuesOf = (row: TableRow | undefined): Values =>
    row ? row.cells.map((cell, index) => cleanValue(cell, encodings[index] ?? null)) : [];
  let layout: RegisterLayout | null = null;
  let section: Section | null = null;
  let below = false;
  let headingRows = 0;
  /** The row after this one, read to see whether the headings go over both. */
  let ahead: { index: number; values: Values } | null = null;
  rows.forEach((row, index) => {
    const values = ahead?.index === index ? ahead.values : valuesOf(row);
    ahead = null;
    if (values.every((value) => value === null)) return;
    const displaced = sheet.separated === true && layout !== null && isWider(values, layout);
    const push = (understood: RegisterRowKind): void => {
      const isData = understood === "dossier" || understood === "document";
      const kind = isData && displaced ? "not-understood" : understood;
      table.rows.push({
        sheet: sheet.name,
        row: row.number,
        hidden: row.hidden,
        kind,
        values: kind === "dossier" || kind === "document" ? byField(values, layout) : {},
        raw: rawCells(values, layout),
        section,
        displaced: isData && displaced,
        words:
          kind === "not-understood" ? values.flatMap((value) => (value ? [value.text] : [])).join(" | ") : "",
      });
    };
    if (headingRows > 0) {
      headingRows -= 1;
      push("heading");
      return;
    }
    ahead = { index: index + 1, values: valuesOf(rows[index + 1]) };
    const found = findHeadings(values, ahead.values, mapping);
    if (found) {
      layout = found.layout;
      table.layout ??= layout;
      below = false;
      headingRows = found.rows - 1;
      if (isNumbering(valuesOf(rows[index + found.rows]))) headingRows += 1;
      push("heading");
      return;
    }
    const titled = sectionReference(values);
    if (layout === null) {
      section = titled ?? section;
      table.titles.push(values.flatMap((value) => (value ? [value.text] : [])).join(" "));
      push("title");
      return;
    }
    const kind = classify(values, layout, below);
    if (kind === "section") section = titled ?? section;
    if (kind === "signature") below = true;
    else if (kind === "dossier" || kind === "document") below = false;
    push(kind);
  });
  return table;
}

/** Filled cells beyond the last heading. In a workbook that is a remark in the margin; between separators it is a slip. */
function isWider(values: Values, layout: RegisterLayout): boolean {
  const last = Math.max(...[...layout.columns, ...layout.unknown].map((column) => column.index));
  return values.findLastIndex((value) => value !== null) > last;
}

/** The legacy encoding of each column; a column with little text of its own follows the sheet. */
function columnEncodings(rows: TableRow[]): (LegacyEncoding | null)[] {
  const columns: string[][] = [];
  for (const row of rows) {
    row.cells.forEach((cell, index) => {
      if (cell?.kind !== "text") return;
      columns[index] ??= [];
      if (columns[index].length < 3_000) columns[index].push(cell.text);
    });
  }
  const ofSheet = detectLegacy(scoreEncodings(columns.flatMap((texts) => texts.slice(0, 500))));
  return Array.from(columns, (texts) => {
    const score = scoreEncodings(texts ?? []);
    const own = score.words > 1 ? detectLegacy(score) : null;
    if (own !== null || ofSheet === null) return own;
    return score.words > 0 && score[ofSheet] >= score.unicode ? ofSheet : null;
  });
}

/** Headings in one row, or in two where the second names the parts of merged headings above. */
function findHeadings(
  values: Values,
  next: Values,
  mapping: ReadonlyMap<string, RegisterField>,
): { layout: RegisterLayout; rows: number } | null {
  if (values.some((value) => value?.numeric || value?.date)) return null;
  const texts = values.map((value) => value?.text ?? null);
  const one = readHeadings(texts, mapping);
  const nextTexts = next.map((value) => value?.text ?? null);
  const filledBelow = nextTexts.filter((text) => text !== null).length;
  if (
    filledBelow > 0 &&
    !next.some((value) => value?.numeric || value?.date || (value && value.text.length > 40)) &&
    !isNumbering(next)
  ) {
    let above: string | null = null;
    const both = Array.from({ length: Math.max(texts.length, nextTexts.length) }, (_, index) => {
      const [top, bottom] = [texts[index] ?? null, nextTexts[index] ?? null];
      if (top !== null) above = top;
      if (bottom === null) return top;
      return top === null && above !== null
        ? `${above} ${bottom}`
        : top === null
          ? bottom
          : `${top} ${bottom}`;
    });
    // Every cell of the second row must itself be a heading: words of data do not become one by luck.
    const two = readHeadings(both, mapping);
    const alone = nextTexts.every(
      (text, index) =>
        text === null || two?.columns.some((column) => column.index === index && column.field !== "ignore"),
    );
    if (two && alone && two.columns.length > (one?.columns.length ?? 0) && filledBelow <= texts.length) {
      return { layout: two, rows: 2 };
    }
  }
  return one ? { layout: one, rows: 1 } : null;
}

/** The row of column numbers that printed forms have under their headings: (1) (2) (3). */
function isNumbering(values: Values): boolean {
  const filled = values.flatMap((value) => (value ? [value.text] : []));
  return (
    filled.length >= 3 && filled.every((text, index) => text.replace(/[()[\]\s]/gu, "") === String(index + 1))
  );
}

function classify(values: Values, layout: RegisterLayout, below: boolean): RegisterRowKind {
  const filled = values.flatMap((value) => (value ? [value] : []));
  const field = (name: RegisterField): RegisterValue | null => {
    const column = layout.columns.find((one) => one.field === name);
    return column ? (values[column.index] ?? null) : null;
  };
  const numbered = field("ordinal") !== null && /^\d{1,6}[a-z.)]?$/iu.test(field("ordinal")!.text);
  const first = filled[0]!.text;
  const keys = filled.slice(0, 3).map((value) => looseKey(value.text));
  if (
    !numbered &&
    keys.some((key) => /^(?:tong(?: so| cong)?|cong(?: so| cong)?)(?:$| \d| ho so| trang)/u.test(key))
  ) {
    return "total";
  }
  if (!numbered && filled.length <= 4 && filled.some((value) => isClosingText(looseKey(value.text))))
    return "signature";
  const texts = new Set(filled.map((value) => value.text));
  if (!numbered && texts.size === 1 && (!below || sectionReference(values) !== null)) {
    const content = layout.kind === "documents" ? field("abstract") : field("title");
    if (
      sectionReference(values) !== null ||
      !content ||
      content.text !== first ||
      values[0]?.text === first
    ) {
      return "section";
    }
  }
  if (below && !numbered) return "signature";
  if (layout.kind === "dossiers") {
    const named = field("reference") ?? field("ordinal");
    const content = field("title") ?? field("subjects") ?? field("type");
    return named && content ? "dossier" : "not-understood";
  }
  const content = field("abstract") ?? field("type-name");
  const number = field("number") ?? field("code-number");
  return content || (number && field("date")) ? "document" : "not-understood";
}

/** Signatures, places and dates, and the sentence that closes a list. */
function isClosingText(key: string): boolean {
  return (
    /^(?:nguoi|can bo)(?: \p{L}+)? (?:lap|giao|nhan|kiem tra|thuc hien)/u.test(key) ||
    /^(?:t m|tm|k t|kt|t l|tl|tuq) (?:uy ban|ban|dang uy|ubkt|btv|chu nhiem|bi thu)/u.test(key) ||
    /^(?:thu truong|chu nhiem|pho chu nhiem|bi thu|pho bi thu|chanh van phong|xac nhan|dai dien|noi nhan|ben giao|ben nhan)/u.test(
      key,
    ) ||
    /ngay (?:\d{1,2} )?thang (?:\d{1,2} )?nam(?: \d{4})?$/u.test(key) ||
    /^(?:danh muc|muc luc|danh sach|bang ke)(?: nay)? (?:gom|co) /u.test(key) ||
    /^(?:ky|ky va ghi ro ho ten|ky ten|da ky|ky dong dau|ky ghi ro ho ten)$/u.test(key)
  );
}

/** The dossier of a row that says only “Hồ sơ số 28.KLTC: …”. */
function sectionReference(values: Values): Section | null {
  const filled = [...new Set(values.flatMap((value) => (value ? [value.text] : [])))];
  if (filled.length === 0 || filled.length > 2) return null;
  const text = filled.join(" ");
  const match =
    /^(?:hồ sơ|hs|đvbq|đơn vị bảo quản)\s*(?<said>số)?\s*[:.]?\s*(?<reference>[\p{L}\d][^\s:;,–]*)(?<rest>(?:\s*[:;,.–-]|\s).*|$)/iu.exec(
      text,
    ) ?? /^(?<said>)(?<reference>\d{1,4}[a-zđ]?[./][\p{L}\d/.-]+)(?<rest>\s*[:–-]\s.*)$/iu.exec(text);
  if (!match) return null;
  const { said, reference, rest } = match.groups!;
  // “Hồ sơ 2024” heads a year, “Hồ sơ số 2024” would name a dossier.
  if (!/\d/u.test(reference!) || (!said && /^(?:19|20)\d\d$/u.test(reference!))) return null;
  const title = rest!.replace(/^[\s:;,.–-]+/u, "").trim();
  return { reference: reference!.replace(/[.:]+$/u, ""), title: title === "" ? null : title };
}

function byField(values: Values, layout: RegisterLayout | null): ReadRow["values"] {
  const found: ReadRow["values"] = {};
  for (const { index, field } of layout?.columns ?? []) {
    const value = values[index];
    if (value && field !== "ignore") found[field] = value;
  }
  return found;
}

function rawCells(values: Values, layout: RegisterLayout | null): Record<string, string> {
  const raw: Record<string, string> = {};
  const headings = new Map(
    [...(layout?.columns ?? []), ...(layout?.unknown ?? [])].map((column) => [column.index, column.heading]),
  );
  values.forEach((value, index) => {
    if (!value) return;
    const heading = headings.get(index);
    const name = heading === undefined || heading in raw ? columnLetter(index) : heading;
    raw[name] = value.raw;
  });
  return raw;
}

/** `C` for the third column. */
export function columnLetter(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnLetter(Math.floor(index / 26) - 1) + letter;
}

/** The mapping of the command line, `heading=field`, as heading keys. */
export function mappingOf(pairs: Iterable<[string, RegisterField]>): Map<string, RegisterField> {
  return new Map([...pairs].map(([heading, field]) => [headingKey(heading), field]));
}
