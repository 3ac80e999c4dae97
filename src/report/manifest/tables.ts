import type { Manifest } from "../../manifest/index.js";
import type { Messages } from "../../messages/messages.js";
import type { Named } from "../../model/findings/check.js";
import { compareVietnamese } from "../../model/names.js";
import { date } from "../figures.js";
import type { Sheet } from "../reporter.js";
import { unitWords } from "./show.js";

/** The lists of a manifest that can be exported, by the word that asks for one. */
export const manifestTables = [
  "dossiers",
  "documents",
  "cases",
  "obligations",
  "withheld",
  "exceptions",
] as const;
export type ManifestTableName = (typeof manifestTables)[number];

type Cells = Sheet["rows"][number];

/**
 * Every list of a manifest as rows for a spreadsheet, in the order a person reads them. `slotNames`: what the rule packs call
 * the places in a dossier, by code; steps of open cases are often given as codes.
 */
export function tablesOf(
  manifest: Manifest,
  messages: Messages,
  slotNames: ReadonlyMap<string, Named>,
): Record<ManifestTableName, Sheet> {
  const stepWords = (step: string | null): string | null =>
    step === null ? null : (slotNames.get(step)?.[messages.language] ?? step);
  const { show, fields } = messages.manifest;
  const { words } = messages.house;
  const day = (value: string | null): string | null => (value === null ? null : date(value));
  const heading = (key: string, width = 16): { heading: string; width: number } => {
    const text = fields[key] ?? key;
    return { heading: text.charAt(0).toUpperCase() + text.slice(1), width };
  };
  const byReference = <Item extends { reference: string }>(items: readonly Item[]): Item[] =>
    [...items].sort((a, b) => compareVietnamese(a.reference, b.reference));
  const table = (name: string, columns: Sheet["columns"], rows: Cells[]): Sheet => ({
    name,
    columns,
    rows,
  });
  const dossiers = byReference(manifest.dossiers);
  return {
    dossiers: table(
      messages.manifest.diff.areas.dossiers,
      [
        heading("reference"),
        heading("type", 24),
        heading("title", 60),
        heading("opened"),
        heading("closed"),
        heading("status"),
        heading("outcome", 30),
        heading("retention"),
        heading("secrecy"),
        { heading: show.columns.documents, width: 10 },
        { heading: show.columns.files, width: 10 },
        heading("sheets", 10),
        heading("pages", 10),
        heading("warehouse"),
        heading("shelf"),
        heading("box"),
        heading("notes", 40),
      ],
      dossiers.map((one) => [
        one.reference,
        one.type === null ? show.untyped : words.dossierTypes[one.type],
        one.title,
        day(one.opened),
        day(one.closed),
        words.status[one.status],
        one.outcome,
        one.retention,
        words.secrecy[one.secrecy],
        one.documents.length,
        one.documents.reduce((sum, { files }) => sum + files.length, 0),
        one.sheets,
        one.pages,
        one.warehouse,
        one.shelf,
        one.box,
        one.notes,
      ]),
    ),
    documents: table(
      messages.manifest.diff.areas.documents,
      [
        heading("reference"),
        heading("ordinal", 8),
        heading("number", 20),
        heading("date"),
        heading("typeName"),
        heading("issuer", 20),
        heading("abstract", 60),
        heading("sheets", 8),
        heading("pages", 8),
        heading("secrecy"),
        heading("state"),
        heading("notes", 30),
        { heading: show.columns.files, width: 50 },
        { heading: show.digest, width: 66 },
      ],
      dossiers.flatMap(({ reference, documents }) =>
        documents.flatMap((one): Cells[] => {
          const cells: Cells = [
            reference,
            one.ordinal,
            one.number,
            day(one.date),
            one.typeName,
            one.issuer,
            one.abstract,
            one.sheets,
            one.pages,
            words.secrecy[one.secrecy],
            words.documentStates[one.state],
            one.notes,
          ];
          const files: Cells[] = one.files.map(({ path, sha256 }) => [path, sha256]);
          return (files.length > 0 ? files : [[null, null]]).map((file) => [...cells, ...file]);
        }),
      ),
    ),
    cases: table(
      messages.manifest.diff.areas.openCases,
      [
        heading("reference"),
        ...[show.step, show.nextStep, show.deadline, show.team, show.successor].map((text) => ({
          heading: text.charAt(0).toUpperCase() + text.slice(1),
          width: 28,
        })),
      ],
      byReference(manifest.openCases).map(({ reference, step, nextStep, deadline, team, successor }) => [
        reference,
        stepWords(step),
        stepWords(nextStep),
        day(deadline),
        team,
        successor === null ? show.noSuccessor : unitWords(successor),
      ]),
    ),
    obligations: table(
      messages.manifest.diff.areas.obligations,
      [heading("reference"), heading("subjects", 30), heading("form", 24), heading("from"), heading("until")],
      byReference(manifest.obligations).map(({ reference, subject, kind, form, since, until }) => [
        reference,
        subject,
        kind === "rectification"
          ? show.obligations.rectification({ until: null })
          : kind === "complaint"
            ? show.obligations.complaint
            : form,
        day(since),
        day(until),
      ]),
    ),
    withheld: table(
      messages.manifest.diff.areas.withheld,
      [
        heading("reference"),
        heading("number", 20),
        heading("date"),
        heading("secrecy"),
        heading("sheets", 8),
      ],
      byReference(manifest.withheld).map(({ reference, number, date: on, level, sheets }) => [
        reference,
        number,
        day(on),
        words.secrecy[level],
        sheets,
      ]),
    ),
    exceptions: table(
      messages.manifest.diff.areas.exceptions,
      [heading("reference"), heading("kind", 24), heading("name", 60), heading("explained", 60)],
      byReference(manifest.exceptions).map(({ reference, kind, name, explanation }) => [
        reference,
        show.exceptions[kind],
        name,
        explanation === null
          ? show.notExplained
          : show.explained({ ...explanation, due: day(explanation.due) }),
      ]),
    ),
  };
}
