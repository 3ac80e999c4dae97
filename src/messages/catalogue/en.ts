import type { CatalogueMessages } from "./messages.js";

const list = (items: string[]): string => items.join(", ");
const noun = (one: string, many: string) => (value: string, count: number) =>
  `${value} ${count === 1 ? one : many}`;

const fieldsHelp =
  "Write each as <field>=<value>, in quotation marks where there is a blank; nothing after the = clears the field. ";

export const catalogueEn: CatalogueMessages = {
  failures: {
    "document-ambiguous": ({ document, dossier, candidates }) => ({
      problem: `in dossier ${dossier}, “${document}” means several documents: ${list(candidates)}.`,
      hint: "Name the document by its place in the dossier (the number before the brackets).",
    }),
    "dossier-exists": ({ reference }) => ({
      problem: `there is a dossier “${reference}” already.`,
      hint: `See it: bangiao inventory show ${reference}. If yours is another one, give it another number, such as with a or b after it.`,
    }),
    "assignment-without-value": ({ text }) => ({
      problem: `“${text}” names no field with a value.`,
      hint: 'Write <field>=<value>, such as: box="Hộp 02" or twin=true',
    }),
    "field-required": ({ field }) => ({
      problem: `“${field}” must have a value.`,
      hint: `Add: ${field.split(",")[0]!}=<value>`,
    }),
    "export-format-unsupported": ({ path, allowed }) => ({
      problem: `“${path}” does not say what form to write.`,
      hint: `Give the file a name that ends in: ${list(allowed)}.`,
    }),
  },
  commands: {
    list: {
      summary: "list the dossiers",
      more: "Filters can be combined. The order is that of the references: 2, 12, 12a.",
      words: {
        "--type": "type of dossier, such as KTCH; several with commas between",
        "--year": "a year, or from year to year: 2022, 2020-2022",
        "--status": "open or closed",
        "--subject": "name of an organisation or member inspected; accents not needed",
        "--state": "with a document in this state: present, withheld, paper-only, held-elsewhere",
        "--unit": "code or name of the unit whose fonds it is, where there are several",
      },
    },
    show: {
      summary: "show everything known of one dossier",
      words: {
        reference: "the dossier's reference; its number is enough where only one has it: 12",
        "--reveal": "show the names of denouncers and petitioners too; the log records that they were seen",
        "--person": "who asks, for the log",
      },
    },
    edit: { summary: "change by hand", words: {} },
    editDossier: {
      summary: "change the data of a dossier, state facts",
      more:
        `${fieldsHelp}Example: bangiao inventory edit dossier 12 twin=true box="Hộp 02" closed=5/7/2022\n` +
        "Fields: reference, type, title, issuer, opened, closed, status, organisations, members, others, denouncers, " +
        "petitioners, outcome, discipline-form, discipline-published, rectification-deadline, retention, secrecy, " +
        "language, sheets, pages, carrier, warehouse, shelf, box, condition, notes, case-step, case-next-step, " +
        "case-deadline, case-team, folder; their Vietnamese names will do too. " +
        "Several persons or organisations have a semicolon between them.\n" +
        "Facts (team, twin, held, verified …) take true, false or unknown.",
      words: {
        reference: "the dossier's reference",
        assignments: "<field>=<value>",
        "--person": "who states it, kept with a fact",
      },
    },
    editDocument: {
      summary: "change the data of a document",
      more:
        `${fieldsHelp}Example: bangiao inventory edit document 12 3 date=5/7/2022 slot=QD\n` +
        "Fields: ordinal, slot, also-slots, number, date, type-name, issuer, abstract, signer, sheets, pages, extent, " +
        "original, secrecy, carrier, state, notes, file-name.",
      words: {
        reference: "the dossier's reference",
        document: "the document's place in the dossier, its number, or its slot",
        "--person": "who does it, for the log",
        assignments: "<field>=<value>",
      },
    },
    add: { summary: "add by hand", words: {} },
    addDossier: {
      summary: "add a dossier that no register lists",
      more: `${fieldsHelp}A title is needed: title="…". Fields as in: bangiao inventory edit dossier --help`,
      words: {
        reference: "the dossier's reference",
        assignments: "<field>=<value>",
        "--person": "who states it, kept with a fact",
      },
    },
    addDocument: {
      summary: "add a document to a dossier",
      more: `${fieldsHelp}Fields as in: bangiao inventory edit document --help`,
      words: {
        reference: "the dossier's reference",
        "--person": "who does it, for the log",
        assignments: "<field>=<value>",
      },
    },
    stats: {
      summary: "figures: dossiers, documents, pages, files; inspections, supervision, discipline by year",
      words: { "--unit": "code or name of the unit whose fonds it is, where there are several" },
    },
    search: {
      summary: "search dossiers and documents, accents not needed",
      more: "Searches references, titles, numbers, abstracts, subjects and notes; never classified papers or protected names.",
      words: { words: "words to search for, such as: ho so ky luat", "--limit": "most dossiers to print" },
    },
    export: {
      summary: "write the registers of dossiers and documents to a file",
      more: "The file's name says the form: .xlsx (both registers), .csv (one of them), .json (everything).",
      words: {
        file: "file to write: .xlsx, .csv or .json",
        "--list": "register for a .csv file: dossiers or documents",
        "--unit": "code or name of the unit whose fonds it is, where there are several",
        "--overwrite": "replace the file if it is there",
      },
    },
  },
  fields: {
    reference: "reference",
    type: "type",
    title: "title",
    issuer: "issuer",
    opened: "opened",
    closed: "closed",
    status: "status",
    organisations: "organisations",
    members: "members",
    others: "other subjects",
    denouncers: "denouncers",
    petitioners: "petitioners",
    outcome: "outcome",
    "discipline-form": "form of discipline",
    "discipline-published": "discipline published",
    "rectification-deadline": "rectification due",
    retention: "retention",
    secrecy: "secrecy",
    language: "language",
    sheets: "sheets",
    pages: "pages",
    carrier: "carrier",
    warehouse: "warehouse",
    shelf: "shelf",
    box: "box",
    condition: "condition",
    notes: "notes",
    "case-step": "last step done",
    "case-next-step": "next step",
    "case-deadline": "deadline",
    "case-team": "team",
    folder: "folder",
    ordinal: "place",
    slot: "slot",
    "also-slots": "further slots",
    number: "number",
    date: "date",
    "type-name": "kind of document",
    abstract: "abstract",
    signer: "signer",
    extent: "sheets no.",
    original: "original or copy",
    state: "state",
    "file-name": "file name",
  },
  words: {
    dossier: "Dossier",
    document: "Document",
    dossiers: noun("dossier", "dossiers"),
    documents: noun("document", "documents"),
    files: noun("file", "files"),
    pages: noun("page", "pages"),
    sheets: noun("sheet", "sheets"),
    unit: ({ name, code, until }) => `${name} (code ${code}${until === null ? "" : `, until ${until}`})`,
    original: "original",
    copy: "copy",
    total: "Total",
    notStated: "not stated",
    secretDossier: "(classified dossier, contents not shown)",
    secretDocument: "(classified document, abstract not shown)",
  },
  list: {
    headings: {
      unit: "Unit",
      reference: "Reference",
      type: "Type",
      title: "Title",
      issuer: "Issuer",
      opened: "Opened",
      closed: "Closed",
      time: "Time",
      status: "Status",
      secrecy: "Secrecy",
      retention: "Retention",
      carrier: "Carrier",
      box: "Box",
      documents: "Documents",
      files: "Files",
    },
    fonds: (unit) => `Fonds of ${unit}`,
    shown: ({ shown, all }) => `(${shown} of ${all} dossiers)`,
    none: "There is no such dossier.",
    empty: "There are no dossiers yet. Import a register: bangiao inventory import <register.xlsx>",
  },
  show: {
    unit: "unit",
    time: "time",
    receivedIn: "received in handover",
    subjects: { inspected: "inspected", denouncer: "denouncer", petitioner: "petitioner" },
    facts: "Facts",
    origins: { stated: "stated by", register: "from the register", inferred: "inferred from" },
    listedOrigins: {
      stated: "stated by the giver, as listed in",
      register: "from the giver's register, as listed in",
      inferred: "inferred by the giver, as listed in",
    },
    truths: { true: "yes", false: "no", unknown: "unknown" },
    overridden: "not used",
    documents: "Documents",
    noDocuments: "This dossier has no documents yet.",
    noFile: "no file yet",
    filesWithheld: (files) => `${files}, not shown`,
    withheld: "classified, handed over separately",
    file: "file",
    missingFile: "not found by a later scan",
    damage: {
      empty: "empty file",
      damaged: "damaged file",
      encrypted: "needs a password",
      unreadable: "cannot be read",
    },
    noTextLayer: "pictures only, no text layer",
    explanations: "Explanations",
    wholeDossier: "whole dossier",
    explained: ({ reason, person, due, recorded }) =>
      `${reason} (${person}, recorded ${recorded}${due === null ? "" : `, promised for ${due}`})`,
    revealed: "Protected names are shown; the log has recorded it.",
    place: "place",
    openCase: "Open case",
  },
  edit: {
    changed: ({ what, count }) => `Changed ${count} ${count === 1 ? "field" : "fields"} of ${what}:`,
    unchanged: ({ what }) => `Nothing changed in ${what}.`,
    added: ({ what }) => `Added ${what}:`,
    hidden: "changed (classified, not shown)",
    document: ({ dossier, ordinal, name }) =>
      `document ${ordinal}${name === null ? "" : ` (${name})`} of dossier ${dossier}`,
    dossier: (reference) => `dossier ${reference}`,
  },
  search: {
    none: (words) => `“${words}” was not found.`,
    found: ({ dossiers, documents }) => `Found ${dossiers}, ${documents}.`,
    more: (value) => `There are ${value} more dossiers; add a word to narrow the search, or use --limit.`,
  },
  stats: {
    byType: "By type of dossier",
    byYear: "By year",
    byIssuer: "By issuer",
    work: "Inspection, supervision and discipline by year",
    discipline: "Discipline by form",
    openCases: "Open cases",
    headings: {
      group: "Table",
      type: "Type",
      year: "Year",
      issuer: "Issuer",
      body: "Body",
      form: "Form",
      dossiers: "Dossiers",
      pages: "Pages",
      bytes: "Size",
      organisations: "Organisations",
      members: "Members",
      inspected: "Inspected",
      supervised: "Supervised",
      disciplined: "Disciplined",
    },
    bodies: {
      committee: "committee",
      "inspection-committee": "inspection committee",
      cell: "Party cell",
      other: "unknown",
    },
    otherForm: "other form",
    unknownYear: "unknown",
    inspectedOrganisations: "insp. org.",
    inspectedMembers: "insp. mem.",
    supervisedOrganisations: "sup. org.",
    supervisedMembers: "sup. mem.",
    disciplinedOrganisations: "disc. org.",
    disciplinedMembers: "disc. mem.",
    counted:
      "Organisations and members inspected, supervised, disciplined. A dossier counts in the year it was closed (an open one: opened), a discipline in the year of its publication.",
    withoutSubject: (value) =>
      `${value} dossiers of inspection, supervision or discipline name no subject and are not in these figures.`,
    deadline: (date) => `due ${date}`,
    noDeadline: "no deadline stated",
  },
  export: {
    done: ({ path, what }) => `Wrote ${what} to ${path}`,
    left: "Protected names are codes; abstracts of classified documents were left out.",
  },
};
