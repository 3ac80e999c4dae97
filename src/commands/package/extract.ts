import { resolve } from "node:path";
import type { Command } from "commander";
import { type ExitCode, exitCodes } from "../../model/exit-codes.js";
import { Misuse } from "../../model/failure.js";
import { hasFindingsAt } from "../../model/finding.js";
import { extractPackage } from "../../package/index.js";
import { extractReporters } from "../../report/package/index.js";
import { words } from "../command.js";
import { type Context, chosenReporter } from "../context.js";

export interface ExtractOptions {
  to?: string;
}

export function declare(command: Command, context: Context): void {
  const word = words(context.messages.package.commands.extract);
  command
    .argument("<package>", word("package"))
    .option("--to <folder>", word("--to"))
    .action(async (path: string, options: ExtractOptions) =>
      context.finish(await runPackageExtract(path, options, context)),
    );
}

/** Copies the sound files of a package into a folder. */
export async function runPackageExtract(
  path: string,
  options: ExtractOptions,
  context: Context,
): Promise<ExitCode> {
  const report = chosenReporter(context, extractReporters);
  if (options.to === undefined) throw new Misuse("options-missing", { options: ["--to"] });
  const result = await extractPackage(
    resolve(context.cwd, path),
    resolve(context.cwd, options.to),
    context.job(),
  );
  context.print(report({ ...result, path, folder: options.to }, context.voice));
  return hasFindingsAt(result.findings, "error") ? exitCodes.negative : exitCodes.ok;
}
