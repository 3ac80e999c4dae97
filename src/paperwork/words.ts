import type { ManifestException, ManifestRemaining } from "../manifest/index.js";
import type { Carrier, DocumentState, DossierType, Secrecy } from "../model/dossier.js";

/** The words of one language that papers need besides what stands in their templates. */
export interface PaperWords {
  language: "vi" | "en";
  dossierTypes: Record<DossierType, string>;
  untyped: string;
  secrecy: Record<Secrecy, string>;
  carriers: Record<Carrier, string>;
  documentStates: Record<DocumentState, string>;
  exceptions: Record<ManifestException["kind"], string>;
  remaining: Record<ManifestRemaining["reason"], string>;
  obligations: {
    rectification: (details: { until: string | null }) => string;
    discipline: (details: { form: string; since: string | null; until: string | null }) => string;
    complaint: string;
  };
  secretTitle: (details: { level: string }) => string;
  notExplained: string;
  noSuccessor: string;
  /** A date in full, as it stands in the head of a paper. */
  day: (details: { day: string; month: string; year: string }) => string;
  /** A unit with its code, and its last day where it has ended. */
  unit: (details: { name: string; code: string; until: string | null }) => string;
  /** What stands where an office has not stated its name. */
  organisation: (details: { unit: string }) => string;
  /** Beginning of a committee's name, which its paper prints alone under the Party organisation's. */
  committee: string;
  period: (details: { from: string; to: string }) => string;
  /** A part of a dossier that is counted in sheets or in pages. */
  sheets: (details: { count: string }) => string;
  pages: (details: { count: string }) => string;
  /** In place of the abstract of a classified paper. */
  withheld: (details: { level: string }) => string;
  withheldCount: (details: { count: string }) => string;
  copy: string;
  /** A line to be filled by hand. */
  blank: string;
  /** In place of a fingerprint or digest that does not exist yet. */
  notYet: string;
  /** Which volume of a package a stick carries. */
  volume: (details: { number: number; of: number }) => string;
  conditionUnknown: string;
  /** A paper that holds a scan, and how many times. */
  scanPlace: (details: { reference: string; ordinal: number; times: number }) => string;
  /** Names of the registers that are handed over, by the slot a document of the register dossier fills. */
  registers: readonly { slot: string; name: string }[];
  /** What the rule packs call the places in a dossier, by code: open cases often give the step reached as a code. */
  slotNames: ReadonlyMap<string, string>;
}
