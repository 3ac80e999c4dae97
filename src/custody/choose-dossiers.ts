import { successorHint } from "../inventory/index.js";
import type { Dossier } from "../model/dossier.js";
import { Failure } from "../model/failure.js";
import { nearest } from "../model/names.js";
import { type Unit, unitKey } from "../model/unit.js";
import { sameName } from "./plan.js";

/** What a handover is to hold. */
export interface Choice {
  receiver: Unit;
  /** Who continues an open case, by reference. */
  cases: ReadonlyMap<string, Unit>;
  /** Only the cases named, not the block of closed dossiers. */
  casesOnly: boolean;
  /** Units that took over parts of the giver's area; more than one means that nobody but a person can say who continues. */
  successors: readonly Unit[];
  /** Handover that holds a dossier already, by dossier id. */
  promised: ReadonlyMap<string, { handover: string; receiver: Unit }>;
}

export interface Chosen {
  included: { dossier: Dossier; successor: Unit | null }[];
  remaining: {
    dossier: Dossier;
    reason: "goes-to-other-receiver" | "in-other-handover" | "no-successor";
    receiver: Unit | null;
    handover: string | null;
  }[];
}

/**
 * Sorts an inventory into what this handover holds and what stays out of it: closed dossiers go as one block, open
 * cases to whoever continues them. Without a word of the giver a case follows the block, but never after a split.
 * Throws `dossier-not-found`, `case-not-open`, `cases-without-successor`.
 */
export function chooseDossiers(dossiers: readonly Dossier[], choice: Choice, forced: boolean): Chosen {
  const byReference = new Map(dossiers.map((one) => [one.reference, one]));
  for (const reference of choice.cases.keys()) {
    const dossier = byReference.get(reference);
    if (!dossier) {
      const near = nearest(reference, byReference.keys());
      throw new Failure("dossier-not-found", { reference, nearest: near === undefined ? [] : [near] });
    }
    if (dossier.status !== "open") throw new Failure("case-not-open", { reference });
  }
  const chosen: Chosen = { included: [], remaining: [] };
  const undecided: Dossier[] = [];
  const here = unitKey(choice.receiver);
  for (const dossier of dossiers) {
    const promise = choice.promised.get(dossier.id);
    if (promise) {
      chosen.remaining.push({ dossier, reason: "in-other-handover", ...promise });
      continue;
    }
    if (dossier.status === "closed") {
      if (choice.casesOnly) {
        chosen.remaining.push({ dossier, reason: "no-successor", receiver: null, handover: null });
      } else chosen.included.push({ dossier, successor: null });
      continue;
    }
    const named = choice.cases.get(dossier.reference);
    const successor = named ?? (choice.successors.length > 1 || choice.casesOnly ? null : choice.receiver);
    if (successor === null) {
      if (!choice.casesOnly) undecided.push(dossier);
      chosen.remaining.push({ dossier, reason: "no-successor", receiver: null, handover: null });
    } else if (unitKey(successor) === here) chosen.included.push({ dossier, successor });
    else {
      chosen.remaining.push({
        dossier,
        reason: "goes-to-other-receiver",
        receiver: successor,
        handover: null,
      });
    }
  }
  if (undecided.length > 0 && !forced) {
    const candidates = choice.successors.map(({ code, name }) => ({ code, name }));
    const references = undecided.map(({ reference }) => reference);
    const hints = undecided.flatMap((dossier) => hintOf(dossier, candidates));
    throw new Failure("cases-without-successor", { references, candidates, hints });
  }
  return chosen;
}

/** Who the register says should continue a case: shown to the person who decides, never taken for an answer. */
function hintOf(
  { reference, notes, secrecy }: Dossier,
  candidates: readonly { code: string; name: string }[],
): { reference: string; unit: string; code: string | null }[] {
  const unit = secrecy === "none" ? successorHint(notes) : null;
  if (unit === null) return [];
  return [{ reference, unit, code: candidates.find(({ name }) => sameName(name, unit))?.code ?? null }];
}
