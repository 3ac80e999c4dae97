import type { Candidate, ScanResult } from "../../inventory/index.js";
import { describeFinding } from "../../messages/describe.js";
import type { Condition } from "../../model/dossier.js";
import type { Finding } from "../../model/finding.js";
import { openStore } from "../../store/index.js";
import type { Conversation } from "./conversation.js";

/** Goes through the files that belong to no document yet; each answer is kept at once, so stopping loses nothing. */
export async function assignFiles(talk: Conversation): Promise<void> {
  const { ask, other, later, nothingToDo, masked } = talk.texts;
  const store = openStore(talk.workspace!.database);
  const roots = store.files.roots();
  store.close();
  const scans =
    roots.length === 0 ? null : await talk.data<{ folders: ScanResult[] }>("inventory", "scan", ...roots);
  // What went wrong was said by the command itself.
  if (scans === null && roots.length > 0) return;
  const files = scans?.folders.flatMap(({ unassigned }) => unassigned) ?? [];
  if (files.length === 0) return talk.say(nothingToDo);
  for (const [index, file] of files.entries()) {
    const path = file.masked ? `${file.path} (${masked})` : file.path;
    type Answer = Candidate | "other" | "later";
    const answer = await talk.pick<Answer>(ask.file({ at: index + 1, of: files.length, path }), [
      ...file.candidates.slice(0, 5).map((candidate) => ({
        label: ask.candidate({
          dossier: candidate.dossier,
          place: candidate.document ?? candidate.slot,
          sure: Math.round(candidate.confidence * 100),
        }),
        value: candidate as Answer,
      })),
      { label: later, value: "later" as const },
      { label: other, value: "other" as const },
    ]);
    if (answer === null) return;
    if (answer === "later") continue;
    let place: string[];
    if (answer === "other") {
      const dossier = await talk.text(ask.dossier);
      const slot = await talk.optional(ask.slot);
      place = ["--dossier", dossier, ...(slot === "" ? [] : ["--slot", slot])];
    } else
      place = [
        "--dossier",
        answer.dossier,
        ...(answer.slot === null ? [] : ["--slot", answer.slot]),
        ...(answer.document === null ? [] : ["--document", answer.document]),
      ];
    if ((await talk.type("inventory", "assign", `@${file.id}`, ...place)) === 130) return;
  }
}

/** Goes through the conditions nobody has stated. */
export async function stateFacts(talk: Conversation): Promise<void> {
  const { ask, yes, no, dontKnow, nothingToDo } = talk.texts;
  const check = await talk.data<{ findings: Finding[] }>("check");
  if (check === null) return;
  const questions = new Map<string, { dossier: string; condition: Condition }>();
  for (const one of check.findings) {
    if (one.code !== "slot-unknown" || one.place.dossier === undefined) continue;
    for (const condition of one.details.conditions as Condition[])
      questions.set(`${one.place.dossier} ${condition}`, { dossier: one.place.dossier, condition });
  }
  if (questions.size === 0) return talk.say(nothingToDo);
  const all = [...questions.values()];
  for (const [index, { dossier, condition }] of all.entries()) {
    const statement = talk.context.messages.house.words.conditions[condition];
    const answer = await talk.pick(ask.fact({ at: index + 1, of: all.length, dossier, statement }), [
      { label: yes, value: "true" },
      { label: no, value: "false" },
      { label: dontKnow, value: "" },
    ]);
    if (answer === null) return;
    if (answer === "") continue;
    if ((await talk.type("inventory", "edit", "dossier", dossier, `${condition}=${answer}`)) === 130) return;
  }
}

/** Goes through the errors nobody has answered for; an answer can hold for all that are left. */
export async function explainHoles(talk: Conversation): Promise<void> {
  const { ask, later, nothingToDo } = talk.texts;
  const check = await talk.data<{ findings: Finding[] }>("check");
  if (check === null) return;
  const holes = check.findings.filter(
    ({ severity, explained, place, code }) =>
      severity === "error" && !explained && place.dossier !== undefined && code !== "case-without-successor",
  );
  if (holes.length === 0) return talk.say(nothingToDo);
  let reason: string | undefined;
  let person: string | undefined;
  let due = "";
  let rest = false;
  for (const [index, hole] of holes.entries()) {
    const dossier = hole.place.dossier!;
    if (!rest) {
      const problem = describeFinding(hole, talk.context.messages);
      const left = holes.length - index;
      const answer = await talk.pick(ask.hole({ at: index + 1, of: holes.length, dossier, problem }), [
        { label: ask.explainIt, value: "one" },
        { label: later, value: "later" },
        ...(left > 1 ? [{ label: ask.explainAll({ count: left }), value: "all" }] : []),
      ]);
      if (answer === null) return;
      if (answer === "later") continue;
      rest = answer === "all";
      reason = await talk.text(ask.reason, reason);
      person = await talk.text(ask.person, person);
      due = await talk.optional(ask.due);
    }
    const slot = "slot" in hole.details ? hole.details.slot : undefined;
    const code = await talk.type(
      ...["explain", dossier, ...(slot === undefined ? [] : [slot])],
      ...["--reason", reason!, "--person", person!, ...(due === "" ? [] : ["--due", due])],
    );
    if (code > 1) return;
  }
}
