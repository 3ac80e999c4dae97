import { openCsv } from "../fs/csv.js";
import type { TableCell } from "../fs/table.js";
import type { Decision, Manifest } from "../manifest/index.js";
import { Failure } from "../model/failure.js";
import type { ReceiptOutcome } from "../model/handover.js";
import { cleanText, looseKey } from "../model/names.js";

/** The columns of the list of answers that are read; the others are there for the reader's eye. */
export const answerColumns = ["id", "reference", "answer", "what", "why"] as const;
export type AnswerColumn = (typeof answerColumns)[number];

/** Headings in both languages, as `looseKey` makes them: a list may go through hands that work in the other one. */
const headings: Record<AnswerColumn, readonly string[]> = {
  id: ["ma ho so", "dossier id"],
  reference: ["so ho so", "dossier"],
  answer: ["tra loi", "answer"],
  what: ["ve viec", "about"],
  why: ["ly do", "reason"],
};

/** What people write for an answer, as `looseKey` makes it. */
const outcomes: Record<ReceiptOutcome, readonly string[]> = {
  accepted: ["nhan", "dong y", "nhan du", "accept", "accepted", "yes", "co"],
  "accepted-with-reservation": [
    "nhan co bao luu",
    "bao luu",
    "accept with reservation",
    "accepted with reservation",
    "reservation",
  ],
  refused: ["tu choi", "khong nhan", "khong", "refuse", "refused", "no"],
};

/** A row of a list of answers that could not be used. */
export interface WrongAnswer {
  row: number;
  problem: "dossier-unknown" | "answer-unknown" | "answers-differ";
  text: string;
}

/**
 * Reads the answers about the dossiers of a manifest from a CSV file: one row a dossier, further rows for further
 * remarks. A dossier without an answer stays without one. Throws `answers-wrong` with every row that cannot be used.
 */
export async function readAnswers(path: string, manifest: Manifest): Promise<Map<string, Decision>> {
  const table = await openCsv(path);
  const ids = new Map(manifest.dossiers.map((one) => [one.id, one]));
  const byReference = new Map<string, string[]>();
  for (const { id, reference } of manifest.dossiers) {
    byReference.set(reference, [...(byReference.get(reference) ?? []), id]);
  }
  let columns: Map<AnswerColumn, number> | null = null;
  const answers = new Map<string, Decision>();
  const wrong: WrongAnswer[] = [];
  for await (const { number, cells } of table.rows) {
    if (!columns) {
      columns = columnsOf(cells.map(text));
      continue;
    }
    const at = columns;
    const cell = (column: AnswerColumn): string => text(cells[at.get(column) ?? -1] ?? null);
    const [id, reference, answer] = [cell("id"), unguarded(cell("reference")), cell("answer")];
    const namesakes = byReference.get(reference) ?? [];
    const dossier = ids.has(id) ? id : id === "" && namesakes.length === 1 ? namesakes[0]! : null;
    if (dossier === null) {
      wrong.push({ row: number, problem: "dossier-unknown", text: reference || id });
      continue;
    }
    const known = answers.get(dossier);
    const outcome = answer === "" ? (known?.outcome ?? null) : outcomeOf(answer);
    if (answer === "" && outcome === null) continue;
    if (outcome === null) {
      wrong.push({ row: number, problem: "answer-unknown", text: answer });
      continue;
    }
    if (known && known.outcome !== outcome) {
      wrong.push({ row: number, problem: "answers-differ", text: reference });
      continue;
    }
    const [what, why] = [unguarded(cell("what")), unguarded(cell("why"))];
    const remarks = what === "" && why === "" ? [] : [{ what: what === "" ? null : what, why }];
    answers.set(dossier, { outcome, remarks: [...(known?.remarks ?? []), ...remarks] });
  }
  if (!columns?.has("answer") || !(columns.has("id") || columns.has("reference"))) {
    throw new Failure("answers-wrong", { path, rows: [] });
  }
  if (wrong.length > 0) throw new Failure("answers-wrong", { path, rows: wrong });
  return answers;
}

function columnsOf(titles: string[]): Map<AnswerColumn, number> {
  const columns = new Map<AnswerColumn, number>();
  for (const [index, title] of titles.entries()) {
    const column = answerColumns.find((one) => headings[one].includes(looseKey(title)));
    if (column && !columns.has(column)) columns.set(column, index);
  }
  return columns;
}

function outcomeOf(answer: string): ReceiptOutcome | null {
  const key = looseKey(answer);
  for (const [outcome, words] of Object.entries(outcomes)) {
    if (words.includes(key)) return outcome as ReceiptOutcome;
  }
  return null;
}

function text(cell: TableCell | null): string {
  return cell?.kind === "text" ? cleanText(cell.text) : "";
}

/** Without the apostrophe that keeps a spreadsheet program from taking a cell for a formula. */
function unguarded(cell: string): string {
  return cell.replace(/^'(?=[=+@-])/u, "");
}
