import type { FileFormat } from "../model/dossier.js";
import { type ImageHeader, readJpegHeader, readPngHeader, readTiffHeader } from "./image-header.js";

/** The bytes by which a format is recognised: some of the beginning and the end, and the length of the whole. */
export interface FileSample {
  head: Uint8Array;
  /** Empty when `head` holds everything. */
  tail: Uint8Array;
  size: number;
}

/** What the bytes of a file say it is. */
export interface RecognisedFormat {
  format: FileFormat;
  /** A sign that something is wrong with it: `truncated` (no end mark), `damaged` (a broken head). */
  damage: "truncated" | "damaged" | null;
  /** An office document that needs a password. */
  encrypted: boolean;
  image: ImageHeader | null;
}

const plain = (format: FileFormat): RecognisedFormat => ({
  format,
  damage: null,
  encrypted: false,
  image: null,
});

/** Recognises a format by content alone; the name of the file plays no part. */
export function recogniseFormat(sample: FileSample): RecognisedFormat {
  const { head, size } = sample;
  if (size === 0) return plain("empty");
  const end = sample.tail.length > 0 ? sample.tail : head;
  if (starts(head, [0xff, 0xd8, 0xff])) {
    const image = readJpegHeader(head);
    // Cameras and phones add bytes after the end mark, so it is looked for, not expected at the very end.
    const damage = lastIndexOf(end, [0xff, 0xd9]) < 0 ? "truncated" : null;
    return { format: "jpeg", damage, encrypted: false, image: measured(image) };
  }
  if (starts(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) {
    const image = readPngHeader(head);
    const damage = !image ? "damaged" : lastIndexOf(end, codes("IEND")) < 0 ? "truncated" : null;
    return { format: "png", damage, encrypted: false, image: measured(image) };
  }
  if (starts(head, [0x49, 0x49, 0x2a, 0]) || starts(head, [0x4d, 0x4d, 0, 0x2a])) {
    const image = readTiffHeader(head, end, size);
    if (image === "damaged") return { format: "tiff", damage: "truncated", encrypted: false, image: null };
    return { format: "tiff", damage: null, encrypted: false, image: measured(image) };
  }
  if (starts(head, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) return recogniseOle(sample);
  if (starts(head, [0x50, 0x4b, 3, 4]) || starts(head, [0x50, 0x4b, 5, 6])) return recogniseZip(sample);
  // ISO 32000 lets readers accept a PDF whose header stands within the first 1024 bytes.
  if (indexOf(head.subarray(0, 1024), codes("%PDF-")) >= 0) {
    const damage = lastIndexOf(end, codes("%%EOF")) < 0 ? "truncated" : null;
    return { ...plain("pdf"), damage };
  }
  return plain(isText(head, sample.tail.length > 0) ? "text" : "unknown");
}

function recogniseZip({ head, tail }: FileSample): RecognisedFormat {
  const end = tail.length > 0 ? tail : head;
  const damage = lastIndexOf(end, [0x50, 0x4b, 5, 6]) < 0 ? "truncated" : null;
  const has = (name: string) => indexOf(end, codes(name)) >= 0 || indexOf(head, codes(name)) >= 0;
  const encrypted = head.length > 7 && starts(head, [0x50, 0x4b, 3, 4]) && (head[6]! & 1) === 1;
  const mimetype = indexOf(head.subarray(0, 200), codes("mimetypeapplication/vnd.oasis.opendocument."));
  let format: FileFormat = "zip";
  if (mimetype >= 0) {
    const kind = new TextDecoder("latin1").decode(head.subarray(mimetype + 43, mimetype + 60));
    if (kind.startsWith("text")) format = "odt";
    else if (kind.startsWith("spreadsheet")) format = "ods";
  } else if (has("[Content_Types].xml")) {
    if (has("word/document.xml")) format = "docx";
    else if (has("xl/workbook.xml") || has("xl/workbook.bin")) format = "xlsx";
  }
  return { format, damage, encrypted, image: null };
}

function recogniseOle({ head, tail, size }: FileSample): RecognisedFormat {
  if (head.length < 512) return { ...plain("unknown"), damage: "damaged" };
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const sector = 2 ** Math.min(view.getUint16(30, true), 20);
  // [MS-CFB] 2.2: the header takes one sector; 48 holds the first sector of the directory.
  const directory = (view.getUint32(48, true) + 1) * sector;
  if (directory >= size) return { ...plain(byStreamName(head) ?? "doc"), damage: "truncated" };
  const places = [head, tail];
  const encrypted = places.some((bytes) => indexOf(bytes, wide("EncryptedPackage")) >= 0);
  if (encrypted) return { ...plain("docx"), encrypted };
  for (const bytes of places) {
    const format = byStreamName(bytes);
    if (format) return plain(format);
  }
  return plain("unknown");
}

function byStreamName(bytes: Uint8Array): FileFormat | null {
  if (indexOf(bytes, wide("WordDocument")) >= 0) return "doc";
  if (indexOf(bytes, wide("Workbook")) >= 0 || indexOf(bytes, wide("Book\0")) >= 0) return "xls";
  return null;
}

function measured(image: ImageHeader | null): ImageHeader | null {
  return image && image.width > 0 && image.height > 0 ? image : null;
}

/** Text in UTF-8, or in UTF-16 with its mark, or in an older one-byte encoding without control characters. */
function isText(head: Uint8Array, goesOn: boolean): boolean {
  if (starts(head, [0xff, 0xfe]) || starts(head, [0xfe, 0xff])) return true;
  for (const byte of head)
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27 && byte !== 26)) return false;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: goesOn });
    return true;
  } catch {
    // TCVN3 and windows-1258: mostly letters, blanks and line ends.
    let plainBytes = 0;
    for (const byte of head) if (byte < 127) plainBytes += 1;
    return plainBytes / head.length > 0.5;
  }
}

const formatsOfExtension: Record<string, readonly FileFormat[]> = {
  pdf: ["pdf"],
  jpg: ["jpeg"],
  jpeg: ["jpeg"],
  jpe: ["jpeg"],
  png: ["png"],
  tif: ["tiff"],
  tiff: ["tiff"],
  docx: ["docx"],
  docm: ["docx"],
  xlsx: ["xlsx"],
  xlsm: ["xlsx"],
  doc: ["doc"],
  xls: ["xls"],
  odt: ["odt"],
  ods: ["ods"],
  zip: ["zip"],
  txt: ["text"],
  csv: ["text"],
};

/** The extension of a file name in lower case without its dot; empty when it has none that looks like one. */
export function extensionOf(name: string): string {
  const match = /[^/.]\.([A-Za-z0-9]{1,5})\s*$/u.exec(name);
  return match ? match[1]!.toLowerCase() : "";
}

/** Whether a name promises another format than the bytes are. Names without a known extension promise nothing. */
export function contradictsName(name: string, format: FileFormat): boolean {
  if (format === "empty") return false;
  const promised = formatsOfExtension[extensionOf(name)];
  return promised !== undefined && !promised.includes(format);
}

function starts(bytes: Uint8Array, signature: readonly number[]): boolean {
  return bytes.length >= signature.length && signature.every((byte, index) => bytes[index] === byte);
}

function indexOf(bytes: Uint8Array, wanted: readonly number[]): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf(Buffer.from(wanted));
}

function lastIndexOf(bytes: Uint8Array, wanted: readonly number[]): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).lastIndexOf(Buffer.from(wanted));
}

function codes(text: string): number[] {
  return [...text].map((character) => character.charCodeAt(0));
}

function wide(text: string): number[] {
  return codes(text).flatMap((code) => [code, 0]);
}
