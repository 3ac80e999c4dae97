import type { TableCell } from "../fs/table.js";
import { cleanText } from "../model/names.js";
import type { CleaningReason } from "../model/register-field.js";
import { type ColumnEncoding, fromLegacy, isLegacyValue, legacyFont } from "./legacy-encoding.js";

/** The value of a cell: as it stands in the file, and as it is taken over. */
export interface RegisterValue {
  raw: string;
  text: string;
  reasons: readonly CleaningReason[];
  /** Set for a cell that holds a date and not just the look of one. */
  date?: string;
  /** True for a number cell: a day count, a year or a count, by where it stands. */
  numeric?: boolean;
}

/** Most values need no cleaning; a large register has a million of them. */
const untouched: readonly CleaningReason[] = [];

/** A cell as a value: legacy fonts converted, NFC, blanks and line breaks in order. Null when nothing is left. */
export function cleanValue(cell: TableCell | null, column: ColumnEncoding | null): RegisterValue | null {
  if (!cell) return null;
  if (cell.kind === "date") return { raw: cell.date, text: cell.date, reasons: untouched, date: cell.date };
  if (cell.kind === "number") {
    const text = Number.isInteger(cell.number) ? cell.number.toFixed(0) : String(cell.number);
    return { raw: text, text, reasons: untouched, numeric: true };
  }
  if (cell.kind === "boolean") return { raw: String(cell.value), text: String(cell.value), reasons: [] };
  const reasons: CleaningReason[] = [];
  const unicode = toUnicode(cell.text, cell.font, column, reasons);
  const composed = unicode.normalize("NFC");
  if (composed !== unicode) reasons.push("unicode-form");
  const text = cleanText(composed.replaceAll("\u00AD", ""));
  if (text === "") return null;
  if (/[\r\n\u000B\u2028\u2029]/u.test(composed.trim())) reasons.push("line-break");
  if (/[\u200B-\u200D\u2060\uFEFF\u00AD]/u.test(composed)) reasons.push("invisible");
  if (/^\s|\s$|[^\S\r\n]{2}|[^\S\r\n ]/u.test(composed)) reasons.push("blanks");
  if (text === cell.text) return { raw: cell.text, text: cell.text, reasons: untouched };
  return { raw: cell.text, text, reasons };
}

function toUnicode(
  text: string,
  font: string | undefined,
  column: ColumnEncoding | null,
  reasons: CleaningReason[],
): string {
  const byFont = legacyFont(font);
  const written = byFont ? { encoding: byFont.encoding, mixed: false } : column;
  if (written === null || !isLegacyValue(text, written)) {
    // A font of capitals shows small ASCII letters as capitals too.
    if (byFont?.capitals && /^[\x20-\x7E]*[a-z][\x20-\x7E]*$/u.test(text)) return text.toUpperCase();
    return text;
  }
  const converted = fromLegacy(text, written.encoding);
  if (converted !== text) reasons.push(written.encoding);
  return byFont?.capitals ? converted.toUpperCase() : converted;
}
