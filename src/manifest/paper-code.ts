import { digest } from "../crypto/digest.js";
import { isHandoverId } from "./shape.js";

/**
 * What the code on a paper vouches for: the handover, its list, and who signed it; on receipt minutes also the receipt and
 * its signer, on the label of a box the number of the box. Digests are 64 lower-case hexadecimal digits.
 */
export interface PaperCode {
  /** Its id, in capitals when read. */
  handover: string;
  manifest: string;
  /** Fingerprint of the giver's certificate; null on a paper printed before the list was signed. */
  certificate: string | null;
  receipt: { sha256: string; certificate: string } | null;
  /** Which of the handover's boxes, from 1. */
  box: number | null;
}

const version = 0x10;
const withCertificate = 0x01;
const withReceipt = 0x02;
const withBox = 0x04;
const checkBytes = 4;

/**
 * A code as it is printed and drawn: the handover's id, a full stop, and Base32 (RFC 4648 §6, without padding) of one octet
 * that says what follows, the digests, and four octets that tell a slip in typing. Only signs of a QR code's alphanumeric mode.
 */
export function writePaperCode(code: PaperCode): string {
  const { certificate, receipt, box } = code;
  const kind =
    version |
    (certificate ? withCertificate : 0) |
    (receipt ? withReceipt : 0) |
    (box === null ? 0 : withBox);
  const parts = [Buffer.from([kind]), hex(code.manifest)];
  if (certificate) parts.push(hex(certificate));
  if (receipt) parts.push(hex(receipt.sha256), hex(receipt.certificate));
  if (box !== null) parts.push(Buffer.from([box >>> 8, box & 255]));
  const body = Buffer.concat(parts);
  // Small letters would need another mode and a larger picture.
  const handover = code.handover.toUpperCase();
  return `${handover}.${base32(Buffer.concat([body, checkOf(handover, body)]))}`;
}

/**
 * Reads a code as it was scanned or typed: blanks and line breaks do not count, nor does case; `0`, `1` and `8`, which
 * Base32 has not, are taken for `O`, `I` and `B`. Null when it is no code, or was mistyped.
 */
export function readPaperCode(text: string): PaperCode | null {
  const bare = text.normalize("NFC").replace(/\s/gu, "").toUpperCase();
  const [handover = "", letters = "", ...more] = bare.split(".");
  if (more.length > 0 || !isHandoverId(handover) || letters.length > 400) return null;
  const bytes = fromBase32(letters.replaceAll("0", "O").replaceAll("1", "I").replaceAll("8", "B"));
  if (!bytes || bytes.length <= checkBytes) return null;
  const body = bytes.subarray(0, -checkBytes);
  if (!checkOf(handover, body).equals(bytes.subarray(-checkBytes))) return null;
  const kind = body[0]!;
  if ((kind & 0xf8) !== version) return null;
  const digests = 1 + (kind & withCertificate ? 1 : 0) + (kind & withReceipt ? 2 : 0);
  if (body.length !== 1 + digests * 32 + (kind & withBox ? 2 : 0)) return null;
  let at = 1;
  const next = (): string => {
    at += 32;
    return body.subarray(at - 32, at).toString("hex");
  };
  const manifest = next();
  const certificate = kind & withCertificate ? next() : null;
  const receipt = kind & withReceipt ? { sha256: next(), certificate: next() } : null;
  const box = kind & withBox ? body.readUInt16BE(at) : null;
  return { handover, manifest, certificate, receipt, box };
}

function checkOf(handover: string, body: Uint8Array): Buffer {
  return Buffer.from(digest(Buffer.concat([Buffer.from(handover), body]))).subarray(0, checkBytes);
}

function hex(digits: string): Buffer {
  return Buffer.from(digits, "hex");
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function base32(bytes: Uint8Array): string {
  let [text, bits, held] = ["", 0, 0];
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet[(held >>> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return bits > 0 ? text + alphabet[(held << (5 - bits)) & 31] : text;
}

function fromBase32(text: string): Buffer | null {
  const bytes: number[] = [];
  let [bits, held] = [0, 0];
  for (const letter of text) {
    const value = alphabet.indexOf(letter);
    if (value < 0) return null;
    held = (held << 5) | value;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >>> bits) & 255);
    }
    held &= (1 << bits) - 1;
  }
  // What is left over is filled with zeros; anything else is another spelling of the same bytes.
  return held === 0 && bits < 5 ? Buffer.from(bytes) : null;
}
