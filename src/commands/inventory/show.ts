import type { Command } from "commander";
import { showDossier } from "../../inventory/index.js";
import { type ExitCode, exitCodes } from "../../model/exit-codes.js";
import { showReporters } from "../../report/catalogue/index.js";
import { words } from "../command.js";
import { type Context, printResult } from "../context.js";

export function declare(command: Command, context: Context): void {
  const word = words(context.messages.catalogue.commands.show);
  command
    .argument("<reference>", word("reference"))
    .addHelpText("after", `\n${context.messages.house.program.formats(Object.keys(showReporters))}`)
    .action(async (reference: string) => context.finish(await runShow(reference, context)));
}

/** Shows one dossier. */
export async function runShow(reference: string, context: Context): Promise<ExitCode> {
  printResult(context, showReporters, showDossier(await context.store(), reference));
  return exitCodes.ok;
}
