import { hasOwnRun, type Manifest, type ManifestDocument, type ManifestDossier } from "../manifest/index.js";
import { compareVietnamese } from "../model/names.js";
import { duplicatesIn, gapsIn, NumberRuns } from "../validate/index.js";
import { inReadingOrder } from "./spelling.js";

/** A longer gap means that the papers between are kept elsewhere; the check of dossiers draws the line there too. */
const longestGap = 2;

/** Numbers of the giver's own papers that stand on none listed, run by run: `{ symbol: "TB/UBKTĐU", numbers: "13; 17–18" }`. */
export function numbersLeftOut({ giver, dossiers }: Manifest) {
  return runsOf(giver, dossiers)
    .flatMap((run) => {
      const numbers = gapsIn(run, longestGap);
      const years = [...new Set([run.papers[0]!, run.papers.at(-1)!].map(({ day }) => day.slice(0, 4)))];
      return numbers.length === 0
        ? []
        : [{ symbol: `${run.type}/${run.issuer}`, numbers: numbers.join("; "), years: years.join(" – ") }];
    })
    .sort((a, b) => compareVietnamese(a.symbol, b.symbol) || (a.years < b.years ? -1 : 1));
}

/** Numbers that papers of different days bear, with the dossiers they are in; of classified papers nothing is told. */
export function numbersRepeated({ giver, dossiers }: Manifest) {
  return runsOf(giver, dossiers)
    .flatMap((run) => duplicatesIn(run))
    .filter((same) => same.every(({ paper }) => paper.document.state !== "withheld"))
    .map((same) => ({
      number: same[0]!.text,
      where: same.map(({ paper: { reference } }) => reference).join(", "),
    }))
    .sort((a, b) => compareVietnamese(a.number, b.number));
}

/** A paper of which a scan is found in more than one place, and how many times it holds it. */
interface ScanPlace {
  reference: string;
  ordinal: number;
  times: number;
}

/** Scans that are in more than one place, byte for byte, each with its places. */
export function scansRepeated({ dossiers }: Manifest): ScanPlace[][] {
  const scans = new Map<string, ScanPlace[]>();
  for (const { reference, documents } of inReadingOrder(dossiers))
    for (const { ordinal, files } of documents)
      for (const { sha256, size } of files) {
        if (size === 0) continue;
        const places = scans.get(sha256);
        const last = places?.at(-1);
        if (last?.reference === reference && last.ordinal === ordinal) last.times += 1;
        else if (places) places.push({ reference, ordinal, times: 1 });
        else scans.set(sha256, [{ reference, ordinal, times: 1 }]);
      }
  return [...scans.values()].filter((places) => places.length > 1 || places[0]!.times > 1);
}

function runsOf(giver: Manifest["giver"], dossiers: readonly ManifestDossier[]) {
  const runs = new NumberRuns<{ reference: string; document: ManifestDocument }>(hasOwnRun);
  const own = dossiers.filter(({ origin }) => origin.code === giver.code && origin.until === giver.until);
  for (const { reference, documents } of inReadingOrder(own))
    for (const document of documents) runs.add("", document, { reference, document });
  return runs.ofTerms();
}
