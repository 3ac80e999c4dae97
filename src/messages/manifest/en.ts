import type { ManifestMessages } from "./messages.js";

const lists = { manifest: "manifest", receipt: "receipt", act: "act" } as const;
const actKinds: Record<string, string> = {
  receipt: "receipt",
  "co-signature": "giver's co-signature",
  witness: "witness's statement",
  supplement: "supplement",
  renewal: "keeper's confirmation",
};
const actRoles: Record<string, string> = {
  giver: "giver",
  receiver: "receiver",
  witness: "witness",
  keeper: "keeper",
};
const short = (digest: string): string => digest.slice(0, 16);
const papers = {
  manifest: "manifest",
  signature: "signature of the manifest",
  receipt: "receipt",
  "receipt-signature": "signature of the receipt",
} as const;
const priorHeads = { id: "id", giver: "giver", receiver: "receiver", time: "time" } as const;
const custodyBreaks: Record<
  "gap" | "not-listed" | "other-reference" | "other-origin" | "earlier-way" | "refused",
  (handover: string) => string
> = {
  gap: (id) =>
    `the way of this dossier breaks off after handover ${id}: whoever received it is not who gave it on`,
  "not-listed": (id) => `the earlier handover ${id} does not hold this dossier`,
  "other-reference": (id) => `in the earlier handover ${id} this dossier had another reference`,
  "other-origin": (id) => `in the earlier handover ${id} this dossier belonged to another unit's fonds`,
  "earlier-way": (id) => `this manifest leaves out where the dossier had been before handover ${id}`,
  refused: (id) => `this dossier was refused in the earlier handover ${id}`,
};
const kinds: Record<string, string> = {
  text: "plain text without control characters",
  "some-text": "text, not empty",
  date: "a day, month or year of the calendar",
  time: "a moment in Vietnamese time",
  count: "a whole number, not negative",
  boolean: "true or false",
  sha256: "a SHA-256 digest",
  uuid: "a UUID",
  nonce: "32 hexadecimal digits",
  "handover-id": "the id of a handover",
  "bag-path": "a path in the package",
  list: "a list",
  record: "a group of fields",
};
const kind = (expected: string): string => kinds[expected] ?? `one of: ${expected.replaceAll("|", ", ")}`;

