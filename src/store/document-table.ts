import type { Database } from "better-sqlite3";
import type { DossierDocument } from "../model/dossier.js";
import type { SearchTable } from "./search-table.js";

const columns = [
  "id",
  "dossier_id",
  "ordinal",
  "slot",
  "also_slots",
  "number",
  "date",
  "type_name",
  "issuer",
  "abstract",
  "signer",
  "sheets",
  "pages",
  "extent",
  "original",
  "secrecy",
  "carrier",
  "state",
  "notes",
  "file_name",
  "source",
] as const;

/** A row under the model's own names, so that it is the document once its list of slots is read. */
type DocumentRow = Omit<DossierDocument, "alsoSlots"> & { alsoSlots: string };

const select = `SELECT ${columns
  .map((name) => `${name} AS ${name.replace(/_([a-z])/gu, (_, letter: string) => letter.toUpperCase())}`)
  .join(", ")} FROM document`;

/** What the documents of one dossier amount to; files that are gone do not count. */
export interface DocumentStock {
  documents: number;
  pages: number;
  files: number;
  bytes: number;
}

/** The documents of all dossiers. */
export class DocumentTable {
  readonly #save;
  readonly #byId;
  readonly #ofDossier;
  readonly #all;
  readonly #stock;
  readonly #fileStock;
  readonly #dropUnproven;

  constructor(
    database: Database,
    private readonly search: SearchTable,
  ) {
    this.#save = database.prepare(
      `INSERT INTO document (${columns.join(", ")}) VALUES (${columns.map((name) => `@${name}`).join(", ")})
       ON CONFLICT (id) DO UPDATE SET ${columns
         .filter((name) => name !== "id")
         .map((name) => `${name} = excluded.${name}`)
         .join(", ")}`,
    );
    this.#byId = database.prepare<[string], DocumentRow>(`${select} WHERE id = ?`);
    this.#ofDossier = database.prepare<[string], DocumentRow>(
      `${select} WHERE dossier_id = ? ORDER BY ordinal, id`,
    );
    this.#all = database.prepare<[], DocumentRow>(`${select} ORDER BY dossier_id, ordinal, id`);
    this.#dropUnproven = database.prepare<[string]>(
      `DELETE FROM document WHERE id = ? AND source = 'scan'
       AND NOT EXISTS (SELECT 1 FROM document_file WHERE document_id = document.id)
       AND NOT EXISTS (SELECT 1 FROM proposal WHERE document_id = document.id)
       AND NOT EXISTS (SELECT 1 FROM register_row WHERE document_id = document.id)`,
    );
    this.#stock = database.prepare<[], { dossierId: string; documents: number; pages: number }>(
      "SELECT dossier_id AS dossierId, count(*) AS documents, total(pages) AS pages FROM document GROUP BY dossier_id",
    );
    this.#fileStock = database.prepare<[], { dossierId: string; files: number; bytes: number }>(
      `SELECT dossierId, count(*) AS files, total(size) AS bytes FROM (
         SELECT DISTINCT document.dossier_id AS dossierId, file.id, file.size FROM document_file
         JOIN document ON document.id = document_file.document_id JOIN file ON file.id = document_file.file_id
         WHERE file.present = 1
       ) GROUP BY dossierId`,
    );
  }

  /** Takes back a document that a scan opened for a file, once no file proves it any more. Others stay. */
  dropUnproven(id: string): void {
    this.#dropUnproven.run(id);
  }

  /** How much each dossier holds, by dossier id; a file that holds two of its documents counts once. */
  stock(): Map<string, DocumentStock> {
    const stocks = new Map<string, DocumentStock>();
    for (const { dossierId, ...counted } of this.#stock.iterate())
      stocks.set(dossierId, { ...counted, files: 0, bytes: 0 });
    for (const { dossierId, files, bytes } of this.#fileStock.iterate())
      Object.assign(stocks.get(dossierId)!, { files, bytes });
    return stocks;
  }

  /** Inserts or replaces one document. */
  save(document: DossierDocument): void {
    const { dossierId, alsoSlots, typeName, fileName, ...rest } = document;
    this.#save.run({
      ...rest,
      dossier_id: dossierId,
      also_slots: JSON.stringify(alsoSlots),
      type_name: typeName,
      file_name: fileName,
    });
    this.search.keepDocument(document);
  }

  find(id: string): DossierDocument | null {
    const row = this.#byId.get(id);
    return row ? fromRow(row) : null;
  }

  /** The documents of one dossier in their order. */
  ofDossier(dossierId: string): DossierDocument[] {
    return this.#ofDossier.all(dossierId).map(fromRow);
  }

  /** All documents, by dossier id, each list in its order. */
  byDossier(): Map<string, DossierDocument[]> {
    const groups = new Map<string, DossierDocument[]>();
    for (const row of this.#all.iterate()) {
      const document = fromRow(row);
      const group = groups.get(document.dossierId);
      if (group) group.push(document);
      else groups.set(document.dossierId, [document]);
    }
    return groups;
  }
}

function fromRow(row: DocumentRow): DossierDocument {
  // In place: a copy of each of a hundred thousand rows would cost more than reading them.
  const document = row as unknown as DossierDocument;
  document.alsoSlots = row.alsoSlots === "[]" ? [] : (JSON.parse(row.alsoSlots) as string[]);
  return document;
}
