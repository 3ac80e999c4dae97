import type { Messages } from "../../messages/messages.js";
import type { Finding } from "../../model/finding.js";

/** A command to type, and the case in which to type it. */
export interface NextStep {
  when: string;
  command: string;
}

/** What to do about a finding, as commands; empty where there is nothing to type. */
export function nextSteps(finding: Finding, messages: Messages): NextStep[] {
  const { report } = messages.check;
  const { holes } = report;
  const reference = finding.place.dossier;
  if (reference === undefined || finding.explained) return [];
  const dossier = shellWord(reference);
  const document = finding.place.document === undefined ? "" : shellWord(finding.place.document);
  const edit = (assignment: string): NextStep => ({
    when: report.toDo,
    command: `bangiao inventory edit dossier ${dossier} ${assignment}`,
  });
  const explain = (slot: string): NextStep => ({
    when: report.ifLost,
    command: `bangiao explain ${dossier} ${slot ? `${slot} ` : ""}--reason "${holes.reason}" --person "${holes.person}"`,
  });
  switch (finding.code) {
    case "document-missing":
      return [
        {
          when: report.ifFound,
          command: `bangiao inventory assign ${holes.file} --dossier ${dossier} --slot ${finding.details.slot}`,
        },
        explain(finding.details.slot),
      ];
    case "document-without-file": {
      const { slot } = finding.details;
      return [
        {
          when: report.ifFound,
          command: `bangiao inventory assign ${holes.file} --dossier ${dossier}${slot ? ` --slot ${slot}` : ""}`,
        },
        explain(slot ?? (document === "" ? "" : `--document ${document}`)),
      ];
    }
    case "paper-not-listed":
      return [{ when: report.toDo, command: `bangiao inventory import ${holes.register}` }];
    case "type-unknown":
      return [edit(`type=${holes.type}`)];
    case "retention-missing":
      return [edit(`retention="${finding.details.usual ?? holes.text}"`)];
    case "case-without-next-step":
      return [
        edit(
          finding.details.lacking
            .map((one) =>
              one === "deadline" ? `case-deadline="${holes.date}"` : `case-${one}="${holes.text}"`,
            )
            .join(" "),
        ),
      ];
    case "page-count-differs":
      return document === ""
        ? []
        : [
            {
              when: report.toDo,
              command: `bangiao inventory edit document ${dossier} ${document} pages=${finding.details.counted}`,
            },
          ];
    case "sheet-count-differs":
      return finding.details.of === "papers"
        ? [edit(`sheets=${finding.details.counted}`)]
        : [
            {
              when: report.toDo,
              command: `bangiao inventory edit document ${dossier} ${document} sheets="${holes.text}"`,
            },
          ];
    case "documents-out-of-order":
    case "date-outside-period":
      return document === ""
        ? []
        : [
            {
              when: report.toDo,
              command: `bangiao inventory edit document ${dossier} ${document} date="${holes.date}"`,
            },
          ];
    default:
      return [];
  }
}

/** The commands that say which of the conditions hold for a dossier, or that none does. */
export function answerSteps(
  reference: string,
  conditions: readonly string[],
  messages: Messages,
): NextStep[] {
  const { ifYes, ifNo, ifNone } = messages.check.report;
  const command = `bangiao inventory edit dossier ${shellWord(reference)}`;
  return [
    ...conditions.map((condition) => ({ when: ifYes, command: `${command} ${condition}=true` })),
    {
      when: conditions.length > 1 ? ifNone : ifNo,
      command: `${command} ${conditions.map((condition) => `${condition}=false`).join(" ")}`,
    },
  ];
}

/** A word as it can be typed in the shells of Windows, macOS and Linux. */
export function shellWord(text: string): string {
  return /^[\p{L}\p{N}._/:+=-]+$/u.test(text) ? text : `"${text.replaceAll('"', "'")}"`;
}
