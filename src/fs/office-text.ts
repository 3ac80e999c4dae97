import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { inflateRawSync } from "node:zlib";

const directoryLimit = 1024 * 1024;
const entryLimit = 4 * 1024 * 1024;

/**
 * The first paragraphs of a DOCX or the first texts of an XLSX, at most `lines` of them. Reads one entry of the ZIP,
 * bounded in what it reads and unpacks. An empty list when there is nothing readable.
 */
export function readOfficeText(path: string, format: "docx" | "xlsx", lines = 40): string[] {
  const xml = readEntry(path, format === "docx" ? "word/document.xml" : "xl/sharedStrings.xml");
  if (xml === null) return [];
  const [tag, close] = format === "docx" ? ["<w:p", "</w:p>"] : ["<si", "</si>"];
  const found: string[] = [];
  // Searched by hand: a pattern would go over a hostile text again and again.
  for (let at = xml.indexOf(tag); at >= 0 && found.length < lines; ) {
    const next = xml.charAt(at + tag.length);
    if (next !== ">" && next !== " ") {
      at = xml.indexOf(tag, at + tag.length);
      continue;
    }
    const end = xml.indexOf(close, at);
    if (end < 0) break;
    const inner = xml.slice(at, Math.min(end, at + 50_000)).replace(/<w:(?:br|tab)\b[^<>]*>/gu, " ");
    const plain = decode(inner.replace(/<[^<>]*>/gu, "")).trim();
    if (plain !== "") found.push(plain.slice(0, 500));
    at = xml.indexOf(tag, end);
  }
  return found;
}

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function decode(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,4}));/giu, (whole, decimal, hex, name) => {
    if (name) return entities[name as string] ?? whole;
    const code = decimal ? Number(decimal) : Number.parseInt(hex as string, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
  });
}

/** One entry of a ZIP by its name, found through the central directory (APPNOTE 4.3.12, 4.3.16). */
function readEntry(path: string, name: string): string | null {
  const handle = openSync(
    path,
    constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
  );
  try {
    const { size } = fstatSync(handle);
    const read = (length: number, position: number) => {
      const buffer = Buffer.alloc(Math.max(0, Math.min(length, size - position)));
      const count = readSync(handle, buffer, 0, buffer.length, position);
      return buffer.subarray(0, count);
    };
    const tail = read(Math.min(size, 66_000), Math.max(0, size - 66_000));
    const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
    if (end < 0 || end + 22 > tail.length) return null;
    const [length, start] = [tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)];
    if (length > directoryLimit || start + length > size) return null;
    const directory = read(length, start);
    for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === 0x02014b50; ) {
      const [names, extra, comment] = [28, 30, 32].map((offset) => directory.readUInt16LE(at + offset)) as [
        number,
        number,
        number,
      ];
      if (directory.toString("utf8", at + 46, at + 46 + names) === name) {
        const [flags, method] = [directory.readUInt16LE(at + 8), directory.readUInt16LE(at + 10)];
        const [packed, local] = [directory.readUInt32LE(at + 20), directory.readUInt32LE(at + 42)];
        if ((flags & 1) === 1 || packed > entryLimit || local + 30 > size) return null;
        const header = read(30, local);
        if (header.length < 30 || header.readUInt32LE(0) !== 0x04034b50) return null;
        const data = read(packed, local + 30 + header.readUInt16LE(26) + header.readUInt16LE(28));
        if (method === 0) return data.toString("utf8");
        if (method !== 8) return null;
        return inflateRawSync(data, { maxOutputLength: entryLimit }).toString("utf8");
      }
      at += 46 + names + extra + comment;
    }
    return null;
  } catch {
    // Whatever is wrong with the bytes: there is no text to be had from them.
    return null;
  } finally {
    closeSync(handle);
  }
}
