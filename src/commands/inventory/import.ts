import { resolve } from "node:path";
import type { Command } from "commander";
import { fieldByName, type ImportResult, importRegisters } from "../../inventory/index.js";
import { byteOrderMark, csvLine } from "../../model/csv-text.js";
import { type ExitCode, exitCodes } from "../../model/exit-codes.js";
import { Misuse } from "../../model/failure.js";
import { hasFindingsAt } from "../../model/finding.js";
import { type RegisterField, registerFields } from "../../model/register-field.js";
import { cleanedRows, importReporters } from "../../report/import/index.js";
import { words } from "../command.js";
import { type Context, ownUnit, printResult } from "../context.js";
import { recordInLog } from "../log/record.js";

export interface ImportFlags {
  map?: string[];
  dryRun?: boolean;
  changes?: string;
}

export function declare(command: Command, context: Context): void {
  const word = words(context.messages.inventory.commands.import);
  command
    .argument("<file...>", word("file"))
    .option("--map <heading=field>", word("--map"), (value: string, before: string[] = []) => [
      ...before,
      value,
    ])
    .option("--dry-run", word("--dry-run"))
    .option("--changes <file.csv>", word("--changes"))
    .action(async (files: string[], flags: ImportFlags) =>
      context.finish(await runImport(files, flags, context)),
    );
}

/** Takes registers into the inventory of the workspace. */
export async function runImport(files: string[], flags: ImportFlags, context: Context): Promise<ExitCode> {
  const mapping = (flags.map ?? []).map(readMapping);
  const dryRun = flags.dryRun ?? false;
  const store = dryRun ? await context.store() : await context.storeForChange("inventory import");
  const result = await importRegisters(
    store,
    files.map((file) => resolve(context.cwd, file)),
    { origin: ownUnit(store), now: context.now(), mapping, dryRun, job: context.job() },
  );
  if (!dryRun) recordInLog(context, store, "registers-imported", importFacts(result));
  if (flags.changes !== undefined) await writeCleaned(resolve(context.cwd, flags.changes), result, context);
  printResult(context, importReporters, {
    ...result,
    ...(flags.changes === undefined ? {} : { changesFile: flags.changes }),
  });
  return hasFindingsAt(result.findings, "error") ? exitCodes.negative : exitCodes.ok;
}

/** What the log keeps of an import. */
function importFacts({ registers, dossiers, documents }: ImportResult): Record<string, number> {
  return {
    registers: registers.length,
    dossiers: dossiers.added + dossiers.updated,
    documents: documents.added + documents.updated,
  };
}

/** `Nội dung vụ việc=title`: the last `=` parts heading and field, for a heading may hold one. */
function readMapping(text: string): [string, RegisterField] {
  const at = text.lastIndexOf("=");
  const field = fieldByName(text.slice(at + 1));
  if (at < 1 || field === undefined) {
    throw new Misuse("mapping-field-unknown", {
      field: at < 1 ? text : text.slice(at + 1),
      fields: [...registerFields],
    });
  }
  return [text.slice(0, at).trim(), field];
}

/** Written as it is put into words, for in an old font every value of a register is one of them. */
async function writeCleaned(path: string, result: ImportResult, context: Context): Promise<void> {
  const { writeWhole } = await import("../../fs/write-whole.js");
  async function* pieces(): AsyncGenerator<Uint8Array> {
    let text = byteOrderMark;
    for (const row of cleanedRows(result, context.messages)) {
      text += csvLine(row);
      if (text.length < 65_536) continue;
      yield Buffer.from(text);
      text = "";
    }
    yield Buffer.from(text);
  }
  await writeWhole(path, pieces());
}
