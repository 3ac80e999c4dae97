import { looseKey } from "../model/names.js";

/** How much paper: sheets (tờ) and pages (trang) are counted apart. */
export interface Extent {
  sheets: number | null;
  pages: number | null;
  /** As written, where it names a range in the dossier: `03-05`. */
  range: string | null;
}

/**
 * Reads `15`, `17 tờ`, `17 tờ/34 trang`, `15/30`, `03-05`. A bare number counts what `unit` says; null when the text is
 * no extent.
 */
export function readExtent(text: string, unit: "sheets" | "pages"): Extent | null {
  const plain = text
    .normalize("NFC")
    .replace(/[\u2010-\u2015\u2212]/gu, "-")
    .trim();
  const key = looseKey(plain);
  const sheets = /(?:^| )0*(\d{1,6}) to(?: |$)/u.exec(key)?.[1];
  const pages = /(?:^| )0*(\d{1,6}) (?:trang|tr)(?: |$)/u.exec(key)?.[1];
  if (sheets !== undefined || pages !== undefined) {
    return { sheets: number(sheets), pages: number(pages), range: null };
  }
  let match = /^0*(\d{1,6})$/u.exec(plain);
  if (match) return { ...counted(Number(match[1]), unit), range: null };
  match = /^0*(\d{1,6})\s*\/\s*0*(\d{1,6})$/u.exec(plain);
  if (match) return { sheets: Number(match[1]), pages: Number(match[2]), range: null };
  match = /^(?:t[ờừ]\s*)?0*(\d{1,6})[a-z]?\s*(?:-|đến|->)\s*0*(\d{1,6})[a-z]?$/iu.exec(plain);
  if (match) {
    const [first, last] = [Number(match[1]), Number(match[2])];
    if (last < first) return null;
    return { ...counted(last - first + 1, unit), range: plain.replace(/\s+/gu, "") };
  }
  return null;
}

function counted(count: number, unit: "sheets" | "pages"): { sheets: number | null; pages: number | null } {
  return unit === "sheets" ? { sheets: count, pages: null } : { sheets: null, pages: count };
}

function number(text: string | undefined): number | null {
  return text === undefined ? null : Number(text);
}
