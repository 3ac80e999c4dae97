import type { CommandText } from "../texts.js";

/** The kinds of gaps; the audit has the same list, held together by the compiler. */
export type GapWord =
  | "unit-silent"
  | "list-unreadable"
  | "package-unreadable"
  | "package-locked"
  | "package-damaged"
  | "volume-missing"
  | "list-unsigned"
  | "signature-invalid"
  | "signer-untrusted"
  | "list-rivals"
  | "receipt-missing"
  | "receipt-wrong"
  | "receipt-rivals"
  | "receipt-orphan"
  | "act-wrong"
  | "act-orphan"
  | "dossier-twice"
  | "dossier-promised"
  | "dossier-refused"
  | "case-without-successor"
  | "custody-broken"
  | "supplement-without-first"
  | "log-broken"
  | "receiver-unplanned";

/** What the program says of an audit. */
export interface AuditMessages {
  command: CommandText;
  gaps: Record<GapWord, string>;
  units: (details: { planned: string; handedOver: string; countersigned: string }) => string;
  totals: (details: {
    handovers: string;
    receipts: string;
    dossiers: string;
    files: string;
    bytes: string;
  }) => string;
  signed: Record<"valid" | "untrusted" | "invalid" | "missing", string>;
  clean: string;
  open: (details: { errors: string; warnings: string }) => string;
  dossier: (details: { reference: string }) => string;
  certificate: string;
  more: (details: { count: string }) => string;
  nobody: string;
  written: (details: { path: string }) => string;
  sheets: { handovers: string; gaps: string; logs: string };
  columns: Record<
    | "id"
    | "giver"
    | "receiver"
    | "createdAt"
    | "dossiers"
    | "openCases"
    | "files"
    | "bytes"
    | "signed"
    | "receipt"
    | "accepted"
    | "reserved"
    | "refused"
    | "severity"
    | "gap"
    | "unit"
    | "dossier"
    | "file"
    | "detail"
    | "entries"
    | "whole"
    | "last",
    string
  >;
  severities: Record<"error" | "warning", string>;
  /** The part of a page of `report` that an audit fills. */
  page: {
    title: string;
    handedOver: string;
    countersigned: string;
    bar: (details: { label: string; value: string }) => string;
    noPlan: string;
    coverage: string;
    oldUnit: string;
    successors: string;
    handover: string;
    state: string;
    /** Silent; handed over, not all countersigned; all countersigned. */
    states: readonly [string, string, string];
    parties: string;
    lacking: string;
    missing: (details: { missing: number; explained: number }) => string;
    noReceipt: string;
    receipt: (details: { signed: string; accepted: number; reserved: number; refused: number }) => string;
    noHandover: string;
    more: (details: { count: string }) => string;
  };
}
