import type {
  DiffSide,
  DocumentMark,
  DossierMark,
  FieldChange,
  FileMark,
  ListChanges,
  ManifestDiff,
} from "../../manifest/index.js";
import type { Named } from "../../model/findings/check.js";
import { dateTime } from "../figures.js";
import { harmless, indented } from "../plain-text.js";
import { jsonReporter, type Reporter, type Reporters, type Voice } from "../reporter.js";

/** After so many lines of one sort the rest is only counted. */
const mostLines = 200;

/** A comparison, with what the rule packs call the places in a dossier, by code. */
export interface DiffView extends ManifestDiff {
  slotNames: ReadonlyMap<string, Named>;
}

const text: Reporter<DiffView> = (diff, voice) => {
  const { messages, ink } = voice;
  const { diff: words, show } = messages.manifest;
  const side = (label: string, { id, createdAt, giver, receiver }: DiffSide): string =>
    `${label}: ${harmless(`${id}, ${dateTime(createdAt)}, ${giver} → ${receiver}`)}`;
  const blocks: string[][] = [[side(words.sides.before, diff.before), side(words.sides.after, diff.after)]];
  const section = (title: string, lines: string[]): void => {
    if (lines.length === 0) return;
    const shown = lines.slice(0, mostLines);
    if (shown.length < lines.length) shown.push(`  ${words.more({ count: lines.length - shown.length })}`);
    blocks.push([ink.strong(title), ...shown]);
  };
  const { areas } = words;
  const { dossiers, documents, files } = diff;
  section(
    areas.parties,
    diff.parties.map((one) => changeLine(one, voice)),
  );
  section(
    areas.head,
    diff.head.map((one) => changeLine(one, voice)),
  );
  section(
    areas.responsibilities,
    listLines(diff.responsibilities, ({ statement }) => statement, voice),
  );
  const dossierName = ({ reference, title }: DossierMark): string =>
    title === null ? reference : `${reference}  ${title}`;
  section(areas.dossiers, [
    ...dossiers.added.map((one) => plus(dossierName(one), voice)),
    ...dossiers.removed.map((one) => minus(dossierName(one), voice)),
    ...dossiers.changed.flatMap((one) => [
      other(one.reference, voice),
      ...one.fields.map((f) => changeLine(f, voice)),
    ]),
  ]);
  const named = (name: string): string => diff.slotNames.get(name)?.[messages.language] ?? name;
  const documentName = ({ reference, name }: DocumentMark): string =>
    `${named(name)} (${words.inDossier({ reference })})`;
  section(areas.documents, [
    ...documents.added.map((one) => plus(documentName(one), voice)),
    ...documents.removed.map((one) => minus(documentName(one), voice)),
    ...documents.moved.map(({ document, from, to }) =>
      arrow(`${named(document.name)}: ${from} → ${to}`, voice),
    ),
    ...documents.changed.flatMap((one) => [
      other(documentName(one), voice),
      ...one.fields.map((f) => changeLine(f, voice)),
    ]),
  ]);
  const fileName = ({ reference, originalPath }: FileMark): string =>
    `${originalPath} (${words.inDossier({ reference })})`;
  section(areas.files, [
    ...files.added.map((one) => plus(fileName(one), voice)),
    ...files.removed.map((one) => minus(fileName(one), voice)),
    ...files.changed.map(({ after }) => other(`${fileName(after)}: ${words.rescanned}`, voice)),
    ...files.moved.map(({ before, after }) => arrow(`${fileName(before)} → ${fileName(after)}`, voice)),
  ]);
  const reference = (one: { reference: string }): string => one.reference;
  section(areas.openCases, listLines(diff.openCases, reference, voice));
  section(
    areas.obligations,
    listLines(
      diff.obligations,
      (one) => `${one.reference} ${one.subject ?? ""} ${one.form ?? ""}`.trim(),
      voice,
    ),
  );
  section(
    areas.withheld,
    listLines(diff.withheld, (one) => `${one.reference} ${one.number ?? ""}`.trim(), voice),
  );
  section(
    areas.exceptions,
    listLines(diff.exceptions, (one) => `${one.reference} ${show.exceptions[one.kind]}: ${one.name}`, voice),
  );
  section(areas.remaining, listLines(diff.remaining, reference, voice));
  blocks.push([diff.same ? ink.good(words.same) : ink.doubtful(words.summary(countsOf(diff)))]);
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
};

function countsOf({ dossiers, documents, files }: ManifestDiff) {
  return {
    added: dossiers.added.length + documents.added.length + files.added.length,
    removed: dossiers.removed.length + documents.removed.length + files.removed.length,
    changed: dossiers.changed.length + documents.changed.length + files.changed.length,
    moved: documents.moved.length + files.moved.length,
  };
}

function listLines<Item extends object>(
  changes: ListChanges<Item>,
  name: (item: Item) => string,
  voice: Voice,
): string[] {
  return [
    ...changes.added.map((one) => plus(name(one), voice)),
    ...changes.removed.map((one) => minus(name(one), voice)),
    ...changes.changed.map(({ after }) => other(name(after), voice)),
  ];
}

function plus(words: string, { ink, messages, width }: Voice): string {
  return indented("  ", `${ink.good(`+ ${messages.manifest.diff.added}`)}: ${harmless(words)}`, width);
}

function minus(words: string, { ink, messages, width }: Voice): string {
  return indented("  ", `${ink.bad(`− ${messages.manifest.diff.removed}`)}: ${harmless(words)}`, width);
}

function other(words: string, { ink, messages, width }: Voice): string {
  return indented("  ", `${ink.doubtful(`~ ${messages.manifest.diff.changed}`)}: ${harmless(words)}`, width);
}

function arrow(words: string, { ink, messages, width }: Voice): string {
  return indented("  ", `${ink.doubtful(`→ ${messages.manifest.diff.moved}`)}: ${harmless(words)}`, width);
}

/** `field: before → after`, the field in words. */
function changeLine({ field, before, after }: FieldChange, { messages, width }: Voice): string {
  const { fields, diff } = messages.manifest;
  const name = field
    .split(".")
    .map((part) => fields[part] ?? part)
    .join(", ");
  const value = (one: unknown): string => {
    if (one === null || one === undefined || one === "") return diff.empty;
    if (typeof one === "string" || typeof one === "number") return `“${one}”`;
    if (typeof one === "boolean") return one ? messages.house.yes : messages.house.no;
    if (Array.isArray(one))
      return one.map((each) => (typeof each === "string" ? each : shortOf(each))).join("; ") || diff.empty;
    return shortOf(one);
  };
  return indented("      ", harmless(`${name}: ${value(before)} → ${value(after)}`), width);
}

/** A record in a few words: its values, without the empty ones. */
function shortOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  return Object.values(value)
    .filter((one) => typeof one === "string" || typeof one === "number")
    .map((one) =>
      typeof one === "string" && /^[0-9a-f]{64}$/u.test(one) ? `${one.slice(0, 12)}…` : String(one),
    )
    .join(" ");
}

/** Forms of the result of `diff`. */
export const diffReporters: Reporters<DiffView> = {
  text,
  json: ({ slotNames: _names, ...diff }, voice) => jsonReporter<ManifestDiff>("bangiao-diff/1")(diff, voice),
};
