import { resolve } from "node:path";
import { type Command, Option } from "commander";
import { dossierFinder } from "../inventory/index.js";
import { type ExitCode, exitCodes } from "../model/exit-codes.js";
import { hasFindingsAt } from "../model/finding.js";
import { officeTime } from "../model/vietnam-time.js";
import { checkReporters, checkSheets } from "../report/check/index.js";
import type { Store } from "../store/index.js";
import {
  type CheckResult,
  checkDossiers,
  checkFiles,
  compareRuns,
  lastRun,
  loadShelf,
  type PackShelf,
  saveCheck,
} from "../validate/index.js";
import { actorOf } from "./actor.js";
import { words } from "./command.js";
import type { Context } from "./context.js";
import { chooseDelivery } from "./deliver.js";

export interface CheckOptions {
  pack: string[];
  failOn: "error" | "warning";
  /** Reads every file again and compares it with its digest. */
  files?: boolean;
  since?: "last";
  out?: string;
}

export function declare(command: Command, context: Context): void {
  const word = words(context.messages.check.commands.check);
  command
    .argument("[dossier...]", word("dossier"))
    .option("--pack <file>", word("--pack"), (path: string, before: string[]) => [...before, path], [])
    .option("--files", word("--files"))
    .addOption(new Option("--since <run>", word("--since")).choices(["last"]))
    .option("--out <file>", word("--out"))
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
  const deliver = chooseDelivery(context, checkReporters, checkSheets, options.out);
  const whole = references.length === 0;
  const store = await (whole ? context.storeForChange("check") : context.store());
  const shelf = await officeShelf(store, context, options.pack);
  const find = dossierFinder(store);
  const only = whole ? undefined : new Set(references.map((reference) => find(reference).id));
  const at = officeTime(context.now());
  const job = context.job();
  const files = options.files ? await checkFiles(store, only, job) : undefined;
  const result = checkDossiers(store, shelf, { only, at, ...(files ? { files } : {}) }, job);
  const earlier = options.since === undefined ? undefined : lastRun(store);
  const changes = earlier ? compareRuns(earlier, result, only) : earlier;
  if (whole) await record(store, result, context);
  const path = await deliver(changes === undefined ? result : { ...result, changes });
  if (path !== null) context.tell(context.messages.check.report.written({ path }));
  const findings = [...result.findings, ...result.dossiers.flatMap((dossier) => dossier.findings)];
  return hasFindingsAt(findings, options.failOn) ? exitCodes.negative : exitCodes.ok;
}

/** Keeps a run over all dossiers, and notes in the log that it was made. */
async function record(store: Store, result: CheckResult, context: Context): Promise<void> {
  const { appendLog } = await import("../custody/index.js");
  const { error, warning, explained } = result.counts;
  const details = { dossiers: result.dossiers.length, errors: error, warnings: warning, explained };
  store.together(() => {
    saveCheck(store, result);
    appendLog(store, { at: result.at, actor: actorOf(context), action: "checked", details });
  });
}

/**
 * The packs of an office: those named on the command line, else those its workspace was set to use, else the shipped.
 * `folder`: where the workspace of `store` is, if it is not the one we are in.
 */
export function officeShelf(
  store: Store | null,
  context: Context,
  named: readonly string[] = [],
  folder = context.workspaceIfAny()?.folder ?? context.cwd,
): Promise<PackShelf> {
  const set = store?.settings.get("rule-packs") ?? null;
  const own = named.length > 0 ? named : set === null ? [] : (JSON.parse(set) as string[]);
  const base = named.length > 0 ? context.cwd : folder;
  return loadShelf(
    resolve(context.templates, "rules"),
    own.map((path) => resolve(base, path)),
  );
}
