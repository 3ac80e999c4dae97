import type { SlotState } from "../dossier.js";

/** Findings of checking dossiers against rule packs. */
export interface CheckFindings {
  "document-missing": { slot: string; name: Named };
  /** Listed in the register, but no usable file and no paper is known. `label`: its number, or what kind of paper. */
  "document-without-file": {
    slot?: string;
    name?: Named;
    label: string;
    reason: "no-file" | "empty" | "damaged" | "unreadable" | "vanished";
  };
  /** A paper dossier whose papers nobody has listed: `slots` demands cannot be judged before the box is opened. */
  "paper-not-listed": { slots: number };
  /** Nobody stated the conditions the slot depends on. */
  "slot-unknown": { slot: string; name: Named; conditions: string[] };
  /** Of a paper that should be there as an original only copies are listed. */
  "original-missing": { slot: string; name: Named };
  "secret-withheld": { slot?: string; level: string };
  "type-unknown": { type: string | null };
  "pack-not-found": { type: string };
  "documents-out-of-order": { slot: string; date: string; before: string; beforeDate: string };
  "date-outside-period": { date: string; from?: string; until?: string };
  "issued-after-closing": { date: string; closing: string };
  "number-duplicate": { number: string; documents: string[] };
  /** `numbers`: those not seen in one run, single or as `9–10`. */
  "number-gap": { issuer: string; type: string; numbers: string[] };
  "page-count-differs": { declared: number; counted: number };
  /** Sheets declared: for the dossier, against the sum `of` its papers; for a paper, against the pages of its file. */
  "sheet-count-differs": { declared: number; counted: number; of: "papers" | "pages" };
  "case-without-successor": Record<string, never>;
  "case-without-next-step": { lacking: ("step" | "next-step" | "deadline")[] };
  "obligation-open": { kind: "rectification" | "discipline-in-force" | "complaint"; date?: string };
  /** `usual`: what the pack gives for dossiers of this type. */
  "retention-missing": { usual?: string };
  "slot-state": { slot: string; state: SlotState };
  "file-missing": { sha256?: string };
  "file-changed": { expected: string; actual: string };
}

/** A name in the two languages of the program, as rule packs carry it. */
export interface Named {
  vi: string;
  en: string;
}
