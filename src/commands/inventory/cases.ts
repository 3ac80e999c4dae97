import type { Command } from "commander";
import { runningCases, shownSteps } from "../../custody/index.js";
import { type ExitCode, exitCodes } from "../../model/exit-codes.js";
import { officeTime } from "../../model/vietnam-time.js";
import { casesReporters } from "../../report/running/index.js";
import { officeShelf } from "../check.js";
import { type Context, chosenReporter, ownUnit } from "../context.js";
import { slotNames } from "../manifest/slot-names.js";

export function declare(command: Command, context: Context): void {
  command.action(async () => context.finish(await runCases(context)));
}

/** Lists the open cases: where each stands, what comes next, until when, who continues it. */
export async function runCases(context: Context): Promise<ExitCode> {
  const report = chosenReporter(context, casesReporters);
  const store = await context.store();
  const at = officeTime(context.now());
  const steps = shownSteps(store, await officeShelf(store, context), at);
  const cases = runningCases(store, ownUnit(store), at.slice(0, 10), steps);
  context.print(report({ cases, slotNames: await slotNames(context) }, context.voice));
  return exitCodes.ok;
}
