import type { Manifest, ManifestDossier, ManifestParty, ManifestUnit } from "../../manifest/index.js";
import type { Named } from "../../model/findings/check.js";
import { compareVietnamese } from "../../model/names.js";
import { bytes, date, dateTime, figure } from "../figures.js";
import { harmless, indented, table } from "../plain-text.js";
import type { Reporter, Voice } from "../reporter.js";

/** A manifest as `manifest show` shows it. */
export interface ManifestView {
  manifest: Manifest;
  sha256: string;
  /** Who signed it, as known here; null when it is not signed, or nothing is known of it. */
  signedBy: string | null;
  signed: boolean;
  full: boolean;
  /** What the rule packs call the places in a dossier, by code: steps of open cases are often given as codes. */
  slotNames: ReadonlyMap<string, Named>;
}

/** The list as a clerk reads it: who to whom, how much, then the four lists and what is not right. */
export const showText: Reporter<ManifestView> = (view, voice) => {
  const { manifest } = view;
  const { messages, ink } = voice;
  const { show } = messages.manifest;
  const blocks: string[][] = [head(view, voice), figures(manifest, voice)];
  const section = (title: string, lines: string[]): void => {
    if (lines.length > 0) blocks.push([ink.strong(title), ...lines]);
  };
  const { headings } = show;
  const sorted = byReference(manifest.dossiers);
  const closed = sorted.filter(({ status }) => status === "closed");
  section(headings.closed, dossierTable(closed, view.full, voice));
  section(headings.openCases, openCases(view, sorted, voice));
  section(headings.obligations, obligations(manifest, voice));
  section(
    headings.withheld,
    byReference(manifest.withheld).map((one) => {
      const level = messages.house.words.secrecy[one.level];
      const words = show.withheld({ ...one, date: one.date === null ? null : date(one.date), level });
      return item(one.reference, words, voice);
    }),
  );
  section(headings.exceptions, exceptions(manifest, voice));
  section(
    headings.remaining,
    byReference(manifest.remaining).map(({ reference, reason, receiver, handover }) => {
      const where = receiver === null ? "" : `: ${unitWords(receiver)}`;
      return item(reference, `${show.remaining[reason]}${where}${handover ? ` (${handover})` : ""}`, voice);
    }),
  );
  section(
    headings.lastNumbers,
    indentedTable(
      manifest.lastNumbers.map(({ issuer, type, number, date: day }) => [
        harmless(`${type}/${issuer}`),
        show.lastNumber({
          number: figure(number, messages.language),
          date: day === null ? null : date(day),
        }),
      ]),
      voice.width,
    ),
  );
  section(
    headings.custody,
    manifest.priorHandovers.map(({ id, giver, receiver, createdAt }) =>
      item(id, `${unitWords(giver)} → ${unitWords(receiver)}, ${dateTime(createdAt)}`, voice),
    ),
  );
  for (const side of ["giver", "receiver"] as const) {
    section(
      `${headings.responsibilities} — ${show.sides[side]}`,
      manifest.responsibilities
        .filter((one) => one.side === side)
        .map(({ statement }) => indented("  ", `- ${harmless(statement)}`, voice.width)),
    );
  }
  section(
    headings.legalBases,
    manifest.legalBases.map((one) => indented("  ", `- ${harmless(one)}`, voice.width)),
  );
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
};

/** In the order in which a person looks for them; the list itself is in the order of ids. */
function byReference<Item extends { reference: string }>(items: readonly Item[]): Item[] {
  return [...items].sort((a, b) => compareVietnamese(a.reference, b.reference));
}

