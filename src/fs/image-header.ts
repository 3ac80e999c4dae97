/** What the header of a picture says of it. `dpi` is null where the header states no resolution. */
export interface ImageHeader {
  width: number;
  height: number;
  dpi: number | null;
  /** Pages of a TIFF, where its chain of directories lies in the bytes at hand. */
  pages: number | null;
}

const perInch = 2.54;

/** Reads size and resolution from the first bytes of a JPEG; null when no frame header is among them. */
export function readJpegHeader(bytes: Uint8Array): ImageHeader | null {
  const view = viewOf(bytes);
  let at = 2;
  let dpi: number | null = null;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xd8 || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
      at += 2;
      continue;
    }
    const length = view.getUint16(at + 2);
    if (length < 2) return null;
    const body = at + 4;
    const end = Math.min(at + 2 + length, bytes.length);
    if (marker === 0xe0 && ascii(bytes, body, 4) === "JFIF" && body + 12 <= end)
      dpi = density(bytes[body + 7]!, view.getUint16(body + 8)) ?? dpi;
    if (marker === 0xe1 && ascii(bytes, body, 4) === "Exif")
      dpi ??= readTiffDirectory(bytes.subarray(body + 6, end), 0, end - body - 6)?.dpi ?? null;
    const frame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (frame) {
      if (body + 5 > end) return null;
      return { height: view.getUint16(body + 1), width: view.getUint16(body + 3), dpi, pages: 1 };
    }
    if (marker === 0xda || marker === 0xd9) return null;
    at += 2 + length;
  }
  return null;
}

function density(unit: number, value: number): number | null {
  if (value <= 1) return null;
  return unit === 1 ? value : unit === 2 ? Math.round(value * perInch) : null;
}

/** Reads size and resolution from the first bytes of a PNG. */
export function readPngHeader(bytes: Uint8Array): ImageHeader | null {
  if (bytes.length < 24 || ascii(bytes, 12, 4) !== "IHDR") return null;
  const view = viewOf(bytes);
  const header: ImageHeader = { width: view.getUint32(16), height: view.getUint32(20), dpi: null, pages: 1 };
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const kind = ascii(bytes, at + 4, 4);
    if (kind === "pHYs" && at + 17 <= bytes.length && bytes[at + 16] === 1)
      header.dpi = Math.round((view.getUint32(at + 8) * perInch) / 100);
    if (kind === "IDAT" || kind === "IEND") break;
    at += 12 + length;
  }
  return header;
}

/**
 * Reads the first directory of a TIFF. `head` are its first bytes, `tail` its last ones, `size` its length: the directory
 * often stands at the end. Null when it lies in neither; `damaged` when it lies beyond the end.
 */
export function readTiffHeader(
  head: Uint8Array,
  tail: Uint8Array,
  size: number,
): ImageHeader | null | "damaged" {
  if (head.length < 8) return "damaged";
  const little = head[0] === 0x49;
  const start = viewOf(head).getUint32(4, little);
  if (start < 8 || start + 2 > size) return "damaged";
  const [bytes, base] = start < head.length - 2 ? [head, 0] : [tail, size - tail.length];
  if (start < base || start - base + 2 > bytes.length) return null;
  const entries = viewOf(bytes).getUint16(start - base, little);
  if (start + 2 + entries * 12 > size) return "damaged";
  return readTiffDirectory(bytes, base, size, { little, start });
}

function readTiffDirectory(
  bytes: Uint8Array,
  base: number,
  size: number,
  given?: { little: boolean; start: number },
): ImageHeader | null {
  const view = viewOf(bytes);
  if (!given && bytes.length < 8) return null;
  const little = given?.little ?? bytes[0] === 0x49;
  const start = given?.start ?? view.getUint32(4, little);
  const inside = (offset: number, length: number) => offset >= base && offset - base + length <= bytes.length;
  const header: ImageHeader = { width: 0, height: 0, dpi: null, pages: null };
  let unit = 2;
  let resolution: number | null = null;
  let pages = 0;
  let complete = true;
  const visited = new Set<number>();
  for (let at = start; at !== 0; ) {
    // A chain that leaves the bytes at hand, or bites its tail, leaves the number of pages unknown.
    if (visited.has(at) || visited.size > 10_000 || !inside(at, 2)) {
      complete = false;
      break;
    }
    visited.add(at);
    const entries = view.getUint16(at - base, little);
    pages += 1;
    for (let index = 0; index < entries && pages === 1; index += 1) {
      const entry = at + 2 + index * 12;
      if (!inside(entry, 12)) break;
      const tag = view.getUint16(entry - base, little);
      const short = view.getUint16(entry - base + 2, little) === 3;
      const value = short
        ? view.getUint16(entry - base + 8, little)
        : view.getUint32(entry - base + 8, little);
      if (tag === 256) header.width = value;
      if (tag === 257) header.height = value;
      if (tag === 296) unit = value;
      if (tag === 282 && inside(value, 8)) {
        const below = view.getUint32(value - base + 4, little);
        if (below > 0) resolution = view.getUint32(value - base, little) / below;
      }
    }
    const after = at + 2 + entries * 12;
    if (!inside(after, 4)) {
      complete = false;
      break;
    }
    at = view.getUint32(after - base, little);
    if (at >= size) {
      complete = false;
      break;
    }
  }
  if (resolution !== null && resolution > 1 && unit !== 1)
    header.dpi = Math.round(unit === 3 ? resolution * perInch : resolution);
  header.pages = complete && pages > 0 ? pages : null;
  return header;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function ascii(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}
