import { sheetText } from "../model/csv-text.js";
import { Failure } from "../model/failure.js";
import {
  type OfficeParts,
  openOfficeParts,
  packOfficeParts,
  plainText,
  textOfPart,
  xmlText,
} from "./office-parts.js";
import { fieldNames, isPicture, lookUp, type TemplateValue, type TemplateValues } from "./template-values.js";
import { lineHeight, linesOf, type TextFont } from "./text-extent.js";

/** A cell of the template: everything but its content stays as the office made it. */
interface Cell {
  column: string;
  style: string;
  /** Text with fields in it; null where the cell is copied as it is. */
  text: string | null;
  xml: string;
}

interface Row {
  number: number;
  attributes: string;
  cells: Cell[];
  /** Cells joined across columns in this row: `A:C`. */
  merged: { from: string; to: string }[];
  /** A new printed page begins here. */
  breaks: boolean;
}

/** Part of a sheet: a row, or rows that repeat. */
type Piece = Row | { list: string; unless: boolean; pieces: Piece[] };

/** Points between the text of a cell and its borders, left and right together. */
const cellMargins = 4;

/** Excel takes no more manual page breaks on a sheet. */
const mostBreaks = 1_000;

/**
 * Fills a template made in Excel: `{field}` in any cell; a row, or rows, from `{#list}` to `{/list}` repeat; `{^list}` to
 * `{/list}` stand when the list is empty; `{newpage}` in a row begins a printed page there; a picture whose alternative
 * text is the name of a field is replaced. Widths, fonts, headings repeated on every page, headers and footers stay as they are. Text is text: what
 * would be a formula gets an apostrophe. Same template and values, same bytes. Throws `template-wrong`.
 */
export async function fillSpreadsheetTemplate(
  template: Uint8Array,
  values: TemplateValues,
  path: string,
): Promise<Uint8Array> {
  const parts = await openOfficeParts(template, path, "xl");
  const wrong = (problem: "field-unknown" | "mark-wrong", word: string): Failure =>
    new Failure("template-wrong", {
      path,
      problem,
      word,
      allowed: problem === "field-unknown" ? [...new Set(fieldNames(values))] : [],
    });
  const strings = sharedStrings(parts);
  const fonts = cellFonts(parts);
  const sheets = Object.keys(parts.files).filter((name) => /^xl\/worksheets\/[^/]+\.xml$/u.test(name));
  for (const name of sheets) {
    const filler = new SheetFiller(textOfPart(parts, name) ?? "", strings, fonts, wrong);
    parts.file(name, filler.fill(values));
    moveDrawings(parts, name, filler.places);
  }
  replacePictures(parts, values);
  // The order in which formulas are worked out names cells that have moved; Excel makes it anew.
  parts.remove("xl/calcChain.xml");
  return packOfficeParts(parts);
}

class SheetFiller {
  readonly #sheet: string;
  readonly #wrong: (problem: "field-unknown" | "mark-wrong", word: string) => Failure;
  readonly #pieces: Piece[];
  readonly #widths: (column: number) => number;
  readonly #fonts: CellFonts;
  readonly #out: string[] = [];
  readonly #merged: string[] = [];
  readonly #breaks: number[] = [];
  /** Where each row of the template came to stand first. */
  readonly places = new Map<number, number>();
  readonly #begun = new Set<Row>();
  #next = 1;

  constructor(
    sheet: string,
    strings: readonly string[],
    fonts: CellFonts,
    wrong: (problem: "field-unknown" | "mark-wrong", word: string) => Failure,
  ) {
    this.#sheet = sheet;
    this.#fonts = fonts;
    this.#wrong = wrong;
    this.#pieces = this.#read(strings);
    this.#widths = columnWidths(sheet);
  }

  fill(values: TemplateValues): string {
    this.#write(this.#pieces, [values]);
    const merged =
      this.#merged.length === 0
        ? ""
        : `<mergeCells count="${this.#merged.length}">${this.#merged.map((ref) => `<mergeCell ref="${ref}"/>`).join("")}</mergeCells>`;
    const count = this.#breaks.length;
    const breaks =
      count === 0
        ? ""
        : `<rowBreaks count="${count}" manualBreakCount="${count}">${this.#breaks
            .map((row) => `<brk id="${row}" max="16383" man="1"/>`)
            .join("")}</rowBreaks>`;
    let sheet = this.#sheet
      .replace(/<dimension [^>]*\/>/u, "")
      .replace(/<mergeCells.*?<\/mergeCells>|<mergeCells[^>]*\/>/su, "")
      .replace(/<rowBreaks.*?<\/rowBreaks>|<rowBreaks[^>]*\/>/su, "");
    // A function, for `$` in a value means nothing.
    sheet = sheet.replace(
      /<sheetData\/>|<sheetData>.*<\/sheetData>/su,
      () => `<sheetData>${this.#out.join("")}</sheetData>${merged}`,
    );
    if (breaks === "") return sheet;
    // ECMA-376 18.3.1.99: breaks come after header and footer, before drawings.
    const after =
      /<headerFooter[^>]*\/>|<\/headerFooter>|<pageSetup[^>]*\/>|<pageMargins[^>]*\/>|<\/mergeCells>|<\/sheetData>/gu;
    const last = [...sheet.matchAll(after)].at(-1)!;
    const at = last.index + last[0].length;
    return sheet.slice(0, at) + breaks + sheet.slice(at);
  }

