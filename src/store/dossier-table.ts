import type { Database } from "better-sqlite3";
import type {
  Carrier,
  Condition,
  Dossier,
  DossierStatus,
  DossierType,
  Explanation,
  Fact,
  FactOrigin,
  Secrecy,
  Subject,
  Truth,
} from "../model/dossier.js";
import { compareVietnamese } from "../model/names.js";
import type { Unit } from "../model/unit.js";
import type { SearchTable } from "./search-table.js";
import type { UnitTable } from "./unit-table.js";

interface DossierRow {
  id: string;
  origin_id: number;
  reference: string;
  type: DossierType | null;
  title: string;
  issuer: string | null;
  opened: string | null;
  closed: string | null;
  status: DossierStatus;
  outcome: string | null;
  discipline_form: string | null;
  discipline_published: string | null;
  rectification_deadline: string | null;
  retention: string | null;
  secrecy: Secrecy;
  language: string;
  sheets: number | null;
  pages: number | null;
  carrier: Carrier | null;
  warehouse: string | null;
  shelf: string | null;
  box: string | null;
  condition: string | null;
  notes: string | null;
  case_step: string | null;
  case_next_step: string | null;
  case_deadline: string | null;
  case_team: string | null;
  folder: string | null;
  received_in: string | null;
}

const columns = [
  "id",
  "origin_id",
  "reference",
  "type",
  "title",
  "issuer",
  "opened",
  "closed",
  "status",
  "outcome",
  "discipline_form",
  "discipline_published",
  "rectification_deadline",
  "retention",
  "secrecy",
  "language",
  "sheets",
  "pages",
  "carrier",
  "warehouse",
  "shelf",
  "box",
  "condition",
  "notes",
  "case_step",
  "case_next_step",
  "case_deadline",
  "case_team",
  "folder",
  "received_in",
] as const;

/** Dossiers with their subjects, facts and explanations. */
export class DossierTable {
  readonly #units: UnitTable;
  readonly #search: SearchTable;
  readonly #save;
  readonly #byId;
  readonly #byReference;
  readonly #references;
  readonly #all;
  readonly #subjects;
  readonly #allSubjects;
  readonly #clearSubjects;
  readonly #addSubject;
  readonly #facts;
  readonly #allFacts;
  readonly #saveFact;
  readonly #dropFacts;
  readonly #explanations;
  readonly #saveExplanation;

