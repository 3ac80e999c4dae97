import type { Command } from "commander";
import { runningObligations } from "../../custody/index.js";
import { type ExitCode, exitCodes } from "../../model/exit-codes.js";
import { obligationsReporters } from "../../report/running/index.js";
import { type Context, printResult } from "../context.js";
import { officeTime } from "../office-time.js";

export function declare(command: Command, context: Context): void {
  command.action(async () => context.finish(await runObligations(context)));
}

/** Lists what conclusions, discipline and complaints leave to be done. */
export async function runObligations(context: Context): Promise<ExitCode> {
  const store = await context.store();
  const obligations = runningObligations(store, officeTime(context.now()).slice(0, 10));
  printResult(context, obligationsReporters, { obligations });
  return exitCodes.ok;
}
