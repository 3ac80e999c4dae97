import { looseKey } from "../../model/names.js";
import type { CaseView } from "../case-view.js";
import { duplicatesIn, gapsIn, type NumberRun, NumberRuns } from "../number-runs.js";
import type { RuleReader } from "../rule-reader.js";
import { defineKindAcross, type NoticedAcross } from "./define-kind.js";

/** Where a numbered paper is, for the finding of another. */
interface Place {
  dossierId: string;
  /** Reference of the dossier. */
  dossier: string;
  document: string;
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
    const { add, runs } = collectRuns(settings);
    return { add, finish: () => runs.ofTerms().flatMap(duplicates) };
  },
});

/** The numbers of one issuer, type and term follow each other without a gap. */
export const numbersWithoutGaps = defineKindAcross({
  name: "numbers-without-gaps",
  finds: ["number-gap"],
  /** `longest`: a longer gap means that the papers between are kept elsewhere, and is not told. */
  read: (rule) => ({ ...readSettings(rule), longest: rule.count("longest", 3) }),
  collect: (settings: Settings & { longest: number }) => {
    const { add, runs } = collectRuns(settings);
    return { add, finish: () => runs.ofTerms().flatMap((run) => gaps(run, settings.longest)) };
  },
});

function collectRuns({ except }: Settings): { add: (view: CaseView) => void; runs: NumberRuns<Place> } {
  const runs = new NumberRuns<Place>((issuer) => !except.has(looseKey(issuer).replace(/\d+$/u, "").trim()));
  return {
    add: ({ dossier, documents }) => {
      const unit = `${dossier.origin.code}/${dossier.origin.until}`;
      for (const one of documents) {
        const { slot, source, ordinal, number } = one;
        const document = slot ?? (source === "scan" ? `#${ordinal}` : (number ?? ""));
        runs.add(unit, one, { dossierId: dossier.id, dossier: dossier.reference, document });
      }
    },
    runs,
  };
}

function duplicates(run: NumberRun<Place>): NoticedAcross[] {
  return duplicatesIn(run).flatMap((same) =>
    same.map((one) => ({
      dossierId: one.paper.dossierId,
      noticed: {
        code: "number-duplicate" as const,
        document: one.paper.document,
        details: {
          number: one.text,
          documents: same
            .filter((other) => other !== one)
            .map(({ paper }) => `${paper.dossier} · ${paper.document}`),
        },
      },
    })),
  );
}

function gaps(run: NumberRun<Place>, longest: number): NoticedAcross[] {
  const numbers = gapsIn(run, longest);
  if (numbers.length === 0) return [];
  const { issuer, type } = run;
  return [{ dossierId: null, noticed: { code: "number-gap" as const, details: { issuer, type, numbers } } }];
}
