import type { Language } from "../messages/messages.js";
import { writtenDate as date } from "../model/partial-date.js";

const formats = new Map<string, Intl.NumberFormat>();

/** How the language writes numbers; made once, for making takes far longer than writing. */
function format(language: Language, digits: number): Intl.NumberFormat {
  const key = `${language} ${digits}`;
  let known = formats.get(key);
  if (!known) {
    known = new Intl.NumberFormat(language === "vi" ? "vi-VN" : "en-GB", { maximumFractionDigits: digits });
    formats.set(key, known);
  }
  return known;
}

/** A number as the language writes it: `1.296` in Vietnamese, `1,296` in English. */
export function figure(value: number, language: Language): string {
  return format(language, 3).format(value);
}

/** An amount of bytes in the unit a person reads: `2,4 MB`. Units of 1000, as the file manager of an office shows. */
export function bytes(value: number, language: Language): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let step = 0;
  let rest = value;
  while (rest >= 1000 && step < units.length - 1) [rest, step] = [rest / 1000, step + 1];
  const digits = step === 0 || rest >= 100 ? 0 : 1;
  return `${format(language, digits).format(rest)} ${units[step]}`;
}

/** A time stamp with the minutes, in the zone it carries: `28/6/2025 14:05`. */
export function dateTime(value: string): string {
  return `${date(value)} ${value.slice(11, 16)}`;
}

export { formatFingerprint as fingerprintGroups } from "../model/fingerprint.js";
export { writtenDate as date } from "../model/partial-date.js";
