import type { DiffSide } from "../../manifest/index.js";
import { dateTime } from "../figures.js";
import { harmless, indented } from "../plain-text.js";
import type { Reporter, Voice } from "../reporter.js";
import { areasOf, countsOf, type Difference, type DiffView } from "./areas.js";

/** After so many lines of one sort the rest is only counted. */
const mostLines = 200;

/** The comparison for the terminal: part by part, with the sum of it last. */
export const diffText: Reporter<DiffView> = (diff, voice) => {
  const { messages, ink } = voice;
  const { diff: words } = messages.manifest;
  const side = (label: string, { id, createdAt, giver, receiver }: DiffSide): string =>
    `${label}: ${harmless(`${id}, ${dateTime(createdAt)}, ${giver} → ${receiver}`)}`;
  const blocks: string[][] = [[side(words.sides.before, diff.before), side(words.sides.after, diff.after)]];
  for (const { title, differences } of areasOf(diff, messages)) {
    const lines = differences.flatMap((one) => linesOf(one, voice));
    const shown = lines.slice(0, mostLines);
    if (shown.length < lines.length) shown.push(`  ${words.more({ count: lines.length - shown.length })}`);
    blocks.push([ink.strong(title), ...shown]);
  }
  blocks.push([diff.same ? ink.good(words.same) : ink.doubtful(words.summary(countsOf(diff)))]);
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
};

const signs = { added: "+", removed: "−", changed: "~", moved: "→" } as const;
const inks = { added: "good", removed: "bad", changed: "doubtful", moved: "doubtful" } as const;

function linesOf({ kind, name, fields }: Difference, { ink, messages, width }: Voice): string[] {
  const details = fields.map(({ field, before, after }) =>
    indented("      ", harmless(`${field}: ${before} → ${after}`), width),
  );
  if (kind === null || name === null) return details;
  const mark = ink[inks[kind]](`${signs[kind]} ${messages.manifest.diff[kind]}`);
  return [indented("  ", `${mark}: ${harmless(name)}`, width), ...details];
}
