import type { ImportResult } from "../../inventory/index.js";
import type { Messages } from "../../messages/messages.js";
import { jsonReporter, type Reporters, type Voice } from "../reporter.js";
import { importText } from "./text.js";

/** What the reporters of an import get: the result, and the file that the cleaned values went to. */
export type ReportedImport = ImportResult & { changesFile?: string };

/** Forms of the result of `inventory import`. */
export const importReporters: Reporters<ReportedImport> = {
  text: importText,
  json: importJson,
};

const json = jsonReporter<object>("bangiao-import/1");

/** Cleaned values are findings like the others here. */
function importJson({ cleanings, ...result }: ReportedImport, voice: Voice): string {
  return json({ ...result, findings: [...result.findings, ...cleanings.findings()] }, voice);
}

/** Every cleaned value as the rows of a table, headings first, in the user's language. */
export function* cleanedRows({ cleanings }: ImportResult, messages: Messages): Generator<string[]> {
  const { report, fields, reasons } = messages.inventory.registers;
  const { cleanedColumns: columns } = report;
  yield [
    columns.register,
    columns.sheet,
    columns.row,
    columns.field,
    columns.raw,
    columns.clean,
    columns.reasons,
  ];
  for (const { register, sheet, row, field, raw, clean, reasons: why } of cleanings) {
    yield [
      register,
      sheet,
      String(row),
      fields[field as keyof typeof fields] ?? field,
      raw,
      clean,
      why.map((reason) => reasons[reason as keyof typeof reasons] ?? reason).join(", "),
    ];
  }
}
