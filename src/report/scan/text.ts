import type { Candidate, Reason, ScanResult, UnassignedFile } from "../../inventory/index.js";
import { describeFinding } from "../../messages/describe.js";
import type { Finding, FindingCode } from "../../model/finding.js";
import type { IgnoredReason } from "../../model/findings/inventory.js";
import { date, figure, bytes as inBytes } from "../figures.js";
import { harmless, wrap } from "../plain-text.js";
import type { Voice } from "../reporter.js";

/** Names of files that one sort of finding shows before it only counts. */
const namesShown = 5;
const unassignedShown = 40;
/** Said by the summary or by the list of unassigned files. */
const saidElsewhere: ReadonlySet<FindingCode> = new Set(["file-unassigned", "file-ignored"]);

/** The summary of a scan: what is attached, what the clerk has to settle and with which command, what is wrong. */
export function scanText(result: ScanResult, voice: Voice): string {
  const { messages, ink } = voice;
  const { scan } = messages.inventory.scanning;
  const count = (value: number) => figure(value, messages.language);
  const lines = [
    ink.strong(
      scan.heading({
        folder: harmless(result.folder),
        files: count(result.files),
        bytes: inBytes(result.bytes, messages.language),
      }),
    ),
    `  ${ink.faint(scan.read({ read: count(result.read), unchanged: count(result.unchanged) }))}`,
    `  ${ink.good(scan.attached({ count: count(result.attached), created: result.created, createdText: count(result.created) }))}`,
  ];
  if (result.unassigned.length > 0)
    lines.push(`  ${ink.doubtful(scan.unassigned(count(result.unassigned.length)))}`);
  if (result.withheld > 0) lines.push(`  ${ink.doubtful(scan.withheld(count(result.withheld)))}`);
  if (result.vanished.length > 0)
    lines.push(`  ${ink.doubtful(scan.vanished(count(result.vanished.length)))}`);
  if (result.ignored.length > 0) lines.push(`  ${ink.faint(ignoredLine(result, voice))}`);
  lines.push(...findingGroups(result.findings, voice));
  lines.push(...unassignedLines(result.unassigned, voice));
  lines.push("", `${scan.next}: ${ink.command("bangiao check")}`);
  return `${lines.join("\n")}\n`;
}

function ignoredLine({ ignored }: ScanResult, { messages }: Voice): string {
  const counts = new Map<string, number>();
  for (const { reason } of ignored) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const words = messages.inventory.scanning.ignored;
  const reasons = [...counts].map(
    ([reason, number]) => `${words[reason as IgnoredReason] ?? reason} (${number})`,
  );
  return messages.inventory.scanning.scan.ignored({
    count: figure(ignored.length, messages.language),
    reasons,
  });
}

/** Findings of one sort together: the sentence once where it is the same, then the files. */
function findingGroups(findings: readonly Finding[], voice: Voice): string[] {
  const { messages, ink, width } = voice;
  const { scan } = messages.inventory.scanning;
  const groups = new Map<string, Finding[]>();
  for (const one of findings) {
    if (saidElsewhere.has(one.code) || one.severity === "info") continue;
    const group = groups.get(one.code);
    if (group) group.push(one);
    else groups.set(one.code, [one]);
  }
  if (groups.size === 0) return [];
  const lines = ["", ink.strong(scan.toLookAt)];
  for (const group of groups.values()) {
    const sentences = new Set(group.map((one) => describeFinding(one, messages)));
    const paint = group[0]!.severity === "error" ? ink.bad : ink.doubtful;
    const severity = messages.house.severities[group[0]!.severity];
    const shared = sentences.size === 1 ? [...sentences][0]! : null;
    const head = scan.group({ severity, count: figure(group.length, messages.language) });
    lines.push(indented(2, `${paint(head)}${shared ? `: ${harmless(shared)}` : ""}`, width));
    for (const one of group.slice(0, namesShown)) {
      const where = harmless(one.place.file ?? one.place.dossier ?? "");
      lines.push(
        wrap(`    ${where}${shared ? "" : `: ${harmless(describeFinding(one, messages))}`}`, width, "      "),
      );
    }
    if (group.length > namesShown)
      lines.push(`    ${ink.faint(scan.more(figure(group.length - namesShown, messages.language)))}`);
  }
  return lines;
}

