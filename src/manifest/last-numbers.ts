import { readDocumentNumber } from "../model/document-number.js";
import type { PartialDate } from "../model/dossier.js";
import { earliestDay } from "../model/partial-date.js";
import type { LastNumber } from "./manifest.js";

/** What is needed of a document to know which number it used up. */
export interface NumberedDocument {
  number: string | null;
  date: PartialDate | null;
}

/** Bodies above the commune and state bodies: their numbers are no run of the giver. */
const above = /(?:^|UBKT|VP|BTC|BTG|BDV|BNC)(?:TW|TU|HU|ThU|TXU|QU|ĐUK)$|UBND|HĐND/u;
/** Party cells and teams share one symbol, so a last number would mean nothing. */
const shared = /^(?:CB|TKT|ĐKT|TGS|ĐGS|TTT|ĐTT)/u;

/** Whether the numbers under this symbol are one run of the giver's. */
export function hasOwnRun(issuer: string): boolean {
  return !above.test(issuer) && !shared.test(issuer);
}

/**
 * The last number given per issuer and type of paper (`12a-QĐ/UBKTĐU`), classified papers included, for they share
 * the run. Runs start again with each term: with `termStart` only papers dated from then on count.
 */
export function lastNumbers(
  documents: Iterable<NumberedDocument>,
  termStart: PartialDate | null,
): LastNumber[] {
  const last = new Map<string, LastNumber>();
  for (const { number, date } of documents) {
    const read = readDocumentNumber(number ?? "");
    if (read.scheme !== "party" || read.number === null) continue;
    const { issuer, type } = read;
    if (!hasOwnRun(issuer)) continue;
    if (termStart !== null && (date === null || earliestDay(date) < earliestDay(termStart))) continue;
    const found: LastNumber = { issuer, type, number: read.number, date };
    const key = `${found.issuer}\n${found.type}`;
    const known = last.get(key);
    if (!known || found.number > known.number) last.set(key, found);
  }
  return [...last.values()].sort((a, b) => compare(a.issuer, b.issuer) || compare(a.type, b.type));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
