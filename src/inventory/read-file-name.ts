import type { PartialDate } from "../model/dossier.js";
import { isPartialDate } from "../model/partial-date.js";
import { detectLegacy, fromLegacy, isUnicodeVietnamese, scoreEncodings } from "./legacy-encoding.js";
import { type PaperNumber, readNumberInName, symbolOf } from "./paper-number.js";
import { spelledOut } from "./words.js";

/** What a file name says of the paper in the file. */
export interface NamedPaper {
  number: PaperNumber | null;
  /** `07-KH` standing alone: a number without issuer, or a position with a symbol; nobody can tell from the name. */
  shortNumber: { number: number; suffix: string; symbol: string } | null;
  /** Position in the dossier that leads the name: `03-De cuong`. */
  position: number | null;
  /** Full or reduced date, where the name states its year. */
  date: PartialDate | null;
  /** `ngày 19-5`: day and month without a year. */
  dayMonth: { day: number; month: number } | null;
  /** Symbol of the kind of paper, when the name begins with one or states it with the number. */
  symbol: string | null;
  /** What remains, in loose spelling with short forms written out. */
  words: string[];
  /** Says of itself that it is a draft. */
  draft: boolean;
  /** A copy or second scan of what another file holds. */
  copy: boolean;
  /** Page or part of a paper that lies in several files, from 1. */
  part: number | null;
}

const draftMark = /\b(?:d[ựu]\s*th[ảa]o|draft|b[ảa]n\s*nh[áa]p)\b/iu;
const copyMark =
  /[([]?\s*(?:b[ảa]n\s*(?:sao|photo|ch[íi]nh|g[ốo]c|[đd][ẹe]p)|sao\s*y|scan\s*l[ạa]i|ch[ụu]p\s*l[ạa]i|copy(?:\s*\d+)?|- copy)\s*[)\]]?/giu;
const countMark = /\s*\((\d{1,2})\)\s*$/u;
const partMark = /(?:^|[\s_\-–(])(?:trang|tr|t[ờo]|ph[ầa]n|p|page)\s*\.?\s*(\d{1,3})\s*\)?$/iu;

/** Reads a file name without folder; the extension plays no part. */
export function readFileName(fileName: string): NamedPaper {
  let name = unicodeName(fileName)
    .replace(/\.[A-Za-z0-9]{1,5}\s*$/u, "")
    .replace(/\s+/gu, " ")
    .trim();
  const draft = draftMark.test(name);
  const copied = name.replace(copyMark, " ").trim();
  const copy = copied !== name;
  if (copied !== "") name = copied;
  const counted = countMark.exec(name);
  if (counted) name = name.slice(0, counted.index);
  const parted = partMark.exec(name);
  const part = parted ? Number(parted[1]) : null;
  if (parted && parted.index > 0) name = name.slice(0, parted.index);

  const dated = takeDate(name);
  name = dated.rest;
  const numbered = readNumberInName(name);
  let position: number | null = null;
  let shortNumber: NamedPaper["shortNumber"] = null;
  let symbol: string | null = numbered?.number.symbol ?? null;
  let rest = name;
  if (numbered) {
    // In `01-QĐ 61-QĐ-UBKTĐU` the first is a position.
    const lead = /^\s*(\d{1,3})\s*[-–—_.]?/u.exec(numbered.before);
    if (lead) position = Number(lead[1]);
    rest = `${numbered.before.replace(/^\s*\d{1,3}\s*[-–—_.]?\s*/u, "")} ${numbered.after}`;
  } else {
    const short = /^\s*(\d{1,4})\s*([a-e])?\s*[-–—_. ]\s*(\p{L}{2,4})\s*$/u.exec(name);
    const lead = /^\s*(\d{1,3})\s*(?:[-–—_.)]|\s(?=\p{L}))\s*(?=\S)/u.exec(name);
    // `BB3 BB trien khai`, `LLV2 Lich lam viec`: a symbol with a running number.
    const marked = /^\s*(\p{Lu}{2,4}\p{L}?)(\d{1,3})\s+(?=\p{L})/u.exec(name);
    if (short && symbolOf(short[3]!)) {
      symbol = symbolOf(short[3]!);
      shortNumber = { number: Number(short[1]), suffix: short[2] ?? "", symbol: symbol! };
      rest = short[3]!;
    } else if (marked) {
      position = Number(marked[2]);
      rest = name.slice(marked[0].length);
    } else if (lead) {
      position = Number(lead[1]);
      rest = name.slice(lead[0].length);
    }
  }
  const words = spelledOut(rest.replaceAll("_", " "));
  symbol ??= symbolOf(/^\s*(\p{L}{2,4})(?![\p{L}])/u.exec(rest.replaceAll("_", " "))?.[1] ?? "");
  return {
    number: numbered?.number ?? null,
    shortNumber,
    position,
    date: dated.date,
    dayMonth: dated.dayMonth,
    symbol,
    words,
    draft,
    copy: copy || counted !== null,
    part,
  };
}

