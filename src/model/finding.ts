import type { CheckFindings } from "./findings/check.js";
import type { InventoryFindings } from "./findings/inventory.js";
import type { ManifestFindings } from "./findings/manifest.js";
import type { PackageFindings } from "./findings/package.js";
import type { SignatureFindings } from "./findings/signature.js";

/** Every finding there is: its stable code and the facts it carries. Facts only, no sentences, no secrets. */
export interface FindingDetails
  extends InventoryFindings,
    CheckFindings,
    ManifestFindings,
    PackageFindings,
    SignatureFindings {}

export type FindingCode = keyof FindingDetails;

export type Severity = "error" | "warning" | "info";

/** Severities from the most serious to the least. */
export const severities = ["error", "warning", "info"] as const satisfies readonly Severity[];

/** Where a finding sits. A register place is file, sheet, row (from 1) and column heading. */
export interface Place {
  /** Reference of the dossier, as the register writes it. */
  dossier?: string;
  /** Slot code, or number and symbol, or name of the document. */
  document?: string;
  /** Path of the file, relative to the scanned folder or to the root of the bag. */
  file?: string;
  register?: { file: string; sheet?: string; row?: number; column?: string };
}

/** The rule that a finding rests on, with the source the pack gives for it. */
export interface RuleReference {
  pack: string;
  rule: string;
  source: string;
  /** S: seen in the source itself; S2: second hand; GK: office practice, not seen in a source. */
  confidence: "S" | "S2" | "GK";
}

/** One finding of one code. */
export interface FindingOf<C extends FindingCode> {
  code: C;
  severity: Severity;
  place: Place;
  details: FindingDetails[C];
  rule?: RuleReference;
  /** Present when somebody has answered for it: who, when, why (`explain`). */
  explained?: { reason: string; person: string; due?: string; recordedAt: string };
}

/** One thing a check noticed: an answer, never a thrown error. */
export type Finding = { [C in FindingCode]: FindingOf<C> }[FindingCode];

/** Makes a finding; the compiler checks that the details belong to the code. */
export function finding<C extends FindingCode>(
  code: C,
  severity: Severity,
  place: Place,
  details: FindingDetails[C],
  rule?: RuleReference,
): Finding {
  return { code, severity, place, details, ...(rule ? { rule } : {}) } as Finding;
}

const rank: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

/** Orders findings by severity, then place, then code. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    rank[a.severity] - rank[b.severity] ||
    comparePlaces(a.place, b.place) ||
    (a.code < b.code ? -1 : a.code > b.code ? 1 : 0)
  );
}

function comparePlaces(a: Place, b: Place): number {
  return (
    compareText(a.dossier, b.dossier) ||
    compareText(a.document, b.document) ||
    compareText(a.file, b.file) ||
    compareText(a.register?.file, b.register?.file) ||
    compareText(a.register?.sheet, b.register?.sheet) ||
    (a.register?.row ?? 0) - (b.register?.row ?? 0)
  );
}

function compareText(a = "", b = ""): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** How many findings of each severity there are; explained errors are counted apart, as exceptions. */
export interface FindingCounts {
  error: number;
  warning: number;
  info: number;
  explained: number;
}

export function countFindings(findings: Iterable<Finding>): FindingCounts {
  const counts: FindingCounts = { error: 0, warning: 0, info: 0, explained: 0 };
  for (const one of findings) {
    if (one.explained) counts.explained += 1;
    else counts[one.severity] += 1;
  }
  return counts;
}

/** Adds findings to others; as arguments of one `push`, hundreds of thousands would overflow the stack. */
export function addFindings<F extends Finding>(to: F[], more: Iterable<F>): void {
  for (const one of more) to.push(one);
}

/** Whether findings contain one at or above `level` that nobody has answered for. */
export function hasFindingsAt(findings: Iterable<Finding>, level: Severity): boolean {
  for (const one of findings) if (!one.explained && rank[one.severity] <= rank[level]) return true;
  return false;
}
