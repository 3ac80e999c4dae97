import type { Answer, AnsweredDossier, ReceiptComparison } from "../../manifest/index.js";
import type { Messages } from "../../messages/messages.js";
import { Html, html, htmlPage } from "../html-text.js";
import { harmless, indented } from "../plain-text.js";
import { jsonReporter, type Reporter, type Reporters, type SheetsOf } from "../reporter.js";
import { type LabelledSide, sideCells, sideColumns, sideLine, sideTable } from "./sides.js";

/** After so many dossiers with one answer the terminal and the page only count the rest. */
const mostLines = { text: 200, page: 5_000 };

/** What needs looking at comes first. */
const order: readonly Answer[] = [
  "refused",
  "accepted-with-reservation",
  "unanswered",
  "unlisted",
  "accepted",
];

const inks = {
  ...{ refused: "bad", unanswered: "bad", unlisted: "bad" },
  ...{ "accepted-with-reservation": "doubtful", accepted: "good" },
} as const satisfies Record<Answer, "good" | "bad" | "doubtful">;

/** What speaks against receipt and list belonging together, a sentence each. */
function troubles(result: ReceiptComparison, messages: Messages): string[] {
  const words = messages.manifest.receiptDiff;
  const { receipt, list, sameHandover, sameList, otherParties } = result;
  const told: string[] = [];
  if (!sameHandover) told.push(words.otherHandover({ receipt: receipt.id, list: list.id }));
  if (!sameList) told.push(words.otherList({ answered: receipt.manifest, found: list.sha256 }));
  for (const side of otherParties) {
    told.push(words.otherParty({ side, receipt: receipt[side], list: list[side] }));
  }
  return told;
}

function sides({ receipt, list }: ReceiptComparison, messages: Messages): LabelledSide[] {
  const words = messages.manifest.receiptDiff;
  return [
    { label: words.sides.receipt, side: { kind: "list", ...receipt } },
    { label: words.sides.list, side: list },
  ];
}

function nameOf({ reference, title, otherReference }: AnsweredDossier, messages: Messages): string {
  const other =
    otherReference === null
      ? ""
      : ` (${messages.manifest.receiptDiff.otherReference({ reference: otherReference })})`;
  return `${title === null ? reference : `${reference}  ${title}`}${other}`;
}

const text: Reporter<ReceiptComparison> = (result, voice) => {
  const { messages, ink, width } = voice;
  const { receiptDiff: words, acceptReceipt, diff } = messages.manifest;
  const blocks: string[][] = [sides(result, messages).map((one) => sideLine(one, messages))];
  const wrong = troubles(result, messages);
  if (wrong.length > 0) blocks.push(wrong.map((one) => indented("", ink.bad(harmless(one)), width)));
  for (const answer of order) {
    const these = result.dossiers.filter((one) => one.answer === answer);
    if (these.length === 0) continue;
    const lines = these
      .slice(0, mostLines.text)
      .flatMap((one) => [
        indented("  ", harmless(nameOf(one, messages)), width),
        ...one.remarks.map((remark) => indented("      ", harmless(acceptReceipt.remark(remark)), width)),
      ]);
    const rest = these.length - mostLines.text;
    if (rest > 0) lines.push(`  ${diff.more({ count: rest })}`);
    blocks.push([`${ink[inks[answer]](words.answers[answer])} (${these.length})`, ...lines]);
  }
  const sum = words.summary(result.counts);
  blocks.push([
    result.allAccepted ? ink.good(words.allAccepted) : ink.doubtful(sum),
    indented("", ink.faint(words.notVerified), width),
  ]);
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
};

const page: Reporter<ReceiptComparison> = (result, { messages }) => {
  const { receiptDiff: words, acceptReceipt, diff } = messages.manifest;
  const areas = order.map((answer) => {
    const these = result.dossiers.filter((one) => one.answer === answer);
    if (these.length === 0) return new Html("");
    const rest = these.length - mostLines.page;
    const items = these.slice(0, mostLines.page).map(
      (one) => html`<li>${nameOf(one, messages)}${one.remarks.map(
        (remark) => html`<div class="faint">${acceptReceipt.remark(remark)}</div>`,
      )}</li>
`,
    );
    return html`<h2>${words.answers[answer]} (${these.length})</h2>
<ul class="findings">
${items}</ul>
${rest > 0 ? html`<p>${diff.page.more({ count: rest })}</p>` : new Html("")}
`;
  });
  const body = html`<h1>${words.title}</h1>
${sideTable(sides(result, messages), messages)}
${troubles(result, messages).map((one) => html`<p><strong>${one}</strong></p>\n`)}
<p><strong>${result.allAccepted ? words.allAccepted : words.summary(result.counts)}</strong></p>
<p class="faint">${words.notVerified}</p>
${areas}`;
  return htmlPage(words.title, messages.language, body);
};

/** A receipt held against a list, as a workbook: a row for every dossier and every remark. */
export const receiptDiffSheets: SheetsOf<ReceiptComparison> = (result, messages) => {
  const { receiptDiff: words } = messages.manifest;
  const { columns } = words;
  const rows = result.dossiers.flatMap(({ reference, title, answer, remarks, otherReference }) => {
    const start = [reference, title, words.answers[answer], otherReference];
    return remarks.length === 0
      ? [[...start, null, null]]
      : remarks.map(({ what, why }) => [...start, what, why]);
  });
  return [
    {
      name: words.sheets.answers,
      columns: [
        { heading: columns.reference, width: 20 },
        { heading: columns.title, width: 50 },
        { heading: columns.answer, width: 22 },
        { heading: columns.otherReference, width: 20 },
        { heading: columns.what, width: 30 },
        { heading: columns.why, width: 50 },
      ],
      rows,
    },
    {
      name: words.sheets.sides,
      columns: [...sideColumns({ heading: "", width: 14 }, messages)],
      rows: [
        ...sides(result, messages).map((one) => sideCells(one, messages)),
        ...[...troubles(result, messages), words.notVerified].map((one) => [one]),
      ],
    },
  ];
};

/** Forms of a receipt held against a list. */
export const receiptDiffReporters: Reporters<ReceiptComparison> = {
  text,
  json: jsonReporter<ReceiptComparison>("bangiao-receipt-diff/1"),
  html: page,
};
