import type { RegisterField } from "../model/register-field.js";
import type { RegisterValue } from "./clean-value.js";
import type { RegisterLayout } from "./headings.js";
import { PackedList } from "./packed-list.js";

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

/** The cells of a row, by column from the left; null for an empty one. */
export type RowValues = (RegisterValue | null)[];

/**
 * What is kept of a row: the rest follows from the headings above it. Of the cells only the filled ones, each behind its
 * column; one that needed no cleaning is its text.
 */
type PackedRow = [row: number, displaced: 0 | 1, section: number, layout: number, cells: PackedCell[]];
type PackedCell = [column: number, value: string | RegisterValue];

interface Columns {
  fields: [index: number, field: RegisterField][];
  names: Map<number, string>;
}

/** The rows of one sheet, held small and given one by one. */
export class ReadRows implements Iterable<ReadRow> {
  readonly #sheet: string;
  readonly #rows = new PackedList<PackedRow>();
  readonly #kinds: RegisterRowKind[] = [];
  readonly #hidden = new Set<number>();
  readonly #counts = new Map<RegisterRowKind, number>();
  readonly #layouts: (RegisterLayout | null)[] = [];
  readonly #columns: Columns[] = [];
  readonly #sections: (Section | null)[] = [];

  constructor(sheet: string) {
    this.#sheet = sheet;
  }

  get length(): number {
    return this.#kinds.length;
  }

  /** The kind of the row at a place from 0, and whether it is hidden, without reading the row. */
  kind(index: number): RegisterRowKind {
    return this.#kinds[index]!;
  }

  isHidden(index: number): boolean {
    return this.#hidden.has(index);
  }

  /** How many rows are of one kind. */
  count(kind: RegisterRowKind): number {
    return this.#counts.get(kind) ?? 0;
  }

  /** How many rows of dossiers and documents are hidden. */
  get hiddenRows(): number {
    let count = 0;
    for (const index of this.#hidden)
      if (this.kind(index) === "dossier" || this.kind(index) === "document") count += 1;
    return count;
  }

  /** The layout and section are those in force at this row. */
  push(
    row: Pick<ReadRow, "row" | "hidden" | "kind" | "section" | "displaced">,
    values: RowValues,
    layout: RegisterLayout | null,
  ): void {
    // Layouts and sections change from table to table, not from row to row.
    if (this.#layouts.length === 0 || this.#layouts.at(-1) !== layout) {
      this.#layouts.push(layout);
      this.#columns.push(columnsOf(layout));
    }
    if (this.#sections.length === 0 || this.#sections.at(-1) !== row.section)
      this.#sections.push(row.section);
    if (row.hidden) this.#hidden.add(this.length);
    this.#kinds.push(row.kind);
    this.#counts.set(row.kind, this.count(row.kind) + 1);
    this.#rows.push([
      row.row,
      row.displaced ? 1 : 0,
      this.#sections.length - 1,
      this.#layouts.length - 1,
      values.flatMap((value, column): PackedCell[] => (value ? [[column, packed(value)]] : [])),
    ]);
  }

  /** The row at a place from 0, which must be one of the table. */
  at(index: number): ReadRow {
    const [row, displaced, section, layout, cells] = this.#rows.at(index);
    const kind = this.#kinds[index]!;
    const values: RowValues = [];
    for (const [column, value] of cells) {
      while (values.length < column) values.push(null);
      values.push(unpacked(value));
    }
    const columns = this.#columns[layout]!;
    return {
      sheet: this.#sheet,
      row,
      hidden: this.#hidden.has(index),
      kind,
      values: kind === "dossier" || kind === "document" ? byField(values, columns) : {},
      raw: rawCells(values, columns),
      section: this.#sections[section]!,
      displaced: displaced === 1,
      words: kind === "not-understood" ? wordsOf(values).join(" | ") : "",
    };
  }

  *[Symbol.iterator](): Generator<ReadRow> {
    for (let index = 0; index < this.length; index += 1) yield this.at(index);
  }
}

/** What the filled cells of a row say. */
export function wordsOf(values: RowValues): string[] {
  return values.flatMap((value) => (value ? [value.text] : []));
}

function packed(value: RegisterValue): string | RegisterValue {
  const plain = value.raw === value.text && !value.numeric && value.date === undefined;
  return plain && value.reasons.length === 0 ? value.text : value;
}

function unpacked(value: string | RegisterValue): RegisterValue {
  return typeof value === "string" ? { raw: value, text: value, reasons: [] } : value;
}

function columnsOf(layout: RegisterLayout | null): Columns {
  const [known, unknown] = [layout?.columns ?? [], layout?.unknown ?? []];
  return {
    fields: known.flatMap(({ index, field }) => (field === "ignore" ? [] : [[index, field]])),
    names: new Map([...known, ...unknown].map((column) => [column.index, column.heading])),
  };
}

function byField(values: RowValues, { fields }: Columns): ReadRow["values"] {
  const found: ReadRow["values"] = {};
  for (const [index, field] of fields) {
    const value = values[index];
    if (value) found[field] = value;
  }
  return found;
}

function rawCells(values: RowValues, { names }: Columns): Record<string, string> {
  const raw: Record<string, string> = {};
  values.forEach((value, index) => {
    if (!value) return;
    const heading = names.get(index);
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
