/** How the bytes of a text file were turned into characters. */
export type TextEncoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1258" | "single-byte";

/**
 * The text of a file whose encoding nobody stated: by its byte order mark, else UTF-8 when every byte fits, else UTF-16
 * by its zero bytes, else windows-1258 when its combining marks stand behind vowels, else each byte as the windows-1252
 * character it is: that is how text in old fonts (TCVN3, VNI) reaches us, for others to convert.
 */
export function decodeText(bytes: Uint8Array): { text: string; encoding: TextEncoding } {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return decoded(bytes.subarray(3), "utf-8");
  if (first === 0xff && second === 0xfe) return decoded(bytes.subarray(2), "utf-16le");
  if (first === 0xfe && second === 0xff) return decoded(bytes.subarray(2), "utf-16be");
  const wide = wideOrder(bytes);
  if (wide) return decoded(bytes, wide);
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), encoding: "utf-8" };
  } catch {
    return decoded(bytes, looksLikeWindows1258(bytes) ? "windows-1258" : "single-byte");
  }
}

function decoded(bytes: Uint8Array, encoding: TextEncoding): { text: string; encoding: TextEncoding } {
  if (encoding === "utf-16be") {
    const swapped = Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16();
    return { text: swapped.toString("utf16le"), encoding };
  }
  const label = encoding === "single-byte" ? "windows-1252" : encoding;
  return { text: new TextDecoder(label).decode(bytes), encoding };
}

/** UTF-16 without a mark: Vietnamese office text has ASCII commas and digits, so one half of the bytes is often zero. */
function wideOrder(bytes: Uint8Array): TextEncoding | null {
  const sample = bytes.subarray(0, 4096);
  const zeros = { even: 0, odd: 0 };
  for (const [index, byte] of sample.entries()) {
    if (byte === 0) zeros[index % 2 === 0 ? "even" : "odd"] += 1;
  }
  const { even, odd } = zeros;
  const half = sample.length / 2;
  if (odd > half * 0.3 && even < half * 0.05) return "utf-16le";
  if (even > half * 0.3 && odd < half * 0.05) return "utf-16be";
  return null;
}

/** In windows-1258 the tone is a mark of its own behind its vowel; other encodings put those bytes anywhere. */
function looksLikeWindows1258(bytes: Uint8Array): boolean {
  const text = new TextDecoder("windows-1258").decode(bytes.subarray(0, 256 * 1024));
  const marks = text.match(/\p{M}/gu)?.length ?? 0;
  if (marks < 3) return false;
  const behindVowels = text.match(/[aăâeêioôơuưyAĂÂEÊIOÔƠUƯY]\p{M}/gu)?.length ?? 0;
  return behindVowels >= marks * 0.95;
}
