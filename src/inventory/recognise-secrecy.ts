import { highestSecrecy, type Secrecy } from "../model/dossier.js";
import { looseKey } from "../model/names.js";

/** Where a mark of secrecy was seen. The words around it are never kept. */
export interface SecrecyMark {
  level: Exclude<Secrecy, "none">;
  where: "file-name" | "first-page";
}

const levels = { mat: "mat", "toi mat": "toi-mat", "tuyet mat": "tuyet-mat" } as const;

/** Words with which `mật` makes an ordinary word: bí mật, mật độ, mật khẩu; in loose spelling also mặt trận, gặp mặt. */
const before = new Set(["bi", "bao", "co", "than", "can", "kin", "ra", "gap", "ong", "vang", "tien"]);
const after = new Set([
  "do",
  "khau",
  "thiet",
  "ma",
  "vu",
  "ong",
  "thu",
  "danh",
  "lenh",
  "tran",
  "bang",
  "tien",
]);

/**
 * Looks for a mark in a path: its folders and the name without extension. A mark is `MẬT` in capitals or in brackets,
 * `tối mật` or `tuyệt mật` in any case; without tone marks only where it stands alone: `(mat)`, ` - mat`.
 */
export function secrecyInPath(path: string): SecrecyMark | null {
  let found: Secrecy = "none";
  const parts = path.normalize("NFC").split("/");
  parts.forEach((part, index) => {
    const name = index === parts.length - 1 ? part.replace(/\.[A-Za-z0-9]{1,5}\s*$/u, "") : part;
    found = highestSecrecy(found, levelInName(name));
  });
  return found === "none" ? null : { level: found, where: "file-name" };
}

function levelInName(name: string): Secrecy {
  let found: Secrecy = "none";
  const bracketed = name.matchAll(/[([{]\s*([\p{L} ]{3,12}?)\s*[)\]}]/gu);
  for (const [, inside] of bracketed) {
    // In brackets a mặt or a mắt would make no sense; spelling is taken loosely.
    const level = levelOf(inside!);
    if (level) found = highestSecrecy(found, level);
  }
  const last = /(?:^|[-–—.])\s*([\p{L}]{3,5}(?:[ _][\p{L}]{3})?)\s*(?:\(\d+\))?$/u.exec(name)?.[1];
  const level = last && !/(?:^|\P{L})gap[-–—]mat$/iu.test(name) ? levelOf(last) : null;
  if (level) found = highestSecrecy(found, level);

  const words = name.match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];
  words.forEach((word, index) => {
    const [previous, next] = [looseKey(words[index - 1] ?? ""), looseKey(words[index + 1] ?? "")];
    const lower = word.toLowerCase();
    if (lower === "mật" || lower === "mât") {
      if (previous === "toi" && /t[ôốồ]i/iu.test(words[index - 1]!)) found = highestSecrecy(found, "toi-mat");
      else if (previous === "tuyet") found = highestSecrecy(found, "tuyet-mat");
      else if (word === word.toUpperCase() && !before.has(previous) && !after.has(next))
        found = highestSecrecy(found, "mat");
      else if (previous === "do" || (documentWord.has(previous) && !after.has(next)))
        found = highestSecrecy(found, "mat");
    } else if (lower === "mat" && !after.has(next)) {
      if (previous === "tuyet") found = highestSecrecy(found, "tuyet-mat");
      else if (previous === "toi") found = highestSecrecy(found, "toi-mat");
      else if (documentWord.has(previous) && index === words.length - 1) found = highestSecrecy(found, "mat");
    }
  });
  return found;
}

/** Words after which `mật` at the end of a name says that the paper is secret: tài liệu mật, văn bản mật, độ mật. */
const documentWord = new Set(["lieu", "vb", "do", "hs", "cv"]);

function levelOf(text: string): Exclude<Secrecy, "none"> | null {
  const key = looseKey(text.replaceAll("_", " "));
  return Object.hasOwn(levels, key) ? levels[key as keyof typeof levels] : null;
}

/** How many lines from the top count as the head of a page, where a stamp stands. */
const headLines = 18;

/**
 * Looks for a mark on a page, given as lines with columns apart: a line of its own, or the end of the number line, or
 * `Độ mật: …`. `bí mật`, `mật độ` in running words, urgency marks and `Lưu hành nội bộ` are none.
 */
export function secrecyOnPage(lines: readonly string[]): SecrecyMark | null {
  let found: Secrecy = "none";
  lines.forEach((raw, index) => {
    const level = levelOnLine(raw.normalize("NFC"), lines[index - 1] ?? "", index < headLines);
    if (level) found = highestSecrecy(found, level);
  });
  return found === "none" ? null : { level: found, where: "first-page" };
}

