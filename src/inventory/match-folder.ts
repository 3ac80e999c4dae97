import type { DossierType } from "../model/dossier.js";
import { looseKey } from "../model/names.js";
import { typesInName } from "./dossier-type-words.js";
import { unicodeName } from "./read-file-name.js";
import { wordsOf } from "./words.js";

/** What is known of a dossier when its folder is looked for. */
export interface DossierHint {
  id: string;
  reference: string;
  type: DossierType | null;
  title: string;
  /** Names of the inspected organisations and members, as written. */
  subjects: readonly string[];
  /** Folder that the register or the clerk named. */
  folder: string | null;
  /** Years it may belong to: of its period, and of its papers. */
  years: ReadonlySet<number>;
}

/** Why a folder may be a dossier's, for the clerk to read; words of the report, not sentences. */
export type Reason =
  | { why: "register-folder" | "register-file-name" | "in-folder" }
  | { why: "reference"; reference: string }
  | { why: "type"; type: DossierType }
  | { why: "subject"; subject: string }
  | { why: "year"; year: number }
  | { why: "papers"; papers: number }
  | { why: "number"; number: string }
  | { why: "date"; date: string }
  | { why: "slot-words"; words: string }
  | { why: "order"; place: number }
  | { why: "abstract" };

export interface FolderCandidate {
  dossierId: string;
  /** 0 to 1. */
  confidence: number;
  reasons: Reason[];
}

/** At or above this a folder is a dossier's without asking, given that no other comes near. */
export const certain = 0.75;
const lead = 0.25;

/** A dossier's hints, taken apart once for thousands of folders. */
export interface PreparedDossier {
  hint: DossierHint;
  number: { value: number; suffix: string } | null;
  referenceKey: string;
  folderKey: string | null;
  /** The whole path that the register or the clerk named. */
  folderPathKey: string | null;
  people: string[][];
  organisations: string[][];
  places: ReadonlySet<string>;
}

