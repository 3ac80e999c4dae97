const ahead = 7 * 60 * 60 * 1000;

/** A moment as records of an office in Việt Nam keep it: RFC 3339 to the second, with `+07:00`. */
export function officeTime(now: Date): string {
  return `${new Date(now.getTime() + ahead).toISOString().slice(0, 19)}+07:00`;
}

/**
 * A moment (RFC 3339) as a Vietnamese office writes it, in the time of Việt Nam: `28/6/2025 09:00`. Days below 10 and the
 * months 1 and 2 carry a leading zero.
 */
export function vietnamTime(moment: string): string {
  const [year, month, day, time] = officeTime(new Date(moment)).split(/[-T+]/u);
  return `${day}/${Number(month) <= 2 ? month : Number(month)}/${year} ${time!.slice(0, 5)}`;
}

/** The day of a moment, in Việt Nam's time: `28/6/2025`. */
export function vietnamDay(moment: string): string {
  return vietnamTime(moment).split(" ")[0]!;
}