function head({ manifest, sha256, signed, signedBy }: ManifestView, voice: Voice): string[] {
  const { messages, ink, width } = voice;
  const { show } = messages.manifest;
  const state = signed
    ? ink.good(signedBy === null ? show.signed : `${show.signed}: ${harmless(signedBy)}`)
    : ink.doubtful(show.notSigned);
  const rows = [
    [show.giver, partyWords(manifest.giver)],
    [show.receiver, partyWords(manifest.receiver)],
    ...manifest.witnesses.map((one) => [show.witness, partyWords(one)]),
    [show.madeAt, dateTime(manifest.createdAt)],
    [show.digest, sha256],
  ].map((row) => row.map((cell) => harmless(cell!)));
  const lines = [`${ink.strong(show.title({ id: manifest.id }))}  (${state})`];
  if (manifest.supplements) lines.push(show.supplement({ id: manifest.supplements.id }));
  return [...lines, table(rows, width)];
}

function figures({ totals, checked }: Manifest, voice: Voice): string[] {
  const { messages, ink, width } = voice;
  const { show } = messages.manifest;
  const number = (value: number): string => figure(value, messages.language);
  const { dossierTypes } = messages.house.words;
  const lines = [
    show.totals({
      dossiers: number(totals.dossiers),
      closed: number(totals.closed),
      open: number(totals.open),
      documents: number(totals.documents),
      files: number(totals.files),
      bytes: bytes(totals.bytes, messages.language),
    }),
    show.volume({
      sheets: number(totals.sheets),
      pages: number(totals.pages),
      boxes: number(totals.boxes),
    }),
  ];
  if (checked.overridden) lines.push(ink.bad(show.overridden({ errors: number(checked.error) })));
  const { columns } = show;
  const rows = [
    [columns.type, columns.dossiers, columns.documents, columns.files],
    ...totals.byType.map(({ type, dossiers, documents, files }) => [
      type === null ? show.untyped : dossierTypes[type],
      number(dossiers),
      number(documents),
      number(files),
    ]),
  ];
  return [...lines, ...indentedTable(rows, width)];
}

function indentedTable(rows: string[][], width: number): string[] {
  return table(rows, width - 2)
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => `  ${line}`);
}

function dossierTable(dossiers: ManifestDossier[], full: boolean, voice: Voice): string[] {
  if (dossiers.length === 0) return [];
  const { columns } = voice.messages.manifest.show;
  const row = (dossier: ManifestDossier): string[] => [
    harmless(dossier.reference),
    titleOf(dossier, voice),
    String(dossier.documents.length),
    String(fileCount(dossier)),
  ];
  if (full) {
    return dossiers.flatMap((one) => {
      const [reference, title] = row(one);
      return [indented("  ", `${reference}  ${title}`, voice.width), ...documentLines(one, voice)];
    });
  }
  const rows = [[columns.reference, columns.title, columns.documents, columns.files], ...dossiers.map(row)];
  return indentedTable(rows, voice.width);
}

function documentLines(dossier: ManifestDossier, voice: Voice): string[] {
  const { messages, ink, width } = voice;
  const { documentStates } = messages.house.words;
  return dossier.documents.flatMap(
    ({ ordinal, number, date: day, typeName, abstract, slot, state, files }) => {
      const name = [
        number,
        typeName ?? (number === null ? slot : null),
        day === null ? null : date(day),
        abstract,
      ]
        .filter((part) => part !== null)
        .join(", ");
      const mark = state === "present" ? "" : ` (${documentStates[state]})`;
      return [
        indented("    ", `${ordinal}. ${harmless(name)}${mark}`, width),
        ...files.map(({ path, size }) =>
          ink.faint(`       ${harmless(path)}  ${bytes(size, messages.language)}`),
        ),
      ];
    },
  );
}

