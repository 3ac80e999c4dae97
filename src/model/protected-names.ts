import type { Dossier } from "./dossier.js";
import { spellingKey } from "./spelling-key.js";

/** Replaces the names of protected persons by their codes in any text of one dossier. */
export type Protect = (text: string) => string;

interface ProtectedName {
  words: string[];
  code: string;
}

const titles = new Set(
  ["ông", "bà", "anh", "chị", "cô", "chú", "bác", "đồng chí", "đ/c", "đc", "đ.c", "mr", "mrs", "ms"].map(
    (word) => word.normalize("NFC"),
  ),
);

/**
 * Finds out who is protected (denouncers, petitioners) and how their names are kept out of everything that leaves the
 * house. A name is replaced in all dossiers, except where somebody of that very name is the one inspected. It is found
 * in any case, any tone placement, with or without its marks, and with any or no separator between its words, as file
 * names have it: `Nguyễn Văn A`, `nguyen-van-a`, `NguyenVanA`. Only names of two words and more are searched for.
 */
export function protectNames(dossiers: readonly Dossier[]): (dossier: Dossier) => Protect {
  const codes = codesOf(dossiers);
  const everywhere = new Map<string, ProtectedName>();
  for (const dossier of dossiers) {
    for (const subject of dossier.subjects) {
      if (subject.role === "inspected") continue;
      const words = nameWords(subject.name);
      if (words.length < 2 || looksLikeCode(subject.name)) continue;
      const code = codes(dossier, subject.name, subject.code, subject.role);
      const key = words.map(spellingKey).join(" ");
      if (!everywhere.has(key)) everywhere.set(key, { words, code });
    }
  }
  // Longer names first, so that a name inside a longer one does not break it.
  const all = [...everywhere.entries()].sort(([, a], [, b]) => b.words.length - a.words.length);
  const general = replacer(all.map(([, name]) => name));
  return (dossier) => {
    const inspected = new Set<string>();
    const own = new Set<string>();
    for (const subject of dossier.subjects) {
      const key = nameWords(subject.name).map(spellingKey).join(" ");
      (subject.role === "inspected" ? inspected : own).add(key);
    }
    const kept = all.filter(([key]) => inspected.has(key) && !own.has(key));
    const base =
      kept.length === 0
        ? general
        : replacer(all.filter(([key]) => !inspected.has(key) || own.has(key)).map(([, name]) => name));
    // In the dossier itself its own code is the right one, should two dossiers protect one name under two codes.
    const local = replacer(
      dossier.subjects.flatMap((subject) => {
        const words = nameWords(subject.name);
        if (subject.role === "inspected" || words.length < 2 || looksLikeCode(subject.name)) return [];
        return [{ words, code: codes(dossier, subject.name, subject.code, subject.role) }];
      }),
    );
    return (text) => base(local(text));
  };
}

/** The code that stands for a protected person; null for others. */
export function protectedCode(
  dossiers: readonly Dossier[],
): (dossier: Dossier, subject: Dossier["subjects"][number]) => string | null {
  const codes = codesOf(dossiers);
  return (dossier, subject) =>
    subject.role === "inspected" ? null : codes(dossier, subject.name, subject.code, subject.role);
}

function codesOf(
  dossiers: readonly Dossier[],
): (dossier: Dossier, name: string, code: string | null, role: "denouncer" | "petitioner") => string {
  const given = new Map<string, string>();
  const used = new Set<string>();
  for (const dossier of dossiers) {
    for (const subject of dossier.subjects) if (subject.code !== null) used.add(subject.code);
  }
  // A subject without a code gets the next free one, in the order of dossiers and subjects.
  for (const dossier of dossiers) {
    for (const subject of dossier.subjects) {
      const key = `${dossier.id}\n${subject.name}`;
      if (subject.role === "inspected" || subject.code !== null || given.has(key)) continue;
      if (looksLikeCode(subject.name)) {
        given.set(key, subject.name);
        continue;
      }
      const prefix = subject.role === "denouncer" ? "NTC" : "NCD";
      let number = 1;
      const code = (): string => `${prefix}-${String(number).padStart(2, "0")}`;
      while (used.has(code())) number += 1;
      used.add(code());
      given.set(key, code());
    }
  }
  return (dossier, name, code, role) =>
    code ?? given.get(`${dossier.id}\n${name}`) ?? (role === "denouncer" ? "NTC" : "NCD");
}

