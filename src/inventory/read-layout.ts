import type { PartialDate } from "../model/dossier.js";
import { pairCounted } from "./counted-papers.js";
import {
  bareByName,
  type LayoutDocument,
  type LayoutFile,
  type PreparedDocument,
  type PreparedFile,
  prepareDocument,
  prepareFile,
  scoreDocument,
  wordWeights,
} from "./match-document.js";
import { organisationShare, type PreparedDossier, placesOf, type Reason } from "./match-folder.js";
import { readOrder, type Settled } from "./order-evidence.js";
import { spellNumber } from "./paper-number.js";
import type { SlotReader } from "./read-slot.js";

/** Where a file may belong, with how sure that is. */
export interface Proposal {
  dossierId: string;
  /** Null when no document of the inventory fits and the slot alone is proposed. */
  documentId: string | null;
  slot: string | null;
  /** 0 to 1. */
  confidence: number;
  reasons: Reason[];
}

/** A document that a file proves and no register row names. */
export interface NewDocument {
  slot: string;
  number: string | null;
  date: PartialDate | null;
}

/** What becomes of one file of a dossier's folder. */
export interface FileDecision {
  key: number;
  /** `attach` to a known document, `create` a document for it, or `ask`. */
  outcome: "attach" | "create" | "ask";
  why: "certain" | "no-dossier" | "no-document" | "ambiguous" | "draft" | "elsewhere";
  /** The slot of the paper, when it stands out; goes to a document that has none yet. */
  slot: string | null;
  alsoSlots: string[];
  /** The first is what is done; for `ask` what the clerk is offered. */
  proposals: Proposal[];
  created: NewDocument | null;
  /** For `create`: the file whose new document this one holds, too, being a copy of it. */
  copyOf: number | null;
}

const attachFrom = 0.6;
const lead = 0.2;
const rivalLead = 0.1;

/**
 * Decides for the files of one dossier's folder which document each holds. A document takes one file, and further ones
 * only as copies, second scans or parts of it. Whatever is doubtful is left to the clerk.
 */
export function readDossierFiles(
  dossier: PreparedDossier,
  folderConfidence: number,
  documents: readonly LayoutDocument[],
  files: readonly LayoutFile[],
  reader: SlotReader,
  /** Digests of the files that documents already have, by document. */
  taken: ReadonlyMap<string, readonly string[]> = new Map(),
): FileDecision[] {
  const { type } = dossier.hint;
  const preparedDocuments = documents.map((document) => prepareDocument(document, type, reader));
  const weights = wordWeights(preparedDocuments);
  const preparedFiles = files.map((file) => prepareFile(file, type, reader));
  const onlyOnes = slotsOnBothSides(preparedFiles, preparedDocuments);
  const states = preparedFiles.map((file) => rankDocuments(file, preparedDocuments, weights, onlyOnes));
  const decisions = new Map<number, FileDecision>();

  // Best matches first, so that a document goes to the file that fits it best.
  const order = states
    .map((state, index) => ({ ...state, index }))
    .sort((a, b) => (b.ranked[0]?.score ?? 0) - (a.ranked[0]?.score ?? 0) || a.index - b.index);
  const holders = new Map<string, { digest: string | null; score: number; file: PreparedFile | null }[]>();
  for (const [documentId, digests] of taken)
    holders.set(
      documentId,
      digests.map((digest) => ({ digest, score: 1, file: null })),
    );
  const groups = rivals(states, preparedFiles);
  const contested = new Set(groups.flat());
  const paired = new Map(
    groups.flatMap((group) => [
      ...pairCounted(
        group.map((index) => preparedFiles[index]!),
        preparedDocuments,
      ),
    ]),
  );
  for (const { index, ranked } of order) {
    const file = preparedFiles[index]!;
    const [best, second] = ranked;
    const base: Omit<FileDecision, "outcome" | "why"> = {
      key: file.file.key,
      slot: file.slot,
      alsoSlots: file.alsoSlots,
      created: null,
      copyOf: null,
      proposals: ranked
        .filter(({ score }) => score >= 0.25)
        .slice(0, 3)
        .map(({ document, score, reasons }) => ({
          dossierId: dossier.hint.id,
          documentId: document.document.id,
          slot: document.slot ?? file.slot,
          confidence: round(Math.min(0.99, score) * folderConfidence),
          reasons,
        })),
    };
    const decide = (decision: Pick<FileDecision, "outcome" | "why"> & Partial<FileDecision>) =>
      decisions.set(index, { ...base, ...decision });
    if (isElsewhere(file, dossier)) {
      decide({ outcome: "ask", why: "elsewhere" });
      continue;
    }
    if (file.named.draft) {
      decide({ outcome: "ask", why: "draft" });
      continue;
    }
    if (best && best.score >= attachFrom) {
      const holding = holders.get(best.document.document.id) ?? [];
      const twin = holding.some(({ digest }) => digest !== null && digest === file.file.sha256);
      const clear = !second || best.score - second.score >= lead || twin;
      const further =
        twin ||
        file.named.copy ||
        (file.named.part !== null && holding.every((one) => one.file?.named.part != null));
      if (clear && (holding.length === 0 ? !contested.has(index) : further)) {
        holders.set(best.document.document.id, [
          ...holding,
          { digest: file.file.sha256, score: best.score, file },
        ]);
        decide({ outcome: "attach", why: "certain", slot: best.document.slot ?? file.slot });
        continue;
      }
      // What another file holds already is a lesser guess.
      const lesser = base.proposals.map((one) =>
        one.documentId !== null && holders.has(one.documentId)
          ? { ...one, confidence: round(one.confidence * 0.6) }
          : one,
      );
      decide({
        outcome: "ask",
        why: "ambiguous",
        proposals: pairedFirst(
          lesser.sort((a, b) => b.confidence - a.confidence),
          paired.get(file)?.document.id,
        ),
      });
      continue;
    }
    decide(bySlot(file, dossier, folderConfidence, preparedDocuments, base.proposals, reader));
  }
  dropDoubleCreations(preparedFiles, decisions);
  takeOrder(preparedFiles, preparedDocuments, decisions, (document) => !holders.has(document.document.id), {
    proposal: (file, document) => ({
      dossierId: dossier.hint.id,
      documentId: document.document.id,
      slot: document.slot ?? file.slot,
      confidence: 0,
      reasons: [{ why: "order", place: document.document.ordinal }],
    }),
    agreement: (file, document) => scoreDocument(file, document, weights).score,
    folderConfidence,
  });
  return preparedFiles.map((file, index) =>
    withFolder(decisions.get(index)!, file, dossier, folderConfidence),
  );
}

