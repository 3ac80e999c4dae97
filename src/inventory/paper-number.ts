import {
  type DocumentNumber,
  findDocumentNumbers,
  issuerKey,
  readDocumentNumber,
  typeSymbols,
} from "../model/document-number.js";
import { looseKey } from "../model/names.js";

/** Number and symbol of a paper, taken apart for comparing files with documents. Symbol and issuer in loose capitals. */
export interface PaperNumber {
  number: number;
  /** `a`, `b`, `bis`; empty for most. */
  suffix: string;
  /** `QD`, `TTR`; empty for the form of the state. */
  symbol: string;
  issuer: string;
  /** The form of the state, `12/QĐ-UBND`. */
  state: boolean;
}

const symbols = new Set(typeSymbols.map(capital));

/** The number in a register cell or in the number line of a page; null when there is none. */
export function readPaperNumber(text: string): PaperNumber | null {
  const number = readDocumentNumber(text);
  if (number.scheme !== "other") return taken(number);
  const [first] = findDocumentNumbers(text);
  return first ? taken(first) : null;
}

function taken(number: DocumentNumber): PaperNumber | null {
  if (number.scheme === "party" && number.number !== null)
    return {
      number: number.number,
      suffix: number.suffix,
      symbol: capital(number.type),
      issuer: issuerKey(number.issuer),
      state: false,
    };
  if (number.scheme === "state")
    return {
      number: number.number,
      suffix: "",
      symbol: "",
      issuer: capital(number.text.replace(/^[^/]*\//u, "")),
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
): { number: PaperNumber; before: string; after: string } | null {
  const pattern =
    /(?<![\p{L}\d])(?:s[ốo]\s*)?(\d{1,5})\s*(bis|[a-eA-E](?=\s*[-–—_ ]))?\s*[-–—_ .]?\s*(\p{L}{2,4})\s*[-–—_ .]\s*(\p{Lu}[\p{L}\d]+)(?![\p{L}\d])/gu;
  for (const match of name.normalize("NFC").matchAll(pattern)) {
    const [symbol, issuer] = [capital(match[3]!), issuerKey(match[4]!)];
    if (!symbols.has(symbol) || !issuers.test(issuer)) continue;
    return {
      number: {
        number: Number(match[1]),
        suffix: (match[2] ?? "").toLowerCase(),
        symbol,
        issuer,
        state: false,
      },
      before: name.slice(0, match.index),
      after: name.slice(match.index + match[0].length),
    };
  }
  return null;
}

/** The symbol that a word is, in loose capitals: `QĐ`, `qd`, `TTr`; null for other words. */
export function symbolOf(word: string): string | null {
  const key = capital(word);
  return symbols.has(key) ? key : null;
}

/** How two numbers compare: `same` in every part both state, `different`, or `other-issuer`. */
export function compareNumbers(a: PaperNumber, b: PaperNumber): "same" | "other-issuer" | "different" {
  if (a.number !== b.number || a.suffix !== b.suffix || a.symbol !== b.symbol || a.state !== b.state)
    return "different";
  return a.issuer === "" || b.issuer === "" || a.issuer === b.issuer ? "same" : "other-issuer";
}

const usual = new Map(typeSymbols.map((symbol) => [capital(symbol), symbol]));

/** A number as Party offices write it, for a document that a file proves. */
export function spellNumber({ number, suffix, symbol, issuer }: PaperNumber): string {
  const digits = `${String(number).padStart(2, "0")}${suffix}`;
  const body =
    issuer === ""
      ? ""
      : `/${issuer
          .replace(/DU(K?)$/u, "ĐU$1")
          .replace(/^DKT/u, "ĐKT")
          .replace(/^DGS/u, "ĐGS")}`;
  return symbol === "" ? `${digits}${body}` : `${digits}-${usual.get(symbol) ?? symbol}${body}`;
}

function capital(text: string): string {
  return looseKey(text).replaceAll(" ", "").toUpperCase();
}
