import { describeFinding } from "../messages/describe.js";
import type { Finding, Place, Severity } from "../model/finding.js";
import { harmless, wrap } from "./plain-text.js";
import type { Ink, Voice } from "./reporter.js";

/** How a severity looks. An explained finding is no longer bad. */
function severityInk(finding: Finding, ink: Ink): (text: string) => string {
  if (finding.explained) return ink.good;
  const inks: Record<Severity, (text: string) => string> = {
    error: ink.bad,
    warning: ink.doubtful,
    info: ink.faint,
  };
  return inks[finding.severity];
}

/** Where a finding sits inside what is being reported: its file, its place in a register; not the dossier or slot. */
export function placeWords(place: Place): string {
  const { file, register } = place;
  const cell = register
    ? [register.file, register.sheet, register.row, register.column]
        .filter((part) => part !== undefined)
        .join(" · ")
    : undefined;
  return [file, cell].filter((part) => part !== undefined).join(" · ");
}

/** The source a finding rests on, and how sure it is, in words. */
export function sourceWords(finding: Finding, { messages }: Voice): string | null {
  const { rule } = finding;
  if (!rule) return null;
  const { check } = messages;
  return check.report.because({ source: rule.source, confidence: check.confidence[rule.confidence] });
}

/** The sources that findings rest on, each said once: told apart by number where it is cited, in full in a list below. */
export class SourceList {
  readonly #numbers = new Map<string, number>();

  /** How a finding cites its source, such as `Căn cứ [3]`; null where it rests on none. */
  cite(finding: Finding, { messages }: Voice): string | null {
    const { rule } = finding;
    if (!rule) return null;
    const { check } = messages;
    const told = check.report.source({ source: rule.source, confidence: check.confidence[rule.confidence] });
    const number = this.#numbers.get(told) ?? this.#numbers.size + 1;
    this.#numbers.set(told, number);
    return check.report.cited(number);
  }

  /** The list itself, in the order of the numbers, as wrapped lines; empty where nothing was cited. */
  lines({ messages, width, ink }: Voice): string[] {
    if (this.#numbers.size === 0) return [];
    const mark = String(this.#numbers.size).length + 2;
    const told = [...this.#numbers].flatMap(([source, number]) =>
      wrap(harmless(source), width - mark - 3)
        .split("\n")
        .map((line, index) => `  ${(index === 0 ? `[${number}]` : "").padEnd(mark)} ${line}`),
    );
    return [ink.strong(messages.check.report.sources), ...told];
  }
}

/** The explanation somebody gave for a finding, in words. */
export function explanationWords(finding: Finding, { messages }: Voice): string | null {
  const { explained } = finding;
  if (!explained) return null;
  const { person, reason, due, recordedAt } = explained;
  return messages.check.report.explained({
    person,
    reason,
    date: recordedAt.slice(0, 10),
    ...(due ? { due } : {}),
  });
}

/** How a finding is put into lines. */
export interface FindingForm {
  /** Stands before the source. */
  why?: string;
  more?: readonly string[];
  /** Names the document, where the words themselves do not. */
  paper?: boolean;
  /** Names the dossier, where findings of several stand together. */
  dossier?: boolean;
  /** Leaves the source out. */
  brief?: boolean;
  /** Cites the source by its number here instead of in full. */
  sources?: SourceList;
}

/**
 * A finding as lines: what, where, why, who answers for it, then `more`, such as what to type (made harmless by the
 * caller). Of the rest see FindingForm. Everything else that came from outside is made harmless here.
 */
export function findingLines(
  finding: Finding,
  voice: Voice,
  { why = "", more = [], paper = false, dossier = false, brief = false, sources }: FindingForm = {},
): string[] {
  const { ink, messages, width } = voice;
  const indent = "      ";
  const told = describeFinding(finding, messages);
  const document = paper ? finding.place.document : undefined;
  const where = [
    document !== undefined && !told.includes(document) ? document : "",
    placeWords(finding.place),
  ]
    .filter((part) => part !== "")
    .join(" · ");
  const owner = dossier && finding.place.dossier !== undefined ? `${finding.place.dossier}: ` : "";
  const cited = brief ? null : (sources?.cite(finding, voice) ?? null);
  const short =
    cited === null
      ? ""
      : [why, cited]
          .filter((part) => part !== "")
          .map(capitalised)
          .join(". ");
  const said = `${owner}${told}${where === "" ? "" : ` [${where}]`}${short === "" ? "" : `. ${short}`}`;
  const mark = finding.explained
    ? messages.check.report.explainedMark
    : messages.house.severities[finding.severity];
  const paint = severityInk(finding, ink);
  const first = wrap(harmless(said), width - mark.length - 4, "");
  const lines = first
    .split("\n")
    .map((line, index) => (index === 0 ? `  ${paint(mark)}: ${line}` : `${indent}${line}`));
  const faint = (text: string): string[] =>
    wrap(harmless(text), width - indent.length)
      .split("\n")
      .map((line) => indent + ink.faint(line));
  const source = brief || sources ? null : sourceWords(finding, voice);
  const because = [short === "" ? why : "", source ?? ""].filter((part) => part !== "").join(". ");
  if (because !== "") lines.push(...faint(capitalised(because)));
  const explanation = explanationWords(finding, voice);
  if (explanation)
    lines.push(
      ...wrap(harmless(explanation), width - indent.length)
        .split("\n")
        .map((line) => indent + ink.good(line)),
    );
  return [...lines, ...more.map((line) => indent + line)];
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
