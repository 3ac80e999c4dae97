import type { Database } from "better-sqlite3";

/** What became of one row of a register. `raw` holds the cells as read, by heading. */
export interface RegisterRow {
  sheet: string;
  /** From 1, as the spreadsheet program counts. */
  row: number;
  kind:
    | "dossier"
    | "document"
    | "title"
    | "heading"
    | "section"
    | "total"
    | "signature"
    | "blank"
    | "not-understood";
  dossierId: string | null;
  documentId: string | null;
  raw: Record<string, string>;
  /** Digest of `raw`, to notice a changed row. */
  sha256: string;
  /** What the row was understood to say, so that a later import can tell a changed row from a person's edit. */
  draft: unknown;
}

/** A row of the last import as a later one needs it: without its cells; what it was understood to say, on demand. */
export type EarlierRow = Omit<RegisterRow, "raw" | "draft"> & { draft: () => string | null };

export interface Cleaning {
  sheet: string;
  row: number;
  field: string;
  raw: string;
  clean: string;
  reasons: string[];
}

/** Registers imported, row by row, with every value that was changed on entry. */
export class RegisterTable {
  readonly #find;
  readonly #save;
  readonly #rows;
  readonly #earlier;
  readonly #saveRow;
  readonly #draft;
  readonly #places;
  readonly #dropRow;
  readonly #clearCleanings;
  readonly #addCleaning;
  readonly #cleanings;

  constructor(database: Database) {
    this.#find = database.prepare<[string], { id: number; sha256: string; importedAt: string }>(
      "SELECT id, sha256, imported_at AS importedAt FROM register WHERE name = ?",
    );
    this.#save = database.prepare<[string, string, string], { id: number }>(
      `INSERT INTO register (name, sha256, imported_at) VALUES (?, ?, ?)
       ON CONFLICT (name) DO UPDATE SET sha256 = excluded.sha256, imported_at = excluded.imported_at RETURNING id`,
    );
    this.#rows = database.prepare<
      [number],
      Omit<RegisterRow, "raw" | "draft"> & { raw: string; draft: string | null }
    >(
      `SELECT sheet, row, kind, dossier_id AS dossierId, document_id AS documentId, raw, sha256, draft FROM register_row
       WHERE register_id = ? ORDER BY sheet, row`,
    );
    this.#earlier = database.prepare<[number], Omit<EarlierRow, "draft">>(
      `SELECT sheet, row, kind, dossier_id AS dossierId, document_id AS documentId, sha256 FROM register_row
       WHERE register_id = ? AND kind IN ('dossier', 'document') ORDER BY sheet, row`,
    );
    this.#draft = database.prepare<[number, string, number], { draft: string | null }>(
      "SELECT draft FROM register_row WHERE register_id = ? AND sheet = ? AND row = ?",
    );
    this.#saveRow = database.prepare(
      `INSERT INTO register_row (register_id, sheet, row, kind, dossier_id, document_id, raw, sha256, draft)
       VALUES (@registerId, @sheet, @row, @kind, @dossierId, @documentId, @raw, @sha256, @draft)
       ON CONFLICT (register_id, sheet, row) DO UPDATE SET kind = excluded.kind, dossier_id = excluded.dossier_id,
         document_id = excluded.document_id, raw = excluded.raw, sha256 = excluded.sha256, draft = excluded.draft
       WHERE kind <> excluded.kind OR dossier_id IS NOT excluded.dossier_id OR document_id IS NOT excluded.document_id
         OR sha256 <> excluded.sha256 OR draft IS NOT excluded.draft`,
    );
    this.#places = database.prepare<[number], { sheet: string; row: number }>(
      "SELECT sheet, row FROM register_row WHERE register_id = ?",
    );
    this.#dropRow = database.prepare<[number, string, number]>(
      "DELETE FROM register_row WHERE register_id = ? AND sheet = ? AND row = ?",
    );
    this.#clearCleanings = database.prepare<[number]>("DELETE FROM cleaning WHERE register_id = ?");
    this.#addCleaning = database.prepare(
      `INSERT INTO cleaning (register_id, sheet, row, field, raw, clean, reasons)
       VALUES (@registerId, @sheet, @row, @field, @raw, @clean, @reasons)`,
    );
    this.#cleanings = database.prepare<[], Omit<Cleaning, "reasons"> & { register: string; reasons: string }>(
      `SELECT register.name AS register, sheet, row, field, raw, clean, reasons FROM cleaning
       JOIN register ON register.id = cleaning.register_id ORDER BY register.name, cleaning.id`,
    );
  }

  find(name: string): { id: number; sha256: string; importedAt: string } | null {
    return this.#find.get(name) ?? null;
  }

  /** The rows of the last import of a register. */
  rows(registerId: number): RegisterRow[] {
    return this.#rows.all(registerId).map((row) => ({
      ...row,
      raw: JSON.parse(row.raw) as Record<string, string>,
      draft: row.draft === null ? null : (JSON.parse(row.draft) as unknown),
    }));
  }

  /** The rows of the last import that made dossiers and documents; their drafts can be had until `record`. */
  earlier(registerId: number): EarlierRow[] {
    return this.#earlier.all(registerId).map((row) => ({
      ...row,
      draft: () => this.#draft.get(registerId, row.sheet, row.row)?.draft ?? null,
    }));
  }

  /** Records an import in place of the last one of the same name; dossiers and documents are not touched. */
  record(
    name: string,
    sha256: string,
    importedAt: string,
    rows: RegisterRow[],
    cleanings: Cleaning[],
  ): number {
    const { id } = this.#save.get(name, sha256, importedAt)!;
    const gone = new Map<string, Set<number>>();
    for (const { sheet, row } of this.#places.iterate(id)) {
      const numbers = gone.get(sheet);
      if (numbers) numbers.add(row);
      else gone.set(sheet, new Set([row]));
    }
    for (const { sheet, row } of rows) gone.get(sheet)?.delete(row);
    for (const [sheet, numbers] of gone) for (const row of numbers) this.#dropRow.run(id, sheet, row);
    this.#clearCleanings.run(id);
    // Rows that are as they were are left alone: writing them anew would renew their indexes.
    for (const row of rows)
      this.#saveRow.run({
        ...row,
        registerId: id,
        raw: JSON.stringify(row.raw),
        draft: row.draft === null ? null : JSON.stringify(row.draft),
      });
    for (const one of cleanings)
      this.#addCleaning.run({ ...one, registerId: id, reasons: JSON.stringify(one.reasons) });
    return id;
  }

  /** Every value changed on entry, over all registers. */
  cleanings(): (Cleaning & { register: string })[] {
    return this.#cleanings.all().map((row) => ({ ...row, reasons: JSON.parse(row.reasons) as string[] }));
  }
}
