/** Whether the character that the octet at `at` belongs to is the same letter in both, in capitals or not: `K` and `k`, `Ơ` and `ơ`. */
export function onlyCaseDiffers(one: Uint8Array, other: Uint8Array, at: number): boolean {
  const letter = (bytes: Uint8Array, from: number, to: number): string | null => {
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes.slice(from, to)).toLowerCase();
    } catch {
      return null;
    }
  };
  for (let from = at - 2; from <= at; from += 1)
    for (let to = at + 1; to <= from + 3; to += 1) {
      const [a, b] = [letter(one, from, to), letter(other, from, to)];
      if (a !== null && a === b) return true;
    }
  return false;
}
