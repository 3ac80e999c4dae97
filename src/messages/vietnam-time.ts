/**
 * A moment (RFC 3339) as a Vietnamese office writes it, in the time of Việt Nam: `28/6/2025 09:00`. Days below 10 and the
 * months 1 and 2 carry a leading zero.
 */
export function vietnamTime(moment: string): string {
  const shifted = new Date(Date.parse(moment) + 7 * 3_600_000);
  const two = (value: number): string => String(value).padStart(2, "0");
  const month = shifted.getUTCMonth() + 1;
  const day = `${two(shifted.getUTCDate())}/${month <= 2 ? two(month) : month}/${shifted.getUTCFullYear()}`;
  return `${day} ${two(shifted.getUTCHours())}:${two(shifted.getUTCMinutes())}`;
}

/** The day of a moment, in Việt Nam's time: `28/6/2025`. */
export function vietnamDay(moment: string): string {
  return vietnamTime(moment).split(" ")[0]!;
}
