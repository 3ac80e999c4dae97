import type { Messages } from "../../messages/messages.js";
import { figure } from "../figures.js";
import { Html, html, htmlPage } from "../html-text.js";
import type { Reporter } from "../reporter.js";
import {
  areasOf,
  countsOf,
  type Difference,
  type DiffView,
  sameWords,
  setAsideWords,
  sidesOf,
  withInventory,
} from "./areas.js";
import { sideTable } from "./sides.js";

/** After so many differences of one part the page only counts the rest: a browser has to open it. */
const mostRows = 5_000;

/** The comparison as one page to look at, to print and to pass on: nothing in it comes from elsewhere or leads elsewhere. */
export const diffHtml: Reporter<DiffView> = (diff, { messages }) => {
  const { diff: words } = messages.manifest;
  const title = withInventory(diff) ? words.page.titleInventory : words.page.title;
  const aside = setAsideWords(diff, messages);
  const body = html`<h1>${title}</h1>
${sideTable(sidesOf(diff, messages), messages)}
<p><strong>${diff.same ? sameWords(diff, messages) : words.summary(countsOf(diff))}</strong></p>
${aside === null ? new Html("") : html`<p class="faint">${aside}</p>\n`}${areasOf(diff, messages).map(({ title, differences }) => area(title, differences, messages))}`;
  return htmlPage(title, messages.language, body);
};

function area(title: string, differences: readonly Difference[], messages: Messages): Html {
  const { diff: words } = messages.manifest;
  const shown = differences.slice(0, mostRows);
  const rest = differences.length - shown.length;
  return html`<h2>${title} (${figure(differences.length, messages.language)})</h2>
<ul class="findings">
${shown.map((one) => item(one, messages))}</ul>
${rest === 0 ? new Html("") : html`<p>${words.page.more({ count: rest })}</p>`}
`;
}

function item({ kind, name, fields }: Difference, messages: Messages): Html {
  const { diff: words } = messages.manifest;
  const what = kind === null || name === null ? new Html("") : html`<strong>${words[kind]}</strong>: ${name}`;
  const details = fields.map(
    ({ field, before, after }) => html`<div class="faint">${field}: ${before} → ${after}</div>`,
  );
  return html`<li>${what}${details}</li>
`;
}
