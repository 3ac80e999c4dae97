import type { PartialDate } from "../../model/dossier.js";
import { earliestDay, latestDay } from "../../model/partial-date.js";
import { type CheckedDocument, isClosing } from "../case-view.js";
import { defineKind } from "./define-kind.js";

interface Step {
  slot: string;
  date: PartialDate;
  order: number;
}

/** The dates of the papers follow the order of the procedure. */
export const documentsInOrder = defineKind({
  name: "documents-in-order",
  finds: ["documents-out-of-order"],
  read: () => null,
  check: ({ pack, bySlot }) => {
    const steps: Step[] = [];
    for (const slot of pack?.slots ?? []) {
      if (!slot.inOrder || isClosing(slot)) continue;
      for (const { date } of datedOriginals(bySlot.get(slot.code) ?? []))
        steps.push({ slot: slot.code, date, order: slot.order });
    }
    return outOfOrder(steps).map(({ step, before }) => ({
      code: "documents-out-of-order",
      document: step.slot,
      details: { slot: step.slot, date: step.date, before: before.slot, beforeDate: before.date },
    }));
  },
});

/** Papers with a date, earliest first; a copy may bear the date of its copying. */
function datedOriginals(documents: readonly CheckedDocument[]): { date: PartialDate }[] {
  return documents
    .filter(
      (document): document is CheckedDocument & { date: string } =>
        document.date !== null && document.original !== "copy",
    )
    .sort((a, b) => (latestDay(a.date) < latestDay(b.date) ? -1 : 1));
}

/**
 * The fewest steps that have to be left out for the rest to stand in order, each with the step it should not come before.
 * Where one of two could be left out, the later step of the procedure is.
 */
function outOfOrder(steps: readonly Step[]): { step: Step; before: Step }[] {
  if (inOrder(steps)) return [];
  // Longest run in order that ends with each step; papers of one step have no order among themselves.
  const best: { length: number; latest: string; previous: number }[] = [];
  let last = -1;
  steps.forEach((step, index) => {
    let own = { length: 1, latest: earliestDay(step.date), previous: -1 };
    for (let before = 0; before < index; before += 1) {
      const run = best[before]!;
      if (latestDay(step.date) < run.latest || run.length < own.length) continue;
      const latest = later(earliestDay(step.date), run.latest);
      if (run.length + 1 > own.length) own = { length: run.length + 1, latest, previous: before };
    }
    best.push(own);
    if (last < 0 || own.length > best[last]!.length) last = index;
  });
  const kept = new Set<number>();
  for (let index = last; index >= 0; index = best[index]!.previous) kept.add(index);
  return steps.flatMap((step, index) => {
    if (kept.has(index)) return [];
    const before = steps.find(
      (other, at) =>
        kept.has(at) &&
        ((other.order < step.order && latestDay(step.date) < earliestDay(other.date)) ||
          (other.order > step.order && latestDay(other.date) < earliestDay(step.date))),
    );
    if (!before) return [];
    return before.order < step.order ? [{ step, before }] : [{ step: before, before: step }];
  });
}

function inOrder(steps: readonly Step[]): boolean {
  let latest = "";
  for (const { date } of steps) {
    if (latestDay(date) < latest) return false;
    if (earliestDay(date) > latest) latest = earliestDay(date);
  }
  return true;
}

function later(a: string, b: string): string {
  return a < b ? b : a;
}
