import type { DiffSide } from "../../manifest/index.js";
import type { Messages } from "../../messages/messages.js";
import { dateTime } from "../figures.js";
import { type Html, html } from "../html-text.js";
import { harmless } from "../plain-text.js";
import type { Sheet } from "../reporter.js";

/** What is compared, as it is named above the result: which list, of when, from whom to whom; or whose inventory. */
export type NamedSide =
  | { kind: "list"; id: string; createdAt: string; giver: string; receiver: string }
  | Extract<DiffSide, { kind: "workspace" }>;

/** A side with the word that stands before it. */
export interface LabelledSide {
  label: string;
  side: NamedSide;
}

/** A side in a line. */
export function sideLine({ label, side }: LabelledSide, messages: Messages): string {
  const { what, at, who } = wordsOf(side, messages);
  const parties = who.length > 0 ? [who.join(" → ")] : [];
  return harmless(`${label}: ${[what, at, ...parties].join(", ")}`);
}

/** The sides as a small table of a page. */
export function sideTable(sides: readonly LabelledSide[], messages: Messages): Html {
  const rows = sides.map(({ label, side }) => {
    const { what, at, who } = wordsOf(side, messages);
    return html`<tr><th>${label}</th><td>${what}</td><td>${at}</td><td>${who.join(" → ")}</td></tr>
`;
  });
  return html`<table><tbody>
${rows}</tbody></table>`;
}

/** A side as the cells of a row: label, what it is, when, giver, receiver. */
export function sideCells({ label, side }: LabelledSide, messages: Messages): Sheet["rows"][number] {
  const { what, at, who } = wordsOf(side, messages);
  return [label, what, at, who[0] ?? null, who[1] ?? null];
}

/** The columns of such rows; `first` heads the labels. */
export function sideColumns(first: { heading: string; width: number }, messages: Messages): Sheet["columns"] {
  const { columns } = messages.manifest.diff;
  return [
    first,
    { heading: columns.id, width: 24 },
    { heading: columns.madeAt, width: 18 },
    { heading: columns.giver, width: 36 },
    { heading: columns.receiver, width: 36 },
  ];
}

function wordsOf(side: NamedSide, messages: Messages): { what: string; at: string; who: string[] } {
  return side.kind === "list"
    ? { what: side.id, at: dateTime(side.createdAt), who: [side.giver, side.receiver] }
    : { what: messages.manifest.diff.inventory({ unit: side.unit }), at: dateTime(side.at), who: [] };
}
