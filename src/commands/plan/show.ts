import type { Command } from "commander";
import { findInPlan } from "../../custody/index.js";
import { type ExitCode, exitCodes } from "../../model/exit-codes.js";
import { cleanText } from "../../model/names.js";
import { planReporters } from "../../report/plan/index.js";
import { words } from "../command.js";
import { type Context, printResult } from "../context.js";
import { knownPlans } from "../plans.js";

export function declare(command: Command, context: Context): void {
  const word = words(context.messages.custody.plan.commands.show);
  command
    .argument("[unit]", word("unit"))
    .action(async (unit: string | undefined) => context.finish(await runPlanShow(unit, context)));
}

/** Shows what the plan says of a unit, before and after: one code may mean two. */
export async function runPlanShow(unit: string | undefined, context: Context): Promise<ExitCode> {
  const store = context.workspaceIfAny() ? await context.store() : null;
  const named = unit === undefined ? null : cleanText(unit);
  const units = (await knownPlans(context, store)).flatMap((plan) => findInPlan(plan, named));
  printResult(context, planReporters, { words: named, units });
  return units.length > 0 ? exitCodes.ok : exitCodes.negative;
}
