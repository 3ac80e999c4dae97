import type { PartialDate } from "./dossier.js";

/** Whether `text` is a partial date of the calendar: `2024-02-29` is, `2023-02-29` is not. */
export function isPartialDate(text: string): boolean {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/u.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2] ?? 1), Number(match[3] ?? 1)];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** Days of a month of the Gregorian calendar; `month` counts from 1. */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** The first day a partial date may mean, as `YYYY-MM-DD`. */
export function earliestDay(date: PartialDate): string {
  return date.length === 4 ? `${date}-01-01` : date.length === 7 ? `${date}-01` : date;
}

/** The last day a partial date may mean, as `YYYY-MM-DD`. */
export function latestDay(date: PartialDate): string {
  if (date.length === 4) return `${date}-12-31`;
  if (date.length > 7) return date;
  const [year, month] = [Number(date.slice(0, 4)), Number(date.slice(5, 7))];
  return `${date}-${String(daysInMonth(year, month)).padStart(2, "0")}`;
}

/** True only when every day `a` may mean lies before every day `b` may mean. */
export function certainlyBefore(a: PartialDate, b: PartialDate): boolean {
  return latestDay(a) < earliestDay(b);
}

/**
 * A partial date as a Vietnamese office writes it, in both languages: `04/5/2020` is 4 May, `05/2020`, `2020`. A day
 * below 10 and the months 1 and 2 carry a leading zero, the other months do not.
 */
export function writtenDate(value: PartialDate): string {
  const [year, month, day] = value.slice(0, 10).split("-");
  if (!month) return year!;
  if (!day) return `${month}/${year}`;
  return `${day}/${Number(month) <= 2 ? month : Number(month)}/${year}`;
}