function looksLikeCode(name: string): boolean {
  return /^(?:NTC|NCD|NKN)-\d+$/u.test(name);
}

/** The words of a name without a form of address in front. */
function nameWords(name: string): string[] {
  const words = name
    .normalize("NFC")
    .split(/[\s_]+/u)
    .filter((word) => /\p{L}/u.test(word));
  while (words.length > 2) {
    const two = words.slice(0, 2).join(" ").toLowerCase();
    if (titles.has(two)) words.splice(0, 2);
    else if (titles.has(words[0]!.toLowerCase())) words.shift();
    else break;
  }
  return words;
}

/** A word down to its bare letters; `y` as `i`, for `Quý` and `Quí` are one. */
function bare(word: string): string {
  return word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("đ", "d").replaceAll("y", "i");
}

/** A text down to its bare letters and digits, nothing between them. */
function onlyLetters(text: string): string {
  return bare(text).replace(/[^\p{L}\p{N}]+/gu, "");
}

/** Letters of a bare word, each as a class of all Vietnamese letters that are it without marks, marks in any form. */
function loosePattern(word: string): string {
  return [...bare(word)]
    .map((letter) => {
      const either: Record<string, string> = { d: "[dđ]", i: "[iy]" };
      return /[a-z]/u.test(letter) ? `${either[letter] ?? letter}\\p{M}*` : `\\p{L}\\p{M}*`;
    })
    .join("");
}

function replacer(names: ProtectedName[]): Protect {
  if (names.length === 0) return (text) => text;
  const patterns = names.map(({ words, code }) => ({
    words,
    code,
    letters: onlyLetters(words.join("")),
    pattern: new RegExp(
      words.map((word) => `(${loosePattern(word)})`).join("([^\\p{L}\\p{M}\\p{N}]{0,3})"),
      "giu",
    ),
  }));
  return (text) => {
    // Most texts name nobody: a name can only be where its bare letters stand in a row.
    const letters = onlyLetters(text);
    const likely = patterns.filter((name) => letters.includes(name.letters));
    if (likely.length === 0) return text;
    // Looked for in NFD, where letters and marks are apart; what is not replaced comes back in NFC.
    const decomposed = text.normalize("NFD");
    let result = decomposed;
    for (const { words, code, pattern } of likely) result = replaceName(result, words, code, pattern);
    return result === decomposed ? text : result.normalize("NFC");
  };
}

function replaceName(text: string, words: string[], code: string, pattern: RegExp): string {
  let result = "";
  let done = 0;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const end = match.index + match[0].length;
    if (!isSameName(match, words) || !standsAlone(text, match, words)) {
      pattern.lastIndex = match.index + 1;
      continue;
    }
    result += text.slice(done, match.index) + code;
    done = end;
  }
  return result + text.slice(done);
}

/** Groups of a match are word, separator, word … Written without marks it is the name; with marks, only with its own. */
function isSameName(match: RegExpExecArray, words: string[]): boolean {
  return words.every((word, index) => {
    const found = match[index * 2 + 1]!;
    return (
      found.toLowerCase().replaceAll("y", "i") === bare(word) || spellingKey(found) === spellingKey(word)
    );
  });
}

/** Whether a match is no part of longer words; `DonNgoThiHoa` and a long name written as one word count as found. */
function standsAlone(text: string, match: RegExpExecArray, words: string[]): boolean {
  const end = match.index + match[0].length;
  const glued = words.slice(1).every((_, index) => match[index * 2 + 2] === "");
  if (glued && words.length > 2 && match[0].length >= 8) return true;
  const before = text.slice(Math.max(0, match.index - 1), match.index);
  const after = text.slice(end, end + 1);
  const startsWord =
    !/[\p{L}\p{M}]/u.test(before) || (/[\p{Ll}\p{M}]/u.test(before) && /^\p{Lu}/u.test(match[0]));
  const endsWord = !/[\p{L}\p{M}]/u.test(after) || (/\p{Lu}/u.test(after) && /\p{Ll}\p{M}*$/u.test(match[0]));
  return startsWord && endsWord;
}
