/** Text as it enters: NFC, invisible characters out, any run of blanks one blank, trimmed. */
export function cleanText(raw: string): string {
  return raw
    .normalize("NFC")
    .replace(/[\u200B-\u200D\u2060\uFEFF]/gu, "")
    .replace(/\s+/gu, " ")
    .trim();
}

/**
 * A key under which spellings of one thing meet: no case, no tone marks, no blanks at the ends, `đ` as `d`.
 * For searching and matching names; never for printing.
 */
export function looseKey(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replaceAll("đ", "d")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** Made with the first comparison: most commands sort nothing, and its tables take longer to load than they run. */
let vietnamese: Intl.Collator | null = null;

/** Vietnamese order, with numbers in order of value: `2.KTCH` before `12.KTCH` before `12a.KTCH`. */
export function compareVietnamese(a: string, b: string): number {
  vietnamese ??= new Intl.Collator("vi", { numeric: true, sensitivity: "variant" });
  return vietnamese.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}

/** The candidate nearest to `word` in edit distance, when it is near enough to be what was meant. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  // A word of which nothing stays is another word, however short.
  let bestDistance = Math.min(Math.max(2, Math.floor(word.length / 3)), word.length - 1) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(looseKey(word), looseKey(candidate), bestDistance);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const substitution = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(previous[j]! + 1, current[j - 1]! + 1, substitution));
    }
    previous = current;
  }
  return previous[b.length]!;
}
