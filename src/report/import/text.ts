import type { ImportCounts, ImportResult, SheetSummary } from "../../inventory/index.js";
import { describeFinding } from "../../messages/describe.js";
import type { Messages } from "../../messages/messages.js";
import type { Finding, Place } from "../../model/finding.js";
import { date, figure } from "../figures.js";
import { harmless, table, wrap } from "../plain-text.js";
import type { Voice } from "../reporter.js";

/** Most findings, changes and rows that a screen is good for; the JSON form has them all. */
const most = 40;

/** What a clerk wants to know of an import: how much, what became of it, what to look at. */
export function importText(result: ImportResult & { changesFile?: string }, voice: Voice): string {
  const { messages, ink } = voice;
  const { report } = messages.inventory.registers;
  const number = (value: number): string => figure(value, messages.language);
  const lines: string[] = [];
  lines.push(
    ink.strong(
      report.read({
        registers: number(result.registers.length),
        dossiers: number(result.dossiers.rows),
        documents: number(result.documents.rows),
      }),
    ),
  );
  for (const register of result.registers) {
    lines.push(`  ${harmless(register.file)}`);
    for (const sheet of register.sheets) lines.push(sheetLine(sheet, register.encoding, voice));
  }
  lines.push("");
  lines.push(countsLine(report.dossiers, result.dossiers, messages));
  lines.push(countsLine(report.documents, result.documents, messages));
  lines.push(...cleanedLines(result, voice));
  if (result.dryRun) lines.push(...rowLines(result, voice));
  lines.push(...changeLines(result, voice));
  lines.push(...findingLines(result, voice));
  if (result.dryRun) lines.push("", ink.doubtful(report.tried));
  else if (result.dossiers.added + result.documents.added > 0) {
    lines.push("", `${report.next}: ${ink.command("bangiao inventory scan <ho-so>")}`);
  }
  return `${lines.join("\n")}\n`;
}

function sheetLine(sheet: SheetSummary, encoding: string | null, { messages, ink, width }: Voice): string {
  const { report } = messages.inventory.registers;
  const number = (value: number): string => figure(value, messages.language);
  const parts: string[] = [];
  if (sheet.kind === null) parts.push(report.noTable);
  else parts.push((sheet.kind === "dossiers" ? report.dossierRows : report.documentRows)(number(sheet.rows)));
  if (sheet.hidden) parts.push(report.hiddenSheet);
  if (sheet.hiddenRows > 0) parts.push(report.hiddenRows(number(sheet.hiddenRows)));
  const known = report.encodings as Record<string, string | undefined>;
  for (const legacy of sheet.encodings) parts.push(known[legacy] ?? legacy);
  if (encoding !== null && sheet.encodings.length === 0) parts.push(known[encoding] ?? encoding);
  const ignored = Object.values(sheet.ignored).reduce((sum, count) => sum + count, 0);
  if (ignored > 0 && sheet.kind !== null) parts.push(report.ignored(number(ignored)));
  const name = sheet.sheet === "" ? "" : `${report.sheet(harmless(sheet.sheet))}: `;
  return ink.faint(`    ${wrap(`${name}${parts.join("; ")}`, width - 4, "      ")}`);
}

function countsLine(name: string, counts: ImportCounts, messages: Messages): string {
  const { report } = messages.inventory.registers;
  const parts: string[] = [];
  for (const what of ["added", "updated", "unchanged", "repeated", "vanished"] as const) {
    if (counts[what] > 0) parts.push(report[what](figure(counts[what], messages.language)));
  }
  return `${name}: ${parts.length > 0 ? parts.join(" · ") : figure(0, messages.language)}`;
}

function cleanedLines(
  result: ImportResult & { changesFile?: string },
  { messages, ink, width }: Voice,
): string[] {
  const { report, reasons } = messages.inventory.registers;
  const total = result.cleanings.length;
  if (total === 0) return [];
  const list = result.cleanings.byReason
    .map(
      ([reason, count]) =>
        `${reasons[reason as keyof typeof reasons] ?? reason} ${figure(count, messages.language)}`,
    )
    .join(", ");
  return [
    wrap(report.cleaned({ count: figure(total, messages.language), reasons: list }), width),
    result.changesFile === undefined
      ? ink.faint(report.cleanedHint("bangiao inventory import … --dry-run --changes lam-sach.csv"))
      : report.cleanedWritten(harmless(result.changesFile)),
  ];
}

