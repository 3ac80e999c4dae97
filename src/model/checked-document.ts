import type { DossierDocument, InventoryFile } from "./dossier.js";

/** What a check looks at in a file. */
export type CheckedFile = Pick<InventoryFile, "pages" | "damage" | "secrecy" | "present">;

/** What a check looks at in a document, with the files that hold it. Abstracts and names of files are no business of it. */
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
    | "pages"
    | "original"
    | "secrecy"
    | "carrier"
    | "state"
    | "source"
  > {
  files: CheckedFile[];
}
