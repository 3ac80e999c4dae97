import type { ImportResult } from "../../inventory/index.js";
import type { Messages } from "../../messages/messages.js";
import type { FindingDetails } from "../../model/finding.js";
import { jsonReporter, type Reporters } from "../reporter.js";
import { importText } from "./text.js";

/** What the reporters of an import get: the result, and the file that the cleaned values went to. */
export type ReportedImport = ImportResult & { changesFile?: string };

/** Forms of the result of `inventory import`. */
export const importReporters: Reporters<ReportedImport> = {
  text: importText,
  json: jsonReporter("bangiao-import/1"),
};

/** Every cleaned value as the rows of a table, headings first, in the user's language. */
export function cleanedRows(result: ImportResult, messages: Messages): string[][] {
  const { report, fields, reasons } = messages.inventory.registers;
  const { cleanedColumns: columns } = report;
  const rows = result.findings.flatMap((finding) => {
    if (finding.code !== "value-cleaned") return [];
    const { field, raw, clean, reasons: why } = finding.details as FindingDetails["value-cleaned"];
    const { register } = finding.place;
    return [
      [
        register?.file ?? "",
        register?.sheet ?? "",
        String(register?.row ?? ""),
        fields[field as keyof typeof fields] ?? field,
        raw,
        clean,
        why.map((reason) => reasons[reason as keyof typeof reasons] ?? reason).join(", "),
      ],
    ];
  });
  const order = [
    columns.register,
    columns.sheet,
    columns.row,
    columns.field,
    columns.raw,
    columns.clean,
    columns.reasons,
  ];
  return [order, ...rows];
}
