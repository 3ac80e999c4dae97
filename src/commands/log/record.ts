import { appendLog, type LogAction } from "../../custody/index.js";
import type { Store } from "../../store/index.js";
import { actorOf } from "../actor.js";
import type { Context } from "../context.js";
import { officeTime } from "../office-time.js";

/** Records in the log what a command has just changed: ids, counts and digests, never names or contents. */
export function recordInLog(
  context: Context,
  store: Store,
  action: LogAction,
  details: Record<string, string | number | null>,
): void {
  appendLog(store, { at: officeTime(context.now()), actor: actorOf(context), action, details });
}
