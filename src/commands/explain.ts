import type { Command } from "commander";
import { findDossier } from "../inventory/index.js";
import { type ExitCode, exitCodes } from "../model/exit-codes.js";
import { Misuse } from "../model/failure.js";
import { cleanText } from "../model/names.js";
import { isPartialDate } from "../model/partial-date.js";
import { officeTime } from "../model/vietnam-time.js";
import { explainReporters } from "../report/explain/index.js";
import { explain } from "../validate/index.js";
import { actorOf } from "./actor.js";
import { officeShelf } from "./check.js";
import { words } from "./command.js";
import { type Context, chosenReporter } from "./context.js";

export interface ExplainOptions {
  reason?: string;
  person?: string;
  due?: string;
  document?: string;
}

export function declare(command: Command, context: Context): void {
  const word = words(context.messages.check.commands.explain);
  command
    .argument("<dossier>", word("dossier"))
    .argument("[slot]", word("slot"))
    .option("--document <number>", word("--document"))
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
  const { document = null } = options;
  if (slot !== undefined && document !== null)
    throw new Misuse("field-value-not-allowed", { field: "--document", value: document, allowed: "" });
  const store = await context.storeForChange("explain");
  const shelf = await officeShelf(store, context);
  const recordedAt = officeTime(context.now());
  const dossier = findDossier(store, reference);
  const { appendLog } = await import("../custody/index.js");
  const result = store.together(() => {
    const done = explain(
      store,
      shelf,
      dossier,
      { slot: slot ?? null, document },
      { reason, person, due, recordedAt },
    );
    const about = { slot: done.explanation.slot, document: done.explanation.documentId ?? null };
    appendLog(store, {
      at: recordedAt,
      actor: actorOf(context),
      action: "explained",
      details: { dossier: dossier.id, ...about },
    });
    return done;
  });
  context.print(report(result, context.voice));
  return exitCodes.ok;
}
