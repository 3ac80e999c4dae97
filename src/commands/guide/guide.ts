import {
  gatherFacts,
  isReceiver,
  type OfficeFacts,
  type Step,
  whereThingsStand,
} from "../../custody/index.js";
import type { MoreChoice } from "../../messages/guide/messages.js";
import { Failure } from "../../model/failure.js";
import { isInterruption } from "../../model/interruption.js";
import type { StepName } from "../../model/step.js";
import { officeTime } from "../../model/vietnam-time.js";
import { harmless, wrap } from "../../report/plain-text.js";
import { listKeys } from "../../signing/index.js";
import { openStore } from "../../store/index.js";
import type { Choice } from "../../terminal/questions.js";
import { officeShelf } from "../check.js";
import { type Context, ownUnit } from "../context.js";
import { findWorkspace, type Workspace } from "../workspace.js";
import { Conversation } from "./conversation.js";
import * as giving from "./giving.js";
import * as looking from "./looking.js";
import * as receiving from "./receiving.js";
import * as settling from "./settling.js";

type Activity = StepName | MoreChoice;

const activities: Record<Activity, (talk: Conversation) => Promise<unknown>> = {
  init: giving.makeWorkspace,
  import: giving.importRegisters,
  scan: giving.scan,
  assign: settling.assignFiles,
  check: giving.check,
  facts: settling.stateFacts,
  explain: settling.explainHoles,
  key: giving.makeKey,
  handover: giving.handOver,
  print: giving.printPaper,
  certificate: giving.exportCertificate,
  receipt: giving.fileReceipt,
  verify: receiving.verify,
  trust: receiving.trust,
  receive: receiving.receive,
  pack: giving.packAgain,
  status: (talk) => talk.type("manifest", "status"),
  list: (talk) => talk.type("inventory", "list"),
  search: async (talk) => talk.type("inventory", "search", await talk.text(talk.texts.ask.words)),
  cases: (talk) => talk.type("inventory", "cases"),
  obligations: (talk) => talk.type("inventory", "obligations"),
  plan: looking.showPlan,
  report: looking.writeReport,
  log: (talk) => talk.type("log"),
  doctor: (talk) => talk.type("doctor"),
};

/**
 * The guided menu: says where things stand, offers what comes next first, and types the commands for the user.
 * Ctrl-C at a question leads back to the menu; at the menu it ends the program. `common`: options for every command.
 */
export async function runGuide(common: readonly string[], context: Context): Promise<void> {
  const texts = context.messages.guide.guide;
  context.print(
    `\n${context.voice.ink.strong(texts.title)}\n${wrap(texts.howToAnswer, context.voice.width)}\n`,
  );
  const begun = workspaceNow(context);
  if (begun)
    context.print(`${wrap(harmless(texts.workspace({ folder: begun.folder })), context.voice.width)}\n`);
  for (;;) {
    const workspace = workspaceNow(context);
    const facts = workspace ? await factsOf(workspace, context) : null;
    const talk = new Conversation(context, common, workspace, facts);
    const steps = whereThingsStand(facts);
    sayWhereThingsStand(talk, steps);
    const chosen = await chooseActivity(talk, steps);
    if (chosen === null) break;
    try {
      await activities[chosen](talk);
    } catch (error) {
      if (!isInterruption(error, context.signal) || !context.startAfresh()) throw error;
      talk.say(`\n${texts.stopped}`);
    }
  }
  context.print(`${texts.bye}\n`);
}

/** The workspace as it is now: an earlier step may have made it. */
function workspaceNow(context: Context): Workspace | null {
  try {
    return findWorkspace(context.cwd, context.namedWorkspace);
  } catch (error) {
    if (error instanceof Failure && error.code === "workspace-not-found") return null;
    throw error;
  }
}

async function factsOf(workspace: Workspace, context: Context): Promise<OfficeFacts> {
  const now = context.now();
  const keys = await listKeys(workspace.keys, now).catch(() => []);
  const store = openStore(workspace.database);
  try {
    const shelf = await officeShelf(store, context);
    return gatherFacts(store, shelf, {
      unit: ownUnit(store),
      keys: keys.filter(({ state }) => state === "valid").length,
      at: officeTime(now),
    });
  } finally {
    store.close();
  }
}