/** Takes the hints of one dossier apart. */
export function prepareDossier(hint: DossierHint): PreparedDossier {
  const people: string[][] = [];
  const organisations: string[][] = [];
  for (const subject of hint.subjects) {
    const words = wordsOf(subject.split(/[,;(]/u)[0]!).filter((word) => !courtesies.has(word));
    if (/chi bộ|đảng (?:bộ|uỷ|ủy)|chi uỷ|tổ chức/iu.test(subject.split(/[,;(]/u)[0]!))
      organisations.push(withoutGeneric(words));
    else if (words.length >= 2) people.push(words);
    // `đ/c Nguyễn Văn Tuấn, Chi bộ khu 7`: the cell is behind the name.
    const cell = /chi bộ\s+(.+?)(?:[,;()]|$)/iu.exec(subject.slice(1));
    if (cell) organisations.push(withoutGeneric(wordsOf(cell[1]!)));
  }
  const reference = /^\D{0,12}?(\d{1,4})\s*([a-z])?(?![a-z\d])/iu.exec(hint.reference.normalize("NFC"));
  const places = new Set([...hint.subjects, hint.title].flatMap(placesOf));
  return {
    hint,
    number: reference ? { value: Number(reference[1]), suffix: (reference[2] ?? "").toLowerCase() } : null,
    referenceKey: looseKey(hint.reference),
    folderKey: hint.folder ? looseKey(unicodeName(lastPart(hint.folder))) : null,
    folderPathKey: hint.folder ? pathKey(hint.folder.split(/[\\/]/u)) : null,
    people,
    organisations: organisations.filter((words) => words.length > 0),
    places,
  };
}

const courtesies = new Set(["dong", "chi", "d", "c", "dc", "ong", "ba", "anh", "hs", "nguoi", "bi"]);
const generic = new Set(["chi", "bo", "dang", "uy", "phuong", "xa", "thi", "tran", "cb"]);

function withoutGeneric(words: string[]): string[] {
  return words.filter((word) => !generic.has(word));
}

/** Numbered places, by which cells are told apart: `khu 3`, `tổ 5`, `thôn 2`. */
export function placesOf(text: string): string[] {
  const words = wordsOf(text);
  const found: string[] = [];
  words.forEach((word, index) => {
    const next = words[index + 1] ?? "";
    if (placeWords.has(word) && /^\d{1,2}[a-z]?$/u.test(next))
      found.push(`${word === "kp" ? "khu" : word} ${next}`);
    const joined = /^(khu|kp|thon|ap|xom|ban)(\d{1,2}[a-z]?)$/u.exec(word);
    if (joined) found.push(`${joined[1] === "kp" ? "khu" : joined[1]} ${joined[2]}`);
  });
  return found;
}

const placeWords = new Set(["khu", "kp", "thon", "ap", "xom", "ban", "pho", "to"]);

function pathKey(parts: readonly string[]): string {
  return looseKey(parts.map(unicodeName).join("/"));
}

function lastPart(path: string): string {
  return path
    .replace(/[\\/]+$/u, "")
    .split(/[\\/]/u)
    .at(-1)!;
}

/** A folder's name, taken apart once. */
interface NamedFolder {
  key: string;
  words: string[];
  number: { value: number; suffix: string; marked: boolean } | null;
  types: ReturnType<typeof typesInName>;
  years: number[];
  places: string[];
}

function readFolderName(path: string): NamedFolder {
  const parts = path.split("/").map(unicodeName);
  const name = parts.at(-1)!;
  const words = wordsOf(name);
  const leading =
    /^\s*(?:(h[ồo]\s*s[ơo]|hs)\s*(?:s[ốo])?\s*[.:_-]?\s*)?(\d{1,4})([a-e])?(?=$|[^\p{L}\d])/iu.exec(name);
  // 2021_GSCD: a year; 5-2021 and 03.2024: a month. Neither is a reference.
  const month = /^\s*\d{1,2}\s*[-._/]\s*(?:19|20)\d{2}(?!\d)/u.test(name);
  const value = leading ? Number(leading[2]) : 0;
  const number =
    leading && !month && !(leading[1] === undefined && value >= 1950 && value <= 2100)
      ? { value, suffix: (leading[3] ?? "").toLowerCase(), marked: leading[1] !== undefined }
      : null;
  let years = yearsOf(name);
  // Numbers often start anew each year: then the year is written on the folder above.
  for (let index = parts.length - 2; index >= 0 && years.length === 0; index -= 1)
    years = yearsOf(parts[index]!);
  return { key: looseKey(name), words, number, types: typesInName(name), years, places: placesOf(name) };
}

/** Four-digit years in a text, spans with both ends. */
export function yearsOf(text: string): number[] {
  return [...text.matchAll(/(?<!\d)((?:19|20)\d{2})(?!\d)/gu)].map((match) => Number(match[1]));
}

/** Whether a folder's name says that it is a dossier of its own: a number or year, and what kind of matter it is about. */
export function looksLikeDossier(path: string): boolean {
  const { number, types, years, places } = readFolderName(path);
  if (types.types.size === 0) return false;
  return number !== null || (types.clear && (years.length > 0 || places.length > 0));
}

/**
 * The dossiers a folder may be, best first. A candidate counts as certain (`certainFolder`) only when it is certain by
 * itself and no other comes near.
 */
export function matchFolder(path: string, dossiers: readonly PreparedDossier[]): FolderCandidate[] {
  const folder = readFolderName(path);
  const fullKey = pathKey(path.split("/"));
  const candidates: FolderCandidate[] = [];
  for (const dossier of dossiers) {
    const candidate = compare(folder, fullKey, dossier);
    if (candidate) candidates.push(candidate);
  }
  return candidates.sort((a, b) => b.confidence - a.confidence || (a.dossierId < b.dossierId ? -1 : 1));
}

/** The one candidate that may be taken without asking; null when there is none or two are close. */
export function certainFolder(candidates: readonly FolderCandidate[]): FolderCandidate | null {
  const [first, second] = candidates;
  if (!first || first.confidence < certain) return null;
  return second && first.confidence - second.confidence < lead ? null : first;
}

function compare(folder: NamedFolder, fullKey: string, dossier: PreparedDossier): FolderCandidate | null {
  const { hint } = dossier;
  const reasons: Reason[] = [];
  let score = 0;
  if (dossier.folderKey !== null && dossier.folderKey !== "") {
    if (folder.key === dossier.folderKey || fullKey === dossier.folderPathKey) {
      return { dossierId: hint.id, confidence: 1, reasons: [{ why: "register-folder" }] };
    }
    // The register names another folder; this one would have to be very clear.
    score -= 0.3;
  }
  const sameNumber =
    folder.number !== null &&
    dossier.number !== null &&
    folder.number.value === dossier.number.value &&
    folder.number.suffix === dossier.number.suffix;
  if (sameNumber) {
    // `HS 32` says of itself what the number is.
    score += folder.number!.marked ? 0.76 : 0.5;
    reasons.push({ why: "reference", reference: hint.reference });
  } else if (folder.number && dossier.number) {
    // Another number leads the name. Some offices count their folders otherwise than the register.
    score -= 0.45;
  }
  if (hint.type && folder.types.types.size > 0) {
    if (!folder.types.types.has(hint.type)) score -= 0.5;
    else {
      score += folder.types.clear ? 0.25 : 0.12;
      reasons.push({ why: "type", type: hint.type });
    }
  }
  const person = dossier.people
    .map((name) => personIn(folder.words, name))
    .reduce((a, b) => Math.max(a, b), 0);
  const organisation = dossier.organisations
    .map((name) => organisationIn(folder.words, name))
    .reduce((a, b) => Math.max(a, b), 0);
  if (person > 0) {
    score += person;
    reasons.push({ why: "subject", subject: hint.subjects[0] ?? "" });
  }
  if (folder.places.length > 0 && dossier.places.size > 0) {
    if (folder.places.some((place) => dossier.places.has(place))) {
      score += 0.3;
      if (person === 0) reasons.push({ why: "subject", subject: folder.places[0]! });
    } else score -= 0.5;
  } else if (organisation > 0) {
    score += organisation;
    if (person === 0) reasons.push({ why: "subject", subject: hint.subjects[0] ?? "" });
  }
  if (folder.years.length > 0 && hint.years.size > 0) {
    const year = folder.years.find((one) => hint.years.has(one));
    if (year === undefined) score -= 0.4;
    else {
      score += 0.2;
      reasons.push({ why: "year", year });
    }
  }
  // The kind of the dossier and the year are the whole name of a yearly one: CTBC 2024.
  if (
    hint.type === "CTBC" &&
    folder.types.clear &&
    folder.types.types.has("CTBC") &&
    reasons.some(({ why }) => why === "year")
  )
    score += 0.35;
  if (score < 0.25 || reasons.length === 0) return null;
  return { dossierId: hint.id, confidence: Math.min(0.98, score), reasons };
}

/** Whether words speak of whom a dossier is about, or of another cell, or of neither. */
export function subjectIn(words: readonly string[], dossier: PreparedDossier): "same" | "another" | "unsaid" {
  const places = placesOf(words.join(" "));
  if (places.length > 0 && dossier.places.size > 0)
    return places.some((place) => dossier.places.has(place)) ? "same" : "another";
  if (dossier.people.some((name) => personIn(words, name) >= 0.35)) return "same";
  const named = dossier.organisations.some((name) => organisationShare(words, name) >= 0.8);
  return named ? "same" : "unsaid";
}

/** How much a folder name speaks for a person: whole name, name with the last word shortened, or the given name. */
function personIn(words: readonly string[], name: readonly string[]): number {
  for (let at = 0; at < words.length; at += 1) {
    let same = 0;
    while (same < name.length && words[at + same] === name[same]) same += 1;
    if (same === name.length) return 0.5;
    const next = words[at + same];
    if (same >= 2 && same === name.length - 1 && next?.length === 1 && name.at(-1)!.startsWith(next))
      return 0.35;
  }
  // đ/c Cường, đc Thắng, ông Hải: the given name after a form of address.
  const given = name.at(-1)!;
  for (let at = 1; at < words.length; at += 1) {
    if (words[at] !== given) continue;
    const [one, two] = [words[at - 1]!, words[at - 2] ?? ""];
    if (addresses.has(one) || (one === "c" && two === "d") || (one === "chi" && two === "dong")) return 0.25;
  }
  return 0;
}

const addresses = new Set(["dc", "ong", "ba", "anh"]);

/** How much a folder name speaks for an organisation. */
function organisationIn(words: readonly string[], name: readonly string[]): number {
  const share = organisationShare(words, name);
  return share === 1 ? 0.3 : share >= 0.5 ? 0.15 : 0;
}

/** Share of an organisation's name that stands among words, in full or as initials: THCS, TYT, CA, MN. */
export function organisationShare(words: readonly string[], name: readonly string[]): number {
  if (name.length === 0) return 0;
  let covered = 0;
  for (let at = 0; at < name.length; ) {
    if (words.includes(name[at]!)) {
      covered += 1;
      at += 1;
      continue;
    }
    let run = 0;
    for (let length = Math.min(5, name.length - at); length >= 2; length -= 1) {
      const initials = name
        .slice(at, at + length)
        .map((word) => word[0]!)
        .join("");
      if (words.includes(initials)) {
        run = length;
        break;
      }
    }
    covered += run;
    at += Math.max(1, run);
  }
  return covered / name.length;
}
