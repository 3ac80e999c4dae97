import type { PartialDate } from "../model/dossier.js";
import { looseKey } from "../model/names.js";
import { isPartialDate } from "../model/partial-date.js";
import { type PaperNumber, readPaperNumber } from "./paper-number.js";
import { wordsOf } from "./words.js";

/** What the head of a page says of the paper it belongs to. */
export interface PageHead {
  number: PaperNumber | null;
  date: PartialDate | null;
  /** Name of the kind of paper in loose spelling: `quyet dinh`; null when the page has no such line. */
  kind: string | null;
  /** The words of the kind line and the abstract below it, in order, in loose spelling. */
  words: string[];
}

/** Kinds of papers with the symbol their numbers carry; `null` where they carry none. Longer names before shorter. */
export const paperKinds: readonly (readonly [kind: string, symbol: string | null])[] = [
  ["thong bao ket luan", "TB"],
  ["quyet dinh", "QD"],
  ["ke hoach", "KH"],
  ["bien ban", "BB"],
  ["trich bien ban", "BB"],
  ["bao cao", "BC"],
  ["thong bao", "TB"],
  ["to trinh", "TTR"],
  ["chuong trinh", "CTR"],
  ["nghi quyet", "NQ"],
  ["ket luan", "KL"],
  ["quy che", "QC"],
  ["cong van", "CV"],
  ["huong dan", "HD"],
  ["phieu chuyen", "PC"],
  ["phieu de xuat", "PC"],
  ["phieu bieu quyet", null],
  ["phieu", null],
  ["de cuong", null],
  ["lich lam viec", null],
  ["lich", null],
  ["muc luc", null],
  ["don", null],
  ["ban tu kiem diem", null],
  ["ban kiem diem", null],
  ["ban tuong trinh", null],
  ["bang ke", null],
  ["danh sach", null],
  ["so", null],
  ["giay moi", "GM"],
  ["giay gioi thieu", "GGT"],
];

const headLines = 24;
const abstractLines = 4;
const abstractEnd =
  /^(?:can cu|kinh gui|hom nay|thuc hien|theo|toi la|thanh phan|i|1|dieu 1|tt|noi nhan|muc|ho so|ngay|de thuc hien|qua)\b/u;

/** Reads number, date, kind and abstract from the first lines of a page; everything it does not find is null or empty. */
export function readPageHead(lines: readonly string[]): PageHead {
  const head = lines.slice(0, headLines).map((line) => line.normalize("NFC").trim());
  let number: PaperNumber | null = null;
  let date: PartialDate | null = null;
  let kindAt = -1;
  let kind: string | null = null;
  head.forEach((line, index) => {
    if (kindAt >= 0) return;
    if (!number && /^s[ốôo]\s*[:.]?\s*\d/iu.test(line)) number = readPaperNumber(line);
    date ??= readLongDate(line);
    const found = kindOfLine(line);
    if (found) [kind, kindAt] = [found, index];
  });
  const dateAt = head.findIndex((line) => readLongDate(line) !== null);
  // A letter has no kind line: its abstract stands under place and date.
  const from = kindAt >= 0 ? kindAt : dateAt >= 0 && number ? dateAt + 1 : -1;
  const words: string[] = [];
  if (from >= 0) {
    for (const [offset, line] of head.slice(from, from + 1 + abstractLines).entries()) {
      const key = looseKey(line);
      if (offset > 0 && (key === "" || abstractEnd.test(key) || /^[-_*=.\s]{3,}$/u.test(line))) break;
      words.push(...wordsOf(line));
    }
  }
  return { number, date, kind, words };
}

/** The kind of paper when a line is its heading: in capitals, and beginning with the name of a kind. */
function kindOfLine(line: string): string | null {
  const letters = line.replace(/[^\p{L}]/gu, "");
  if (letters.length < 3 || line.length > 90) return null;
  const capitals = letters.replace(/\p{Ll}/gu, "").length;
  // Recognised text may lose a letter's case; a heading keeps most.
  if (capitals / letters.length < 0.8) return null;
  const key = looseKey(line.replace(/\s{2,}/gu, " "));
  for (const [name] of paperKinds) {
    if (key === name || key.startsWith(`${name} `)) {
      // SỐ … is a number line or a form field, SỔ a book.
      if (name === "so" && !/^\P{L}*S[ỔỖ]/u.test(line)) continue;
      return name;
    }
    // One letter misread in recognised text.
    if (name.length >= 7 && key.length <= name.length + 1 && nearly(key, name)) return name;
  }
  return null;
}

function nearly(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at += 1;
  return (
    a.slice(at + 1) === b.slice(at + 1) || a.slice(at + 1) === b.slice(at) || a.slice(at) === b.slice(at + 1)
  );
}

/** `ngày 05 tháng 02 năm 2026` anywhere in a line; null when it is no day of the calendar. */
export function readLongDate(line: string): PartialDate | null {
  const match = /ng[aà]y\s*(\d{1,2})\s*th[aá]ng\s*(\d{1,2})\s*n[aă]m\s*(\d{4})/iu.exec(line);
  if (!match) return null;
  const date = `${match[3]}-${match[2]!.padStart(2, "0")}-${match[1]!.padStart(2, "0")}`;
  return isPartialDate(date) ? date : null;
}
