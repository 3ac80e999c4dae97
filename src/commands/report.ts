import { existsSync } from "node:fs";
import { extname, resolve } from "node:path";
import type { Command } from "commander";
import { type Overview, overviewOf } from "../custody/index.js";
import { writeWhole } from "../fs/write-whole.js";
import { type ExitCode, exitCodes } from "../model/exit-codes.js";
import { Failure, Misuse } from "../model/failure.js";
import { officeTime } from "../model/vietnam-time.js";
import { reportPage } from "../report/overview/index.js";
import { auditOf } from "./audit.js";
import { officeShelf } from "./check.js";
import { words } from "./command.js";
import { type Context, ownUnit } from "./context.js";
import { slotNames } from "./manifest/slot-names.js";
import { knownPlans } from "./plans.js";

export interface ReportOptions {
  out: string;
  /** Folder to audit as well. */
  audit?: string;
  plan?: string;
  province: string;
  from: string;
  files?: boolean;
}

export function declare(command: Command, context: Context): void {
  const word = words(context.messages.custody.overview.command);
  command
    .option("--out <file>", word("--out"), "report.html")
    .option("--audit <folder>", word("--audit"))
    .option("--plan <file>", word("--plan"))
    .option("--province <name>", word("--province"), "")
    .option("--from <date>", word("--from"), "2025-07-01")
    .option("--files", word("--files"))
    .action(async (options: ReportOptions) => context.finish(await runReport(options, context)));
}

/**
 * Writes the state of the office, the audit of a folder, or both, as a page for looking at; negative while a paper is missing
 * and not explained, or a gap is open.
 */
export async function runReport(options: ReportOptions, context: Context): Promise<ExitCode> {
  const { out, audit: folder, plan, files } = options;
  const allowed = (option: string, value: string, values: string[]): never => {
    throw new Misuse("option-value-not-allowed", { option, value, allowed: values });
  };
  if (context.format !== undefined && context.format !== "html")
    allowed("--format", context.format, ["html"]);
  if (![".html", ".htm"].includes(extname(out).toLowerCase())) allowed("--out", out, ["<…>.html"]);
  if (folder === undefined && (plan !== undefined || files))
    throw new Misuse("options-missing", { options: ["--audit <folder>"] });
  const path = resolve(context.cwd, out);
  if (existsSync(path)) throw new Failure("file-exists", { path });
  const at = officeTime(context.now());
  const audit = folder === undefined ? null : await auditOf(folder, options, context);
  const office = audit && !context.workspaceIfAny() ? null : await officeView(at, context);
  const shown = { at, slotNames: await slotNames(context) };
  const view = office ? { ...shown, office, audit } : { ...shown, office, audit: audit! };
  await writeWhole(path, reportPage(view, context.voice));
  context.tell(context.messages.custody.overview.written({ path }));
  const open = office?.lacking.some(({ findings }) => findings.some(({ explained }) => !explained));
  return open || audit?.clean === false ? exitCodes.negative : exitCodes.ok;
}

async function officeView(at: string, context: Context): Promise<Overview> {
  const store = await context.store();
  return overviewOf(
    store,
    await officeShelf(store, context),
    {
      unit: ownUnit(store),
      plans: await knownPlans(context, store),
      handovers: context.workspace().handovers,
      at,
    },
    context.job(),
  );
}