interface OrderJudge {
  proposal: (file: PreparedFile, document: PreparedDocument) => Proposal;
  /** How much else speaks for it; below 0 something speaks against. */
  agreement: (file: PreparedFile, document: PreparedDocument) => number;
  folderConfidence: number;
}

/**
 * Offers what the order of the folder says of files that are still open. One that bears the number of a document in the
 * list, beside others that do, is attached where nothing on its page could say otherwise.
 */
function takeOrder(
  files: readonly PreparedFile[],
  documents: readonly PreparedDocument[],
  decisions: Map<number, FileDecision>,
  isFree: (document: PreparedDocument) => boolean,
  { proposal, agreement, folderConfidence }: OrderJudge,
): void {
  const byId = new Map(documents.map((one) => [one.document.id, one]));
  const decided = new Map(files.map((file, index) => [file, index]));
  const settled = (file: PreparedFile): Settled => {
    const { outcome, why, proposals } = decisions.get(decided.get(file)!)!;
    if (file.named.copy || file.named.part !== null) return "apart";
    if (outcome === "attach") return { document: byId.get(proposals[0]!.documentId!)! };
    return outcome === "ask" && (why === "ambiguous" || why === "no-document") ? "open" : "apart";
  };
  for (const [file, { document, stated }] of readOrder(files, settled, documents, isFree)) {
    const agrees = agreement(file, document);
    if (agrees < 0) continue;
    const index = decided.get(file)!;
    const decision = decisions.get(index)!;
    const sure = stated && file.file.page === null && !file.file.unreadable;
    const known = decision.proposals.find((one) => one.documentId === document.document.id);
    const base = proposal(file, document);
    const offered = {
      ...base,
      confidence: Math.max(known?.confidence ?? 0, round((sure ? 0.85 : 0.55) * folderConfidence)),
      reasons: [...(known?.reasons ?? []), ...base.reasons],
    };
    const others = decision.proposals.filter((one) => one !== known && one.documentId !== null);
    decisions.set(index, {
      ...decision,
      proposals: [offered, ...others].slice(0, 3),
      ...(sure ? { outcome: "attach" as const, why: "certain" as const, slot: offered.slot } : {}),
    });
  }
}

/** Offers the document that a file is paired with before those that fit it as well. */
function pairedFirst(proposals: Proposal[], documentId: string | undefined): Proposal[] {
  return [
    ...proposals.filter((one) => one.documentId === documentId),
    ...proposals.filter((one) => one.documentId !== documentId),
  ];
}

