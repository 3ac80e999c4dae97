import type { DossierType } from "../model/dossier.js";
import type { Named } from "../model/findings/check.js";
import type { RulePack } from "./rule-pack.js";

/**
 * What tells that a paper belongs in a slot, for reading file names, abstracts and titles. Compare by loose key, whole
 * words: of the slots of the dossier's type the one whose word comes first, then the longest, wins; a slot of which a
 * `notWords` entry occurs is out.
 */
export interface SlotEvidence {
  type: DossierType;
  slot: string;
  order: number;
  names: Named;
  /** Type symbols of the document number, `QĐ`. */
  symbols: string[];
  words: string[];
  notWords: string[];
}

/** The evidence of every slot of the given packs. */
export function slotEvidence(packs: readonly RulePack[]): SlotEvidence[] {
  return packs.flatMap(({ type, slots }) =>
    type === null
      ? []
      : slots.map((slot) => ({
          type,
          slot: slot.code,
          order: slot.order,
          names: slot.name,
          symbols: slot.symbols,
          words: slot.words,
          notWords: slot.notWords,
        })),
  );
}
