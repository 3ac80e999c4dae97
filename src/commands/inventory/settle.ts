import { dirname, join } from "node:path";
import type { Command } from "commander";
import type { AssignRequest, DoubtfulFile, SlotEvidence } from "../../inventory/index.js";
import { describeFailure } from "../../messages/describe.js";
import { type ExitCode, exitCodes } from "../../model/exit-codes.js";
import { Failure } from "../../model/failure.js";
import { harmless } from "../../report/plain-text.js";
import type { Store } from "../../store/index.js";
import type { Choice } from "../../terminal/questions.js";
import { type Context, printResult } from "../context.js";
import { recordInLog } from "../log/record.js";
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
  /** Files that an answer to an earlier one settled as well. */
  const settled = new Set<DoubtfulFile>();
  for (const [index, one] of files.entries()) {
    if (settled.has(one)) continue;
    const place = { index: index + 1, total: files.length };
    context.tell(fileCard(one.file, one.stored, place, context.voice));
    const alike = files.slice(index).filter((other) => !settled.has(other) && isAlike(other, one));
    const outcome = await askOne(one, alike, store, evidence, context);
    if (outcome === "stop") break;
    if (outcome === "skip") continue;
    for (const other of outcome) settled.add(other);
    assigned += outcome.length;
  }
  const { done } = context.messages.inventory.scanning.settle;
  context.print(`${done({ assigned, left: files.length - assigned })}\n`);
}

/** Whether the first proposals of two files in one folder lead to the same dossier: then one answer may do for both. */
function isAlike(one: DoubtfulFile, other: DoubtfulFile): boolean {
  const folder = ({ stored }: DoubtfulFile): string => dirname(join(stored.root, stored.path));
  const [first, second] = [one.choices[0], other.choices[0]];
  return first !== undefined && first.dossierId === second?.dossierId && folder(one) === folder(other);
}

/**
 * Asks about one file until it is attached, put off, or the person stops. Returns the files that were attached: this one,
 * or all that are `alike`, each where its first proposal leads.
 */
async function askOne(
  one: DoubtfulFile,
  alike: readonly DoubtfulFile[],
  store: Store,
  evidence: readonly SlotEvidence[],
  context: Context,
): Promise<readonly DoubtfulFile[] | "skip" | "stop"> {
  const { candidateName } = await import("../../report/settle/index.js");
  const words = context.messages.inventory.scanning.settle;
  const path = join(one.stored.root, one.stored.path);
  const viewable = context.canOpen(path);
  for (;;) {
    const dossier = one.file.candidates[0]?.dossier ?? "";
    const choices: Choice<number | "alike" | "other" | "open" | "skip">[] = [
      ...one.file.candidates.map((candidate, index) => ({
        name: candidateName(candidate, context.voice),
        value: index,
      })),
      ...(alike.length > 1
        ? [{ name: words.alike({ count: alike.length, dossier }), value: "alike" as const }]
        : []),
      { name: words.other, value: "other" },
      ...(viewable ? [{ name: words.open, value: "open" as const }] : []),
      { name: words.skip, value: "skip" },
    ];
    const answer = await context.ask.choose(words.question, choices, { zero: words.stop });
    if (answer === null) return "stop";
    if (answer === "skip") return answer;
    if (answer === "open") {
      context.tell((await context.openFile(path)) ? words.opened : words.cannotOpen);
      continue;
    }
    const attached: DoubtfulFile[] = [];
    try {
      if (answer === "alike")
        for (const other of alike) {
          await attach(other, chosen(other, 0, store), store, evidence, context);
          attached.push(other);
        }
      else {
        const place =
          answer === "other" ? await askPlace(store, evidence, context) : chosen(one, answer, store);
        await attach(one, place, store, evidence, context);
        attached.push(one);
      }
      return attached;
    } catch (error) {
      // A reference nobody knows, a slot that several papers share: said, and asked again.
      if (!(error instanceof Failure)) throw error;
      const { problem, hint } = describeFailure(error, context.messages);
      context.tell(harmless(hint ? `${problem} ${hint}` : problem));
      // Of those that are alike, the ones before the trouble are done.
      if (attached.length > 0) return attached;
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
  const result = store.together(() => {
    const done = assignFiles(store, { files: [`@${file.id}`], ...place, evidence });
    recordInLog(context, store, "files-assigned", {
      dossier: place.dossier.id,
      files: done.assigned.length,
    });
    return done;
  });
  context.tell(assignReporters.text!(result, context.voice).trimEnd());
}
