/** What a person may settle of a dossier, by the name typed on the command line; the conditions come beside them. */
export const dossierFields = [
  "reference",
  "type",
  "title",
  "issuer",
  "opened",
  "closed",
  "status",
  "organisations",
  "members",
  "others",
  "denouncers",
  "petitioners",
  "outcome",
  "discipline-form",
  "discipline-published",
  "rectification-deadline",
  "retention",
  "secrecy",
  "language",
  "sheets",
  "pages",
  "carrier",
  "warehouse",
  "shelf",
  "box",
  "condition",
  "notes",
  "case-step",
  "case-next-step",
  "case-deadline",
  "case-team",
  "folder",
] as const;
export type DossierField = (typeof dossierFields)[number];

/** What a person may settle of a document. */
export const documentFields = [
  "ordinal",
  "slot",
  "also-slots",
  "number",
  "date",
  "type-name",
  "issuer",
  "abstract",
  "signer",
  "sheets",
  "pages",
  "extent",
  "original",
  "secrecy",
  "carrier",
  "state",
  "notes",
  "file-name",
] as const;
export type DocumentField = (typeof documentFields)[number];

/** What sort of value a field takes; a condition takes a `truth`. */
export type ValueKind =
  | "text"
  | "date"
  | "count"
  | "type"
  | "status"
  | "secrecy"
  | "carrier"
  | "state"
  | "original"
  | "truth"
  | "slot"
  | "slots"
  | "names";
