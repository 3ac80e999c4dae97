import { cleanText, looseKey } from "../model/names.js";
import { earliestDay, latestDay } from "../model/partial-date.js";
import type { Unit, UnitKind } from "../model/unit.js";

/** One line of a restructuring: what became of an old unit, or of a part of it. */
export interface PlanRow {
  oldCode: string;
  oldName: string;
  oldType: string;
  oldDistrict: string;
  newCode: string;
  newName: string;
  newType: string;
  share: "whole" | "part";
  /** `part_area_whole_population` says where the people went. */
  shareDetail: string;
}

/** A restructuring of one province on one day. Old and new units share codes: the day tells them apart. */
export interface Plan {
  province: string;
  /** First day of the new units, `YYYY-MM-DD`. */
  from: string;
  rows: readonly PlanRow[];
}

const columns = [
  "old_code",
  "old_name",
  "old_type",
  "old_district",
  "new_code",
  "new_name",
  "new_type",
  "share",
  "share_detail",
] as const;

/** Reads a shipped table: UTF-8, commas, no quotes, the columns of the statistics office's table. Null when it is none. */
export function readPlan(text: string, province: string, from: string): Plan | null {
  const records = text.split(/\r?\n/u).map((line, index) => ({ row: index + 1, cells: line.split(",") }));
  const read = planOf(
    records.filter(({ cells }) => cells.length > 1),
    province,
    from,
  );
  return "rows" in read ? read : null;
}

/**
 * Makes a plan of the rows of a table; columns are found by their names and may be in any order. `wrong` is the number
 * of the first row that cannot be used. Rows without an old code (islands that had no communes) concern nobody.
 */
export function planOf(
  records: readonly { row: number; cells: readonly string[] }[],
  province: string,
  from: string,
): Plan | { wrong: number } {
  const [first, ...rest] = records;
  const titles = (first?.cells ?? []).map((cell) => cleanText(cell).toLowerCase());
  const at = new Map(columns.map((name) => [name, titles.indexOf(name)]));
  if (!first || [...at.values()].includes(-1)) return { wrong: first?.row ?? 1 };
  const rows: PlanRow[] = [];
  for (const { row, cells } of rest) {
    if (cells.length !== titles.length) return { wrong: row };
    const cell = (name: (typeof columns)[number]): string => cleanText(cells[at.get(name)!]!);
    const share = cell("share");
    if (cell("old_code") === "") continue;
    const right = /^\d{5}$/u.test(cell("old_code")) && /^\d{5}$/u.test(cell("new_code"));
    if (!right || (share !== "whole" && share !== "part")) return { wrong: row };
    rows.push({
      oldCode: cell("old_code"),
      oldName: cell("old_name"),
      oldType: cell("old_type"),
      oldDistrict: cell("old_district"),
      newCode: cell("new_code"),
      newName: cell("new_name"),
      newType: cell("new_type"),
      share,
      shareDetail: cell("share_detail"),
    });
  }
  return rows.length === 0 ? { wrong: first.row } : { province, from, rows };
}

/** The unit that works under a code from the day of the restructuring on. */
export function newUnit(plan: Plan, code: string): Unit | null {
  const row = plan.rows.find((one) => one.newCode === code);
  return row ? unitOfRow(plan, row) : null;
}

/**
 * The units that took over an old unit: one, or several where it was split, the one with the whole population first.
 * Empty for a unit that the plan does not know as an old one. Code and name must both agree: codes were given anew.
 */
export function successorsOf(plan: Plan, unit: Unit): Unit[] {
  if (unit.from !== null && earliestDay(unit.from) >= plan.from) return [];
  if (unit.until !== null && latestDay(unit.until) > plan.from) return [];
  const rows = plan.rows.filter(
    ({ oldCode, oldName, oldType }) =>
      oldCode === unit.code &&
      [looseKey(oldName), looseKey(`${oldType} ${oldName}`)].includes(looseKey(unit.name)),
  );
  return [...rows].sort((a, b) => rank(a) - rank(b)).map((row) => unitOfRow(plan, row));
}

/** Where the people went comes first, where only area went comes last. */
export function rank({ share, shareDetail }: PlanRow): number {
  if (share === "whole") return 0;
  if (shareDetail === "part_area_whole_population") return 1;
  return shareDetail === "part_area_only" ? 3 : 2;
}

const kinds: Record<string, UnitKind> = {
  Xã: "xa",
  Phường: "phuong",
  "Thị trấn": "thi-tran",
  "Đặc khu": "dac-khu",
};

/** The new unit of a row. */
export function unitOfRow(plan: Plan, { newCode, newName, newType }: PlanRow): Unit {
  return namedUnit(newCode, `${newType} ${newName}`, {
    kind: kinds[newType] ?? null,
    province: plan.province,
    from: plan.from,
  });
}

/** A unit of which code and name are known; the bodies are named after it, as they usually are. */
export function namedUnit(code: string, name: string, more: Partial<Unit> = {}): Unit {
  const place = name.charAt(0).toLowerCase() + name.slice(1);
  const kind =
    Object.entries(kinds).find(([word]) => looseKey(name).startsWith(`${looseKey(word)} `))?.[1] ?? null;
  return {
    code,
    name,
    kind,
    organisation: `Đảng uỷ ${place}`,
    committee: `Uỷ ban Kiểm tra Đảng uỷ ${place}`,
    province: null,
    fonds: null,
    from: null,
    until: null,
    ...more,
  };
}

/**
 * The receiver that a code and perhaps a name mean, among units met before and those of the plan. Units that have ended
 * are no receivers. `ambiguous` names the candidates; null when nobody is known and no name is given.
 */
export function findReceiver(
  code: string,
  name: string | null,
  known: readonly Unit[],
  plans: readonly Plan[],
  today: string,
): Unit | { ambiguous: Unit[] } | null {
  const candidates: Unit[] = [];
  const add = (unit: Unit | null): void => {
    if (unit && !candidates.some((one) => looseKey(one.name) === looseKey(unit.name))) candidates.push(unit);
  };
  for (const unit of known) {
    if (unit.code === code && (unit.until === null || latestDay(unit.until) >= today)) add(unit);
  }
  for (const plan of plans) add(newUnit(plan, code));
  if (name !== null) {
    const same = candidates.find((one) => sameName(one.name, name));
    return same ?? namedUnit(code, name);
  }
  if (candidates.length > 1) return { ambiguous: candidates };
  return candidates[0] ?? null;
}

/** Whether two names mean one unit: with the word for its kind on both sides, or without it. */
export function sameName(a: string, b: string): boolean {
  const bare = (name: string): string => looseKey(name).replace(/^(?:phuong|xa|thi tran|dac khu) /u, "");
  const typed = (name: string): boolean => bare(name) !== looseKey(name);
  return typed(a) && typed(b) ? looseKey(a) === looseKey(b) : bare(a) === bare(b);
}
