import type { DossierDocument, InventoryFile } from "./dossier.js";

/** What a check looks at in a file. `path` is as it may be shown: NFC, protected names as codes. */
export type CheckedFile = Pick<
  InventoryFile,
  "path" | "format" | "pages" | "textLayer" | "dpi" | "damage" | "secrecy" | "present"
>;

/** Texts of a dossier or document, or names of files, in which the name of a protected person may stand. */
export const exposingFields = [
  "file-name",
  "title",
  "abstract",
  "type-name",
  "issuer",
  "signer",
  "outcome",
  "condition",
  "notes",
  "folder",
] as const;
export type ExposingField = (typeof exposingFields)[number];

/**
 * What a check looks at in a document, with the files that hold it. Abstracts and other words of its row are no business
 * of it; only which of them name a protected person.
 */
export interface CheckedDocument
  extends Pick<
    DossierDocument,
    | "id"
    | "dossierId"
    | "ordinal"
    | "slot"
    | "alsoSlots"
    | "number"
    | "date"
    | "typeName"
    | "issuer"
    | "sheets"
    | "pages"
    | "original"
    | "secrecy"
    | "carrier"
    | "state"
    | "source"
  > {
  files: CheckedFile[];
  /** Its texts and file names that show the name of a denouncer or petitioner. */
  exposes: readonly ExposingField[];
}
