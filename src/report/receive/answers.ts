import type { Manifest, ManifestDossier } from "../../manifest/index.js";
import { byteOrderMark, csvText } from "../../model/csv-text.js";
import { harmless, indented } from "../plain-text.js";
import { jsonReporter, type Reporters, type Voice } from "../reporter.js";

/** Forms of what writing the list of answers gave. */
export const templateReporters: Reporters<{ id: string; path: string; dossiers: number }> = {
  text: ({ path, dossiers }, { messages, ink }) =>
    `${ink.good(harmless(messages.custody.receive.template({ path, dossiers })))}\n`,
  json: jsonReporter("bangiao-answers-template/1"),
};

/** A list in which the receiver writes the answer about each dossier of a package; CSV with a byte order mark, for Excel. */
export function answerTemplate(manifest: Manifest, { messages }: Voice): string {
  const { columns, status } = messages.custody.receive;
  const declared = declaredOf(manifest, messages.manifest.show.exceptions);
  const rows = manifest.dossiers.map((dossier) => [
    dossier.reference,
    dossier.title ?? "",
    status[dossier.status],
    dossier.documents.length,
    filesIn(dossier),
    declared(dossier).join("; "),
    "",
    "",
    "",
    dossier.id,
  ]);
  const heading = [
    columns.reference,
    columns.title,
    columns.status,
    columns.documents,
    columns.files,
    columns.exceptions,
    columns.answer,
    columns.what,
    columns.why,
    columns.id,
  ];
  return `${byteOrderMark}${csvText([heading, ...rows])}`;
}

/** A dossier as the receiver sees it before answering: its papers, and what the giver declared about it. */
export function dossierForAnswer(dossier: ManifestDossier, manifest: Manifest, voice: Voice): string {
  const { messages, ink, width } = voice;
  const { ask, status } = messages.custody.receive;
  const lines = [
    "",
    ink.strong(
      indented(
        "",
        harmless(`${dossier.reference}  ${dossier.title ?? ""} (${status[dossier.status]})`),
        width,
      ),
    ),
    ask.contents({ documents: dossier.documents.length, files: filesIn(dossier) }),
  ];
  for (const document of dossier.documents) {
    const name = [document.number, document.typeName ?? document.slot, document.abstract]
      .filter((one) => one !== null)
      .join(" · ");
    const note =
      document.state === "withheld" ? ask.withheld : document.files.length === 0 ? ask.noFile : null;
    lines.push(indented("  ", harmless(`${document.ordinal}. ${name}${note ? ` (${note})` : ""}`), width));
  }
  const declared = declaredOf(manifest, messages.manifest.show.exceptions)(dossier);
  if (declared.length > 0) {
    lines.push(ink.doubtful(ask.declared), ...declared.map((one) => indented("  ", harmless(one), width)));
  }
  return lines.join("\n");
}

function filesIn({ documents }: ManifestDossier): number {
  return documents.reduce((sum, { files }) => sum + files.length, 0);
}

function declaredOf(
  { exceptions }: Manifest,
  words: Record<Manifest["exceptions"][number]["kind"], string>,
): (dossier: ManifestDossier) => string[] {
  return ({ id }) =>
    exceptions.filter(({ dossier }) => dossier === id).map(({ kind, name }) => `${words[kind]}: ${name}`);
}
