import type { AuditResult } from "../../audit/index.js";
import type { Overview } from "../../custody/index.js";
import { describeFinding } from "../../messages/describe.js";
import type { Named } from "../../model/findings/check.js";
import { auditParts } from "../audit/page.js";
import { bar, barColors, nothing } from "../bar.js";
import { nextSteps } from "../check/next-steps.js";
import { date, dateTime, figure } from "../figures.js";
import { explanationWords } from "../finding-lines.js";
import { type Html, html, htmlPage } from "../html-text.js";
import type { Reporter, Voice } from "../reporter.js";

/** An overview, with what the rule packs call the steps of a case, by code. */
interface OverviewView extends Overview {
  slotNames: ReadonlyMap<string, Named>;
}

/** After so many dossiers that lack papers the rest is only counted: the page is for looking. */
const mostDossiers = 300;

/** What the page of `report` shows: an office, an audit of a folder, or one below the other. */
export type ReportView = { at: string; slotNames: ReadonlyMap<string, Named> } & (
  | { office: Overview; audit: AuditResult | null }
  | { office: null; audit: AuditResult }
);

/** The state of an office, of what an audit found, or of both, as one page that needs nothing from outside and no script. */
export const reportPage: Reporter<ReportView> = ({ at, slotNames, office, audit }, voice) => {
  const { messages } = voice;
  const { overview: words, audit: auditWords } = messages.custody;
  const title = office
    ? words.title({ unit: `${office.unit.name} (${office.unit.code})` })
    : auditWords.page.title;
  const body = html`<h1>${title}</h1>
<p class="faint">${words.made({ at: dateTime(at) })}</p>
${office ? officeParts({ ...office, slotNames }, voice) : nothing}
${audit === null ? nothing : html`${office ? html`<h1>${auditWords.page.title}</h1>\n` : nothing}${auditParts(audit, slotNames, voice)}`}`;
  return htmlPage(title, messages.language, body);
};

function officeParts(view: OverviewView, voice: Voice): Html {
  return html`${completeness(view, voice)}
${years(view, voice)}
${missing(view, voice)}
${cases(view, voice)}
${obligations(view, voice)}
${handovers(view, voice)}
${plan(view, voice)}`;
}

const percent = (there: number, due: number): number => (due === 0 ? 100 : Math.floor((there / due) * 100));

function completeness({ totals, byType }: OverviewView, { messages }: Voice): Html {
  const { overview: words } = messages.custody;
  const number = (value: number): string => figure(value, messages.language);
  const overall = words.overall({
    there: number(totals.there),
    due: number(totals.due),
    percent: number(percent(totals.there, totals.due)),
  });
  const rows = byType.map(({ type, dossiers, there, due }) => {
    const name = type === null ? messages.catalogue.words.notStated : messages.house.words.dossierTypes[type];
    const value = `${number(there)}/${number(due)}`;
    // Where nothing is demanded, a full bar would praise and an empty one blame.
    const drawn = due === 0 ? nothing : bar(there / due, words.bar({ label: name, value }), barColors.done);
    return html`<tr><td>${name}</td><td class="number">${number(dossiers)}</td><td class="number">${value}</td><td>${drawn}</td></tr>
`;
  });
  return html`<h2>${words.completeness}</h2>
<p><strong>${overall}</strong></p>
<p>${bar(totals.due === 0 ? 1 : totals.there / totals.due, overall, barColors.done)}</p>
<p>${words.dossiers({ dossiers: number(totals.dossiers), complete: number(totals.complete) })}</p>
<h2>${words.headings.types}</h2>
<table><thead><tr><th>${words.columns.type}</th><th class="number">${words.columns.dossiers}</th><th class="number">${words.columns.there}</th><th></th></tr></thead>
<tbody>
${rows}</tbody></table>`;
}

function years({ stock }: OverviewView, { messages }: Voice): Html {
  const { overview: words } = messages.custody;
  const number = (value: number): string => figure(value, messages.language);
  const most = Math.max(1, ...stock.byYear.map(({ dossiers }) => dossiers));
  const rows = stock.byYear.map(({ year, dossiers, documents }) => {
    const name = year === null ? messages.catalogue.stats.unknownYear : String(year);
    const drawn = bar(dossiers / most, words.bar({ label: name, value: number(dossiers) }), barColors.amount);
    return html`<tr><td>${name}</td><td class="number">${number(dossiers)}</td><td class="number">${number(documents)}</td><td>${drawn}</td></tr>
`;
  });
  if (rows.length === 0) return nothing;
  return html`<h2>${words.headings.years}</h2>
<table><thead><tr><th>${words.columns.year}</th><th class="number">${words.columns.dossiers}</th><th class="number">${words.columns.documents}</th><th></th></tr></thead>
<tbody>
${rows}</tbody></table>`;
}

