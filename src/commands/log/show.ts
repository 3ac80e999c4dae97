import type { Command } from "commander";
import { readLog } from "../../custody/index.js";
import { type ExitCode, exitCodes } from "../../model/exit-codes.js";
import { logReporters } from "../../report/log/index.js";
import { type Context, printResult } from "../context.js";

export function declare(command: Command, context: Context): void {
  command.action(async () => context.finish(await runLog(context)));
}

/** Shows what was done here, oldest first. */
export async function runLog(context: Context): Promise<ExitCode> {
  const store = await context.store();
  printResult(context, logReporters, { entries: readLog(store) });
  return exitCodes.ok;
}
