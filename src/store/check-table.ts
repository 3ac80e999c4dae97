import type { Database } from "better-sqlite3";
import type { CheckedDocument } from "../model/checked-document.js";
import type { Finding } from "../model/finding.js";

/** One saved run of the check. `summary` is the result's own JSON without its findings. */
export interface CheckRun {
  id: number;
  startedAt: string;
  packs: { name: string; version: string; sha256: string }[];
  dossiers: number;
  summary: unknown;
}

/** A document and one of its files (or none), column by column as `documents` asks for them. */
type PaperRow = [
  dossierId: string,
  id: string,
  ordinal: number,
  slot: string | null,
  alsoSlots: string,
  number: string | null,
  date: string | null,
  typeName: string | null,
  issuer: string | null,
  sheets: number | null,
  pages: number | null,
  original: CheckedDocument["original"],
  secrecy: CheckedDocument["secrecy"],
  carrier: CheckedDocument["carrier"],
  state: CheckedDocument["state"],
  source: CheckedDocument["source"],
  path: string | null,
  format: CheckedDocument["files"][number]["format"],
  textLayer: CheckedDocument["files"][number]["textLayer"],
  dpi: number | null,
  filePages: number | null,
  damage: CheckedDocument["files"][number]["damage"],
  fileSecrecy: CheckedDocument["secrecy"] | null,
  present: 0 | 1 | null,
  abstract?: string | null,
  signer?: string | null,
  notes?: string | null,
];

/** Words of a document's row beside what a check looks at. */
export interface DocumentWords {
  abstract: string | null;
  signer: string | null;
  notes: string | null;
}

const none: readonly string[] = Object.freeze([]);
const noFields: CheckedDocument["exposes"] = Object.freeze([]);

/** Check runs and their findings, and the documents as a check reads them. */
export class CheckTable {
  readonly #documents;
  readonly #documentsInWords;
  readonly #add;
  readonly #addFinding;
  readonly #last;
  readonly #findings;

  constructor(database: Database) {
    const documents = (words: string) =>
      database
        .prepare<[], PaperRow>(
          `SELECT d.dossier_id, d.id, d.ordinal, d.slot, d.also_slots, d.number, d.date, d.type_name, d.issuer, d.sheets,
             d.pages, d.original, d.secrecy, d.carrier, d.state, d.source, f.path, f.format, f.text_layer, f.dpi, f.pages,
             f.damage, f.secrecy, f.present${words}
           FROM document d
           LEFT JOIN document_file df ON df.document_id = d.id
           LEFT JOIN file f ON f.id = df.file_id
           ORDER BY d.dossier_id, d.ordinal, d.id`,
        )
        .raw(true);
    this.#documents = documents("");
    this.#documentsInWords = documents(", d.abstract, d.signer, d.notes");
    this.#add = database.prepare<[string, string, number, string], { id: number }>(
      "INSERT INTO check_run (started_at, packs, dossiers, summary) VALUES (?, ?, ?, ?) RETURNING id",
    );
    // By position: a check of a large inventory saves tens of thousands.
    this.#addFinding = database.prepare<[number, number, string | null, string, string, string]>(
      "INSERT INTO check_finding (run_id, ordinal, dossier_id, code, severity, finding) VALUES (?, ?, ?, ?, ?, ?)",
    );
    this.#last = database.prepare<
      [],
      { id: number; startedAt: string; packs: string; dossiers: number; summary: string }
    >("SELECT id, started_at AS startedAt, packs, dossiers, summary FROM check_run ORDER BY id DESC LIMIT 1");
    this.#findings = database.prepare<[number], { dossierId: string | null; finding: string }>(
      "SELECT dossier_id AS dossierId, finding FROM check_finding WHERE run_id = ? ORDER BY ordinal",
    );
  }

  /**
   * Every document with its files, in the order of dossier ids and, within a dossier, its own; read as it is asked for.
   * The words of its row come only where they are wanted: they are most of what there is to read. Nothing is said yet of
   * what exposes whom.
   */
  *documents(withWords: boolean): Generator<CheckedDocument & DocumentWords> {
    let current = null as (CheckedDocument & DocumentWords) | null;
    for (const row of (withWords ? this.#documentsInWords : this.#documents).iterate()) {
      if (current?.id !== row[1]) {
        if (current) yield current;
        current = {
          dossierId: row[0],
          id: row[1],
          ordinal: row[2],
          slot: row[3],
          alsoSlots: row[4] === "[]" ? (none as string[]) : (JSON.parse(row[4]) as string[]),
          number: row[5],
          date: row[6],
          typeName: row[7],
          issuer: row[8],
          sheets: row[9],
          pages: row[10],
          original: row[11],
          secrecy: row[12],
          carrier: row[13],
          state: row[14],
          source: row[15],
          abstract: row[24] ?? null,
          signer: row[25] ?? null,
          notes: row[26] ?? null,
          files: [],
          exposes: noFields,
        };
      }
      if (row[16] !== null)
        current.files.push({
          path: row[16],
          format: row[17],
          textLayer: row[18],
          dpi: row[19],
          pages: row[20],
          damage: row[21],
          secrecy: row[22] ?? "none",
          present: row[23] === 1,
        });
    }
    if (current) yield current;
  }

  /** Saves a run with its findings and returns its number. */
  add(run: Omit<CheckRun, "id">, findings: { dossierId: string | null; finding: Finding }[]): number {
    const { id } = this.#add.get(
      run.startedAt,
      JSON.stringify(run.packs),
      run.dossiers,
      JSON.stringify(run.summary),
    )!;
    findings.forEach(({ dossierId, finding }, ordinal) => {
      const { code, severity } = finding;
      this.#addFinding.run(id, ordinal, dossierId, code, severity, JSON.stringify(finding));
    });
    return id;
  }

  last(): CheckRun | null {
    const row = this.#last.get();
    return row
      ? {
          ...row,
          packs: JSON.parse(row.packs) as CheckRun["packs"],
          summary: JSON.parse(row.summary) as unknown,
        }
      : null;
  }

  /** The findings of a run in their order, each with the id of the dossier it belongs to. */
  findings(runId: number): { dossierId: string | null; finding: Finding }[] {
    return this.#findings.all(runId).map(({ dossierId, finding }) => ({
      dossierId,
      finding: JSON.parse(finding) as Finding,
    }));
  }
}
