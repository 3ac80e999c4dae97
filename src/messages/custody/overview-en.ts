import type { OverviewMessages } from "./overview.js";

export const overviewEn: OverviewMessages = {
  command: {
    summary: "writes a page to look at and print: completeness, what is missing, open cases, handovers",
    more: "The page opens without a network and prints on A4. Denouncers appear as codes; classified dossiers without a title. With --audit it also shows an audit of many units' handovers, unit by unit of the plan; that works without a workspace.",
    words: {
      "--out": "file to write, ending in .html",
      "--audit":
        "also audit a folder of packages, manifests and receipts of many units, as the command audit does",
      "--plan": "a .csv of old and new units to hold the audit against",
      "--province": "province of that table",
      "--from": "first day of the new units",
      "--files": "when auditing, check the contents of every package too (takes longer)",
    },
  },
  title: ({ unit }) => `The dossiers of ${unit}`,
  made: ({ at }) => `Made at ${at}`,
  completeness: "Completeness",
  overall: ({ there, due, percent }) =>
    `${there} of ${due} papers that must be there are there (${percent}%).`,
  dossiers: ({ dossiers, complete }) => `${dossiers} dossiers, of which ${complete} lack nothing.`,
  bar: ({ label, value }) => `${label}: ${value}`,
  headings: {
    types: "By type of dossier",
    years: "By year",
    missing: "Still missing",
    cases: "Open cases",
    obligations: "Still to be done",
    handovers: "Handovers",
    plan: "By the restructuring plan",
    fates: "Where the dossiers are",
  },
  columns: {
    type: "Type",
    year: "Year",
    dossiers: "Dossiers",
    documents: "Documents",
    there: "There / due",
    dossier: "Dossier",
    deadline: "Deadline",
  },
  nothingMissing: "No paper is missing.",
  more: ({ count }) => `And ${count} more dossiers; to see them all, type`,
  planUnknown: "The plan does not know this unit.",
  written: ({ path }) => `The page was written to ${path}.`,
};
