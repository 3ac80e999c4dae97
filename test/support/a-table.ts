import type { TableCell, TableRow } from "../../src/fs/table.js";

/** Rows of a sheet from plain values, numbered from 1; empty text is an empty cell. */
export function rowsOf(values: (string | number)[][]): TableRow[] {
  return values
    .map((cells, index) => ({
      number: index + 1,
      hidden: false,
      cells: cells.map((cell): TableCell | null =>
        cell === ""
          ? null
          : typeof cell === "number"
            ? { kind: "number", number: cell }
            : { kind: "text", text: cell },
      ),
    }))
    .filter((row) => row.cells.some((cell) => cell !== null));
}
