import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { findReceiver, type Plan, planOf, readPlan } from "../custody/index.js";
import { openCsv } from "../fs/csv.js";
import { Failure } from "../model/failure.js";
import { type Unit, unitKey } from "../model/unit.js";
import type { Store } from "../store/index.js";
import { type Context, ownUnit } from "./context.js";
import { officeTime } from "./office-time.js";

const shipped = [{ file: "quang-ninh-2025.csv", province: "Quảng Ninh", from: "2025-07-01" }];

/** The restructuring tables that come with the program. */
export async function shippedPlans(context: Context): Promise<Plan[]> {
  const plans: Plan[] = [];
  for (const { file, province, from } of shipped) {
    const text = await readFile(join(context.templates, "plans", file), "utf8");
    const plan = readPlan(text, province, from);
    if (!plan) throw new Error(`the shipped table ${file} is not one`);
    plans.push(plan);
  }
  return plans;
}

/** The tables that this workspace has imported. */
export function importedPlans(store: Store): Plan[] {
  const text = store.settings.get("plans");
  return text === null ? [] : (JSON.parse(text) as Plan[]);
}

/** The imported tables and those shipped; an imported one stands instead of the shipped one of its province and day. */
export async function knownPlans(context: Context, store: Store | null): Promise<Plan[]> {
  const imported = store ? importedPlans(store) : [];
  const replaced = new Set(imported.map(({ province, from }) => `${province} ${from}`));
  const shipped = await shippedPlans(context);
  return [...imported, ...shipped.filter(({ province, from }) => !replaced.has(`${province} ${from}`))];
}

/** Reads a table of old and new units from a CSV file. Throws `plan-not-read` and what opening a CSV file throws. */
export async function planFromFile(path: string, province: string, from: string): Promise<Plan> {
  const records: { row: number; cells: string[] }[] = [];
  for await (const { number, cells } of (await openCsv(path)).rows) {
    records.push({ row: number, cells: cells.map((cell) => (cell?.kind === "text" ? cell.text : "")) });
  }
  const plan = planOf(records, province, from);
  if ("wrong" in plan) throw new Failure("plan-not-read", { path, row: plan.wrong });
  return plan;
}

/** The unit that a code, and perhaps a name, mean as a receiver. Throws `unit-unknown`, `unit-ambiguous`. */
export function receiverNamed(
  code: string,
  name: string | null,
  store: Store,
  plans: readonly Plan[],
  context: Context,
): Unit {
  const today = officeTime(context.now()).slice(0, 10);
  // The giver itself is never meant: its old code may be the receiver's new one.
  const own = unitKey(ownUnit(store));
  const known = store.units.byCode(code).filter((unit) => unitKey(unit) !== own);
  const found = findReceiver(code, name, known, plans, today);
  if (found === null) throw new Failure("unit-unknown", { code });
  if (!("ambiguous" in found)) return found;
  throw new Failure("unit-ambiguous", { code, candidates: found.ambiguous.map((unit) => unit.name) });
}
