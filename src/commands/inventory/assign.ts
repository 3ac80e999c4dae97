import { existsSync, realpathSync } from "node:fs";
import { resolve } from "node:path";
import type { Command } from "commander";
import { type ExitCode, exitCodes } from "../../model/exit-codes.js";
import { words } from "../command.js";
import { type Context, chosenReporter } from "../context.js";
import { recordInLog } from "../log/record.js";
import { loadSlotEvidence } from "../slot-evidence.js";

export interface AssignOptions {
  dossier: string;
  slot?: string;
  document?: string;
}

export function declare(command: Command, context: Context): void {
  const word = words(context.messages.inventory.commands.assign);
  command
    .argument("<file...>", word("file"))
    .requiredOption("--dossier <reference>", word("--dossier"))
    .option("--slot <code>", word("--slot"))
    .option("--document <number>", word("--document"))
    .action(async (files: string[], options: AssignOptions) =>
      context.finish(await runAssign(files, options, context)),
    );
}

/** Attaches files to what the clerk names. */
export async function runAssign(
  files: readonly string[],
  options: AssignOptions,
  context: Context,
): Promise<ExitCode> {
  const { assignFiles, findDossier } = await import("../../inventory/index.js");
  const { assignReporters } = await import("../../report/assign/index.js");
  const report = chosenReporter(context, assignReporters);
  const store = await context.storeForChange("inventory assign");
  const dossier = findDossier(store, options.dossier);
  const result = assignFiles(store, {
    files: files.map((file) => located(file, context.cwd)),
    dossier,
    slot: options.slot ?? null,
    document: options.document ?? null,
    evidence: await loadSlotEvidence(store, context),
  });
  recordInLog(context, store, "files-assigned", { dossier: dossier.id, files: result.assigned.length });
  context.print(report(result, context.voice));
  return exitCodes.ok;
}

/** A path as the inventory knows it when it leads to something from here; else the words, as a scan prints them. */
function located(file: string, cwd: string): string {
  const path = resolve(cwd, file);
  return existsSync(path) ? realpathSync(path) : file;
}
