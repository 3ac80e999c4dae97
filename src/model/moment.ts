/** A moment as Vietnamese papers date it: RFC 3339, whole seconds, `+07:00`, which Việt Nam keeps all year. */
export function vietnamTime(moment: Date): string {
  return `${new Date(moment.getTime() + 7 * 3_600_000).toISOString().slice(0, 19)}+07:00`;
}
