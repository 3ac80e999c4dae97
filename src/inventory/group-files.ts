import { looseKey } from "../model/names.js";
import { typesInName } from "./dossier-type-words.js";
import type { LayoutDocument } from "./match-document.js";
import {
  certain,
  type FolderCandidate,
  looksLikeDossier,
  matchFolder,
  type PreparedDossier,
  placesOf,
  subjectIn,
  yearsOf,
} from "./match-folder.js";
import { compareNumbers, readPaperNumber } from "./paper-number.js";
import { unicodeName } from "./read-file-name.js";
import type { PageHead } from "./read-first-page.js";
import { wordsOf } from "./words.js";

/** Files that are decided together: those under one folder that may be a dossier's, its subfolders included. */
export interface FileGroup {
  /** The folder, in NFC; empty for files that lie directly in the scanned folder. */
  folder: string;
  /** Positions in the list of paths. */
  files: number[];
  /** By the folder's name alone, best first. */
  candidates: FolderCandidate[];
  /** The group that holds this folder, if any. */
  parent: FileGroup | null;
  /** Another folder looks like the same dossier: the name alone does not decide. */
  contested: boolean;
}

/** From this on a folder counts as one that may be a dossier's, and is looked at by itself. */
const mayBe = 0.45;

/** Finds the dossiers a folder name may mean, without comparing it with all of thousands. */
export class FolderMatcher {
  readonly #byKey = new Map<string, PreparedDossier[]>();

  constructor(readonly dossiers: readonly PreparedDossier[]) {
    for (const dossier of dossiers) {
      if (dossier.number) this.#add(`n${dossier.number.value}`, dossier);
      if (dossier.folderKey) this.#add(`f${dossier.folderKey}`, dossier);
      for (const name of dossier.people) this.#add(`w${name.at(-1)!}`, dossier);
      for (const name of dossier.people) this.#add(`w${name[0]!}`, dossier);
      for (const place of dossier.places) this.#add(`p${place}`, dossier);
      for (const year of dossier.hint.years) this.#add(`y${year}`, dossier);
    }
  }

