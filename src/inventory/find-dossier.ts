import type { Dossier, DossierDocument } from "../model/dossier.js";
import { Failure, Misuse } from "../model/failure.js";
import { cleanText, compareVietnamese, looseKey, nearest } from "../model/names.js";
import { searchKey } from "../model/search-key.js";
import type { Unit } from "../model/unit.js";
import type { Store } from "../store/index.js";

/** A dossier as far as it takes to find it. */
interface Named {
  id: string;
  reference: string;
  origin: Unit;
}

/**
 * The one dossier that `words` mean: its reference as written, or without its marks, case, blanks and leading zeros, or
 * only its number where no other dossier has it (`12` for `12.KTCH`, never for `12a.KTCH`), or its id. With several
 * fonds the unit stands in front: `06691:12.KTCH`, `Phường Hồng Gai:12.KTCH`, or `06691/2025-06-30:12.KTCH` where
 * one code meant two units. Throws `dossier-not-found` with the nearest references, and `dossier-ambiguous`.
 */
export function findDossier(store: Store, words: string): Dossier {
  return dossierFinder(store)(words);
}

/** The same for many: reads the references once. */
export function dossierFinder(store: Store): (words: string) => Dossier {
  let names: Named[] | undefined;
  return (words) => {
    const text = cleanText(words);
    const exact = store.dossiers.byReference(text);
    if (exact.length === 1) return exact[0]!;
    names ??= store.dossiers.references();
    return store.dossiers.find(findNamed(names, text).id)!;
  };
}

/** How a dossier is called where several fonds may be meant: with its unit in front. */
export function qualifiedReference(dossier: Pick<Named, "reference" | "origin">, units: Unit[]): string {
  const { origin, reference } = dossier;
  const others = units.filter((unit) => unit.code === origin.code && !isSameUnit(unit, origin));
  if (others.length === 0) return `${origin.code}:${reference}`;
  if (others.every((unit) => looseKey(unit.name) !== looseKey(origin.name)))
    return `${origin.name}:${reference}`;
  return `${origin.code}/${origin.until ?? ""}:${reference}`;
}

function isSameUnit(a: Unit, b: Unit): boolean {
  return a.code === b.code && a.name === b.name && a.until === b.until;
}

function findNamed(all: Named[], words: string): Named {
  for (const { among, reference } of readings(all, words)) {
    for (const key of keys) {
      const wanted = key(reference);
      if (wanted === null) continue;
      const found = among.filter((one) => key(one.reference) === wanted);
      if (found.length === 1) return found[0]!;
      if (found.length > 1) throw ambiguous(words, found);
    }
    const byId = among.filter(({ id }) => id === reference);
    if (byId.length === 1) return byId[0]!;
    const byNumber = isNumber(reference)
      ? among.filter((one) => numberOf(one.reference) === searchKey(reference))
      : [];
    if (byNumber.length === 1) return byNumber[0]!;
    if (byNumber.length > 1) throw ambiguous(words, byNumber);
  }
  throw new Failure("dossier-not-found", { reference: words, nearest: nearestReferences(all, words) });
}

/** From the strictest to the loosest; the first that finds anything decides. */
const keys: ((reference: string) => string | null)[] = [
  (reference) => reference.normalize("NFC"),
  (reference) => reference.normalize("NFC").toLowerCase().replace(/\s+/gu, ""),
  (reference) => looseKey(reference) || null,
  (reference) => searchKey(reference) || null,
  // `12 a` is `12a`, but `1.2` is not `12`.
  (reference) => searchKey(reference).replace(/(?<=\p{L}) (?=\p{N})|(?<=\p{N}) (?=\p{L})/gu, "") || null,
];

/** The words as they stand, over all fonds; then, where a unit stands in front, its reference in that fonds. */
function readings(all: Named[], words: string): { among: Named[]; reference: string }[] {
  const colon = words.lastIndexOf(":");
  const whole = { among: all, reference: words };
  if (colon < 0) return [whole];
  const unit = words.slice(0, colon).trim();
  const among = all.filter(({ origin }) => meansUnit(unit, origin));
  return [whole, { among, reference: words.slice(colon + 1).trim() }];
}

/** Whether words mean a unit: its code, its name in any spelling, or its code with its last day. */
export function meansUnit(words: string, unit: Unit): boolean {
  const text = cleanText(words);
  return (
    text === unit.code ||
    text === `${unit.code}/${unit.until ?? ""}` ||
    looseKey(text) === looseKey(unit.name)
  );
}

const isNumber = (text: string): boolean => /^\d+[\p{L}]?$/u.test(text);

/** The number a reference begins with: `12a` of `12a.KTCH`; words such as `HS` in front do not count. */
function numberOf(reference: string): string | null {
  const word = searchKey(reference)
    .replace(/^(?:ho so|hs|so)\s*/u, "")
    .split(" ")[0]!;
  return isNumber(word) ? word : null;
}

function ambiguous(words: string, found: Named[]): Failure {
  const units = found.map(({ origin }) => origin);
  return new Failure("dossier-ambiguous", {
    reference: words,
    candidates: found
      .map((one) =>
        units.every((unit) => isSameUnit(unit, one.origin)) ? one.reference : qualifiedReference(one, units),
      )
      .sort(compareVietnamese)
      .slice(0, 10),
  });
}

function nearestReferences(all: Named[], words: string): string[] {
  const rest = new Set(all.map(({ reference }) => reference));
  const found: string[] = [];
  while (found.length < 3) {
    const next = nearest(words, rest);
    if (next === undefined) break;
    found.push(next);
    rest.delete(next);
  }
  return found;
}

/**
 * The one document of a dossier that `words` mean: its place in the order, its number (as written, loosely, or its
 * beginning), its slot with or without the dossier's type, or its id. Throws `document-not-found`, `document-ambiguous`.
 */
export function findDocument(dossier: Dossier, documents: DossierDocument[], words: string): DossierDocument {
  const text = cleanText(words);
  const wanted = searchKey(text);
  const slot = text.toUpperCase();
  const attempts: ((document: DossierDocument) => boolean)[] = [
    ({ id }) => id === text,
    ({ ordinal }) => String(ordinal) === text.replace(/^#/u, ""),
    ({ number }) => number === text,
    ({ number }) => number !== null && wanted !== "" && searchKey(number) === wanted,
    (one) => [one.slot, ...one.alsoSlots].some((code) => code === slot || code === `${dossier.type}.${slot}`),
    ({ number }) => number !== null && wanted !== "" && `${searchKey(number)} `.startsWith(`${wanted} `),
  ];
  for (const attempt of attempts) {
    const found = documents.filter(attempt);
    if (found.length === 1) return found[0]!;
    if (found.length > 1)
      throw new Misuse("document-ambiguous", {
        document: text,
        dossier: dossier.reference,
        candidates: found.map(calledBy),
      });
  }
  throw new Failure("document-not-found", {
    document: text,
    dossier: dossier.reference,
    candidates: documents.slice(0, 30).map(calledBy),
  });
}

/** A document as a person would name it to find it again: its place, with its number or slot. */
function calledBy({ ordinal, number, slot }: DossierDocument): string {
  const name = number ?? slot;
  return name === null ? String(ordinal) : `${ordinal} (${name})`;
}
