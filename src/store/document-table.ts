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

type DocumentRow = Omit<DossierDocument, "dossierId" | "alsoSlots" | "typeName" | "fileName"> & {
  dossier_id: string;
  also_slots: string;
  type_name: string | null;
  file_name: string | null;
};

/** The documents of all dossiers. */
export class DocumentTable {
  readonly #save;
  readonly #byId;
  readonly #ofDossier;
  readonly #all;
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
    this.#byId = database.prepare<[string], DocumentRow>("SELECT * FROM document WHERE id = ?");
    this.#ofDossier = database.prepare<[string], DocumentRow>(
      "SELECT * FROM document WHERE dossier_id = ? ORDER BY ordinal, id",
    );
    this.#all = database.prepare<[], DocumentRow>("SELECT * FROM document ORDER BY dossier_id, ordinal, id");
    this.#dropUnproven = database.prepare<[string]>(
      `DELETE FROM document WHERE id = ? AND source = 'scan'
       AND NOT EXISTS (SELECT 1 FROM document_file WHERE document_id = document.id)
       AND NOT EXISTS (SELECT 1 FROM proposal WHERE document_id = document.id)
       AND NOT EXISTS (SELECT 1 FROM register_row WHERE document_id = document.id)`,
    );
  }

  /** Takes back a document that a scan opened for a file, once no file proves it any more. Others stay. */
  dropUnproven(id: string): void {
    this.#dropUnproven.run(id);
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

function fromRow({ dossier_id, also_slots, type_name, file_name, ...rest }: DocumentRow): DossierDocument {
  return {
    ...rest,
    dossierId: dossier_id,
    alsoSlots: also_slots === "[]" ? [] : (JSON.parse(also_slots) as string[]),
    typeName: type_name,
    fileName: file_name,
  };
}
