import type { ExposingField } from "../../model/checked-document.js";
import type { ScanMessages } from "./scan-messages.js";

const list = (items: readonly string[]): string => items.join(", ");

const formats: ScanMessages["formats"] = {
  pdf: "PDF",
  jpeg: "JPEG picture",
  png: "PNG picture",
  tiff: "TIFF picture",
  docx: "Word (.docx)",
  xlsx: "Excel (.xlsx)",
  doc: "old Word (.doc)",
  xls: "old Excel (.xls)",
  odt: "OpenDocument text (.odt)",
  ods: "OpenDocument spreadsheet (.ods)",
  zip: "ZIP archive",
  text: "plain text",
  empty: "empty file",
  unknown: "unknown format",
};

const format = (name: string): string => formats[name as keyof typeof formats] ?? name;

const secrecyLevels: Record<string, string> = { mat: "Mật", "toi-mat": "Tối mật", "tuyet-mat": "Tuyệt mật" };

const ignored: ScanMessages["ignored"] = {
  "system-file": "file of the operating system",
  "lock-file": "temporary lock file of Word or Excel",
  link: "link",
  "special-file": "special file, not a paper",
  "own-folder": "the program's own folder",
};

const exposing: Record<ExposingField, string> = {
  "file-name": "the file name",
  title: "the title of the dossier",
  abstract: "the abstract",
  "type-name": "the type of paper",
  issuer: "the issuer",
  signer: "the signer",
  outcome: "the result",
  condition: "the state of the dossier",
  notes: "the notes",
  folder: "the folder name",
};

