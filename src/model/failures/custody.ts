import type { Finding, FindingCounts } from "../finding.js";

/** Handovers, packages and receipts that cannot be made or taken in. */
export interface CustodyFailures {
  "manifest-has-errors": { errors: number; dossiers: string[] };
  /** An act that does not fit, or acts before it that are not in order. */
  "act-refused": { id: string; findings: Finding[] };
  /** In a folder, more acts than any handover has. */
  "acts-too-many": { path: string; acts: number; limit: number };
  /** A receipt where another act was expected. */
  "act-is-receipt": { path: string };
  /** An act where a package, a list or a receipt was expected. */
  "act-by-itself": { path: string };
  /** `waiting`: dossiers that stay out because they are in another handover or go elsewhere. */
  "manifest-empty": { waiting: number };
  /** The file is no longer what was listed, or cannot be read as a manifest. */
  "manifest-changed": { id: string; path: string };
  "receiver-is-giver": { code: string; name: string };
  /** The giver was split: nobody but a person says who continues these. */
  "cases-without-successor": {
    references: string[];
    candidates: { code: string; name: string }[];
    /** Who the register says should continue a case; `code` where that is one of the candidates. */
    hints: { reference: string; unit: string; code: string | null }[];
  };
  /** A dossier of this fonds and reference, or this document, is here already, with other papers. */
  "dossier-conflict": { reference: string; unit: string };
  "decisions-wrong": {
    references: string[];
    problem: "missing" | "unknown" | "reason-missing" | "taken-already";
  };
  /** Rows of a list of answers that cannot be used; without rows the list as a whole is none. */
  "answers-wrong": {
    path: string;
    rows: { row: number; problem: "dossier-unknown" | "answer-unknown" | "answers-differ"; text: string }[];
  };
  /** `row` is the first that cannot be used. */
  "plan-not-read": { path: string; row: number };
  /** Papers of an earlier handover that an onward package has to carry; `path` is where they should lie. */
  "custody-papers-missing": { id: string; path: string };
  "supplement-without-first": { id: string; first: string };
  "manifest-not-signed": { id: string };
  "manifest-already-signed": { id: string };
  "case-not-open": { reference: string };
  "unit-unknown": { code: string };
  "unit-ambiguous": { code: string; candidates: string[] };
  "package-exists": { path: string };
  "volume-size-malformed": { given: string };
  "package-stopped": { counts: FindingCounts; files: string[] };
  "package-not-valid": { verdict: string; path: string };
  "package-for-other-unit": { expected: string; receiver: string };
  "receipt-not-valid": { path: string; reason: string };
  "receipt-conflict": { id: string };
  "comparison-not-possible": { path: string; reason: string };
}
