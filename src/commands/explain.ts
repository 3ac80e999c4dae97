import type { Command } from "commander";
import { findDossier } from "../inventory/index.js";
import { type ExitCode, exitCodes } from "../model/exit-codes.js";
import { Misuse } from "../model/failure.js";
import { cleanText } from "../model/names.js";
import { isPartialDate } from "../model/partial-date.js";
import { officeTime } from "../model/vietnam-time.js";
import { explainReporters } from "../report/explain/index.js";
import { explain } from "../validate/index.js";
import { officeShelf } from "./check.js";
import { words } from "./command.js";
import { type Context, chosenReporter } from "./context.js";

export interface ExplainOptions {
  reason?: string;
  person?: string;
  due?: string;
}

export function declare(command: Command, context: Context): void {
  const word = words(context.messages.check.commands.explain);
  command
    .argument("<dossier>", word("dossier"))
    .argument("[slot]", word("slot"))
    .option("--reason <text>", word("--reason"))
    .option("--person <name>", word("--person"))
    .option("--due <date>", word("--due"))
    .action(async (reference: string, slot: string | undefined, options: ExplainOptions) =>
      context.finish(await runExplain(reference, slot, options, context)),
    );
}

/** Records who answers for a missing paper, or for a dossier as a whole. */
export async function runExplain(
  reference: string,
  slot: string | undefined,
  options: ExplainOptions,
  context: Context,
): Promise<ExitCode> {
  const report = chosenReporter(context, explainReporters);
  const reason = cleanText(options.reason ?? "");
  const person = cleanText(options.person ?? "");
  const missing = [...(reason === "" ? ["--reason"] : []), ...(person === "" ? ["--person"] : [])];
  if (missing.length > 0) throw new Misuse("options-missing", { options: missing });
  const due = options.due ?? null;
  if (due !== null && !isPartialDate(due))
    throw new Misuse("field-value-not-allowed", {
      field: "--due",
      value: due,
      allowed: "YYYY-MM-DD, YYYY-MM, YYYY",
    });
  const store = await context.storeForChange("explain");
  const shelf = await officeShelf(store, context);
  const recordedAt = officeTime(context.now());
  const dossier = findDossier(store, reference);
  const result = explain(store, shelf, dossier, slot ?? null, { reason, person, due, recordedAt });
  context.print(report(result, context.voice));
  return exitCodes.ok;
}
