import { resolve } from "node:path";
import type { Command } from "commander";
import { type ExitCode, exitCodes } from "../../model/exit-codes.js";
import { hasFindingsAt } from "../../model/finding.js";
import { listPackage } from "../../package/index.js";
import { listingReporters } from "../../report/package/index.js";
import { words } from "../command.js";
import { type Context, chosenReporter } from "../context.js";
import { type DecryptOptions, withPackages } from "../encrypted.js";
import { typedPath } from "../typed-path.js";

export function declare(command: Command, context: Context): void {
  const word = words(context.messages.package.commands.list);
  command
    .argument("<package...>", word("package"))
    .option("--identity <file>", context.messages.signature.encryption.options["--identity"])
    .action(async (paths: string[], options: DecryptOptions) =>
      context.finish(await runPackageList(paths, options, context)),
    );
}

/** Shows what is in a package, or in all volumes of one. */
export async function runPackageList(
  paths: readonly string[],
  options: DecryptOptions,
  context: Context,
): Promise<ExitCode> {
  const report = chosenReporter(context, listingReporters);
  const named = paths.map((path) => resolve(context.cwd, path));
  const result = await withPackages(context, named, options.identity, async (open) => {
    const listing = await listPackage(open);
    const volumes = listing.volumes.map((one) => ({ ...one, path: typedPath(one.path, open, paths) }));
    return { ...listing, path: paths[0]!, volumes };
  });
  context.print(report(result, context.voice));
  return hasFindingsAt(result.findings, "error") ? exitCodes.negative : exitCodes.ok;
}
