import type { RuleFailures } from "../../model/failures/rules.js";
import type { CheckFindings } from "../../model/findings/check.js";
import type { CheckMessages } from "./messages.js";
import { whyEn } from "./why-en.js";

const day = (date: string): string => date.split("-").reverse().join("/");
const list = (items: string[]): string => items.join(", ");

const whyNoFile: Record<CheckFindings["document-without-file"]["reason"], string> = {
  "no-file": "listed, but there is no file, and nothing says it is on paper",
  empty: "listed, but the file is empty",
  damaged: "listed, but the file is damaged and does not open",
  unreadable: "listed, but the file cannot be read",
  vanished: "listed, but the file was moved or deleted since the last scan",
};

const lackingWords = {
  step: "the step reached",
  "next-step": "the next step",
  deadline: "the deadline",
} as const;

export const checkEn: CheckMessages = {
  findings: {
    "document-missing": ({ name, slot }) => `“${name.en}” is missing (${slot})`,
    "document-without-file": ({ name, slot, label, reason }) =>
      name ? `“${name.en}” is missing (${slot}): ${whyNoFile[reason]}` : `“${label}” is ${whyNoFile[reason]}`,
    "paper-not-listed": ({ slots }) =>
      `a paper dossier without a list of its papers: only opening the box will tell (${slots} kinds of paper unknown)`,
    "slot-unknown": ({ name, slot }) => `nobody has said whether “${name.en}” is needed (${slot})`,
    "original-missing": ({ name, slot }) => `only a copy of “${name.en}” (${slot}) is listed, no original`,
    "secret-withheld": ({ slot, level }) =>
      `a paper marked ${secrecyWords[level] ?? level}${slot ? ` (${slot})` : ""}: handed over by its own procedure, its file is not packed`,
    "type-unknown": () => "nobody has said what type of dossier this is, so its papers could not be checked",
    "pack-not-found": () => "there is no rule pack for this type of dossier; its papers were not checked",
    "documents-out-of-order": ({ slot, date, before, beforeDate }) =>
      `dates against the order of the procedure: ${slot} of ${day(date)}, before ${before} of ${day(beforeDate)}`,
    "date-outside-period": ({ date, from, until }) =>
      `${day(date)} is outside the dossier's period (${from ? day(from) : "…"} – ${until ? day(until) : "…"})`,
    "issued-after-closing": ({ date, closing }) =>
      `issued on ${day(date)}, after the unit's last day (${day(closing)})`,
    "number-duplicate": ({ number, documents }) => `number ${number} is also borne by: ${list(documents)}`,
    "number-gap": ({ issuer, type, numbers }) =>
      `numbers not seen in the run ${type}/${issuer}: ${list(numbers)}; they may be classified papers, or kept in other dossiers`,
    "page-count-differs": ({ declared, counted }) =>
      `the list says ${declared} pages, the file has ${counted}`,
    "sheet-count-differs": ({ declared, counted, of }) =>
      of === "papers"
        ? `the dossier says ${declared} sheets, its papers together ${counted}`
        : `the list says ${declared} sheets, the file has ${counted} pages`,
    "case-without-successor": () => "an open case, and nobody is named to continue it",
    "case-without-next-step": ({ lacking }) =>
      `an open case that does not say: ${list(lacking.map((one) => lackingWords[one]))}`,
    "obligation-open": ({ kind, date }) =>
      kind === "rectification"
        ? `no report on remedying faults after the conclusions${date ? ` (due ${day(date)})` : ""}`
        : kind === "discipline-in-force"
          ? `a disciplinary decision is in force${date ? ` until ${day(date)}` : ""}`
          : "a complaint without an answer",
    "retention-missing": ({ usual }) =>
      `the retention period is not stated${usual ? ` (usual for this type: ${usual})` : ""}`,
    "slot-state": ({ slot }) => `paper ${slot}`,
    "file-missing": () => "the file is no longer where it was",
    "file-changed": () => "the file has changed since it was scanned",
  },
  failures: {
    "yaml-not-readable": ({ path, line, column, reason }) => ({
      problem: `the rule pack “${path}” cannot be read, line ${line}, column ${column}: ${yamlReasons[reason] ?? "not written as YAML"}.`,
      hint: "Correct the line and try again: bangiao rules try <file>",
    }),
    "rule-pack-wrong": ({ path, line, column, problem, word, nearest, allowed }) => ({
      problem: `rule pack “${path}”, line ${line}, column ${column}: ${packProblems[problem](word)}.`,
      hint: nearest
        ? `Did you mean “${nearest}”?`
        : allowed && allowed.length > 0 && allowed.length <= 30
          ? `Words that can stand here: ${list(allowed)}.`
          : "Correct it and try again: bangiao rules try <file>",
    }),
    "rule-code-unknown": ({ code, nearest }) => ({
      problem: `there is no code “${code}”.`,
      hint: nearest
        ? `Did you mean “${nearest}”?`
        : "Codes of papers are in: bangiao rules show <type>. Codes of findings are in: bangiao check --format csv",
    }),
    "rule-pack-not-found": ({ name, known }) => ({
      problem: `there is no rule pack “${name}”.`,
      hint: `Rule packs there are: ${list(known)}. A pack of your own is named by the path of its file.`,
    }),
  },
  commands: {
    check: {
      summary: "check dossiers against the rules: what is missing, why, what to do",
      more: "Without a reference all dossiers are checked. Without --files no file is read: what counts is the registers and the last scan.",
      words: {
        dossier: "reference of a dossier",
        "--pack":
          "a rule pack of your own (.yaml file), in place of the one for its type; may be given more than once",
        "--files": "read every file again and compare it with what was scanned: missing, changed, damaged",
        "--since": "last: show only what got better or worse since the last check of everything",
        "--out": "write the result into a new file; .html, .xlsx, .csv or .json decides the form",
        "--fail-on": "from which severity on the answer is negative: error or warning",
      },
    },
    explain: {
      summary: "answer for a missing paper: why, who, until when",
      more: "The paper stays missing, but answered for, and goes into the manifest as an exception.",
      words: {
        dossier: "reference of the dossier",
        slot: "code of the paper, such as KTCH.BBTK or BBTK; left out for the dossier as a whole",
        "--document": "number of the document, or its place (#3): for one that is in no slot",
        "--reason": "why it is missing",
        "--person": "who answers for it",
        "--due": "date it is promised for (YYYY-MM-DD, YYYY-MM or YYYY)",
      },
    },
    rules: { summary: "the rule packs that dossiers are checked against", words: {} },
    rulesList: { summary: "list the rule packs", words: {} },
    rulesShow: {
      summary: "show a rule pack: papers, conditions, sources",
      words: { pack: "name of a pack, type of dossier (such as KTCH), or a .yaml file" },
    },
    rulesTry: {
      summary: "try a rule pack on the examples it contains",
      words: { pack: "a .yaml file, or the name of a pack" },
    },
    rulesExplain: {
      summary: "explain a code: where it comes from, why it matters, what is right, what is wrong",
      words: { code: "code of a finding (number-gap), of a paper (KTCH.BBTK) or of a rule (in-order)" },
    },
    rulesUse: {
      summary: "choose rule packs of your own for this workspace",
      more: "The packs are read and tried first; a mistake in one changes nothing.",
      words: {
        file: "a .yaml file, one or more",
        "--shipped": "go back to the packs that come with the program alone",
      },
    },
  },
  confidence: {
    S: "seen in the source itself",
    S2: "second hand, not compared with the source",
    GK: "office practice; an office may change it",
  },
  demand: {
    always: "always demanded",
    ifPresent: "listed if it is there, never missed",
    when: (conditions) => `demanded when ${conditions}`,
    and: " and ",
    or: " or ",
    not: (condition) => `not “${condition}”`,
  },
  report: {
    because: ({ source, confidence }) => `Source: ${source} (${confidence})`,
    cited: (number) => `Source [${number}]`,
    source: ({ source, confidence }) => `${source} (${confidence})`,
    sources: "Sources",
    explainedMark: "answered for",
    explained: ({ person, date, reason, due }) =>
      `${person}, ${day(date)}: ${reason}${due ? `; promised for ${day(due)}` : ""}`,
    completeness: ({ there, due }) => `${there} of ${due} papers demanded are there`,
    noPack: "no rule pack",
    question: ({ conditions, papers }) =>
      `not known: ${list(conditions)}. It decides about ${list(papers.map((paper) => `“${paper}”`))}`,
    ifFound: "If there is a file:",
    ifLost: "If there is none:",
    ifYes: "If so:",
    ifNo: "If not:",
    ifNone: "If none of it:",
    toDo: "To do:",
    holes: {
      unit: "<receiving unit>",
      file: "<file>",
      reason: "why",
      person: "who",
      type: "<type>",
      text: "text",
      date: "<date>",
      register: "<list.xlsx>",
    },
    general: "For the inventory as a whole",
    tableTitle: "How complete each dossier is",
    columns: {
      dossier: "Dossier",
      there: "There/due",
      missing: "Missing",
      explained: "Answered for",
      unknown: "Unknown",
      notYet: "Not yet",
    },
    totals: ({ dossiers, complete, due, there }) =>
      `Dossiers checked: ${dossiers}, of which complete: ${complete}; ${there} of ${due} papers demanded are there.`,
    counts: ({ error, warning, info, explained }) =>
      `Errors: ${error}; warnings: ${warning}; notes: ${info}; answered for: ${explained}.`,
    nothing: "Nothing to be done.",
    next: "No error is left unanswered. Next:",
    asWorkbook: { lead: "The same as a workbook:", file: "check.xlsx" },
    csv: {
      dossier: "Dossier",
      title: "Title",
      severity: "Severity",
      code: "Code",
      place: "Place",
      message: "Finding",
      source: "Source",
      confidence: "Confidence",
      explained: "Explanation",
      person: "Person",
      due: "Promised for",
    },
    files: ({ files, same, bytes }) =>
      `Files read again: ${files} (${bytes}), of which exactly as they were scanned: ${same}.`,
    changes: {
      heading: ({ since, better, worse }) => `Since the check of ${since}: better ${better}, worse ${worse}`,
      packsDiffer: "The rule packs are not those of then; some differences come from that alone.",
      worse: "Worse (new, more serious, or no longer answered for)",
      better: "Better (gone, less serious, or answered for)",
      same: "Nothing has changed.",
      noEarlier:
        "There is no earlier check to compare with. A check of everything is kept for the next time: bangiao check",
      totals: ({ thereBefore, dueBefore, there, due }) =>
        `Papers demanded: ${thereBefore} of ${dueBefore} then, ${there} of ${due} now.`,
    },
    page: {
      title: "What the check of the dossiers found",
      made: ({ at }) => `Checked ${at}`,
      packs: (names) => `Rule packs: ${list(names)}`,
      contents: "How complete each dossier is",
      toDo: "To do",
    },
    sheets: { findings: "Findings", dossiers: "Dossiers", slots: "Papers demanded" },
    slotColumns: { slot: "Code", name: "Paper", demand: "When it is demanded", state: "State" },
    type: "Type",
    written: ({ path }) => `Written to ${path}`,
  },
  explain: {
    done: ({ reference, paper, person, due }) =>
      `Explanation recorded for dossier ${reference}: ${paper}. Answers for it: ${person}${due ? `, promised for ${day(due)}` : ""}.`,
    wholeDossier: "the dossier as a whole",
    notMissing: ({ paper, state }) => `Note: ${paper} is not missing at present (${state}).`,
  },
  why: whyEn,
  explainCode: {
    right: "Right:",
    wrong: "Wrong:",
    severity: (severity) => `Severity: ${severity}`,
    held: (name) => `“${name}” is there: a file that opens, on paper, or with another body.`,
    missed: (name) => `“${name}” is demanded, is nowhere, and nobody has answered for it.`,
  },
  rules: {
    uses: "From now on this workspace uses rule packs of its own:",
    usesShipped: "From now on this workspace uses only the rule packs that come with the program.",
    examplesWrong: (count) => `examples that do not come out as written: ${count}; see`,
    columns: { name: "Name", version: "Version", for: "For", demands: "Rules", period: "Dossiers of" },
    every: "every dossier",
    period: ({ from, until }) =>
      from && until
        ? `${day(from)} – ${day(until)}`
        : from
          ? `from ${day(from)}`
          : until
            ? `until ${day(until)}`
            : "any time",
    basis: "Regulations",
    retention: (period) => `Retention: ${period}`,
    demands: "Papers",
    others: "Other rules",
    words: (words) => `Recognised by: ${list(words)}`,
    source: ({ source, confidence }) => `Source: ${source} (${confidence})`,
    tried: ({ name, examples, wrong }) =>
      wrong === 0
        ? `Rule pack ${name}: all ${examples} examples come out as written.`
        : `Rule pack ${name}: ${wrong} of ${examples} examples do not come out as written.`,
    exampleFails: ({ line, shows }) => `Line ${line}: ${shows}`,
    stateDiffers: ({ slot, expected, actual }) =>
      `${slot}: the check says “${actual}”${expected ? `, the example “${expected}”` : ", the example does not"}`,
    findingMissing: (code) => `not found, though the example says so: ${code}`,
    findingUnexpected: (code) => `found, though the example does not say so: ${code}`,
  },
};

