// @ts-check
import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { parentPort } from "node:worker_threads";

/**
 * @typedef {import("./pdf-facts.js").PdfFacts} PdfFacts
 * @typedef {{ text: string, x: number, y: number, width: number, height: number }} Piece
 */

const wholeLimit = 32 * 1024 * 1024;
const pagesRead = 24;
const textLimit = 12_000;
const headPages = 6;

/**
 * Bytes that all buffers of this thread may take together. The limits of a thread count its objects, not its buffers, and
 * a stream of a few kilobytes can unpack to gigabytes.
 */
const bufferLimit = 256 * 1024 * 1024;
const watchedFrom = 1024 * 1024;

/** Whether the file at hand wanted more than that. */
let exceeded = false;

/** Makes every large buffer that the library asks for be counted before it is there. */
function watchBuffers() {
  /** @param {number} bytes */
  const allow = (bytes) => {
    if (bytes < watchedFrom || process.memoryUsage().arrayBuffers + bytes <= bufferLimit) return;
    exceeded = true;
    throw new RangeError("the file takes more memory than it may");
  };
  const scope = /** @type {Record<string, any>} */ (/** @type {unknown} */ (globalThis));
  for (const name of [
    "ArrayBuffer",
    "Uint8Array",
    "Uint8ClampedArray",
    "Uint16Array",
    "Int32Array",
    "Float32Array",
  ]) {
    const original = scope[name];
    scope[name] = new Proxy(original, {
      construct(target, args, newTarget) {
        const [first] = args;
        const count = typeof first === "number" ? first : Array.isArray(first) ? first.length : 0;
        allow(count * (original.BYTES_PER_ELEMENT ?? 1));
        return Reflect.construct(target, args, newTarget);
      },
    });
  }
  // It gathers what it unpacks outside of all counting; without it the library unpacks by itself.
  scope.DecompressionStream = undefined;
}

/** @type {typeof import("pdfjs-dist") | null} */
let library = null;

async function load() {
  // The build for Node; heavy, so only once somebody has a PDF.
  if (library === null) {
    watchBuffers();
    library = /** @type {any} */ (await import("pdfjs-dist/legacy/build/pdf.mjs"));
  }
  return /** @type {typeof import("pdfjs-dist")} */ (library);
}

/**
 * @param {string} path
 * @returns {Promise<PdfFacts>}
 */
async function inspect(path) {
  const { getDocument, PDFDataRangeTransport } = await load();
  const handle = openSync(
    path,
    constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
  );
  /** @type {PdfFacts} */
  const facts = {
    outcome: "read",
    reason: null,
    pages: null,
    restricted: false,
    textLayer: null,
    dpi: null,
    firstPage: [],
    laterPages: [],
  };
  /** @type {{ destroy(): Promise<void> } | null} */
  let task = null;
  exceeded = false;
  try {
    const { size } = fstatSync(handle);
    /** @param {number} begin @param {number} end */
    const read = (begin, end) => {
      const buffer = new Uint8Array(Math.max(0, Math.min(end, size) - begin));
      const count = readSync(handle, buffer, 0, buffer.length, begin);
      return count === buffer.length ? buffer : buffer.subarray(0, count);
    };
    const common = {
      verbosity: 0,
      isEvalSupported: false,
      useSystemFonts: false,
      disableFontFace: true,
      stopAtErrors: false,
      // Pictures are measured by their headers, never decoded.
      maxImageSize: 1,
      enableXfa: false,
    };
    const images = size <= 8 * wholeLimit ? imageSizes(read, size) : [];
    let loading;
    if (size <= wholeLimit) loading = getDocument({ ...common, data: read(0, size) });
    else {
      class FileTransport extends PDFDataRangeTransport {
        /** @param {number} begin @param {number} end @override */
        requestDataRange(begin, end) {
          this.onDataRange(begin, read(begin, end));
        }
      }
      const transport = new FileTransport(size, read(0, 65_536));
      loading = getDocument({ ...common, range: transport, disableAutoFetch: true, disableStream: true });
    }
    task = loading;
    const pdf = await loading.promise;
    facts.pages = pdf.numPages;
    facts.restricted = (await pdf.getPermissions()) !== null;
    let withText = 0;
    const looked = Math.min(pdf.numPages, pagesRead);
    for (let number = 1; number <= looked; number += 1) {
      const page = await pdf.getPage(number);
      const [left, bottom, right, top] = /** @type {[number, number, number, number]} */ (page.view);
      const content = await page.getTextContent();
      const { lines, letters } = linesOf(content.items);
      // A signature page holds little more than a name; an app's own imprint on a photograph is no text layer.
      if (letters >= 5 && !/cam\s*scanner|scanned (?:by|with)/iu.test(lines.join(" ").slice(0, 200)))
        withText += 1;
      if (number === 1) facts.firstPage = lines;
      else if (number <= headPages) facts.laterPages.push(lines.slice(0, 12));
      const dpi = resolution(images, (right - left) * page.userUnit, (top - bottom) * page.userUnit);
      if (dpi !== null) facts.dpi = facts.dpi === null ? dpi : Math.min(facts.dpi, dpi);
      page.cleanup();
    }
    // A page with neither text nor a picture that fills it is blank, and lacks nothing.
    const lacking = withText < looked && facts.dpi !== null;
    facts.textLayer = withText === 0 ? "no" : lacking ? "partial" : "yes";
    // The library goes on without what it could not unpack: what it found is not the file.
    if (exceeded) return { ...facts, outcome: "damaged", reason: "memory", firstPage: [], laterPages: [] };
    return facts;
  } catch (error) {
    const name = /** @type {{ name?: string }} */ (error)?.name ?? "";
    if (name === "PasswordException") return { ...facts, outcome: "encrypted", reason: "password" };
    const reason = exceeded
      ? "memory"
      : name === "InvalidPDFException"
        ? "structure"
        : name === "FormatError"
          ? "format"
          : "content";
    return { ...facts, outcome: "damaged", reason };
  } finally {
    await task?.destroy().catch(() => {});
    closeSync(handle);
  }
}

