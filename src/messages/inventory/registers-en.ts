import type { RegisterMessages } from "./registers.js";

const fields: RegisterMessages["fields"] = {
  ordinal: "running number",
  reference: "dossier reference",
  title: "dossier title",
  type: "dossier type",
  subjects: "subjects",
  period: "period of the papers",
  opened: "first date",
  closed: "last date",
  retention: "retention",
  extent: "sheet or page numbers",
  sheets: "sheets",
  pages: "pages",
  outcome: "result",
  "discipline-form": "form of discipline",
  "discipline-published": "date the discipline was announced",
  "rectification-deadline": "deadline for remedy",
  "case-step": "step reached",
  "case-next-step": "next step",
  "case-deadline": "deadline of the case",
  "case-team": "team in charge",
  status: "state of the case",
  warehouse: "store room",
  shelf: "shelf",
  box: "box",
  condition: "physical condition",
  issuer: "author",
  number: "document number",
  "code-number": "document number, digits",
  "code-notation": "document symbol",
  date: "document date",
  "type-name": "type of document",
  abstract: "abstract",
  signer: "signer",
  "file-name": "file name",
  original: "original or copy",
  folder: "folder",
  carrier: "paper or digital",
  secrecy: "secrecy",
  "access-mode": "mode of access",
  language: "language",
  notes: "notes",
  ignore: "ignored",
  id: "identifier",
  origin: "originating unit",
  discipline: "discipline",
  rectificationDeadline: "deadline for remedy",
  facts: "facts",
  place: "place",
  openCase: "open case",
  dossierId: "dossier",
  slot: "slot",
  alsoSlots: "further slots",
  typeName: "type of document",
  fileName: "file name",
  state: "state of the document",
  source: "source",
};

const reasons: RegisterMessages["reasons"] = {
  tcvn3: "TCVN3 (ABC) font",
  vni: "VNI font",
  "unicode-form": "Unicode form",
  "line-break": "line break in the cell",
  blanks: "stray blanks",
  invisible: "invisible characters",
  "number-form": "spelling of a document number",
  abbreviation: "abbreviation",
};

const field = (name: string): string => fields[name as keyof typeof fields] ?? name;
const reason = (name: string): string => reasons[name as keyof typeof reasons] ?? name;

const formats: Record<string, string> = {
  xls: "an old Excel workbook (.xls)",
  xlsb: "a binary Excel workbook (.xlsb)",
  ods: "an OpenDocument spreadsheet (.ods)",
  html: "a web page named like a workbook",
  xml: "an old XML spreadsheet",
  pdf: "a PDF file",
  docx: "a Word document",
  zip: "an archive",
};

