import { readDocumentNumber } from "../model/document-number.js";
import type { DossierDocument } from "../model/dossier.js";
import { finding } from "../model/finding.js";
import type { EarlierRow } from "../store/index.js";
import { findDocument } from "./document-likeness.js";
import { documentDraft } from "./earlier-import.js";
import { grouped } from "./grouped.js";
import { type About, type ImportAccount, openText, placeOf, type Rewritten } from "./import-account.js";
import type { DossierInHand, InventoryInHand } from "./import-inventory.js";
import { References } from "./match-reference.js";
import { mergeDraft } from "./merge-draft.js";
import { type OneImport, rowDigest } from "./one-import.js";
import { type DocumentDraft, readDocumentRow, withoutNames } from "./read-document-row.js";
import { withCodes } from "./read-subjects.js";
import type { ReadRow, ReadTable } from "./read-table.js";

/** A row of a list of documents on its way into the inventory. */
interface DocumentRow {
  row: ReadRow;
  held: DossierInHand;
  draft: DocumentDraft;
}

/** Takes the rows of documents of one register, when the rows of dossiers of all registers have been taken. */
export function takeDocuments(one: OneImport, inventory: InventoryInHand, account: ImportAccount): void {
  for (const table of one.register.tables) {
    if (!table.rows.some((row) => row.kind === "document")) continue;
    const rows = readRows(one, table, inventory, account);
    dropStartPages(rows);
    // Names learned from any row of the table are hidden in all of them, before anything is compared.
    for (const item of rows) item.draft = withoutNames(item.draft, item.held.dossier.subjects);
    const earlier = one.earlier.continuedBy(
      rows.map(({ row, held, draft }) => ({
        digest: rowDigest(row),
        sheet: row.sheet,
        row: row.row,
        dossierId: held.dossier.id,
        draft,
      })),
    );
    const place: Placing = { claimed: new Set(), last: new Map() };
    for (const old of earlier) if (old?.documentId) place.claimed.add(old.documentId);
    for (const [index, item] of rows.entries()) {
      takeDocument(one, item, earlier[index] ?? null, place, inventory, account);
    }
  }
}

/** The rows of a table with the dossier of each; what has none is told. */
function readRows(
  one: OneImport,
  table: ReadTable,
  inventory: InventoryInHand,
  account: ImportAccount,
): DocumentRow[] {
  const context = one.context(table);
  const announced = fullReferences(table);
  const sheet = inventory.exact(table.sheet) === undefined ? null : table.sheet;
  const seen = new Map<string, ReadRow>();
  const rows: DocumentRow[] = [];
  let carried: string | null = null;
  let nearby: string | undefined;
  for (const row of table.rows) {
    if (row.kind === "heading") carried = null;
    if (row.kind !== "document") continue;
    account.documents.rows += 1;
    carried = row.values.reference?.text ?? carried;
    const reference = row.values.reference?.text ?? row.section?.reference ?? carried ?? sheet;
    if (reference === null) {
      account.notUnderstood(one, row, "no-reference");
      continue;
    }
    const twin = seen.get(rowDigest(row));
    if (twin && isNumbered(row)) {
      account.documents.repeated += 1;
      account.add(finding("row-repeated", "warning", placeOf(one, row, reference), { firstRow: twin.row }));
      one.keep(row, "not-understood");
      continue;
    }
    seen.set(rowDigest(row), row);
    const held = dossierOf(one, row, reference, nearby, announced, inventory, account);
    if (!held) continue;
    nearby = held.dossier.reference;
    const { draft, people, findings } = readDocumentRow(row, nearby, held.dossier.type, context);
    account.add(...findings);
    const subjects = withCodes(held.dossier.subjects, people);
    if (subjects.length > held.dossier.subjects.length) {
      held.dossier = { ...held.dossier, subjects };
      held.changed = true;
    }
    rows.push({ row, held, draft });
  }
  return rows;
}

/** Two rows with the same cells are one paper written twice only where it has a number of its own. */
function isNumbered(row: ReadRow): boolean {
  return readDocumentNumber(row.values.number?.text ?? "").scheme === "party";
}

