import type {
  DocumentMark,
  DossierMark,
  FieldChange,
  FileMark,
  ListChanges,
  ManifestDiff,
} from "../../manifest/index.js";
import type { Messages } from "../../messages/messages.js";
import type { Named } from "../../model/findings/check.js";
import { type FieldWords, fieldWords } from "./field-words.js";
import type { LabelledSide } from "./sides.js";

/** A comparison, with what the rule packs call the places in a dossier, by code. */
export interface DiffView extends ManifestDiff {
  slotNames: ReadonlyMap<string, Named>;
}

export type DifferenceKind = "added" | "removed" | "changed" | "moved" | "renamed" | "regrouped";

/** One thing that differs, in words; `kind` and `name` are null for fields of the list itself. */
export interface Difference {
  kind: DifferenceKind | null;
  name: string | null;
  fields: FieldWords[];
}

/** What differs in one part of the lists. */
export interface Area {
  title: string;
  differences: Difference[];
}

/** The parts of two lists that differ, in the order in which they are told. */
export function areasOf(diff: DiffView, messages: Messages): Area[] {
  const { diff: words, show } = messages.manifest;
  const { areas } = words;
  const { dossiers, documents, files } = diff;
  const fields = (changes: readonly FieldChange[]): FieldWords[] =>
    changes.map((one) => fieldWords(one, diff.slotNames, messages));
  const ofList = (changes: readonly FieldChange[]): Difference[] =>
    changes.length === 0 ? [] : [{ kind: null, name: null, fields: fields(changes) }];
  const ofChanges = <Item extends object>(changes: ListChanges<Item>, name: (item: Item) => string) =>
    changesIn(changes, name, fields);
  const slot = (name: string): string => diff.slotNames.get(name)?.[messages.language] ?? name;
  const inDossier = (name: string, reference: string): string =>
    `${name} (${words.inDossier({ reference })})`;
  const ofDossier = ({ reference, title }: DossierMark): string =>
    title === null ? reference : `${reference}  ${title}`;
  const ofDocument = ({ reference, name }: DocumentMark): string => inDossier(slot(name), reference);
  const ofFile = ({ reference, originalPath }: FileMark): string => inDossier(originalPath, reference);
  const reference = (one: { reference: string }): string => one.reference;
  const references = (these: readonly { reference: string }[]): string[] => these.map(reference);
  const others = diff.otherIds;

  const all: Area[] = [
    { title: areas.parties, differences: ofList(diff.parties) },
    { title: areas.head, differences: ofList(diff.head) },
    { title: areas.totals, differences: ofList(diff.totals) },
    {
      title: areas.otherIds,
      differences:
        others.dossiers + others.documents > 0 ? [difference("changed", words.otherIds(others))] : [],
    },
    {
      title: areas.responsibilities,
      differences: ofChanges(diff.responsibilities, ({ statement }) => statement),
    },
    {
      title: areas.dossiers,
      differences: [
        ...dossiers.added.map((one) => difference("added", ofDossier(one))),
        ...dossiers.removed.map((one) => difference("removed", ofDossier(one))),
        ...dossiers.renamed.map(({ before, after }) =>
          difference("renamed", `${before.reference} → ${ofDossier(after)}`),
        ),
        ...dossiers.merged.map(({ from, into }) =>
          difference("regrouped", words.merged({ from: references(from), into: into.reference })),
        ),
        ...dossiers.split.map(({ from, into }) =>
          difference("regrouped", words.split({ from: from.reference, into: references(into) })),
        ),
        ...dossiers.changed.map((one) => difference("changed", one.reference, fields(one.fields))),
      ],
    },
    {
      title: areas.documents,
      differences: [
        ...documents.added.map((one) => difference("added", ofDocument(one))),
        ...documents.removed.map((one) => difference("removed", ofDocument(one))),
        ...documents.moved.map(({ document, from, to }) =>
          difference("moved", `${slot(document.name)}: ${from} → ${to}`),
        ),
        ...documents.changed.map((one) => difference("changed", ofDocument(one), fields(one.fields))),
      ],
    },
    {
      title: areas.files,
      differences: [
        ...files.added.map((one) => difference("added", ofFile(one))),
        ...files.removed.map((one) => difference("removed", ofFile(one))),
        ...files.changed.map(({ after }) => difference("changed", `${ofFile(after)}: ${words.rescanned}`)),
        ...files.moved.map(({ before, after }) =>
          difference("moved", `${ofFile(before)} → ${ofFile(after)}`),
        ),
      ],
    },
    { title: areas.openCases, differences: ofChanges(diff.openCases, reference) },
    {
      title: areas.obligations,
      differences: ofChanges(diff.obligations, (one) =>
        `${one.reference} ${one.subject ?? ""} ${one.form ?? ""}`.trim(),
      ),
    },
    {
      title: areas.withheld,
      differences: ofChanges(diff.withheld, (one) => `${one.reference} ${one.number ?? ""}`.trim()),
    },
    {
      title: areas.exceptions,
      differences: ofChanges(
        diff.exceptions,
        (one) => `${one.reference} ${show.exceptions[one.kind]}: ${one.name}`,
      ),
    },
    { title: areas.remaining, differences: ofChanges(diff.remaining, reference) },
  ];
  return all.filter(({ differences }) => differences.length > 0);
}

/** The two sides, each with the word that stands before it. */
export function sidesOf({ before, after }: ManifestDiff, messages: Messages): LabelledSide[] {
  const { sides } = messages.manifest.diff;
  return [
    { label: sides.before, side: before },
    { label: sides.after, side: after },
  ];
}

/** What to say where nothing differs. */
export function sameWords(diff: ManifestDiff, messages: Messages): string {
  const { same, sameInventory } = messages.manifest.diff;
  return withInventory(diff) ? sameInventory : same;
}

/** Whether one side is what an office has, not what it listed. */
export function withInventory({ before, after }: ManifestDiff): boolean {
  return before.kind === "workspace" || after.kind === "workspace";
}

/** What was left out of the comparison, in a sentence; null where nothing was. */
export function setAsideWords({ setAside }: ManifestDiff, messages: Messages): string | null {
  return setAside.remaining + setAside.otherFonds > 0 ? messages.manifest.diff.setAside(setAside) : null;
}

/** How many dossiers, documents and files came, went, changed and moved; a dossier renamed, merged or split has changed. */
export function countsOf({ dossiers, documents, files }: ManifestDiff) {
  const { renamed, merged, split } = dossiers;
  const regrouped = renamed.length + merged.length + split.length;
  return {
    added: dossiers.added.length + documents.added.length + files.added.length,
    removed: dossiers.removed.length + documents.removed.length + files.removed.length,
    changed: regrouped + dossiers.changed.length + documents.changed.length + files.changed.length,
    moved: documents.moved.length + files.moved.length,
  };
}

function difference(kind: DifferenceKind, name: string, fields: FieldWords[] = []): Difference {
  return { kind, name, fields };
}

function changesIn<Item extends object>(
  { added, removed, changed }: ListChanges<Item>,
  name: (item: Item) => string,
  fields: (changes: readonly FieldChange[]) => FieldWords[],
): Difference[] {
  return [
    ...added.map((one) => difference("added", name(one))),
    ...removed.map((one) => difference("removed", name(one))),
    ...changed.map((one) => difference("changed", name(one.after), fields(one.fields))),
  ];
}
