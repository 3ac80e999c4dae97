import {
  type Condition,
  conditions,
  type Dossier,
  type DossierDocument,
  type InventoryFile,
} from "../model/dossier.js";
import {
  type DocumentField,
  type DossierField,
  documentFields,
  dossierFields,
  type ValueKind,
} from "../model/stated-fields.js";
import { documentFieldTable } from "./document-fields.js";
import { dossierFieldTable, type FieldOf } from "./dossier-fields.js";
import { type Viewer, viewerOf } from "./dossier-view.js";
import { factOf } from "./facts.js";

/** One value that was changed, as it may be shown; `hidden` when it is of a secret paper and both sides are left out. */
export interface Change {
  field: DossierField | DocumentField | Condition;
  kind: ValueKind;
  from: string | null;
  to: string | null;
  hidden: boolean;
}

/** Both before and after decide what is protected: a name that was, until a moment ago, is not told either. */
export function viewersOf(before: Dossier[], after: Dossier): Viewer[] {
  const next = [...before.filter(({ id }) => id !== after.id), after];
  return [viewerOf(before), viewerOf(next)];
}

/** A text without any name that one of the viewers protects. */
export function shownTo(viewers: Viewer[], dossier: Dossier, text: string | null): string | null {
  return text === null ? null : viewers.reduce((told, viewer) => viewer.text(dossier, told), text);
}

/** What became different in a dossier, its facts included. */
export function dossierChanges(before: Dossier, after: Dossier, viewers: Viewer[]): Change[] {
  const secret = before.secrecy !== "none" || after.secrecy !== "none";
  const table = dossierFieldTable(() => "");
  const fields = dossierFields.flatMap((name) =>
    changeOf(name, table[name], before, after, secret, (text) => shownTo(viewers, after, text)),
  );
  const facts = conditions.flatMap((condition): Change[] => {
    const [from, to] = [factOf(before, condition), factOf(after, condition)];
    if (from?.value === to?.value && from?.origin === to?.origin) return [];
    return [
      { field: condition, kind: "truth", from: from?.value ?? null, to: to?.value ?? null, hidden: false },
    ];
  });
  return [...fields, ...facts];
}

/** What became different in a document. */
export function documentChanges(
  dossier: Dossier,
  before: DossierDocument,
  after: DossierDocument,
  files: InventoryFile[],
  viewer: Viewer,
): Change[] {
  const withheld = (document: DossierDocument): boolean => viewer.document(dossier, document, files).withheld;
  const secret = withheld(before) || withheld(after);
  return documentFields.flatMap((name) =>
    changeOf(name, documentFieldTable[name], before, after, secret, (text) =>
      shownTo([viewer], dossier, text),
    ),
  );
}

function changeOf<Whole>(
  name: Change["field"],
  field: FieldOf<Whole>,
  before: Whole,
  after: Whole,
  secret: boolean,
  show: (text: string | null) => string | null,
): Change[] {
  const [from, to] = [field.get(before) || null, field.get(after) || null];
  if (from === to) return [];
  if (secret && field.telling) return [{ field: name, kind: field.kind, from: null, to: null, hidden: true }];
  return [{ field: name, kind: field.kind, from: show(from), to: show(to), hidden: false }];
}
