import type { DossierType, Subject } from "../model/dossier.js";
import { looseKey } from "../model/names.js";
import { spellingKey } from "../model/spelling-key.js";

/** A person whose name must not be seen: before a code is given. */
export interface ProtectedPerson {
  role: "denouncer" | "petitioner";
  name: string;
}

const address = "(?:đồng chí|đ\\/c|đ\\.c\\.?|đ\\.chí|đc|ông|bà|anh|chị|cô|chú|bác|cụ)";
const word = "\\p{Lu}[\\p{L}\\p{M}]*";
const name = `(?:${word}\\s+){1,5}${word}`;
const writer = "tố cáo|tố giác|gửi đơn|gửi|có đơn|đứng đơn|viết đơn|làm đơn|nộp đơn|phản ánh|kiến nghị";

const sender = new RegExp(
  `(?<![\\p{L}])(?:người|bên|công dân)\\s+(?<role>${writer})\\s*(?:là|:|\\(|-|,)?\\s*(?:${address}\\s+)*(?<name>${name})`,
  "gu",
);
const ofLetter = new RegExp(
  `(?<![\\p{L}])[Đđ]ơn(?<kind>(?:\\s+thư)?(?:,?\\s+(?:và\\s+)?(?:tố cáo|tố giác|phản ánh|kiến nghị))*)(?:\\s+[^.;]{0,40}?)?\\s+(?:của|do)\\s+(?:công dân\\s+)?(?:${address}\\s+)*(?<name>${name})`,
  "gu",
);

/** The subjects of a dossier as the register names them. Codes are not given yet: `code` is empty for a protected name. */
export function readSubjects(text: string, type: DossierType | null): Subject[] {
  const subjects: Subject[] = [];
  for (const part of text.split(/\s*[;\n]\s*/u)) {
    const clean = part.trim();
    if (clean === "") continue;
    const labelled = new RegExp(`^(?:người|bên|công dân)\\s+(${writer})\\s*[:-]?\\s*(.+)$`, "iu").exec(clean);
    if (labelled && !/^(?:người|bên)\s+bị/iu.test(clean)) {
      const person = personName(labelled[2]!);
      if (person !== null) subjects.push(protectedSubject(roleOf(labelled[1]!, type), person));
      continue;
    }
    const bare = clean.replace(
      /^(?:người|bên|đối tượng|tổ chức đảng|đảng viên)?\s*(?:bị tố cáo|bị khiếu nại|được kiểm tra|được giám sát|bị kỷ luật|khiếu nại)\s*[:-]\s*/iu,
      "",
    );
    if (/(?:không (?:rõ|tên|có)|nặc danh|giấu tên|mạo danh)/iu.test(bare)) continue;
    subjects.push({ kind: kindOf(bare), role: "inspected", name: withoutAddress(bare), code: null });
  }
  return subjects;
}

/**
 * People named as the writers of a denunciation or petition in running text. Only words that say so count, and a bare
 * “đơn của bà …” only in a dossier that can hold one: a complaint against discipline is written under one's own name.
 */
export function findProtectedPeople(text: string, type: DossierType | null): ProtectedPerson[] {
  const found: ProtectedPerson[] = [];
  for (const match of text.matchAll(sender)) {
    found.push({ role: roleOf(match.groups!.role!, type), name: match.groups!.name! });
  }
  for (const match of text.matchAll(ofLetter)) {
    const kind = match.groups!.kind!.trim();
    const between = match[0].slice(0, match[0].length - match.groups!.name!.length);
    if (/khiếu nại|xin |đề nghị/iu.test(between)) continue;
    if (kind === "" && type !== "GQTC" && type !== "DONTHU") continue;
    found.push({ role: roleOf(kind, type), name: match.groups!.name! });
  }
  return found;
}

/** The writer of a letter, from the author column of its row: “bà Phan Thị Liên”. */
export function writerOfLetter(
  abstract: string,
  author: string,
  type: DossierType | null,
): ProtectedPerson | null {
  if (!/^đơn(?:\s|$)/iu.test(abstract) || /^đơn\s+(?:khiếu nại|xin|đề nghị)/iu.test(abstract)) return null;
  const denounces = /tố cáo|tố giác|phản ánh|kiến nghị/iu.test(abstract);
  if (type !== "GQTC" && type !== "DONTHU" && !denounces) return null;
  const person = personName(author);
  return person === null ? null : { role: roleOf(abstract, type), name: person };
}

/** Gives every protected person of a dossier a code, keeping the codes there are: NTC for denouncers, NCD for petitioners. */
export function withCodes(known: Subject[], people: Iterable<ProtectedPerson>): Subject[] {
  const subjects = [...known];
  for (const person of people) {
    if (!subjects.some((one) => one.code !== null && one.code !== "" && samePerson(one.name, person.name))) {
      const code = nextCode(subjects, person.role);
      subjects.push({ kind: "other", role: person.role, name: person.name, code });
    }
  }
  return subjects;
}

