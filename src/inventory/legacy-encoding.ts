/** Font encodings older than Unicode in which office text still comes. */
export type LegacyEncoding = "tcvn3" | "vni";

/** TCVN 5712:1993, third form (ABC fonts): one byte a letter, here as the windows-1252 character it appears as. */
const tcvn3Bytes =
  "B5à B8á B6ả B7ã B9ạ A8ă BBằ BEắ BCẳ BDẵ C6ặ A9â C7ầ CAấ C8ẩ C9ẫ CBậ AEđ " +
  "CCè D0é CEẻ CFẽ D1ẹ AAê D2ề D5ế D3ể D4ễ D6ệ D7ì DDí D8ỉ DCĩ DEị " +
  "DFò E3ó E1ỏ E2õ E4ọ ABô E5ồ E8ố E6ổ E7ỗ E9ộ ACơ EAờ EDớ EBở ECỡ EEợ " +
  "EFù F3ú F1ủ F2ũ F4ụ ADư F5ừ F8ứ F6ử F7ữ F9ự FAỳ FDý FBỷ FCỹ FEỵ " +
  "A1Ă A2Â A7Đ A3Ê A4Ô A5Ơ A6Ư";

/** Letters by the character they appear as. U+00AD, the soft hyphen, is `ư`: text must not be cleaned before this. */
export const tcvn3Letters: ReadonlyMap<string, string> = new Map(
  tcvn3Bytes
    .split(" ")
    .map((entry) => [
      String.fromCharCode(Number.parseInt(entry.slice(0, 2), 16)),
      entry.slice(2).normalize("NFC"),
    ]),
);

/** VNI-Windows: a letter and behind it the character of its mark. Longest match first. */
export const vniLetters: ReadonlyMap<string, string> = buildVni();

function buildVni(): Map<string, string> {
  const acute = "\u0301";
  const grave = "\u0300";
  const hook = "\u0309";
  const tilde = "\u0303";
  const dot = "\u0323";
  const plain = { ù: acute, ø: grave, û: hook, õ: tilde, ï: dot };
  const circumflexed = { â: "", á: acute, à: grave, å: hook, ã: tilde, ä: dot };
  const breved = { ê: "", é: acute, è: grave, ú: hook, ü: tilde, ë: dot };
  const letters = new Map<string, string>();
  const add = (written: string, letter: string): void => {
    const [base, mark = ""] = [written.slice(0, 1), written.slice(1)];
    // The mark is typed in either case whatever the letter's: the letter decides.
    for (const oneMark of new Set([mark, mark.toUpperCase()])) {
      letters.set(base + oneMark, letter.normalize("NFC"));
      letters.set(base.toUpperCase() + oneMark, letter.normalize("NFC").toUpperCase());
    }
  };
  for (const base of ["a", "e", "o", "u", "y"]) {
    for (const [mark, tone] of Object.entries(plain)) if (base + mark !== "yï") add(base + mark, base + tone);
  }
  for (const base of ["a", "e", "o"]) {
    for (const [mark, tone] of Object.entries(circumflexed)) add(base + mark, `${base}\u0302${tone}`);
  }
  for (const [mark, tone] of Object.entries(breved)) add(`a${mark}`, `a\u0306${tone}`);
  for (const [mark, tone] of Object.entries(plain)) {
    add(`ô${mark}`, `ơ${tone}`);
    add(`ö${mark}`, `ư${tone}`);
  }
  const singles = { ô: "ơ", ö: "ư", ñ: "đ", í: "í", ì: "ì", æ: "ỉ", ó: "ĩ", ò: "ị", î: "ỵ" };
  for (const [written, letter] of Object.entries(singles)) add(written, letter);
  return letters;
}

/** Converts text of a legacy font to Unicode; characters outside its table stay. */
export function fromLegacy(text: string, encoding: LegacyEncoding): string {
  let result = "";
  if (encoding === "tcvn3") {
    for (const letter of text) result += tcvn3Letters.get(letter) ?? letter;
    return result;
  }
  for (let at = 0; at < text.length; at += 1) {
    const pair = vniLetters.get(text.slice(at, at + 2));
    if (pair !== undefined && at + 1 < text.length) {
      result += pair;
      at += 1;
    } else result += vniLetters.get(text[at]!) ?? text[at]!;
  }
  return result;
}

/** The legacy encoding that a font name stands for, and whether its letters all look like capitals. */
export function legacyFont(font: string | undefined): { encoding: LegacyEncoding; capitals: boolean } | null {
  if (font === undefined) return null;
  // .VnTime, .VnArialH; the fonts of the set for Unicode are called otherwise.
  if (/^\.?vn[a-z]/iu.test(font) && font.startsWith("."))
    return { encoding: "tcvn3", capitals: /h$/iu.test(font) };
  if (/^vni[- ]/iu.test(font)) return { encoding: "vni", capitals: false };
  return null;
}

