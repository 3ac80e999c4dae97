/**
 * Text from a stranger as it may be shown: control characters, line breaks, lone surrogates and the characters that turn
 * the direction of writing or are invisible stand as `\u{202e}`, so that a name cannot pretend to be another line or another name.
 */
export function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u115f\u1160\u3164]/gu,
    (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`,
  );
}
