import type { OverviewMessages } from "./overview.js";

export const overviewEn: OverviewMessages = {
  command: {
    summary: "writes a page to look at and print: completeness, what is missing, open cases, handovers",
    more: "The page opens without a network and prints on A4. Denouncers appear as codes; classified dossiers without a title.",
    words: { "--out": "file to write, ending in .html" },
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
