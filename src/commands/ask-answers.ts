import type { Decision, Manifest } from "../manifest/index.js";
import { type ReceiptOutcome, receiptOutcomes } from "../model/handover.js";
import { cleanText } from "../model/names.js";
import { dossierForAnswer } from "../report/receive/index.js";
import type { Context } from "./context.js";

/** Asks the person at the terminal about every dossier of a package, each with its content shown. */
export async function askAnswers(manifest: Manifest, context: Context): Promise<Map<string, Decision>> {
  const { ask, outcomes } = context.messages.custody.receive;
  const answers = new Map<string, Decision>();
  const of = manifest.dossiers.length;
  let rest = false;
  for (const [index, dossier] of manifest.dossiers.entries()) {
    let outcome: ReceiptOutcome | "rest" = "accepted";
    if (!rest) {
      context.tell(dossierForAnswer(dossier, manifest, context.voice));
      outcome = await context.ask.choose<ReceiptOutcome | "rest">(
        ask.dossier({ at: index + 1, of, reference: dossier.reference }),
        [
          ...receiptOutcomes.map((value) => ({ name: outcomes[value], value })),
          { name: ask.rest, value: "rest" as const },
        ],
      );
    }
    if (outcome === "rest") rest = true;
    if (outcome === "rest" || outcome === "accepted") {
      answers.set(dossier.id, { outcome: "accepted", remarks: [] });
      continue;
    }
    const what = outcome === "refused" ? "" : cleanText(await context.ask.text(ask.what));
    const why = await context.ask.text(ask.why, { check: (text) => /\S/u.test(text) || ask.whyNeeded });
    answers.set(dossier.id, { outcome, remarks: [{ what: what === "" ? null : what, why: cleanText(why) }] });
  }
  return answers;
}