  #read(strings: readonly string[]): Piece[] {
    const merged = new Map<number, Row["merged"]>();
    for (const [, from, row, to, end] of this.#sheet.matchAll(
      /<mergeCell ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"\s*\/>/gu,
    )) {
      if (row !== end) continue;
      merged.set(Number(row), [...(merged.get(Number(row)) ?? []), { from: from!, to: to! }]);
    }
    const top: Piece[] = [];
    const open: { list: string; pieces: Piece[] }[] = [{ list: "", pieces: top }];
    for (const [, attributes = "", body = ""] of this.#sheet.matchAll(
      /<row\b((?:[^>"]|"[^"]*")*?)(?:\/>|>(.*?)<\/row>)/gsu,
    )) {
      const number = Number(/\br="(\d+)"/u.exec(attributes)?.[1]);
      const row: Row = {
        number,
        attributes: attributes.replace(/\s(?:r|spans|x14ac:dyDescent)="[^"]*"/gu, ""),
        cells: readCells(body, strings),
        merged: merged.get(number) ?? [],
        breaks: false,
      };
      const closed: string[] = [];
      for (const cell of row.cells) {
        cell.text =
          cell.text?.replace(/\{\s*([#^/])\s*([\w.]+)\s*\}|\{newpage\}/gu, (mark, kind, list) => {
            if (mark === "{newpage}") row.breaks = true;
            else if (kind === "/") closed.push(list);
            else {
              const piece = { list, unless: kind === "^", pieces: [] as Piece[] };
              open.at(-1)!.pieces.push(piece);
              open.push(piece);
            }
            return "";
          }) ?? null;
      }
      open.at(-1)!.pieces.push(row);
      for (const list of closed) {
        if (open.length < 2 || open.pop()!.list !== list) throw this.#wrong("mark-wrong", `/${list}`);
      }
    }
    if (open.length > 1) throw this.#wrong("mark-wrong", `#${open.at(-1)!.list}`);
    return top;
  }

  #write(pieces: readonly Piece[], scopes: readonly TemplateValues[]): void {
    for (const piece of pieces) {
      if (!("list" in piece)) {
        this.#row(piece, scopes);
        continue;
      }
      const value = lookUp(scopes, piece.list);
      if (value === undefined) throw this.#wrong("field-unknown", piece.list);
      const filled = Array.isArray(value) ? value.length > 0 : Boolean(value);
      if (piece.unless) {
        if (!filled) this.#write(piece.pieces, scopes);
      } else if (Array.isArray(value)) {
        for (const one of value) this.#write(piece.pieces, [...scopes, one]);
      } else if (filled) this.#write(piece.pieces, scopes);
    }
  }

  #row(row: Row, scopes: readonly TemplateValues[]): void {
    const number = this.#next;
    if (!this.places.has(row.number)) this.places.set(row.number, number);
    // A page break counts the rows above it. The first of its kind stays under the title.
    if (row.breaks && this.#begun.has(row) && this.#breaks.length < mostBreaks) this.#breaks.push(number - 1);
    this.#begun.add(row);
    const texts = new Map<string, string>();
    const cells = row.cells.map(({ column, style, text, xml }) => {
      const head = `<c r="${column}${number}"${style}`;
      if (text === null) return xml === "" ? `${head}/>` : `${head}${xml}`;
      const value = this.#value(text, scopes);
      if (typeof value === "number") return `${head}><v>${value}</v></c>`;
      if (value === "") return `${head}/>`;
      texts.set(column, value);
      return `${head} t="inlineStr"><is><t xml:space="preserve">${xmlText(value)}</t></is></c>`;
    });
    this.#out.push(`<row r="${number}"${this.#height(row, texts)}>${cells.join("")}</row>`);
    this.#merged.push(...row.merged.map(({ from, to }) => `${from}${number}:${to}${number}`));
    this.#next += 1;
  }

  /** Content of a cell: a number where a field alone stands for one, else text. */
  #value(text: string, scopes: readonly TemplateValues[]): string | number {
    const field = (name: string): TemplateValue => {
      const value = lookUp(scopes, name);
      if (value === undefined) throw this.#wrong("field-unknown", name);
      return value;
    };
    const alone = /^\{\s*([\w.]+)\s*\}$/u.exec(text)?.[1];
    if (alone !== undefined) {
      const value = field(alone);
      return typeof value === "number" ? value : cellText(written(value));
    }
    return cellText(text.replace(/\{\s*([\w.]+)\s*\}/gu, (_mark, name: string) => written(field(name))));
  }

  /**
   * Height for the text that came in: programs that only print do not fit rows by themselves, and Excel never fits joined
   * cells. A height that the office set is the least.
   */
  #height({ attributes, merged, cells }: Row, texts: ReadonlyMap<string, string>): string {
    const given = Number(/\bht="([\d.]+)"/u.exec(attributes)?.[1] ?? 0);
    let [lines, height] = [1, lineHeight(this.#fonts.usual)];
    for (const [from, text] of texts) {
      const to = merged.find((one) => one.from === from)?.to ?? from;
      let digits = 0;
      for (let column = columnNumber(from); column <= columnNumber(to); column += 1)
        digits += this.#widths(column);
      const font = this.#fonts.of(cells.find(({ column }) => column === from)?.style ?? "");
      const taken = linesOf(text, digits * this.#fonts.digit - cellMargins, font);
      lines = Math.max(lines, taken);
      height = Math.max(height, taken * lineHeight(font));
    }
    if (lines === 1 && given > 0) return attributes;
    const bare = attributes.replace(/\s(?:ht|customHeight)="[^"]*"/gu, "");
    // Excel takes no row higher than 409 points.
    return `${bare} ht="${Math.min(409, Math.max(given, Math.ceil(height + 3)))}" customHeight="1"`;
  }
}

function written(value: TemplateValue): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** Text fit for a cell: no formula and no sign in code, and not longer than a cell can hold (32,767 characters). */
function cellText(text: string): string {
  return sheetText(plainText(text)).slice(0, 32_000);
}

function readCells(body: string, strings: readonly string[]): Cell[] {
  const cells: Cell[] = [];
  for (const [, attributes = "", content] of body.matchAll(
    /<c\b((?:[^>"]|"[^"]*")*?)(?:\/>|>(.*?)<\/c>)/gsu,
  )) {
    const column = /\br="([A-Z]+)\d+"/u.exec(attributes)?.[1];
    if (column === undefined) continue;
    const style = /\ss="\d+"/u.exec(attributes)?.[0] ?? "";
    const type = /\bt="(\w+)"/u.exec(attributes)?.[1];
    let text: string | null = null;
    if (content !== undefined) {
      if (type === "s") text = strings[Number(/<v>(\d+)<\/v>/u.exec(content)?.[1])] ?? "";
      else if (type === "inlineStr" || (type === "str" && !content.includes("<f"))) text = textOf(content);
    }
    const kind = type === undefined ? "" : ` t="${type}"`;
    cells.push({ column, style, text, xml: content === undefined ? "" : `${kind}>${content}</c>` });
  }
  return cells;
}

/** The texts that cells share (ECMA-376 18.4.9). */
function sharedStrings(parts: OfficeParts): string[] {
  const xml = textOfPart(parts, "xl/sharedStrings.xml") ?? "";
  return [...xml.matchAll(/<si>(.*?)<\/si>|<si\/>/gsu)].map(([, content = ""]) =>
    textOf(content.replace(/<rPh\b.*?<\/rPh>/gsu, "")),
  );
}

function textOf(xml: string): string {
  return [...xml.matchAll(/<(?:t|v)\b[^>]*>([^<]*)<\/(?:t|v)>/gu)]
    .map(([, text = ""]) => text)
    .join("")
    .replace(/&(?:#x([0-9a-f]+)|#(\d+)|lt|gt|quot|apos|amp);/giu, (mark, hex, decimal) =>
      hex || decimal
        ? String.fromCodePoint(Math.min(0x10ffff, hex ? Number.parseInt(hex, 16) : Number(decimal)))
        : { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&" }[mark.toLowerCase()]!,
    );
}

interface CellFonts {
  /** The font that widths of columns are counted in. */
  usual: TextFont;
  /** Points that one of its digits takes. */
  digit: number;
  /** The font of a cell by its style as it stands in the cell: ` s="3"`. */
  of: (style: string) => TextFont;
}

/** The fonts of the cells by their styles (ECMA-376 18.8.10, 18.8.22). */
function cellFonts(parts: OfficeParts): CellFonts {
  const xml = textOfPart(parts, "xl/styles.xml") ?? "";
  const section = (name: string): string =>
    new RegExp(`<${name}\\b[^>]*>(.*?)</${name}>`, "su").exec(xml)?.[1] ?? "";
  const fonts = [...section("fonts").matchAll(/<font\b[^>]*?(?:\/>|>(.*?)<\/font>)/gsu)].map(
    ([, font = ""]): TextFont => ({
      size: Number(/<sz\b[^>]*\bval="([\d.]+)"/u.exec(font)?.[1] ?? 11),
      bold: /<b(?:\s+val="(?:1|true)")?\s*\/>/u.test(font),
    }),
  );
  const usual = fonts[0] ?? { size: 11, bold: false };
  const styles = [...section("cellXfs").matchAll(/<xf\b[^>]*>/gu)].map(
    ([xf]) => fonts[Number(/\bfontId="(\d+)"/u.exec(xf)?.[1] ?? 0)] ?? usual,
  );
  const of = (style: string): TextFont => styles[Number(/"(\d+)"/u.exec(style)?.[1] ?? 0)] ?? usual;
  return { usual, digit: usual.size / 2, of };
}

/** Width of each column in digits of the usual font. */
function columnWidths(sheet: string): (column: number) => number {
  const usual = Number(/<sheetFormatPr[^>]*\bdefaultColWidth="([\d.]+)"/u.exec(sheet)?.[1] ?? 9);
  const widths: { from: number; to: number; width: number }[] = [];
  for (const [column] of sheet.matchAll(/<col\b[^>]*>/gu)) {
    const value = (name: string): number =>
      Number(new RegExp(`\\b${name}="([\\d.]+)"`, "u").exec(column)?.[1] ?? 0);
    widths.push({ from: value("min"), to: value("max"), width: value("width") || usual });
  }
  return (column) => widths.find(({ from, to }) => from <= column && column <= to)?.width ?? usual;
}

function columnNumber(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

/** Pictures go along with the rows they stand beside. */
function moveDrawings(parts: OfficeParts, sheet: string, places: ReadonlyMap<number, number>): void {
  const relations = textOfPart(parts, sheet.replace(/([^/]+)$/u, "_rels/$1.rels")) ?? "";
  for (const [, target = ""] of relations.matchAll(/\bTarget="([^"]*drawings\/[^"]+\.xml)"/gu)) {
    const part = target.startsWith("/") ? target.slice(1) : `xl/${target.replace(/^\.\.\//u, "")}`;
    const drawing = textOfPart(parts, part);
    if (drawing === null) continue;
    const moved = drawing.replace(/<xdr:row>(\d+)<\/xdr:row>/gu, (_whole, row: string) => {
      // Drawings count rows from 0.
      const place = places.get(Number(row) + 1);
      return `<xdr:row>${place === undefined ? row : place - 1}</xdr:row>`;
    });
    parts.file(part, moved);
  }
}

/** Puts a picture in the place of each whose alternative text names a field. */
function replacePictures(parts: OfficeParts, values: TemplateValues): void {
  for (const name of Object.keys(parts.files)) {
    if (!/^xl\/drawings\/[^/]+\.xml$/u.test(name)) continue;
    const relations = textOfPart(parts, name.replace(/([^/]+)$/u, "_rels/$1.rels")) ?? "";
    for (const [picture] of (textOfPart(parts, name) ?? "").matchAll(/<xdr:pic\b.*?<\/xdr:pic>/gsu)) {
      const field = /<xdr:cNvPr\b[^>]*\bdescr="([^"]*)"/u.exec(picture)?.[1];
      const value = field === undefined ? undefined : lookUp([values], field.trim());
      const id = /\br:embed="([^"]*)"/u.exec(picture)?.[1];
      if (value === undefined || !isPicture(value) || id === undefined) continue;
      const relation = [...relations.matchAll(/<Relationship\b[^>]*>/gu)].find(([one]) =>
        one.includes(`Id="${id}"`),
      );
      const target = /\bTarget="([^"]*)"/u.exec(relation?.[0] ?? "")?.[1];
      if (target === undefined) continue;
      const part = target.startsWith("/") ? target.slice(1) : `xl/${target.replace(/^\.\.\//u, "")}`;
      if (parts.file(part)) parts.file(part, value.png, { binary: true });
    }
  }
}
