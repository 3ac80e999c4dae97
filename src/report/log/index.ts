import type { LogCheck, LogLine } from "../../custody/index.js";
import { byteOrderMark, csvText } from "../../model/csv-text.js";
import { dateTime } from "../figures.js";
import { harmless, wrap } from "../plain-text.js";
import { jsonReporter, type Reporters, type Voice } from "../reporter.js";

/** Forms of the result of `log`. */
export const logReporters: Reporters<{ entries: LogLine[] }> = {
  text: ({ entries }, voice) => {
    const { messages, ink, width } = voice;
    const { log } = messages.custody;
    if (entries.length === 0) return `${log.empty}\n`;
    const lines = entries.map((entry) => {
      const { seq, at, actor } = entry;
      const who = known(actor) ? ` (${log.by({ actor })})` : "";
      const about = aboutText(entry, voice);
      const text = `${seq}. ${dateTime(at)}  ${ink.strong(actionText(entry, voice))}  ${harmless(about)}${harmless(who)}`;
      return wrap(text, width, "   ");
    });
    return `${lines.join("\n")}\n`;
  },
  json: jsonReporter("bangiao-log/1"),
};

/** The log as CSV for Excel, one entry a row. */
export function logCsv(entries: readonly LogLine[], voice: Voice): string {
  const { columns } = voice.messages.custody.log;
  const heading = [columns.seq, columns.at, columns.actor, columns.action, columns.about, columns.sha256];
  const rows = entries.map((entry) => [
    entry.seq,
    entry.at,
    known(entry.actor) ? entry.actor : "",
    actionText(entry, voice),
    aboutText(entry, voice),
    entry.sha256,
  ]);
  return `${byteOrderMark}${csvText([heading, ...rows])}`;
}

/** Forms of the result of `log export`. */
export const logExportReporters: Reporters<LogCheck & { path: string }> = {
  text: ({ path, entries, last, whole, broken }, { messages, ink }) => {
    const { log } = messages.custody;
    const lines = [ink.good(harmless(log.exported({ path, entries })))];
    if (last !== null) lines.push(log.lastDigest({ digest: last }));
    if (!whole) lines.push(ink.bad(log.broken({ seq: broken ?? 0 })));
    return `${lines.join("\n")}\n`;
  },
  json: jsonReporter("bangiao-log-exported/1"),
};

function known(actor: string): boolean {
  return actor !== "" && actor !== "?";
}

function actionText({ action }: LogLine, { messages }: Voice): string {
  return messages.custody.log.actions[action] ?? harmless(action);
}

/** What an entry is about, in words: references instead of ids, names of fields, the beginning of a digest. */
function aboutText({ details, names }: LogLine, { messages }: Voice): string {
  const { catalogue, custody, house } = messages;
  const fieldWord = (field: string): string => {
    const words: Record<string, string> = { ...house.words.conditions, ...catalogue.fields };
    return Object.hasOwn(words, field) ? words[field]! : field;
  };
  return Object.entries(details)
    .flatMap(([key, value]) => {
      if (value === null || value === "" || value === "?") return [];
      const label = Object.hasOwn(custody.log.labels, key) ? custody.log.labels[key] : undefined;
      let shown = String(value);
      if (key === "dossier" || key === "document") {
        const name = names[key];
        // An id that nothing bears any more says nothing to a reader; the JSON form keeps it.
        if (name === undefined && /^[0-9a-f-]{36}$/u.test(shown)) return [];
        shown = name ?? shown;
      } else if (key === "fields") shown = shown.split(" ").map(fieldWord).join(", ");
      else if (/^[0-9a-f]{64}$/u.test(shown)) shown = `${shown.slice(0, 12)}…`;
      return [label === undefined ? shown : `${label} ${shown}`];
    })
    .join(" · ");
}

/** Forms of the result of `log verify`. */
export const logCheckReporters: Reporters<LogCheck> = {
  text: ({ whole, entries, broken, last, known: noted }, { messages, ink, width }) => {
    const { log } = messages.custody;
    const lines: string[] = [];
    if (!whole) lines.push(ink.bad(log.broken({ seq: broken ?? 0 })));
    else if (last === null) lines.push(log.empty);
    else lines.push(ink.good(log.whole({ entries, digest: last })));
    if (noted === true) lines.push(ink.good(log.notedThere));
    else if (noted === false) lines.push(ink.bad(wrap(log.notedGone, width, "")));
    else if (whole && last !== null) lines.push(ink.faint(wrap(log.limit, width, "")));
    return `${lines.join("\n")}\n`;
  },
  json: jsonReporter("bangiao-log-check/1"),
};
