import type PizZip from "pizzip";
import { Failure } from "../model/failure.js";

/** Largest template that is opened, packed and unpacked, in bytes. */
const largestTemplate = 16 << 20;
const largestUnpacked = 128 << 20;

/** The parts of a file of Word or Excel that a template is. */
export type OfficeParts = PizZip;

/** Opens a template. Throws `template-wrong` where it is no `.docx` or `.xlsx`, or larger than any letterhead needs. */
export async function openOfficeParts(
  bytes: Uint8Array,
  path: string,
  kind: "word" | "xl",
): Promise<OfficeParts> {
  const wrong = (problem: "not-office" | "too-large", cause?: unknown): Failure =>
    new Failure("template-wrong", { path, problem, word: "", allowed: [] }, { cause });
  if (bytes.length > largestTemplate) throw wrong("too-large");
  const { default: Zip } = await import("pizzip");
  let parts: OfficeParts;
  try {
    parts = new Zip(bytes as Buffer);
  } catch (error) {
    throw wrong("not-office", error);
  }
  let unpacked = 0;
  for (const file of Object.values(parts.files)) {
    // What the archive declares; nothing has been unpacked so far.
    const { uncompressedSize = 0 } = (file as { _data?: { uncompressedSize?: number } })._data ?? {};
    unpacked += uncompressedSize;
  }
  if (unpacked > largestUnpacked) throw wrong("too-large");
  const main = kind === "word" ? "word/document.xml" : "xl/workbook.xml";
  if (!parts.file(main) || !parts.file("[Content_Types].xml")) throw wrong("not-office");
  return parts;
}

/** The text of a part, or null where there is none. */
export function textOfPart(parts: OfficeParts, name: string): string | null {
  return parts.file(name)?.asText() ?? null;
}

/** The whole file again. Times are fixed and the order is the template's, so that same parts give same bytes. */
export function packOfficeParts(parts: OfficeParts): Uint8Array {
  // Read back in local time by the writer, so the same date everywhere. Archives know no year before 1980.
  const date = new Date(1980, 0, 1);
  for (const file of Object.values(parts.files)) (file as { date: Date }).date = date;
  return parts.generate({
    type: "uint8array",
    compression: "DEFLATE",
    compressionOptions: { level: 6 },
    platform: "DOS",
  });
}

/** Makes sure that the file says what a `.png` is. */
export function declarePng(parts: OfficeParts): void {
  const name = "[Content_Types].xml";
  const types = textOfPart(parts, name) ?? "";
  if (/Extension="png"/iu.test(types)) return;
  parts.file(name, types.replace(/<Types[^>]*>/u, '$&<Default Extension="png" ContentType="image/png"/>'));
}

/** Text made fit for XML: no control characters, no half characters, `& < > "` escaped. */
export function xmlText(text: string): string {
  return plainText(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/**
 * Text without what XML cannot hold (XML 1.0 §2.2), and without the signs that turn the direction of writing, which could
 * make a paper read differently from what it says.
 */
export function plainText(text: string): string {
  return text
    .replace(/\r\n?/gu, "\n")
    .replace(
      /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF\uFFFE\uFFFF]/gu,
      "",
    )
    .replace(/\p{Surrogate}/gu, "\uFFFD");
}
