/** Working with the inventory by hand. */
export interface CatalogueFailures {
  "document-ambiguous": { document: string; dossier: string; candidates: string[] };
  "dossier-exists": { reference: string };
  "assignment-without-value": { text: string };
  "field-required": { field: string };
  "export-format-unsupported": { path: string; allowed: string[] };
}
