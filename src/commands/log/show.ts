import type { Command } from "commander";
import { readLog } from "../../custody/index.js";
import { findDossier } from "../../inventory/index.js";
import { type ExitCode, exitCodes } from "../../model/exit-codes.js";
import { logReporters } from "../../report/log/index.js";
import { words } from "../command.js";
import { type Context, printResult } from "../context.js";

export interface LogOptions {
  dossier?: string;
}

export function declare(command: Command, context: Context): void {
  const word = words(context.messages.custody.commands.log);
  command
    .option("--dossier <reference>", word("--dossier"))
    .action(async (options: LogOptions) => context.finish(await runLog(options, context)));
}

/** Shows what was done here, oldest first; with a dossier only what concerns it. */
export async function runLog({ dossier }: LogOptions, context: Context): Promise<ExitCode> {
  const store = await context.store();
  const entries = readLog(store, dossier === undefined ? undefined : findDossier(store, dossier).id);
  printResult(context, logReporters, { entries });
  return exitCodes.ok;
}
