import {
  type Condition,
  conditions,
  type Dossier,
  type DossierDocument,
  type DossierType,
  dossierTypes,
  type Fact,
  type InventoryFile,
  type Truth,
} from "../model/dossier.js";
import { Misuse } from "../model/failure.js";
import { cleanText, looseKey, nearest } from "../model/names.js";
import {
  type DocumentField,
  type DossierField,
  documentFields,
  dossierFields,
  type ValueKind,
} from "../model/stated-fields.js";
import type { Unit } from "../model/unit.js";
import type { Store } from "../store/index.js";
import { documentFieldTable } from "./document-fields.js";
import { demandWholeDiscipline, dossierFieldTable, type FieldOf, type NewCode } from "./dossier-fields.js";
import { unitName, type Viewer, viewerOf } from "./dossier-view.js";
import { factOf } from "./facts.js";
import { findDocument, findDossier } from "./find-dossier.js";
import type { NamedDossier } from "./show-dossier.js";
import { readStated } from "./stated-values.js";

/** One value that was changed, as it may be shown; `hidden` when it is of a secret paper and both sides are left out. */
export interface Change {
  field: DossierField | DocumentField | Condition;
  kind: ValueKind;
  from: string | null;
  to: string | null;
  hidden: boolean;
}

/** What an edit or addition did. */
export interface EditResult {
  dossier: NamedDossier;
  /** The document that was edited or added; null when it was the dossier. */
  document: { id: string; ordinal: number; number: string | null; slot: string | null } | null;
  added: boolean;
  changes: Change[];
}

/** Who states something, and when: the evidence of a stated fact. */
export interface Author {
  person: string;
  /** `YYYY-MM-DD` */
  day: string;
}

type Assignment = { name: string; value: string };

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

function readAssignment(text: string): Assignment {
  const at = text.indexOf("=");
  if (at <= 0) throw new Misuse("assignment-without-value", { text });
  return { name: cleanText(text.slice(0, at)), value: text.slice(at + 1) };
}

function settleDossier(dossier: Dossier, wanted: Assignment[], all: Dossier[], author: Author): Dossier {
  const table = dossierFieldTable(codeGiver(all));
  const names = [...dossierFields, ...conditions];
  let settled = dossier;
  for (const { name, value } of wanted) {
    const condition = conditions.find((one) => looseKey(one) === looseKey(name));
    if (condition) settled = stateFact(settled, condition, value, author);
    else
      settled = settle(settled, fieldNamed(table, name, names), value, {
        day: author.day,
        type: settled.type,
      });
  }
  demandWholeDiscipline(settled);
  const taken = all.some(
    ({ id, reference, origin }) =>
      id !== settled.id &&
      reference === settled.reference &&
      origin.code === settled.origin.code &&
      origin.name === settled.origin.name &&
      origin.until === settled.origin.until,
  );
  if (taken) throw new Misuse("dossier-exists", { reference: settled.reference });
  return settled;
}

function settleDocument(
  document: DossierDocument,
  wanted: Assignment[],
  type: DossierType | null,
  author: Author,
): DossierDocument {
  return wanted.reduce(
    (settled, { name, value }) =>
      settle(settled, fieldNamed(documentFieldTable, name, documentFields), value, { day: author.day, type }),
    document,
  );
}

/** The field that a word means: its name, or its Vietnamese name in any spelling. */
function fieldNamed<Whole, Name extends string>(
  table: Record<Name, FieldOf<Whole>>,
  word: string,
  allowed: readonly string[],
): [Name, FieldOf<Whole>] {
  const key = looseKey(word);
  const entries = Object.entries(table) as [Name, FieldOf<Whole>][];
  const found =
    entries.find(([name]) => looseKey(name) === key) ??
    entries.find(([, field]) => looseKey(field.vietnamese) === key);
  if (found) return found;
  const near = nearest(word, [...allowed, ...entries.map(([, { vietnamese }]) => vietnamese)]);
  throw new Misuse("field-unknown", {
    field: word,
    allowed: [...allowed],
    ...(near === undefined ? {} : { nearest: near }),
  });
}

function settle<Whole>(
  whole: Whole,
  [name, field]: [string, FieldOf<Whole>],
  raw: string,
  by: { day: string; type: DossierType | null },
): Whole {
  const value = readStated(name, field.kind, raw, by);
  if (value === null && field.required) throw new Misuse("field-required", { field: name });
  return field.set(whole, value);
}

