import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { findReceiver, type Plan, readPlan } from "../custody/index.js";
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
