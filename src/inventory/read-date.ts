import type { PartialDate } from "../model/dossier.js";
import { isPartialDate } from "../model/partial-date.js";

/** What a date cell says. */
export type DateReading =
  | { kind: "date"; date: PartialDate }
  | { kind: "empty" }
  /** A date in our order that no calendar has: 31/6/2022. */
  | { kind: "impossible"; text: string }
  /** Not read: no date, or one that reads only with the month first. Nothing is guessed. */
  | { kind: "not-understood"; text: string };

/** What a period cell says; both ends are equal for one date. */
export type PeriodReading =
  | { kind: "period"; from: PartialDate; until: PartialDate }
  | Exclude<DateReading, { kind: "date" }>;

/** Day counts of Excel that are taken for dates: 1/1/1930 to 31/12/2099. Smaller numbers are years or page numbers. */
const serials = { first: 10_959, last: 73_050 };

/**
 * Reads one date as Vietnamese offices write it: day first always. `latestYear` is the last year that a two-digit year
 * may mean; `26` is 2026 while that is not later, else 1926.
 */
export function readDate(text: string, latestYear: number): DateReading {
  const plain = normalise(text);
  if (plain === "" || /^[-.…/]+$/u.test(plain)) return { kind: "empty" };
  const reading = readPlainDate(plain, latestYear);
  if (reading === "impossible") return { kind: "impossible", text: text.trim() };
  if (reading === null) return { kind: "not-understood", text: text.trim() };
  return { kind: "date", date: reading };
}

/** Reads a period: `17.08.20 đến 05.10.20`, `T5-T6/2020`, `năm 2021`, `quý II/2022`, or a single date. */
export function readPeriod(text: string, latestYear: number): PeriodReading {
  const plain = normalise(text);
  if (plain === "" || /^[-.…/]+$/u.test(plain)) return { kind: "empty" };
  const whole = readWhole(plain, latestYear);
  if (whole) return { kind: "period", ...whole };
  let impossible = false;
  for (const [left, right] of splits(plain)) {
    const until = readSide(right, latestYear);
    if (until === "impossible") impossible = true;
    if (until === null || until === "impossible") continue;
    const from = readSide(left, latestYear) ?? readShortSide(left, until);
    if (from === "impossible") impossible = true;
    if (from === null || from === "impossible" || from > until.slice(0, from.length)) continue;
    return { kind: "period", from, until };
  }
  const single = readPlainDate(plain, latestYear);
  if (single !== null && single !== "impossible") return { kind: "period", from: single, until: single };
  return { kind: impossible || single === "impossible" ? "impossible" : "not-understood", text: text.trim() };
}

/** The day of an Excel day count, where it is one of a plausible year. */
export function serialToDate(serial: number): PartialDate | null {
  const day = Math.floor(serial);
  if (!(day >= serials.first && day <= serials.last)) return null;
  return new Date(Date.UTC(1899, 11, 30) + day * 86_400_000).toISOString().slice(0, 10);
}

