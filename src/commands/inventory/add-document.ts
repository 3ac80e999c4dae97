import type { Command } from "commander";
import { addDocument } from "../../inventory/index.js";
import { type ExitCode, exitCodes } from "../../model/exit-codes.js";
import { editReporters } from "../../report/catalogue/index.js";
import { words } from "../command.js";
import { type Context, printResult } from "../context.js";

export function declare(command: Command, context: Context): void {
  const word = words(context.messages.catalogue.commands.addDocument);
  command
    .argument("<reference>", word("reference"))
    .argument("<assignments...>", word("assignments"))
    .action(async (reference: string, assignments: string[]) =>
      context.finish(await runAddDocument(reference, assignments, context)),
    );
}

/** Adds a document to a dossier. */
export async function runAddDocument(
  reference: string,
  assignments: string[],
  context: Context,
): Promise<ExitCode> {
  const store = await context.storeForChange("inventory add document");
  printResult(context, editReporters, addDocument(store, reference, assignments));
  return exitCodes.ok;
}
