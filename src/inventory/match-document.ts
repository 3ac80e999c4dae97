import type { DossierType, PartialDate } from "../model/dossier.js";
import { looseKey } from "../model/names.js";
import type { Reason } from "./match-folder.js";
import { compareNumbers, type PaperNumber, readPaperNumber } from "./paper-number.js";
import { type NamedPaper, readFileName, unicodeName } from "./read-file-name.js";
import { type PageHead, paperKinds } from "./read-first-page.js";
import { paperOfText, type SlotReader, type SlotReading, symbolOfWords } from "./read-slot.js";
import { spelledOut } from "./words.js";

/** A document of the inventory as far as files are matched with it. */
export interface LayoutDocument {
  id: string;
  ordinal: number;
  slot: string | null;
  number: string | null;
  date: PartialDate | null;
  typeName: string | null;
  abstract: string | null;
  /** File name the register gives. */
  fileName: string | null;
}

/** A file as far as it is matched. Page heads are forgotten after matching. */
export interface LayoutFile {
  /** The caller's number for it. */
  key: number;
  /** Path below the scanned folder, in NFC. */
  path: string;
  sha256: string | null;
  /** Head of its first page; null when it has no readable text. */
  page: PageHead | null;
  laterPages: readonly PageHead[];
  /** A file that no paper can be seen in: empty, damaged, an archive. It may be named, and is never attached by text. */
  unreadable: boolean;
}

/** A document taken apart once. */
export interface PreparedDocument {
  document: LayoutDocument;
  number: PaperNumber | null;
  slot: string | null;
  symbol: string | null;
  words: ReadonlySet<string>;
  fileKey: string | null;
}

export function prepareDocument(
  document: LayoutDocument,
  type: DossierType | null,
  reader: SlotReader,
): PreparedDocument {
  const number = document.number === null ? null : readPaperNumber(document.number);
  const paper = paperOfText(
    document.typeName,
    document.abstract,
    number && !number.state ? number.symbol : null,
  );
  return {
    document,
    number,
    slot: document.slot ?? reader.read(type, paper).slot,
    symbol: paper.symbol,
    words: new Set(paper.words),
    fileKey: document.fileName === null ? null : looseKey(withoutExtension(unicodeName(document.fileName))),
  };
}

/** A file taken apart once. */
export interface PreparedFile {
  file: LayoutFile;
  named: NamedPaper;
  nameKey: string;
  numbers: PaperNumber[];
  pageDate: PartialDate | null;
  symbol: string | null;
  pageWords: readonly string[];
  /** Slot by the first page, and by the name. */
  byPage: SlotReading | null;
  byName: SlotReading;
  /** The one slot that page and name leave; null when nothing stands out or they contradict each other. */
  slot: string | null;
  alsoSlots: string[];
}

const kindSymbols = new Map(paperKinds);

export function prepareFile(file: LayoutFile, type: DossierType | null, reader: SlotReader): PreparedFile {
  const base = file.path.slice(file.path.lastIndexOf("/") + 1);
  const named = readFileName(base);
  const pageSymbol = file.page ? symbolOfPage(file.page) : null;
  const pageWords = file.page ? spelledOut(file.page.words.join(" ")) : [];
  const nameSymbol = named.symbol ?? symbolOfWords(named.words);
  const byName = reader.read(type, { words: named.words, symbol: nameSymbol });
  const byPage =
    file.page && pageWords.length > 0 ? reader.read(type, { words: pageWords, symbol: pageSymbol }) : null;
  let slot = byPage?.slot ?? byName.slot;
  if (byPage?.slot && byName.slot && byPage.slot !== byName.slot) slot = null;
  // A page that leaves two slots open, and a name that chooses one of them.
  if (byPage && byPage.slot === null && byName.slot && byPage.candidates.length > 0)
    slot = byPage.candidates.some((one) => one.slot === byName.slot) ? byName.slot : null;
  const numbers = [file.page?.number, named.number].filter((one): one is PaperNumber => Boolean(one));
  const alsoSlots: string[] = [];
  for (const page of file.laterPages) {
    if (page.kind === null) continue;
    const later = reader.read(type, {
      words: spelledOut(page.words.join(" ")),
      symbol: symbolOfPage(page),
    }).slot;
    if (later && later !== slot && !alsoSlots.includes(later)) alsoSlots.push(later);
  }
  return {
    file,
    named,
    nameKey: looseKey(withoutExtension(unicodeName(base))),
    numbers,
    pageDate: file.page?.date ?? null,
    symbol: pageSymbol ?? nameSymbol,
    pageWords,
    byPage,
    byName,
    slot,
    alsoSlots,
  };
}

function symbolOfPage(page: PageHead): string | null {
  if (page.kind !== null) return kindSymbols.get(page.kind) ?? null;
  return page.number?.symbol ?? null;
}

