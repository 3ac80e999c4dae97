/** A path as it was typed, by what it was resolved, or decrypted, to. */
export function typedPath(path: string, opened: readonly string[], typed: readonly string[]): string {
  return typed[opened.indexOf(path)] ?? path;
}
