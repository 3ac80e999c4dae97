import type { DossierList, ListedDossier } from "../../inventory/index.js";
import { csvText } from "../../model/csv-text.js";
import { figure } from "../figures.js";
import { harmless, table } from "../plain-text.js";
import { jsonReporter, type Reporters, type Voice } from "../reporter.js";
import { counts, grouped, period, unitText } from "./words.js";

/** Forms of `inventory list`. */
export const listReporters: Reporters<DossierList> = {
  text: (list, voice) => {
    const { messages, ink } = voice;
    const { list: text } = messages.catalogue;
    if (list.dossiers.length === 0) return `${list.all === 0 ? text.empty : text.none}\n`;
    const fonds = grouped(list.dossiers, ({ origin }) => unitText(origin, voice));
    const tables = [...fonds].map(([unit, dossiers]) => {
      const rows = dossierTable(dossiers, voice);
      return fonds.size === 1 ? rows : `${ink.strong(text.fonds(unit))}\n${rows}`;
    });
    const filtered = list.totals.dossiers < list.all;
    const { language } = messages;
    const remark = filtered
      ? ` ${text.shown({ shown: figure(list.totals.dossiers, language), all: figure(list.all, language) })}`
      : "";
    return `${tables.join("\n\n")}\n\n${messages.catalogue.words.total}: ${counts(list.totals, voice)}${remark}\n`;
  },
  json: jsonReporter("bangiao-dossier-list/1"),
  csv: (list, { messages }) => {
    const { headings } = messages.catalogue.list;
    const { words } = messages.house;
    return csvText([
      [
        headings.unit,
        headings.reference,
        headings.type,
        headings.title,
        headings.issuer,
        headings.opened,
        headings.closed,
        headings.status,
        headings.secrecy,
        headings.retention,
        headings.carrier,
        headings.box,
        headings.documents,
        headings.files,
      ],
      ...list.dossiers.map((one) => [
        `${one.origin.code} ${one.origin.name}`,
        one.reference,
        one.type,
        one.title,
        one.issuer,
        one.opened,
        one.closed,
        words.status[one.status],
        words.secrecy[one.secrecy],
        one.retention,
        one.carrier && words.carriers[one.carrier],
        one.box,
        one.documents,
        one.files,
      ]),
    ]);
  },
};

function dossierTable(dossiers: ListedDossier[], { messages, ink, width }: Voice): string {
  const { headings } = messages.catalogue.list;
  const { status } = messages.house.words;
  const rows = dossiers.map((one) => [
    harmless(one.reference),
    one.type ?? "",
    one.title === null ? messages.catalogue.words.secretDossier : harmless(one.title),
    period(one.opened, one.closed),
    status[one.status],
    figure(one.documents, messages.language),
    figure(one.files, messages.language),
  ]);
  const heads = [
    headings.reference,
    headings.type,
    headings.title,
    headings.time,
    headings.status,
    headings.documents,
    headings.files,
  ];
  const [first = "", ...rest] = table([heads, ...rows], width).split("\n");
  return [ink.strong(first), ...rest].join("\n");
}
