import type { Command } from "commander";
import { planStanding } from "../../custody/index.js";
import { type ExitCode, exitCodes } from "../../model/exit-codes.js";
import { planStatusReporters } from "../../report/plan/index.js";
import { type Context, ownUnit, printResult } from "../context.js";
import { knownPlans } from "../plans.js";

export function declare(command: Command, context: Context): void {
  command.action(async () => context.finish(await runPlanStatus(context)));
}

/** Holds the handovers of this workspace against the plan. */
export async function runPlanStatus(context: Context): Promise<ExitCode> {
  const store = await context.store();
  const standing = planStanding(store, await knownPlans(context, store), ownUnit(store));
  printResult(context, planStatusReporters, standing);
  return standing.unit !== null && standing.complete ? exitCodes.ok : exitCodes.negative;
}
