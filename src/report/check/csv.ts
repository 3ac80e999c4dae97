import type { Reporter } from "../reporter.js";
import { sheetCsv } from "../sheet-csv.js";
import type { CheckReport } from "./check-report.js";
import { findingTable } from "./tables.js";

/** One row per finding, for Excel: UTF-8 with a byte order mark, CRLF, no cell that a spreadsheet would run. */
export const checkCsv: Reporter<CheckReport> = (result, { messages }) =>
  sheetCsv(findingTable(result, messages));
