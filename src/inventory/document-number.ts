import { looseKey } from "../model/names.js";

/** Number and symbol of a paper, taken apart for comparing. Parts in loose spelling and capitals: `QD`, `UBKTDU`. */
export interface DocumentNumber {
  number: number;
  /** `a`, `b`, `bis`; empty for most. */
  suffix: string;
  symbol: string;
  /** Empty where the symbol stands alone: `07-KH`. */
  issuer: string;
  /** The form of the state, `12/QĐ-UBND`. */
  state: boolean;
}

/** Symbols of Party papers in loose spelling and capitals (domain of numbers: quyết định, kế hoạch …). */
const symbols = new Set([
  "NQ",
  "QD",
  "QDI",
  "KL",
  "QC",
  "TB",
  "BC",
  "KH",
  "CTR",
  "TTR",
  "HD",
  "CV",
  "BB",
  "DA",
  "PA",
  "BS",
  "GM",
  "GGT",
  "PC",
  "CT",
  "TT",
]);

const dash = "[-–—‑]";
const party = new RegExp(
  `(\\d{1,5})\\s*(bis|[a-eA-E])?\\s*${dash}\\s*(\\p{L}{1,4})\\s*[/\\-–—]\\s*(\\p{L}[\\p{L}\\d]*(?:\\s*[/\\-–—]\\s*\\p{L}[\\p{L}\\d]*)?)`,
  "u",
);
const state = new RegExp(
  `(\\d{1,5})\\s*(bis|[a-eA-E])?\\s*/\\s*(\\p{L}{1,4})?\\s*${dash}?\\s*(\\p{L}[\\p{L}\\d]*(?:\\s*${dash}\\s*\\p{L}[\\p{L}\\d]*)?)`,
  "u",
);

/** The first number and symbol in a text; null when there is none. `không số` and blanks are none. */
export function readDocumentNumber(text: string): DocumentNumber | null {
  const clean = text.normalize("NFC");
  const match = party.exec(clean);
  if (match && symbols.has(capital(match[3]!)))
    return {
      number: Number(match[1]),
      suffix: (match[2] ?? "").toLowerCase(),
      symbol: capital(match[3]!),
      issuer: capital(match[4]!),
      state: false,
    };
  const other = state.exec(clean);
  if (other)
    return {
      number: Number(other[1]),
      suffix: (other[2] ?? "").toLowerCase(),
      symbol: capital(other[3] ?? ""),
      issuer: capital(other[4]!),
      state: true,
    };
  return null;
}

/** How issuers begin that are named in file names; names hold other words in capitals, too. */
const issuers =
  /^(?:UBKT|DU|CB|TKT|TGS|DKT|DGS|TXM|TCT|TU|TW|HU|THU|TXU|QU|VP|BTC|BCD|BTV|BTG|BDV|BNC|DH|UBND|HDND|UBMT|MTTQ|CA|DTN|HLH|HND|HCCB)/u;

/**
 * A number and symbol in a file name, where `/` cannot stand: `61-QĐ-UBKTĐU`, `61_QĐ_UBKTĐU`, `61QĐ-UBKTĐU`. Given back
 * with the text around it.
 */
export function readNumberInName(
  name: string,
): { number: DocumentNumber; before: string; after: string } | null {
  const pattern =
    /(?<![\p{L}\d])(?:s[ốo]\s*)?(\d{1,5})\s*(bis|[a-eA-E](?=\s*[-–—_ ]))?\s*[-–—_ .]?\s*(\p{L}{2,4})\s*[-–—_ .]\s*(\p{Lu}[\p{L}\d]+)(?![\p{L}\d])/gu;
  for (const match of name.normalize("NFC").matchAll(pattern)) {
    const [symbol, issuer] = [capital(match[3]!), capital(match[4]!)];
    if (!symbols.has(symbol) || !issuers.test(issuer)) continue;
    const number = {
      number: Number(match[1]),
      suffix: (match[2] ?? "").toLowerCase(),
      symbol,
      issuer,
      state: false,
    };
    return { number, before: name.slice(0, match.index), after: name.slice(match.index + match[0].length) };
  }
  return null;
}

/** Whether `word` is the symbol of a kind of paper, written as symbols are: `QĐ`, `KH`, `TTr`. */
export function symbolOf(word: string): string | null {
  const key = capital(word);
  return symbols.has(key) ? key : null;
}

function capital(text: string): string {
  return looseKey(text).replaceAll(" ", "").toUpperCase();
}

/** How two numbers compare: `same` in every part both state, `different`, or `other-issuer`. */
export function compareNumbers(a: DocumentNumber, b: DocumentNumber): "same" | "other-issuer" | "different" {
  if (a.number !== b.number || a.suffix !== b.suffix || a.symbol !== b.symbol) return "different";
  if (a.issuer === "" || b.issuer === "" || a.issuer === b.issuer) return "same";
  // UBKT and UBKTĐU are one body to those who write them.
  return a.issuer.startsWith(b.issuer) || b.issuer.startsWith(a.issuer) ? "same" : "other-issuer";
}
