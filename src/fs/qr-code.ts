import { deflateSync } from "node:zlib";

/** A QR code as a picture: black modules on white with the quiet zone around them. */
export interface QrPicture {
  /** PNG, one bit a pixel. */
  png: Uint8Array;
  /** Modules on a side, without the quiet zone. */
  modules: number;
}

/** Pixels on the side of a module: enough for a printer of 300 dots per inch at any size a paper uses. */
const pixels = 8;
/** ISO/IEC 18004 §9.1: four modules of white on every side. */
const quiet = 4;

/**
 * Draws text as a QR code of level M. Text of capitals, digits and `$%*+-./:` goes in alphanumeric mode, where a code is a
 * third smaller. Same text, same bytes. The error for text that fits no code is uqr's own.
 */
export async function drawQrCode(text: string): Promise<QrPicture> {
  const { encode } = await import("uqr");
  const { data, size } = encode(text, { ecc: "M", border: 0, boostEcc: false });
  return { png: pngOf(data, size), modules: size };
}

function pngOf(modules: boolean[][], size: number): Uint8Array {
  const side = (size + 2 * quiet) * pixels;
  const stride = 1 + Math.ceil(side / 8);
  const rows = Buffer.alloc(stride * side, 0xff);
  for (let y = 0; y < side; y += 1) {
    // Every row begins with its filter: none.
    rows[y * stride] = 0;
    const row = modules[Math.floor(y / pixels) - quiet];
    if (!row) continue;
    // A module is eight pixels wide: one byte of the row.
    for (let x = 0; x < size; x += 1) if (row[x]) rows[y * stride + 1 + x + quiet] = 0;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 1; // one bit a pixel, greyscale, no interlace
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}

/** CRC-32 of PNG (ISO/IEC 15948 §5.5); `node:zlib` has one only from Node 22. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