/** Where nothing else speaks for a proposal, the folder does; a draft is offered its dossier at least. */
function withFolder(
  decision: FileDecision,
  file: PreparedFile,
  dossier: PreparedDossier,
  folderConfidence: number,
): FileDecision {
  if (decision.outcome !== "ask" || decision.why === "elsewhere") return decision;
  const dossierAlone: Proposal = {
    dossierId: dossier.hint.id,
    documentId: null,
    slot: file.slot,
    confidence: round(0.3 * folderConfidence),
    reasons: [],
  };
  const proposals = decision.proposals.length > 0 ? decision.proposals : [dossierAlone];
  return {
    ...decision,
    proposals: proposals.map((one) =>
      one.reasons.length > 0 ? one : { ...one, reasons: [{ why: "in-folder" }] },
    ),
  };
}

interface Ranked {
  document: PreparedDocument;
  score: number;
  reasons: Reason[];
}

function rankDocuments(
  file: PreparedFile,
  documents: readonly PreparedDocument[],
  weights: ReadonlyMap<string, number>,
  onlyOnes: ReadonlySet<string>,
): { ranked: Ranked[] } {
  const ranked = documents.map((document) => {
    const { score, reasons } = scoreDocument(file, document, weights);
    const only = file.slot !== null && file.slot === document.slot && onlyOnes.has(file.slot);
    return { document, score: only ? score + 0.1 : score, reasons };
  });
  ranked.sort((a, b) => b.score - a.score || a.document.document.ordinal - b.document.document.ordinal);
  return { ranked };
}

/** Slots that one document and one file have, and no other: each is the only answer to the other. */
function slotsOnBothSides(
  files: readonly PreparedFile[],
  documents: readonly PreparedDocument[],
): Set<string> {
  const byFile = once(files.flatMap((file) => [...new Set([file.byPage?.slot ?? null, file.byName.slot])]));
  const byDocument = once(documents.map(({ slot }) => slot));
  return new Set([...byDocument].filter((slot) => byFile.has(slot)));
}

/** The slots that occur once in a list. */
function once(slots: readonly (string | null)[]): Set<string> {
  const counts = new Map<string, number>();
  for (const slot of slots) if (slot !== null) counts.set(slot, (counts.get(slot) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count === 1).map(([slot]) => slot));
}

/** Files that fit one document equally well, with different bytes and no mark of a copy: nobody can tell which it is. */
function rivals(states: readonly { ranked: Ranked[] }[], files: readonly PreparedFile[]): number[][] {
  const byDocument = new Map<string, number[]>();
  states.forEach(({ ranked }, index) => {
    const best = ranked[0];
    if (!best || best.score < attachFrom || files[index]!.named.copy || files[index]!.named.part !== null)
      return;
    const group = byDocument.get(best.document.document.id);
    if (group) group.push(index);
    else byDocument.set(best.document.document.id, [index]);
  });
  const contested: number[][] = [];
  for (const group of byDocument.values()) {
    const scores = group.map((index) => states[index]!.ranked[0]!.score);
    const top = Math.max(...scores);
    const near = group.filter((_, at) => top - scores[at]! < rivalLead);
    const digests = new Set(near.map((index) => files[index]!.file.sha256 ?? `${index}`));
    if (digests.size > 1) contested.push(near);
  }
  return contested;
}

/** A paper that speaks of another cell than the dossier is about lies in the wrong folder. */
function isElsewhere(file: PreparedFile, dossier: PreparedDossier): boolean {
  const places = placesOf(file.pageWords.join(" "));
  const named = placesOf(file.named.words.join(" "));
  const all = places.length > 0 ? places : named;
  if (all.length === 0) return false;
  if (dossier.places.size > 0) return !all.some((place) => dossier.places.has(place));
  if (dossier.organisations.length === 0) return false;
  const words = [...file.pageWords, ...file.named.words];
  return dossier.organisations.every((name) => organisationShare(words, name) < 0.5);
}