export const manifestEn: ManifestMessages = {
  findings: {
    "list-empty": ({ list }) => `the ${lists[list]} is empty`,
    "list-too-large": ({ list, what, limit, line }) =>
      `the ${lists[list]} is too large (${{ file: "the file", line: "a line", list: "a list" }[what]} exceeds ${limit}${line ? `, line ${line}` : ""})`,
    "list-byte-order-mark": ({ list }) =>
      `the ${lists[list]} begins with a byte order mark: another program has rewritten it`,
    "list-line-ending": ({ list, line, ending }) =>
      ending === "missing"
        ? `the last line of the ${lists[list]} (line ${line}) has no line end: the file was cut or edited`
        : `line ${line} of the ${lists[list]} ends the Windows way: another program has rewritten it`,
    "list-not-utf8": ({ list, line }) => `line ${line} of the ${lists[list]} is not UTF-8`,
    "list-format-unknown": ({ list, found, known }) =>
      `this is no ${lists[list]} of format ${known}${found ? ` but “${found}”` : ""}`,
    "list-framing": ({ list, line, expected }) =>
      `line ${line} of the ${lists[list]} is not as prescribed${expected ? `: ${expected} should stand there` : ": nothing may follow"}`,
    "list-json-broken": ({ list, line, column }) =>
      `line ${line} of the ${lists[list]} cannot be read from column ${column} on`,
    "list-key-duplicate": ({ list, line, field }) =>
      `line ${line} of the ${lists[list]}: “${field}” stands twice`,
    "list-key-unknown": ({ list, line, field }) =>
      `line ${line} of the ${lists[list]}: unknown field “${field}”`,
    "list-key-missing": ({ list, line, field }) =>
      `line ${line} of the ${lists[list]}: “${field}” is missing`,
    "list-key-order": ({ list, line, field }) =>
      `line ${line} of the ${lists[list]}: “${field}” is out of order`,
    "list-not-nfc": ({ list, line, field }) =>
      `line ${line} of the ${lists[list]}: “${field}” is written in decomposed Unicode (NFD), not composed (NFC)`,
    "list-value-wrong": ({ list, line, field, expected }) =>
      `line ${line} of the ${lists[list]}: the value of “${field}” is not allowed; it must be ${kind(expected)}`,
    "list-not-canonical": ({ list, line, column }) =>
      `line ${line} of the ${lists[list]} is spelled otherwise than prescribed from column ${column} on`,
    "list-findings-cut": ({ limit }) => `more is wrong; only the first ${limit} are listed`,
    "manifest-total-differs": ({ field, declared, counted }) =>
      `the total “${field}” says ${declared}, counted ${counted}`,
    "manifest-dossier-repeated": ({ what }) =>
      what === "id" ? "the dossier is listed twice" : "the dossier is not in the order of the manifest",
    "manifest-document-repeated": ({ id }) => `document ${id} is listed twice`,
    "manifest-path-repeated": ({ path }) => `two files share one place in the package: ${path}`,
    "manifest-secret-shown": ({ what }) =>
      `the manifest shows ${{ title: "the title", abstract: "the abstract", signer: "the signer", notes: "contents", files: "a file" }[what]} of a classified paper`,
    "manifest-parties-same": () => "giver and receiver are one unit",
    "manifest-reference-wrong": ({ list, reference }) =>
      `the list “${list}” names dossier ${reference}, which does not agree with the manifest`,
    "receipt-other-handover": ({ expected, found }) =>
      `the receipt is for handover ${found}, not for ${expected}`,
    "receipt-other-manifest": ({ expected, found }) =>
      `the receipt answers another manifest (digest ${short(found)}…, sent was ${short(expected)}…)`,
    "receipt-other-signature": ({ what, expected, found }) =>
      `the receipt refers to another ${what} of the giver (${short(found)}…, it should be ${short(expected)}…)`,
    "receipt-other-party": ({ side, expected, found }) =>
      `the ${side} is ${found} in the receipt and ${expected} in the manifest`,
    "receipt-dossier-unknown": ({ reference }) =>
      `the receipt names dossier ${reference}, which the manifest has not`,
    "receipt-dossier-unanswered": ({ reference }) => `the receipt does not answer about dossier ${reference}`,
    "receipt-dossier-repeated": ({ reference }) => `the receipt answers twice about dossier ${reference}`,
    "receipt-reference-differs": ({ expected, found }) =>
      `the receipt writes reference ${found}, the manifest ${expected}`,
    "receipt-count-differs": ({ field, declared, counted }) =>
      `the receipt's count “${field}” says ${declared}, counted ${counted}`,
    "receipt-reason-missing": ({ outcome }) =>
      outcome === "refused" ? "refused without a reason" : "accepted with reservation without a reason",
    "receipt-earlier-than-manifest": ({ manifest, receipt }) =>
      `the receipt is dated ${receipt}, before the manifest (${manifest})`,
    "act-role-wrong": ({ kind, role }) =>
      `the signer's role (${actRoles[role] ?? role}) does not go with the act (${actKinds[kind] ?? kind})`,
    "act-previous-missing": ({ previous }) =>
      `this act follows one that is not here or whose signature is wrong (SHA-256 ${short(previous)}…)`,
    "act-forked": ({ previous }) => `two acts follow one and the same (SHA-256 ${short(previous)}…)`,
    "act-repeated": () => "this act was handed in twice",
    "act-earlier-than-previous": ({ previous, act }) =>
      `the act says it was made at ${act}, before the one it follows (${previous})`,
    "act-two-roles": ({ certificate }) =>
      `one certificate (${short(certificate)}…) signs in two roles in this handover`,
    "act-signed-twice": ({ certificate }) =>
      `the certificate ${short(certificate)}… has signed this manifest already`,
    "act-signer-not-giver": ({ certificate }) =>
      `whoever signed the supplement (${short(certificate)}…) did not sign the manifest for the giver`,
    "act-known-missing": ({ kind, sha256 }) =>
      `the ${actKinds[kind] ?? kind} that this unit has a record of is missing (SHA-256 ${short(sha256)}…)`,
    "act-signer-changed": ({ kind, expected, found }) =>
      `the ${actKinds[kind] ?? "list"} carries a signature by certificate ${short(found)}…, but the records here say ${short(expected)}…: it was signed again with another key`,
    "act-signer-untrusted": ({ kind, name, fingerprint }) =>
      `the signer of the ${actKinds[kind] ?? kind} (${name}) is not trusted here (${short(fingerprint)}…); compare the fingerprint with paper and add it with bangiao trust add`,
    "acts-too-many": ({ acts, limit }) => `the package carries ${acts} acts, more than ${limit}`,
    "acts-too-large": ({ limit }) =>
      `the acts in the package are larger than ${limit / 1024 / 1024} MB together, so none was read`,
    "custody-paper-missing": ({ handover, what }) =>
      `the package lacks the ${papers[what]} of the earlier handover ${handover}`,
    "custody-paper-differs": ({ handover, what, expected, found }) =>
      what === "manifest" || what === "receipt"
        ? `the ${papers[what]} of the earlier handover ${handover} is not the one this manifest names (SHA-256 ${short(found)}…, should be ${short(expected)}…)`
        : `the manifest of the earlier handover ${handover} has ${found} as its ${priorHeads[what]}, this one says ${expected}`,
    "custody-signer-untrusted": ({ handover, name, fingerprint }) =>
      `the certificate of ${name}, who signed in the earlier handover ${handover}, is not trusted (${short(fingerprint)}…)`,
    "custody-dossier-broken": ({ handover, problem }) => custodyBreaks[problem](handover),
    "receipt-same-signer": () =>
      "manifest and receipt bear the same signing key: one person cannot stand on both sides",
  },
  commands: {
    create: {
      summary: "make the manifest of a handover",
      more: "Closed dossiers go as one block to one unit; open cases go to the units that continue them (--cases).",
      words: {
        "--to": "code of the receiving unit",
        "--to-name": "its name, when the code was never met before",
        "--cases":
          "an open case and the code of the unit that continues it, <reference>=<code>; may be repeated",
        "--cases-only": "hand over only the cases named with --cases, not the block of closed dossiers",
        "--with-errors": "hand over in spite of unexplained errors; the manifest says so",
        "--again": "list dossiers again that an earlier manifest holds already",
        "--supplement":
          "id of the handover to complete: dossiers that were refused, that have more papers now, or that were found since",
        "--person": "who signs for the giver",
        "--position": "that person's position",
        "--to-person": "who signs for the receiver",
        "--to-position": "that person's position",
        "--basis": "a legal basis, in place of the usual ones; may be repeated",
        "--also-basis":
          "one more legal basis after the usual ones: the decision on the Party organisation, the plan of the handover; may be repeated",
        "--witness":
          "a witness, <body>; <person>; <position>, or the body alone while the person is not known; may be repeated",
        "--term-from": "first day of the term, for the last numbers used",
        "--pack": "a rule pack of your own in place of the shipped one",
      },
    },
    act: {
      summary: "sign one more act of a handover: co-signature, witness, supplement, renewal",
      more: "co-signature: one more signer for the giver; witness: somebody who was there; supplement: the giver adds later; renewal: the keeper confirms that the acts before are whole. Each act follows the last one.",
      words: {
        kind: "co-signature, witness, supplement or renewal",
        id: "id of the handover; the latest signed one without it",
        "--key": "name of the signing key",
        "--person": "who signs",
        "--position": "that person's position",
        "--organisation": "the signer's organisation; this unit without it",
        "--statement": "words to sign instead of the usual ones",
        "--item": "what is added or remarked about a dossier, as <reference>=<words>; may be repeated",
        "--passphrase-fd": "read the passphrase of the key from this file descriptor, for scripts",
      },
    },
    acceptAct: {
      summary: "check an act that came from elsewhere, and file it",
      more: "A co-signature, a witness or a supplement that somebody signed on another computer. It is filed only when its signature, its signer and its place among the acts that are there are right.",
      words: {
        act: "the .json file of the act; its .p7s lies beside it",
        "--fingerprint": "fingerprint of the signer's certificate, read from paper",
      },
    },
    acts: {
      summary: "check the receipt and all other acts of a handover",
      words: {
        id: "id of the handover, or a manifest.json with the folder acts beside it; the latest signed one without it",
      },
    },
    sign: {
      summary: "sign the manifest with the giver's key",
      words: {
        id: "id of the handover; the latest unsigned one without it",
        "--key": "name of the signing key",
        "--signature": "a .p7s file that was made elsewhere over this very manifest.json, instead of --key",
        "--passphrase-fd": "read the passphrase of the key from this file descriptor, for scripts",
      },
    },
    show: {
      summary: "show a manifest",
      words: {
        manifest: "id of a handover or a manifest.json; the latest one without it",
        "--full": "list the documents and files of each dossier too",
      },
    },
    export: {
      summary: "write a manifest as a spreadsheet",
      words: {
        manifest: "id of a handover or a manifest.json",
        "--out": "a .csv or .xlsx file",
        "--list": "which list, for a .csv file",
      },
    },
    acceptReceipt: {
      summary: "check and file the receipt that the receiver sent back",
      words: {
        receipt: "the .receipt.json file; its signature .p7s lies beside it",
        "--fingerprint": "fingerprint of the receiver's certificate, read from paper",
      },
    },
    diff: {
      summary:
        "compare two manifests or packages, or one with the present inventory; or a receipt with the manifest it answers",
      words: {
        before:
          "the earlier one: a file, a package, the id of a handover, or a workspace folder (its present inventory); or a receipt, .receipt.json",
        after: "the manifest or workspace folder to compare with; or the manifest that the receipt answers",
        "--out": "writes the result to a new file; .html, .xlsx, .json, .txt at its end decides the form",
      },
    },
  },
  show: {
    title: ({ id }) => `MANIFEST OF HANDOVER ${id}`,
    supplement: ({ id }) => `supplement to ${id}`,
    madeAt: "Made at",
    giver: "Giver",
    receiver: "Receiver",
    witness: "Witness",
    signed: "signed",
    notSigned: "not signed",
    digest: "SHA-256",
    overridden: ({ errors }) => `Handed over with ${errors} unexplained errors.`,
    totals: ({ dossiers, closed, open, documents, files, bytes }) =>
      `${dossiers} dossiers (${closed} closed, ${open} open), ${documents} documents, ${files} files (${bytes})`,
    volume: ({ sheets, pages, boxes }) => `${sheets} sheets, ${pages} pages, ${boxes} boxes`,
    untyped: "type not known",
    headings: {
      byType: "BY TYPE OF DOSSIER",
      closed: "CLOSED DOSSIERS",
      openCases: "OPEN CASES",
      obligations: "STILL TO BE DONE",
      withheld: "CLASSIFIED PAPERS, HANDED OVER APART",
      exceptions: "MISSING, DAMAGED, ELSEWHERE",
      remaining: "DOSSIERS NOT IN THIS HANDOVER",
      lastNumbers: "LAST NUMBERS USED",
      responsibilities: "RESPONSIBILITIES",
      legalBases: "LEGAL BASES",
      custody: "EARLIER HANDOVERS",
    },
    columns: {
      reference: "Reference",
      type: "Type",
      title: "Title",
      documents: "Documents",
      files: "Files",
      dossiers: "Dossiers",
    },
    secretTitle: ({ level }) => `(classified ${level}, no title given)`,
    step: "reached",
    nextStep: "next",
    deadline: "deadline",
    team: "team",
    successor: "continued by",
    noSuccessor: "nobody named to continue it",
    obligations: {
      rectification: ({ until }) => `remedy not reported${until ? `, due ${until}` : ""}`,
      discipline: ({ form, since, until }) =>
        `${form}${since ? `, published ${since}` : ", day of publication not known"}${until ? `, lapses ${until}` : ", day of lapse not known"}`,
      complaint: "complaint pending",
    },
    withheld: ({ number, date, level, sheets }) =>
      `${number ?? "without number"}${date ? `, ${date}` : ""}, ${level}${sheets === null ? "" : `, ${sheets} sheets`}`,
    exceptions: {
      missing: "missing",
      damaged: "damaged, cannot be opened",
      "held-elsewhere": "original held elsewhere",
      unanswered: "not known whether required",
    },
    explained: ({ reason, person, due }) =>
      `explained: ${reason} — ${person}${due ? `, promised for ${due}` : ""}`,
    notExplained: "not explained",
    remaining: {
      "goes-to-other-receiver": "goes to another unit",
      "in-other-handover": "in another manifest already",
      "no-successor": "receiver not settled",
    },
    lastNumber: ({ number, date }) => `${number}${date ? ` (${date})` : ""}`,
    sides: { giver: "Giver", receiver: "Receiver" },
    nothing: "none",
  },
  create: {
    done: ({ id, receiver }) => `Made manifest ${id}, to be handed over to ${receiver}.`,
    remaining: ({ count }) => `${count} dossiers are not in this handover; the manifest names them.`,
    forms: { witness: "<body>; <person>; <position>", successor: "<dossier>=<code of the unit>" },
    guessedReceiver: ({ name }) => `The receiver's name comes from the table of restructured units: ${name}.`,
    next: "Look it through, then sign",
  },
  act: {
    kinds: actKinds,
    done: ({ kind, id }) => `Signed the ${kind} of handover ${id}.`,
    next: "Send the others these two files:",
    heading: ({ id }) => `Acts of handover ${id}`,
    none: ({ id }) => `Handover ${id} has no acts yet.`,
  },
  sign: {
    done: ({ id, signer }) => `Signed manifest ${id} with the certificate of ${signer}.`,
    fingerprint: "Fingerprint of the certificate, for the paper minutes",
    next: "Pack it",
  },
  export: { done: ({ path, rows }) => `Wrote ${rows} rows to ${path}.` },
  acceptAct: {
    filed: ({ id, kind }) => `Filed the ${kind} of handover ${id}.`,
    again: ({ id, kind }) => `This ${kind} of handover ${id} was filed before.`,
    refused: "This act was not filed, for something is wrong:",
    notReadable: "Nothing was filed, for this file is not a whole act:",
    compare:
      "Compare the fingerprint of the signer's certificate with the paper, then run this again with it:",
  },
  acceptReceipt: {
    accepted: ({ id, receiver }) => `The receipt of ${receiver} for handover ${id} is right and was filed.`,
    again: ({ id }) => `This receipt for handover ${id} was filed before.`,
    refused: ({ id }) => `The receipt for handover ${id} was not filed, for something is wrong:`,
    notReadable: "Nothing was filed, for this file is not a whole receipt:",
    untrusted: ({ fingerprint }) =>
      `The receiver's certificate (${fingerprint}) is not trusted yet. Compare it with the paper, then run: bangiao trust add`,
    counts: ({ accepted, reserved, refused }) =>
      `${accepted} dossiers accepted, ${reserved} with reservation, ${refused} refused.`,
    remark: ({ what, why }) => (what ? `${what}: ${why}` : why),
  },
  diff: {
    same: "The two manifests are the same.",
    sameInventory: "Nothing differs.",
    sides: { before: "Before", after: "After" },
    inventory: ({ unit }) => `the present inventory of ${unit}`,
    otherIds: ({ dossiers, documents }) =>
      `${dossiers} dossiers and ${documents} documents are the same but under other ids (the inventory was made anew)`,
    setAside: ({ remaining, otherFonds }) =>
      `Not compared: ${[
        ...(remaining > 0 ? [`${remaining} dossiers that the manifest names as not in this handover`] : []),
        ...(otherFonds > 0 ? [`${otherFonds} dossiers of other units`] : []),
      ].join("; ")}.`,
    merged: ({ from, into }) => `${from.join(", ")} → ${into} (merged)`,
    split: ({ from, into }) => `${from} → ${into.join(", ")} (split)`,
    areas: {
      parties: "Parties",
      head: "Head",
      totals: "Totals",
      otherIds: "Ids",
      responsibilities: "Responsibilities",
      dossiers: "Dossiers",
      documents: "Documents",
      files: "Files",
      openCases: "Open cases",
      obligations: "Still to be done",
      withheld: "Classified papers",
      exceptions: "Missing, damaged, elsewhere",
      remaining: "Dossiers not in this handover",
    },
    added: "added",
    removed: "removed",
    changed: "changed",
    moved: "moved",
    renamed: "renamed",
    regrouped: "merged, split",
    inDossier: ({ reference }) => `dossier ${reference}`,
    rescanned: "other bytes in the file",
    empty: "(empty)",
    kinds: {
      handover: "handover",
      supplement: "supplement",
      organisation: "organisation",
      member: "member",
      other: "other",
      rectification: "remedy",
      "discipline-in-force": "discipline in force",
      complaint: "complaint",
    },
    noManifest: "there is no manifest inside",
    twoReceipts: "both sides are receipts",
    handoverUnknown: ({ id }) =>
      `this workspace does not keep the manifest ${id} that the receipt answers; name the manifest or the package`,
    written: ({ path }) => `The comparison was written to ${path}`,
    page: {
      title: "Comparison of two handover manifests",
      titleInventory: "Comparison with the present inventory",
      more: ({ count }) => `… and ${count} more not shown here; to see all: bangiao diff … --format json`,
    },
    sheets: { differences: "Differences", sides: "The two manifests" },
    columns: {
      area: "Part",
      kind: "Change",
      name: "Dossier, document, file",
      field: "Field",
      list: "Manifest",
      id: "Handover",
      madeAt: "Made at",
      giver: "Giver",
      receiver: "Receiver",
      dossiers: "Dossiers",
    },
    more: ({ count }) => `… and ${count} more; to see all: --format json`,
    summary: ({ added, removed, changed, moved }) =>
      `Different: ${added} added, ${removed} removed, ${changed} changed, ${moved} moved.`,
  },
  receiptDiff: {
    title: "A receipt held against the manifest",
    sides: { receipt: "Receipt", list: "Manifest" },
    otherHandover: ({ receipt, list }) =>
      `This receipt answers another handover: the receipt is for ${receipt}, the manifest is ${list}. Look for the manifest of ${receipt}.`,
    otherList: ({ answered, found }) =>
      `The receipt answers another manifest: the one answered has digest ${short(answered)}…, this one ${short(found)}…. Take the manifest that was sent.`,
    otherParty: ({ side, receipt, list }) =>
      `Another ${side}: the receipt says ${receipt}, the manifest ${list}.`,
    otherReference: ({ reference }) => `the receipt writes reference ${reference}`,
    answers: {
      accepted: "Accepted",
      "accepted-with-reservation": "Accepted with reservation",
      refused: "Refused",
      unanswered: "Not answered",
      unlisted: "In the receipt, not in the manifest",
    },
    allAccepted: "The receiver accepted every dossier of this manifest, without reservation.",
    summary: (counts) =>
      `${counts.accepted} dossiers accepted, ${counts["accepted-with-reservation"]} with reservation, ${counts.refused} refused, ${counts.unanswered} not answered, ${counts.unlisted} not in the manifest.`,
    notVerified:
      "Only the contents were compared, no signature was checked: bangiao verify <receipt> <manifest> does that.",
    sheets: { answers: "Answers", sides: "Receipt and manifest" },
    columns: {
      reference: "Dossier",
      title: "Title",
      answer: "Answer",
      otherReference: "Reference in the receipt",
      what: "About what",
      why: "Why",
    },
  },
  fields: {
    kind: "kind",
    id: "id",
    uuid: "UUID",
    createdAt: "made at",
    tool: "program",
    version: "version",
    rulePacks: "rule packs",
    legalBases: "legal bases",
    giver: "giver",
    receiver: "receiver",
    witnesses: "witnesses",
    person: "person",
    position: "position",
    code: "code",
    name: "name",
    organisation: "organisation",
    committee: "committee",
    province: "province",
    fonds: "fonds",
    from: "from",
    until: "until",
    checked: "check",
    error: "errors",
    warning: "warnings",
    info: "notes",
    explained: "explained",
    overridden: "handed over in spite of errors",
    lastNumbers: "last numbers",
    priorHandovers: "earlier handovers",
    supplements: "supplement to",
    reference: "reference",
    origin: "originating unit",
    type: "type",
    title: "title",
    issuer: "issuer",
    opened: "opened",
    closed: "closed",
    status: "status",
    subjects: "subjects",
    outcome: "outcome",
    discipline: "discipline",
    form: "form",
    published: "published",
    rectificationDeadline: "remedy due",
    facts: "facts of the case",
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
    custody: "earlier handovers",
    ordinal: "order",
    slot: "slot",
    alsoSlots: "further slots",
    number: "number",
    date: "date",
    typeName: "kind of paper",
    abstract: "abstract",
    signer: "signer",
    extent: "sheets",
    original: "original or copy",
    state: "state",
    dossiers: "dossiers",
    open: "open cases",
    documents: "documents",
    withheld: "classified papers",
    paperOnly: "on paper only",
    heldElsewhere: "held elsewhere",
    boxes: "boxes",
    files: "files",
    bytes: "bytes",
    step: "step reached",
    nextStep: "next step",
    deadline: "deadline",
    team: "team",
    successor: "who continues",
    subject: "subject",
    since: "since",
    level: "secrecy",
    explanation: "explanation",
    reason: "reason",
    due: "promised for",
    handover: "handover",
    unit: "unit",
  },
};
