import { looseKey } from "../model/names.js";
import type { PreparedDocument, PreparedFile } from "./match-document.js";

/** A document that the order of a folder points to. `stated`: the file's own number is the document's place in the list. */
export interface OrderGuess {
  document: PreparedDocument;
  stated: boolean;
}

/** What is settled of a file before its place in the folder is looked at. */
export type Settled = { document: PreparedDocument } | "open" | "apart";

/** So many files must bear the numbers of their documents in the list before the others are taken at theirs. */
const leastStated = 2;

/**
 * Reads the order of the files of one dossier's folder beside the order of its list of documents. Files that are settled
 * are the fixed points: where each lies as the list has it, and between two of them as many files are open as documents
 * are free, these belong together one by one. Nothing follows where the order is broken anywhere. Files `apart` (copies,
 * drafts, papers of another dossier) are passed over.
 */
export function readOrder(
  files: readonly PreparedFile[],
  settled: (file: PreparedFile) => Settled,
  documents: readonly PreparedDocument[],
  isFree: (document: PreparedDocument) => boolean,
): Map<PreparedFile, OrderGuess> {
  const guesses = new Map<PreparedFile, OrderGuess>();
  const listed = [...documents].sort((a, b) => a.document.ordinal - b.document.ordinal);
  for (const row of numberedFolders(files, settled)) {
    const fixed = row.flatMap(({ state }, at) => (typeof state === "object" ? [{ at, ...state }] : []));
    const rank = (document: PreparedDocument): number => listed.indexOf(document);
    if (fixed.some(({ document }, i) => i > 0 && rank(document) <= rank(fixed[i - 1]!.document))) continue;
    const stated =
      fixed.length >= leastStated &&
      row.every(({ place }) => place.stated) &&
      fixed.every(({ at, document }) => row[at]!.place.number === document.document.ordinal);
    const ends = [{ at: -1, rank: -1 }]
      .concat(fixed.map(({ at, document }) => ({ at, rank: rank(document) })))
      .concat({ at: row.length, rank: listed.length });
    // Behind the last fixed point the numbers must end with the list, or a paper that it lacks has moved them on.
    const complete = row.at(-1)!.place.number === listed.at(-1)?.document.ordinal;
    ends.slice(1).forEach((end, i) => {
      const begin = ends[i]!;
      const open = row.slice(begin.at + 1, end.at);
      const free = listed.slice(begin.rank + 1, end.rank).filter(isFree);
      const byNumber = stated && (end.at < row.length || complete);
      if (!byNumber && open.length !== free.length) return;
      open.forEach(({ file, place }, index) => {
        const document = byNumber ? free.find((one) => one.document.ordinal === place.number) : free[index];
        if (document) guesses.set(file, { document, stated: byNumber });
      });
    });
  }
  return guesses;
}

interface Place {
  number: number;
  /** Somebody wrote the number in front; otherwise a scanner counted. */
  stated: boolean;
}

interface Numbered {
  file: PreparedFile;
  place: Place;
  state: { document: PreparedDocument } | "open";
}

/** The files of each folder by their numbers; a folder in which a number stands twice has no order. */
function* numberedFolders(
  files: readonly PreparedFile[],
  settled: (file: PreparedFile) => Settled,
): Generator<Numbered[]> {
  const folders = new Map<string, Numbered[]>();
  for (const file of files) {
    const state = settled(file);
    const place = state === "apart" ? null : placeOf(file);
    if (state === "apart" || place === null) continue;
    const cut = file.file.path.lastIndexOf("/");
    const folder = file.file.path.slice(0, Math.max(0, cut));
    const row = folders.get(folder);
    if (row) row.push({ file, place, state });
    else folders.set(folder, [{ file, place, state }]);
  }
  for (const row of folders.values()) {
    const numbers = new Set(row.map(({ place }) => place.number));
    if (row.length < 2 || numbers.size < row.length) continue;
    yield row.sort((a, b) => a.place.number - b.place.number);
  }
}

const scannerName =
  /^(?:(?:cam ?)?scan(?:ner)?|img|image|anh|doc|document|file|tep|pic|dsc|canon|brother|epson|hp|xerox)? ?(?:(?:19|20)\d{6} ?)?(\d{1,6})$/u;

/** The number that leads a name or is all of it, or the counter of a scanner. */
function placeOf({ named, nameKey }: PreparedFile): Place | null {
  // `07-KH` may be a paper's own number; then it does not fit its place, and nothing is read from this folder.
  const leading = named.position ?? named.shortNumber?.number;
  if (leading !== undefined) return { number: leading, stated: true };
  if (/^\d{1,3}$/u.test(nameKey)) return { number: Number(nameKey), stated: true };
  const counted = scannerName.exec(looseKey(nameKey));
  return counted ? { number: Number(counted[1]), stated: false } : null;
}
