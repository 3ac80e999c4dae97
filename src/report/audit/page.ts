import type { AuditResult, Gap } from "../../audit/index.js";
import type { Named } from "../../model/findings/check.js";
import { bar, barColors, nothing } from "../bar.js";
import { bytes, date, figure } from "../figures.js";
import { type Html, html } from "../html-text.js";
import type { Voice } from "../reporter.js";
import { gapsByUnit, gapWords } from "./gap-words.js";

/** After so many lines of one part the page only counts the rest; the JSON form and the workbook have them all. */
const mostRows = 2_000;

/** What an audit found, as the parts of a page: the plan, the handovers, dossiers by type and year, open cases, gaps. */
export function auditParts(result: AuditResult, slotNames: ReadonlyMap<string, Named>, voice: Voice): Html {
  return html`${summary(result, voice)}
${coverage(result, voice)}
${handovers(result, voice)}
${types(result, voice)}
${years(result, voice)}
${cases(result, slotNames, voice)}
${gaps(result, voice)}
${logs(result, voice)}`;
}

function summary({ units, handovers: all, totals, gaps: open, clean }: AuditResult, voice: Voice): Html {
  const { audit } = voice.messages.custody;
  const number = (value: number): string => figure(value, voice.messages.language);
  const errors = open.filter(({ severity }) => severity === "error").length;
  const { planned, handedOver, countersigned } = units;
  const share = (count: number): number => (planned === 0 ? 0 : count / planned);
  const counted = { planned: number(planned), handedOver: number(handedOver) };
  const progress = [
    [audit.page.handedOver, handedOver] as const,
    [audit.page.countersigned, countersigned] as const,
  ].map(([label, count]) => {
    const value = `${number(count)}/${number(planned)}`;
    const drawn = bar(share(count), audit.page.bar({ label, value }), barColors.done);
    return html`<tr><td>${label}</td><td class="number">${value}</td><td>${drawn}</td></tr>
`;
  });
  const verdict =
    clean && open.length === 0
      ? audit.clean
      : audit.open({ errors: number(errors), warnings: number(open.length - errors) });
  return html`<p><strong>${verdict}</strong></p>
<p>${audit.totals({
    handovers: number(all.length),
    receipts: number(totals.receipts),
    dossiers: number(totals.dossiers),
    files: number(totals.files),
    bytes: bytes(totals.bytes, voice.messages.language),
  })}</p>
${
  planned === 0
    ? html`<p>${audit.page.noPlan}</p>`
    : html`<p>${audit.units({ ...counted, countersigned: number(countersigned) })}</p>
<table><tbody>
${progress}</tbody></table>`
}`;
}

/** Old units, those that have not come through first. */
function coverage({ plan }: AuditResult, voice: Voice): Html {
  const { page } = voice.messages.custody.audit;
  if (plan.length === 0) return nothing;
  const state = (one: AuditResult["plan"][number]): 0 | 1 | 2 =>
    one.handovers.length === 0 ? 0 : one.countersigned ? 2 : 1;
  const rows = plan
    .toSorted((a, b) => state(a) - state(b) || (a.unit < b.unit ? -1 : 1))
    .map(
      (one) =>
        html`<tr><td>${one.unit}</td><td>${one.successors.join("; ")}</td><td>${one.handovers.join(", ")}</td><td>${page.states[state(one)]}</td></tr>
`,
    );
  return html`<h2>${page.coverage}</h2>
${table([page.oldUnit, page.successors, page.handover, page.state], rows, voice)}`;
}

function handovers({ handovers: all }: AuditResult, voice: Voice): Html {
  const { audit } = voice.messages.custody;
  const number = (value: number): string => figure(value, voice.messages.language);
  const rows = all.map((one) => {
    const answer =
      one.receipt === null
        ? audit.page.noReceipt
        : audit.page.receipt({
            ...one.receipt,
            signed: audit.signed[one.receipt.signed],
          });
    const lacks = audit.page.missing({ missing: one.missing, explained: one.explained });
    return html`<tr><td>${one.id}</td><td>${one.giver} → ${one.receiver}</td><td class="number">${number(one.dossiers)}</td><td>${one.missing === 0 ? "" : lacks}</td><td>${audit.signed[one.signed]}</td><td>${answer}</td></tr>
`;
  });
  const { columns, page } = audit;
  return html`<h2>${audit.sheets.handovers}</h2>
${
  rows.length === 0
    ? html`<p>${page.noHandover}</p>`
    : table(
        [columns.id, page.parties, columns.dossiers, page.lacking, columns.signed, columns.receipt],
        rows,
        voice,
      )
}`;
}

