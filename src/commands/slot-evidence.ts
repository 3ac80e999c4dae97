import type { SlotEvidence } from "../inventory/index.js";
import type { Store } from "../store/index.js";
import type { Context } from "./context.js";

/** The evidence words of every slot, from the rule packs this office uses. */
export async function loadSlotEvidence(store: Store, context: Context): Promise<SlotEvidence[]> {
  const { slotEvidence } = await import("../validate/index.js");
  const { officeShelf } = await import("./check.js");
  return slotEvidence((await officeShelf(store, context)).packs);
}