/** A stated fact stands beside what the register and the papers say; an empty value takes the statement back. */
function stateFact(dossier: Dossier, condition: Condition, raw: string, { person, day }: Author): Dossier {
  const value = readStated(condition, "truth", raw, { day, type: null }) as Truth | null;
  const others = dossier.facts.filter((fact) => fact.condition !== condition || fact.origin !== "stated");
  if (value === null) return { ...dossier, facts: others };
  const fact: Fact = { condition, value, origin: "stated", evidence: `${person}, ${day}` };
  return { ...dossier, facts: [...others, fact] };
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

/** Both before and after decide what is protected: a name that was, until a moment ago, is not told either. */
function viewersOf(before: Dossier[], after: Dossier): Viewer[] {
  const next = [...before.filter(({ id }) => id !== after.id), after];
  return [viewerOf(before), viewerOf(next)];
}

function shownTo(viewers: Viewer[], dossier: Dossier, text: string | null): string | null {
  return text === null ? null : viewers.reduce((told, viewer) => viewer.text(dossier, told), text);
}

function nameOf(viewers: Viewer[], dossier: Dossier): NamedDossier {
  return {
    id: dossier.id,
    reference: shownTo(viewers, dossier, dossier.reference)!,
    origin: unitName(dossier.origin),
  };
}

function dossierChanges(before: Dossier, after: Dossier, viewers: Viewer[]): Change[] {
  const secret = before.secrecy !== "none" || after.secrecy !== "none";
  const table = dossierFieldTable(() => "");
  const fields = dossierFields.flatMap((name) =>
    changeOf(name, table[name], before, after, secret, (text) => shownTo(viewers, after, text)),
  );
  const facts = conditions.flatMap((condition): Change[] => {
    const [from, to] = [factOf(before, condition), factOf(after, condition)];
    if (from?.value === to?.value && from?.origin === to?.origin) return [];
    return [
      { field: condition, kind: "truth", from: from?.value ?? null, to: to?.value ?? null, hidden: false },
    ];
  });
  return [...fields, ...facts];
}

function documentResult(
  store: Store,
  dossier: Dossier,
  before: DossierDocument,
  after: DossierDocument,
  files: InventoryFile[],
  added: boolean,
): EditResult {
  const viewers = [viewerOf(store.dossiers.all())];
  const viewed = (document: DossierDocument) => viewers[0]!.document(dossier, document, files);
  const secret = viewed(before).withheld || viewed(after).withheld;
  return {
    dossier: nameOf(viewers, dossier),
    document: {
      id: after.id,
      ordinal: after.ordinal,
      number: shownTo(viewers, dossier, after.number),
      slot: after.slot,
    },
    added,
    changes: documentFields.flatMap((name) =>
      changeOf(name, documentFieldTable[name], before, after, secret, (text) =>
        shownTo(viewers, dossier, text),
      ),
    ),
  };
}

function changeOf<Whole>(
  name: Change["field"],
  field: FieldOf<Whole>,
  before: Whole,
  after: Whole,
  secret: boolean,
  show: (text: string | null) => string | null,
): Change[] {
  const [from, to] = [field.get(before) || null, field.get(after) || null];
  if (from === to) return [];
  if (secret && field.telling) return [{ field: name, kind: field.kind, from: null, to: null, hidden: true }];
  return [{ field: name, kind: field.kind, from: show(from), to: show(to), hidden: false }];
}

/** Gives the next free codes of the whole inventory. */
function codeGiver(all: Dossier[]): NewCode {
  const used = new Set(
    all.flatMap(({ subjects }) => subjects.flatMap(({ code }) => (code === null ? [] : [code]))),
  );
  return (role) => {
    const prefix = role === "denouncer" ? "NTC" : "NCD";
    for (let number = 1; ; number += 1) {
      const code = `${prefix}-${String(number).padStart(2, "0")}`;
      if (used.has(code)) continue;
      used.add(code);
      return code;
    }
  };
}

/** The type that a reference names in its symbol, `12.KTCH`. */
function typeOf(reference: string): DossierType | null {
  const word = /([A-ZĐ]+)\s*$/u.exec(reference.toUpperCase())?.[1];
  return dossierTypes.find((type) => type === word) ?? null;
}

function emptyDossier(id: string, origin: Unit, reference: string): Dossier {
  return {
    id,
    origin,
    reference,
    type: typeOf(reference),
    title: "",
    issuer: null,
    opened: null,
    closed: null,
    status: "closed",
    subjects: [],
    outcome: null,
    discipline: null,
    rectificationDeadline: null,
    facts: [],
    retention: null,
    secrecy: "none",
    language: "vi",
    sheets: null,
    pages: null,
    carrier: null,
    place: { warehouse: null, shelf: null, box: null },
    condition: null,
    notes: null,
    openCase: null,
    folder: null,
  };
}

function emptyDocument(id: string, dossierId: string, ordinal: number): DossierDocument {
  return {
    id,
    dossierId,
    ordinal,
    slot: null,
    alsoSlots: [],
    number: null,
    date: null,
    typeName: null,
    issuer: null,
    abstract: null,
    signer: null,
    sheets: null,
    pages: null,
    extent: null,
    original: null,
    secrecy: "none",
    carrier: null,
    state: "present",
    notes: null,
    fileName: null,
    source: "stated",
  };
}
