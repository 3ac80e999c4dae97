import type { Dossier, DossierDocument } from "../../model/dossier.js";
import type { InventoryFailures } from "../../model/failures/inventory.js";
import type { InventoryFindings } from "../../model/findings/inventory.js";
import type { CleaningReason, RegisterField } from "../../model/register-field.js";
import type { CommandText, FailureTexts, FindingTexts } from "../texts.js";

export type RegisterFindings = Pick<
  InventoryFindings,
  | "row-not-understood"
  | "date-impossible"
  | "date-not-understood"
  | "value-not-understood"
  | "value-cleaned"
  | "heading-unknown"
  | "reference-duplicate"
  | "row-repeated"
  | "dossier-without-row"
  | "row-vanished"
  | "row-hidden"
>;

export type RegisterFailures = Pick<
  InventoryFailures,
  | "register-format-unsupported"
  | "register-damaged"
  | "register-encrypted"
  | "register-too-large"
  | "register-without-headings"
  | "register-encoding-unknown"
  | "mapping-heading-unknown"
  | "mapping-field-unknown"
>;

/** A figure already written the way the language writes figures. */
type Figure = string;

/** What the program says about registers. */
export interface RegisterMessages {
  findings: FindingTexts<RegisterFindings>;
  failures: FailureTexts<RegisterFailures>;
  command: CommandText;
  /** Names of fields, as they stand in a sentence: those of columns, and those of dossiers and documents. */
  fields: Record<RegisterField | keyof Dossier | keyof DossierDocument, string>;
  reasons: Record<CleaningReason, string>;
  report: {
    read: (details: { registers: Figure; dossiers: Figure; documents: Figure }) => string;
    tried: string;
    dossiers: string;
    documents: string;
    added: (count: Figure) => string;
    updated: (count: Figure) => string;
    unchanged: (count: Figure) => string;
    repeated: (count: Figure) => string;
    vanished: (count: Figure) => string;
    sheet: (name: string) => string;
    dossierRows: (count: Figure) => string;
    documentRows: (count: Figure) => string;
    noTable: string;
    ignored: (count: Figure) => string;
    hiddenRows: (count: Figure) => string;
    hiddenSheet: string;
    encodings: Record<
      "tcvn3" | "vni" | "utf-8" | "utf-16le" | "utf-16be" | "windows-1258" | "single-byte",
      string
    >;
    cleaned: (details: { count: Figure; reasons: string }) => string;
    cleanedHint: (command: string) => string;
    cleanedWritten: (path: string) => string;
    changes: string;
    change: (details: { field: string; from: string; to: string }) => string;
    nothing: string;
    toReview: (count: Figure) => string;
    row: (number: Figure) => string;
    rowKinds: Record<"added" | "updated" | "unchanged" | "repeated", string>;
    next: string;
    /** Headings of the table of cleaned values. */
    cleanedColumns: {
      register: string;
      sheet: string;
      row: string;
      field: string;
      raw: string;
      clean: string;
      reasons: string;
    };
  };
}
