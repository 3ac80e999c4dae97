import type { Named } from "../../model/findings/check.js";
import { officeShelf } from "../check.js";
import type { Context } from "../context.js";

/** What the rule packs of this office call the places in a dossier, by code. */
export async function slotNames(context: Context): Promise<ReadonlyMap<string, Named>> {
  return namesOf(await officeShelf(context.workspaceIfAny() ? await context.store() : null, context));
}

/** The same from the shipped rule packs alone: papers of one list are the same whoever prints them. */
export async function shippedSlotNames(context: Context): Promise<ReadonlyMap<string, Named>> {
  return namesOf(await officeShelf(null, context));
}

function namesOf({ packs }: Awaited<ReturnType<typeof officeShelf>>): ReadonlyMap<string, Named> {
  return new Map(packs.flatMap(({ slots }) => slots.map(({ code, name }) => [code, name] as const)));
}
