import type { SlotState } from "../../model/dossier.js";
import { type CaseView, isClosing, labelOf, type Whereabouts, whereabouts, whyNoFile } from "../case-view.js";
import { evaluate, openQuestions } from "../conditions.js";
import type { Slot } from "../rule-pack.js";
import type { Noticed } from "./define-kind.js";

/** Best first: the state of a slot is that of its best document. */
const ranking: readonly Whereabouts[] = ["present", "withheld", "paper-only", "held-elsewhere", "listed"];

/** A slot's state in one dossier, and what there is to say about it. */
export interface SlotAnswer {
  state: SlotState;
  noticed: Noticed[];
}

/** Whether the paper that a slot demands is in the dossier, and if not, whether it is missed. */
export function requireDocument(view: CaseView, slot: Slot): SlotAnswer {
  const documents = view.bySlot.get(slot.code) ?? [];
  let best: Whereabouts | null = null;
  const lost: Noticed[] = [];
  for (const document of documents) {
    const where = whereabouts(document, view.dossier);
    if (best === null || ranking.indexOf(where) < ranking.indexOf(best)) best = where;
    if (where === "listed")
      lost.push({
        code: "document-without-file",
        document: slot.code,
        details: {
          slot: slot.code,
          name: slot.name,
          label: labelOf(document, view.dossier),
          reason: whyNoFile(document),
        },
      });
  }
  if (best !== null && best !== "listed")
    return { state: best, noticed: lost.map((one) => ({ ...one, severity: "warning" as const })) };
  if (best === "listed") return { state: "missing", noticed: lost };

  if (slot.required === null) return { state: "not-applicable", noticed: [] };
  const value = evaluate(slot.required, view.facts);
  if (value === "false") return { state: "not-applicable", noticed: [] };
  // Nobody has opened the box: one finding for the whole dossier says so, see the kind paper-listed.
  if (view.unlisted) return { state: "unknown", noticed: [] };
  if (view.reached !== null && (slot.order > view.reached || isClosing(slot)))
    return { state: "not-yet", noticed: [] };
  if (value === "unknown") {
    const conditions = openQuestions(slot.required, view.facts);
    return {
      state: "unknown",
      noticed: [
        {
          code: "slot-unknown",
          document: slot.code,
          details: { slot: slot.code, name: slot.name, conditions },
        },
      ],
    };
  }
  return {
    state: "missing",
    noticed: [
      { code: "document-missing", document: slot.code, details: { slot: slot.code, name: slot.name } },
    ],
  };
}
