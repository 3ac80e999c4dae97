import { type Condition, type Dossier, factOrigins, type Truth } from "../model/dossier.js";
import { openObligations } from "../model/obligations.js";
import type { ManifestObligation } from "./manifest.js";

/**
 * What a dossier leaves to be done on `today` (`YYYY-MM-DD`): conclusions not reported as remedied, discipline in
 * force, complaints pending. `slots` are the slots of papers that can be shown; `name` spells a subject for print.
 */
export function obligationsOf(
  dossier: Dossier,
  slots: ReadonlySet<string>,
  today: string,
  name: (subject: Dossier["subjects"][number]) => string,
): ManifestObligation[] {
  const inspected = dossier.subjects.filter((subject) => subject.role === "inspected");
  const everybody = inspected.map(name).join("; ") || null;
  const known = {
    fact: (condition: Condition) => truthOf(dossier, condition),
    remedied: [...slots].some((slot) => slot.endsWith(".BCKP")),
    answered: [...slots].some((slot) => slot.endsWith(".KN")),
  };
  return openObligations(dossier, known, today).flatMap(({ kind, since, until }) => {
    const line = { dossier: dossier.id, reference: dossier.reference, kind, since, until };
    if (kind !== "discipline-in-force") return [{ ...line, form: null, subject: everybody }];
    const form = dossier.discipline?.form ?? null;
    // Each of those disciplined stands under discipline for himself.
    const names = inspected.length > 0 ? inspected.map(name) : [null];
    return names.map((subject) => ({ ...line, form, subject }));
  });
}

/** Stated goes before the register, the register before what was inferred; "unknown" says nothing. */
function truthOf({ facts }: Dossier, condition: Condition): Truth {
  const said = facts.filter((one) => one.condition === condition && one.value !== "unknown");
  for (const origin of factOrigins) {
    const fact = said.find((one) => one.origin === origin);
    if (fact) return fact.value;
  }
  return "unknown";
}
