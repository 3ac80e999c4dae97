/** Which bag of how many this is, RFC 8493 section 2.2.2; the count is null where it was not known (`2 of ?`). */
export interface BagCount {
  number: number;
  count: number | null;
}

/** Spells a Bag-Count: `2 of 5`. */
export function writeBagCount({ number, count }: BagCount): string {
  return `${number} of ${count ?? "?"}`;
}

/** Reads a Bag-Count; null when it is none. */
export function readBagCount(text: string): BagCount | null {
  const match = /^(\d{1,6})\s+of\s+(\d{1,6}|\?)$/iu.exec(text.trim());
  if (!match) return null;
  const number = Number(match[1]);
  const count = match[2] === "?" ? null : Number(match[2]);
  return number >= 1 && (count === null || number <= count) ? { number, count } : null;
}
