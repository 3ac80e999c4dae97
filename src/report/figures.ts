import type { Language } from "../messages/messages.js";
import { writtenDate as date } from "../model/partial-date.js";

/**
 * A whole number as the language writes it: `1.296` in Vietnamese, `1,296` in English. `Intl` says the same, but takes
 * ten milliseconds to load its tables, which nearly every command would wait for.
 */
export function figure(value: number, language: Language): string {
  return String(value).replace(/\B(?=(?:\d{3})+$)/gu, language === "vi" ? "." : ",");
}

/** An amount of bytes in the unit a person reads: `2,4 MB`. Units of 1000, as the file manager of an office shows. */
export function bytes(value: number, language: Language): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let step = 0;
  let rest = value;
  while (rest >= 1000 && step < units.length - 1) [rest, step] = [rest / 1000, step + 1];
  const tenths = step === 0 || rest >= 100 ? Math.round(rest) * 10 : Math.round(rest * 10);
  const fraction = tenths % 10 === 0 ? "" : `${language === "vi" ? "," : "."}${tenths % 10}`;
  return `${figure(Math.floor(tenths / 10), language)}${fraction} ${units[step]}`;
}

/** A time stamp with the minutes, in the zone it carries: `28/6/2025 14:05`. */
export function dateTime(value: string): string {
  return `${date(value)} ${value.slice(11, 16)}`;
}

export { formatFingerprint as fingerprintGroups } from "../model/fingerprint.js";
export { writtenDate as date } from "../model/partial-date.js";
