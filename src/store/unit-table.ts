import type { Database } from "better-sqlite3";
import type { Unit, UnitKind } from "../model/unit.js";

interface UnitRow {
  id: number;
  code: string;
  name: string;
  kind: UnitKind | null;
  organisation: string | null;
  committee: string | null;
  province: string | null;
  fonds: string | null;
  period_from: string | null;
  period_until: string | null;
}

/** Units met in this workspace: its own, and the parties of its handovers. */
export class UnitTable {
  readonly #byIdentity;
  readonly #byId;
  readonly #byCode;
  readonly #insert;
  readonly #update;
  readonly #cache = new Map<number, Unit>();

  constructor(database: Database) {
    this.#byIdentity = database.prepare<[string, string, string], UnitRow>(
      "SELECT * FROM unit WHERE code = ? AND name = ? AND ifnull(period_until, '') = ?",
    );
    this.#byId = database.prepare<[number], UnitRow>("SELECT * FROM unit WHERE id = ?");
    this.#byCode = database.prepare<[string], UnitRow>(
      "SELECT * FROM unit WHERE code = ? ORDER BY period_from, name",
    );
    this.#insert = database.prepare(
      `INSERT INTO unit (code, name, kind, organisation, committee, province, fonds, period_from, period_until)
       VALUES (@code, @name, @kind, @organisation, @committee, @province, @fonds, @from, @until)`,
    );
    this.#update = database.prepare(
      `UPDATE unit SET kind = @kind, organisation = @organisation, committee = @committee, province = @province,
       fonds = @fonds, period_from = @from WHERE id = @id`,
    );
  }

  /** Records the unit, or what is newly known of it, and returns its row number. */
  save(unit: Unit): number {
    const known = this.#byIdentity.get(unit.code, unit.name, unit.until ?? "");
    if (known) {
      const { id, period_from, period_until: _until, ...rest } = known;
      const merged = { ...unit, id } as Unit & { id: number };
      for (const field of ["kind", "organisation", "committee", "province", "fonds"] as const)
        if (merged[field] === null) Object.assign(merged, { [field]: rest[field] });
      merged.from ??= period_from;
      this.#update.run(merged);
      this.#cache.delete(id);
      return id;
    }
    return Number(this.#insert.run(unit).lastInsertRowid);
  }

  byId(id: number): Unit {
    let unit = this.#cache.get(id);
    if (!unit) {
      unit = fromRow(this.#byId.get(id)!);
      this.#cache.set(id, unit);
    }
    return unit;
  }

  /** The row number of a unit known by code, name and last day; null when it was never met. */
  idOf(unit: Pick<Unit, "code" | "name" | "until">): number | null {
    return this.#byIdentity.get(unit.code, unit.name, unit.until ?? "")?.id ?? null;
  }

  /** All units that ever had this code: more than one is usual. */
  byCode(code: string): Unit[] {
    return this.#byCode.all(code).map(fromRow);
  }
}

function fromRow({ id: _id, period_from, period_until, ...rest }: UnitRow): Unit {
  return { ...rest, from: period_from, until: period_until };
}
