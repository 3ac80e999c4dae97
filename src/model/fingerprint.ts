/** A SHA-256 fingerprint as people compare it: upper case, in groups of four. */
export function formatFingerprint(hex: string): string {
  return (hex.toUpperCase().match(/.{1,4}/g) ?? []).join(" ");
}

/** A whole fingerprint as somebody typed it (blanks, colons, either case): 64 lower-case digits, or null. */
export function parseFingerprint(text: string): string | null {
  const hex = text.replace(/[\s:.-]/g, "").toLowerCase();
  return /^[0-9a-f]{64}$/.test(hex) ? hex : null;
}

/** Whether the first and the last eight digits, as typed from paper, are those of the fingerprint. */
export function matchesEnds(hex: string, first: string, last: string): boolean {
  const bare = (text: string): string => text.replace(/[\s:.-]/g, "").toLowerCase();
  return bare(first) === hex.slice(0, 8) && bare(last) === hex.slice(-8);
}
