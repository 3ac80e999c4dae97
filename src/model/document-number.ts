/** A document number as it was understood. */
export type DocumentNumber =
  /** Party form, `12a-QĐ/UBKTĐU`. `number` is null for a draft whose number was never filled in. */
  | { scheme: "party"; number: number | null; suffix: string; type: string; issuer: string }
  /** State form, `12/QĐ-UBND` or `12/2024/QĐ-UBND`: another scheme, kept as written. */
  | { scheme: "state"; text: string; number: number }
  /** The writer says there is no number. */
  | { scheme: "none" }
  /** Something is written, but it is no number of a known form. */
  | { scheme: "other"; text: string };

/** Type symbols of Party papers in their usual spelling. */
export const typeSymbols = [
  "NQ",
  "QĐ",
  "QĐi",
  "KL",
  "QC",
  "TB",
  "BC",
  "KH",
  "CTr",
  "CT",
  "TTr",
  "TT",
  "HD",
  "CV",
  "BB",
  "ĐA",
  "PA",
  "BS",
  "GM",
  "GGT",
  "PC",
  "TC",
  "QyĐ",
] as const;

/** Issuer symbols whose usual spelling is known. */
const issuerSymbols = [
  "TW",
  "UBKTTW",
  "VPTW",
  "BTCTW",
  "TU",
  "UBKTTU",
  "HU",
  "UBKTHU",
  "ThU",
  "UBKTThU",
  "TXU",
  "UBKTTXU",
  "QU",
  "UBKTQU",
  "ĐUK",
  "UBKTĐUK",
  "ĐU",
  "UBKTĐU",
  "UBKT",
  "VPĐU",
  "CB",
  "ĐH",
  "BCĐ",
  "TKT",
  "ĐKT",
  "TGS",
  "ĐGS",
];

const types = new Map(typeSymbols.map((symbol) => [fold(symbol), symbol]));
const issuers = new Map(issuerSymbols.map((symbol) => [fold(symbol), symbol]));

const dash = "[-\\u2010-\\u2015\\u2212]";
const letters = "[\\p{L}]";
/** Dots, blanks or underscores stand where a number was to be filled in. */
const grammar = new RegExp(
  `^(?:số\\s*[:.]?\\s*|so\\s*[:.]?\\s+)?` +
    `(?<number>\\d{1,6}|[.…_\\s]*)\\s*(?<suffix>bis|${letters}(?![\\p{L}\\d]))?\\s*${dash}\\s*` +
    `(?<type>${letters}{1,5})\\s*/\\s*` +
    `(?<issuer>${letters}[\\p{L}\\d.]*(?:\\s*[/\\s]\\s*[\\p{L}\\d.]+|\\s*${dash}\\s*[\\p{L}\\d.]+)*)$`,
  "iu",
);
const stateForm = new RegExp(
  `^(?:số\\s*[:.]?\\s*|so\\s*[:.]?\\s+)?(?<number>\\d{1,6})\\s*/\\s*(?:\\d{4}\\s*/\\s*)?` +
    `${letters}[\\p{L}\\d.]*(?:\\s*${dash}\\s*[\\p{L}\\d.&]+)*$`,
  "iu",
);
const noNumber =
  /^(?:(?:không|khong|ko|k)\s*(?:có\s*)?(?:số|so|s)|k\s*[/.]?\s*s\.?|chưa (?:có|lấy|vào) số)$/iu;

