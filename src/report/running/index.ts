import type {
  HandoverLine,
  HandoverStatus,
  RunningCase,
  RunningObligation,
  UnsettledDossier,
} from "../../custody/index.js";
import type { Named } from "../../model/findings/check.js";
import { date, figure } from "../figures.js";
import { unitWords } from "../manifest/show.js";
import { harmless, indented, table } from "../plain-text.js";
import { jsonReporter, type Reporters, type Voice } from "../reporter.js";

/** After so many dossiers of one sort the rest is only counted. */
const mostLines = 50;

/** Forms of the result of `manifest status`. */
export const statusReporters: Reporters<HandoverStatus> = {
  text: (status, voice) => {
    const { messages, ink, width } = voice;
    const words = messages.custody.running.status;
    const blocks: string[][] = [];
    for (const direction of ["outgoing", "incoming"] as const) {
      const lines = status.handovers.filter((one) => one.direction === direction);
      if (lines.length === 0) continue;
      blocks.push([ink.strong(words.headings[direction]), ...lines.map((one) => handoverText(one, voice))]);
    }
    if (blocks.length === 0) blocks.push([words.nothing]);
    if (status.total > 0) {
      const rows = Object.entries(status.counts)
        .filter(([, count]) => count > 0)
        .map(([fate, count]) => [
          `  ${words.fates[fate as keyof typeof words.fates]}`,
          figure(count, messages.language),
        ]);
      const title = `${words.headings.dossiers} (${words.total({ count: status.total })})`;
      blocks.push([ink.strong(title), table(rows, width)]);
    }
    for (const kind of ["refused", "remaining", "twice"] as const) {
      if (status[kind].length === 0) continue;
      blocks.push([ink.bad(words.headings[kind]), ...unsettled(status[kind], voice)]);
    }
    const open = status.refused[0]?.handovers.at(-1);
    if (open !== undefined) blocks.push([ink.command(words.next({ id: open }))]);
    else if (status.total > 0 && status.remaining.length + status.twice.length === 0) {
      blocks.push([ink.good(words.settled)]);
    }
    return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
  },
  json: jsonReporter("bangiao-handover-status/1"),
};

function handoverText(line: HandoverLine, { messages, width }: Voice): string {
  const words = messages.custody.running.status;
  const parts = [
    line.id,
    unitWords(line.unit),
    words.states[line.state],
    words.line(line),
    ...(line.supplements === null ? [] : [words.supplement({ id: line.supplements })]),
  ];
  return indented("  ", harmless(parts.join(" · ")), width);
}

function unsettled(dossiers: readonly UnsettledDossier[], { messages, width }: Voice): string[] {
  const lines = dossiers.slice(0, mostLines).map(({ reference, title, handovers }) => {
    const where = handovers.length > 0 ? ` (${handovers.join(", ")})` : "";
    return indented("  ", harmless(`${reference}  ${title}${where}`), width);
  });
  const more = dossiers.length - lines.length;
  return more > 0 ? [...lines, `  ${messages.custody.running.status.more({ count: more })}`] : lines;
}

/** Open cases, with what the rule packs call the steps, by code. */
export interface CasesView {
  cases: RunningCase[];
  slotNames: ReadonlyMap<string, Named>;
}

/** Forms of the result of `inventory cases`. */
export const casesReporters: Reporters<CasesView> = {
  text: ({ cases, slotNames }, voice) => {
    const { messages, ink, width } = voice;
    const words = messages.custody.running.cases;
    if (cases.length === 0) return `${words.none}\n`;
    const late = cases.filter(({ daysLeft }) => (daysLeft ?? 0) < 0).length;
    const step = (text: string): string => slotNames.get(text)?.[messages.language] ?? text;
    const blocks = cases.map((one) => {
      const lines = [ink.strong(indented("", harmless(`${one.reference}  ${one.title}`), width))];
      const row = (label: string, value: string | null): void => {
        if (value !== null) lines.push(indented("  ", harmless(`${label}: ${value}`), width));
      };
      row(words.step, one.step === null ? null : step(one.step));
      row(words.nextStep, one.nextStep);
      row(words.deadline, deadlineText(one.deadline, one.daysLeft, voice));
      row(words.team, one.team);
      const went = one.handover === null ? "" : ` (${words.handedOver({ id: one.handover })})`;
      row(words.continues, `${one.continues ?? words.nobody}${went}`);
      row(words.noted, one.noted);
      return lines.join("\n");
    });
    return `${[...blocks, words.count({ count: cases.length, late })].join("\n\n")}\n`;
  },
  json: ({ cases }, voice) => jsonReporter<object>("bangiao-open-cases/1")({ cases }, voice),
};

/** Forms of the result of `inventory obligations`. */
export const obligationsReporters: Reporters<{ obligations: RunningObligation[] }> = {
  text: ({ obligations }, voice) => {
    const { messages, ink, width } = voice;
    const { obligations: words, cases } = messages.custody.running;
    if (obligations.length === 0) return `${words.none}\n`;
    const lines = obligations.map((one) => {
      const parts = [
        words.kinds[one.kind],
        ...[one.form, one.subject].filter((part) => part !== null),
        ...(one.since === null ? [] : [`${words.since} ${date(one.since)}`]),
        `${cases.deadline}: ${deadlineText(one.until, one.daysLeft, voice)}`,
        ...(one.handover === null ? [] : [cases.handedOver({ id: one.handover })]),
      ];
      return `${ink.strong(harmless(one.reference))}\n${indented("  ", harmless(parts.join(" · ")), width)}`;
    });
    return `${lines.join("\n")}\n`;
  },
  json: jsonReporter("bangiao-obligations/1"),
};

function deadlineText(deadline: string | null, daysLeft: number | null, { messages }: Voice): string {
  const words = messages.custody.running.cases;
  if (deadline === null) return words.noDeadline;
  return daysLeft === null ? date(deadline) : `${date(deadline)} (${words.daysLeft({ days: daysLeft })})`;
}