/** A name typed in an old font reads as signs: `QuyÕt ®Þnh`. Taken as Unicode where that makes Vietnamese of it. */
export function unicodeName(name: string): string {
  const text = name.normalize("NFC");
  if (!/[\u00A0-\u00FF]/u.test(text) || isUnicodeVietnamese(text)) return text;
  const encoding = detectLegacy(scoreEncodings([text]));
  return encoding === null ? text : fromLegacy(text, encoding).normalize("NFC");
}

/** Takes a date out of a name: `2023_04_…`, `20230407`, `ngày 19-5`, `19.5.2021`, `5-2021`. */
function takeDate(name: string): {
  date: PartialDate | null;
  dayMonth: NamedPaper["dayMonth"];
  rest: string;
} {
  const two = (text: string) => text.padStart(2, "0");
  const whole = (match: RegExpExecArray, date: string) =>
    isPartialDate(date) && Number(date.slice(0, 4)) >= 1950 && Number(date.slice(0, 4)) <= 2100
      ? {
          date,
          dayMonth: null,
          rest: `${name.slice(0, match.index)} ${name.slice(match.index + match[0].length)}`,
        }
      : null;
  const attempts: [RegExp, (match: RegExpExecArray) => ReturnType<typeof takeDate> | null][] = [
    [/(?<!\d)(\d{4})[-_.](\d{2})[-_.](\d{2})(?!\d)/u, (m) => whole(m, `${m[1]}-${m[2]}-${m[3]}`)],
    [/(?<!\d)(20\d{2})(\d{2})(\d{2})(?!\d)/u, (m) => whole(m, `${m[1]}-${m[2]}-${m[3]}`)],
    [
      /(?<!\d)(\d{1,2})[-_./](\d{1,2})[-_./](\d{4})(?!\d)/u,
      (m) => whole(m, `${m[3]}-${two(m[2]!)}-${two(m[1]!)}`),
    ],
    [/^(\d{4})[-_.](\d{2})(?=[-_.\s])(?!\d)/u, (m) => whole(m, `${m[1]}-${m[2]}`)],
    [
      /ng[àa]y\s*(\d{1,2})[-–_./ ](\d{1,2})(?![-–_./]?\d)/iu,
      (m) => {
        const [day, month] = [Number(m[1]), Number(m[2])];
        if (day < 1 || day > 31 || month < 1 || month > 12) return null;
        return {
          date: null,
          dayMonth: { day, month },
          rest: `${name.slice(0, m.index)} ${name.slice(m.index + m[0].length)}`,
        };
      },
    ],
  ];
  for (const [pattern, read] of attempts) {
    const match = pattern.exec(name);
    const found = match ? read(match) : null;
    if (found) return { ...found, rest: found.rest.replace(/\bng[àa]y\s*$/iu, " ") };
  }
  return { date: null, dayMonth: null, rest: name };
}
