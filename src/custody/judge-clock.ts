export type ClockVerdict = "fine" | "before-program" | "before-log" | "far-future";

/** No clock of an office that is right shows an earlier day: the program was made then. */
const programMade = Date.parse("2025-06-01T00:00:00Z");
const farFuture = Date.parse("2080-01-01T00:00:00Z");
/** Clocks of two computers may differ by so much. */
const tolerance = 5 * 60 * 1000;

/** Whether a clock can be right, given when the log was last written (RFC 3339, null: never). */
export function judgeClock(now: Date, lastEntry: string | null): ClockVerdict {
  const time = now.getTime();
  if (time < programMade) return "before-program";
  if (time > farFuture) return "far-future";
  if (lastEntry !== null && time + tolerance < Date.parse(lastEntry)) return "before-log";
  return "fine";
}
