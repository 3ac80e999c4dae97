import { existsSync } from "node:fs";
import { extname, resolve } from "node:path";
import { type Command, Option } from "commander";
import { readWhole } from "../../fs/read-whole.js";
import { writeSpreadsheet } from "../../fs/spreadsheet.js";
import { writeWhole } from "../../fs/write-whole.js";
import { largestManifest, readManifest } from "../../manifest/index.js";
import { type ExitCode, exitCodes } from "../../model/exit-codes.js";
import { Failure, Misuse } from "../../model/failure.js";
import { findingLines } from "../../report/finding-lines.js";
import {
  exportedReporters,
  type ManifestTableName,
  manifestTables,
  tablesOf,
} from "../../report/manifest/index.js";
import { sheetCsv } from "../../report/sheet-csv.js";
import { words } from "../command.js";
import { type Context, chosenReporter } from "../context.js";
import { findManifestPath } from "./find-manifest.js";
import { slotNames } from "./slot-names.js";

export interface ManifestExportOptions {
  out?: string;
  list: ManifestTableName;
}

export function declare(command: Command, context: Context): void {
  const word = words(context.messages.manifest.commands.export);
  command
    .argument("[manifest]", word("manifest"))
    .option("--out <file>", word("--out"))
    .addOption(new Option("--list <list>", word("--list")).choices(manifestTables).default("dossiers"))
    .action(async (named: string | undefined, options: ManifestExportOptions) =>
      context.finish(await runManifestExport(named, options, context)),
    );
}

/** Writes the lists of a manifest to a workbook, or one of them to a CSV file. */
export async function runManifestExport(
  named: string | undefined,
  options: ManifestExportOptions,
  context: Context,
): Promise<ExitCode> {
  const report = chosenReporter(context, exportedReporters);
  if (options.out === undefined) throw new Misuse("options-missing", { options: ["--out"] });
  const target = resolve(context.cwd, options.out);
  const extension = extname(target).toLowerCase();
  if (extension !== ".csv" && extension !== ".xlsx") {
    throw new Misuse("option-value-not-allowed", {
      option: "--out",
      value: options.out,
      allowed: ["<…>.xlsx", "<…>.csv"],
    });
  }
  if (existsSync(target)) throw new Failure("file-exists", { path: target });
  const path = await findManifestPath(context, named);
  const { manifest, findings } = readManifest(await readWhole(path, largestManifest), path);
  if (!manifest) {
    context.tell(findings.flatMap((one) => findingLines(one, context.voice)).join("\n"));
    return exitCodes.negative;
  }
  const tables = tablesOf(manifest, context.messages, await slotNames(context));
  const chosen = extension === ".csv" ? [tables[options.list]] : Object.values(tables);
  if (extension === ".csv") {
    await writeWhole(target, sheetCsv(tables[options.list]));
  } else await writeSpreadsheet(target, chosen);
  const rows = chosen.reduce((sum, one) => sum + one.rows.length, 0);
  context.print(report({ id: manifest.id, path: target, rows }, context.voice));
  return exitCodes.ok;
}
