import { readDocumentNumber } from "../model/document-number.js";
import { finding } from "../model/finding.js";
import { type ImportAccount, placeOf } from "./import-account.js";
import type { DossierInHand, InventoryInHand, ListedRows } from "./import-inventory.js";
import { References } from "./match-reference.js";
import { type OneImport, rowDigest } from "./one-import.js";
import type { ReadRow } from "./read-rows.js";
import type { ReadTable } from "./read-table.js";

/** Finds the dossier of each row of documents of one register, when the rows of dossiers of all registers are taken. */
export function listDocuments(one: OneImport, inventory: InventoryInHand, account: ImportAccount): void {
  for (const table of one.register.tables) {
    if (table.rows.count("document") > 0) listRows(one, table, inventory, account);
  }
}

/** What has no dossier, or stands there twice, is told and goes no further. */
function listRows(
  one: OneImport,
  table: ReadTable,
  inventory: InventoryInHand,
  account: ImportAccount,
): void {
  const dossiers = new DossiersOfTable(one, table, inventory, account);
  const listed = new Map<DossierInHand, ListedRows>();
  const sheet = inventory.exact(table.sheet) === undefined ? null : table.sheet;
  const seen = new Map<string, number>();
  let carried: string | null = null;
  for (let index = 0; index < table.rows.length; index += 1) {
    const kind = table.rows.kind(index);
    if (kind === "heading") carried = null;
    if (kind !== "document") continue;
    const row = table.rows.at(index);
    account.documents.rows += 1;
    carried = row.values.reference?.text ?? carried;
    const reference = row.values.reference?.text ?? row.section?.reference ?? carried ?? sheet;
    if (reference === null) {
      account.notUnderstood(one, row, "no-reference");
      continue;
    }
    const digest = rowDigest(row);
    const firstRow = seen.get(digest);
    if (firstRow !== undefined && isNumbered(row)) {
      account.documents.repeated += 1;
      account.add(finding("row-repeated", "warning", placeOf(one, row, reference), { firstRow }));
      one.keep(row, "not-understood");
      continue;
    }
    seen.set(digest, row.row);
    const held = dossiers.find(row, reference);
    if (!held) continue;
    let rows = listed.get(held);
    if (rows === undefined) {
      rows = { one, table, indexes: [] };
      listed.set(held, rows);
      held.listed.push(rows);
    }
    rows.indexes.push(index);
  }
}

/** Two rows with the same cells are one paper written twice only where it has a number of its own. */
function isNumbered(row: ReadRow): boolean {
  return readDocumentNumber(row.values.number?.text ?? "").scheme === "party";
}

/** The dossiers that the rows of one table name, one after the other. */
class DossiersOfTable {
  readonly #one: OneImport;
  readonly #table: ReadTable;
  readonly #inventory: InventoryInHand;
  readonly #account: ImportAccount;
  #announced: References<string> | null = null;
  /** The dossier of the row before. */
  #nearby: string | undefined;

  constructor(one: OneImport, table: ReadTable, inventory: InventoryInHand, account: ImportAccount) {
    this.#one = one;
    this.#table = table;
    this.#inventory = inventory;
    this.#account = account;
  }

  /** The dossier that a row means by the reference written; one that is known nowhere is opened. */
  find(row: ReadRow, written: string): DossierInHand | null {
    const held = this.#dossierOf(row, written);
    if (held) this.#nearby = held.dossier.reference;
    return held;
  }

  #dossierOf(row: ReadRow, written: string): DossierInHand | null {
    const known = this.#inventory.find(written, this.#nearby);
    if (known.kind === "found") return known.value;
    this.#announced ??= fullReferences(this.#table);
    const full = this.#announced.find(written, this.#nearby);
    if (known.kind === "several" || full.kind === "several") {
      this.#account.notUnderstood(this.#one, row, "unknown-dossier");
      return null;
    }
    const reference = full.kind === "found" ? full.value : written;
    const place = placeOf(this.#one, row, reference);
    this.#account.dossiers.added += 1;
    this.#account.add(finding("dossier-without-row", "warning", place, { reference }));
    return this.#inventory.addBare(reference, row.section?.title ?? null);
  }
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
