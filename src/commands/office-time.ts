const hanoi = 7 * 60 * 60 * 1000;

/** A moment as offices in Việt Nam write it: RFC 3339 to the second, with `+07:00`. */
export function officeTime(now: Date): string {
  return `${new Date(now.getTime() + hanoi).toISOString().slice(0, 19)}+07:00`;
}
