import type { Dossier, DossierDocument, Fact, InventoryFile } from "../model/dossier.js";
import { Misuse } from "../model/failure.js";
import type { Unit } from "../model/unit.js";
import type { Store } from "../store/index.js";
import { type Change, documentChanges, dossierChanges, shownTo, viewersOf } from "./changes.js";
import { unitName, type Viewer, viewerOf } from "./dossier-view.js";
import { emptyDocument, emptyDossier } from "./empty-records.js";
import { findDocument, findDossier } from "./find-dossier.js";
import { type Author, readAssignment, settleDocument, settleDossier } from "./settle-fields.js";
import type { NamedDossier } from "./show-dossier.js";
import { readStated } from "./stated-values.js";

/** What an edit or addition did. */
export interface EditResult {
  dossier: NamedDossier;
  /** The document that was edited or added; null when it was the dossier. */
  document: { id: string; ordinal: number; number: string | null; slot: string | null } | null;
  added: boolean;
  changes: Change[];
}

/**
 * Settles fields of a dossier by hand: `field=value` for each of `dossierFields`, `condition=true|false|unknown` for a
 * fact, an empty value to clear. All of it, or nothing. Throws what `findDossier` throws, `field-unknown`,
 * `field-value-not-allowed`, `field-required`, `assignment-without-value`, `dossier-exists`.
 */
export function editDossier(store: Store, words: string, assignments: string[], author: Author): EditResult {
  const wanted = assignments.map(readAssignment);
  return store.together(() => {
    const before = findDossier(store, words);
    const all = store.dossiers.all();
    const after = settleDossier(before, wanted, all, author);
    saveDossier(store, before, after);
    return {
      dossier: nameOf(viewersOf(all, after), after),
      document: null,
      added: false,
      changes: dossierChanges(before, after, viewersOf(all, after)),
    };
  });
}

/** Settles fields of a document by hand, as `editDossier` does; `document` as for `findDocument`. */
export function editDocument(
  store: Store,
  words: string,
  document: string,
  assignments: string[],
  author: Author,
): EditResult {
  const wanted = assignments.map(readAssignment);
  return store.together(() => {
    const dossier = findDossier(store, words);
    const documents = store.documents.ofDossier(dossier.id);
    const before = findDocument(dossier, documents, document);
    const settled = settleDocument(before, wanted, dossier.type, author);
    const after = settled.ordinal === before.ordinal ? settled : moved(store, documents, before, settled);
    store.documents.save(after);
    const files = store.files.ofDocument(after.id);
    return documentResult(store, dossier, before, after, files, false);
  });
}

/** Opens a dossier by hand in the fonds of `origin`; a title must be among the assignments. Throws as `editDossier`. */
export function addDossier(
  store: Store,
  origin: Unit,
  reference: string,
  assignments: string[],
  author: Author,
): EditResult {
  const wanted = assignments.map(readAssignment);
  return store.together(() => {
    const name = readStated("reference", "text", reference, { day: author.day, type: null });
    if (name === null) throw new Misuse("field-required", { field: "reference" });
    const all = store.dossiers.all();
    const empty = emptyDossier(store.newId(), origin, name);
    const after = settleDossier(empty, wanted, all, author);
    if (after.title === "") throw new Misuse("field-required", { field: "title" });
    saveDossier(store, null, after);
    const viewers = viewersOf(all, after);
    return {
      dossier: nameOf(viewers, after),
      document: null,
      added: true,
      changes: dossierChanges(empty, after, viewers),
    };
  });
}

/** Lists a document by hand at the end of a dossier, or at the `ordinal` given. Throws as `editDossier`. */
export function addDocument(store: Store, words: string, assignments: string[], author: Author): EditResult {
  const wanted = assignments.map(readAssignment);
  return store.together(() => {
    const dossier = findDossier(store, words);
    const documents = store.documents.ofDossier(dossier.id);
    const last = Math.max(0, ...documents.map(({ ordinal }) => ordinal)) + 1;
    const empty = emptyDocument(store.newId(), dossier.id, last);
    const settled = settleDocument(empty, wanted, dossier.type, author);
    if (
      settled.number === null &&
      settled.slot === null &&
      settled.typeName === null &&
      settled.abstract === null
    )
      throw new Misuse("field-required", { field: "number, slot, type-name, abstract" });
    // On paper only, unless the clerk says otherwise: no file was named.
    const onPaper = settled.carrier === "paper" && settled.state === "present";
    const stated: DossierDocument = onPaper ? { ...settled, state: "paper-only" } : settled;
    const after = stated.ordinal === last ? stated : moved(store, documents, empty, stated);
    store.documents.save(after);
    return documentResult(store, dossier, empty, after, [], true);
  });
}

function saveDossier(store: Store, before: Dossier | null, after: Dossier): void {
  const stated = (dossier: Dossier): Fact[] => dossier.facts.filter(({ origin }) => origin === "stated");
  if (before && stated(before).some((fact) => !stated(after).some((one) => one.condition === fact.condition)))
    store.dossiers.dropFacts(after.id, "stated");
  store.dossiers.save(after);
}

/** Puts a document at another place of its dossier; the others close up and make room, in their order. */
function moved(
  store: Store,
  documents: DossierDocument[],
  before: DossierDocument,
  settled: DossierDocument,
): DossierDocument {
  const others = documents.filter(({ id }) => id !== before.id);
  const at = Math.min(Math.max(settled.ordinal, 1), others.length + 1);
  others.forEach((document, index) => {
    const ordinal = index + 1 < at ? index + 1 : index + 2;
    if (ordinal !== document.ordinal) store.documents.save({ ...document, ordinal });
  });
  return { ...settled, ordinal: at };
}

function nameOf(viewers: Viewer[], dossier: Dossier): NamedDossier {
  return {
    id: dossier.id,
    reference: shownTo(viewers, dossier, dossier.reference)!,
    origin: unitName(dossier.origin),
  };
}

function documentResult(
  store: Store,
  dossier: Dossier,
  before: DossierDocument,
  after: DossierDocument,
  files: InventoryFile[],
  added: boolean,
): EditResult {
  const viewer = viewerOf(store.dossiers.all());
  return {
    dossier: nameOf([viewer], dossier),
    document: {
      id: after.id,
      ordinal: after.ordinal,
      number: shownTo([viewer], dossier, after.number),
      slot: after.slot,
    },
    added,
    changes: documentChanges(dossier, before, after, files, viewer),
  };
}
