import { existsSync, statSync } from "node:fs";
import { extname, resolve } from "node:path";
import type { Command } from "commander";
import { type AuditResult, auditFolder } from "../audit/index.js";
import { writeSpreadsheet } from "../fs/spreadsheet.js";
import { type ExitCode, exitCodes } from "../model/exit-codes.js";
import { Failure, Misuse } from "../model/failure.js";
import { auditReporters, auditSheets } from "../report/audit/index.js";
import { emptyTrust, loadTrust } from "../signing/index.js";
import { words } from "./command.js";
import { type Context, chosenReporter } from "./context.js";
import { planFromFile } from "./plans.js";

export interface AuditOptions {
  plan?: string;
  province: string;
  from: string;
  out?: string;
  files?: boolean;
}

export function declare(command: Command, context: Context): void {
  const word = words(context.messages.custody.audit.command);
  command
    .argument("<folder>", word("folder"))
    .option("--plan <file>", word("--plan"))
    .option("--province <name>", word("--province"), "")
    .option("--from <date>", word("--from"), "2025-07-01")
    .option("--files", word("--files"))
    .option("--out <file>", word("--out"))
    .action(async (folder: string, options: AuditOptions) =>
      context.finish(await runAudit(folder, options, context)),
    );
}

/** Looks through the packages, manifests and receipts of many units and says what is open. */
export async function runAudit(folder: string, options: AuditOptions, context: Context): Promise<ExitCode> {
  const report = chosenReporter(context, auditReporters);
  const target = options.out === undefined ? null : resolve(context.cwd, options.out);
  if (target !== null && extname(target).toLowerCase() !== ".xlsx") {
    throw new Misuse("option-value-not-allowed", {
      option: "--out",
      value: options.out!,
      allowed: ["<…>.xlsx"],
    });
  }
  if (target !== null && existsSync(target)) throw new Failure("file-exists", { path: target });
  const result = await auditOf(folder, options, context);
  if (target !== null) {
    await writeSpreadsheet(target, auditSheets(result, context.voice));
    context.tell(context.messages.custody.audit.written({ path: target }));
  }
  context.print(report(result, context.voice));
  return result.clean ? exitCodes.ok : exitCodes.negative;
}

/** What an audit of a folder finds, for this office or for nobody's. Throws `file-not-found`, `plan-not-read`. */
export async function auditOf(
  folder: string,
  { plan: table, province, from, files = false }: Omit<AuditOptions, "out">,
  context: Context,
): Promise<AuditResult> {
  const path = resolve(context.cwd, folder);
  if (!existsSync(path) || !statSync(path).isDirectory()) throw new Failure("file-not-found", { path });
  const plan = table === undefined ? null : await planFromFile(resolve(context.cwd, table), province, from);
  const workspace = context.workspaceIfAny();
  const trust = workspace ? await loadTrust(workspace.trust) : emptyTrust;
  return auditFolder({ folder: path, plan, trust, now: context.now(), files }, context.job());
}