function nextCode(subjects: Subject[], role: ProtectedPerson["role"]): string {
  const stem = role === "denouncer" ? "NTC" : "NCD";
  let last = 0;
  for (const { code } of subjects) {
    const match = code?.startsWith(`${stem}-`) ? Number(code.slice(4)) : 0;
    last = Math.max(last, match);
  }
  return `${stem}-${String(last + 1).padStart(2, "0")}`;
}

/** Whether two names are one person's: tone placement and i/y do not count, and neither do accents when one has none. */
export function samePerson(a: string, b: string): boolean {
  return spellingKey(a) === spellingKey(b) || (looseKey(a) === looseKey(b) && (isBare(a) || isBare(b)));
}

function isBare(text: string): boolean {
  return /^[\x20-\x7E]*$/u.test(text);
}

/**
 * Text with the names of protected subjects replaced by their codes, in whatever spelling they stand, together with the
 * form of address before them and the home address behind them.
 */
export function hideNames(text: string, subjects: readonly Subject[]): string {
  let result = text;
  for (const subject of subjects) {
    if (subject.role === "inspected" || !subject.code) continue;
    result = replaceName(result, subject.name, subject.code);
  }
  return result;
}

const home =
  "(?:\\s*\\((?:tổ|khu|thôn|xóm|số|phố|ngõ|bản|ấp|trú|ở|địa chỉ|tdp)[^)]*\\)|(?:,\\s*(?:trú tại|ở|địa chỉ:?)?\\s*(?:tổ|khu|thôn|xóm|số|phố|ngõ|bản|ấp|tdp)\\s+[^,;()]+)+)?";

function replaceName(text: string, wanted: string, code: string): string {
  const words = wanted.split(/\s+/u);
  const pieces = [...text.matchAll(/[\p{L}\p{M}]+/gu)];
  let result = "";
  let done = 0;
  for (let at = 0; at < pieces.length; at += 1) {
    let length = 0;
    const here = pieces.slice(at, at + words.length);
    if (here.length === words.length && samePerson(here.map((piece) => piece[0]).join(" "), wanted)) {
      length = words.length;
    } else if (
      // “bà Oanh”: form of address and given name.
      words.length > 1 &&
      samePerson(pieces[at]![0], words.at(-1)!) &&
      new RegExp(`${address}\\s+$`, "iu").test(text.slice(done, pieces[at]!.index))
    ) {
      length = 1;
    }
    if (length === 0) continue;
    const last = pieces[at + length - 1]!;
    const before = text.slice(done, pieces[at]!.index).replace(new RegExp(`(?:${address}\\s+)+$`, "iu"), "");
    const end = last.index + last[0].length;
    const behind = new RegExp(`^${home}`, "iu").exec(text.slice(end))?.[0].length ?? 0;
    result += before + code;
    done = end + behind;
    at += length - 1;
    while (at + 1 < pieces.length && pieces[at + 1]!.index < done) at += 1;
  }
  return result + text.slice(done);
}

function protectedSubject(role: ProtectedPerson["role"], person: string): Subject {
  return { kind: "other", role, name: person, code: "" };
}

function roleOf(words: string, type: DossierType | null): ProtectedPerson["role"] {
  if (/tố (?:cáo|giác)/iu.test(words) || type === "GQTC") return "denouncer";
  return "petitioner";
}

/** The name alone: no form of address, no home address; null when nobody is named. */
function personName(text: string): string | null {
  const bare = text
    .trim()
    .replace(new RegExp(`^(?:${address}\\s+)+`, "iu"), "")
    .split(/[,;(]| - /u)[0]!
    .trim();
  return new RegExp(`^${name}$`, "u").test(bare) ? bare : null;
}

function withoutAddress(text: string): string {
  return text.replace(new RegExp(`^(?:${address}\\s+)+`, "iu"), "").trim() || text;
}

function kindOf(text: string): Subject["kind"] {
  if (
    /^(?:các\s+)?(?:chi bộ|đảng bộ|chi uỷ|chi ủy|đảng uỷ|đảng ủy|cấp uỷ|cấp ủy|ban |tổ chức|uỷ ban|ủy ban|cb )/iu.test(
      text,
    )
  ) {
    return "organisation";
  }
  if (new RegExp(`^${address}(?:\\s|$)|đảng viên`, "iu").test(text)) return "member";
  return new RegExp(`^${name}(?:\\s*[,(-]|$)`, "u").test(text) ? "member" : "other";
}