function openCases(
  { manifest, full, slotNames }: ManifestView,
  dossiers: ManifestDossier[],
  voice: Voice,
): string[] {
  const { messages, ink, width } = voice;
  const { show } = messages.manifest;
  const byId = new Map(dossiers.map((one) => [one.id, one]));
  const stepName = (step: string): string => slotNames.get(step)?.[messages.language] ?? step;
  return byReference(manifest.openCases).flatMap((one) => {
    const dossier = byId.get(one.dossier)!;
    const facts = [
      one.step === null ? null : `${show.step}: ${stepName(one.step)}`,
      one.nextStep === null ? null : `${show.nextStep}: ${stepName(one.nextStep)}`,
      one.deadline === null ? null : `${show.deadline}: ${date(one.deadline)}`,
      one.team === null ? null : `${show.team}: ${one.team}`,
    ].filter((part) => part !== null);
    const successor =
      one.successor === null
        ? ink.bad(show.noSuccessor)
        : `${show.successor}: ${harmless(unitWords(one.successor))}`;
    return [
      indented("  ", `${harmless(one.reference)}  ${titleOf(dossier, voice)}`, width),
      ...(facts.length > 0 ? [indented("    ", harmless(facts.join("; ")), width)] : []),
      `    ${successor}`,
      ...(full ? documentLines(dossier, voice) : []),
    ];
  });
}

function obligations(manifest: Manifest, voice: Voice): string[] {
  const words = voice.messages.manifest.show.obligations;
  const day = (value: string | null): string | null => (value === null ? null : date(value));
  return byReference(manifest.obligations).map(({ kind, reference, subject, form, since, until }) => {
    const what =
      kind === "rectification"
        ? words.rectification({ until: day(until) })
        : kind === "complaint"
          ? words.complaint
          : words.discipline({ form: form ?? "—", since: day(since), until: day(until) });
    return item(reference, `${subject === null ? "" : `${subject}: `}${what}`, voice);
  });
}

/** What is not as it should be, dossier by dossier; what one explanation answers for stands together. */
function exceptions(manifest: Manifest, voice: Voice): string[] {
  const { messages, ink, width } = voice;
  const { show } = messages.manifest;
  const groups = new Map<string, { first: Manifest["exceptions"][number]; names: string[] }>();
  for (const one of byReference(manifest.exceptions)) {
    const key = JSON.stringify([one.dossier, one.kind, one.explanation]);
    const group = groups.get(key);
    if (group) group.names.push(one.name);
    else groups.set(key, { first: one, names: [one.name] });
  }
  let previous = "";
  return [...groups.values()].flatMap(({ first, names }) => {
    const { dossier, reference, kind, explanation } = first;
    const lines = dossier === previous ? [] : [`  ${harmless(reference)}`];
    previous = dossier;
    lines.push(indented("    ", harmless(`${show.exceptions[kind]}: ${names.join("; ")}`), width));
    if (explanation !== null) {
      const due = explanation.due === null ? null : date(explanation.due);
      lines.push(ink.faint(indented("      ", harmless(show.explained({ ...explanation, due })), width)));
    } else if (kind === "missing" || kind === "damaged") lines.push(`      ${ink.bad(show.notExplained)}`);
    return lines;
  });
}

function titleOf({ title, secrecy }: ManifestDossier, { messages }: Voice): string {
  if (title !== null) return harmless(title);
  return messages.manifest.show.secretTitle({ level: messages.house.words.secrecy[secrecy] });
}

function fileCount({ documents }: ManifestDossier): number {
  return documents.reduce((sum, { files }) => sum + files.length, 0);
}

function item(reference: string, words: string, { width }: Voice): string {
  return indented("  ", harmless(`${reference}  ${words}`), width);
}

/** A unit with its code, and its last day where it has ended: old and new units share codes. */
export function unitWords({ name, code, until }: Pick<ManifestUnit, "name" | "code" | "until">): string {
  return `${name} (${code}${until === null ? "" : `, – ${date(until)}`})`;
}

function partyWords(party: ManifestParty): string {
  const body = party.committee ?? party.organisation;
  const person = [party.position, party.person].filter((part) => part !== null).join(" ");
  return [body, unitWords(party), person === "" ? null : person].filter((part) => part !== null).join(" · ");
}
