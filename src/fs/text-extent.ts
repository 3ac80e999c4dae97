/** How the text of a cell is set. */
export interface TextFont {
  /** Points. */
  size: number;
  bold: boolean;
}

/** Widths of letters in Times New Roman, in parts of its size; marks above and below add nothing. */
const widths = new Map(
  (
    [
      [0.25, " .,"],
      [0.28, "ijlt:;/\\|"],
      [0.33, "frI()[]-'\"!"],
      [0.39, "sJ"],
      [0.45, "acez?"],
      [0.56, "SFPL"],
      [0.62, "ETZ"],
      [0.67, "BCR"],
      [0.73, "ADGHKNOQUVXYwđĐ&"],
      [0.8, "m%"],
      [0.92, "MW@…—"],
    ] as const
  ).flatMap(([width, letters]) => [...letters].map((letter) => [letter, width] as const)),
);
/** Digits and what is left of the small letters. */
const usualWidth = 0.5;
/** Other programs break lines a little earlier or later; rather a line too many. */
const allowance = 1.03;

/** Points from one line to the next: what Excel gives Times New Roman on a screen; printed it is a little less. */
export function lineHeight({ size }: TextFont): number {
  return size * 1.2;
}

/** Lines that a text takes where a line is `room` points wide, broken between words, long words within. */
export function linesOf(text: string, room: number, font: TextFont): number {
  return text.split("\n").reduce((sum, line) => sum + linesOfParagraph(line, room, font), 0);
}

function linesOfParagraph(text: string, room: number, font: TextFont): number {
  const wide = Math.max(room, 2 * font.size);
  const space = widthOf(" ", font);
  let [lines, filled] = [1, 0];
  for (const word of text.split(" ")) {
    const width = widthOf(word, font);
    if (filled > 0 && filled + space + width > wide) [lines, filled] = [lines + 1, 0];
    filled += (filled > 0 ? space : 0) + width;
    if (filled > wide) [lines, filled] = [lines + Math.floor(filled / wide), filled % wide];
  }
  return lines;
}

function widthOf(text: string, { size, bold }: TextFont): number {
  let width = 0;
  for (const letter of text.normalize("NFD").replace(/\p{M}/gu, ""))
    width += widths.get(letter) ?? usualWidth;
  return width * size * allowance * (bold ? 1.06 : 1);
}
