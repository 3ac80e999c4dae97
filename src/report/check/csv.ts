import { byteOrderMark, csvText } from "../../model/csv-text.js";
import type { Reporter } from "../reporter.js";
import type { CheckReport } from "./check-report.js";
import { findingTable } from "./tables.js";

/** One row per finding, for Excel: UTF-8 with a byte order mark, CRLF, no cell that a spreadsheet would run. */
export const checkCsv: Reporter<CheckReport> = (result, { messages }) => {
  const { columns, rows } = findingTable(result, messages);
  return `${byteOrderMark}${csvText([columns.map(({ heading }) => heading), ...rows])}`;
};
