/** The workspace or its database cannot be used. */
export interface WorkspaceFailures {
  "workspace-not-found": { folder: string };
  "workspace-exists": { folder: string };
  "store-busy": { holder?: { command: string; pid: number; since: string } };
  "store-damaged": { path: string; reason: string };
  "store-newer": { path: string; version: number; known: number };
  "dossier-not-found": { reference: string; nearest: string[] };
  "dossier-ambiguous": { reference: string; candidates: string[] };
  "document-not-found": { document: string; dossier: string; candidates: string[] };
  "field-unknown": { field: string; allowed: string[]; nearest?: string };
  "field-value-not-allowed": { field: string; value: string; allowed: string };
  "handover-not-found": { id: string; known: string[] };
}
