import type { Author } from "../../inventory/index.js";
import { cleanText } from "../../model/names.js";
import type { Context } from "../context.js";

/** Who acts and on what day: the person named, else the user of the computer. */
export function authorOf(person: string | undefined, context: Context): Author {
  const { env } = context;
  const name = [person, env.BANGIAO_PERSON, env.USERNAME, env.USER]
    .map((one) => cleanText(one ?? ""))
    .find(Boolean);
  return { person: name ?? "?", day: dayInVietnam(context.now()) };
}

/** The day it is in Việt Nam, `YYYY-MM-DD`, wherever the computer thinks it is. */
function dayInVietnam(now: Date): string {
  return new Date(now.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
}