const secrecyWords: Record<string, string> = { mat: "Mật", "toi-mat": "Tối mật", "tuyet-mat": "Tuyệt mật" };

const packProblems: Record<RuleFailures["rule-pack-wrong"]["problem"], (word: string) => string> = {
  "key-unknown": (word) => `there is no key “${word}”`,
  "key-missing": (word) => `the key “${word}” is missing`,
  "value-wrong": (word) => `“${word}” cannot stand here`,
  "kind-unknown": (word) => `there is no kind of rule “${word}”`,
  "condition-unknown": (word) => `there is no condition “${word}”`,
  "expression-unfinished": (word) => `“${word}” breaks off: a closing bracket or a last condition is missing`,
  "operator-missing": (word) => `before “${word}” there is no “and” or “or”`,
  duplicate: (word) => `“${word}” stands there twice`,
};

const yamlReasons: Record<string, string> = {
  empty: "the file is empty",
  "not-utf-8": "the file is not UTF-8",
  "alias-not-allowed": "references (&, *) are not used in rule packs",
  "duplicate-key": "a key stands there twice",
  "tab-as-indent": "indented with a tab; use blanks",
  "bad-indent": "uneven indentation",
  "missing-char": "a sign is missing, a bracket or a comma",
  "nested-too-deeply": "nested too deeply",
};
