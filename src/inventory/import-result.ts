import type { Finding } from "../model/finding.js";
import type { RegisterField } from "../model/register-field.js";
import type { Cleanings } from "./cleanings.js";
import type { RegisterKind } from "./headings.js";
import type { FieldChange } from "./merge-draft.js";

/** How many rows went which way. */
export interface ImportCounts {
  rows: number;
  added: number;
  updated: number;
  unchanged: number;
  /** Already known from another register, or written twice in this one. */
  repeated: number;
  /** In the last import of this register and not in this one; nothing was deleted. */
  vanished: number;
}

/** One sheet of a register as it was understood. */
export interface SheetSummary {
  sheet: string;
  hidden: boolean;
  /** Null when the sheet has no table. */
  kind: RegisterKind | null;
  columns: { heading: string; field: RegisterField }[];
  unknownHeadings: string[];
  encodings: string[];
  rows: number;
  hiddenRows: number;
  notUnderstood: number;
  /** Rows around the table that hold no dossier and no document. */
  ignored: { titles: number; headings: number; sections: number; totals: number; signatures: number };
}

export interface RegisterSummary {
  file: string;
  /** Of a CSV file. */
  encoding: string | null;
  separator: string | null;
  sheets: SheetSummary[];
}

/** A row that says something else than last time. */
export interface ImportChange extends FieldChange {
  register: string;
  sheet: string;
  row: number;
  dossier: string;
  document: string | null;
}

/** A row as understood, for `--dry-run`. Protected names are codes here, as everywhere. */
export interface UnderstoodRow {
  register: string;
  sheet: string;
  row: number;
  kind: "dossier" | "document";
  what: "added" | "updated" | "unchanged" | "repeated";
  dossier: string;
  type: string | null;
  number: string | null;
  from: string | null;
  until: string | null;
  title: string | null;
}

export interface ImportResult {
  dryRun: boolean;
  registers: RegisterSummary[];
  dossiers: ImportCounts;
  documents: ImportCounts;
  changes: ImportChange[];
  findings: Finding[];
  /** Values that are not as they were written; apart from the findings, for there may be a million. */
  cleanings: Cleanings;
  /** Only with `dryRun`. */
  rows: UnderstoodRow[];
}

export function noCounts(): ImportCounts {
  return { rows: 0, added: 0, updated: 0, unchanged: 0, repeated: 0, vanished: 0 };
}
