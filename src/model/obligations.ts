import type { Condition, Discipline, Dossier, PartialDate, Truth } from "./dossier.js";
import { looseKey } from "./names.js";
import { latestDay } from "./partial-date.js";

/** Something a conclusion, decision or complaint left to be done or to run out. */
export interface Obligation {
  kind: "rectification" | "discipline-in-force" | "complaint";
  since: PartialDate | null;
  /** The deadline, or the last day discipline is in force; null where nobody can say. */
  until: PartialDate | null;
}

/** What has to be known of a case beside its dossier. */
export interface CaseSoFar {
  fact: (condition: Condition) => Truth;
  /** The report on remedying faults is there. */
  remedied: boolean;
  /** The answer to the complaint is there. */
  answered: boolean;
}

/**
 * What a dossier leaves open on `today` (`YYYY-MM-DD`), in the order rectification, discipline, complaint. While a
 * complaint is handled a decision stays in force, and no day of lapse can be named.
 */
export function openObligations(dossier: Dossier, known: CaseSoFar, today: string): Obligation[] {
  const { discipline, rectificationDeadline: deadline, openCase, status, type } = dossier;
  const open: Obligation[] = [];
  if (!known.remedied && (deadline !== null || known.fact("rectification_due") === "true"))
    open.push({ kind: "rectification", since: dossier.closed, until: deadline });

  const isComplaint = type === "GQKN";
  const complained = known.fact("appeal") === "true" || (isComplaint && status === "open");
  const pending = complained && !known.answered && known.fact("withdrawn") !== "true";
  if (discipline && lapses(discipline)) {
    const until = discipline.published === null ? null : lapseOf(discipline.published);
    // Of an unknown day no more is known than that it was not after the dossier was closed.
    const latest = until ?? (dossier.closed === null ? null : lapseOf(dossier.closed));
    if (pending || latest === null || latestDay(latest) >= today)
      open.push({
        kind: "discipline-in-force",
        since: discipline.published,
        until: pending ? null : until,
      });
  }
  if (pending)
    open.push({
      kind: "complaint",
      since: isComplaint ? dossier.opened : null,
      until: isComplaint ? (openCase?.deadline ?? null) : null,
    });
  return open;
}

/** Expulsion and the dissolution of an organisation do not lapse: nobody is left to be under discipline. */
function lapses({ form }: Discipline): boolean {
  return !/khai tru|giai tan/u.test(looseKey(form));
}

/**
 * The last day of discipline if nothing more happens: one year after publication, in the precision of that date; of
 * 29 February, 28 February.
 */
export function lapseOf(published: PartialDate): PartialDate {
  const next = `${String(Number(published.slice(0, 4)) + 1).padStart(4, "0")}${published.slice(4)}`;
  return next.endsWith("-02-29") ? next.replace(/29$/u, "28") : next;
}
