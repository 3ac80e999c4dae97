import type { FindingCode } from "../finding.js";

/** Codes of the findings that a check of dossiers gives, and that can be asked about. */
export const explainedCodes = [
  "document-missing",
  "document-without-file",
  "slot-unknown",
  "paper-not-listed",
  "documents-out-of-order",
  "date-outside-period",
  "issued-after-closing",
  "number-duplicate",
  "number-gap",
  "page-count-differs",
  "original-missing",
  "retention-missing",
  "case-without-next-step",
  "case-without-successor",
  "obligation-open",
  "secret-withheld",
  "secret-file-present",
  "denouncer-exposed",
  "scan-resolution-low",
  "text-layer-missing",
  "file-missing",
  "file-changed",
  "file-damaged",
  "file-empty",
  "file-unreadable",
  "folder-unreadable",
  "type-unknown",
  "pack-not-found",
] as const satisfies readonly FindingCode[];
export type ExplainedCode = (typeof explainedCodes)[number];