function rowLines(result: ImportResult, { messages, ink, width }: Voice): string[] {
  const { report } = messages.inventory.registers;
  const lines = result.rows
    .slice(0, most)
    .map((row) => [
      report.row(figure(row.row, messages.language)),
      report.rowKinds[row.what],
      row.dossier,
      row.number ?? row.type ?? "",
      [row.from, row.until === row.from ? null : row.until]
        .flatMap((day) => (day === null ? [] : [date(day)]))
        .join(" – "),
      row.title ?? "",
    ]);
  const rest = result.rows.length - lines.length;
  const shown = table(
    lines.map((line) => line.map(harmless)),
    width,
  );
  return ["", shown, ...(rest > 0 ? [ink.faint(`… +${figure(rest, messages.language)}`)] : [])];
}

function changeLines(result: ImportResult, { messages, ink, width }: Voice): string[] {
  if (result.changes.length === 0) return [];
  const { report } = messages.inventory.registers;
  const lines = result.changes.slice(0, most).map((change) => {
    const what = change.document === null ? change.dossier : `${change.dossier} · ${change.document}`;
    const said = report.change({
      field: fieldWord(change.field, messages),
      from: valueWord(change.from, messages),
      to: valueWord(change.to, messages),
    });
    return `  ${wrap(harmless(`${what}: ${said}`), width - 2, "    ")}`;
  });
  const rest = result.changes.length - lines.length;
  return [
    "",
    report.changes,
    ...lines,
    ...(rest > 0 ? [ink.faint(`  … +${figure(rest, messages.language)}`)] : []),
  ];
}

function findingLines(result: ImportResult, voice: Voice): string[] {
  const { messages, ink, width } = voice;
  const { report } = messages.inventory.registers;
  const shown = result.findings;
  if (shown.length === 0) return [];
  const lines = shown.slice(0, most).map((finding) => {
    const paint = { error: ink.bad, warning: ink.doubtful, info: ink.faint }[finding.severity];
    const text = `${placeWords(finding.place, messages)}: ${describeFinding(finding as Finding, messages)}`;
    return `  ${paint(messages.house.severities[finding.severity])}: ${wrap(harmless(text), width - 14, "      ")}`;
  });
  const rest = shown.length - lines.length;
  return [
    "",
    report.toReview(figure(shown.length, messages.language)),
    ...lines,
    ...(rest > 0 ? [ink.faint(`  … +${figure(rest, messages.language)}`)] : []),
  ];
}

/** “Muc luc.xlsx, trang “2022”, dòng 16, 12a.GSCD 14-KH/UBKTĐU”. */
function placeWords(place: Place, messages: Messages): string {
  const { report } = messages.inventory.registers;
  const { register } = place;
  const parts: string[] = [];
  if (register) {
    parts.push(register.file);
    if (register.sheet) parts.push(report.sheet(register.sheet));
    if (register.row !== undefined) parts.push(report.row(String(register.row)));
  }
  const item = [place.dossier, place.document].filter((part) => part !== undefined).join(" · ");
  if (item !== "") parts.push(item);
  return parts.join(", ");
}

function fieldWord(field: string, messages: Messages): string {
  const { fields } = messages.inventory.registers;
  const { conditions } = messages.house.words;
  return (
    (fields as Record<string, string | undefined>)[field] ??
    (conditions as Record<string, string | undefined>)[field] ??
    field
  );
}

/** A value of a dossier or document in the user's words. */
function valueWord(value: unknown, messages: Messages): string {
  const { report } = messages.inventory.registers;
  const { words } = messages.house;
  if (value === null || value === undefined || value === "") return report.nothing;
  if (typeof value === "number") return figure(value, messages.language);
  if (value === "true") return messages.house.yes;
  if (value === "false") return messages.house.no;
  if (typeof value === "string") {
    const tables: Record<string, string | undefined>[] = [
      words.dossierTypes,
      words.documentStates,
      words.carriers,
      words.secrecy,
      words.status,
    ];
    for (const one of tables) if (Object.hasOwn(one, value)) return one[value]!;
    return /^\d{4}(?:-\d{2}){1,2}$/u.test(value) ? date(value) : `“${value}”`;
  }
  const inner = Object.values(value as object).flatMap((part: unknown) =>
    part === null || part === "" ? [] : [valueWord(part, messages)],
  );
  return inner.length > 0 ? inner.join(", ") : report.nothing;
}
