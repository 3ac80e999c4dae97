import { join } from "node:path";
import type { Command } from "commander";
import type { AssignRequest, DoubtfulFile, SlotEvidence } from "../../inventory/index.js";
import { describeFailure } from "../../messages/describe.js";
import { type ExitCode, exitCodes } from "../../model/exit-codes.js";
import { Failure } from "../../model/failure.js";
import { harmless } from "../../report/plain-text.js";
import type { Store } from "../../store/index.js";
import { type Context, printResult } from "../context.js";
import { loadSlotEvidence } from "../slot-evidence.js";

export function declare(command: Command, context: Context): void {
  command.action(async () => context.finish(await runSettle(context)));
}

/** Asks about every file that waits; where nobody can answer, or a form is asked for, lists them. */
export async function runSettle(context: Context): Promise<ExitCode> {
  const { doubtfulFiles } = await import("../../inventory/index.js");
  const { waitingReporters } = await import("../../report/settle/index.js");
  if (!context.ask.possible || context.format !== undefined) {
    const files = doubtfulFiles(await context.store()).map(({ file }) => file);
    printResult(context, waitingReporters, files);
    return exitCodes.ok;
  }
  const store = await context.storeForChange("inventory settle");
  const files = doubtfulFiles(store);
  if (files.length === 0) printResult(context, waitingReporters, []);
  else await askAbout(files, store, await loadSlotEvidence(store, context), context);
  return exitCodes.ok;
}

/** Puts files before the person one after another; each answer is saved before the next question. */
export async function askAbout(
  files: readonly DoubtfulFile[],
  store: Store,
  evidence: readonly SlotEvidence[],
  context: Context,
): Promise<void> {
  const { fileCard } = await import("../../report/settle/index.js");
  let assigned = 0;
  for (const [index, one] of files.entries()) {
    const place = { index: index + 1, total: files.length };
    context.tell(fileCard(one.file, one.stored, place, context.voice));
    const outcome = await askOne(one, store, evidence, context);
    if (outcome === "stop") break;
    if (outcome === "assigned") assigned += 1;
  }
  const { done } = context.messages.inventory.scanning.settle;
  context.print(`${done({ assigned, left: files.length - assigned })}\n`);
}

/** Asks about one file until it is attached, put off, or the person stops. */
async function askOne(
  one: DoubtfulFile,
  store: Store,
  evidence: readonly SlotEvidence[],
  context: Context,
): Promise<"assigned" | "skip" | "stop"> {
  const { candidateName } = await import("../../report/settle/index.js");
  const words = context.messages.inventory.scanning.settle;
  const path = join(one.stored.root, one.stored.path);
  const viewable = context.canOpen(path);
  for (;;) {
    const answer = await context.ask.choose<number | "other" | "open" | "skip" | "stop">(words.question, [
      ...one.file.candidates.map((candidate, index) => ({
        name: candidateName(candidate, index, context.voice),
        value: index,
      })),
      { name: words.other, value: "other" },
      ...(viewable ? [{ name: words.open, value: "open" as const }] : []),
      { name: words.skip, value: "skip" },
      { name: words.stop, value: "stop" },
    ]);
    if (answer === "skip" || answer === "stop") return answer;
    if (answer === "open") {
      context.tell((await context.openFile(path)) ? words.opened : words.cannotOpen);
      continue;
    }
    try {
      const place =
        answer === "other" ? await askPlace(store, evidence, context) : chosen(one, answer, store);
      await attach(one, place, store, evidence, context);
      return "assigned";
    } catch (error) {
      // A reference nobody knows, a slot that several papers share: said, and asked again.
      if (!(error instanceof Failure)) throw error;
      const { problem, hint } = describeFailure(error, context.messages);
      context.tell(harmless(hint ? `${problem} ${hint}` : problem));
    }
  }
}

type Place = Pick<AssignRequest, "dossier" | "slot" | "document">;

function chosen({ choices }: DoubtfulFile, index: number, store: Store): Place {
  const { dossierId, documentId, slot } = choices[index]!;
  return {
    dossier: store.dossiers.find(dossierId)!,
    document: documentId,
    slot: documentId === null ? slot : null,
  };
}

/** Another dossier than those proposed, and what of it: a slot of its type, else a document. */
async function askPlace(store: Store, evidence: readonly SlotEvidence[], context: Context): Promise<Place> {
  const { findDossier } = await import("../../inventory/index.js");
  const words = context.messages.inventory.scanning.settle;
  const dossier = findDossier(store, await context.ask.text(words.whichDossier));
  const paper = (await context.ask.text(words.whichPaper)).trim();
  if (paper === "") return { dossier, slot: null, document: null };
  const code = paper.toUpperCase();
  const isSlot = evidence.some(
    ({ type, slot }) => type === dossier.type && (slot === code || slot === `${type}.${code}`),
  );
  return { dossier, slot: isSlot ? paper : null, document: isSlot ? null : paper };
}

async function attach(
  { file }: DoubtfulFile,
  place: Place,
  store: Store,
  evidence: readonly SlotEvidence[],
  context: Context,
): Promise<void> {
  const { assignFiles } = await import("../../inventory/index.js");
  const { assignReporters } = await import("../../report/assign/index.js");
  const result = assignFiles(store, { files: [`@${file.id}`], ...place, evidence });
  context.tell(assignReporters.text!(result, context.voice).trimEnd());
}
