import type { Command } from "commander";
import { editDossier } from "../../inventory/index.js";
import { type ExitCode, exitCodes } from "../../model/exit-codes.js";
import { editReporters } from "../../report/catalogue/index.js";
import { words } from "../command.js";
import { type Context, printResult } from "../context.js";
import { authorOf, logEdit } from "./author.js";

export function declare(command: Command, context: Context): void {
  const word = words(context.messages.catalogue.commands.editDossier);
  command
    .argument("<reference>", word("reference"))
    .argument("<assignments...>", word("assignments"))
    .option("--person <name>", word("--person"))
    .action(async (reference: string, assignments: string[], options: { person?: string }) =>
      context.finish(await runEditDossier(reference, assignments, options, context)),
    );
}

/** Settles fields and facts of a dossier by hand. */
export async function runEditDossier(
  reference: string,
  assignments: string[],
  options: { person?: string },
  context: Context,
): Promise<ExitCode> {
  const store = await context.storeForChange("inventory edit dossier");
  const author = authorOf(options.person, context);
  const result = store.together(() => {
    const done = editDossier(store, reference, assignments, author);
    logEdit(store, done, author, context);
    return done;
  });
  printResult(context, editReporters, result);
  return exitCodes.ok;
}
