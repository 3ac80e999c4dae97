import { byteOrderMark, csvText } from "../model/csv-text.js";
import type { Sheet } from "./reporter.js";

/** A sheet as CSV that Excel opens by a double click: its headings, then its rows. */
export function sheetCsv({ columns, rows }: { columns: { heading: string }[]; rows: Sheet["rows"] }): string {
  return `${byteOrderMark}${csvText([columns.map(({ heading }) => heading), ...rows])}`;
}