/** The files that no document holds, each with its best candidate and the command that takes it. */
export function unassignedLines(files: readonly UnassignedFile[], voice: Voice): string[] {
  const { messages, ink, width } = voice;
  const { scan } = messages.inventory.scanning;
  if (files.length === 0) return ["", ink.good(scan.allDone)];
  const lines = ["", ink.strong(scan.unassignedHeading)];
  for (const file of files.slice(0, unassignedShown)) {
    const [best] = file.candidates;
    lines.push(
      indented(2, `${harmless(file.path)}${file.reason === "draft" ? ` (${scan.draft})` : ""}`, width),
    );
    if (!best) lines.push(`    ${ink.faint(scan.noDossier)}`);
    else lines.push(indented(4, maybe(best, voice), width));
    // The command in one piece, whatever the width: it is to be copied.
    lines.push(`    ${ink.faint(`${scan.assignHint}:`)} ${ink.command(assignCommand(file))}`);
  }
  if (files.length > unassignedShown)
    lines.push(`  ${ink.faint(scan.more(figure(files.length - unassignedShown, messages.language)))}`);
  return lines;
}

/** A text set in by some columns, and by two more from its second line. */
function indented(columns: number, text: string, width: number): string {
  return `${" ".repeat(columns)}${wrap(text, width - columns, " ".repeat(columns + 2))}`;
}

function maybe(candidate: Candidate, voice: Voice): string {
  const { messages } = voice;
  const paper = [candidate.slot, candidate.document].filter((part) => part !== null).join(", ");
  return harmless(
    messages.inventory.scanning.scan.maybe({
      dossier: candidate.dossier,
      paper,
      percent: Math.round(candidate.confidence * 100),
      reasons: candidate.reasons.map((reason) => reasonWords(reason, voice)),
    }),
  );
}

/** Why a file may belong somewhere, in words. */
export function reasonWords(reason: Reason, { messages }: Voice): string {
  const words = messages.inventory.scanning.scan.reasons;
  switch (reason.why) {
    case "register-folder":
      return words.folder;
    case "in-folder":
      return words.inFolder;
    case "register-file-name":
      return words.fileName;
    case "reference":
      return words.reference(reason.reference);
    case "type":
      return words.type(messages.house.words.dossierTypes[reason.type]);
    case "subject":
      return words.subject(reason.subject);
    case "year":
      return words.year(reason.year);
    case "papers":
      return words.papers(reason.papers);
    case "number":
      return words.number(reason.number);
    case "date":
      return words.date(date(reason.date));
    case "slot-words":
      return words.words(reason.words);
    case "order":
      return words.order(reason.place);
    case "abstract":
      return words.abstract;
  }
}

/** The command that takes the best candidate, or leaves the dossier to be filled in. */
function assignCommand({ id, path, masked, candidates }: UnassignedFile): string {
  const [best] = candidates;
  // A name that a command line would take apart is given by its number.
  const file =
    masked || /["'$`\\%!^&|<>*?]|\p{Cc}|^[-@]/u.test(path) || harmless(path) !== path
      ? `@${id}`
      : `"${path}"`;
  const dossier = best ? quoted(best.dossier) : "<…>";
  const paper = best?.document
    ? ` --document ${quoted(best.document)}`
    : best?.slot
      ? ` --slot ${best.slot}`
      : "";
  return `bangiao inventory assign ${file} --dossier ${dossier}${paper}`;
}

function quoted(text: string): string {
  return /^[\p{L}\p{N}./_-]+$/u.test(text) ? text : `"${harmless(text).replaceAll('"', "")}"`;
}