  #add(key: string, dossier: PreparedDossier): void {
    const group = this.#byKey.get(key);
    if (!group) this.#byKey.set(key, [dossier]);
    else if (group.at(-1) !== dossier) group.push(dossier);
  }

  match(folder: string): FolderCandidate[] {
    if (folder === "") return [];
    const name = unicodeName(folder.slice(folder.lastIndexOf("/") + 1));
    const keys = [
      `f${looseKey(name)}`,
      ...[...name.matchAll(/\d{1,4}/gu)].map(([digits]) => `n${Number(digits)}`),
      ...wordsOf(name).map((word) => `w${word}`),
      ...placesOf(name).map((place) => `p${place}`),
      ...yearsOf(folder).map((year) => `y${year}`),
    ];
    const few = new Set(keys.flatMap((key) => this.#byKey.get(key) ?? []));
    return matchFolder(folder, [...few]);
  }
}

/** Puts files, given by their NFC paths in walking order, into groups; each file into one. */
export function groupFiles(paths: readonly string[], matcher: FolderMatcher): FileGroup[] {
  const groups = new Map<string, FileGroup>();
  const ofFolder = new Map<string, FileGroup>();
  const groupOf = (folder: string): FileGroup => {
    const known = ofFolder.get(folder);
    if (known) return known;
    const above =
      folder === "" ? null : groupOf(folder.includes("/") ? folder.slice(0, folder.lastIndexOf("/")) : "");
    const candidates = matcher.match(folder);
    const own =
      above === null ||
      above.folder === "" ||
      (candidates[0]?.confidence ?? 0) >= mayBe ||
      looksLikeDossier(folder);
    const group = own ? { folder, files: [], candidates, parent: above, contested: false } : above;
    ofFolder.set(folder, group);
    if (own) groups.set(folder, group);
    return group;
  };
  groupOf("");
  paths.forEach((path, index) => {
    groupOf(path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "").files.push(index);
  });
  markContested([...groups.values()]);
  return [...groups.values()].filter(({ files }) => files.length > 0);
}

function markContested(groups: readonly FileGroup[]): void {
  const claims = new Map<string, FileGroup[]>();
  for (const group of groups) {
    const best = group.candidates[0];
    if (!best || best.confidence < certain - 0.2) continue;
    const others = claims.get(best.dossierId);
    if (others) others.push(group);
    else claims.set(best.dossierId, [group]);
  }
  for (const rivals of claims.values()) {
    const top = Math.max(...rivals.map(({ candidates }) => candidates[0]!.confidence));
    const near = rivals.filter(({ candidates }) => top - candidates[0]!.confidence < 0.25);
    // A folder inside the other is part of the same dossier, no rival.
    const apart = near.filter(
      (group) => !near.some((other) => other !== group && group.folder.startsWith(`${other.folder}/`)),
    );
    if (apart.length > 1) for (const group of apart) group.contested = true;
  }
}

/** Documents by number and symbol, to find those that the papers of a folder are. */
export class NumberIndex {
  readonly #byNumber = new Map<string, { dossierId: string; document: LayoutDocument }[]>();

  constructor(documents: ReadonlyMap<string, readonly LayoutDocument[]>) {
    for (const [dossierId, list] of documents)
      for (const document of list) {
        const number = document.number === null ? null : readPaperNumber(document.number);
        if (!number) continue;
        const key = `${number.number}${number.suffix}-${number.symbol}`;
        const group = this.#byNumber.get(key);
        if (group) group.push({ dossierId, document });
        else this.#byNumber.set(key, [{ dossierId, document }]);
      }
  }

  /** Documents with the number, symbol and issuer of a page, and its date where both state a whole one. */
  find(page: PageHead): { dossierId: string; document: LayoutDocument }[] {
    const { number, date } = page;
    if (!number || number.issuer === "") return [];
    return (this.#byNumber.get(`${number.number}${number.suffix}-${number.symbol}`) ?? []).filter(
      ({ document }) => {
        if (compareNumbers(number, readPaperNumber(document.number!)!) !== "same") return false;
        return date === null || document.date === null || date.startsWith(document.date);
      },
    );
  }
}

/** The one dossier among candidates that most pages speak of, by whom they are about and their year; null for none or two. */
function spokenOf(
  candidates: readonly FolderCandidate[],
  pages: readonly (PageHead | null)[],
  dossiers: ReadonlyMap<string, PreparedDossier>,
): { dossierId: string; papers: number } | null {
  const readable = pages.flatMap((page) => (page && page.words.length > 0 ? [page] : []));
  if (readable.length < 3) return null;
  const found = candidates.flatMap(({ dossierId }) => {
    const { hint } = dossiers.get(dossierId)!;
    const about = readable.filter(({ words, date }) => {
      if (date !== null && hint.years.size > 0 && !hint.years.has(Number(date.slice(0, 4)))) return false;
      return subjectIn(words, dossiers.get(dossierId)!) === "same";
    });
    if (about.length / readable.length < 0.6) return [];
    const ofType = about.filter(({ words }) => {
      const { types } = typesInName(words.join(" "));
      return hint.type !== null && types.has(hint.type);
    });
    return [{ dossierId, papers: about.length, ofType: ofType.length }];
  });
  if (found.length <= 1) return found[0] ?? null;
  // The same cell twice in a year: pages that name the one matter, and none that names another.
  const named = found.filter(({ ofType }) => ofType > 0);
  return named.length === 1 && named[0]!.ofType >= 3 ? named[0]! : null;
}

/**
 * The dossiers of a folder once its papers have been read: numbers and dates on the pages speak for the dossier whose
 * documents carry them.
 */
export function weighPapers(
  group: FileGroup,
  pages: readonly (PageHead | null)[],
  index: NumberIndex,
  dossiers: ReadonlyMap<string, PreparedDossier>,
): FolderCandidate[] {
  const counts = new Map<string, number>();
  let numbered = 0;
  for (const page of pages) {
    if (!page?.number || page.date === null) continue;
    const found = new Set(index.find(page).map(({ dossierId }) => dossierId));
    if (found.size > 0) numbered += 1;
    // A number that two dossiers carry says nothing.
    if (found.size === 1) for (const id of found) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const strong = [...counts]
    .filter(([, papers]) => papers >= 2 && papers / numbered >= 0.6)
    .map(([id]) => id);
  const borneOut = strong.length === 0 ? spokenOf(group.candidates, pages, dossiers) : null;
  const weighed = group.candidates.map((candidate) => {
    let papers = counts.get(candidate.dossierId) ?? 0;
    let { confidence } = candidate;
    if (borneOut?.dossierId === candidate.dossierId) {
      confidence += 0.3;
      papers = Math.max(papers, borneOut.papers);
    }
    // A rival folder: the name must be borne out by papers.
    if (group.contested && candidate.confidence < 1) confidence -= 0.3;
    if (strong.includes(candidate.dossierId)) confidence += 0.35;
    else if (papers > 0 && strong.length === 0) confidence += 0.15;
    else if (strong.length > 0 && candidate.confidence < 1) confidence -= 0.35;
    return {
      ...candidate,
      confidence: Math.max(0, Math.min(candidate.confidence === 1 ? 1 : 0.98, confidence)),
      reasons: papers > 0 ? [...candidate.reasons, { why: "papers" as const, papers }] : candidate.reasons,
    };
  });
  for (const id of strong) {
    const papers = counts.get(id)!;
    if (weighed.some(({ dossierId }) => dossierId === id)) continue;
    // Nothing in the name: three papers, all of one dossier.
    const confidence = papers >= 3 && papers / numbered >= 0.8 ? 0.8 : 0.5;
    weighed.push({ dossierId: id, confidence, reasons: [{ why: "papers", papers }] });
  }
  return weighed.sort((a, b) => b.confidence - a.confidence || (a.dossierId < b.dossierId ? -1 : 1));
}
