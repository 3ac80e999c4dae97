import { createHash } from "node:crypto";
import type { Cleaning, EarlierRow, RegisterRow, Store } from "../store/index.js";
import { dossierDraft, EarlierDocuments } from "./earlier-import.js";
import type { DocumentDraft } from "./read-document-row.js";
import type { DossierDraft, RowContext } from "./read-dossier-row.js";
import type { ReadRegister } from "./read-register.js";
import type { ReadRow } from "./read-rows.js";
import type { ReadTable } from "./read-table.js";

/** One register on its way in: what it says, what it said last time, and what became of each of its rows. */
export class OneImport {
  readonly register: ReadRegister;
  /** The name it is known by. */
  readonly name: string;
  readonly #store: Store;
  readonly #today: string;
  /** Its number in the store; null while it has none. */
  readonly #id: number | null;
  readonly #writes: boolean;
  /** How many of the earlier rows of each dossier are continued. */
  readonly #continued = new Map<string, number>();
  /** Dossiers whose earlier documents were asked for. */
  readonly #asked = new Set<string>();

  /** `now` null when nothing is to be written. */
  constructor(store: Store, register: ReadRegister, name: string, today: string, now: Date | null) {
    this.#store = store;
    this.register = register;
    this.name = name;
    this.#today = today;
    this.#writes = now !== null;
    this.#id =
      now === null
        ? (store.registers.find(name)?.id ?? null)
        : store.registers.begin(name, register.sha256, now.toISOString());
  }

  /** What the rows of one of its tables are read against. */
  context(table: ReadTable): RowContext {
    const { tables } = this.register;
    const titles = [...table.titles, ...tables.flatMap((one) => (one === table ? [] : one.titles))];
    return { register: this.name, today: this.#today, titles };
  }

  /** What the row of a dossier said at the last import; null when it had none, or when all it had are continued. */
  earlierDossier(dossierId: string): DossierDraft | null {
    const taken = this.#continued.get(dossierId) ?? 0;
    const old = this.#earlier(dossierId, "dossier")[taken];
    if (old === undefined) return null;
    this.#continued.set(dossierId, taken + 1);
    return dossierDraft(old);
  }

  /** The earlier rows of the documents of one dossier; whoever asks tells of those that are gone. */
  earlierDocuments(dossierId: string): EarlierDocuments {
    this.#asked.add(dossierId);
    return new EarlierDocuments(this.#earlier(dossierId, "document"));
  }

  /** Rows of the last import that no row of today continues, but for those of documents that were asked for. */
  *vanished(): Generator<EarlierRow> {
    for (const id of this.#id === null ? [] : this.#store.registers.earlierDossiers(this.#id)) {
      yield* this.#earlier(id, "dossier").slice(this.#continued.get(id) ?? 0);
      if (!this.#asked.has(id)) yield* this.#earlier(id, "document");
    }
  }

  #earlier(dossierId: string, kind: "dossier" | "document"): EarlierRow[] {
    return this.#id === null ? [] : this.#store.registers.earlier(this.#id, dossierId, kind);
  }

  /** Notes what became of a row. */
  keep(
    row: ReadRow,
    kind: RegisterRow["kind"],
    taken: { dossierId: string; documentId?: string; draft: DossierDraft | DocumentDraft } | null = null,
  ): void {
    if (!this.#writes) return;
    this.#store.registers.add(this.#id!, {
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

  /** Notes that a row is, cell for cell and in its place, what it was at the last import, and became the same. */
  keepAsBefore(row: ReadRow): void {
    if (this.#writes) this.#store.registers.keep(this.#id!, row.sheet, row.row);
  }

  /** Notes a value that is not as it was written. */
  keepCleaning(cleaning: Cleaning): void {
    if (this.#writes) this.#store.registers.addCleaning(this.#id!, cleaning);
  }

  /** Sets the account of this register in place of the one of its last import. */
  end(): void {
    if (this.#writes) this.#store.registers.end(this.#id!);
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
