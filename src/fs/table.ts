/** One cell as its file holds it. A formula is here by its cached value, rich text as plain text. */
export type TableCell =
  | { kind: "text"; text: string; font?: string }
  | { kind: "number"; number: number }
  /** A number shown as a date: the day, and the day count it was stored as. */
  | { kind: "date"; date: string; serial: number }
  | { kind: "boolean"; value: boolean };

/** One row with something in it. `cells[0]` is the first column; an empty cell is null. */
export interface TableRow {
  /** Row number as the user's program shows it, from 1. */
  number: number;
  hidden: boolean;
  cells: (TableCell | null)[];
}

/** One sheet of a workbook, or the one table of a CSV file. Rows come in order and can be read once. */
export interface Table {
  name: string;
  /** A sheet that is hidden in the workbook. */
  hidden: boolean;
  rows: AsyncIterable<TableRow>;
}

/** How much of a register is read at most; more is a failure, so that memory and time stay bounded. */
export interface TableLimits {
  /** Bytes of the file itself. */
  fileBytes: number;
  /** Bytes of all the parts of a workbook that are read, unpacked. */
  unpackedBytes: number;
  /** Characters of the texts that cells of a workbook share; each text counts for a few more, for the room it takes. */
  texts: number;
  /** Rows with something in them, over all sheets. */
  rows: number;
  /** Filled cells of one row. */
  columns: number;
  /** Cells up to the last filled one of each row, empty ones too, over all sheets. */
  cells: number;
  /** Characters of one cell; spreadsheet programs stop at 32 767. */
  cellLength: number;
}

export const tableLimits: TableLimits = {
  fileBytes: 64 * 1024 * 1024,
  unpackedBytes: 384 * 1024 * 1024,
  texts: 80_000_000,
  rows: 300_000,
  columns: 1_000,
  cells: 30_000_000,
  cellLength: 100_000,
};
