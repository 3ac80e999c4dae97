import type { Dossier, SlotState } from "../model/dossier.js";
import type { Store } from "../store/index.js";
import { type CheckResult, checkDossiers, type PackShelf, type SlotResult } from "../validate/index.js";

/** Slots from this order on close a dossier and say nothing of how far a case has come. */
const closingOrder = 900;

/** Where an open case stands: what the clerk stated, else the furthest step that a paper in it shows. */
export function withStep(
  { status, openCase }: Dossier,
  slots: readonly SlotResult[],
  orders: ReadonlyMap<string, number>,
): Dossier["openCase"] {
  if (status !== "open" || openCase?.step) return openCase;
  let step: string | null = null;
  for (const { slot, state } of slots) {
    const order = orders.get(slot);
    if (order === undefined || !there.has(state)) continue;
    if (step === null || order > orders.get(step)!) step = slot;
  }
  const nothing = { nextStep: null, deadline: null, team: null };
  return step === null ? openCase : { ...(openCase ?? nothing), step };
}

/** Place in its procedure of every slot that is a step. */
export function stepOrders(shelf: PackShelf): Map<string, number> {
  const steps = shelf.packs.flatMap(({ slots }) =>
    slots.filter(({ inOrder, order }) => inOrder && order < closingOrder),
  );
  return new Map(steps.map(({ code, order }) => [code, order]));
}

const there: ReadonlySet<SlotState> = new Set(["present", "withheld", "paper-only", "held-elsewhere"]);

/**
 * How far open cases have come, by dossier id, as the papers in them show; those of which the clerk stated the step are left out.
 * `check` spares checking them again.
 */
export function shownSteps(
  store: Store,
  shelf: PackShelf,
  at: string,
  check: Pick<CheckResult, "dossiers"> | null = null,
): Map<string, string> {
  const silent = new Map(
    store.dossiers
      .all()
      .flatMap((one) => (one.status === "open" && !one.openCase?.step ? [[one.id, one] as const] : [])),
  );
  if (silent.size === 0) return new Map();
  const checked = check ?? checkDossiers(store, shelf, { at, only: new Set(silent.keys()) });
  const orders = stepOrders(shelf);
  return new Map(
    checked.dossiers.flatMap(({ id, slots }) => {
      const dossier = silent.get(id);
      const step = dossier ? withStep(dossier, slots, orders)?.step : null;
      return step ? [[id, step] as const] : [];
    }),
  );
}
