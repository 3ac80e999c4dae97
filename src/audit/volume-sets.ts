import type { BagCount } from "../package/index.js";

/** A package with a list, and which of how many volumes it says it is. */
export interface FoundVolume {
  /** Path below the audited folder. */
  path: string;
  mark: BagCount | null;
}

/**
 * Packages with one list as the sets that belong together: each package that says nothing of volumes is one by itself, volumes of the
 * same count are another. Copies of a volume, wherever they lie, go into a set each, which the other volumes complete.
 */
export function setsOf(packages: readonly FoundVolume[]): FoundVolume[][] {
  const sets = packages.filter(({ mark }) => mark === null).map((one) => [one]);
  const counts = new Map<number | null, Map<number, FoundVolume[]>>();
  for (const one of packages) {
    if (!one.mark) continue;
    const { number, count } = one.mark;
    const numbers = counts.get(count) ?? new Map<number, FoundVolume[]>();
    counts.set(count, numbers.set(number, [...(numbers.get(number) ?? []), one]));
  }
  for (const numbers of counts.values()) {
    const copies = [...numbers].sort(([a], [b]) => a - b).map(([, some]) => some);
    const most = Math.max(...copies.map(({ length }) => length));
    for (let copy = 0; copy < most; copy += 1) {
      sets.push(copies.map((some) => some[Math.min(copy, some.length - 1)]!));
    }
  }
  return sets;
}

/** The numbers that a set lacks and its count, `2, 4–6 / 9`; null when it is whole. A count may be absurd: it is never counted up to. */
export function missingNumbers(set: readonly FoundVolume[]): string | null {
  const marks = set.flatMap(({ mark }) => (mark ? [mark] : []));
  if (marks.length === 0) return null;
  const numbers = marks.map(({ number }) => number).sort((a, b) => a - b);
  const count = marks[0]!.count;
  const ranges: string[] = [];
  let next = 1;
  for (const number of [...numbers, (count ?? numbers.at(-1)!) + 1]) {
    if (number > next) ranges.push(number - 1 === next ? `${next}` : `${next}–${number - 1}`);
    next = number + 1;
  }
  return ranges.length === 0 ? null : `${ranges.join(", ")} / ${count ?? "?"}`;
}
