import { createHash } from "node:crypto";
import type { Cleaning, RegisterRow, Store } from "../store/index.js";
import { EarlierImport } from "./earlier-import.js";
import type { DocumentDraft } from "./read-document-row.js";
import type { DossierDraft, RowContext } from "./read-dossier-row.js";
import type { ReadRegister } from "./read-register.js";
import type { ReadRow, ReadTable } from "./read-table.js";

/** One register on its way in: what it says, what it said last time, and what became of each of its rows. */
export class OneImport {
  readonly register: ReadRegister;
  /** The name it is known by. */
  readonly name: string;
  readonly earlier: EarlierImport;
  readonly cleanings: Cleaning[] = [];
  readonly #store: Store;
  readonly #today: string;
  readonly #rows: RegisterRow[] = [];

  constructor(store: Store, register: ReadRegister, name: string, today: string) {
    this.#store = store;
    this.register = register;
    this.name = name;
    this.#today = today;
    const known = store.registers.find(name);
    this.earlier = new EarlierImport(known ? store.registers.earlier(known.id) : []);
  }

  /** What the rows of one of its tables are read against. */
  context(table: ReadTable): RowContext {
    const { tables } = this.register;
    const titles = [...table.titles, ...tables.flatMap((one) => (one === table ? [] : one.titles))];
    return { register: this.name, today: this.#today, titles };
  }

  /** Notes what became of a row. */
  keep(
    row: ReadRow,
    kind: RegisterRow["kind"],
    taken: { dossierId: string; documentId?: string; draft: DossierDraft | DocumentDraft } | null = null,
  ): void {
    this.#rows.push({
      sheet: row.sheet,
      row: row.row,
      kind,
      dossierId: taken?.dossierId ?? null,
      documentId: taken?.documentId ?? null,
      raw: row.raw,
      sha256: rowDigest(row),
      draft: taken?.draft ?? null,
    });
  }

  /** Writes the account of this register in place of the one of its last import. */
  record(now: Date): void {
    const { sha256 } = this.register;
    this.#store.registers.record(this.name, sha256, now.toISOString(), this.#rows, this.cleanings);
  }
}

const digests = new WeakMap<ReadRow, string>();

/** The digest of the cells of a row as they stand in the file. */
export function rowDigest(row: ReadRow): string {
  let digest = digests.get(row);
  if (digest === undefined) {
    digest = createHash("sha256").update(JSON.stringify(row.raw)).digest("hex");
    digests.set(row, digest);
  }
  return digest;
}