export const scanEn: ScanMessages = {
  findings: {
    "file-empty": () => "the file is empty; scan the paper again",
    "file-damaged": ({ format: name, reason }) =>
      reason === "altered"
        ? `the ${format(name)} file has decayed on the disc: nobody changed it, yet its content is another; restore or scan it again`
        : `the ${format(name)} file is damaged or cut off and does not open; scan it again`,
    "file-encrypted": ({ format: name }) =>
      `the ${format(name)} file needs a password; remove it, or hand the password over by a separate way`,
    "file-unreadable": ({ reason }) =>
      `the file cannot be read${reason === "" ? "" : ` (${reason})`}; check its permissions`,
    "file-unstable": ({ reason }) =>
      reason === "changed"
        ? "the file was being changed during the scan; close it and scan again"
        : "the file disappeared during the scan; scan again to be sure",
    "format-mismatch": ({ extension, format: name }) =>
      `the name ends in “.${extension}”, the content is ${format(name)}`,
    "content-duplicate": ({ same }) => `exactly the same content as: ${list(same)}`,
    "file-unassigned": ({ candidates }) =>
      candidates.length > 0
        ? `attached to no document; may belong to dossier ${list([...new Set(candidates)])}`
        : "attached to no dossier",
    "file-ignored": ({ reason }) => `left alone: ${ignored[reason]}`,
    "folder-without-dossier": ({ files }) =>
      `the folder holds ${files} files and matches no dossier of the registers`,
    "folder-unreadable": ({ reason }) => `the folder cannot be opened (${reason}); check its permissions`,
    "dossier-without-files": () => "listed in the register, no file found",
    "scan-resolution-low": ({ dpi, required, files }) =>
      files === undefined
        ? `scanned at only ${dpi} dpi; should be ${required} dpi or more`
        : `${files} files scanned at less than ${required} dpi, the lowest at ${dpi} dpi`,
    "text-layer-missing": ({ files }) =>
      files === undefined
        ? "a picture only, without text to search"
        : `${files} files are pictures only, without text to search, such as this one`,
    "secret-file-present": ({ paper, level, where }) =>
      `${paper === undefined ? "" : `the file of ${paper} is `}marked ${secrecyLevels[level] ?? level} (seen in ${
        {
          register: "the register",
          "file-name": "the name of file or folder",
          "first-page": "the text of the page",
        }[where]
      }): listed only, never put into a package`,
    "denouncer-exposed": ({ where }) =>
      where === "file-name"
        ? "the file name shows the name of a denouncer or petitioner; rename the file before handing over"
        : `${exposing[where]} shows the name of a denouncer or petitioner; what is handed over has the code in its place`,
  },
  failures: {
    "file-not-in-inventory": ({ path }) => ({
      problem: `the inventory has no file “${path}”.`,
      hint: "Scan its folder first: bangiao inventory scan <folder>. Put names with blanks into quotation marks.",
    }),
    "slot-unknown-for-type": ({ slot, type, slots }) => ({
      problem:
        type === ""
          ? `the dossier has no type, so there is no slot “${slot}”.`
          : `dossiers of type ${type} have no slot “${slot}”.`,
      hint:
        slots.length > 0
          ? `Slots of this type: ${list(slots)}.`
          : "State the type first: bangiao inventory edit dossier <reference> type=<type>",
    }),
  },
  commands: {
    scan: {
      summary: "Scan folders of papers: recognise files, attach them to dossiers, say what to look at",
      more: "Files are only read: none is changed, moved or deleted. A later scan reads only what is new or changed.",
      words: { folder: "folder to scan; several may be given" },
    },
    assign: {
      summary: "Attach files to a dossier, to the right document or slot",
      words: {
        file: "file to attach: a path, a folder (all unassigned files in it), or @ and the file's number",
        "--dossier": "reference of the dossier",
        "--slot": "code of the slot, such as KTCH.QD or QD",
        "--document": "number of the document, or its place in the dossier",
      },
    },
    settle: {
      summary: "Ask about each file not assigned yet; where nobody can answer, list them",
      more: "Each answer is saved at once. Stop at any time; the next run asks about what is left.",
      words: {},
    },
  },
  formats,
  ignored,
  scan: {
    heading: ({ folder, files, bytes }) => `Scanned “${folder}”: ${files} files, ${bytes}`,
    read: ({ read, unchanged }) => `${read} files read this time, ${unchanged} unchanged since the last scan`,
    attached: ({ count, created, createdText }) =>
      `${count} files attached to documents${created > 0 ? ` (${createdText} documents opened that no register names)` : ""}`,
    unassigned: (count) => `${count} files not assigned yet`,
    ignored: ({ count, reasons }) => `${count} left alone: ${list(reasons)}`,
    withheld: (count) => `${count} files with a mark of secrecy: listed only, never packed`,
    vanished: (count) => `${count} files of the last scan are no longer there`,
    toLookAt: "To look at",
    group: ({ count, severity }) => `${severity} (${count})`,
    more: (count) => `… ${count} more; see all with --format json`,
    unassignedHeading: "Not assigned yet",
    noDossier: "matches no dossier",
    draft: "its name says draft",
    maybe: ({ dossier, paper, percent, reasons }) =>
      `may be ${dossier}${paper === "" ? "" : `, ${paper}`} (${percent}%${reasons.length > 0 ? `: ${reasons.join("; ")}` : ""})`,
    reasons: {
      inFolder: "it lies in the folder of this dossier",
      folder: "the register names this folder",
      fileName: "the register names this file",
      reference: (reference) => `reference ${reference}`,
      type: (type) => `type ${type.charAt(0).toLowerCase()}${type.slice(1)}`,
      subject: (subject) => `about “${subject}”`,
      year: (year) => `year ${year}`,
      papers: (papers) => `${papers} papers in the folder are in the register`,
      number: (number) => `number ${number}`,
      date: (date) => `dated ${date}`,
      order: (place) => `by the order of the files it is document ${place} of the list`,
      words: (words) => `the words “${words}”`,
      abstract: "like abstract",
    },
    assignHint: "assign it with",
    next: "Next",
    allDone: "Every file has its place.",
  },
  assign: {
    done: ({ path, dossier, paper }) => `Attached “${path}” to dossier ${dossier}: ${paper}`,
    created: "new document",
    withheld: "marked secret, never packed",
    noSlot: "no slot yet",
  },
  settle: {
    begin: (count) =>
      `${count} ${count === 1 ? "file" : "files"} may belong to more than one document. Look at them one by one now?`,
    heading: ({ index, total, path }) => `File ${index}/${total}: ${path}`,
    facts: ({ format: kind, pages, size }) =>
      [kind, ...(pages === null ? [] : [`${pages} ${pages === 1 ? "page" : "pages"}`]), size].join(", "),
    because: (dossier, reasons) => `Dossier ${dossier}: ${reasons === "" ? "no clear reason" : reasons}`,
    question: "Where does this file belong?",
    candidate: ({ dossier, paper, percent }) =>
      `Dossier ${dossier}${paper === "" ? "" : `, ${paper}`} (${percent}%)`,
    alike: ({ count, dossier }) =>
      `Attach all ${count} files of this folder to dossier ${dossier}, each where its first proposal leads`,
    other: "Another dossier, to be typed…",
    open: "Open the file to look at it",
    skip: "Leave it for later",
    stop: "Stop here",
    whichDossier: "Reference of the dossier:",
    whichPaper: "Code of the slot (such as QD) or number of the document; empty if unknown:",
    opened: "The viewer was called.",
    cannotOpen: "This computer has no program that opens the file.",
    done: ({ assigned, left }) =>
      `${assigned} ${assigned === 1 ? "file" : "files"} attached; ${left > 0 ? `${left} left, go on with: bangiao inventory settle` : "none is left"}.`,
    nothing: "No file is waiting.",
  },
};