/**
 * Lines of a page from the top, columns apart: pieces of one height on the page belong together unless a wide gap parts
 * them, because the two halves of a letterhead stand side by side.
 * @param {readonly unknown[]} items
 */
function linesOf(items) {
  /** @type {Piece[]} */
  const pieces = [];
  let letters = 0;
  for (const item of items) {
    const one = /** @type {{ str?: string, transform: number[], width: number, height: number }} */ (item);
    if (typeof one.str !== "string" || one.str.trim() === "") continue;
    letters += one.str.replace(/\s+/gu, "").length;
    if (pieces.length >= 4_000) continue;
    const [a = 0, b = 0, , , x = 0, y = 0] = one.transform;
    const height = one.height || Math.hypot(a, b) || 10;
    pieces.push({ text: one.str, x, y, width: one.width, height });
  }
  pieces.sort((p, q) => q.y - p.y || p.x - q.x);
  /** @type {Piece[][]} */
  const rows = [];
  for (const piece of pieces) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (row && first && Math.abs(first.y - piece.y) < Math.max(first.height, piece.height) * 0.4)
      row.push(piece);
    else rows.push([piece]);
  }
  /** @type {string[]} */
  const lines = [];
  let length = 0;
  for (const row of rows) {
    row.sort((p, q) => p.x - q.x);
    let text = "";
    let end = Number.NEGATIVE_INFINITY;
    for (const piece of row) {
      const gap = piece.x - end;
      if (text !== "" && gap > piece.height * 1.6) {
        lines.push(text.trim());
        text = "";
      }
      text += (text !== "" && gap > piece.height * 0.15 ? " " : "") + piece.text;
      end = piece.x + piece.width;
    }
    if (text.trim() !== "") lines.push(text.trim());
    length += text.length;
    if (length > textLimit) break;
  }
  return { lines, letters };
}

/**
 * Sizes of the pictures in a PDF. A picture is a stream object, and those always stand in plain sight (ISO 32000-1,
 * 7.5.7): their dictionaries can be read without decoding anything.
 * @param {(begin: number, end: number) => Uint8Array} read
 * @param {number} size
 */
function imageSizes(read, size) {
  /** @type {{ width: number, height: number }[]} */
  const found = [];
  const step = 1024 * 1024;
  const overlap = 2048;
  for (let begin = 0; begin < size && found.length < 2_000; begin += step) {
    const bytes = Buffer.from(read(Math.max(0, begin - overlap), begin + step));
    const seen = begin === 0 ? 0 : overlap;
    for (let at = bytes.indexOf("/Image"); at >= 0; at = bytes.indexOf("/Image", at + 6)) {
      const next = bytes[at + 6] ?? 0x20;
      // What begins before the overlap was read with the piece before; /ImageMask and /ImageB are no pictures.
      if ((next >= 0x41 && next <= 0x5a) || (next >= 0x61 && next <= 0x7a)) continue;
      if (at + 1024 < seen) continue;
      const from = bytes.lastIndexOf(" obj", at);
      const upto = bytes.indexOf("stream", at);
      if (from < 0 || at - from > 1500 || upto < 0 || upto - at > 1500) continue;
      const dictionary = bytes.toString("latin1", from, upto);
      if (!/\/Subtype\s*\/Image/u.test(dictionary) || /\/ImageMask\s+true/u.test(dictionary)) continue;
      const width = Number(/\/Width\s+(\d{1,6})\b(?!\s+\d+\s+R)/u.exec(dictionary)?.[1] ?? 0);
      const height = Number(/\/Height\s+(\d{1,6})\b(?!\s+\d+\s+R)/u.exec(dictionary)?.[1] ?? 0);
      if (width > 0 && height > 0) found.push({ width, height });
    }
  }
  return found;
}

/**
 * The lowest resolution among pictures that have the shape of the page, so that a seal or a logo says nothing.
 * @param {readonly { width: number, height: number }[]} images
 * @param {number} width in points
 * @param {number} height in points
 */
function resolution(images, width, height) {
  /** @type {number | null} */
  let lowest = null;
  if (width <= 0 || height <= 0) return null;
  for (const image of images) {
    for (const [w, h] of [
      [width, height],
      [height, width],
    ]) {
      const across = (image.width * 72) / /** @type {number} */ (w);
      const down = (image.height * 72) / /** @type {number} */ (h);
      if (across < 20 || Math.abs(across - down) > across * 0.06) continue;
      const dpi = Math.round(Math.max(across, down));
      if (lowest === null || dpi < lowest) lowest = dpi;
      break;
    }
  }
  return lowest;
}

parentPort?.on("message", (/** @type {string} */ path) => {
  inspect(path).then(
    (facts) => parentPort?.postMessage(facts),
    (error) =>
      parentPort?.postMessage({
        outcome: "unreadable",
        reason: typeof error?.code === "string" ? error.code : "UNKNOWN",
        pages: null,
        restricted: false,
        textLayer: null,
        dpi: null,
        firstPage: [],
        laterPages: [],
      }),
  );
});
