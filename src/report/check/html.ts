import { describeFinding } from "../../messages/describe.js";
import type { Messages } from "../../messages/messages.js";
import type { Condition } from "../../model/dossier.js";
import type { Finding } from "../../model/finding.js";
import type { DossierResult } from "../../validate/index.js";
import { bytes, dateTime, figure } from "../figures.js";
import { explanationWords, placeWords, sourceWords } from "../finding-lines.js";
import { Html, html, htmlPage } from "../html-text.js";
import type { Reporter, Voice } from "../reporter.js";
import type { CheckReport } from "./check-report.js";
import { answerSteps, type NextStep, nextSteps } from "./next-steps.js";

/** The check as one page to look at, to print and to pass on: nothing in it comes from elsewhere or leads elsewhere. */
export const checkHtml: Reporter<CheckReport> = (result, voice) => {
  const { messages } = voice;
  const { report } = messages.check;
  const { page } = report;
  const told = result.dossiers.filter(({ findings }) => findings.length > 0);
  const body = html`<h1>${page.title}</h1>
<p class="faint">${page.made({ at: dateTime(result.at) })}</p>
<p>${report.totals(result.totals)}</p>
${result.files ? filesLine(result.files, messages) : nothing}
<p><strong>${report.counts(result.counts)}</strong></p>
${changes(result, voice)}
${completeness(result, messages)}
${told.map((one) => dossier(one, voice))}
${result.findings.length === 0 ? nothing : html`<h2>${report.general}</h2>\n${list(result.findings, voice, false)}`}
<p class="faint">${page.packs(result.packs.map(({ name, version }) => `${name} ${version}`))}</p>`;
  return htmlPage(page.title, messages.language, body);
};

const nothing = new Html("");

function filesLine(
  { files, same, bytes: size }: NonNullable<CheckReport["files"]>,
  messages: Messages,
): Html {
  const { language } = messages;
  const parts = {
    files: figure(files, language),
    same: figure(same, language),
    bytes: bytes(size, language),
  };
  return html`<p>${messages.check.report.files(parts)}</p>`;
}

function changes({ changes: since, totals }: CheckReport, voice: Voice): Html {
  const words = voice.messages.check.report.changes;
  if (since === undefined) return nothing;
  if (since === null) return html`<p>${words.noEarlier}</p>`;
  const { better, worse, packsDiffer, totals: before } = since;
  const heading = words.heading({
    since: dateTime(since.since),
    better: better.length,
    worse: worse.length,
  });
  const then = { thereBefore: before.there, dueBefore: before.due };
  return html`<h2>${heading}</h2>
<p>${words.totals({ ...then, there: totals.there, due: totals.due })}</p>
${packsDiffer ? html`<p>${words.packsDiffer}</p>` : nothing}
${worse.length > 0 ? html`<p><strong>${words.worse}</strong></p>${list(worse, voice, true)}` : nothing}
${better.length > 0 ? html`<p><strong>${words.better}</strong></p>${list(better, voice, true)}` : nothing}
${better.length + worse.length === 0 ? html`<p>${words.same}</p>` : nothing}`;
}

/** The dossier's place on the page; its id holds no sign that a link could not. */
const anchor = (id: string): string => `d-${id.replace(/[^\w-]/gu, "")}`;

function completeness({ dossiers }: CheckReport, messages: Messages): Html {
  const { columns, page, csv } = messages.check.report;
  const rows = dossiers.map(({ id, reference, title, slots, findings, completeness: one }) => {
    const name = findings.length > 0 ? html`<a href="#${anchor(id)}">${reference}</a>` : html`${reference}`;
    const counts = [one.missing, one.explained, one.unknown, one.notYet].map(
      (count) => html`<td class="number">${count === 0 ? "" : count}</td>`,
    );
    const there = slots.length === 0 ? "" : `${one.there}/${one.due}`;
    return html`<tr><td>${name}</td><td>${title}</td><td class="number">${there}</td>${counts}</tr>\n`;
  });
  if (rows.length === 0) return nothing;
  const numbers = [columns.there, columns.missing, columns.explained, columns.unknown, columns.notYet];
  return html`<h2>${page.contents}</h2>
<table><thead><tr><th>${columns.dossier}</th><th>${csv.title}</th>${numbers.map(
    (heading) => html`<th class="number">${heading}</th>`,
  )}</tr></thead>
<tbody>
${rows}</tbody></table>`;
}

function dossier(result: DossierResult, voice: Voice): Html {
  const { report } = voice.messages.check;
  const state = result.pack === null ? report.noPack : report.completeness(result.completeness);
  return html`<h2 id="${anchor(result.id)}">${result.reference}  ${result.title}</h2>
<p class="faint">${state}</p>
${list(result.findings, voice, false)}
`;
}

function list(findings: readonly Finding[], voice: Voice, named: boolean): Html {
  return html`<ul class="findings">
${findings.map((one) => item(one, voice, named))}</ul>
`;
}

function item(finding: Finding, voice: Voice, named: boolean): Html {
  const { messages } = voice;
  const { explained, severity, place } = finding;
  const mark = explained ? messages.check.report.explainedMark : messages.house.severities[severity];
  const told = describeFinding(finding, messages);
  const paper = place.document !== undefined && !told.includes(place.document) ? place.document : "";
  const where = [paper, placeWords(place)].filter((part) => part !== "").join(" · ");
  const answer = explanationWords(finding, voice);
  const source = sourceWords(finding, voice);
  const owner = named && place.dossier !== undefined ? `${place.dossier}: ` : "";
  const steps =
    finding.code === "slot-unknown" && place.dossier !== undefined && !explained
      ? answerSteps(place.dossier, finding.details.conditions as Condition[], messages)
      : nextSteps(finding, messages);
  return html`<li class="${explained ? "explained" : severity}"><strong>${mark}</strong>: ${owner}${told}${
    where === "" ? "" : ` [${where}]`
  }${source === null ? nothing : html`<div class="faint">${source}</div>`}${
    answer === null ? nothing : html`<div>${answer}</div>`
  }${steps.map(step)}</li>
`;
}

function step({ when, command }: NextStep): Html {
  return html`<div>${when} <code>${command}</code></div>`;
}
