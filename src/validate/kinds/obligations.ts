import type { PartialDate } from "../../model/dossier.js";
import { looseKey } from "../../model/names.js";
import { latestDay } from "../../model/partial-date.js";
import { type CaseView, whereabouts } from "../case-view.js";
import { defineKind, type Noticed } from "./define-kind.js";

/** Something a conclusion or decision left to be done or to run out. */
export interface Obligation {
  kind: "rectification" | "discipline-in-force" | "complaint";
  /** The deadline, or the day discipline lapses. */
  date: PartialDate | null;
}

/** Nothing is left open by the conclusions, decisions and complaints of a dossier. */
export const obligations = defineKind({
  name: "obligations",
  finds: ["obligation-open"],
  /** Slots of the report on remedying faults, and of the answer to a complaint. */
  read: (rule) => ({ remedy: rule.texts("remedy"), answer: rule.texts("answer") }),
  check: (view, settings): Noticed[] =>
    openObligations(view, settings).map(({ kind, date }) => ({
      code: "obligation-open",
      details: { kind, ...(date === null ? {} : { date }) },
    })),
});

/** What a dossier leaves open on the day of the check. */
export function openObligations(
  view: CaseView,
  { remedy, answer }: { remedy: readonly string[]; answer: readonly string[] },
): Obligation[] {
  const { dossier, facts, today } = view;
  const open: Obligation[] = [];
  const deadline = dossier.rectificationDeadline;
  const remedied = holds(view, remedy);
  if (!remedied && (facts.get("rectification_due") === "true" || deadline !== null))
    open.push({ kind: "rectification", date: deadline });
  const complained = facts.get("appeal") === "true" || (dossier.type === "GQKN" && dossier.status === "open");
  const pending = complained && !holds(view, answer) && facts.get("withdrawn") !== "true";
  const lapse = lapseOf(dossier.discipline);
  // While a complaint is handled the decision stays in force, whatever the day.
  if (lapse !== null && (pending || lapse >= today))
    open.push({ kind: "discipline-in-force", date: pending ? null : lapse });
  if (pending) open.push({ kind: "complaint", date: null });
  return open;
}

/** Whether one of the slots, named with or without the type, has a paper that can be shown. */
function holds({ bySlot, dossier }: CaseView, slots: readonly string[]): boolean {
  return slots.some((slot) =>
    (bySlot.get(slot.includes(".") ? slot : `${dossier.type}.${slot}`) ?? []).some(
      (document) => whereabouts(document, dossier) !== "listed",
    ),
  );
}

/**
 * The day a disciplinary decision lapses if nothing more happens: one year after publication. Expulsion and the
 * dissolution of an organisation do not lapse; null for them, and where nobody has said when it was published.
 */
export function lapseOf(discipline: { form: string; published: PartialDate | null } | null): string | null {
  if (!discipline?.published || /khai tru|giai tan/u.test(looseKey(discipline.form))) return null;
  const day = latestDay(discipline.published);
  const [year, rest] = [Number(day.slice(0, 4)), day.slice(4)];
  return `${year + 1}${rest === "-02-29" ? "-02-28" : rest}`;
}