function withoutExtension(name: string): string {
  return name.normalize("NFC").replace(/\.[A-Za-z0-9]{1,5}\s*$/u, "");
}

/** How much each word tells the papers of one dossier apart. */
export function wordWeights(documents: readonly PreparedDocument[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { words } of documents) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const weights = new Map<string, number>();
  for (const [word, count] of counts) weights.set(word, Math.log((documents.length + 1) / count));
  return weights;
}

export interface DocumentScore {
  score: number;
  reasons: Reason[];
}

/** How much speaks for a file holding a document; 0.6 and more is worth attaching when nothing comes near. */
export function scoreDocument(
  file: PreparedFile,
  candidate: PreparedDocument,
  weights: ReadonlyMap<string, number>,
): DocumentScore {
  const reasons: Reason[] = [];
  let score = 0;
  if (candidate.fileKey !== null && candidate.fileKey !== "") {
    if (candidate.fileKey === file.nameKey) {
      score += 1;
      reasons.push({ why: "register-file-name" });
    } else score -= 0.3;
  }
  score += byNumber(file, candidate, reasons) + byDate(file, candidate, reasons);
  if (file.symbol !== null && candidate.symbol !== null)
    score += file.symbol === candidate.symbol ? 0.1 : -0.45;
  if (candidate.slot !== null && file.slot !== null) {
    if (candidate.slot === file.slot) {
      score += 0.35;
      const words = (file.byPage?.slot === file.slot ? file.byPage : file.byName).candidates[0]?.phrase;
      if (words) reasons.push({ why: "slot-words", words });
    } else score -= bareByName(file) ? 0.1 : 0.5;
  } else if (candidate.slot !== null && (file.byPage?.slot || file.byName.slot)) {
    // Page and name contradict each other: neither speaks for a document that neither names.
    if (candidate.slot !== file.byPage?.slot && candidate.slot !== file.byName.slot) score -= 0.4;
  }
  const alike = Math.max(
    likeness(file.named.words, candidate.words, weights),
    likeness(file.pageWords, candidate.words, weights),
  );
  score += 0.35 * alike;
  if (alike >= 0.8) reasons.push({ why: "abstract" });
  return { score, reasons };
}

/** The slot rests on no more than a symbol in the name: `63-QĐ-UBKTĐU` may be any decision. */
export function bareByName(file: PreparedFile): boolean {
  return file.byPage?.slot !== file.slot && file.byName.candidates[0]?.bare === true;
}

function byNumber(file: PreparedFile, candidate: PreparedDocument, reasons: Reason[]): number {
  const wanted = candidate.number;
  if (wanted === null) return file.numbers.length > 0 ? -0.1 : 0;
  if (file.numbers.length > 0) {
    const outcomes = file.numbers.map((number) => compareNumbers(number, wanted));
    if (outcomes.includes("same")) {
      reasons.push({ why: "number", number: candidate.document.number! });
      const full = file.numbers.some(
        (number) => number.issuer !== "" && compareNumbers(number, wanted) === "same",
      );
      return full && wanted.issuer !== "" ? 0.6 : 0.45;
    }
    return -0.5;
  }
  const short = file.named.shortNumber;
  if (short) {
    const same = compareNumbers({ ...short, issuer: "", state: false }, wanted) === "same";
    if (same) reasons.push({ why: "number", number: candidate.document.number! });
    return same ? 0.4 : -0.15;
  }
  return 0;
}

function byDate(file: PreparedFile, candidate: PreparedDocument, reasons: Reason[]): number {
  const wanted = candidate.document.date;
  if (wanted === null) return 0;
  const agree = (weight: number) => {
    reasons.push({ why: "date", date: wanted });
    return weight;
  };
  if (file.pageDate !== null) {
    if (file.pageDate === wanted) return agree(0.3);
    return file.pageDate.startsWith(wanted) ? agree(0.15) : -0.35;
  }
  const { date, dayMonth } = file.named;
  if (date !== null) {
    if (date === wanted) return agree(0.3);
    return date.startsWith(wanted) || wanted.startsWith(date) ? agree(0.15) : -0.3;
  }
  if (dayMonth !== null && wanted.length === 10) {
    const same = Number(wanted.slice(5, 7)) === dayMonth.month && Number(wanted.slice(8)) === dayMonth.day;
    return same ? agree(0.3) : -0.3;
  }
  return 0;
}

/** Share of a file's telling words that a document's abstract has; 0 when no word of it tells anything. */
function likeness(
  words: readonly string[],
  abstract: ReadonlySet<string>,
  weights: ReadonlyMap<string, number>,
): number {
  let shared = 0;
  let all = 0;
  for (const word of new Set(words)) {
    const weight = weights.get(word);
    if (weight === undefined) continue;
    all += weight;
    if (abstract.has(word)) shared += weight;
  }
  return all < 0.5 ? 0 : shared / all;
}