/** Reads a document number as offices write it; never throws, never repairs another scheme into ours. */
export function readDocumentNumber(text: string): DocumentNumber {
  const clean = text.normalize("NFC").replace(/\s+/gu, " ").trim().slice(0, 200);
  if (clean === "" || new RegExp(`^(?:${dash}|[./…])+$`, "u").test(clean) || noNumber.test(clean)) {
    return { scheme: "none" };
  }
  const party = grammar.exec(clean)?.groups;
  if (party) {
    const digits = /^\d+$/u.test(party.number!) ? Number(party.number) : null;
    return {
      scheme: "party",
      number: digits,
      suffix: (party.suffix ?? "").toLowerCase(),
      type: spelled(party.type!, types),
      issuer: party
        .issuer!.split(/\s*\/\s*/u)
        .map((part) => spelled(part.replace(/\s+/gu, " "), issuers))
        .join("/"),
    };
  }
  const state = stateForm.exec(clean)?.groups;
  if (state) {
    const bare = clean.replace(/^(?:số|so)\s*[:.]?\s*/iu, "");
    return { scheme: "state", text: bare, number: Number(state.number) };
  }
  return { scheme: "other", text: clean };
}

/** The usual spelling of a symbol that is known; an unknown one stays as written, in capitals when it had none. */
function spelled(symbol: string, known: Map<string, string>): string {
  return known.get(fold(symbol)) ?? (symbol === symbol.toLowerCase() ? symbol.toUpperCase() : symbol);
}

/** The number as Party offices write it: `05-QĐ/UBKTĐU`; empty for a paper without a number. */
export function formatDocumentNumber(number: DocumentNumber): string {
  switch (number.scheme) {
    case "none":
      return "";
    case "party":
      return `${number.number === null ? "" : String(number.number).padStart(2, "0")}${number.suffix}-${number.type}/${number.issuer}`;
    default:
      return number.text;
  }
}

/**
 * A key under which the spellings of one number meet: no zeros in front, no case, `đ` as `d`, `UBKT` and `UBKT/ĐU` as
 * `UBKTĐU`. Null for a paper without a number. Say fonds and term beside it to tell duplicates.
 */
export function documentNumberKey(number: DocumentNumber): string | null {
  switch (number.scheme) {
    case "none":
      return null;
    case "party":
      return `${number.number ?? "?"}${number.suffix}-${fold(number.type)}/${issuerKey(number.issuer)}`;
    default:
      return fold(number.text).replace(/^0+(?=\d)/u, "");
  }
}

/** The run that a Party number belongs to, such as `QD/UBKTDU`: one per type and issuer in a term. */
export function numberSeriesKey(number: DocumentNumber): string | null {
  return number.scheme === "party" ? `${fold(number.type)}/${issuerKey(number.issuer)}` : null;
}

/** Issuer symbols that mean the same body in a commune meet under one key. */
export function issuerKey(issuer: string): string {
  const key = fold(issuer).replace(/[^A-Z0-9]/gu, "");
  return key === "UBKT" ? "UBKTDU" : key;
}

function fold(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .replace(/[đĐ]/gu, "D")
    .toUpperCase()
    .replace(/[\s\u2010-\u2015\u2212]+/gu, (run) => (/^\s+$/u.test(run) ? "" : "-"));
}

const withinText = new RegExp(
  `(?<![\\p{L}\\d])(?<number>\\d{1,4})(?<suffix>bis|[a-z])?\\s?${dash}\\s?(?<type>${letters}{2,4})\\s?[/_\\u2010-\\u2015-]\\s?(?<issuer>${letters}{2,8}\\d?)(?!\\p{L})`,
  "giu",
);

/**
 * The Party numbers that stand anywhere in a text: a file name (`03-TB-UBKTĐU`, where `/` cannot stand) or the first
 * page of a paper. Only known type and issuer symbols count, so that ordinary words are not taken for numbers.
 */
export function findDocumentNumbers(text: string): DocumentNumber[] {
  const found: DocumentNumber[] = [];
  for (const match of text.normalize("NFC").slice(0, 20_000).matchAll(withinText)) {
    const { number, suffix, type, issuer } = match.groups!;
    const known = issuers.get(fold(issuer!)) ?? issuers.get(fold(issuer!).replace(/\d$/u, ""));
    if (!types.has(fold(type!)) || !known) continue;
    found.push({
      scheme: "party",
      number: Number(number),
      suffix: (suffix ?? "").toLowerCase(),
      type: spelled(type!, types),
      issuer: spelled(issuer!, issuers),
    });
  }
  return found;
}
