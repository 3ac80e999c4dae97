import type { Dossier, DossierDocument, DossierStatus, DossierType, PartialDate } from "../model/dossier.js";
import { compareVietnamese } from "../model/names.js";
import { searchKey } from "../model/search-key.js";
import type { Store } from "../store/index.js";
import { type DocumentView, type DossierView, type UnitName, unitName, viewerOf } from "./dossier-view.js";
import { compareFonds } from "./list-dossiers.js";

/** A document that was found. */
export interface FoundDocument {
  ordinal: number;
  number: string | null;
  date: PartialDate | null;
  slot: string | null;
  /** Abstract, or kind of document where it has none or is withheld. */
  what: string | null;
}

/** A dossier that was found, itself or by its documents. */
export interface FoundDossier {
  id: string;
  reference: string;
  origin: UnitName;
  type: DossierType | null;
  title: string | null;
  status: DossierStatus;
  /** Whether the words stand in the dossier's own data. */
  itself: boolean;
  documents: FoundDocument[];
}

export interface SearchResult {
  words: string;
  dossiers: FoundDossier[];
  totals: { dossiers: number; documents: number };
}

/**
 * Dossiers and documents that hold all the words, in any order and without regard to accents; those that hold them in a
 * row come first. Only what may be shown is searched: no withheld paper, no protected name. `totals` counts those
 * beyond `limit` dossiers too.
 */
export function searchInventory(store: Store, words: string, limit = Number.POSITIVE_INFINITY): SearchResult {
  const query = searchKey(words);
  const hits = store.search.find(words);
  const result: SearchResult = { words, dossiers: [], totals: { dossiers: 0, documents: 0 } };
  if (hits.length === 0) return result;
  const all = new Map(store.dossiers.all().map((dossier) => [dossier.id, dossier]));
  const viewer = viewerOf([...all.values()]);
  const found = new Map<string, FoundDossier & { inRow: boolean }>();
  const foundIn = (dossier: Dossier): FoundDossier & { inRow: boolean } => {
    const known = found.get(dossier.id);
    if (known) return known;
    const { id, reference, origin, type, title, status } = viewer.dossier(dossier);
    const fresh = { id, reference, origin: unitName(origin), type, title, status, itself: false };
    const made = { ...fresh, documents: [], inRow: false };
    found.set(id, made);
    return made;
  };
  for (const hit of hits) {
    const dossier = all.get(hit.dossierId)!;
    const document = hit.documentId === null ? null : store.documents.find(hit.documentId);
    // The index knows the words of the store; what counts is what may be shown of them.
    const view = document && viewer.document(dossier, document, store.files.ofDocument(document.id));
    const text = view ? documentText(view) : dossierText(viewer.dossier(dossier));
    if (!holds(text, query)) continue;
    const group = foundIn(dossier);
    if (` ${text}`.includes(` ${query}`)) group.inRow = true;
    if (view) group.documents.push(foundDocument(view));
    else group.itself = true;
  }
  const groups = [...found.values()].sort(
    (a, b) =>
      Number(b.inRow) - Number(a.inRow) ||
      compareFonds(a.origin, b.origin) ||
      compareVietnamese(a.reference, b.reference),
  );
  for (const { documents } of groups) documents.sort((a, b) => a.ordinal - b.ordinal);
  return {
    words,
    dossiers: groups.slice(0, limit).map(({ inRow: _inRow, ...dossier }) => dossier),
    totals: {
      dossiers: groups.length,
      documents: groups.reduce((sum, { documents }) => sum + documents.length, 0),
    },
  };
}

function foundDocument(view: DocumentView): FoundDocument {
  const { ordinal, number, date, slot, abstract, typeName } = view;
  return { ordinal, number, date, slot, what: abstract ?? typeName };
}

function dossierText(view: DossierView): string {
  const { reference, issuer, title, outcome, notes, subjects } = view;
  return keyOf([reference, issuer, title, outcome, notes, ...subjects.map(({ name }) => name)]);
}

function documentText(
  view: Pick<DossierDocument, "number" | "typeName" | "issuer" | "abstract" | "notes">,
): string {
  return keyOf([view.number, view.typeName, view.issuer, view.abstract, view.notes]);
}

function keyOf(texts: (string | null)[]): string {
  return texts.map((text) => searchKey(text ?? "")).join(" ");
}

/** All words of the query, the last one possibly only begun. */
function holds(text: string, query: string): boolean {
  const words = query.split(" ");
  const last = words.pop()!;
  const known = text.split(" ");
  return words.every((word) => known.includes(word)) && known.some((word) => word.startsWith(last));
}
