import { describeFinding } from "../../messages/describe.js";
import type { Messages } from "../../messages/messages.js";
import { placeWords } from "../finding-lines.js";
import type { Sheet } from "../reporter.js";
import type { CheckReport } from "./check-report.js";
import { demandWords } from "./text.js";

/** Every finding as a row. */
export function findingTable({ dossiers, findings }: CheckReport, messages: Messages): Sheet {
  const { csv, sheets } = messages.check.report;
  const titles = new Map(dossiers.map(({ reference, title }) => [reference, title]));
  return {
    name: sheets.findings,
    columns: [
      { heading: csv.dossier, width: 14 },
      { heading: csv.title, width: 40 },
      { heading: csv.severity, width: 11 },
      { heading: csv.code, width: 22 },
      { heading: csv.place, width: 24 },
      { heading: csv.message, width: 60 },
      { heading: csv.source, width: 40 },
      { heading: csv.confidence, width: 26 },
      { heading: csv.explained, width: 30 },
      { heading: csv.person, width: 22 },
      { heading: csv.due, width: 14 },
    ],
    rows: [...dossiers.flatMap((dossier) => dossier.findings), ...findings].map((finding) => {
      const { place, rule, explained } = finding;
      return [
        place.dossier ?? "",
        titles.get(place.dossier ?? "") ?? "",
        messages.house.severities[finding.severity],
        finding.code,
        [place.document ?? "", placeWords(place)].filter((part) => part !== "").join(" · "),
        describeFinding(finding, messages),
        rule?.source ?? "",
        rule ? messages.check.confidence[rule.confidence] : "",
        explained?.reason ?? "",
        explained?.person ?? "",
        explained?.due ?? "",
      ];
    }),
  };
}

/** Every dossier as a row, with how complete it is. */
export function dossierTable({ dossiers }: CheckReport, messages: Messages): Sheet {
  const { columns, csv, sheets, type } = messages.check.report;
  const { dossierTypes, status } = messages.house.words;
  return {
    name: sheets.dossiers,
    columns: [
      { heading: columns.dossier, width: 14 },
      { heading: csv.title, width: 50 },
      { heading: type, width: 28 },
      { heading: "", width: 16 },
      { heading: columns.there, width: 12 },
      ...[columns.missing, columns.explained, columns.unknown, columns.notYet].map((heading) => ({
        heading,
        width: 12,
      })),
    ],
    rows: dossiers.map((one) => {
      const { there, due, missing, explained, unknown, notYet } = one.completeness;
      const kind = one.type === null ? "" : dossierTypes[one.type];
      const state = status[one.status];
      return [one.reference, one.title, kind, state, `${there}/${due}`, missing, explained, unknown, notYet];
    }),
  };
}

/** Every demand for a paper as a row. */
export function slotTable({ dossiers }: CheckReport, messages: Messages): Sheet {
  const { columns, sheets, slotColumns } = messages.check.report;
  return {
    name: sheets.slots,
    columns: [
      { heading: columns.dossier, width: 14 },
      { heading: slotColumns.slot, width: 14 },
      { heading: slotColumns.name, width: 50 },
      { heading: slotColumns.demand, width: 40 },
      { heading: slotColumns.state, width: 24 },
      { heading: columns.explained, width: 14 },
    ],
    rows: dossiers.flatMap(({ reference, slots }) =>
      slots.map(({ slot, name, required, state, explained }) => [
        reference,
        slot,
        name[messages.language],
        demandWords(required, messages),
        messages.house.words.slotStates[state],
        explained ? messages.house.yes : "",
      ]),
    ),
  };
}
