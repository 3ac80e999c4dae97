import { resolve } from "node:path";
import type { Command } from "commander";
import type { ScanResult, SlotEvidence } from "../../inventory/index.js";
import { type ExitCode, exitCodes } from "../../model/exit-codes.js";
import type { Store } from "../../store/index.js";
import { words } from "../command.js";
import { type Context, chosenReporter } from "../context.js";
import { recordInLog } from "../log/record.js";
import { loadSlotEvidence } from "../slot-evidence.js";

export function declare(command: Command, context: Context): void {
  const word = words(context.messages.inventory.commands.scan);
  command
    .argument("<folder...>", word("folder"))
    .action(async (folders: string[]) => context.finish(await runScan(folders, context)));
}

/** Scans folders into the inventory and says what became of each file. */
export async function runScan(folders: readonly string[], context: Context): Promise<ExitCode> {
  const { scanFolder } = await import("../../inventory/index.js");
  const { scanReporters } = await import("../../report/scan/index.js");
  const report = chosenReporter(context, scanReporters);
  const store = await context.storeForChange("inventory scan");
  const evidence = await loadSlotEvidence(store, context);
  const workspace = context.workspace();
  const results = [];
  for (const folder of folders) {
    const path = resolve(context.cwd, folder);
    const leaveOut = [workspace.handovers, workspace.received];
    results.push(await scanFolder(store, path, { evidence, job: context.job(), leaveOut }));
  }
  for (const { read, attached, created } of results)
    recordInLog(context, store, "folder-scanned", { read, attached, created });
  context.print(report(results, context.voice));
  if (context.ask.possible && context.format === undefined)
    await askDoubtful(results, store, evidence, context);
  return exitCodes.ok;
}

/** Asks about the files of these folders that may belong to several papers, when the person wants to be asked now. */
async function askDoubtful(
  results: readonly ScanResult[],
  store: Store,
  evidence: readonly SlotEvidence[],
  context: Context,
): Promise<void> {
  const { doubtfulFiles } = await import("../../inventory/index.js");
  const scanned = new Set(results.flatMap(({ unassigned }) => unassigned.map(({ id }) => id)));
  const files = doubtfulFiles(store).filter(
    ({ file, choices }) => scanned.has(file.id) && choices.length > 0,
  );
  if (files.length === 0) return;
  const { begin } = context.messages.inventory.scanning.settle;
  if (!(await context.ask.confirm(begin(files.length), true))) return;
  const { askAbout } = await import("./settle.js");
  await askAbout(files, store, evidence, context);
}
