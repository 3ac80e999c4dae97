import type { LayoutDocument, LayoutFile, PreparedDocument, PreparedFile } from "./match-document.js";
import { prepareDocument, prepareFile, scoreDocument, wordWeights } from "./match-document.js";
import { type PreparedDossier, type Reason, subjectIn } from "./match-folder.js";
import { compareNumbers, type PaperNumber } from "./paper-number.js";
import type { FileDecision, Proposal } from "./read-layout.js";
import type { SlotReader } from "./read-slot.js";

/** A document of the whole inventory, with the dossier it belongs to. */
interface Listed {
  dossier: PreparedDossier;
  document: PreparedDocument;
  weights: ReadonlyMap<string, number>;
}

interface Match {
  listed: Listed;
  file: PreparedFile;
  score: number;
  reasons: Reason[];
  certain: boolean;
}

const attachFrom = 0.6;
const lead = 0.2;

/**
 * Finds the documents of files that lie in no dossier's folder, among those of all dossiers. As there is no folder to
 * speak for them, the paper itself must: by its number or its day and kind, and by whom it is about.
 */
export class LooseMatcher {
  readonly #dossiers: ReadonlyMap<string, PreparedDossier>;
  readonly #documents: ReadonlyMap<string, readonly LayoutDocument[]>;
  readonly #reader: SlotReader;
  #index: Map<string, Listed[]> | null = null;

  constructor(
    dossiers: ReadonlyMap<string, PreparedDossier>,
    documents: ReadonlyMap<string, readonly LayoutDocument[]>,
    reader: SlotReader,
  ) {
    this.#dossiers = dossiers;
    this.#documents = documents;
    this.#reader = reader;
  }

