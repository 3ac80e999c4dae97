import { resolve } from "node:path";
import { type Command, Option } from "commander";
import { dossierFinder } from "../inventory/index.js";
import { type ExitCode, exitCodes } from "../model/exit-codes.js";
import { hasFindingsAt } from "../model/finding.js";
import { checkReporters } from "../report/check/index.js";
import type { Store } from "../store/index.js";
import { checkDossiers, loadShelf, type PackShelf, saveCheck } from "../validate/index.js";
import { words } from "./command.js";
import { type Context, chosenReporter } from "./context.js";
import { officeTime } from "./office-time.js";

export interface CheckOptions {
  pack: string[];
  failOn: "error" | "warning";
}

export function declare(command: Command, context: Context): void {
  const word = words(context.messages.check.commands.check);
  command
    .argument("[dossier...]", word("dossier"))
    .option("--pack <file>", word("--pack"), (path: string, before: string[]) => [...before, path], [])
    .addOption(
      new Option("--fail-on <level>", word("--fail-on")).choices(["error", "warning"]).default("error"),
    )
    .action(async (dossiers: string[], options: CheckOptions) =>
      context.finish(await runCheck(dossiers, options, context)),
    );
}

/** Checks all dossiers, or those named, and keeps the run when it was over all of them. */
export async function runCheck(
  references: readonly string[],
  options: CheckOptions,
  context: Context,
): Promise<ExitCode> {
  const report = chosenReporter(context, checkReporters);
  const whole = references.length === 0;
  const store = await (whole ? context.storeForChange("check") : context.store());
  const shelf = await officeShelf(store, context, options.pack);
  const find = dossierFinder(store);
  const only = whole ? undefined : new Set(references.map((reference) => find(reference).id));
  const result = checkDossiers(store, shelf, { only, at: officeTime(context.now()) }, context.job());
  if (whole) saveCheck(store, result);
  context.print(report(result, context.voice));
  const findings = [...result.findings, ...result.dossiers.flatMap((dossier) => dossier.findings)];
  return hasFindingsAt(findings, options.failOn) ? exitCodes.negative : exitCodes.ok;
}

/** The packs of this office: those named on the command line, else those the workspace was set to use, else the shipped. */
export function officeShelf(
  store: Store | null,
  context: Context,
  named: readonly string[] = [],
): Promise<PackShelf> {
  const set = store?.settings.get("rule-packs") ?? null;
  const own = named.length > 0 ? named : set === null ? [] : (JSON.parse(set) as string[]);
  const base = named.length > 0 ? context.cwd : (context.workspaceIfAny()?.folder ?? context.cwd);
  return loadShelf(
    resolve(context.templates, "rules"),
    own.map((path) => resolve(base, path)),
  );
}
