import type { FindingCounts } from "../finding.js";

/** Handovers, packages and receipts that cannot be made or taken in. */
export interface CustodyFailures {
  "manifest-has-errors": { errors: number; dossiers: string[] };
  "manifest-empty": Record<string, never>;
  "manifest-not-signed": { id: string };
  "manifest-already-signed": { id: string };
  "case-not-open": { reference: string };
  "unit-unknown": { code: string };
  "package-exists": { path: string };
  "package-stopped": { counts: FindingCounts; files: string[] };
  "package-not-valid": { verdict: string; path: string };
  "package-for-other-unit": { expected: string; receiver: string };
  "receipt-not-valid": { path: string; reason: string };
  "receipt-conflict": { id: string };
  "comparison-not-possible": { path: string; reason: string };
}
