import { resolve } from "node:path";
import type { Command } from "commander";
import { type ExitCode, exitCodes } from "../../model/exit-codes.js";
import { Misuse } from "../../model/failure.js";
import { cleanText } from "../../model/names.js";
import { isPartialDate } from "../../model/partial-date.js";
import { planImportReporters } from "../../report/plan/index.js";
import { words } from "../command.js";
import { type Context, chosenReporter } from "../context.js";
import { recordInLog } from "../log/record.js";
import { importedPlans, planFromFile } from "../plans.js";

export interface PlanImportOptions {
  province?: string;
  from?: string;
}

export function declare(command: Command, context: Context): void {
  const word = words(context.messages.custody.plan.commands.import);
  command
    .argument("<file>", word("file"))
    .option("--province <name>", word("--province"))
    .option("--from <date>", word("--from"))
    .action(async (file: string, options: PlanImportOptions) =>
      context.finish(await runPlanImport(file, options, context)),
    );
}

/** Takes a table of old and new units into the workspace; it stands instead of an earlier one of its province and day. */
export async function runPlanImport(
  file: string,
  options: PlanImportOptions,
  context: Context,
): Promise<ExitCode> {
  const report = chosenReporter(context, planImportReporters);
  const missing = (["province", "from"] as const).filter((one) => options[one] === undefined);
  if (missing.length > 0) throw new Misuse("options-missing", { options: missing.map((one) => `--${one}`) });
  const from = options.from!.trim();
  if (from.length !== 10 || !isPartialDate(from)) {
    throw new Misuse("field-value-not-allowed", { field: "--from", value: from, allowed: "YYYY-MM-DD" });
  }
  const plan = await planFromFile(resolve(context.cwd, file), cleanText(options.province!), from);
  const store = await context.storeForChange("plan import");
  const others = importedPlans(store).filter(
    (one) => one.province !== plan.province || one.from !== plan.from,
  );
  store.together(() => {
    store.settings.set("plans", JSON.stringify([...others, plan]));
    recordInLog(context, store, "plan-imported", { rows: plan.rows.length });
  });
  const count = (codes: string[]): number => new Set(codes).size;
  const result = {
    province: plan.province,
    from: plan.from,
    rows: plan.rows.length,
    before: count(plan.rows.map(({ oldCode, oldName }) => `${oldCode} ${oldName}`)),
    after: count(plan.rows.map(({ newCode }) => newCode)),
  };
  context.print(report(result, context.voice));
  return exitCodes.ok;
}
