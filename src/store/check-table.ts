import type { Database } from "better-sqlite3";
import type { Finding } from "../model/finding.js";

/** One saved run of the check. `summary` is the result's own JSON without its findings. */
export interface CheckRun {
  id: number;
  startedAt: string;
  packs: { name: string; version: string; sha256: string }[];
  dossiers: number;
  summary: unknown;
}

/** Check runs and their findings. */
export class CheckTable {
  readonly #add;
  readonly #addFinding;
  readonly #last;
  readonly #findings;

  constructor(database: Database) {
    this.#add = database.prepare<[string, string, number, string], { id: number }>(
      "INSERT INTO check_run (started_at, packs, dossiers, summary) VALUES (?, ?, ?, ?) RETURNING id",
    );
    this.#addFinding = database.prepare(
      `INSERT INTO check_finding (run_id, ordinal, dossier_id, code, severity, finding)
       VALUES (@runId, @ordinal, @dossierId, @code, @severity, @finding)`,
    );
    this.#last = database.prepare<
      [],
      { id: number; startedAt: string; packs: string; dossiers: number; summary: string }
    >("SELECT id, started_at AS startedAt, packs, dossiers, summary FROM check_run ORDER BY id DESC LIMIT 1");
    this.#findings = database.prepare<[number], { finding: string }>(
      "SELECT finding FROM check_finding WHERE run_id = ? ORDER BY ordinal",
    );
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
      this.#addFinding.run({
        runId: id,
        ordinal,
        dossierId,
        code: finding.code,
        severity: finding.severity,
        finding: JSON.stringify(finding),
      });
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

  findings(runId: number): Finding[] {
    return this.#findings.all(runId).map((row) => JSON.parse(row.finding) as Finding);
  }
}
