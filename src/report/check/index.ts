import type { Messages } from "../../messages/messages.js";
import type { Reporters, SheetsOf } from "../reporter.js";
import type { CheckReport } from "./check-report.js";
import { checkCsv } from "./csv.js";
import { checkHtml } from "./html.js";
import { checkJson } from "./json.js";
import { dossierTable, findingTable, slotTable } from "./tables.js";
import { checkText } from "./text.js";

export type { CheckReport } from "./check-report.js";

/** Forms of the result of `check`. */
export const checkReporters: Reporters<CheckReport> = {
  text: checkText,
  json: checkJson,
  csv: checkCsv,
  html: checkHtml,
};

/** The sheets of the result of `check` as a workbook. */
export const checkSheets: SheetsOf<CheckReport> = (result, messages: Messages) => [
  findingTable(result, messages),
  dossierTable(result, messages),
  slotTable(result, messages),
];
