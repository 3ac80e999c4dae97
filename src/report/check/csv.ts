import { describeFinding } from "../../messages/describe.js";
import type { CheckResult } from "../../validate/index.js";
import { csvText } from "../csv-text.js";
import { placeWords } from "../finding-lines.js";
import type { Reporter } from "../reporter.js";

/** One row per finding, for Excel: UTF-8 with a byte order mark, CRLF, no cell that a spreadsheet would run. */
export const checkCsv: Reporter<CheckResult> = ({ dossiers, findings }, { messages }) => {
  const { csv } = messages.check.report;
  const titles = new Map(dossiers.map(({ reference, title }) => [reference, title]));
  const rows = [
    [
      csv.dossier,
      csv.title,
      csv.severity,
      csv.code,
      csv.place,
      csv.message,
      csv.source,
      csv.confidence,
      csv.explained,
      csv.person,
      csv.due,
    ],
    ...[...dossiers.flatMap((dossier) => dossier.findings), ...findings].map((finding) => {
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
  ];
  return `\uFEFF${csvText(rows)}`;
};
