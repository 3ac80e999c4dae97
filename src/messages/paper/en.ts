import type { PaperMessages } from "./messages.js";

const problems = {
  "not-office": "it is no Word (.docx) or Excel (.xlsx) file that can be opened",
  "too-large": "it is too large for a template",
} as const;

const list = "id of a handover, a manifest.json or a package; without it, the latest list";
const out = "file or folder to write to; without it, the current folder";
const template = "the office's own template, in place of the one shipped";
const overwrite = "write over a file that is there already";
const dossier = "only for this dossier; may be given several times";
const paper = { list, "--out": out, "--template": template, "--overwrite": overwrite };

export const paperEn: PaperMessages = {
  failures: {
    "template-wrong": ({ path, problem, word, allowed }) => {
      if (problem === "field-unknown")
        return {
          problem: `the template ${path} has a field “${word}” that this paper does not know.`,
          hint: `Correct the name in the template. Fields there are: ${allowed.join(", ")}.`,
        };
      if (problem === "mark-wrong")
        return {
          problem: `the template ${path} has marks that do not open and close in pairs${word === "" ? "" : `: {${word}}`}.`,
          hint: "Every {#name} needs a {/name} after it. Correct the template and print again.",
        };
      if (problem === "picture-not-alone")
        return {
          problem: `in the template ${path} the picture {@${word}} shares its paragraph with text.`,
          hint: "Put {@…} alone into a paragraph, without even a blank.",
        };
      return {
        problem: `the template ${path} cannot be used: ${problems[problem]}.`,
        hint: "Copy the shipped template from templates/paperwork and change the copy.",
      };
    },
    "paper-without-content": ({ paper: name, id }) => ({
      problem: `the handover ${id} has nothing for ${paperEn.names[name as keyof typeof paperEn.names] ?? name}.`,
      hint:
        name === "labels"
          ? "State the boxes with: bangiao inventory edit dossier <reference> box=<box>, then make a new list. For sticks and discs: bangiao print labels --carrier"
          : "Look at the list with: bangiao manifest show --full",
    }),
    "paper-source-not-valid": ({ path, reason }) => ({
      problem: `no paper is made of ${path}: ${reason}.`,
      hint: `Check it with: bangiao verify ${path}`,
    }),
    "paper-source-locked": ({ path }) => ({
      problem: `the package ${path} is locked, so its list cannot be read.`,
      hint: "Name the handover by its id in place of the package. For the labels of a package in volumes, say how many: --volumes <count>",
    }),
    "paper-needs-receipt": ({ id }) => ({
      problem: id === "" ? "there is no receipt yet." : `the handover ${id} has no receipt yet.`,
      hint: "The receiver makes it with: bangiao receive; the giver files it with: bangiao manifest accept-receipt",
    }),
    "paper-code-malformed": ({ given }) => ({
      problem: `“${given.length > 60 ? `${given.slice(0, 60)}…` : given}” is no code from a paper, or was mistyped.`,
      hint: "Scan the QR code again, or type the whole line “Code” that begins with BG-. Quote it if it has blanks.",
    }),
  },
  commands: {
    print: {
      summary: "print the papers of a handover to Word and Excel files",
      more: "The wording comes from the templates in templates/paperwork; an office changes a copy in Word or Excel and uses it with --template.",
      words: {},
    },
    minutes: {
      summary: "the handover minutes",
      more: "With the digest of the list, the fingerprints of both certificates, and a QR code to compare: bangiao verify <package> --paper <code>.",
      words: paper,
    },
    index: { summary: "the list of dossiers (7 columns)", words: paper },
    contents: {
      summary: "the list of documents of each dossier (7 columns)",
      more: "More than 500 dossiers come in several files.",
      words: { ...paper, "--dossier": dossier },
    },
    closing: {
      summary: "the closing sheet of each dossier",
      more: "More than 500 dossiers come in several files.",
      words: { ...paper, "--dossier": dossier },
    },
    receipt: {
      summary: "the receipt minutes, from the signed receipt",
      more: "The code printed on it is checked with: bangiao verify <receipt> --paper <code>",
      words: { ...paper, list: "id of a handover or a .receipt.json file; without it, the latest receipt" },
    },
    labels: {
      summary: "labels for the boxes, or for the stick or disc that carries the package, with QR codes",
      more: "With --carrier, name the package that was made, and it tells how many volumes it has: bangiao print labels <package> --carrier. For one locked with a passphrase say it with --volumes.",
      words: {
        ...paper,
        "--carrier": "labels for the sticks or discs that carry the package, in place of the boxes'",
        "--volumes": "how many volumes the package has; a label for each",
      },
    },
  },
  names: {
    minutes: "the handover minutes",
    index: "the list of dossiers",
    contents: "the lists of documents",
    closing: "the closing sheets",
    receipt: "the receipt minutes",
    labels: "the box labels",
    carrier: "the labels of sticks and discs",
  },
  done: ({ paper: name, id }) => `Wrote ${name} of handover ${id}:`,
  notSigned:
    "The list is not signed, so this paper has no fingerprint of the giver's certificate. Sign, then print again: bangiao manifest sign",
  next: {
    minutes:
      "Open it in Word, fill in what is left open, print it; both sides sign and seal. The receiver compares the code on paper when verifying the package.",
    index: "Open it in Excel, print it on A4 landscape, and attach it to the handover minutes.",
    contents:
      "Open it in Excel, print it on A4 landscape; every dossier begins a page. It goes first into the dossier.",
    closing: "Open it in Word, print it, have it signed; it goes last into the dossier.",
    receipt: "Open it in Word, print it, sign and seal it, and send one copy to the giver.",
    labels: "Open it in Word, print it, cut the labels and glue them on the boxes.",
    carrier:
      "Open it in Word, print it, cut the labels and stick them on the stick, the disc or its envelope.",
  },
  inPaper: {
    day: ({ day, month, year }) => `${Number(day)} ${monthNames[Number(month) - 1] ?? month} ${year}`,
    unit: ({ name, code, until }) => `${name} (code ${code}${until ? `, until ${until}` : ""})`,
    organisation: ({ unit }) => `Đảng uỷ ${unit.charAt(0).toLocaleLowerCase("vi")}${unit.slice(1)}`,
    committee: "Uỷ ban Kiểm tra",
    period: ({ from, to }) => `${from} – ${to}`,
    sheets: ({ count }) => `${count} sh.`,
    pages: ({ count }) => `${count} p.`,
    withheld: ({ level }) => `(${level}: handed over apart, no abstract)`,
    withheldCount: ({ count }) => `${count} classified, handed over apart`,
    copy: "copy",
    notYet: "not signed yet",
    volume: ({ number, of }) => `Volume ${number} of ${of}`,
    conditionUnknown: "condition not stated",
    scanPlace: ({ reference, ordinal, times }) =>
      `dossier ${reference}, paper ${ordinal}${times > 1 ? ` (${times} files)` : ""}`,
    registers: [
      { slot: "CTBC.SOVB", name: "Register of outgoing and incoming papers" },
      { slot: "CTBC.SODON", name: "Register of petitions" },
      { slot: "CTBC.SOKL", name: "Register of disciplined organisations and members" },
      { slot: "CTBC.SOBB", name: "Minute book" },
    ],
  },
};

const monthNames = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
