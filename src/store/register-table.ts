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

/** A row of the last import as a later one needs it: without its cells; what it was understood to say, as JSON. */
export type EarlierRow = Omit<RegisterRow, "raw" | "draft"> & { draft: string | null };

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
  readonly #database: Database;
  readonly #find;
  readonly #save;
  readonly #rows;
  readonly #earlier;
  readonly #earlierDossiers;
  readonly #clearCleanings;
  readonly #addCleaning;
  readonly #cleanings;
  #staging: ReturnType<typeof prepareStaging> | null = null;

  constructor(database: Database) {
    this.#database = database;
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
    this.#earlier = database.prepare<[string, number, string], EarlierRow>(
      `SELECT sheet, row, kind, dossier_id AS dossierId, document_id AS documentId, sha256, draft FROM register_row
       WHERE dossier_id = ? AND register_id = ? AND kind = ? ORDER BY sheet, row`,
    );
    this.#earlierDossiers = database.prepare<[number], { id: string }>(
      `SELECT DISTINCT dossier_id AS id FROM register_row
       WHERE register_id = ? AND kind IN ('dossier', 'document') ORDER BY dossier_id`,
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

  /** The rows of the last import that made one dossier, or its documents; they can be had until `end`. */
  earlier(registerId: number, dossierId: string, kind: "dossier" | "document"): EarlierRow[] {
    return this.#earlier.all(dossierId, registerId, kind);
  }

  /** The dossiers that the last import of a register made or described. */
  earlierDossiers(registerId: number): string[] {
    return this.#earlierDossiers.all(registerId).map(({ id }) => id);
  }

  /**
   * Begins the account of an import, in place of the last one of the same name; dossiers and documents are not touched.
   * Its rows are put aside one by one, and the earlier ones stay to be read, until `end`.
   */
  begin(name: string, sha256: string, importedAt: string): number {
    const { id } = this.#save.get(name, sha256, importedAt)!;
    this.#clearCleanings.run(id);
    // Anew each time: a transaction that was taken back took the table with it.
    this.#staging = prepareStaging(this.#database);
    this.#staging.clear.run(id);
    return id;
  }

  /** Puts a row of today's import aside. */
  add(registerId: number, row: RegisterRow): void {
    this.#staging!.add.run({
      ...row,
      registerId,
      raw: JSON.stringify(row.raw),
      draft: row.draft === null ? null : JSON.stringify(row.draft),
    });
  }

  /** Leaves a row of the last import as it is. */
  keep(registerId: number, sheet: string, row: number): void {
    this.#staging!.keep.run(registerId, sheet, row);
  }

  addCleaning(registerId: number, cleaning: Cleaning): void {
    this.#addCleaning.run({ ...cleaning, registerId, reasons: JSON.stringify(cleaning.reasons) });
  }

  /** Sets the rows put aside in place of those of the last import. */
  end(registerId: number): void {
    const { dropGone, moveIn, clear } = this.#staging!;
    dropGone.run(registerId);
    moveIn.run(registerId);
    clear.run(registerId);
  }

  /** Every value changed on entry, over all registers. */
  cleanings(): (Cleaning & { register: string })[] {
    return this.#cleanings.all().map((row) => ({ ...row, reasons: JSON.parse(row.reasons) as string[] }));
  }
}

/** A table of this connection alone, for a row of today may stand where an earlier one stood that is still to be read. */
function prepareStaging(database: Database) {
  database.exec(
    `CREATE TEMP TABLE IF NOT EXISTS staged_row (
       register_id INTEGER NOT NULL, sheet TEXT NOT NULL, row INTEGER NOT NULL, kind TEXT, dossier_id TEXT,
       document_id TEXT, raw TEXT, sha256 TEXT, draft TEXT, PRIMARY KEY (register_id, sheet, row)
     ) STRICT, WITHOUT ROWID`,
  );
  const columns = "register_id, sheet, row, kind, dossier_id, document_id, raw, sha256, draft";
  return {
    add: database.prepare(
      `INSERT INTO staged_row (${columns})
       VALUES (@registerId, @sheet, @row, @kind, @dossierId, @documentId, @raw, @sha256, @draft)`,
    ),
    // A row without a kind stands for one that stays as it is.
    keep: database.prepare<[number, string, number]>(
      "INSERT INTO staged_row (register_id, sheet, row) VALUES (?, ?, ?)",
    ),
    dropGone: database.prepare<[number]>(
      `DELETE FROM register_row WHERE register_id = ? AND NOT EXISTS (
         SELECT 1 FROM staged_row WHERE staged_row.register_id = register_row.register_id
         AND staged_row.sheet = register_row.sheet AND staged_row.row = register_row.row)`,
    ),
    // Rows that are as they were are left alone: writing them anew would renew their indexes.
    moveIn: database.prepare<[number]>(
      `INSERT INTO register_row (${columns}) SELECT ${columns} FROM staged_row WHERE register_id = ? AND kind IS NOT NULL
       ON CONFLICT (register_id, sheet, row) DO UPDATE SET kind = excluded.kind, dossier_id = excluded.dossier_id,
         document_id = excluded.document_id, raw = excluded.raw, sha256 = excluded.sha256, draft = excluded.draft
       WHERE kind <> excluded.kind OR dossier_id IS NOT excluded.dossier_id OR document_id IS NOT excluded.document_id
         OR sha256 <> excluded.sha256 OR draft IS NOT excluded.draft`,
    ),
    clear: database.prepare<[number]>("DELETE FROM staged_row WHERE register_id = ?"),
  };
}
