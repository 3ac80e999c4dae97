import type { Dossier, DossierDocument } from "../model/dossier.js";
import type { EarlierRow } from "../store/index.js";
import { findDocument } from "./document-likeness.js";
import { documentDraft, type EarlierDocuments } from "./earlier-import.js";
import { type About, type ImportAccount, openText, type Rewritten } from "./import-account.js";
import {
  type DossierInHand,
  hasProtected,
  hideNames,
  type InventoryInHand,
  type ListedRows,
} from "./import-inventory.js";
import { mergeDraft } from "./merge-draft.js";
import { type OneImport, rowDigest } from "./one-import.js";
import { type DocumentDraft, readDocumentRow, withoutNames } from "./read-document-row.js";
import type { ReadRow } from "./read-rows.js";
import { withCodes } from "./read-subjects.js";

/** A row of a list of documents on its way into the inventory. */
interface DocumentRow {
  row: ReadRow;
  draft: DocumentDraft;
}

/** Takes all rows of this run that list documents of one dossier, and writes the dossier with them. */
export function takeDocuments(
  held: DossierInHand,
  inventory: InventoryInHand,
  account: ImportAccount,
  dryRun: boolean,
): void {
  if (held.listed.length === 0 && !held.changed && !hasProtected(held.dossier)) return;
  const lists = held.listed.map((listed) => ({ one: listed.one, rows: readRows(listed, held, account) }));
  const stored = inventory.documentsOf(held);
  let documents = [...stored];
  const earlier = new Map<OneImport, EarlierDocuments>();
  for (const { one, rows } of lists) {
    const before = earlier.get(one) ?? one.earlierDocuments(held.dossier.id);
    earlier.set(one, before);
    // Names learned from any row are hidden in all of them, before anything is compared.
    if (hasProtected(held.dossier))
      for (const item of rows) item.draft = withoutNames(item.draft, held.dossier.subjects);
    takeRows(one, rows, before, { dossier: held.dossier, documents }, inventory, account);
  }
  for (const [one, before] of earlier) {
    for (const old of before.vanished()) account.vanished(one, old, held.dossier.reference);
  }
  hideNames(held);
  if (hasProtected(held.dossier)) {
    documents = documents.map((document) => ({
      ...document,
      ...withoutNames(document, held.dossier.subjects),
    }));
  }
  if (!dryRun) inventory.save(held, stored, documents);
}

/** The rows of one list; whom they show to need a code gets one. */
function readRows(
  { one, table, indexes }: ListedRows,
  held: DossierInHand,
  account: ImportAccount,
): DocumentRow[] {
  const context = one.context(table);
  const rows = indexes.map((index): DocumentRow => {
    const row = table.rows.at(index);
    const { reference, type } = held.dossier;
    const { draft, people, findings } = readDocumentRow(row, reference, type, context);
    account.add(...findings);
    const subjects = withCodes(held.dossier.subjects, people);
    if (subjects.length > held.dossier.subjects.length) {
      held.dossier = { ...held.dossier, subjects };
      held.changed = true;
    }
    return { row, draft };
  });
  dropStartPages(rows);
  return rows;
}

/** Many lists give only the sheet a paper begins on: 01, 03, 07. Such numbers count nothing. */
function dropStartPages(rows: DocumentRow[]): void {
  const placed = rows.map(({ draft }) => draft).filter((draft) => draft.extent !== null);
  const starts = placed.map((draft) => Number.parseInt(draft.extent!, 10));
  const onlyStarts = placed.every((draft) => /^\d+[a-z]?$/iu.test(draft.extent!));
  const gaps = starts.some((start, index) => index > 0 && start - starts[index - 1]! > 1);
  if (onlyStarts && gaps) for (const draft of placed) draft.pages = null;
}

/** The documents of one dossier while the rows of a list are held against them. */
interface Placing {
  dossier: Dossier;
  documents: DossierDocument[];
  /** Which of them have their row already. */
  claimed: Set<string>;
  /** After which the next new one comes. */
  last: string | null;
}

function takeRows(
  one: OneImport,
  rows: DocumentRow[],
  earlier: EarlierDocuments,
  held: Pick<Placing, "dossier" | "documents">,
  inventory: InventoryInHand,
  account: ImportAccount,
): void {
  const continued = earlier.continuedBy(
    rows.map(({ row, draft }) => ({ digest: rowDigest(row), sheet: row.sheet, row: row.row, draft })),
  );
  const place: Placing = { ...held, claimed: new Set(), last: null };
  for (const old of continued) if (old?.documentId) place.claimed.add(old.documentId);
  for (const [index, item] of rows.entries()) {
    takeRow(one, item, continued[index] ?? null, place, inventory, account);
  }
}

function takeRow(
  one: OneImport,
  { row, draft }: DocumentRow,
  old: EarlierRow | null,
  place: Placing,
  inventory: InventoryInHand,
  account: ImportAccount,
): void {
  const { dossier, documents } = place;
  const found =
    documents.find((document) => document.id === old?.documentId) ??
    findDocument(documents, draft, place.claimed);
  const about: About = {
    subjects: dossier.subjects,
    dossier: dossier.reference,
    document: draft.number,
    secrecy: draft.secrecy,
  };
  // A row that says what it said changes nothing, whatever a person has set since.
  const asBefore = old !== null && old.draft === JSON.stringify(draft);
  account.cleaned(one, row, about, numberForm(row, draft));
  let document: DossierDocument;
  let what: "added" | "updated" | "unchanged" | "repeated" = "added";
  if (found) {
    const { id, dossierId, ordinal, slot, alsoSlots, source, ...current } = found;
    // What a scan read from a file name gives way to the register; what a person has set does not.
    const before = asBefore ? draft : ((old && documentDraft(old)) ?? (source === "scan" ? current : null));
    const { merged, changes } = asBefore
      ? { merged: current, changes: [] }
      : mergeDraft(current, before, draft, { state: "present" as const });
    const from = source === "scan" ? "register" : source;
    document = found;
    if (changes.length > 0 || from !== source) {
      document = { id, dossierId, ordinal, slot, alsoSlots, source: from, ...merged };
      documents[documents.indexOf(found)] = document;
    }
    const label = document.number ?? openText(document.secrecy, document.abstract);
    account.changed(one, row, { ...about, document: label, secrecy: document.secrecy }, changes);
    what = changes.length > 0 ? "updated" : old ? "unchanged" : "repeated";
  } else {
    const unplaced = { ordinal: 0, slot: null, alsoSlots: [], source: "register" as const };
    document = { id: inventory.newId(), dossierId: dossier.id, ...unplaced, ...draft };
    const last = documents.findLastIndex((one) => one.id === place.last);
    documents.splice(last < 0 ? documents.length : last + 1, 0, document);
  }
  place.claimed.add(document.id);
  place.last = document.id;
  account.documents[what] += 1;
  account.understood(one, row, what, dossier, document);
  const inPlace = asBefore && old?.sheet === row.sheet && old.row === row.row;
  if (inPlace && old.documentId === document.id && old.sha256 === rowDigest(row)) one.keepAsBefore(row);
  else one.keep(row, "document", { dossierId: dossier.id, documentId: document.id, draft });
}

function numberForm(row: ReadRow, draft: DocumentDraft): Rewritten[] {
  const raw = row.values.number?.text;
  if (raw === undefined || draft.number === null || raw === draft.number) return [];
  return [{ field: "number", raw, clean: draft.number, reason: "number-form" }];
}
