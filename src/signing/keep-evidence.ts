import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { certificateToPem } from "../crypto/certificates.js";
import { sha256Hex } from "../crypto/digest.js";
import { writeWhole } from "../fs/write-whole.js";
import type { SignatureEvidence } from "./check-signature.js";

/**
 * Keeps what an answer rests on, so that it can be asked again when the authorities are gone: each certificate, revocation list and
 * time stamp as a file named by its SHA-256. Throws `file-not-writable`, `disk-full`.
 */
export async function keepEvidence(folder: string, evidence: SignatureEvidence): Promise<string[]> {
  const files = new Map<string, Uint8Array | string>();
  for (const one of evidence.certificates) files.set(`${one.fingerprint}.crt`, certificateToPem(one));
  for (const one of evidence.lists) files.set(`${one.fingerprint}.crl`, one.raw);
  for (const one of evidence.tokens) files.set(`${sha256Hex(one)}.tst`, one);
  await mkdir(folder, { recursive: true });
  for (const [name, data] of files) await writeWhole(join(folder, name), data);
  return [...files.keys()].sort();
}
