import { resolve } from "node:path";
import type { Command } from "commander";
import { type ExitCode, exitCodes } from "../../model/exit-codes.js";
import { hasFindingsAt } from "../../model/finding.js";
import { listPackage } from "../../package/index.js";
import { listingReporters } from "../../report/package/index.js";
import { words } from "../command.js";
import { type Context, chosenReporter } from "../context.js";

export function declare(command: Command, context: Context): void {
  const word = words(context.messages.package.commands.list);
  command
    .argument("<package>", word("package"))
    .action(async (path: string) => context.finish(await runPackageList(path, context)));
}

/** Shows what is in a package. */
export async function runPackageList(path: string, context: Context): Promise<ExitCode> {
  const report = chosenReporter(context, listingReporters);
  const result = await listPackage(resolve(context.cwd, path));
  context.print(report({ ...result, path }, context.voice));
  return hasFindingsAt(result.findings, "error") ? exitCodes.negative : exitCodes.ok;
}
