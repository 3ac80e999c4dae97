import type { DossierType } from "../model/dossier.js";
import { looseKey } from "../model/names.js";
import type { SlotEvidence } from "./slot-evidence.js";
import { indexOfPhrase, spelledOut } from "./words.js";

/** What is known of a paper when its slot is looked for. */
export interface PaperWords {
  /** In loose spelling, in order. */
  words: readonly string[];
  /** Symbol of its kind in loose spelling and capitals: `QD`; null when it is not known. */
  symbol: string | null;
}

/** A slot that a paper may fill. */
export interface SlotCandidate {
  slot: string;
  /** How much speaks for it; comparable within one paper only. */
  score: number;
  /** The phrase that spoke loudest. */
  phrase: string;
  /** The phrase only names a kind of paper, such as `báo cáo`. */
  bare: boolean;
}

export interface SlotReading {
  /** The slot when one stands out; null when none does. */
  slot: string | null;
  /** Best first. */
  candidates: SlotCandidate[];
}

interface Phrase {
  words: string[];
  text: string;
  weight: number;
}

interface Prepared {
  slot: string;
  order: number;
  symbols: Set<string>;
  phrases: Phrase[];
  against: string[][];
}

/** Names of kinds of papers: they say little, because many slots share them. */
const kinds = new Set(
  [
    "quyet dinh",
    "ke hoach",
    "bien ban",
    "bao cao",
    "thong bao",
    "to trinh",
    "cong van",
    "chuong trinh",
    "van ban",
  ].flatMap((kind) => kind.split(" ")),
);
/** How far into a text the words that say what a paper is may stand; behind that they tell what it is about. */
const opening = 7;
const margin = 0.75;

/** Recognises slots of one rule pack by words and symbols. Evidence is prepared once, for thousands of papers. */
export class SlotReader {
  readonly #byType = new Map<DossierType, Prepared[]>();

  constructor(evidence: readonly SlotEvidence[]) {
    for (const { type, slot, order, symbols, words, notWords } of evidence) {
      const phrases = new Map(words.map(phraseOf).map((phrase) => [phrase.words.join(" "), phrase]));
      phrases.delete("");
      const prepared: Prepared = {
        slot,
        order,
        symbols: new Set(symbols.map(capital).filter((one) => one !== "")),
        phrases: [...phrases.values()].sort((a, b) => b.weight - a.weight),
        against: (notWords ?? []).map(spelledOut),
      };
      const group = this.#byType.get(type);
      if (group) group.push(prepared);
      else this.#byType.set(type, [prepared]);
    }
  }

  knows(type: DossierType | null): type is DossierType {
    return type !== null && this.#byType.has(type);
  }

  slots(type: DossierType): string[] {
    return (this.#byType.get(type) ?? []).map(({ slot }) => slot);
  }

  /** Whether several slots of a type take papers with one symbol, so that the symbol alone does not tell them apart. */
  sharesSymbol(type: DossierType | null, symbol: string): boolean {
    return ((type && this.#byType.get(type)) || []).filter(({ symbols }) => symbols.has(symbol)).length > 1;
  }

  /** The slots of a dossier type that a paper may fill. A slot stands out when it leads by a clear margin. */
  read(type: DossierType | null, paper: PaperWords): SlotReading {
    const candidates: SlotCandidate[] = [];
    const start = paper.words.slice(0, opening + 1);
    for (const { slot, symbols, phrases, against } of (type && this.#byType.get(type)) || []) {
      const fits = paper.symbol === null ? null : symbols.has(paper.symbol);
      // A numbered paper of another kind; minutes and slips often carry no symbol in the pack.
      if (fits === false && !(symbols.size === 0 && unnumbered.has(paper.symbol!))) continue;
      if (against.some((words) => indexOfPhrase(start, words) >= 0)) continue;
      let best = 0;
      let loudest: Phrase | null = null;
      const covered = new Set<number>();
      let total = 0;
      for (const one of phrases) {
        const at = indexOfPhrase(paper.words, one.words);
        if (at < 0) continue;
        const weight = one.weight * (at < opening ? 1 : 0.5);
        // Two phrases that overlap count once: the longer has been counted, or counts in its stead.
        let fresh = 0;
        for (let index = at; index < at + one.words.length; index += 1) {
          if (!covered.has(index)) fresh += 1;
          covered.add(index);
        }
        total += (weight * fresh) / one.words.length;
        if (weight > best) [best, loudest] = [weight, one];
      }
      if (loudest === null) continue;
      const score = Math.max(best, Math.min(total, best + 1)) + (fits ? 0.25 : 0);
      const bare = loudest.words.every((word) => kinds.has(word));
      candidates.push({ slot, score, phrase: loudest.text, bare });
    }
    candidates.sort((a, b) => b.score - a.score || (a.slot < b.slot ? -1 : 1));
    const [first, second] = candidates;
    const clear = first !== undefined && (second === undefined || first.score - second.score >= margin);
    return { slot: clear ? first.slot : null, candidates: candidates.slice(0, 3) };
  }
}

/** Symbols of papers that mostly carry no number. */
const unnumbered = new Set(["BB", "PC"]);

function phraseOf(text: string): Phrase {
  const words = spelledOut(text);
  const weight = words.reduce((sum, word) => sum + (kinds.has(word) ? 0.5 : 1), 0);
  return { words, text, weight };
}

function capital(text: string): string {
  return looseKey(text).replaceAll(" ", "").toUpperCase();
}

/** The words and symbol by which a register row's slot is looked for. */
export function paperOfText(
  typeName: string | null,
  abstract: string | null,
  symbol: string | null,
): PaperWords {
  const abstractWords = spelledOut(abstract ?? "");
  const typeWords = spelledOut(typeName ?? "");
  const repeated = typeWords.length > 0 && indexOfPhrase(abstractWords, typeWords) === 0;
  return {
    words: repeated ? abstractWords : [...typeWords, ...abstractWords],
    symbol: symbol ?? symbolOfWords(typeWords.length > 0 ? typeWords : abstractWords),
  };
}

const symbolByKind: Record<string, string> = {
  "quyet dinh": "QD",
  "ke hoach": "KH",
  "bien ban": "BB",
  "bao cao": "BC",
  "thong bao": "TB",
  "to trinh": "TTR",
  "cong van": "CV",
  "chuong trinh": "CTR",
  "quy che": "QC",
};

/** The symbol that belongs to the kind of paper a text begins with; null when it begins with none. */
export function symbolOfWords(words: readonly string[]): string | null {
  return symbolByKind[words.slice(0, 2).join(" ")] ?? null;
}
