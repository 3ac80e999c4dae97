import { describeFinding } from "../../messages/describe.js";
import type { Condition } from "../../model/dossier.js";
import type { Finding } from "../../model/finding.js";
import type { Conversation } from "./conversation.js";

/** Goes through the files that belong to no document yet; each answer is kept at once, so stopping loses nothing. */
export async function assignFiles(talk: Conversation): Promise<void> {
  await talk.type("inventory", "settle");
}

interface Question {
  dossier: string;
  condition: Condition;
}

/**
 * Goes through the conditions nobody has stated; an answer can hold for every dossier that has the same question. Each is
 * kept at once; what was put off is asked the next time.
 */
export async function stateFacts(talk: Conversation): Promise<void> {
  const { ask, yes, no, dontKnow, nothingToDo } = talk.texts;
  const check = await talk.data<{ findings: Finding[] }>("check");
  if (check === null) return;
  const all = openQuestions(check.findings);
  if (all.length === 0) return talk.say(nothingToDo);
  const answered = new Set<Question>();
  for (const [index, question] of all.entries()) {
    if (answered.has(question)) continue;
    const { dossier, condition } = question;
    const statement = talk.context.messages.house.words.conditions[condition];
    const alike = all.slice(index).filter((one) => one.condition === condition && !answered.has(one));
    const count = alike.length;
    const answer = await talk.pick(ask.fact({ at: index + 1, of: all.length, dossier, statement }), [
      { name: yes, value: { says: "true", about: [question] } },
      { name: no, value: { says: "false", about: [question] } },
      { name: dontKnow, value: { says: "", about: [question] } },
      ...(count > 1
        ? [
            { name: ask.sameForAll({ count, answer: yes }), value: { says: "true", about: alike } },
            { name: ask.sameForAll({ count, answer: no }), value: { says: "false", about: alike } },
            { name: ask.laterForAll({ count }), value: { says: "", about: alike } },
          ]
        : []),
    ]);
    if (answer === null) return;
    for (const one of answer.about) {
      answered.add(one);
      if (answer.says === "") continue;
      const code = await talk.type(
        ...["inventory", "edit", "dossier", one.dossier, `${one.condition}=${answer.says}`],
      );
      if (code > 1) return;
    }
  }
}

/** Each condition of each dossier on which a demand hangs, once. */
function openQuestions(findings: readonly Finding[]): Question[] {
  const questions = new Map<string, Question>();
  for (const one of findings) {
    const { dossier } = one.place;
    if (one.code !== "slot-unknown" || dossier === undefined) continue;
    for (const condition of one.details.conditions as Condition[])
      questions.set(`${dossier} ${condition}`, { dossier, condition });
  }
  return [...questions.values()];
}

/**
 * Goes through the errors nobody has answered for; an answer can hold for all where the same paper is missing, or for all
 * that are left. Each is kept at once.
 */
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
  const answered = new Set<string>();
  for (const [index, hole] of holes.entries()) {
    if (answered.has(placeOf(hole))) continue;
    const left = holes.slice(index).filter((one) => !answered.has(placeOf(one)));
    const alike = left.filter((one) => one.code === hole.code && slotOf(one) === slotOf(hole));
    const dossier = hole.place.dossier!;
    const problem = describeFinding(hole, talk.context.messages);
    const about = await talk.pick(ask.hole({ at: index + 1, of: holes.length, dossier, problem }), [
      { name: ask.explainIt, value: [hole] },
      { name: later, value: [] },
      ...(alike.length > 1 && alike.length < left.length
        ? [{ name: ask.explainAlike({ count: alike.length }), value: alike }]
        : []),
      ...(left.length > 1 ? [{ name: ask.explainAll({ count: left.length }), value: left }] : []),
    ]);
    if (about === null) return;
    if (about.length === 0) continue;
    reason = await talk.text(ask.reason, reason);
    person = await talk.text(ask.person, person);
    const due = await talk.date(ask.due);
    for (const one of about) {
      // An answer for a whole dossier, or for a slot, may stand for several places.
      if (answered.has(placeOf(one))) continue;
      answered.add(placeOf(one));
      const code = await talk.type(
        ...["explain", ...wordsFor(one), "--reason", reason, "--person", person],
        ...(due === "" ? [] : ["--due", due]),
      );
      if (code > 1) return;
    }
  }
}

function slotOf({ details }: Finding): string | undefined {
  return "slot" in details && typeof details.slot === "string" ? details.slot : undefined;
}

/** What `explain` is told about a hole: its dossier, and the slot or else the document. */
function wordsFor(hole: Finding): string[] {
  const slot = slotOf(hole);
  const { dossier = "", document } = hole.place;
  if (slot !== undefined) return [dossier, slot];
  return document === undefined ? [dossier] : [dossier, "--document", document];
}

function placeOf(hole: Finding): string {
  return wordsFor(hole).join(" ");
}