function levelOnLine(raw: string, previous: string, head: boolean): Exclude<Secrecy, "none"> | null {
  if (raw.length > 120) return null;
  const stated = /^\W*(?:độ|mức độ)\s+mật\s*[:.]\s*([\p{L} ]+?)\W*$/iu.exec(raw)?.[1];
  if (stated) return levelOf(stated);
  const numbered =
    /^\W*[Ss][ốôóỐ]\s*[:.]?\s*[\d._…]*.*\/.*?[\s(*[-]((?:TUY[ỆÊE]T|T[ỐÔO]I)?\s*M[ẬÂAẶ]T)\W*$/u.exec(raw)?.[1];
  if (numbered && head) return levelOf(numbered);
  const beside =
    /^\W*((?:TUYỆT|TỐI)?\s*MẬT)\s+(?:ĐẢNG CỘNG SẢN|CỘNG H)/u.exec(raw)?.[1] ??
    /(?:VIỆT NAM|UỶ BAN KIỂM TRA|ỦY BAN KIỂM TRA)\s+((?:TUYỆT|TỐI)?\s*MẬT)\W*$/u.exec(raw)?.[1];
  if (beside && head) return levelOf(beside);
  const bare = raw.replace(/[^\p{L}\s]/gu, " ").trim();
  // Spaced letters: M Ậ T.
  const text = /^(?:\p{L}\s+)+\p{L}$/u.test(bare) ? bare.replace(/\s+/gu, "") : bare.replace(/\s+/gu, " ");
  const spaced = text.replace(/^(TUYỆT|TỐI)(MẬT)$/u, "$1 $2");
  const level = levelOf(spaced);
  if (!level) return null;
  const capitals = spaced === spaced.toUpperCase();
  const titled = /^(?:Tuyệt|Tối) mật$|^(?:Tuyệt |Tối )?Mật$/u.test(spaced);
  if (!capitals && !titled) return null;
  // A heading that broke before its last word: BẢO VỆ BÍ / MẬT.
  if (before.has(looseKey(previous).split(" ").at(-1) ?? "")) return null;
  // Recognised text loses tone marks; in the head of the page a lone MAT or MẶT is the stamp.
  return /M[ẬậÂâ]T|mật/u.test(spaced) || head ? level : null;
}

/** The level of a secrecy column; null for words that are not known. Circulation and urgency notes are no secrecy. */
export function readSecrecy(text: string): Secrecy | null {
  const words = text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  const key = looseKey(text);
  if (/tuyệt mật/u.test(words) || key === "tuyet mat" || key === "tm") return "tuyet-mat";
  if (/tối mật/u.test(words) || key === "toi mat") return "toi-mat";
  if (/^(?:độ )?mật$|(?:^| )(?:độ|mức) mật$|^m$/u.test(words) || /^(?:do )?mat$/u.test(key)) return "mat";
  if (
    /^(?:0|khong|khong mat|thuong|binh thuong|cong khai|luu hanh noi bo|noi bo|khan|thuong khan|hoa toc)?$/u.test(
      key,
    )
  )
    return "none";
  return null;
}

/** A secrecy mark in running text: `(MẬT)`, “độ mật: Tối mật”, “đóng dấu Mật”. Bí mật and bảo mật are no marks. */
export function findSecrecyMark(text: string): Secrecy {
  const clean = text.normalize("NFC");
  const mark = "(tuyệt mật|tối mật|mật)";
  const match =
    new RegExp(
      `(?:độ mật|mức độ mật|dấu(?: chỉ)?(?: độ)?|tài liệu|văn bản|hồ sơ)\\s*[:"“(]?\\s*${mark}(?![\\p{L}])`,
      "iu",
    ).exec(clean) ??
    new RegExp(`[([]\\s*${mark}\\s*[)\\]]`, "iu").exec(clean) ??
    new RegExp(`^\\s*${mark}\\s*[.!]?\\s*$`, "iu").exec(clean) ??
    /(?<![\p{L}])(TUYỆT MẬT|TỐI MẬT|(?<!BÍ |BẢO )MẬT)(?![\p{L}])/u.exec(clean);
  if (!match) return "none";
  // A text all in capitals says nothing by its capitals.
  if (!/[\p{Ll}]/u.test(clean) && clean.length > 20 && !/[([]/u.test(match[0])) return "none";
  return levelOf(match[1]!) ?? "none";
}
