import { documentNumberKey, numberSeriesKey, readDocumentNumber } from "../../model/document-number.js";
import { looseKey } from "../../model/names.js";
import { earliestDay } from "../../model/partial-date.js";
import type { CaseView } from "../case-view.js";
import type { RuleReader } from "../rule-reader.js";
import { defineKindAcross, type NoticedAcross } from "./define-kind.js";

/** One paper of a run of numbers: one issuer, one type of paper. */
interface Numbered {
  number: number;
  text: string;
  key: string;
  day: string;
  dossierId: string;
  /** Reference of the dossier, for the finding of another. */
  dossier: string;
  document: string;
}

/** A run of numbers and how it is called. */
interface Run {
  issuer: string;
  type: string;
  papers: Numbered[];
}

interface Settings {
  /** Issuers of which there are many under one symbol: every Party cell signs CB, every team TKT. */
  except: Set<string>;
}

const readSettings = (rule: RuleReader): Settings => ({
  except: new Set(rule.texts("except").map((symbol) => looseKey(symbol))),
});

/** No two papers of one issuer, type and term bear the same number. */
export const numbersUnique = defineKindAcross({
  name: "numbers-unique",
  finds: ["number-duplicate"],
  read: readSettings,
  collect: (settings: Settings) => {
    const runs = collectRuns(settings);
    return { add: runs.add, finish: () => runs.terms().flatMap(duplicates) };
  },
});

/** The numbers of one issuer, type and term follow each other without a gap. */
export const numbersWithoutGaps = defineKindAcross({
  name: "numbers-without-gaps",
  finds: ["number-gap"],
  /** `longest`: a longer gap means that the papers between are kept elsewhere, and is not told. */
  read: (rule) => ({ ...readSettings(rule), longest: rule.count("longest", 3) }),
  collect: (settings: Settings & { longest: number }) => {
    const runs = collectRuns(settings);
    return { add: runs.add, finish: () => runs.terms().flatMap((run) => gaps(run, settings.longest)) };
  },
});

function collectRuns({ except }: Settings): { add: (view: CaseView) => void; terms: () => Run[] } {
  const runs = new Map<string, Run>();
  return {
    add: ({ dossier, documents }) => {
      for (const { number, date, slot, ordinal, original, source } of documents) {
        if (number === null || date === null || original === "copy") continue;
        const read = readDocumentNumber(number);
        if (read.scheme !== "party" || read.number === null || read.number === 0) continue;
        if (except.has(looseKey(read.issuer).replace(/\d+$/u, "").trim())) continue;
        const key = `${dossier.origin.code}/${dossier.origin.until} ${numberSeriesKey(read)}`;
        let run = runs.get(key);
        if (!run) {
          run = { issuer: read.issuer, type: read.type, papers: [] };
          runs.set(key, run);
        }
        run.papers.push({
          number: read.number,
          text: number,
          key: documentNumberKey(read) ?? number,
          day: earliestDay(date),
          dossierId: dossier.id,
          dossier: dossier.reference,
          document: slot ?? (source === "scan" ? `#${ordinal}` : number),
        });
      }
    },
    terms: () => [...runs.values()].flatMap(splitTerms),
  };
}

/**
 * Cuts a run where a new term of the committee begins to count from 01. Numbers grow with the days: where one falls to
 * less than half of the highest so far, and the ones after it stay low, counting has begun anew. (The day of the congress
 * is in no register.)
 */
function splitTerms(run: Run): Run[] {
  const papers = [...run.papers].sort((a, b) =>
    a.day < b.day ? -1 : a.day > b.day ? 1 : a.number - b.number,
  );
  const terms: Numbered[][] = [[]];
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

/** Papers of another day with the same number; of the same day it is the same paper, or a copy of it. */
function duplicates({ papers }: Run): NoticedAcross[] {
  const byKey = new Map<string, Numbered[]>();
  for (const paper of papers) {
    const same = byKey.get(paper.key);
    if (!same) byKey.set(paper.key, [paper]);
    else if (same.every(({ day }) => day !== paper.day)) same.push(paper);
  }
  return [...byKey.values()].flatMap((same) =>
    same.length < 2
      ? []
      : same.map((paper) => ({
          dossierId: paper.dossierId,
          noticed: {
            code: "number-duplicate" as const,
            document: paper.document,
            details: {
              number: paper.text,
              documents: same.filter((one) => one !== paper).map((one) => `${one.dossier} · ${one.document}`),
            },
          },
        })),
  );
}

function gaps({ issuer, type, papers }: Run, longest: number): NoticedAcross[] {
  const seen = [...new Set(papers.map(({ number }) => number))].sort((a, b) => a - b);
  const numbers = seen.flatMap((number, index) => {
    const missing = (seen[index + 1] ?? 0) - number - 1;
    if (missing < 1 || missing > longest) return [];
    return [missing === 1 ? `${number + 1}` : `${number + 1}–${number + missing}`];
  });
  if (numbers.length === 0) return [];
  return [{ dossierId: null, noticed: { code: "number-gap" as const, details: { issuer, type, numbers } } }];
}
