import type { Manifest, ManifestOpenCase } from "../manifest/index.js";
import type { DossierType } from "../model/dossier.js";
import type { Gap } from "./gaps.js";

/** One handover that the audit found, with how far it has come. */
export interface AuditedHandover {
  id: string;
  giver: string;
  receiver: string;
  createdAt: string;
  kind: Manifest["kind"];
  dossiers: number;
  openCases: number;
  files: number;
  bytes: number;
  /** Papers that its list names as missing or damaged, and how many of them somebody answers for. */
  missing: number;
  explained: number;
  signed: "valid" | "untrusted" | "invalid" | "missing";
  /** The receipt that stands: signed by whom, and what it says. */
  receipt: {
    signed: "valid" | "untrusted" | "invalid" | "missing";
    accepted: number;
    reserved: number;
    refused: number;
  } | null;
  /** Where its list was found. */
  foundAt: string[];
}

/** An old unit of the plan, and how far it has come. */
export interface PlannedGiver {
  unit: string;
  /** Where the plan sends it. */
  successors: string[];
  /** Ids of its handovers; empty while it is silent. */
  handovers: string[];
  /** Every one of them has its receipt. */
  countersigned: boolean;
}

/** An open case in a list that was found. */
export interface AuditedCase extends Pick<ManifestOpenCase, "reference" | "step" | "nextStep" | "deadline"> {
  handover: string;
  giver: string;
  /** Who continues it; null when nobody is named. */
  successor: string | null;
}

/** How much of one sort of dossiers was found; each dossier counts once, however many hands it went through. */
export interface AuditedStock {
  dossiers: number;
  documents: number;
}

/** The exported log of an office, as it was found. */
export interface AuditedLog {
  /** Path below the audited folder. */
  file: string;
  entries: number;
  whole: boolean;
  /** Digest of its last entry, for `log verify --noted` another day; null for an empty log, or one that cannot be read. */
  last: string | null;
}

/** What a superior sees of many handovers. */
export interface AuditResult {
  handovers: AuditedHandover[];
  /** The old units of the plan in its order; empty without a plan. */
  plan: PlannedGiver[];
  byType: ({ type: DossierType | null } & AuditedStock)[];
  byYear: ({ year: number | null } & AuditedStock)[];
  /** By deadline, the nearest first. */
  cases: AuditedCase[];
  logs: AuditedLog[];
  /** Units of the plan that had to hand over, and those that have; both 0 without a plan. */
  units: { planned: number; handedOver: number; countersigned: number };
  totals: { dossiers: number; files: number; bytes: number; receipts: number; logs: number };
  gaps: Gap[];
  /** No gap but warnings. */
  clean: boolean;
}
