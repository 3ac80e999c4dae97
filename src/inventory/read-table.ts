import type { TableRow } from "../fs/table.js";
import { looseKey } from "../model/names.js";
import type { RegisterField } from "../model/register-field.js";
import { cleanValue, type RegisterValue } from "./clean-value.js";
import { headingKey, type RegisterLayout, readHeadings } from "./headings.js";
import { type ColumnEncoding, detectColumn, type LegacyEncoding, scoreEncodings } from "./legacy-encoding.js";
import { ReadRows, type RegisterRowKind, type RowValues, type Section, wordsOf } from "./read-rows.js";

export interface ReadTable {
  sheet: string;
  hidden: boolean;
  /** The first layout of the sheet; null when no headings were found. */
  layout: RegisterLayout | null;
  rows: ReadRows;
  /** Texts above the headings. */
  titles: string[];
  encodings: LegacyEncoding[];
}

/** One sheet on its way in. `separated` tells that the cells were cut at separators. */
export interface SheetToRead {
  name: string;
  hidden: boolean;
  separated?: boolean;
}

/** So many rows at a time are looked at for the encodings of their columns. */
const blockRows = 5_000;

/** A row is understood when so many behind it are known: headings may go over two rows, with a third of numbers. */
const lookAhead = 2;

/** Reads the rows of one sheet as they come: finds headings wherever they stand, and says of every row what it is. */
export class TableReader {
  readonly #table: ReadTable;
  readonly #mapping: ReadonlyMap<string, RegisterField>;
  readonly #separated: boolean;
  /** Of the columns, as the last rows that were looked at tell it. */
  #encodings: (ColumnEncoding | null)[] = [];
  /** Rows that have come and are not understood yet; the first of them may have been looked at before. */
  #waiting: TableRow[] = [];
  /** Their cleaned values, as far as they were needed. */
  readonly #values = new WeakMap<TableRow, RowValues>();
  #layout: RegisterLayout | null = null;
  #section: Section | null = null;
  #below = false;
  #headingRows = 0;

