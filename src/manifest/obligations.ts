import type { Dossier, PartialDate } from "../model/dossier.js";
import { latestDay } from "../model/partial-date.js";
import type { ManifestObligation } from "./manifest.js";

/** Forms of discipline that do not lapse after a year: nobody is left to be under discipline. */
const final = /khai\s*trừ|giải\s*tán/iu;

/**
 * What a dossier leaves to be done on `today` (`YYYY-MM-DD`): conclusions not reported as remedied, discipline in
 * force, complaints pending. `slots` are the slots its documents fill; `name` spells a subject for print.
 */
export function obligationsOf(
  dossier: Dossier,
  slots: ReadonlySet<string>,
  today: string,
  name: (subject: Dossier["subjects"][number]) => string,
): ManifestObligation[] {
  const base = { dossier: dossier.id, reference: dossier.reference, form: null };
  const inspected = dossier.subjects.filter((subject) => subject.role === "inspected");
  const everybody = inspected.map(name).join("; ") || null;
  const obligations: ManifestObligation[] = [];

  const reported = [...slots].some((slot) => slot.endsWith(".BCKP"));
  if (!reported && (dossier.rectificationDeadline !== null || isTrue(dossier, "rectification_due"))) {
    obligations.push({
      ...base,
      kind: "rectification",
      subject: everybody,
      since: dossier.closed,
      until: dossier.rectificationDeadline,
    });
  }

  const complaint = dossier.type === "GQKN" ? dossier.status === "open" : isTrue(dossier, "appeal");
  const { discipline } = dossier;
  if (discipline && !final.test(discipline.form)) {
    // While a complaint is handled the decision stays in force: no day of lapse can be named.
    const until = discipline.published === null || complaint ? null : lapse(discipline.published);
    if (until === null || latestDay(until) >= today) {
      const subjects = inspected.length > 0 ? inspected.map(name) : [null];
      for (const subject of subjects) {
        obligations.push({
          ...base,
          kind: "discipline-in-force",
          subject,
          form: discipline.form,
          since: discipline.published,
          until,
        });
      }
    }
  }
  if (complaint) {
    obligations.push({
      ...base,
      kind: "complaint",
      subject: everybody,
      since: dossier.type === "GQKN" ? dossier.opened : null,
      until: dossier.type === "GQKN" ? (dossier.openCase?.deadline ?? null) : null,
    });
  }
  return obligations;
}

/** One year after publication, in the precision of the date; 29 February lapses on 28 February. */
function lapse(published: PartialDate): PartialDate {
  const next = `${String(Number(published.slice(0, 4)) + 1).padStart(4, "0")}${published.slice(4)}`;
  return next.endsWith("-02-29") ? next.replace(/29$/u, "28") : next;
}

function isTrue(dossier: Dossier, condition: Dossier["facts"][number]["condition"]): boolean {
  // Stated goes before the register, the register before what was inferred.
  for (const origin of ["stated", "register", "inferred"]) {
    const fact = dossier.facts.find((one) => one.condition === condition && one.origin === origin);
    if (fact && fact.value !== "unknown") return fact.value === "true";
  }
  return false;
}
