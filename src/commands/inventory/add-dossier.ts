import type { Command } from "commander";
import { addDossier } from "../../inventory/index.js";
import { type ExitCode, exitCodes } from "../../model/exit-codes.js";
import { editReporters } from "../../report/catalogue/index.js";
import { words } from "../command.js";
import { type Context, ownUnit, printResult } from "../context.js";
import { authorOf, logEdit } from "./author.js";

export function declare(command: Command, context: Context): void {
  const word = words(context.messages.catalogue.commands.addDossier);
  command
    .argument("<reference>", word("reference"))
    .argument("<assignments...>", word("assignments"))
    .option("--person <name>", word("--person"))
    .action(async (reference: string, assignments: string[], options: { person?: string }) =>
      context.finish(await runAddDossier(reference, assignments, options, context)),
    );
}

/** Adds a dossier to the unit's own fonds. */
export async function runAddDossier(
  reference: string,
  assignments: string[],
  options: { person?: string },
  context: Context,
): Promise<ExitCode> {
  const store = await context.storeForChange("inventory add dossier");
  const author = authorOf(options.person, context);
  const result = store.together(() => {
    const done = addDossier(store, ownUnit(store), reference, assignments, author);
    logEdit(store, done, author, context);
    return done;
  });
  printResult(context, editReporters, result);
  return exitCodes.ok;
}
