import type { ManifestDiff } from "../../manifest/index.js";
import { jsonReporter, type Reporters } from "../reporter.js";
import type { DiffView } from "./areas.js";
import { diffHtml } from "./html.js";
import { diffText } from "./text.js";

export type { DiffView } from "./areas.js";
export { receiptDiffReporters, receiptDiffSheets } from "./receipt.js";
export { diffSheets } from "./tables.js";

/** Forms of the result of `diff`. */
export const diffReporters: Reporters<DiffView> = {
  text: diffText,
  json: ({ slotNames: _names, ...diff }, voice) => jsonReporter<ManifestDiff>("bangiao-diff/1")(diff, voice),
  html: diffHtml,
};
