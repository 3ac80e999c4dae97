import type { Messages } from "../../messages/messages.js";
import type { Condition } from "../../model/dossier.js";
import type { Finding } from "../../model/finding.js";
import type { CheckResult, DossierResult } from "../../validate/index.js";
import { bytes, dateTime, figure } from "../figures.js";
import { findingLines, SourceList } from "../finding-lines.js";
import { harmless, table, wrap } from "../plain-text.js";
import type { Reporter, Voice } from "../reporter.js";
import type { CheckReport } from "./check-report.js";
import { answerSteps, type NextStep, nextSteps } from "./next-steps.js";

/** More errors than are comfortably read on a screen. */
const manyErrors = 20;

/** The check as a person reads it: dossier by dossier, most serious first, then how complete each one is. */
export const checkText: Reporter<CheckReport> = (result, voice) => {
  const { messages, ink } = voice;
  const { report } = messages.check;
  const sources = new SourceList();
  const blocks =
    result.changes === undefined ? everything(result, sources, voice) : changeBlocks(result, sources, voice);
  const cited = sources.lines(voice);
  if (cited.length > 0) blocks.push(cited.join("\n"));
  if (result.dossiers.some(({ slots }) => slots.length > 0)) blocks.push(completenessTable(result, voice));
  const { totals, counts } = result;
  const last = [report.totals(totals)];
  if (result.files) {
    const { language } = messages;
    const { files, same, bytes: size } = result.files;
    last.push(
      report.files({
        files: figure(files, language),
        same: figure(same, language),
        bytes: bytes(size, language),
      }),
    );
  }
  last.push((counts.error > 0 ? ink.bad : ink.good)(report.counts(counts)));
  if (counts.error === 0)
    last.push(`${report.next} ${ink.command(`bangiao manifest create --to ${report.holes.unit}`)}`);
  else if (counts.error > manyErrors)
    last.push(`${report.asWorkbook.lead} ${ink.command(`bangiao check --out ${report.asWorkbook.file}`)}`);
  blocks.push(last.join("\n"));
  return `${blocks.join("\n\n")}\n`;
};

function everything(result: CheckResult, sources: SourceList, voice: Voice): string[] {
  const { messages, ink } = voice;
  const { report } = messages.check;
  const blocks = result.dossiers
    .filter(({ findings }) => findings.length > 0)
    .map((one) => dossierBlock(one, sources, voice));
  if (result.findings.length > 0)
    blocks.push(
      [
        ink.strong(report.general),
        ...result.findings.flatMap((one) => findingLines(one, voice, { sources })),
      ].join("\n"),
    );
  return blocks.length === 0 ? [ink.good(report.nothing)] : blocks;
}

/** Only what is otherwise than at the earlier check. */
function changeBlocks({ changes, totals }: CheckReport, sources: SourceList, voice: Voice): string[] {
  const { messages, ink, width } = voice;
  const { report } = messages.check;
  if (!changes) return [wrap(report.changes.noEarlier, width)];
  const { since, better, worse, packsDiffer, totals: before } = changes;
  const heading = report.changes.heading({
    since: dateTime(since),
    better: better.length,
    worse: worse.length,
  });
  const then = { thereBefore: before.there, dueBefore: before.due };
  const lines = [
    ink.strong(heading),
    report.changes.totals({ ...then, there: totals.there, due: totals.due }),
  ];
  if (packsDiffer) lines.push(...wrap(report.changes.packsDiffer, width).split("\n"));
  const blocks = [lines.join("\n")];
  if (better.length + worse.length === 0) blocks.push(ink.good(report.changes.same));
  const list = (title: string, findings: readonly Finding[], steps: boolean): void => {
    if (findings.length === 0) return;
    const told = findings.flatMap((finding) => {
      const more = steps ? stepLines(nextSteps(finding, messages), voice) : [];
      return findingLines(finding, voice, { dossier: true, paper: true, brief: !steps, more, sources });
    });
    blocks.push([ink.strong(title), ...told].join("\n"));
  };
  list(report.changes.worse, worse, true);
  list(report.changes.better, better, false);
  return blocks;
}

