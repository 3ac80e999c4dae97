import type { Database } from "better-sqlite3";
import type { Handover, HandoverState, ReceiptOutcome } from "../model/handover.js";
import type { Unit } from "../model/unit.js";
import type { UnitTable } from "./unit-table.js";

/** A dossier's part in a handover. */
export interface HandoverDossier {
  dossierId: string;
  role: "closed" | "open";
  successor: Unit | null;
  outcome: ReceiptOutcome | null;
}

/** A signed statement known to this workspace. `path` is relative to the handover's folder. */
export interface KnownAct {
  kind: "manifest" | "receipt" | "co-signature" | "witness" | "supplement" | "renewal";
  sha256: string;
  signer: string | null;
  fingerprint: string | null;
  signedAt: string | null;
  path: string;
}

interface HandoverRow {
  id: string;
  uuid: string;
  direction: Handover["direction"];
  giver_id: number;
  receiver_id: number;
  created_at: string;
  state: HandoverState;
  manifest_sha256: string | null;
}

/** Handovers this workspace took part in, their dossiers and acts. */
export class HandoverTable {
  readonly #units: UnitTable;
  readonly #save;
  readonly #find;
  readonly #all;
  readonly #saveDossier;
  readonly #dossiers;
  readonly #saveAct;
  readonly #acts;

  constructor(database: Database, units: UnitTable) {
    this.#units = units;
    this.#save = database.prepare(
      `INSERT INTO handover (id, uuid, direction, giver_id, receiver_id, created_at, state, manifest_sha256)
       VALUES (@id, @uuid, @direction, @giverId, @receiverId, @createdAt, @state, @manifestSha256)
       ON CONFLICT (id) DO UPDATE SET state = excluded.state, manifest_sha256 = excluded.manifest_sha256`,
    );
    this.#find = database.prepare<[string], HandoverRow>("SELECT * FROM handover WHERE id = ?");
    this.#all = database.prepare<[], HandoverRow>("SELECT * FROM handover ORDER BY created_at, id");
    this.#saveDossier = database.prepare(
      `INSERT INTO handover_dossier (handover_id, dossier_id, role, successor_id, outcome)
       VALUES (@handoverId, @dossierId, @role, @successorId, @outcome)
       ON CONFLICT (handover_id, dossier_id) DO UPDATE SET role = excluded.role, successor_id = excluded.successor_id,
         outcome = excluded.outcome`,
    );
    this.#dossiers = database.prepare<
      [string],
      {
        dossierId: string;
        role: "closed" | "open";
        successorId: number | null;
        outcome: ReceiptOutcome | null;
      }
    >(
      `SELECT dossier_id AS dossierId, role, successor_id AS successorId, outcome FROM handover_dossier
       WHERE handover_id = ? ORDER BY dossier_id`,
    );
    this.#saveAct = database.prepare(
      `INSERT INTO act (handover_id, kind, sha256, signer, fingerprint, signed_at, path)
       VALUES (@handoverId, @kind, @sha256, @signer, @fingerprint, @signedAt, @path)
       ON CONFLICT (handover_id, kind, sha256) DO UPDATE SET signer = excluded.signer,
         fingerprint = excluded.fingerprint, signed_at = excluded.signed_at, path = excluded.path`,
    );
    this.#acts = database.prepare<[string], KnownAct>(
      `SELECT kind, sha256, signer, fingerprint, signed_at AS signedAt, path FROM act WHERE handover_id = ? ORDER BY id`,
    );
  }

  save(handover: Handover): void {
    this.#save.run({
      ...handover,
      giverId: this.#units.save(handover.giver),
      receiverId: this.#units.save(handover.receiver),
      giver: undefined,
      receiver: undefined,
    });
  }

  find(id: string): Handover | null {
    const row = this.#find.get(id);
    return row ? this.#fromRow(row) : null;
  }

  /** All handovers, oldest first. */
  all(): Handover[] {
    return this.#all.all().map((row) => this.#fromRow(row));
  }

  saveDossier(handoverId: string, dossier: HandoverDossier): void {
    this.#saveDossier.run({
      handoverId,
      dossierId: dossier.dossierId,
      role: dossier.role,
      successorId: dossier.successor ? this.#units.save(dossier.successor) : null,
      outcome: dossier.outcome,
    });
  }

  dossiers(handoverId: string): HandoverDossier[] {
    return this.#dossiers.all(handoverId).map(({ successorId, ...rest }) => ({
      ...rest,
      successor: successorId === null ? null : this.#units.byId(successorId),
    }));
  }

  saveAct(handoverId: string, act: KnownAct): void {
    this.#saveAct.run({ ...act, handoverId });
  }

  acts(handoverId: string): KnownAct[] {
    return this.#acts.all(handoverId);
  }

  #fromRow(row: HandoverRow): Handover {
    return {
      id: row.id,
      uuid: row.uuid,
      direction: row.direction,
      giver: this.#units.byId(row.giver_id),
      receiver: this.#units.byId(row.receiver_id),
      createdAt: row.created_at,
      state: row.state,
      manifestSha256: row.manifest_sha256,
    };
  }
}