function missing({ lacking }: OverviewView, voice: Voice): Html {
  const { messages } = voice;
  const { overview: words } = messages.custody;
  const more = lacking.length - mostDossiers;
  const blocks = lacking.slice(0, mostDossiers).map(
    ({ reference, findings }) => html`<p><strong>${reference}</strong></p>
<ul class="findings">
${findings.map((one) => {
  const answer = explanationWords(one, voice);
  const steps = nextSteps(one, messages).map(
    ({ when, command }) => html`<div>${when} <code>${command}</code></div>`,
  );
  return html`<li class="${one.explained ? "explained" : one.severity}">${describeFinding(one, messages)}${
    answer === null ? nothing : html`<div>${answer}</div>`
  }${steps}</li>
`;
})}</ul>
`,
  );
  return html`<h2>${words.headings.missing}</h2>
${blocks.length === 0 ? html`<p>${words.nothingMissing}</p>` : blocks}
${more > 0 ? html`<p>${words.more({ count: figure(more, messages.language) })} <code>bangiao check</code></p>` : nothing}`;
}

function cases({ cases: running, slotNames }: OverviewView, { messages }: Voice): Html {
  const { overview: words, running: texts } = messages.custody;
  const step = (text: string | null): string =>
    text === null ? "" : (slotNames.get(text)?.[messages.language] ?? text);
  const rows = running.map(
    (
      one,
    ) => html`<tr><td>${one.reference}</td><td>${one.title}</td><td>${step(one.step)}</td><td>${one.nextStep ?? ""}</td><td>${deadline(one, messages.custody.running.cases)}</td><td>${one.continues ?? texts.cases.nobody}</td></tr>
`,
  );
  const heading = html`<h2>${words.headings.cases}</h2>`;
  if (rows.length === 0) return html`${heading}\n<p>${texts.cases.none}</p>`;
  return html`${heading}
<table><thead><tr><th>${words.columns.dossier}</th><th></th><th>${texts.cases.step}</th><th>${texts.cases.nextStep}</th><th>${words.columns.deadline}</th><th>${texts.cases.continues}</th></tr></thead>
<tbody>
${rows}</tbody></table>`;
}

function deadline(
  one: { deadline: string | null; daysLeft: number | null },
  words: Voice["messages"]["custody"]["running"]["cases"],
): string {
  if (one.deadline === null) return words.noDeadline;
  return one.daysLeft === null
    ? date(one.deadline)
    : `${date(one.deadline)} (${words.daysLeft({ days: one.daysLeft })})`;
}

function obligations({ obligations: due }: OverviewView, { messages }: Voice): Html {
  const { overview: words, running } = messages.custody;
  const rows = due.map((one) => {
    const what = [running.obligations.kinds[one.kind], one.form, one.subject]
      .filter((part) => part !== null)
      .join(", ");
    const until = deadline({ deadline: one.until, daysLeft: one.daysLeft }, running.cases);
    return html`<tr><td>${one.reference}</td><td>${what}</td><td>${until}</td></tr>
`;
  });
  const heading = html`<h2>${words.headings.obligations}</h2>`;
  if (rows.length === 0) return html`${heading}\n<p>${running.obligations.none}</p>`;
  return html`${heading}
<table><tbody>
${rows}</tbody></table>`;
}

function handovers({ handovers: status }: OverviewView, { messages }: Voice): Html {
  const { overview: words, running } = messages.custody;
  const lines = status.handovers.map(
    (one) =>
      html`<tr><td>${one.id}</td><td>${`${one.unit.code} ${one.unit.name}`}</td><td>${running.status.states[one.state]}</td><td>${running.status.line(one)}</td></tr>
`,
  );
  const fates = Object.entries(status.counts)
    .filter(([, count]) => count > 0)
    .map(([fate, count]) => {
      const name = running.status.fates[fate as keyof typeof status.counts];
      const value = figure(count, messages.language);
      const drawn = bar(
        count / Math.max(1, status.total),
        words.bar({ label: name, value }),
        barColors.amount,
      );
      return html`<tr><td>${name}</td><td class="number">${value}</td><td>${drawn}</td></tr>
`;
    });
  return html`<h2>${words.headings.handovers}</h2>
${lines.length === 0 ? html`<p>${running.status.nothing}</p>` : html`<table><tbody>\n${lines}</tbody></table>`}
${fates.length === 0 ? nothing : html`<h2>${words.headings.fates}</h2>\n<table><tbody>\n${fates}</tbody></table>`}`;
}

function plan({ plan: standing }: OverviewView, { messages }: Voice): Html {
  const { overview: words, plan: texts } = messages.custody;
  const heading = html`<h2>${words.headings.plan}</h2>`;
  if (standing === null) return html`${heading}\n<p>${words.planUnknown}</p>`;
  const rows = standing.parts.map(({ code, name, share, shareDetail, handovers: ids }) => {
    const state = ids.length > 0 ? texts.handedOver({ ids: ids.join(", ") }) : texts.notYet;
    return html`<tr><td>${`${code} ${name}`}</td><td>${texts.shares[shareDetail] ?? texts.shares[share] ?? ""}</td><td>${state}</td></tr>
`;
  });
  return html`${heading}
<table><tbody>
${rows}</tbody></table>`;
}
