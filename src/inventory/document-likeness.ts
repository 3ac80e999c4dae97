import { documentNumberKey, readDocumentNumber } from "../model/document-number.js";
import type { DossierDocument } from "../model/dossier.js";
import type { DocumentDraft } from "./read-document-row.js";
import { abstractKey } from "./vocabulary.js";

/** The key of a written number; null for a paper without one. */
export const documentKey: (number: string | null) => string | null = remembered((number) =>
  number === "" ? null : documentNumberKey(readDocumentNumber(number)),
);

const wordsKey: (abstract: string | null) => string | null = remembered(abstractKey);

/** One register asks for the key of one text again and again; what is remembered stays small. */
function remembered<Key extends string | null>(
  keyOf: (text: string) => Key,
): (text: string | null) => Key | null {
  const known = new Map<string, Key>();
  return (text) => {
    if (text === null) return null;
    let key = known.get(text);
    if (key === undefined) {
      if (known.size > 5_000) known.clear();
      key = keyOf(text);
      known.set(text, key);
    }
    return key;
  };
}

/** Two abstracts that may be one paper's: one is missing, they are the same, or one is cut short. */
export function mayBeOnePaper(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return true;
  const [first, second] = [wordsKey(a) ?? "", wordsKey(b) ?? ""];
  return first.startsWith(second) || second.startsWith(first);
}

/** How many of number, date and abstract two readings of a row share: 0 to 3. */
export function likeness(a: DocumentDraft, b: DocumentDraft): number {
  return [
    documentKey(a.number) === documentKey(b.number),
    a.date === b.date,
    (wordsKey(a.abstract) ?? "") === (wordsKey(b.abstract) ?? ""),
  ].filter(Boolean).length;
}

/** The document of a dossier that a row means, where another register or a scan brought it before. */
export function findDocument(
  documents: DossierDocument[],
  draft: DocumentDraft,
  claimed: ReadonlySet<string>,
): DossierDocument | undefined {
  const number = documentKey(draft.number);
  const free = (document: DossierDocument): boolean => !claimed.has(document.id);
  if (number !== null) {
    return documents.find(
      (document) =>
        free(document) &&
        documentKey(document.number) === number &&
        sameDay(document.date, draft.date) &&
        mayBeOnePaper(document.abstract, draft.abstract),
    );
  }
  return documents.find(
    (document) =>
      free(document) &&
      document.number === null &&
      document.source !== "scan" &&
      document.date === draft.date &&
      wordsKey(document.abstract) === wordsKey(draft.abstract),
  );
}

/** Dates that may be one: one is missing, or one is the other's month or year. */
function sameDay(a: string | null, b: string | null): boolean {
  return a === null || b === null || a.startsWith(b) || b.startsWith(a);
}
