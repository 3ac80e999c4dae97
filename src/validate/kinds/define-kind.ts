import type { FindingCode, FindingDetails } from "../../model/finding.js";
import type { CaseView } from "../case-view.js";
import type { RuleReader } from "../rule-reader.js";

/** What a kind notices; the engine adds severity, rule, dossier and explanation. */
export type Noticed = {
  [C in FindingCode]: {
    code: C;
    details: FindingDetails[C];
    document?: string;
    file?: string;
    severity?: "info" | "warning";
  };
}[FindingCode];

/** A check that looks at one dossier at a time. */
export interface Kind<Settings> {
  name: string;
  /** Codes of the findings it may give. */
  finds: readonly FindingCode[];
  /** Reads the keys that only this kind knows. */
  read: (rule: RuleReader) => Settings;
  check: (view: CaseView, settings: Settings) => Noticed[];
}

/** Something a kind that looks across dossiers noticed, with the id of the dossier it belongs to; null: to none alone. */
export interface NoticedAcross {
  noticed: Noticed;
  dossierId: string | null;
}

/** A check that has to see every dossier before it can answer. */
export interface KindAcross<Settings> {
  name: string;
  /** Codes of the findings it may give. */
  finds: readonly FindingCode[];
  read: (rule: RuleReader) => Settings;
  /** Starts a collection: `add` each dossier once, then `finish`. */
  collect: (settings: Settings) => { add: (view: CaseView) => void; finish: () => NoticedAcross[] };
}

/** A kind whose settings only it understands. */
export type AnyKind = {
  name: string;
  /** Codes of the findings it may give. */
  finds: readonly FindingCode[];
  read: (rule: RuleReader) => unknown;
  check?: (view: CaseView, settings: never) => Noticed[];
  collect?: (settings: never) => { add: (view: CaseView) => void; finish: () => NoticedAcross[] };
};

/** Declares a kind that looks at one dossier. */
export function defineKind<Settings>(kind: Kind<Settings>): Kind<Settings> {
  return kind;
}

/** Declares a kind that looks across dossiers. */
export function defineKindAcross<Settings>(kind: KindAcross<Settings>): KindAcross<Settings> {
  return kind;
}
