import { existsSync } from "node:fs";
import { extname, resolve } from "node:path";
import type { Command } from "commander";
import { overviewOf } from "../custody/index.js";
import { writeWhole } from "../fs/write-whole.js";
import { type ExitCode, exitCodes } from "../model/exit-codes.js";
import { Failure, Misuse } from "../model/failure.js";
import { officeTime } from "../model/vietnam-time.js";
import { overviewPage } from "../report/overview/index.js";
import { officeShelf } from "./check.js";
import { words } from "./command.js";
import { type Context, ownUnit } from "./context.js";
import { slotNames } from "./manifest/slot-names.js";
import { knownPlans } from "./plans.js";

export function declare(command: Command, context: Context): void {
  const word = words(context.messages.custody.overview.command);
  command
    .option("--out <file>", word("--out"), "report.html")
    .action(async ({ out }: { out: string }) => context.finish(await runReport(out, context)));
}

/** Writes the state of the office as a page for looking at; negative while a paper is missing and not explained. */
export async function runReport(out: string, context: Context): Promise<ExitCode> {
  const allowed = (option: string, value: string, values: string[]): never => {
    throw new Misuse("option-value-not-allowed", { option, value, allowed: values });
  };
  if (context.format !== undefined && context.format !== "html")
    allowed("--format", context.format, ["html"]);
  if (![".html", ".htm"].includes(extname(out).toLowerCase())) allowed("--out", out, ["<…>.html"]);
  const path = resolve(context.cwd, out);
  if (existsSync(path)) throw new Failure("file-exists", { path });
  const store = await context.store();
  const overview = await overviewOf(
    store,
    await officeShelf(store, context),
    {
      unit: ownUnit(store),
      plans: await knownPlans(context, store),
      handovers: context.workspace().handovers,
      at: officeTime(context.now()),
    },
    context.job(),
  );
  const page = overviewPage({ ...overview, slotNames: await slotNames(context) }, context.voice);
  await writeWhole(path, page);
  context.tell(context.messages.custody.overview.written({ path }));
  const open = overview.lacking.some(({ findings }) => findings.some(({ explained }) => !explained));
  return open ? exitCodes.negative : exitCodes.ok;
}
