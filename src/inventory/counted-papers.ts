import type { PreparedDocument, PreparedFile } from "./match-document.js";

/**
 * Pairs files that differ by a running number alone (“BB xác minh”, “BB xác minh 2”) with as many papers of their slot that
 * have no number of their own: first with first, by date and then by place in the dossier. An order is a hint and no proof:
 * whoever asks offers it and does not attach by it. Empty where numbers or counts do not fit.
 */
export function pairCounted(
  files: readonly PreparedFile[],
  documents: readonly PreparedDocument[],
): Map<PreparedFile, PreparedDocument> {
  const pairs = new Map<PreparedFile, PreparedDocument>();
  const [first] = files;
  if (files.length < 2 || first!.slot === null) return pairs;
  const papers = documents
    .filter(({ slot, number }) => slot === first!.slot && number === null)
    .sort((a, b) => compareDates(a, b) || a.document.ordinal - b.document.ordinal);
  const common = files.map(({ named }) => named.words).reduce(shared);
  const counted = files.map((file) => ({ file, counter: counterOf(without(file.named.words, common)) }));
  const counters = new Set(counted.map(({ counter }) => counter));
  if (papers.length !== files.length || counters.size !== files.length || counters.has(null)) return pairs;
  counted.sort((a, b) => a.counter! - b.counter!);
  counted.forEach(({ file }, at) => void pairs.set(file, papers[at]!));
  return pairs;
}

/** The running number that the rest of a name is; the first paper often has none. Null when the rest is anything else. */
function counterOf(rest: readonly string[]): number | null {
  if (rest.length === 0) return 1;
  return rest.length === 1 && /^\d{1,2}$/u.test(rest[0]!) ? Number(rest[0]) : null;
}

function shared(a: readonly string[], b: readonly string[]): string[] {
  return without(a, without(a, b));
}

/** The words of a list that are left when those of another are taken out, each as often as it stands there. */
function without(words: readonly string[], taken: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const word of taken) counts.set(word, (counts.get(word) ?? 0) + 1);
  return words.filter((word) => {
    const count = counts.get(word) ?? 0;
    counts.set(word, count - 1);
    return count <= 0;
  });
}

function compareDates(a: PreparedDocument, b: PreparedDocument): number {
  const [one, other] = [a.document.date ?? "", b.document.date ?? ""];
  return one < other ? -1 : one > other ? 1 : 0;
}