  constructor(sheet: SheetToRead, mapping: ReadonlyMap<string, RegisterField> = new Map()) {
    this.#mapping = mapping;
    this.#separated = sheet.separated === true;
    this.#table = {
      sheet: sheet.name,
      hidden: sheet.hidden,
      layout: null,
      rows: new ReadRows(sheet.name),
      titles: [],
      encodings: [],
    };
  }

  push(row: TableRow): void {
    this.#waiting.push(row);
    if (this.#waiting.length >= blockRows) this.#readWaiting(lookAhead);
  }

  /** The whole table, when no row is left. */
  end(): ReadTable {
    this.#readWaiting(0);
    return this.#table;
  }

  #readWaiting(rest: number): void {
    const rows = this.#waiting;
    const before = this.#encodings;
    this.#encodings = columnEncodings(rows).map((column, index) => {
      const old = before[index];
      return column ?? (old ? { ...old, mixed: true } : null);
    });
    for (const column of this.#encodings) {
      if (column && !this.#table.encodings.includes(column.encoding))
        this.#table.encodings.push(column.encoding);
    }
    for (let at = 0; at < rows.length - rest; at += 1) {
      this.#waiting = rows.slice(at + 1, at + 1 + lookAhead);
      this.#read(rows[at]!);
    }
    this.#waiting = rest === 0 ? [] : rows.slice(-rest);
  }

  #valuesOf(row: TableRow | undefined): RowValues {
    if (!row) return [];
    let values = this.#values.get(row);
    if (values === undefined) {
      values = row.cells.map((cell, index) => cleanValue(cell, this.#encodings[index] ?? null));
      this.#values.set(row, values);
    }
    return values;
  }

  #read(row: TableRow): void {
    const table = this.#table;
    const values = this.#valuesOf(row);
    if (values.every((value) => value === null)) return;
    const displaced = this.#separated && this.#layout !== null && isWider(values, this.#layout);
    const push = (understood: RegisterRowKind): void => {
      const isData = understood === "dossier" || understood === "document";
      const kind = isData && displaced ? "not-understood" : understood;
      const about = {
        row: row.number,
        hidden: row.hidden,
        kind,
        section: this.#section,
        displaced: isData && displaced,
      };
      table.rows.push(about, values, this.#layout);
    };
    if (this.#headingRows > 0) {
      this.#headingRows -= 1;
      push("heading");
      return;
    }
    // Below the headings, a cell that is a bare number makes a row one of data.
    const counted = this.#layout !== null && values.some((value) => value && /^\d{1,6}$/u.test(value.text));
    const found = counted ? null : findHeadings(values, this.#valuesOf(this.#waiting[0]), this.#mapping);
    if (found) {
      this.#layout = found.layout;
      table.layout ??= found.layout;
      this.#below = false;
      this.#headingRows = found.rows - 1;
      if (isNumbering(this.#valuesOf(this.#waiting[found.rows - 1]))) this.#headingRows += 1;
      push("heading");
      return;
    }
    const titled = sectionReference(values);
    if (this.#layout === null) {
      this.#section = titled ?? this.#section;
      table.titles.push(wordsOf(values).join(" "));
      push("title");
      return;
    }
    const kind = classify(values, this.#layout, this.#below);
    if (kind === "section") this.#section = titled ?? this.#section;
    if (kind === "signature") this.#below = true;
    else if (kind === "dossier" || kind === "document") this.#below = false;
    push(kind);
  }
}

/** All rows of one sheet; see `TableReader`. */
export function readTable(
  sheet: SheetToRead,
  rows: Iterable<TableRow>,
  mapping: ReadonlyMap<string, RegisterField> = new Map(),
): ReadTable {
  const reader = new TableReader(sheet, mapping);
  for (const row of rows) reader.push(row);
  return reader.end();
}

/** Filled cells beyond the last heading. In a workbook that is a remark in the margin; between separators it is a slip. */
function isWider(values: RowValues, layout: RegisterLayout): boolean {
  const last = Math.max(...[...layout.columns, ...layout.unknown].map((column) => column.index));
  return values.findLastIndex((value) => value !== null) > last;
}

/** The legacy encoding of each column; a column with little text of its own follows the sheet. */
function columnEncodings(rows: TableRow[]): (ColumnEncoding | null)[] {
  const columns: string[][] = [];
  for (const row of rows) {
    row.cells.forEach((cell, index) => {
      if (cell?.kind !== "text") return;
      columns[index] ??= [];
      columns[index].push(cell.text);
    });
  }
  const ofSheet = detectColumn(columns.flatMap((texts) => texts.slice(0, 500)));
  return Array.from(columns, (texts = []) => {
    const own = detectColumn(texts);
    if (own !== null || ofSheet === null) return own;
    const score = scoreEncodings(texts);
    return score.words > 0 && score[ofSheet.encoding] >= score.unicode ? ofSheet : null;
  });
}

/** Headings in one row, or in two where the second names the parts of merged headings above. */
function findHeadings(
  values: RowValues,
  next: RowValues,
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
function isNumbering(values: RowValues): boolean {
  const filled = values.flatMap((value) => (value ? [value.text] : []));
  return (
    filled.length >= 3 && filled.every((text, index) => text.replace(/[()[\]\s]/gu, "") === String(index + 1))
  );
}

function classify(values: RowValues, layout: RegisterLayout, below: boolean): RegisterRowKind {
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
function sectionReference(values: RowValues): Section | null {
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

/** The mapping of the command line, `heading=field`, as heading keys. */
export function mappingOf(pairs: Iterable<[string, RegisterField]>): Map<string, RegisterField> {
  return new Map([...pairs].map(([heading, field]) => [headingKey(heading), field]));
}