function normalise(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[\u200B-\u200D\u2060\uFEFF\u00AD]/gu, "")
    .replace(/[\u2010-\u2015\u2212]/gu, "-")
    .toLowerCase()
    .replace(/\s+/gu, " ")
    .trim()
    .slice(0, 200)
    .replace(/^['"(]+|[)'";,]+$/gu, "")
    .replace(/^(?:từ )?(?:ngày )(?=\d)/u, "")
    .replace(/ ?(?:\d{1,2}[:h]\d{2}(?::\d{2})?)$/u, "")
    .trim();
}

/** One date in full or in part; "impossible" when its form is ours but the calendar has no such day. */
function readPlainDate(plain: string, latestYear: number): PartialDate | "impossible" | null {
  const text = plain
    .replace(/^ngày /u, "")
    .replace(/ ?([/.-]) ?/gu, "$1")
    .replace(/\.$/u, "");
  let match = /^(\d{4})-(\d{2})(?:-(\d{2}))?(?:t[\d:.z+-]*)?$/u.exec(text);
  if (match) return build(Number(match[1]), Number(match[2]), match[3] ? Number(match[3]) : null);
  match = /^(\d{1,2})([/.-])(\d{1,2})([/.-])(\d{4}|\d{2})$/u.exec(text);
  if (match) {
    // 3-4/2021 may be the third of April or March to April.
    if (match[2] === "-" && match[4] !== "-" && Number(match[1]) <= 12) return null;
    return dayMonthYear(match[1]!, match[3]!, match[5]!, latestYear);
  }
  match = /^(\d{1,2}) ?tháng ?(\d{1,2}),? ?năm ?(\d{4}|\d{2})$/u.exec(text);
  if (match) return dayMonthYear(match[1]!, match[2]!, match[3]!, latestYear);
  match = /^(?:tháng ?|th?\.? ?)?(\d{1,2})(?:[/.-]| năm )(\d{4})$/u.exec(text);
  if (match) return build(Number(match[2]), Number(match[1]), null);
  match = /^(?:năm ?)?(\d{4})$/u.exec(text);
  if (match) return build(Number(match[1]), null, null);
  // Text exports keep the day count of a cell that lost its format.
  if (/^\d{5}(?:\.0+)?$/u.test(text)) return serialToDate(Number(text));
  return null;
}

function dayMonthYear(
  day: string,
  month: string,
  year: string,
  latestYear: number,
): PartialDate | "impossible" | null {
  const full = year.length === 4 ? Number(year) : windowed(Number(year), latestYear);
  // 3/14/2022 would read month first: somebody else's order is not ours to turn round.
  if (Number(month) > 12 && Number(month) <= 31 && Number(day) <= 12) return null;
  return build(full, Number(month), Number(day));
}

function windowed(twoDigits: number, latestYear: number): number {
  const century = Math.floor(latestYear / 100) * 100;
  return century + twoDigits <= latestYear ? century + twoDigits : century - 100 + twoDigits;
}

function build(year: number, month: number | null, day: number | null): PartialDate | "impossible" | null {
  if (year < 1930 || year > 2100) return null;
  const parts = [String(year)];
  if (month !== null) parts.push(String(month).padStart(2, "0"));
  if (day !== null) parts.push(String(day).padStart(2, "0"));
  const date = parts.join("-");
  return isPartialDate(date) ? date : "impossible";
}

/** Periods that are one expression: quarters, half years, months of one year. */
function readWhole(plain: string, latestYear: number): { from: PartialDate; until: PartialDate } | null {
  const text = plain.replace(/^(?:trong |cả )/u, "");
  let match = /^quý ?(iv|i{1,3}|[1-4])[ /,-]*(?:năm ?)?(\d{4})$/u.exec(text);
  if (match) {
    const quarter = { i: 1, ii: 2, iii: 3, iv: 4 }[match[1]!] ?? Number(match[1]);
    return months(Number(match[2]), quarter * 3 - 2, quarter * 3);
  }
  match = /^(?:6|sáu) tháng (đầu|cuối) năm ?(\d{4})$/u.exec(text);
  if (match) return match[1] === "đầu" ? months(Number(match[2]), 1, 6) : months(Number(match[2]), 7, 12);
  match = /^(3|6|9) tháng (?:đầu )?(?:năm )?(\d{4})$/u.exec(text);
  if (match) return months(Number(match[2]), 1, Number(match[1]));
  match = /^(?:từ )?(?:năm )?(\d{4}) ?(?:-|đến|tới) ?(?:năm )?(\d{4})$/u.exec(text);
  if (match && isYear(match[1]!) && isYear(match[2]!) && match[1]! <= match[2]!) {
    return { from: match[1]!, until: match[2]! };
  }
  match =
    /^(?:từ )?(?:tháng ?|t)(\d{1,2}) ?(?:-|đến|tới) ?(?:tháng ?|t)?(\d{1,2})(?:[/.-]| năm )(\d{4}|\d{2})$/u.exec(
      text,
    );
  if (match) {
    const year = match[3]!.length === 4 ? Number(match[3]) : windowed(Number(match[3]), latestYear);
    return months(year, Number(match[1]), Number(match[2]));
  }
  return null;
}

function isYear(text: string): boolean {
  return Number(text) >= 1930 && Number(text) <= 2100;
}

function months(year: number, first: number, last: number): { from: PartialDate; until: PartialDate } | null {
  const [from, until] = [build(year, first, null), build(year, last, null)];
  if (!from || !until || from === "impossible" || until === "impossible" || from > until) return null;
  return { from, until };
}

/** The ways to cut a period in two, the most certain first. */
function* splits(plain: string): Generator<[string, string]> {
  const text = plain.replace(/^từ /u, "");
  for (const mark of [/ ?(?:đến|tới|->|~) ?(?:hết )?/gu, / - /gu, /-/gu]) {
    for (const match of text.matchAll(mark)) {
      yield [text.slice(0, match.index).trim(), text.slice(match.index + match[0].length).trim()];
    }
  }
}

function readSide(side: string, latestYear: number): PartialDate | "impossible" | null {
  const reading = readPlainDate(side.replace(/^từ /u, ""), latestYear);
  // A bare five-digit number is no side of a period.
  return /^\d{5}/u.test(side) ? null : reading;
}

/** `12` of `12-15/3/2022`, `28/2` of `28/2-5/3/2022`, `3` of `3-5/2021`, `tháng 3` of `tháng 3 đến tháng 5 năm 2021`. */
function readShortSide(left: string, until: PartialDate): PartialDate | "impossible" | null {
  const text = left.replace(/^(?:ngày|tháng|t) ?/u, "").replace(/ tháng /u, "/");
  const [year, month, day] = until.split("-");
  let match = /^(\d{1,2})$/u.exec(text);
  if (match && day) return build(Number(year), Number(month), Number(match[1]));
  if (match && month) return build(Number(year), Number(match[1]), null);
  match = /^(\d{1,2})[/.](\d{1,2})$/u.exec(text);
  if (match && day) return build(Number(year), Number(match[2]), Number(match[1]));
  return null;
}
