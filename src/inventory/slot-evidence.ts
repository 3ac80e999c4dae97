import type { DossierType } from "../model/dossier.js";

/** By which words and symbols a paper of one slot is recognised; the rule packs carry it. */
export interface SlotEvidence {
  type: DossierType;
  /** Slot code: `KTCH.QD`. */
  slot: string;
  /** Place in the order of the work. */
  order: number;
  names: { vi: string; en: string };
  /** Symbols its number may carry: `QĐ`, `TTr`. A slot that names none takes papers without a number. */
  symbols: string[];
  /** Phrases that speak for it, in any spelling: `triển khai`, `công bố quyết định`. */
  words: string[];
  /** Phrases that speak against it: a decision `kỷ luật` is not the decision to inspect. */
  notWords?: string[];
}
