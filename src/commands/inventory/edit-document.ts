import type { Command } from "commander";
import { editDocument } from "../../inventory/index.js";
import { type ExitCode, exitCodes } from "../../model/exit-codes.js";
import { editReporters } from "../../report/catalogue/index.js";
import { words } from "../command.js";
import { type Context, printResult } from "../context.js";

export function declare(command: Command, context: Context): void {
  const word = words(context.messages.catalogue.commands.editDocument);
  command
    .argument("<reference>", word("reference"))
    .argument("<document>", word("document"))
    .argument("<assignments...>", word("assignments"))
    .action(async (reference: string, document: string, assignments: string[]) =>
      context.finish(await runEditDocument(reference, document, assignments, context)),
    );
}

/** Settles fields of a document by hand. */
export async function runEditDocument(
  reference: string,
  document: string,
  assignments: string[],
  context: Context,
): Promise<ExitCode> {
  const store = await context.storeForChange("inventory edit document");
  printResult(context, editReporters, editDocument(store, reference, document, assignments));
  return exitCodes.ok;
}
