import { resolve } from "node:path";
import type { Command } from "commander";
import { type ExitCode, exitCodes } from "../../model/exit-codes.js";
import { Misuse } from "../../model/failure.js";
import { hasFindingsAt } from "../../model/finding.js";
import { extractPackage } from "../../package/index.js";
import { extractReporters } from "../../report/package/index.js";
import { words } from "../command.js";
import { type Context, chosenReporter } from "../context.js";
import { type DecryptOptions, withPackages } from "../encrypted.js";

export interface ExtractOptions extends DecryptOptions {
  to?: string;
}

export function declare(command: Command, context: Context): void {
  const word = words(context.messages.package.commands.extract);
  command
    .argument("<package...>", word("package"))
    .option("--to <folder>", word("--to"))
    .option("--identity <file>", context.messages.signature.encryption.options["--identity"])
    .action(async (paths: string[], options: ExtractOptions) =>
      context.finish(await runPackageExtract(paths, options, context)),
    );
}

/** Copies the sound files of a package, or of all volumes of one, into a folder. */
export async function runPackageExtract(
  paths: readonly string[],
  options: ExtractOptions,
  context: Context,
): Promise<ExitCode> {
  const report = chosenReporter(context, extractReporters);
  if (options.to === undefined) throw new Misuse("options-missing", { options: ["--to"] });
  const folder = resolve(context.cwd, options.to);
  const named = paths.map((path) => resolve(context.cwd, path));
  const result = await withPackages(context, named, options.identity, (open) =>
    extractPackage(open, folder, context.job()),
  );
  context.print(report({ ...result, path: paths[0]!, folder: options.to }, context.voice));
  return hasFindingsAt(result.findings, "error") ? exitCodes.negative : exitCodes.ok;
}
