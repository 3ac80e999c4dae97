import type { Context } from "./context.js";

/** Who sits at the computer, for the log: the name the system gives. */
export function actorOf(context: Context): string {
  return context.env.USERNAME ?? context.env.USER ?? context.env.LOGNAME ?? "";
}
