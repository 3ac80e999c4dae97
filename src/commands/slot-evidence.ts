import { join } from "node:path";
import type { SlotEvidence } from "../inventory/index.js";
import type { Context } from "./context.js";

/** The evidence words of every slot, from the rule packs in use. */
export async function loadSlotEvidence(context: Context): Promise<SlotEvidence[]> {
  const { loadRulePacks, slotEvidence } = await import("../validate/index.js");
  return slotEvidence(await loadRulePacks(join(context.templates, "rules")));
}