function bySlot(
  file: PreparedFile,
  dossier: PreparedDossier,
  folderConfidence: number,
  documents: readonly PreparedDocument[],
  known: Proposal[],
  reader: SlotReader,
): Pick<FileDecision, "outcome" | "why"> & Partial<FileDecision> {
  const readings = [file.byPage, file.byName];
  const guesses: Proposal[] = [];
  for (const reading of readings)
    for (const { slot, phrase } of reading?.candidates ?? [])
      if (!guesses.some((one) => one.slot === slot))
        guesses.push({
          dossierId: dossier.hint.id,
          documentId: null,
          slot,
          confidence: round(0.4 * folderConfidence),
          reasons: [{ why: "slot-words", words: phrase }],
        });
  const proposals = [
    ...known,
    ...guesses.filter((one) => !known.some(({ slot }) => slot === one.slot)),
  ].slice(0, 3);
  if (proposals.length === 0)
    proposals.push({
      dossierId: dossier.hint.id,
      documentId: null,
      slot: null,
      confidence: round(0.3 * folderConfidence),
      reasons: [],
    });
  const { slot } = file;
  if (slot === null || file.file.unreadable)
    return {
      outcome: "ask",
      why: proposals.some((one) => one.slot !== null) ? "ambiguous" : "no-document",
      proposals,
    };
  // The register has such a paper, and this is not surely the one.
  if (documents.some((document) => document.slot === slot))
    return { outcome: "ask", why: "ambiguous", proposals };
  // `63-QĐ-UBKTĐU` and nothing else: which of several decisions it is, the name does not say.
  const alone = bareByName(file);
  if (
    alone &&
    (file.named.number ?? file.named.shortNumber) &&
    file.symbol &&
    reader.sharesSymbol(dossier.hint.type, file.symbol)
  )
    return { outcome: "ask", why: "ambiguous", proposals };
  const both = file.byPage?.slot === slot && file.byName.slot === slot;
  const confidence = both ? 0.95 : file.byPage?.slot === slot ? 0.85 : 0.8;
  const phrase = readings
    .flatMap((reading) => reading?.candidates ?? [])
    .find((one) => one.slot === slot)?.phrase;
  const [number] = file.numbers;
  return {
    outcome: "create",
    why: "certain",
    proposals: [
      {
        dossierId: dossier.hint.id,
        documentId: null,
        slot,
        confidence: round(confidence * folderConfidence),
        reasons: phrase ? [{ why: "slot-words", words: phrase }] : [],
      },
    ],
    created: {
      slot,
      number: number ? spellNumber(number) : null,
      date: file.pageDate ?? file.named.date,
    },
  };
}

/**
 * Two new papers for one slot must be told apart by number, date or words. Where they cannot be, the one that says more of
 * itself stays, and the others are left to the clerk; when none says more, all are.
 */
function dropDoubleCreations(files: readonly PreparedFile[], decisions: Map<number, FileDecision>): void {
  const groups = new Map<string, number[]>();
  for (const [index, decision] of decisions) {
    if (decision.outcome !== "create") continue;
    const group = groups.get(decision.created!.slot);
    if (group) group.push(index);
    else groups.set(decision.created!.slot, [index]);
  }
  for (const all of groups.values()) {
    const group = joinCopies(all, files, decisions);
    const losing = new Set<number>();
    for (const one of group)
      for (const other of group) {
        if (one === other || apart(files[one]!, files[other]!, decisions.get(one)!, decisions.get(other)!))
          continue;
        const [mine, others] = [
          saying(decisions.get(one)!, files[one]!),
          saying(decisions.get(other)!, files[other]!),
        ];
        if (mine <= others) losing.add(one);
      }
    for (const index of losing)
      decisions.set(index, { ...decisions.get(index)!, outcome: "ask", why: "ambiguous", created: null });
  }
}

/** Lets copies share the new document of the paper they are copies of; gives back the files that are none. */
function joinCopies(
  group: readonly number[],
  files: readonly PreparedFile[],
  decisions: Map<number, FileDecision>,
): number[] {
  const first = new Map<string, number>();
  const own: number[] = [];
  const share = (index: number, original: number) =>
    decisions.set(index, { ...decisions.get(index)!, copyOf: files[original]!.file.key });
  // Papers before their copies, so that a copy never becomes the original of its paper.
  for (const index of [...group].sort(
    (a, b) => Number(files[a]!.named.copy) - Number(files[b]!.named.copy) || a - b,
  )) {
    const digest = files[index]!.file.sha256;
    const twin = digest === null ? undefined : first.get(digest);
    if (twin !== undefined) share(index, twin);
    else if (files[index]!.named.copy && own.length === 1) share(index, own[0]!);
    else {
      own.push(index);
      if (digest !== null) first.set(digest, index);
    }
  }
  return own;
}

function apart(a: PreparedFile, b: PreparedFile, one: FileDecision, other: FileDecision): boolean {
  const [first, second] = [one.created!, other.created!];
  if (first.number !== null && second.number !== null) return first.number !== second.number;
  if (first.date !== null && second.date !== null) return first.date !== second.date;
  const [mine, others] = [new Set(a.named.words), new Set(b.named.words)];
  return [...mine].some((word) => !others.has(word)) && [...others].some((word) => !mine.has(word));
}

function saying({ created }: FileDecision, file: PreparedFile): number {
  return (
    (created!.number === null ? 0 : 2) +
    (created!.date === null ? 0 : created!.date.length / 10) +
    (file.byPage?.slot ? 2 : 0)
  );
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
