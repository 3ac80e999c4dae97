import { existsSync } from "node:fs";
import { extname, resolve } from "node:path";
import type { Command } from "commander";
import { exportLog, readLog, verifyLog } from "../../custody/index.js";
import { writeWhole } from "../../fs/write-whole.js";
import { type ExitCode, exitCodes } from "../../model/exit-codes.js";
import { Failure, Misuse } from "../../model/failure.js";
import { logCsv, logExportReporters } from "../../report/log/index.js";
import { words } from "../command.js";
import { type Context, chosenReporter } from "../context.js";

export function declare(command: Command, context: Context): void {
  const word = words(context.messages.custody.commands.logExport);
  command
    .argument("<file>", word("file"))
    .action(async (file: string) => context.finish(await runLogExport(file, context)));
}

/** Writes the log to a file: as JSON with its chain of digests, for auditors, or as CSV, for reading. */
export async function runLogExport(file: string, context: Context): Promise<ExitCode> {
  const report = chosenReporter(context, logExportReporters);
  const path = resolve(context.cwd, file);
  const extension = extname(path).toLowerCase();
  if (extension !== ".json" && extension !== ".csv") {
    const allowed = ["<…>.json", "<…>.csv"];
    throw new Misuse("option-value-not-allowed", { option: "<file>", value: file, allowed });
  }
  if (existsSync(path)) throw new Failure("file-exists", { path });
  const store = await context.store();
  const entries = exportLog(store);
  const text =
    extension === ".json"
      ? `${JSON.stringify({ format: "bangiao-log-chain/1", entries }, null, 1)}\n`
      : logCsv(readLog(store), context.voice);
  await writeWhole(path, text);
  context.print(report({ path, ...verifyLog(store), entries: entries.length }, context.voice));
  return exitCodes.ok;
}
