import type { Command } from "commander";
import { editDocument } from "../../inventory/index.js";
import { type ExitCode, exitCodes } from "../../model/exit-codes.js";
import { editReporters } from "../../report/catalogue/index.js";
import { words } from "../command.js";
import { type Context, printResult } from "../context.js";
import { authorOf, logEdit } from "./author.js";

export function declare(command: Command, context: Context): void {
  const word = words(context.messages.catalogue.commands.editDocument);
  command
    .argument("<reference>", word("reference"))
    .argument("<document>", word("document"))
    .argument("<assignments...>", word("assignments"))
    .option("--person <name>", word("--person"))
    .action(
      async (reference: string, document: string, assignments: string[], options: { person?: string }) =>
        context.finish(await runEditDocument(reference, document, assignments, options, context)),
    );
}

/** Settles fields of a document by hand. */
export async function runEditDocument(
  reference: string,
  document: string,
  assignments: string[],
  options: { person?: string },
  context: Context,
): Promise<ExitCode> {
  const store = await context.storeForChange("inventory edit document");
  const author = authorOf(options.person, context);
  const result = store.together(() => {
    const done = editDocument(store, reference, document, assignments, author);
    logEdit(store, done, author, context);
    return done;
  });
  printResult(context, editReporters, result);
  return exitCodes.ok;
}
