import type { BegunAnswers } from "../custody/index.js";
import type { Decision, Manifest, ManifestDossier } from "../manifest/index.js";
import { isInterruption } from "../model/interruption.js";
import { cleanText } from "../model/names.js";
import { dossierForAnswer } from "../report/receive/index.js";
import type { Context } from "./context.js";

const accepted: Decision = { outcome: "accepted", remarks: [] };

/**
 * Asks the person at the terminal about every dossier of a package, each with its content shown. Each answer is kept at
 * once: after an interruption the rest is asked. Null where the person stops; throws what an interruption throws.
 */
export async function askAnswers(
  manifest: Manifest,
  begun: BegunAnswers,
  context: Context,
): Promise<Map<string, Decision> | null> {
  const { ask } = context.messages.custody.receive;
  const answers = await answersToGoOnWith(manifest, begun, context);
  if (answers === null) return null;
  try {
    for (const [index, dossier] of manifest.dossiers.entries()) {
      if (answers.has(dossier.id)) continue;
      context.tell(dossierForAnswer(dossier, manifest, context.voice));
      const given = await askOne(dossier, index, { manifest, answers }, context);
      if (given === null) {
        context.tell(ask.kept({ answered: answers.size, of: manifest.dossiers.length }));
        return null;
      }
      for (const [id, decision] of given) answers.set(id, decision);
      await begun.save(answers);
    }
  } catch (error) {
    if (isInterruption(error, context.signal))
      context.tell(`\n${ask.kept({ answered: answers.size, of: manifest.dossiers.length })}`);
    throw error;
  }
  return answers;
}

/** What was answered before an interruption, where the person goes on with it; empty to begin anew, null to stop. */
async function answersToGoOnWith(
  manifest: Manifest,
  begun: BegunAnswers,
  context: Context,
): Promise<Map<string, Decision> | null> {
  const { ask } = context.messages.custody.receive;
  const kept = await begun.read();
  if (kept.size === 0) return kept;
  const [answered, of] = [kept.size, manifest.dossiers.length];
  const choice = await context.ask.choose(
    ask.begun({ answered, of }),
    [
      { name: answered === of ? ask.useThem : ask.goOn({ left: of - answered }), value: "go-on" as const },
      { name: ask.anew, value: "anew" as const },
    ],
    { zero: ask.stop },
  );
  if (choice === null) return null;
  return choice === "go-on" ? kept : new Map();
}

/** One question: an answer for this dossier, or for all that are left, or for those of its type. Null to stop. */
async function askOne(
  dossier: ManifestDossier,
  index: number,
  { manifest, answers }: { manifest: Manifest; answers: ReadonlyMap<string, Decision> },
  context: Context,
): Promise<Map<string, Decision> | null> {
  const { ask, outcomes } = context.messages.custody.receive;
  const left = manifest.dossiers.filter(({ id }) => !answers.has(id));
  const alike = left.filter(({ type }) => type === dossier.type);
  const typeName = dossier.type === null ? null : context.messages.house.words.dossierTypes[dossier.type];
  const outcome = await context.ask.choose(
    ask.dossier({ at: index + 1, of: manifest.dossiers.length, reference: dossier.reference }),
    [
      { name: outcomes.accepted, value: "accepted" as const },
      { name: outcomes["accepted-with-reservation"], value: "accepted-with-reservation" as const },
      { name: outcomes.refused, value: "refused" as const },
      { name: ask.rest, value: "rest" as const },
      ...(typeName !== null && alike.length > 1 && alike.length < left.length
        ? [{ name: ask.alike({ count: alike.length, type: typeName }), value: "alike" as const }]
        : []),
    ],
    { zero: ask.stop },
  );
  if (outcome === null) return null;
  const all = outcome === "rest" ? left : outcome === "alike" ? alike : [dossier];
  if (outcome !== "accepted-with-reservation" && outcome !== "refused")
    return new Map(all.map(({ id }) => [id, accepted]));
  const what = outcome === "refused" ? "" : cleanText(await context.ask.text(ask.what));
  const why = await context.ask.text(ask.why, { check: (text) => /\S/u.test(text) || ask.whyNeeded });
  const remark = { what: what === "" ? null : what, why: cleanText(why) };
  return new Map([[dossier.id, { outcome, remarks: [remark] }]]);
}