/** Two or three sentences: what there is, what is open, what comes next. */
function sayWhereThingsStand(talk: Conversation, steps: readonly Step[]): void {
  const { texts, facts, workspace } = talk;
  const { ink, width } = talk.context.voice;
  const lines: string[] = [];
  if (facts === null || workspace === null) lines.push(texts.noWorkspace({ folder: talk.context.cwd }));
  else {
    const { unit, dossiers, documents, files, received } = facts;
    const empty = dossiers + received + files === 0;
    const stock = empty ? texts.nothingYet : texts.stock({ dossiers, documents, files, received });
    lines.push(texts.office({ unit: unit.name, code: unit.code, stock }));
    const open = texts.open({
      errors: facts.checked ? facts.openErrors : 0,
      unknown: facts.checked ? facts.unknown : 0,
      unassigned: facts.unassigned,
    });
    const last = facts.outgoing.at(-1);
    const sent = last ? texts.handover({ id: last.id, state: texts.states[last.state] }) : null;
    const under = [open, sent].filter((one) => one !== null);
    if (under.length > 0) lines.push(under.join(" "));
  }
  const next = steps.find(({ state }) => state === "next");
  const said = lines.map((line) => wrap(harmless(line), width));
  const advice = next ? texts.next({ label: texts.steps[next.name].label }) : texts.nothingNext;
  talk.say(`\n${said.join("\n")}\n${ink.strong(wrap(advice, width))}\n`);
}

/** What a receiver does; a giver finds the first three one level down, a receiver the steps of giving. */
const ofReceiver: ReadonlySet<string> = new Set([
  "receive",
  "verify",
  "trust",
  "key",
  "certificate",
  "print",
]);
const receivingOnly: ReadonlySet<string> = new Set(["receive", "verify", "trust"]);
const more: readonly MoreChoice[] = [
  "pack",
  "status",
  "list",
  "search",
  "cases",
  "obligations",
  "plan",
  "report",
  "log",
  "doctor",
];

/** The menu: the next step first, then what can be done now; the rest one level down. Null to leave. */
async function chooseActivity(talk: Conversation, steps: readonly Step[]): Promise<Activity | null> {
  const { texts } = talk;
  const choice = ({
    name,
    state,
    count,
  }: {
    name: Activity;
    state?: string;
    count?: number;
  }): Choice<Activity> => {
    const { label, about, command } = texts.steps[name];
    const notes = [
      ...(state === "next" ? [texts.recommended] : []),
      ...(count !== undefined && count > 0 && state !== "done" ? [texts.count(count)] : []),
    ];
    const note = notes.length === 0 ? "" : ` (${notes.join(", ")})`;
    return { name: `${label}${note}`, value: name, about, more: `${texts.command}: ${command}` };
  };
  const { facts } = talk;
  const isNear = ({ name }: Step): boolean =>
    facts === null || (isReceiver(facts) ? ofReceiver.has(name) : !receivingOnly.has(name));
  const next = steps.filter(({ state }) => state === "next");
  const open = steps.filter((step) => step.state === "open" && isNear(step));
  const rest: Choice<Activity>[] = [
    ...more.map((name) => ({ name })),
    ...steps.filter((step) => !next.includes(step) && !open.includes(step)),
  ].map(choice);
  for (;;) {
    const chosen = await talk.pick<Activity | "more">(
      "",
      [
        ...[...next, ...open].map(choice),
        ...(talk.facts === null
          ? []
          : [{ name: texts.more.label, value: "more" as const, about: texts.more.about }]),
      ],
      texts.leave,
    );
    if (chosen !== "more") return chosen;
    const other = await pickOrLeave(talk, texts.more.label, rest);
    if (other !== null) return other;
  }
}

/** A list below the menu: Ctrl-C leads back as number 0 does. */
async function pickOrLeave<Value>(
  talk: Conversation,
  question: string,
  choices: readonly Choice<Value>[],
): Promise<Value | null> {
  try {
    return await talk.pick(question, choices);
  } catch (error) {
    if (!isInterruption(error, talk.context.signal) || !talk.context.startAfresh()) throw error;
    talk.say(`\n${talk.texts.stopped}`);
    return null;
  }
}