function dossierBlock(result: DossierResult, sources: SourceList, voice: Voice): string {
  const { messages, ink } = voice;
  const { report } = messages.check;
  const state = result.pack === null ? report.noPack : report.completeness(result.completeness);
  const title = [ink.strong(harmless(result.reference)), harmless(result.title), `(${state})`]
    .filter((part) => part !== "")
    .join("  ");
  const lines = wrap(title, voice.width, "  ").split("\n");
  const demands = new Map(result.slots.map(({ slot, required }) => [slot, required]));
  const shown = result.findings.filter(({ code }) => code !== "slot-unknown");
  for (const finding of shown) {
    const required = finding.code === "document-missing" ? demands.get(finding.details.slot) : undefined;
    const why = required === undefined ? "" : demandWords(required, messages);
    lines.push(
      ...findingLines(finding, voice, {
        why,
        paper: true,
        sources,
        more: stepLines(nextSteps(finding, messages), voice),
      }),
    );
  }
  lines.push(...questions(result, voice));
  return lines.join("\n");
}

/** One question for each set of conditions that nobody has answered, with the papers that hang on it. */
function questions(result: DossierResult, voice: Voice): string[] {
  const { messages, ink, width } = voice;
  const asked = new Map<string, { conditions: Condition[]; papers: string[] }>();
  for (const finding of result.findings) {
    if (finding.code !== "slot-unknown") continue;
    const conditions = finding.details.conditions as Condition[];
    const paper = finding.details.name[messages.language];
    const question = asked.get(conditions.join());
    if (question) question.papers.push(paper);
    else asked.set(conditions.join(), { conditions, papers: [paper] });
  }
  const mark = messages.house.severities.warning;
  const names = messages.house.words.conditions;
  return [...asked.values()].flatMap(({ conditions, papers }) => {
    const said = messages.check.report.question({ conditions: conditions.map((one) => names[one]), papers });
    const [first, ...rest] = wrap(harmless(said), width - mark.length - 4).split("\n");
    return [
      `  ${ink.doubtful(mark)}: ${first}`,
      ...rest.map((line) => `      ${line}`),
      ...stepLines(answerSteps(result.reference, conditions, messages), voice).map((line) => `      ${line}`),
    ];
  });
}

function stepLines(steps: readonly NextStep[], { ink }: Voice): string[] {
  const widest = Math.max(0, ...steps.map(({ when }) => when.length));
  return steps.map(({ when, command }) => `${when.padEnd(widest)} ${ink.command(harmless(command))}`);
}

/** When a paper is demanded, in words: `phải có khi có lập đoàn (tổ)`. */
export function demandWords(expression: string, messages: Messages): string {
  const { demand } = messages.check;
  if (expression === "always") return demand.always;
  if (expression === "if-present") return demand.ifPresent;
  const names = messages.house.words.conditions;
  const words = expression
    .replace(/\bnot ([a-z_]+)/gu, (_, condition: Condition) => demand.not(names[condition] ?? condition))
    .replace(/\b[a-z]+(?:_[a-z]+)*\b/gu, (word) =>
      Object.hasOwn(names, word) ? names[word as Condition] : word,
    )
    .replaceAll(" and ", demand.and)
    .replaceAll(" or ", demand.or);
  return demand.when(words);
}

function completenessTable({ dossiers }: CheckResult, { messages, ink, width }: Voice): string {
  const { columns, tableTitle } = messages.check.report;
  const rows = dossiers
    .filter(({ slots }) => slots.length > 0)
    .map(({ reference, completeness: one }) => [
      harmless(reference),
      `${one.there}/${one.due}`,
      ...[one.missing, one.explained, one.unknown, one.notYet].map((count) =>
        count === 0 ? "" : String(count),
      ),
    ]);
  const head = [
    columns.dossier,
    columns.there,
    columns.missing,
    columns.explained,
    columns.unknown,
    columns.notYet,
  ];
  return `${ink.strong(tableTitle)}\n${table([head, ...rows], width)}`;
}
