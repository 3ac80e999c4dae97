import { appendLog, type LogAction } from "../../custody/index.js";
import type { Author, EditResult } from "../../inventory/index.js";
import { cleanText } from "../../model/names.js";
import { officeTime } from "../../model/vietnam-time.js";
import type { Store } from "../../store/index.js";
import type { Context } from "../context.js";

/** Who acts and on what day: the person named, else the user of the computer. */
export function authorOf(person: string | undefined, context: Context): Author {
  const { env } = context;
  const names = [person, env.BANGIAO_PERSON, env.USERNAME, env.USER].map((one) => cleanText(one ?? ""));
  return { person: names.find((name) => name !== "") ?? "?", day: officeTime(context.now()).slice(0, 10) };
}

/** Records in the log what was done to a dossier by hand: ids and names of fields, no values. */
export function logEdit(store: Store, result: EditResult, author: Author, context: Context): void {
  if (result.changes.length === 0 && !result.added) return;
  record(store, "inventory-edited", author, context, {
    dossier: result.dossier.id,
    document: result.document?.id ?? null,
    fields: result.changes.map(({ field }) => field).join(" "),
  });
}

/** Records in the log that somebody looked at the protected names of a dossier. */
export function logReveal(store: Store, dossier: string, author: Author, context: Context): void {
  record(store, "names-revealed", author, context, { dossier });
}

function record(
  store: Store,
  action: LogAction,
  { person: actor }: Author,
  context: Context,
  details: Record<string, string | null>,
): void {
  appendLog(store, { at: officeTime(context.now()), actor, action, details });
}
