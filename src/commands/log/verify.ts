import type { Command } from "commander";
import { verifyLog } from "../../custody/index.js";
import { type ExitCode, exitCodes } from "../../model/exit-codes.js";
import { logCheckReporters } from "../../report/log/index.js";
import { type Context, printResult } from "../context.js";

export function declare(command: Command, context: Context): void {
  command.action(async () => context.finish(await runLogVerify(context)));
}

/** Checks that no entry of the log was changed, taken out or put in. */
export async function runLogVerify(context: Context): Promise<ExitCode> {
  const check = verifyLog(await context.store());
  printResult(context, logCheckReporters, check);
  return check.whole ? exitCodes.ok : exitCodes.negative;
}