const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`;

export const registersEn: RegisterMessages = {
  findings: {
    "row-not-understood": ({ reason: why, text }) =>
      ({
        "no-reference": `nothing says which dossier this row belongs to: ${text}`,
        "no-content": `this row has no content: ${text}`,
        "unknown-dossier": `the short dossier number fits several dossiers; the row was not taken: ${text}`,
        "too-many-columns": `this row has more cells than there are columns (a separator inside a value?); it was not taken: ${text}`,
      })[why],
    "date-impossible": ({ field: name, text }) =>
      `${field(name)} says “${text}”: no calendar has this day; the date stays empty`,
    "date-not-understood": ({ field: name, text }) =>
      `${field(name)} says “${text}”: it does not read as day/month/year; the date stays empty`,
    "value-not-understood": ({ field: name, text }) =>
      `${field(name)} says “${text}”: not understood, not taken`,
    "value-cleaned": ({ field: name, raw, clean, reasons: why }) =>
      `${field(name)}: “${raw}” → “${clean}” (${why.map(reason).join(", ")})`,
    "heading-unknown": ({ heading }) =>
      `nobody knows what column “${heading}” holds; its text is kept as it stands (say so with --map "${heading}=<field>")`,
    "reference-duplicate": ({ reference, rows }) =>
      rows.length > 1
        ? `dossier reference “${reference}” stands in rows ${rows.join(", ")} with different content; only the first was taken`
        : `dossier “${reference}” is there already under another title; that title stays`,
    "row-repeated": ({ firstRow }) => `the same as row ${firstRow} to the letter; not taken twice`,
    "dossier-without-row": ({ reference }) =>
      `a list of documents names dossier “${reference}”, no list of dossiers does; the dossier was opened`,
    "row-vanished": ({ reference }) =>
      `the last import had this row${reference ? ` (dossier ${reference})` : ""}, this one has not; nothing was deleted`,
    "row-hidden": () => "the row is hidden in the workbook; it was read all the same",
  },
  failures: {
    "register-format-unsupported": ({ path, format }) => ({
      problem: `“${path}” is ${formats[format] ?? "a file of another kind"}, which cannot be read.`,
      hint:
        format === "pdf" || format === "docx" || format === "zip"
          ? "Choose a spreadsheet, .xlsx or .csv."
          : "Open it in Excel or LibreOffice, choose Save As, Excel Workbook (.xlsx), and import the new file.",
    }),
    "register-damaged": ({ path, reason: why, sheet }) => ({
      problem:
        sheet === undefined
          ? `“${path}” is damaged or no workbook (${why}).`
          : `the sheet “${sheet}” of “${path}” is damaged (${why}).`,
      hint: "Try to open it in Excel; if it opens, save it as a new .xlsx file and import that.",
    }),
    "register-encrypted": ({ path }) => ({
      problem: `“${path}” has a password.`,
      hint: "Open it in Excel, go to File > Info > Protect Workbook, remove the password, save, and import.",
    }),
    "register-too-large": ({ path, what, limit, sheet }) => ({
      problem: `${sheet === undefined ? "" : `sheet “${sheet}”: `}${
        {
          file: `“${path}” is larger than ${megabytes(limit)}.`,
          unpacked: `“${path}” unpacks to more than ${megabytes(limit)}.`,
          texts: `“${path}” holds too much text (more than ${limit} characters).`,
          rows: `“${path}” has more than ${limit} rows.`,
          columns: `“${path}” has a row of more than ${limit} columns.`,
          cells: `“${path}” spans more than ${limit} cells.`,
          cell: `“${path}” has a cell of more than ${limit} characters.`,
        }[what]
      }`,
      hint: "No register is that large: check the file, remove pictures and unused areas, or split it.",
    }),
    "register-without-headings": ({ path, sheets }) => ({
      problem: `no row of headings was found in “${path}”${sheets.filter(Boolean).length > 0 ? ` (sheets: ${sheets.join(", ")})` : ""}.`,
      hint: 'Check the headings (such as STT, Số ký hiệu, Tiêu đề, Thời gian…). You can say which is which: --map "<heading>=<field>"',
    }),
    "register-encoding-unknown": ({ path }) => ({
      problem: `“${path}” cannot be read as text.`,
      hint: "Open it in Excel, save it as .xlsx, and import that.",
    }),
    "mapping-heading-unknown": ({ heading, headings }) => ({
      problem: `there is no column “${heading}”.`,
      hint:
        headings.length > 0
          ? `The columns are: ${headings.join(" | ")}`
          : "Look at the headings in the file.",
    }),
    "mapping-field-unknown": ({ field: name, fields: known }) => ({
      problem: `there is no field “${name}”.`,
      hint: `The fields are: ${known.map((one) => `${one} (${field(one)})`).join(", ")}`,
    }),
  },
  command: {
    summary: "take in registers: lists of dossiers, lists of documents (.xlsx, .csv)",
    more: "Finds the headings, the encoding (Unicode, TCVN3, VNI) and the habits of dates by itself. Importing a file twice changes nothing.",
    words: {
      file: "one or more files, .xlsx or .csv",
      "--map": 'which column is which field, such as --map "Nội dung vụ việc=title"; may be repeated',
      "--dry-run": "only show how the rows were understood; write nothing",
      "--changes": "write every cleaned value to this CSV file",
    },
  },
  fields,
  reasons,
  report: {
    read: ({ registers, dossiers, documents }) =>
      `Files read: ${registers}; rows of dossiers: ${dossiers}; rows of documents: ${documents}.`,
    tried: "Only tried: nothing was written.",
    dossiers: "Dossiers",
    documents: "Documents",
    added: (count) => `${count} added`,
    updated: (count) => `${count} updated`,
    unchanged: (count) => `${count} unchanged`,
    repeated: (count) => `${count} known before`,
    vanished: (count) => `${count} no longer listed`,
    sheet: (name) => `sheet “${name}”`,
    dossierRows: (count) => `${count} dossiers`,
    documentRows: (count) => `${count} documents`,
    noTable: "no table",
    ignored: (count) => `titles, headings, totals and signatures left out: ${count}`,
    hiddenRows: (count) => `${count} hidden rows`,
    hiddenSheet: "hidden sheet",
    encodings: {
      tcvn3: "converted from TCVN3 (ABC) fonts",
      vni: "converted from VNI fonts",
      "utf-8": "UTF-8",
      "utf-16le": "UTF-16",
      "utf-16be": "UTF-16",
      "windows-1258": "windows-1258",
      "single-byte": "single-byte encoding",
    },
    cleaned: ({ count, reasons: list }) => `${count} values cleaned (${list}).`,
    cleanedHint: (command) => `To see each of them: ${command}`,
    cleanedWritten: (path) => `Each of them was written to ${path}`,
    changes: "Changed since the last import:",
    change: ({ field: name, from, to }) => `${name}: ${from} → ${to}`,
    nothing: "empty",
    toReview: (count) => `To look at (${count}):`,
    row: (number) => `row ${number}`,
    rowKinds: { added: "added", updated: "updated", unchanged: "unchanged", repeated: "known" },
    next: "Next: scan the folder of dossiers",
    cleanedColumns: {
      register: "File",
      sheet: "Sheet",
      row: "Row",
      field: "Field",
      raw: "As written",
      clean: "Taken as",
      reasons: "Why",
    },
  },
};