function types({ byType }: AuditResult, voice: Voice): Html {
  const { messages } = voice;
  return stock(
    messages.custody.overview.headings.types,
    messages.custody.overview.columns.type,
    byType.map(({ type, ...counted }) => ({
      name: type === null ? messages.catalogue.words.notStated : messages.house.words.dossierTypes[type],
      ...counted,
    })),
    voice,
  );
}

function years({ byYear }: AuditResult, voice: Voice): Html {
  const { messages } = voice;
  return stock(
    messages.custody.overview.headings.years,
    messages.custody.overview.columns.year,
    byYear.map(({ year, ...counted }) => ({
      name: year === null ? messages.catalogue.stats.unknownYear : String(year),
      ...counted,
    })),
    voice,
  );
}

function stock(
  heading: string,
  column: string,
  lines: { name: string; dossiers: number; documents: number }[],
  voice: Voice,
): Html {
  const { overview: words } = voice.messages.custody;
  const number = (value: number): string => figure(value, voice.messages.language);
  if (lines.length === 0) return nothing;
  const most = Math.max(1, ...lines.map(({ dossiers }) => dossiers));
  const rows = lines.map(({ name, dossiers, documents }) => {
    const label = words.bar({ label: name, value: number(dossiers) });
    return html`<tr><td>${name}</td><td class="number">${number(dossiers)}</td><td class="number">${number(documents)}</td><td>${bar(dossiers / most, label, barColors.amount)}</td></tr>
`;
  });
  return html`<h2>${heading}</h2>
<table><thead><tr><th>${column}</th><th class="number">${words.columns.dossiers}</th><th class="number">${words.columns.documents}</th><th></th></tr></thead>
<tbody>
${rows}</tbody></table>`;
}

function cases({ cases: running }: AuditResult, slotNames: ReadonlyMap<string, Named>, voice: Voice): Html {
  const step = (text: string | null): string =>
    text === null ? "" : (slotNames.get(text)?.[voice.messages.language] ?? text);
  const { overview: words, running: texts, audit } = voice.messages.custody;
  const heading = html`<h2>${words.headings.cases}</h2>`;
  if (running.length === 0) return html`${heading}\n<p>${texts.cases.none}</p>`;
  const rows = running.map(
    (one) =>
      html`<tr><td>${one.reference}</td><td>${one.giver}</td><td>${step(one.step)}</td><td>${one.nextStep ?? ""}</td><td>${one.deadline === null ? texts.cases.noDeadline : date(one.deadline)}</td><td>${one.successor ?? texts.cases.nobody}</td></tr>
`,
  );
  const heads = [words.columns.dossier, audit.columns.giver, texts.cases.step, texts.cases.nextStep];
  return html`${heading}
${table([...heads, words.columns.deadline, texts.cases.continues], rows, voice)}`;
}

function gaps({ gaps: open }: AuditResult, voice: Voice): Html {
  const { audit } = voice.messages.custody;
  const item = (one: Gap): Html => html`<li class="${one.severity}">${gapWords(one, voice.messages)}</li>
`;
  let left = mostRows;
  const blocks = [...gapsByUnit(open, voice.messages)].map(([unit, some]) => {
    const shown = some.slice(0, left);
    left -= shown.length;
    return shown.length === 0
      ? nothing
      : html`<p><strong>${unit}</strong></p>
<ul class="findings">
${shown.map(item)}</ul>
`;
  });
  return html`<h2>${audit.sheets.gaps}</h2>
${open.length === 0 ? html`<p>${audit.clean}</p>` : blocks}
${rest(open.length, voice)}`;
}

/** The last digest of every log, kept with the audit: another day it shows whether entries were cut off. */
function logs({ logs: found }: AuditResult, voice: Voice): Html {
  if (found.length === 0) return nothing;
  const { messages } = voice;
  const { columns, sheets } = messages.custody.audit;
  const rows = found.map(({ file, entries, whole, last }) => {
    const state = whole ? messages.house.yes : messages.house.no;
    return html`<tr><td>${file}</td><td class="number">${figure(entries, messages.language)}</td><td>${state}</td><td><code>${last ?? ""}</code></td></tr>
`;
  });
  return html`<h2>${sheets.logs}</h2>
${table([columns.file, columns.entries, columns.whole, columns.last], rows, voice)}`;
}

function table(headings: readonly string[], rows: readonly Html[], voice: Voice): Html {
  return html`<table><thead><tr>${headings.map((one) => html`<th>${one}</th>`)}</tr></thead>
<tbody>
${rows.slice(0, mostRows)}</tbody></table>
${rest(rows.length, voice)}`;
}

function rest(count: number, { messages }: Voice): Html {
  if (count <= mostRows) return nothing;
  return html`<p>${messages.custody.audit.page.more({ count: figure(count - mostRows, messages.language) })}</p>`;
}