/** Full references in the table itself, so that short ones in it lead to them: `03` to `03.CTBC`. */
function fullReferences(table: ReadTable): References<string> {
  const references = new References<string>();
  for (const row of table.rows) {
    const reference = row.values.reference?.text ?? row.section?.reference;
    if (row.kind === "document" && reference !== undefined && /\d.*\p{L}{2}/u.test(reference)) {
      references.add(reference, reference);
    }
  }
  return references;
}

function dossierOf(
  one: OneImport,
  row: ReadRow,
  written: string,
  nearby: string | undefined,
  announced: References<string>,
  inventory: InventoryInHand,
  account: ImportAccount,
): DossierInHand | null {
  const known = inventory.find(written, nearby);
  if (known.kind === "found") return known.value;
  const full = announced.find(written, nearby);
  if (known.kind === "several" || full.kind === "several") {
    account.notUnderstood(one, row, "unknown-dossier");
    return null;
  }
  const reference = full.kind === "found" ? full.value : written;
  account.dossiers.added += 1;
  account.add(finding("dossier-without-row", "warning", placeOf(one, row, reference), { reference }));
  return inventory.addBare(reference, row.section?.title ?? null);
}

/** Many lists give only the sheet a paper begins on: 01, 03, 07. Such numbers count nothing. */
function dropStartPages(rows: DocumentRow[]): void {
  for (const group of grouped(rows, ({ held }) => held.dossier.id).values()) {
    const placed = group.map(({ draft }) => draft).filter((draft) => draft.extent !== null);
    const starts = placed.map((draft) => Number.parseInt(draft.extent!, 10));
    const onlyStarts = placed.every((draft) => /^\d+[a-z]?$/iu.test(draft.extent!));
    const gaps = starts.some((start, index) => index > 0 && start - starts[index - 1]! > 1);
    if (onlyStarts && gaps) for (const draft of placed) draft.pages = null;
  }
}

/** Which documents have their row already, and after which of a dossier the next one comes. */
interface Placing {
  claimed: Set<string>;
  last: Map<string, string>;
}

function takeDocument(
  one: OneImport,
  { row, held, draft }: DocumentRow,
  old: EarlierRow | null,
  place: Placing,
  inventory: InventoryInHand,
  account: ImportAccount,
): void {
  const { dossier, documents } = held;
  const found =
    documents.find((document) => document.id === old?.documentId) ??
    findDocument(documents, draft, place.claimed);
  const about: About = {
    subjects: dossier.subjects,
    dossier: dossier.reference,
    document: draft.number,
    secrecy: draft.secrecy,
  };
  account.cleaned(one, row, about, numberForm(row, draft));
  let document: DossierDocument;
  let what: "added" | "updated" | "unchanged" | "repeated" = "added";
  if (found) {
    const { id, dossierId, ordinal, slot, alsoSlots, source, ...current } = found;
    // What a scan read from a file name gives way to the register; what a person has set does not.
    const before = (old && documentDraft(old)) ?? (source === "scan" ? current : null);
    const { merged, changes } = mergeDraft(current, before, draft, { state: "present" as const });
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
    const id = inventory.newId();
    const place0 = {
      id,
      dossierId: dossier.id,
      ordinal: 0,
      slot: null,
      alsoSlots: [],
      source: "register" as const,
    };
    document = { ...place0, ...draft };
    const last = documents.findIndex((one) => one.id === place.last.get(dossier.id));
    documents.splice(last < 0 ? documents.length : last + 1, 0, document);
  }
  place.claimed.add(document.id);
  place.last.set(dossier.id, document.id);
  account.documents[what] += 1;
  account.understood(one, row, what, dossier, document);
  one.keep(row, "document", { dossierId: dossier.id, documentId: document.id, draft });
}

function numberForm(row: ReadRow, draft: DocumentDraft): Rewritten[] {
  const raw = row.values.number?.text;
  if (raw === undefined || draft.number === null || raw === draft.number) return [];
  return [{ field: "number", raw, clean: draft.number, reason: "number-form" }];
}