  constructor(database: Database, units: UnitTable, search: SearchTable) {
    this.#units = units;
    this.#search = search;
    this.#save = database.prepare(
      `INSERT INTO dossier (${columns.join(", ")}) VALUES (${columns.map((name) => `@${name}`).join(", ")})
       ON CONFLICT (id) DO UPDATE SET ${columns
         .filter((name) => name !== "id")
         .map((name) => `${name} = excluded.${name}`)
         .join(", ")}`,
    );
    this.#byId = database.prepare<[string], DossierRow>("SELECT * FROM dossier WHERE id = ?");
    this.#byReference = database.prepare<[string], DossierRow>("SELECT * FROM dossier WHERE reference = ?");
    this.#references = database.prepare<[], Pick<DossierRow, "id" | "reference" | "origin_id">>(
      "SELECT id, reference, origin_id FROM dossier",
    );
    this.#all = database.prepare<[], DossierRow>("SELECT * FROM dossier");
    this.#subjects = database.prepare<[string], Subject>(
      "SELECT kind, role, name, code FROM subject WHERE dossier_id = ? ORDER BY ordinal",
    );
    this.#allSubjects = database.prepare<[], Subject & { dossier_id: string }>(
      "SELECT dossier_id, kind, role, name, code FROM subject ORDER BY dossier_id, ordinal",
    );
    this.#clearSubjects = database.prepare<[string]>("DELETE FROM subject WHERE dossier_id = ?");
    this.#addSubject = database.prepare(
      "INSERT INTO subject (dossier_id, ordinal, kind, role, name, code) VALUES (@dossierId, @ordinal, @kind, @role, @name, @code)",
    );
    this.#facts = database.prepare<[string], Fact>(
      "SELECT condition, value, origin, evidence FROM fact WHERE dossier_id = ? ORDER BY condition, origin",
    );
    this.#allFacts = database.prepare<[], Fact & { dossier_id: string }>(
      "SELECT dossier_id, condition, value, origin, evidence FROM fact ORDER BY dossier_id, condition, origin",
    );
    this.#saveFact = database.prepare<[string, Condition, FactOrigin, Truth, string]>(
      `INSERT INTO fact (dossier_id, condition, origin, value, evidence) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (dossier_id, condition, origin) DO UPDATE SET value = excluded.value, evidence = excluded.evidence`,
    );
    this.#dropFacts = database.prepare<[string, FactOrigin]>(
      "DELETE FROM fact WHERE dossier_id = ? AND origin = ?",
    );
    this.#explanations = database.prepare<[], Explanation>(
      `SELECT dossier_id AS dossierId, slot, document_id AS documentId, reason, person, due, recorded_at AS recordedAt
       FROM explanation ORDER BY dossier_id, slot, document_id`,
    );
    this.#saveExplanation = database.prepare(
      `INSERT INTO explanation (dossier_id, slot, document_id, reason, person, due, recorded_at)
       VALUES (@dossierId, @slot, @documentId, @reason, @person, @due, @recordedAt)
       ON CONFLICT (dossier_id, ifnull(slot, ''), ifnull(document_id, '')) DO UPDATE SET
         reason = excluded.reason, person = excluded.person, due = excluded.due, recorded_at = excluded.recorded_at`,
    );
  }

  /**
   * Inserts or replaces a dossier with its subjects. Facts: those of `dossier.facts` are written over; origins they do
   * not name stay (`dropFacts` removes). `receivedIn` names the handover it came with.
   */
  save(dossier: Dossier, receivedIn: string | null = null): void {
    const { place, openCase, discipline } = dossier;
    this.#save.run({
      ...dossier,
      origin_id: this.#units.save(dossier.origin),
      discipline_form: discipline?.form ?? null,
      discipline_published: discipline?.published ?? null,
      rectification_deadline: dossier.rectificationDeadline,
      warehouse: place.warehouse,
      shelf: place.shelf,
      box: place.box,
      case_step: openCase?.step ?? null,
      case_next_step: openCase?.nextStep ?? null,
      case_deadline: openCase?.deadline ?? null,
      case_team: openCase?.team ?? null,
      received_in: receivedIn ?? this.#byId.get(dossier.id)?.received_in ?? null,
      subjects: undefined,
      facts: undefined,
      origin: undefined,
      place: undefined,
      openCase: undefined,
      discipline: undefined,
    });
    this.#clearSubjects.run(dossier.id);
    dossier.subjects.forEach((subject, ordinal) => {
      this.#addSubject.run({ ...subject, dossierId: dossier.id, ordinal });
    });
    for (const fact of dossier.facts) this.saveFact(dossier.id, fact);
    this.#search.keepDossier(dossier);
  }

  saveFact(dossierId: string, fact: Fact): void {
    this.#saveFact.run(dossierId, fact.condition, fact.origin, fact.value, fact.evidence);
  }

  /** Removes what one origin said of a dossier, before it says it anew. */
  dropFacts(dossierId: string, origin: FactOrigin): void {
    this.#dropFacts.run(dossierId, origin);
  }

  find(id: string): Dossier | null {
    const row = this.#byId.get(id);
    return row ? this.#fromRow(row, this.#subjects.all(id), this.#facts.all(id)) : null;
  }

  /** Every dossier with this reference: one per fonds, so more than one only after a receiving. */
  byReference(reference: string, origin?: Unit): Dossier[] {
    return this.#byReference
      .all(reference)
      .map((row) => this.#fromRow(row, this.#subjects.all(row.id), this.#facts.all(row.id)))
      .filter(
        (dossier) =>
          !origin || (dossier.origin.code === origin.code && dossier.origin.until === origin.until),
      );
  }

  /** What it takes to find a dossier by name: id, reference and unit of each. */
  references(): Pick<Dossier, "id" | "reference" | "origin">[] {
    return this.#references
      .all()
      .map(({ id, reference, origin_id }) => ({ id, reference, origin: this.#units.byId(origin_id) }));
  }

  /** All dossiers, in Vietnamese order of their references. */
  all(): Dossier[] {
    const subjects = grouped(this.#allSubjects.all());
    const facts = grouped(this.#allFacts.all());
    return this.#all
      .all()
      .map((row) => this.#fromRow(row, subjects.get(row.id) ?? [], facts.get(row.id) ?? []))
      .sort(
        (a, b) =>
          compareVietnamese(a.reference, b.reference) || compareVietnamese(a.origin.code, b.origin.code),
      );
  }

  /** The handover each received dossier came with, by dossier id. */
  receivedIn(): Map<string, string> {
    const received = new Map<string, string>();
    for (const row of this.#all.all()) if (row.received_in) received.set(row.id, row.received_in);
    return received;
  }

  explanations(): Explanation[] {
    return this.#explanations.all();
  }

  /** The same by the dossier they are about. */
  explanationsByDossier(): Map<string, Explanation[]> {
    const byDossier = new Map<string, Explanation[]>();
    for (const one of this.explanations()) {
      const list = byDossier.get(one.dossierId);
      if (list) list.push(one);
      else byDossier.set(one.dossierId, [one]);
    }
    return byDossier;
  }

  /** Records an explanation; a later one for the same place replaces it. */
  explain(explanation: Explanation): void {
    this.#saveExplanation.run({ ...explanation, documentId: explanation.documentId ?? null });
  }

  #fromRow(row: DossierRow, subjects: Subject[], facts: Fact[]): Dossier {
    const hasCase = row.case_step ?? row.case_next_step ?? row.case_deadline ?? row.case_team;
    return {
      id: row.id,
      origin: this.#units.byId(row.origin_id),
      reference: row.reference,
      type: row.type,
      title: row.title,
      issuer: row.issuer,
      opened: row.opened,
      closed: row.closed,
      status: row.status,
      subjects: subjects.map(({ kind, role, name, code }) => ({ kind, role, name, code })),
      outcome: row.outcome,
      discipline:
        row.discipline_form === null
          ? null
          : { form: row.discipline_form, published: row.discipline_published },
      rectificationDeadline: row.rectification_deadline,
      facts: facts.map(({ condition, value, origin, evidence }) => ({ condition, value, origin, evidence })),
      retention: row.retention,
      secrecy: row.secrecy,
      language: row.language,
      sheets: row.sheets,
      pages: row.pages,
      carrier: row.carrier,
      place: { warehouse: row.warehouse, shelf: row.shelf, box: row.box },
      condition: row.condition,
      notes: row.notes,
      openCase:
        hasCase === null
          ? null
          : {
              step: row.case_step,
              nextStep: row.case_next_step,
              deadline: row.case_deadline,
              team: row.case_team,
            },
      folder: row.folder,
    };
  }
}

function grouped<Row extends { dossier_id: string }>(rows: Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.dossier_id);
    if (group) group.push(row);
    else groups.set(row.dossier_id, [row]);
  }
  return groups;
}
