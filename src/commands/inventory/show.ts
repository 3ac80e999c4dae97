import type { Command } from "commander";
import { custodyOfDossier } from "../../custody/index.js";
import { type ShownDossier, showDossier } from "../../inventory/index.js";
import { type ExitCode, exitCodes } from "../../model/exit-codes.js";
import { showReporters } from "../../report/catalogue/index.js";
import { words } from "../command.js";
import { type Context, chosenReporter } from "../context.js";
import { authorOf, logReveal } from "./author.js";

export interface ShowOptions {
  reveal?: boolean;
  person?: string;
}

export function declare(command: Command, context: Context): void {
  const word = words(context.messages.catalogue.commands.show);
  command
    .argument("<reference>", word("reference"))
    .option("--reveal", word("--reveal"))
    .option("--person <name>", word("--person"))
    .addHelpText("after", `\n${context.messages.house.program.formats(Object.keys(showReporters))}`)
    .action(async (reference: string, options: ShowOptions) =>
      context.finish(await runShow(reference, options, context)),
    );
}

/** Shows one dossier; protected names only on demand, and never before the log has recorded it. */
export async function runShow(reference: string, options: ShowOptions, context: Context): Promise<ExitCode> {
  const report = chosenReporter(context, showReporters);
  const shown = options.reveal
    ? await revealed(reference, options, context)
    : showDossier(await context.store(), reference);
  const store = await context.store();
  const custody = await custodyOfDossier(store, context.workspace().handovers, shown.dossier.id);
  context.print(report({ ...shown, custody }, context.voice));
  return exitCodes.ok;
}

async function revealed(reference: string, options: ShowOptions, context: Context): Promise<ShownDossier> {
  const store = await context.storeForChange("inventory show --reveal");
  return store.together(() => {
    const shown = showDossier(store, reference, { reveal: true });
    logReveal(store, shown.dossier.id, authorOf(options.person, context), context);
    return shown;
  });
}
