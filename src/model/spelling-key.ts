/**
 * A key under which the accepted spellings of one Vietnamese name meet, and no others: where the tone mark stands
 * (`hoà`, `hòa`; `uỷ`, `ủy`), `i` or `y` (`Quí`, `Quý`; `Mĩ`, `Mỹ`), case, blanks and punctuation do not count; tones
 * and letters do (`Hà` is not `Hạ`). For comparing; never for printing.
 */
export function spellingKey(text: string): string {
  return text
    .normalize("NFC")
    .toLowerCase()
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => word !== "")
    .map(wordKey)
    .join(" ");
}

function wordKey(word: string): string {
  let tone = "";
  const bare = word.normalize("NFD").replace(/[\u0300\u0301\u0303\u0309\u0323]/gu, (mark) => {
    tone = mark;
    return "";
  });
  return bare.normalize("NFC").replaceAll("y", "i") + tone;
}
