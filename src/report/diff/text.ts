import { harmless, indented } from "../plain-text.js";
import type { Reporter, Voice } from "../reporter.js";
import {
  areasOf,
  countsOf,
  type Difference,
  type DifferenceKind,
  type DiffView,
  sameWords,
  setAsideWords,
  sidesOf,
} from "./areas.js";
import { sideLine } from "./sides.js";

/** After so many lines of one sort the rest is only counted. */
const mostLines = 200;

/** The comparison for the terminal: part by part, with the sum of it last. */
export const diffText: Reporter<DiffView> = (diff, voice) => {
  const { messages, ink } = voice;
  const { diff: words } = messages.manifest;
  const blocks: string[][] = [sidesOf(diff, messages).map((one) => sideLine(one, messages))];
  for (const { title, differences } of areasOf(diff, messages)) {
    const lines = differences.flatMap((one) => linesOf(one, voice));
    const shown = lines.slice(0, mostLines);
    if (shown.length < lines.length) shown.push(`  ${words.more({ count: lines.length - shown.length })}`);
    blocks.push([ink.strong(title), ...shown]);
  }
  const aside = setAsideWords(diff, messages);
  blocks.push([
    diff.same ? ink.good(sameWords(diff, messages)) : ink.doubtful(words.summary(countsOf(diff))),
    ...(aside === null ? [] : [ink.faint(aside)]),
  ]);
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
};

const signs = { added: "+", removed: "−", changed: "~", moved: "→", renamed: "→", regrouped: "→" } as const;
const inkOf = (kind: DifferenceKind) => (kind === "added" ? "good" : kind === "removed" ? "bad" : "doubtful");

function linesOf({ kind, name, fields }: Difference, { ink, messages, width }: Voice): string[] {
  const details = fields.map(({ field, before, after }) =>
    indented("      ", harmless(`${field}: ${before} → ${after}`), width),
  );
  if (kind === null || name === null) return details;
  const mark = ink[inkOf(kind)](`${signs[kind]} ${messages.manifest.diff[kind]}`);
  return [indented("  ", `${mark}: ${harmless(name)}`, width), ...details];
}
