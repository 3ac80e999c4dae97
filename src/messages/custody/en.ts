import type { Finding, FindingCode } from "../../model/finding.js";
import { manifestEn } from "../manifest/en.js";
import { signatureEn } from "../signature/en.js";
import { auditEn } from "./audit-en.js";
import type { CustodyMessages } from "./messages.js";
import { overviewEn } from "./overview-en.js";
import { planEn } from "./plan-en.js";
import { runningEn } from "./running-en.js";

const some = (items: string[]): string =>
  items.length <= 5 ? items.join(", ") : `${items.slice(0, 5).join(", ")} and ${items.length - 5} more`;

/** What is wrong with acts: with what they say, or with their signatures. */
const actFindings: Partial<Record<FindingCode, unknown>> = {
  ...manifestEn.findings,
  ...signatureEn.findings,
};
const textOf = ({ code, details }: Finding): string =>
  (actFindings[code] as (details: unknown) => string)(details);

/** The code of the unit that the register names for a case, where it is one of those that may receive it. */
const codeHinted = (hints: { reference: string; code: string | null }[], reference: string): string | null =>
  hints.find((hint) => hint.reference === reference)?.code ?? null;

export const custodyEn: CustodyMessages = {
  running: runningEn,
  audit: auditEn,
  overview: overviewEn,
  plan: planEn,
  failures: {
    "manifest-has-errors": ({ errors, dossiers }) => ({
      problem: `${errors} errors are not explained${dossiers.length > 0 ? ` in dossiers ${some(dossiers)}` : ""}; no manifest was made.`,
      hint: "See them: bangiao check. Explain: bangiao explain <reference> <slot>. Hand over all the same and say so in the manifest: add --with-errors",
    }),
    "manifest-empty": ({ waiting }) => ({
      problem:
        waiting > 0
          ? `no dossier is left for this handover; ${waiting} are in another manifest or go to another unit.`
          : "the workspace holds no dossier to hand over.",
      hint:
        waiting > 0
          ? "To list dossiers again that an earlier manifest holds: add --again"
          : "Import a register first: bangiao inventory import <register.xlsx>",
    }),
    "manifest-changed": ({ id, path }) => ({
      problem: `the manifest file of ${id} (${path}) is no longer what was made.`,
      hint: "Do not use it. Take it from a backup, or make a new one: bangiao manifest create",
    }),
    "acts-too-many": ({ path, acts, limit }) => ({
      problem: `the folder ${path} holds ${acts} acts, more than the ${limit} of one handover.`,
      hint: "Keep each handover in a folder of its own, with its list and its acts only, then run this again.",
    }),
    "act-refused": ({ id, findings }) => ({
      problem: `handover ${id} takes no such act: ${findings.map(textOf).join("; ")}.`,
      hint: `See the acts there are: bangiao manifest acts ${id}`,
    }),
    "act-by-itself": ({ path }) => ({
      problem: `“${path}” is an act, which can be checked only with its list and the acts before it.`,
      hint: "File it with its handover: bangiao manifest accept-act <file>. See them all: bangiao manifest acts, or bangiao manifest acts <manifest.json> without a workspace",
    }),
    "act-is-receipt": ({ path }) => ({
      problem: `“${path}” is a receipt, not another act.`,
      hint: "File it as one: bangiao manifest accept-receipt <file>",
    }),
    "manifest-not-signed": ({ id }) => ({
      problem: `manifest ${id} is not signed.`,
      hint: `Sign it first: bangiao manifest sign ${id} --key <name>`,
    }),
    "manifest-already-signed": ({ id }) => ({
      problem: `manifest ${id} is signed already and is not signed again.`,
      hint: `Look at it: bangiao manifest show ${id}. To correct something make a new one: bangiao manifest create --again`,
    }),
    "receiver-is-giver": ({ code, name }) => ({
      problem: `${name} (${code}) is the very unit that hands over.`,
      hint: "Old and new units may share a code: name the receiver with --to-name.",
    }),
    "cases-without-successor": ({ references, candidates, hints }) => ({
      problem: `the area was split, and nobody is named to continue: ${some(references)}.`,
      hint: `Name each: ${references
        .slice(0, 2)
        .map((one) => `--cases "${one}=${codeHinted(hints, one) ?? "<code>"}"`)
        .join(" ")}. ${
        hints.length > 0
          ? `The register notes (to be confirmed): ${hints.map(({ reference, unit }) => `${reference} to ${unit}`).join("; ")}. `
          : ""
      }Possible units: ${candidates.map(({ code, name }) => `${code} ${name}`).join(", ")}.`,
    }),
    "dossier-conflict": ({ reference, unit }) => ({
      problem: `dossier ${reference} of ${unit} is here already with other contents.`,
      hint: "Nothing is written over. Ask the giver why two dossiers bear one reference.",
    }),
    "decisions-wrong": ({ references, problem }) => ({
      problem: {
        missing: `no answer about dossiers ${some(references)}.`,
        unknown: `the package does not hold dossiers ${some(references)}.`,
        "reason-missing": `dossiers ${some(references)} are refused or reserved without a reason.`,
        "taken-already": `dossiers ${some(references)} were taken in and cannot be refused by another receipt.`,
      }[problem],
      hint:
        problem === "taken-already"
          ? "Give back what was taken in by a handover of its own: bangiao manifest create"
          : "Answer dossier by dossier: --template <file.csv> writes the list, --answers <file.csv> reads it. To accept all: --accept-all",
    }),
    "answers-wrong": ({ path, rows }) => ({
      problem:
        rows.length === 0
          ? `“${path}” is no list of answers: the column “Dossier” or “Answer” is missing.`
          : `the list of answers “${path}” cannot be used: ${some(
              rows.map(
                ({ row, problem, text }) =>
                  `row ${row}, ${
                    {
                      "dossier-unknown": `the package has no dossier “${text}”`,
                      "answer-unknown": `the answer “${text}” is not understood`,
                      "answers-differ": `dossier “${text}” has two different answers`,
                    }[problem]
                  }`,
              ),
            )}.`,
      hint:
        rows.length === 0
          ? "Write an empty list: add --template <file.csv>"
          : "In the column “Answer” write: accept, accept with reservation, or refuse; in “Reason” say why.",
    }),
    "plan-not-read": ({ path, row }) => ({
      problem: `the table “${path}” cannot be used: row ${row} is wrong.`,
      hint: "It needs the columns old_code, old_name, old_type, old_district, new_code, new_name, new_type, share, share_detail; codes have 5 digits.",
    }),
    "custody-papers-missing": ({ id, path }) => ({
      problem: `the papers of the earlier handover ${id} (manifest, receipt, signatures) are no longer whole in “${path}”.`,
      hint: "An onward package has to carry them. Receive the old package once more, or restore the folder from a backup.",
    }),
    "supplement-without-first": ({ id, first }) => ({
      problem: `${id} completes handover ${first}, which was not received here.`,
      hint: `Receive the package of ${first} first, then the supplement.`,
    }),
    "case-not-open": ({ reference }) => ({
      problem: `dossier ${reference} is closed, not an open case.`,
      hint: "Closed dossiers go as one block to one unit; leave it out of --cases.",
    }),
    "unit-unknown": ({ code }) => ({
      problem: `no unit of code ${code} is known.`,
      hint: 'Give its name as well: --to-name "Phường …"',
    }),
    "unit-ambiguous": ({ code, candidates }) => ({
      problem: `code ${code} means several units: ${candidates.join(", ")}.`,
      hint: "Name the receiver with --to-name.",
    }),
    "volume-size-malformed": ({ given }) => ({
      problem: `“${given}” is not the size of a volume.`,
      hint: "Write it as 4G, 700M or 4.2GiB; 4G is 4,000,000,000 bytes, as on the label of a stick.",
    }),
    "package-exists": ({ path }) => ({
      problem: `the package “${path}” exists and is not written over.`,
      hint: "Choose another folder with --out, or put the old package away.",
    }),
    "package-stopped": ({ files }) => ({
      problem: `nothing was packed: some files are no longer what was listed: ${some(files)}.`,
      hint: "Scan again and make a new manifest: bangiao inventory scan, bangiao manifest create --again",
    }),
    "package-not-valid": ({ verdict, path }) => ({
      problem:
        verdict === "untrusted"
          ? `the package “${path}” was not received: the giver's certificate is not trusted yet.`
          : `the package “${path}” was not received: it is not valid.`,
      hint:
        verdict === "untrusted"
          ? "Compare the fingerprint with the paper, then add --fingerprint <hex>, or run: bangiao trust add"
          : `See what is wrong: bangiao verify "${path}"`,
    }),
    "package-for-other-unit": ({ expected, receiver }) => ({
      problem: `this package is for ${receiver}, not for ${expected}.`,
      hint: "Pass it on to the unit it is for.",
    }),
    "receipt-not-valid": ({ path, reason }) => ({
      problem: `the receipt “${path}” cannot be used: ${reason}.`,
      hint: "Ask the receiver to send both the .receipt.json and the .p7s file again.",
    }),
    "receipt-conflict": ({ id }) => ({
      problem: `handover ${id} has another receipt already.`,
      hint: "A manifest has one receipt. The receiver answers anew with --replace, so that the later one says that it replaces the first.",
    }),
    "comparison-not-possible": ({ path, reason }) => ({
      problem: `“${path}” cannot be compared: ${reason}.`,
      hint: "Two manifests, two packages or two handover ids can be compared; or a receipt (.receipt.json) with one of these.",
    }),
  },
  commands: {
    receive: {
      summary: "verify a package, take its dossiers in and sign the receipt",
      more: "Files are copied into the receiver's store as a fonds of their own. Repeating it ends in the same state.",
      words: {
        package: "the package, a .zip; for a package in volumes, all of them",
        "--accept-all": "accept every dossier",
        "--template": "only write a .csv list for the answer about each dossier; nothing is received",
        "--answers":
          "read the answer about each dossier from that list: accept, accept with reservation, refuse",
        "--replace": "this receipt takes the place of the one sent before for the same handover",
        "--key": "name of the key that signs the receipt",
        "--passphrase-fd": "read the passphrase of the key from this file descriptor, for scripts",
        "--fingerprint": "fingerprint of the giver's certificate, read from paper",
        "--person": "who signs for the receiver",
        "--position": "that person's position",
        "--out": "where the receipt to send back is written; the current folder without it",
      },
    },
    log: {
      summary: "show the log: what was done, when, by whom",
      words: { "--dossier": "only what concerns this dossier and the handovers that hold it" },
    },
    logExport: {
      summary: "write the log to a file: .json with its chain of digests, .csv for reading",
      words: { file: "the .json or .csv file to write" },
    },
    logVerify: {
      summary: "check whether the log was changed",
      more: "An entry that was changed, moved, taken out or put in is found. That the last entries were cut off, or the whole chain was computed anew, only a digest noted elsewhere can show (on paper, in an exported log that was sent away): add --noted.",
      words: { "--noted": "digest of an entry, noted elsewhere; that entry must still be in the log" },
    },
  },
  way: {
    heading: "Where it has been",
    origin: ({ unit }) => `made at ${unit}`,
    step: ({ id, at, giver, receiver, answer }) => `${id}, listed ${at}: ${giver} → ${receiver}; ${answer}`,
    answered: ({ outcome, at }) => `the receiver answered: ${outcome}, ${at}`,
    noReceipt: "no receipt at hand",
  },
  receive: {
    notValid: "Nothing was received. The package did not pass verification:",
    done: ({ id, giver }) => `Received handover ${id} of ${giver} and signed the receipt.`,
    again: ({ id }) => `Handover ${id} was received before; nothing changed.`,
    counts: ({ accepted, reserved, refused, files, bytes }) =>
      `${accepted} dossiers accepted, ${reserved} with reservation, ${refused} refused; ${files} files (${bytes}).`,
    replaced: "This receipt replaces the one before; send it to the giver again.",
    template: ({ path, dossiers }) =>
      `The list for the answers about ${dossiers} dossiers: ${path}. Fill in “Answer” (accept, accept with reservation, refuse) and “Reason”, save it as .csv, and run the command again with --answers.`,
    columns: {
      id: "Dossier id",
      reference: "Dossier",
      answer: "Answer",
      what: "About",
      why: "Reason",
      title: "Title",
      status: "Status",
      documents: "Documents",
      files: "Files",
      exceptions: "Declared by the giver",
    },
    status: { open: "open", closed: "closed" },
    outcomes: {
      accepted: "accept",
      "accepted-with-reservation": "accept with reservation",
      refused: "refuse",
    },
    ask: {
      dossier: ({ at, of, reference }) => `Dossier ${at}/${of}, ${reference}: what is the answer?`,
      rest: "accept this one and all that are left",
      alike: ({ count, type }) => `accept all ${count} unanswered dossiers of this type: ${type}`,
      stop: "Stop here, answer the rest another time",
      begun: ({ answered, of }) =>
        `${answered} of ${of} dossiers of this package were answered before; no receipt is signed yet.`,
      goOn: ({ left }) => `Answer the ${left} that are left`,
      useThem: "Sign the receipt with those answers",
      anew: "Answer again from the beginning",
      kept: ({ answered, of }) =>
        `The answers for ${answered} of ${of} dossiers are kept; nothing is signed. Run the same command to go on.`,
      what: "About what (empty: the dossier as a whole)?",
      why: "Why?",
      whyNeeded: "A reason is needed.",
      contents: ({ documents, files }) => `${documents} documents, ${files} files:`,
      noFile: "no file",
      withheld: "classified, handed over apart",
      declared: "Declared by the giver:",
    },
    remark: ({ reference, outcome, remarks }) => `${reference}: ${outcome}. ${remarks}`,
    kept: ({ folder }) => `The files are in: ${folder}`,
    receipt: ({ path }) => `The receipt to send back to the giver: ${path} (with its .p7s)`,
    openCases: ({ count }) => `${count} open cases have to be continued now.`,
    next: "See what was received",
  },
  log: {
    empty: "The log is empty.",
    actions: {
      "workspace-created": "workspace made",
      "registers-imported": "registers imported",
      "folder-scanned": "folder scanned",
      "files-assigned": "files assigned to a dossier",
      "key-created": "signing key made",
      "key-imported": "signing key imported",
      timestamped: "time stamp put on a signature",
      "trust-added": "certificate trusted",
      "trust-removed": "certificate no longer trusted",
      "revocation-list-added": "revocation list added",
      "plan-imported": "restructuring plan imported",
      "manifest-created": "manifest made",
      "act-filed": "act filed",
      "act-signed": "act signed",
      "manifest-signed": "manifest signed",
      "package-created": "package made",
      received: "handover received",
      "receipt-accepted": "receipt filed",
      "inventory-edited": "inventory edited by hand",
      "names-revealed": "protected names shown",
      checked: "dossiers checked",
      explained: "explanation recorded",
      "rules-chosen": "rule packs chosen",
    },
    labels: {
      unit: "unit",
      key: "key",
      registers: "registers:",
      documents: "documents:",
      read: "files read:",
      attached: "attached:",
      created: "new documents:",
      rows: "rows:",
      receiver: "receiver",
      giver: "giver",
      dossiers: "dossiers:",
      files: "files:",
      bytes: "bytes:",
      accepted: "accepted:",
      reserved: "reserved:",
      refused: "refused:",
      sha256: "digest",
      manifest: "manifest",
      receipt: "receipt",
      fingerprint: "certificate",
      dossier: "dossier",
      document: "document",
      fields: "fields:",
      errors: "errors:",
      warnings: "warnings:",
      explained: "answered for:",
      slot: "paper",
      packs: "rule packs:",
    },
    columns: { seq: "No.", at: "At", actor: "By", action: "What", about: "About", sha256: "Digest" },
    exported: ({ path, entries }) => `Wrote ${entries} entries of the log to ${path}.`,
    lastDigest: ({ digest }) => `Digest of the last entry: ${digest}`,
    by: ({ actor }) => `by: ${actor}`,
    whole: ({ entries, digest }) => `The log is whole: ${entries} entries, digest of the last one ${digest}.`,
    broken: ({ seq }) => `The log was changed: entry ${seq} does not fit the one before it.`,
    notedThere: "The entry with the noted digest is there.",
    notedGone:
      "No entry has the noted digest: the log was cut off or made anew, or the digest belongs to another log.",
    limit:
      "The chain by itself does not show that the last entries were cut off: note the last digest on paper and check next time with --noted <digest>.",
  },
};
