import type { DossierType } from "../model/dossier.js";
import { indexOfPhrase, wordsOf } from "./words.js";

/** How folder names call the types, in loose spelling; longer and clearer names first within a type. */
const names: readonly (readonly [DossierType, readonly string[]])[] = [
  ["KTDH", ["ktdhvp", "ktdh", "dhvp", "dau hieu vi pham", "dau hieu", "kt dh"]],
  [
    "KTTCD",
    [
      "kttcd",
      "kttc dang",
      "kttc",
      "kiem tra tai chinh",
      "kt tai chinh",
      "tai chinh dang",
      "kt dang phi",
      "dang phi",
      "tai chinh",
    ],
  ],
  ["KTNV", ["ktnv", "kiem tra nhiem vu", "kt nhiem vu", "thuc hien nhiem vu"]],
  ["KTCH", ["ktch", "kiem tra chap hanh", "kiem tra chuyen de", "ktcd", "kt chap hanh"]],
  ["GSCD", ["gscd", "giam sat chuyen de", "gs chuyen de"]],
  ["GSTX", ["gstx", "giam sat thuong xuyen", "gs thuong xuyen"]],
  ["KLTC", ["kltc", "ky luat to chuc", "kl to chuc", "kltcd"]],
  ["KLDV", ["kldv", "ky luat dang vien", "kl dang vien", "kl dv"]],
  ["GQTC", ["gqtc", "to cao", "don tc", "giai quyet to cao"]],
  ["GQKN", ["gqkn", "khieu nai", "don kn", "giai quyet khieu nai"]],
  ["CTBC", ["ctbc", "ct bc", "chuong trinh bao cao", "bao cao nam", "chuong trinh", "so sach"]],
  ["DONTHU", ["don thu", "don nac danh", "donthu", "xu ly don", "don phan anh"]],
  ["DCSH", ["dcsh", "dinh chi sinh hoat", "dinh chi sh", "dinh chi"]],
];

/** Names that several types share. */
const shared: readonly (readonly [string, readonly DossierType[]])[] = [
  ["ky luat", ["KLDV", "KLTC"]],
  ["kl", ["KLDV", "KLTC"]],
  ["giam sat", ["GSCD", "GSTX"]],
  ["gs", ["GSCD", "GSTX"]],
  ["kiem tra", ["KTCH", "KTDH", "KTTCD", "KTNV"]],
  ["kt", ["KTCH", "KTDH", "KTTCD", "KTNV"]],
  ["don", ["DONTHU", "GQTC", "GQKN"]],
];

/** The types a folder name may mean: one, several that share the word, or none named. */
export function typesInName(name: string): { types: ReadonlySet<DossierType>; clear: boolean } {
  // 19.KTCH and KTCH-2021 are words of their own only when marks part them.
  const words = wordsOf(name);
  const found = new Set<DossierType>();
  for (const [type, phrases] of names)
    if (phrases.some((phrase) => indexOfPhrase(words, phrase.split(" ")) >= 0)) found.add(type);
  // `kỷ luật tổ chức` also holds the words of wider names; `tố cáo` decides over `đơn`.
  if (found.size > 0) return { types: found, clear: found.size === 1 };
  for (const [phrase, types] of shared)
    if (indexOfPhrase(words, phrase.split(" ")) >= 0) return { types: new Set(types), clear: false };
  return { types: found, clear: false };
}
