import type { Command } from "commander";
import { takeStock } from "../../inventory/index.js";
import { type ExitCode, exitCodes } from "../../model/exit-codes.js";
import { statsReporters } from "../../report/catalogue/index.js";
import { words } from "../command.js";
import { type Context, printResult } from "../context.js";

export function declare(command: Command, context: Context): void {
  const word = words(context.messages.catalogue.commands.stats);
  command
    .option("--unit <unit>", word("--unit"))
    .addHelpText("after", `\n${context.messages.house.program.formats(Object.keys(statsReporters))}`)
    .action(async (options: { unit?: string }) => context.finish(await runStats(options, context)));
}

/** Prints the figures of the inventory. */
export async function runStats(options: { unit?: string }, context: Context): Promise<ExitCode> {
  printResult(context, statsReporters, takeStock(await context.store(), options));
  return exitCodes.ok;
}