  /** Decides for the loose files of one folder; `folders` are the dossiers that the folder may be, for the clerk. */
  decide(
    files: readonly LayoutFile[],
    folders: readonly Proposal[],
    taken: (documentId: string) => readonly string[],
  ): FileDecision[] {
    const found = files.map((file) => this.#match(file));
    const claims = new Map<string, LayoutFile[]>();
    found.forEach(([best], index) => {
      if (!best?.certain) return;
      const { id } = best.listed.document.document;
      claims.set(id, [...(claims.get(id) ?? []), files[index]!]);
    });
    return found.map((matches, index): FileDecision => {
      const file = files[index]!;
      const [best] = matches;
      const proposals = matches.slice(0, 2).map(proposalOf);
      const base = { key: file.key, slot: null, alsoSlots: [], created: null, copyOf: null };
      if (best?.certain) {
        const { id } = best.listed.document.document;
        const digests = [...taken(id), ...claims.get(id)!.map(({ sha256 }) => sha256)];
        // Another file with other bytes: which of them is the paper, nobody can tell from here.
        if (file.sha256 !== null && digests.every((digest) => digest === file.sha256)) {
          const { slot, alsoSlots } = best.file;
          return {
            ...base,
            slot: best.listed.document.slot ?? slot,
            alsoSlots,
            outcome: "attach",
            why: "certain",
            proposals,
          };
        }
      }
      const others = folders.filter(({ dossierId }) => !proposals.some((one) => one.dossierId === dossierId));
      return {
        ...base,
        outcome: "ask",
        why: best?.certain ? "ambiguous" : "no-dossier",
        proposals: [...proposals, ...others].slice(0, 3),
      };
    });
  }

  /** The documents that a file may be, best first; the first is certain where nothing else comes near. */
  #match(file: LayoutFile): Match[] {
    const neutral = prepareFile(file, null, this.#reader);
    if (file.unreadable) return [];
    const candidates = new Set(keysOfFile(neutral).flatMap((key) => this.#listed().get(key) ?? []));
    const prepared = new Map<string | null, PreparedFile>();
    const matches: Match[] = [];
    for (const listed of candidates) {
      const { type } = listed.dossier.hint;
      const own = prepared.get(type) ?? prepareFile(file, type, this.#reader);
      prepared.set(type, own);
      const match = judge(own, listed);
      if (match) matches.push(match);
    }
    matches.sort((a, b) => b.score - a.score || Number(b.certain) - Number(a.certain));
    const [best, second] = matches;
    if (best && (neutral.named.draft || (second && best.score - second.score < lead))) best.certain = false;
    return matches;
  }

  #listed(): Map<string, Listed[]> {
    if (this.#index) return this.#index;
    this.#index = new Map();
    for (const [dossierId, documents] of this.#documents) {
      const dossier = this.#dossiers.get(dossierId);
      if (!dossier) continue;
      const all = documents.map((one) => prepareDocument(one, dossier.hint.type, this.#reader));
      const weights = wordWeights(all);
      for (const document of all) {
        const listed = { dossier, document, weights };
        for (const key of keysOfDocument(document)) {
          const group = this.#index.get(key);
          if (group) group.push(listed);
          else this.#index.set(key, [listed]);
        }
      }
    }
    return this.#index;
  }
}

function proposalOf({ listed, file, score, reasons, certain }: Match): Proposal {
  return {
    dossierId: listed.dossier.hint.id,
    documentId: listed.document.document.id,
    slot: listed.document.slot ?? file.slot,
    confidence: Math.round(Math.min(certain ? 0.95 : 0.6, Math.max(0.3, score)) * 100) / 100,
    reasons,
  };
}

const numberKey = ({ number, suffix, symbol }: Pick<PaperNumber, "number" | "suffix" | "symbol">): string =>
  `${number}${suffix}-${symbol}`;

function keysOfDocument({ number, document }: PreparedDocument): string[] {
  const { date } = document;
  return [...(number ? [numberKey(number)] : []), ...(date?.length === 10 ? [date, date.slice(5)] : [])];
}

function keysOfFile({ numbers, named, pageDate }: PreparedFile): string[] {
  const two = (value: number): string => String(value).padStart(2, "0");
  const date = pageDate ?? named.date;
  return [
    ...numbers.map(numberKey),
    ...(numbers.length === 0 && named.shortNumber ? [numberKey(named.shortNumber)] : []),
    ...(date ? [date] : []),
    ...(!date && named.dayMonth ? [`${two(named.dayMonth.month)}-${two(named.dayMonth.day)}`] : []),
  ];
}

/** How well a file fits a document whose dossier nothing but the paper names; null where it speaks of somebody else. */
function judge(file: PreparedFile, listed: Listed): Match | null {
  const { dossier, document, weights } = listed;
  const subject = subjectIn([...file.pageWords, ...file.named.words], dossier);
  if (subject === "another") return null;
  const { score, reasons } = scoreDocument(file, document, weights);
  if (score < 0.25) return null;
  const has = (why: Reason["why"]): boolean => reasons.some((one) => one.why === why);
  const unnumbered = document.number === null && file.numbers.length === 0 && !file.named.shortNumber;
  const sameSlot = file.slot !== null && file.slot === document.slot;
  const fullNumber =
    document.number !== null &&
    file.numbers.some((one) => one.issuer !== "" && compareNumbers(one, document.number!) === "same");
  const itself =
    (has("number") && has("date")) || (fullNumber && sameSlot) || (unnumbered && has("date") && sameSlot);
  const dated = file.pageDate ?? file.named.date ?? file.named.dayMonth;
  const otherDay = dated !== null && document.document.date !== null && !has("date");
  const about = subject === "same" ? [{ why: "subject" as const, subject: subjectWords(dossier) }] : [];
  return {
    listed,
    file,
    score: subject === "same" ? score : score - lead,
    reasons: [...reasons, ...about],
    certain: itself && subject === "same" && score >= attachFrom && !otherDay,
  };
}

function subjectWords({ hint }: PreparedDossier): string {
  return hint.subjects[0] ?? hint.title;
}
