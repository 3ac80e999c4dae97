import { documentNumberKey, numberSeriesKey, readDocumentNumber } from "../model/document-number.js";
import type { PartialDate } from "../model/dossier.js";
import { earliestDay } from "../model/partial-date.js";

/** A paper as far as its number goes. */
export interface NumberedPaper {
  number: string | null;
  date: PartialDate | null;
  original: "original" | "copy" | null;
}

/** One paper of a run of numbers, with what its caller needs to name it. */
export interface Numbered<Named> {
  number: number;
  text: string;
  key: string;
  day: string;
  paper: Named;
}

/** The numbers that one issuer gave to one type of paper in one term, by day. */
export interface NumberRun<Named> {
  issuer: string;
  type: string;
  papers: Numbered<Named>[];
}

/**
 * Gathers papers into runs. `counts` says of which issuers; papers without number or day, copies, and numbers of state
 * bodies are in no run.
 */
export class NumberRuns<Named> {
  readonly #runs = new Map<string, NumberRun<Named>>();

  constructor(readonly counts: (issuer: string) => boolean) {}

  /** `unit`: whose papers they are; two units have runs of their own. */
  add(unit: string, { number, date, original }: NumberedPaper, paper: Named): void {
    if (number === null || date === null || original === "copy") return;
    const read = readDocumentNumber(number);
    if (read.scheme !== "party" || read.number === null || read.number === 0) return;
    if (!this.counts(read.issuer)) return;
    const series = `${unit} ${numberSeriesKey(read)}`;
    let run = this.#runs.get(series);
    if (!run) {
      run = { issuer: read.issuer, type: read.type, papers: [] };
      this.#runs.set(series, run);
    }
    const key = documentNumberKey(read) ?? number;
    run.papers.push({ number: read.number, text: number, key, day: earliestDay(date), paper });
  }

  /** The runs, each cut where a term ends. */
  ofTerms(): NumberRun<Named>[] {
    return [...this.#runs.values()].flatMap(splitTerms);
  }
}

/**
 * Cuts a run where a new term of the committee begins to count from 01. Numbers grow with the days: where one falls to
 * less than half of the highest so far, and the ones after it stay low, counting has begun anew. (The day of the congress
 * is in no register.)
 */
function splitTerms<Named>(run: NumberRun<Named>): NumberRun<Named>[] {
  const papers = [...run.papers].sort((a, b) =>
    a.day < b.day ? -1 : a.day > b.day ? 1 : a.number - b.number,
  );
  const terms: Numbered<Named>[][] = [[]];
  let highest = 0;
  papers.forEach((paper, index) => {
    const following = papers.slice(index, index + 3);
    if (highest > 3 && following.every(({ number }) => number * 2 < highest)) {
      terms.push([]);
      highest = 0;
    }
    highest = Math.max(highest, paper.number);
    terms.at(-1)!.push(paper);
  });
  return terms.map((term) => ({ ...run, papers: term }));
}

/** Papers of different days that bear the same number, together; of the same day it is the same paper, or a copy of it. */
export function duplicatesIn<Named>({ papers }: NumberRun<Named>): Numbered<Named>[][] {
  const byKey = new Map<string, Numbered<Named>[]>();
  for (const paper of papers) {
    const same = byKey.get(paper.key);
    if (!same) byKey.set(paper.key, [paper]);
    else if (same.every(({ day }) => day !== paper.day)) same.push(paper);
  }
  return [...byKey.values()].filter((same) => same.length > 1);
}

/** Numbers left out between two that were given, `14`, `17–18`; a gap of more than `longest` is not told. */
export function gapsIn<Named>({ papers }: NumberRun<Named>, longest: number): string[] {
  const seen = [...new Set(papers.map(({ number }) => number))].sort((a, b) => a - b);
  return seen.flatMap((number, index) => {
    const missing = (seen[index + 1] ?? 0) - number - 1;
    if (missing < 1 || missing > longest) return [];
    return [missing === 1 ? `${number + 1}` : `${number + 1}–${number + missing}`];
  });
}
