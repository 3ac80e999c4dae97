import type { DisciplineForm, Statistics, Stock } from "../../inventory/index.js";
import { csvText } from "../../model/csv-text.js";
import { bytes, date, figure } from "../figures.js";
import { harmless, table, wrap } from "../plain-text.js";
import { jsonReporter, type Reporters, type Voice } from "../reporter.js";
import { unitText } from "./words.js";

/** Forms of `inventory stats`. */
export const statsReporters: Reporters<Statistics> = {
  text: (stats, voice) => {
    const { stats: text } = voice.messages.catalogue;
    const parts = [
      stockTable(text.byType, text.headings.type, typeRows(stats, voice), stats.totals, voice),
      stockTable(text.byYear, text.headings.year, yearRows(stats, voice), null, voice),
      stockTable(text.byIssuer, text.headings.issuer, issuerRows(stats, voice), null, voice),
      ...(stats.work.length > 0 ? [workTable(stats, voice)] : []),
      ...(stats.discipline.length > 0 ? [disciplineTable(stats, voice)] : []),
      ...(stats.openCases.length > 0 ? [openCases(stats, voice)] : []),
    ];
    return `${parts.join("\n\n")}\n`;
  },
  json: jsonReporter("bangiao-statistics/1"),
  csv: statsCsv,
};

type StockRow = [label: string, stock: Stock];

function typeRows({ byType }: Statistics, { messages }: Voice): StockRow[] {
  return byType.map(({ type, ...stock }) => [
    type === null ? messages.catalogue.words.notStated : `${type} ${messages.house.words.dossierTypes[type]}`,
    stock,
  ]);
}

function yearRows({ byYear }: Statistics, voice: Voice): StockRow[] {
  return byYear.map(({ year, ...stock }) => [yearText(year, voice), stock]);
}

function issuerRows({ byIssuer }: Statistics, { messages }: Voice): StockRow[] {
  return byIssuer.map(({ issuer, ...stock }) => [
    issuer === null ? messages.catalogue.words.notStated : harmless(issuer),
    stock,
  ]);
}

const yearText = (year: number | null, { messages }: Voice): string =>
  year === null ? messages.catalogue.stats.unknownYear : String(year);

const formText = (form: DisciplineForm, { messages }: Voice): string =>
  form === "other" ? messages.catalogue.stats.otherForm : form;

function stockTable(
  title: string,
  heading: string,
  rows: StockRow[],
  totals: Stock | null,
  voice: Voice,
): string {
  const { messages } = voice;
  const { list, stats, words } = messages.catalogue;
  const heads = [
    heading,
    stats.headings.dossiers,
    list.headings.documents,
    stats.headings.pages,
    list.headings.files,
    stats.headings.bytes,
  ];
  const line = ([label, stock]: StockRow): string[] => [
    label,
    ...[stock.dossiers, stock.documents, stock.pages, stock.files].map((one) =>
      figure(one, messages.language),
    ),
    bytes(stock.bytes, messages.language),
  ];
  const last = totals === null ? [] : [line([words.total, totals])];
  return figureTable(title, 1, [heads, ...rows.map(line), ...last], voice);
}

function workTable({ work, withoutSubject }: Statistics, voice: Voice): string {
  const { messages, width } = voice;
  const { stats } = messages.catalogue;
  const heads = [
    stats.headings.year,
    stats.headings.body,
    stats.inspectedOrganisations,
    stats.inspectedMembers,
    stats.supervisedOrganisations,
    stats.supervisedMembers,
    stats.disciplinedOrganisations,
    stats.disciplinedMembers,
  ];
  const rows = work.map(({ year, body, inspected, supervised, disciplined }) => [
    yearText(year, voice),
    stats.bodies[body],
    ...[inspected, supervised, disciplined].flatMap(({ organisations, members }) => [
      figure(organisations, messages.language),
      figure(members, messages.language),
    ]),
  ]);
  const left =
    withoutSubject === 0
      ? []
      : [wrap(stats.withoutSubject(figure(withoutSubject, messages.language)), width)];
  return [figureTable(stats.work, 2, [heads, ...rows], voice), wrap(stats.counted, width), ...left].join(
    "\n",
  );
}

function disciplineTable({ discipline }: Statistics, voice: Voice): string {
  const { messages } = voice;
  const { stats } = messages.catalogue;
  const { headings } = stats;
  const rows = discipline.map(({ year, form, organisations, members }) => [
    yearText(year, voice),
    formText(form, voice),
    figure(organisations, messages.language),
    figure(members, messages.language),
  ]);
  const heads = [headings.year, headings.form, headings.organisations, headings.members];
  return figureTable(stats.discipline, 2, [heads, ...rows], voice);
}

function openCases({ openCases: cases }: Statistics, voice: Voice): string {
  const { messages, ink, width } = voice;
  const { stats } = messages.catalogue;
  const units = new Set(cases.map(({ origin }) => unitText(origin, voice)));
  const lines = cases.map(({ reference, origin, deadline, nextStep }) => {
    const parts = [
      units.size > 1 ? unitText(origin, voice) : null,
      deadline === null ? stats.noDeadline : stats.deadline(date(deadline)),
      nextStep,
    ].filter((part) => part !== null);
    return wrap(harmless(`${reference}: ${parts.join(", ")}`), width - 2, "  ").replace(/^/gmu, "  ");
  });
  const title = `${ink.strong(stats.openCases)}: ${figure(cases.length, messages.language)}`;
  return [title, ...lines].join("\n");
}

/** A titled table: the first `labels` columns are words, the rest figures that end where their heading ends. */
function figureTable(title: string, labels: number, rows: string[][], { ink, width }: Voice): string {
  const lines = table(rows, width - 2, { figuresFrom: labels }).replace(/^/gmu, "  ");
  return `${ink.strong(title)}\n${lines}`;
}

/** All tables as one long one, for a spreadsheet: which table, which line of it, and its figures. */
function statsCsv(stats: Statistics, voice: Voice): string {
  const { catalogue } = voice.messages;
  const { headings } = catalogue.stats;
  const stock = (table: string, rows: StockRow[]): (string | number | null)[][] =>
    rows.map(([label, one]) => [
      table,
      null,
      label,
      one.dossiers,
      one.documents,
      one.pages,
      one.files,
      one.bytes,
      null,
      null,
    ]);
  const people = (
    table: string,
    year: number | null,
    label: string,
    { organisations, members }: { organisations: number; members: number },
  ): (string | number | null)[] => [
    table,
    yearText(year, voice),
    label,
    null,
    null,
    null,
    null,
    null,
    organisations,
    members,
  ];
  return csvText([
    [
      headings.group,
      headings.year,
      `${headings.type} / ${headings.issuer} / ${headings.body} / ${headings.form}`,
      headings.dossiers,
      catalogue.list.headings.documents,
      headings.pages,
      catalogue.list.headings.files,
      `${headings.bytes} (byte)`,
      headings.organisations,
      headings.members,
    ],
    ...stock(catalogue.stats.byType, typeRows(stats, voice)),
    ...stock(catalogue.stats.byYear, yearRows(stats, voice)),
    ...stock(catalogue.stats.byIssuer, issuerRows(stats, voice)),
    ...stats.work.flatMap(({ year, body, inspected, supervised, disciplined }) => {
      const label = catalogue.stats.bodies[body];
      return [
        people(headings.inspected, year, label, inspected),
        people(headings.supervised, year, label, supervised),
        people(headings.disciplined, year, label, disciplined),
      ];
    }),
    ...stats.discipline.map((one) =>
      people(catalogue.stats.discipline, one.year, formText(one.form, voice), one),
    ),
  ]);
}
