import { looseKey } from "../model/names.js";

/**
 * What clerks shorten, in loose spelling. Only forms that stand for one thing in these offices; the rest is left as it
 * is, because a wrong reading is worse than none.
 */
const shortForms: Record<string, string> = {
  qd: "quyet dinh",
  kh: "ke hoach",
  bb: "bien ban",
  bc: "bao cao",
  tb: "thong bao",
  ttr: "to trinh",
  cv: "cong van",
  ctr: "chuong trinh",
  ubkt: "uy ban kiem tra",
  cb: "chi bo",
  dv: "dang vien",
  gh: "gia han",
  hn: "hoi nghi",
  xm: "xac minh",
  gs: "giam sat",
  kt: "kiem tra",
  dhvp: "dau hieu vi pham",
  llv: "lich lam viec",
};

/** Words of a text in loose spelling, in order: `Biên bản  kỳ họp` gives `bien`, `ban`, `ky`, `hop`. */
export function wordsOf(text: string): string[] {
  const key = looseKey(text);
  return key === "" ? [] : key.split(" ");
}

/** The same with short forms written out: `BB ky hop UBKT` gives the words of `biên bản kỳ họp uỷ ban kiểm tra`. */
export function spelledOut(text: string): string[] {
  return wordsOf(text).flatMap((word) => shortForms[word]?.split(" ") ?? [word]);
}

/** Where `phrase` first stands in `words` as a run of whole words; -1 when it does not. */
export function indexOfPhrase(words: readonly string[], phrase: readonly string[], from = 0): number {
  if (phrase.length === 0) return -1;
  for (let at = from; at + phrase.length <= words.length; at += 1)
    if (phrase.every((word, index) => words[at + index] === word)) return at;
  return -1;
}

export function hasPhrase(words: readonly string[], phrase: string): boolean {
  return indexOfPhrase(words, phrase.split(" ")) >= 0;
}
