import { successorHint } from "../inventory/index.js";
import { type ManifestObligation, obligationsOf } from "../manifest/index.js";
import type { PartialDate } from "../model/dossier.js";
import { latestDay } from "../model/partial-date.js";
import { protectedCode, protectNames } from "../model/protected-names.js";
import type { Unit } from "../model/unit.js";
import type { Store } from "../store/index.js";

/** An open case as the office that has to continue it needs it. Protected names stand as their codes. */
export interface RunningCase {
  dossier: string;
  reference: string;
  /** Unit whose fonds it belongs to. */
  unit: string;
  title: string;
  /** A slot code, or the clerk's own words. */
  step: string | null;
  nextStep: string | null;
  deadline: PartialDate | null;
  /** Days from today to the last day of the deadline; below zero when it is past. */
  daysLeft: number | null;
  team: string | null;
  /** Who continues it: this unit while it was not handed over. Null when nobody is named. */
  continues: string | null;
  /** Who the register says should continue it, as written; a hint, while nobody has decided. */
  noted: string | null;
  /** The handover it went with, if any. */
  handover: string | null;
}

/** Something a conclusion left to be done, with the time that is left. */
export interface RunningObligation extends ManifestObligation {
  unit: string;
  daysLeft: number | null;
  /** The handover the dossier went with, if any. */
  handover: string | null;
}

/**
 * The open cases of the inventory, the most pressing first. `today` is `YYYY-MM-DD`. `steps`: how far the papers show those to
 * have come of which nobody stated it; see `shownSteps`.
 */
export function runningCases(
  store: Store,
  own: Unit,
  today: string,
  steps: ReadonlyMap<string, string>,
): RunningCase[] {
  const dossiers = store.dossiers.all();
  const protectorOf = protectNames(dossiers);
  const gone = handedOver(store);
  const cases = dossiers
    .filter(({ status }) => status === "open")
    .map((dossier): RunningCase => {
      const protect = protectorOf(dossier);
      const secret = dossier.secrecy !== "none";
      const maybe = (text: string | null | undefined): string | null =>
        text == null || secret ? null : protect(text);
      const deadline = dossier.openCase?.deadline ?? null;
      const went = gone.get(dossier.id);
      return {
        dossier: dossier.id,
        reference: protect(dossier.reference),
        unit: dossier.origin.name,
        title: secret ? "" : protect(dossier.title),
        step: maybe(dossier.openCase?.step ?? steps.get(dossier.id)),
        nextStep: maybe(dossier.openCase?.nextStep),
        deadline,
        daysLeft: daysLeft(deadline, today),
        team: maybe(dossier.openCase?.team),
        continues: went ? (went.successor?.name ?? null) : own.until === null ? own.name : null,
        noted: went ? null : maybe(successorHint(dossier.notes)),
        handover: went?.handover ?? null,
      };
    });
  return cases.sort(pressing);
}

/** What conclusions, discipline and complaints leave to be done, the most pressing first. */
export function runningObligations(store: Store, today: string): RunningObligation[] {
  const dossiers = store.dossiers.all();
  const protectorOf = protectNames(dossiers);
  const codeOf = protectedCode(dossiers);
  const documents = store.documents.byDossier();
  const gone = handedOver(store);
  const obligations = dossiers.flatMap((dossier) => {
    const protect = protectorOf(dossier);
    const secret = dossier.secrecy !== "none";
    const slots = new Set(
      (documents.get(dossier.id) ?? []).flatMap(({ slot, alsoSlots }) => [
        ...(slot ? [slot] : []),
        ...alsoSlots,
      ]),
    );
    const named = (subject: (typeof dossier.subjects)[number]): string =>
      codeOf(dossier, subject) ?? protect(subject.name);
    return obligationsOf(dossier, slots, today, named).map(
      (one): RunningObligation => ({
        ...one,
        reference: protect(dossier.reference),
        ...(secret ? { subject: null, form: null } : {}),
        unit: dossier.origin.name,
        daysLeft: daysLeft(one.until, today),
        handover: gone.get(dossier.id)?.handover ?? null,
      }),
    );
  });
  return obligations.sort(pressing);
}

function pressing(
  a: { daysLeft: number | null; reference: string },
  b: { daysLeft: number | null; reference: string },
): number {
  const time = (a.daysLeft ?? Number.POSITIVE_INFINITY) - (b.daysLeft ?? Number.POSITIVE_INFINITY);
  return Number.isNaN(time) || time === 0 ? 0 : time;
}

function daysLeft(until: PartialDate | null, today: string): number | null {
  if (until === null) return null;
  return Math.round((Date.parse(latestDay(until)) - Date.parse(today)) / 86_400_000);
}

/** Dossiers that left with a handover signed here and not refused: which one, and who continues them. */
function handedOver(store: Store): Map<string, { handover: string; successor: Unit | null }> {
  const gone = new Map<string, { handover: string; successor: Unit | null }>();
  for (const { id, direction, state } of store.handovers.all()) {
    if (direction !== "outgoing" || state === "drafted") continue;
    for (const { dossierId, outcome, successor } of store.handovers.dossiers(id)) {
      if (outcome !== "refused") gone.set(dossierId, { handover: id, successor });
    }
  }
  return gone;
}
