import { existsSync } from "node:fs";
import { extname, resolve } from "node:path";
import { type Command, Option } from "commander";
import { writeSpreadsheet } from "../../fs/spreadsheet.js";
import { writeWhole } from "../../fs/write-whole.js";
import { exportInventory } from "../../inventory/index.js";
import { type ExitCode, exitCodes } from "../../model/exit-codes.js";
import { Failure, Misuse } from "../../model/failure.js";
import { exportReporters, registerTables } from "../../report/catalogue/index.js";
import { sheetCsv } from "../../report/sheet-csv.js";
import { words } from "../command.js";
import { type Context, chosenReporter } from "../context.js";

export interface ExportOptions {
  list?: "dossiers" | "documents";
  unit?: string;
  overwrite?: boolean;
}

const extensions = [".xlsx", ".csv", ".json"];

export function declare(command: Command, context: Context): void {
  const word = words(context.messages.catalogue.commands.export);
  command
    .argument("<file>", word("file"))
    .addOption(new Option("--list <list>", word("--list")).choices(["dossiers", "documents"]))
    .option("--unit <unit>", word("--unit"))
    .option("--overwrite", word("--overwrite"))
    .action(async (file: string, options: ExportOptions) =>
      context.finish(await runExport(file, options, context)),
    );
}

/** Writes the registers to a file, whole or not at all. */
export async function runExport(file: string, options: ExportOptions, context: Context): Promise<ExitCode> {
  const report = chosenReporter(context, exportReporters);
  const path = resolve(context.cwd, file);
  const extension = extname(path).toLowerCase();
  if (!extensions.includes(extension))
    throw new Misuse("export-format-unsupported", { path: file, allowed: extensions });
  if (options.list !== undefined && extension !== ".csv")
    throw new Misuse("options-conflict", { options: ["--list", extension] });
  if (existsSync(path) && !options.overwrite) throw new Failure("file-exists", { path });
  const inventory = exportInventory(await context.store(), options);
  const counted = {
    dossiers: inventory.dossiers.length,
    documents: inventory.dossiers.reduce((sum, { documents }) => sum + documents.length, 0),
  };
  const list = options.list ?? "dossiers";
  if (extension === ".json") {
    const content = { format: "bangiao-inventory/1", ...inventory };
    await writeWhole(path, `${JSON.stringify(content, null, 2)}\n`);
  } else {
    const tables = registerTables(inventory);
    if (extension === ".csv") await writeWhole(path, sheetCsv(tables[list]));
    else await writeSpreadsheet(path, [tables.dossiers, tables.documents]);
  }
  const written = extension === ".csv" ? { dossiers: 0, documents: 0, [list]: counted[list] } : counted;
  context.print(report({ path, ...written }, context.voice));
  return exitCodes.ok;
}