/**
 * Letters that only Unicode text has. Punctuation beyond U+00FF does not count: office programs put dashes and quotation
 * marks into text of any font.
 */
export function isUnicodeVietnamese(text: string): boolean {
  return /[\u0100-\u024F\u1EA0-\u1EF9]|\p{M}/u.test(text);
}

/** How well a column of values reads under each encoding: shares of marked words that are Vietnamese, 0 to 1. */
export interface EncodingScore {
  words: number;
  unicode: number;
  tcvn3: number;
  vni: number;
}

/** Scores values by their words with letters beyond ASCII; a word counts where it becomes a Vietnamese syllable. */
export function scoreEncodings(values: Iterable<string>): EncodingScore {
  const score: EncodingScore = { words: 0, unicode: 0, tcvn3: 0, vni: 0 };
  for (const value of values) {
    for (const word of value.split(/[\s\d.,;:()"'/–—-]+/u)) {
      if (!/[^\x20-\x7E]/u.test(word)) continue;
      score.words += 1;
      if (readsAsVietnamese(word)) score.unicode += 1;
      if (isUnicodeVietnamese(word)) continue;
      if (readsAsVietnamese(fromLegacy(word, "tcvn3"))) score.tcvn3 += 1;
      if (readsAsVietnamese(fromLegacy(word, "vni"))) score.vni += 1;
    }
    if (score.words > 4_000) break;
  }
  if (score.words === 0) return score;
  const { words } = score;
  return { words, unicode: score.unicode / words, tcvn3: score.tcvn3 / words, vni: score.vni / words };
}

/** The encoding of a column, where its words are clearly better Vietnamese under it than as they stand. */
export function detectLegacy(score: EncodingScore, certain: number = 0.6): LegacyEncoding | null {
  if (score.words === 0) return null;
  const best = score.tcvn3 >= score.vni ? "tcvn3" : "vni";
  const other = best === "tcvn3" ? score.vni : score.tcvn3;
  return score[best] >= certain && score[best] > score.unicode + 0.15 && score[best] > other + 0.1
    ? best
    : null;
}

/** What a column was found to be written in. */
export interface ColumnEncoding {
  encoding: LegacyEncoding;
  /** Unicode text stands in the column too, as when several people filled it: each value has to speak for itself. */
  mixed: boolean;
}

/** The legacy encoding of a column by its values; by those alone that are not plainly Unicode, where some are. */
export function detectColumn(texts: readonly string[]): ColumnEncoding | null {
  for (const mixed of [false, true]) {
    const score = scoreEncodings(mixed ? texts.filter((text) => !isUnicodeVietnamese(text)) : texts);
    const encoding = score.words > 1 ? detectLegacy(score) : null;
    if (encoding !== null) return { encoding, mixed };
  }
  return null;
}

/** Whether one value is converted in a column found to be in a legacy encoding. */
export function isLegacyValue(value: string, { encoding, mixed }: ColumnEncoding): boolean {
  if (isUnicodeVietnamese(value) || !/[\u00A0-\u00FF]/u.test(value)) return false;
  const score = scoreEncodings([value]);
  if (mixed) return score[encoding] > score.unicode;
  return score.words === 0 || score[encoding] >= score.unicode;
}

const initials = /^(?:ngh|ng|nh|kh|gh|gi|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx])?/u;
const rhyme =
  /^(?:iêu|yêu|oai|oay|oao|oeo|uây|uôi|uya|uyê|uyu|ươi|ươu|uêu|[ao]i|[ao]o|a[uy]|â[uy]|eo|êu|i[aêu]|o[aăe]|ôi|ơi|u[aâêôơiy]|ư[aiơu]|y[êu]|uyê|[aăâeêioôơuưy])(?:ng|nh|ch|[cmnpt])?$/u;
const abbreviation = /^[A-ZĐƯ]{2,}$/u;

/** Whether a word has the build of a Vietnamese syllable, or is an abbreviation in our capitals. */
function readsAsVietnamese(word: string): boolean {
  if (abbreviation.test(word)) return true;
  let tones = 0;
  const bare = word
    .normalize("NFD")
    .replace(/[\u0300\u0301\u0303\u0309\u0323]/gu, () => {
      tones += 1;
      return "";
    })
    .normalize("NFC");
  // A capital in the middle of a small word is the sign of a wrong reading: `quyÕt`.
  if (tones > 1 || (/[^\p{Lu}]/u.test(word) && /.\p{Lu}/u.test(word))) return false;
  const small = bare.toLowerCase();
  const rest = small.replace(initials, "");
  return rhyme.test(rest) || rhyme.test(small) || /^(?:gi|g?ì)$/u.test(small);
}
