import { looseKey } from "../model/names.js";
import type { Unit } from "../model/unit.js";
import type { Store } from "../store/index.js";
import { type Plan, type PlanRow, rank, sameName } from "./plan.js";

/** The other end of a line of the plan. */
export interface PlanPart {
  code: string;
  name: string;
  share: PlanRow["share"];
  shareDetail: string;
}

/** A unit as the plan has it, before or after the restructuring. A code means nothing without that. */
export interface PlannedUnit {
  code: string;
  name: string;
  district: string | null;
  province: string;
  period: "before" | "after";
  /** First day of the new units. */
  from: string;
  /** Successors of an old unit, whole population first; predecessors of a new one. */
  parts: PlanPart[];
  /** The proposed receiver's code; null where the plan cannot say. A person confirms it. */
  proposal: string | null;
  /** Why: one successor; the whole population went there; split, so nobody but a person can say. */
  because: "only-one" | "whole-population" | "split" | null;
}

/** Units of a plan that a code or a name means; all of the old units without one. */
export function findInPlan(plan: Plan, words: string | null): PlannedUnit[] {
  const found: PlannedUnit[] = [];
  const fits = (code: string, type: string, name: string): boolean =>
    words === null || words === code || sameName(`${type} ${name}`, words);
  const old = groupRows(plan.rows, (row) => `${row.oldCode}/${looseKey(`${row.oldType} ${row.oldName}`)}`);
  for (const rows of old) {
    const [{ oldCode, oldName, oldType, oldDistrict }] = rows;
    if (!fits(oldCode, oldType, oldName)) continue;
    const sorted = [...rows].sort((a, b) => rank(a) - rank(b));
    const [best] = sorted;
    const decided = sorted.length === 1;
    const people = best?.shareDetail === "part_area_whole_population";
    found.push({
      code: oldCode,
      name: `${oldType} ${oldName}`,
      district: oldDistrict,
      province: plan.province,
      period: "before",
      from: plan.from,
      parts: sorted.map((row) => ({
        code: row.newCode,
        name: `${row.newType} ${row.newName}`,
        share: row.share,
        shareDetail: row.shareDetail,
      })),
      proposal: decided || people ? best!.newCode : null,
      because: decided ? "only-one" : people ? "whole-population" : "split",
    });
  }
  if (words === null) return found;
  for (const rows of groupRows(plan.rows, ({ newCode }) => newCode)) {
    const [{ newCode, newName, newType }] = rows;
    if (!fits(newCode, newType, newName)) continue;
    found.push({
      code: newCode,
      name: `${newType} ${newName}`,
      district: null,
      province: plan.province,
      period: "after",
      from: plan.from,
      parts: rows.map((row) => ({
        code: row.oldCode,
        name: `${row.oldType} ${row.oldName}`,
        share: row.share,
        shareDetail: row.shareDetail,
      })),
      proposal: null,
      because: null,
    });
  }
  return found;
}

function groupRows(rows: readonly PlanRow[], keyOf: (row: PlanRow) => string): [PlanRow, ...PlanRow[]][] {
  const groups = new Map<string, [PlanRow, ...PlanRow[]]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return [...groups.values()];
}

/** How far a unit has come with what the plan asks of it: its own handovers, or those of its predecessors. */
export interface PlanStanding {
  unit: PlannedUnit | null;
  parts: (PlanPart & { handovers: string[] })[];
  /** Nothing is left open: an old unit has handed over to somebody, a new one has heard of all its predecessors. */
  complete: boolean;
}

/** Holds the handovers of a workspace against the plan. */
export function planStanding(store: Store, plans: readonly Plan[], own: Unit): PlanStanding {
  const period = own.until === null ? "after" : "before";
  const unit =
    plans
      .flatMap((plan) => findInPlan(plan, own.code))
      .find((one) => one.period === period && sameName(one.name, own.name)) ?? null;
  const direction = period === "before" ? "outgoing" : "incoming";
  const known = store.handovers
    .all()
    .filter((one) => one.direction === direction && one.state !== "drafted")
    .map((one) => ({ id: one.id, other: direction === "outgoing" ? one.receiver : one.giver }));
  const parts = (unit?.parts ?? []).map((part) => ({
    ...part,
    handovers: known
      .filter(({ other }) => other.code === part.code && sameName(other.name, part.name))
      .map(({ id }) => id),
  }));
  const done = parts.filter(({ handovers }) => handovers.length > 0).length;
  return { unit, parts, complete: period === "before" ? known.length > 0 : done === parts.length };
}
