import type { RuleFailures } from "../../model/failures/rules.js";
import type { RuleReference } from "../../model/finding.js";
import type { CheckFindings } from "../../model/findings/check.js";
import type { ExplainedCode } from "../../model/findings/explained.js";
import type { CommandText, FailureTexts, FindingTexts } from "../texts.js";

/** What the program says about the area "check". */
export interface CheckMessages {
  findings: FindingTexts<CheckFindings>;
  failures: FailureTexts<RuleFailures>;
  commands: {
    check: CommandText;
    explain: CommandText;
    rules: CommandText;
    rulesList: CommandText;
    rulesShow: CommandText;
    rulesTry: CommandText;
    rulesExplain: CommandText;
    rulesUse: CommandText;
  };
  /** How sure a source is, in plain words. */
  confidence: Record<RuleReference["confidence"], string>;
  /** When a paper is demanded, put together from the words of conditions. */
  demand: {
    always: string;
    ifPresent: string;
    when: (conditions: string) => string;
    and: string;
    or: string;
    not: (condition: string) => string;
  };
  report: {
    because: (details: { source: string; confidence: string }) => string;
    /** Where the sources are listed below, by number. */
    cited: (number: number) => string;
    source: (details: { source: string; confidence: string }) => string;
    sources: string;
    /** In place of the severity of what somebody has answered for. */
    explainedMark: string;
    explained: (details: { person: string; date: string; reason: string; due?: string }) => string;
    completeness: (details: { there: number; due: number }) => string;
    noPack: string;
    question: (details: { conditions: string[]; papers: string[] }) => string;
    /** In front of a command: the case in which to type it. */
    ifFound: string;
    ifLost: string;
    ifYes: string;
    ifNo: string;
    /** Of several conditions none holds. */
    ifNone: string;
    toDo: string;
    /** What stands for the user's own words in a command. */
    holes: Record<"unit" | "file" | "reason" | "person" | "type" | "text" | "date" | "register", string>;
    general: string;
    tableTitle: string;
    columns: Record<"dossier" | "there" | "missing" | "explained" | "unknown" | "notYet", string>;
    totals: (details: { dossiers: number; complete: number; due: number; there: number }) => string;
    counts: (details: { error: number; warning: number; info: number; explained: number }) => string;
    nothing: string;
    next: string;
    /** Said where the text runs long: the same result to be filtered and sorted. */
    asWorkbook: { lead: string; file: string };
    csv: Record<
      | "dossier"
      | "title"
      | "severity"
      | "code"
      | "place"
      | "message"
      | "source"
      | "confidence"
      | "explained"
      | "person"
      | "due",
      string
    >;
    /** What became of the files that were read again. */
    files: (details: { files: string; same: string; bytes: string }) => string;
    changes: {
      heading: (details: { since: string; better: number; worse: number }) => string;
      packsDiffer: string;
      worse: string;
      better: string;
      same: string;
      noEarlier: string;
      /** How many papers were there and due, then and now. */
      totals: (details: { thereBefore: number; dueBefore: number; there: number; due: number }) => string;
    };
    page: {
      title: string;
      made: (details: { at: string }) => string;
      packs: (names: string[]) => string;
      contents: string;
      toDo: string;
    };
    sheets: Record<"findings" | "dossiers" | "slots", string>;
    slotColumns: Record<"slot" | "name" | "demand" | "state", string>;
    type: string;
    written: (details: { path: string }) => string;
  };
  explain: {
    done: (details: { reference: string; paper: string; person: string; due?: string }) => string;
    wholeDossier: string;
    notMissing: (details: { paper: string; state: string }) => string;
  };
  /** Why a finding matters; a dossier that is right and one that is wrong, where no pack gives examples. */
  why: Record<ExplainedCode, { why: string; right: string | null; wrong: string | null }>;
  explainCode: {
    right: string;
    wrong: string;
    severity: (severity: string) => string;
    held: (name: string) => string;
    missed: (name: string) => string;
  };
  rules: {
    uses: string;
    usesShipped: string;
    examplesWrong: (count: number) => string;
    columns: Record<"name" | "version" | "for" | "demands" | "period", string>;
    every: string;
    period: (details: { from: string | null; until: string | null }) => string;
    basis: string;
    retention: (period: string) => string;
    demands: string;
    others: string;
    words: (words: string[]) => string;
    source: (details: { source: string; confidence: string }) => string;
    tried: (details: { name: string; examples: number; wrong: number }) => string;
    exampleFails: (details: { line: number; shows: string }) => string;
    stateDiffers: (details: { slot: string; expected: string | null; actual: string }) => string;
    findingMissing: (code: string) => string;
    findingUnexpected: (code: string) => string;
  };
}
