import type { Named } from "../../model/findings/check.js";
import { officeShelf } from "../check.js";
import type { Context } from "../context.js";

/** What the rule packs of this office call the places in a dossier, by code. */
export async function slotNames(context: Context): Promise<ReadonlyMap<string, Named>> {
  const store = context.workspaceIfAny() ? await context.store() : null;
  const { packs } = await officeShelf(store, context);
  return new Map(packs.flatMap(({ slots }) => slots.map(({ code, name }) => [code, name] as const)));
}
