import { openObligations } from "../../model/obligations.js";
import { type CaseView, whereabouts } from "../case-view.js";
import { defineKind, type Noticed } from "./define-kind.js";

/** Nothing is left open by the conclusions, decisions and complaints of a dossier. */
export const obligations = defineKind({
  name: "obligations",
  finds: ["obligation-open"],
  /** Slots of the report on remedying faults, and of the answer to a complaint. */
  read: (rule) => ({ remedy: rule.texts("remedy"), answer: rule.texts("answer") }),
  check: (view, { remedy, answer }): Noticed[] => {
    const known = {
      fact: (condition: Parameters<typeof view.facts.get>[0]) => view.facts.get(condition) ?? "unknown",
      remedied: holds(view, remedy),
      answered: holds(view, answer),
    };
    return openObligations(view.dossier, known, view.today).map(({ kind, until }) => ({
      code: "obligation-open",
      details: { kind, ...(until === null ? {} : { date: until }) },
    }));
  },
});

/** Whether one of the slots, named with or without the type, has a paper that can be shown. */
function holds({ bySlot, dossier }: CaseView, slots: readonly string[]): boolean {
  return slots.some((slot) =>
    (bySlot.get(slot.includes(".") ? slot : `${dossier.type}.${slot}`) ?? []).some(
      (document) => whereabouts(document, dossier) !== "listed",
    ),
  );
}
