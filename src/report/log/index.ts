import type { LogCheck, LogLine } from "../../custody/index.js";
import { dateTime } from "../figures.js";
import { harmless, wrap } from "../plain-text.js";
import { jsonReporter, type Reporters } from "../reporter.js";

/** Forms of the result of `log`. */
export const logReporters: Reporters<{ entries: LogLine[] }> = {
  text: ({ entries }, { messages, ink, width }) => {
    const { log } = messages.custody;
    if (entries.length === 0) return `${log.empty}\n`;
    const lines = entries.map(({ seq, at, actor, action, details }) => {
      const about = Object.entries(details)
        .filter(([, value]) => value !== null)
        .map(([key, value]) => {
          // A digest in full is for the JSON form; here its beginning is enough to compare with paper.
          const digest = typeof value === "string" && /^[0-9a-f]{64}$/u.test(value);
          const shown = digest ? `${value.slice(0, 12)}…` : String(value);
          const label = Object.hasOwn(log.labels, key) ? log.labels[key] : undefined;
          return label === undefined ? shown : `${label} ${shown}`;
        })
        .join(" · ");
      const who = actor === "" ? "" : ` (${log.by({ actor })})`;
      const text = `${seq}. ${dateTime(at)}  ${ink.strong(log.actions[action] ?? harmless(action))}  ${harmless(about)}${harmless(who)}`;
      return wrap(text, width, "   ");
    });
    return `${lines.join("\n")}\n`;
  },
  json: jsonReporter("bangiao-log/1"),
};

/** Forms of the result of `log verify`. */
export const logCheckReporters: Reporters<LogCheck> = {
  text: ({ whole, entries, broken, last }, { messages, ink }) => {
    const { log } = messages.custody;
    if (whole && last === null) return `${log.empty}\n`;
    return `${
      whole ? ink.good(log.whole({ entries, digest: last ?? "" })) : ink.bad(log.broken({ seq: broken ?? 0 }))
    }\n`;
  },
  json: jsonReporter("bangiao-log-check/1"),
};
