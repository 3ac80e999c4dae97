import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { type CertificateSubject, makeCertificate, makeKeyPair } from "../crypto/certificate-make.js";
import { isSelfSigned } from "../crypto/certificate-path.js";
import {
  type Certificate,
  certificateSizeLimit,
  certificateToPem,
  readCertificateFile,
} from "../crypto/certificates.js";
import { DerError } from "../crypto/der.js";
import { pkcs12SizeLimit } from "../crypto/pkcs12-oids.js";
import { openPkcs12, Pkcs12Error } from "../crypto/pkcs12-read.js";
import { writePkcs12 } from "../crypto/pkcs12-write.js";
import { memorySigner, type Signer } from "../crypto/signing-key.js";
import { readWhole } from "../fs/read-whole.js";
import { writeWhole } from "../fs/write-whole.js";
import { Failure } from "../model/failure.js";
import { compareVietnamese } from "../model/names.js";
import type { SignerIdentity } from "../model/signature.js";
import { identityOf } from "./identity.js";

/** A key of the workspace: what can be said of it without its passphrase. */
export interface NamedKey extends SignerIdentity {
  name: string;
  /** Whether its certificate is valid at the time of asking. */
  state: "valid" | "expired" | "not-yet-valid";
}

export interface NewKey extends CertificateSubject {
  name: string;
  passphrase: string;
  /** How long the certificate is valid; 10 unless told otherwise. */
  years?: number;
  /** Rounds of key derivation; only tests ask for fewer than the usual number. */
  rounds?: number;
}

/** Shortest passphrase for a new key, in characters. */
export const leastPassphrase = 8;

const namePattern = /^[\p{L}\p{N}][\p{L}\p{N}\p{M} ._-]{0,63}$/u;
/** Names that Windows gives to devices. */
const devices = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/iu;

/** A key's name as it is used for its files. Throws `key-name-malformed`. */
function fileName(name: string): string {
  const clean = name.normalize("NFC").trim();
  if (!namePattern.test(clean) || devices.test(clean) || clean.endsWith(".")) {
    throw new Failure("key-name-malformed", { name });
  }
  return clean;
}

/**
 * Makes a P-256 key with a self-signed certificate: `<name>.p12` under the passphrase and, for everybody to read,
 * `<name>.crt`. Throws `key-exists`, `key-name-malformed`, `passphrase-too-short`.
 */
export async function createKey(folder: string, key: NewKey, now: Date): Promise<NamedKey> {
  const name = fileName(key.name);
  const length = [...key.passphrase.normalize("NFC")].length;
  if (length < leastPassphrase) throw new Failure("passphrase-too-short", { length, least: leastPassphrase });
  if ((await keyNames(folder)).some((known) => known.toLowerCase() === name.toLowerCase())) {
    throw new Failure("key-exists", { name });
  }
  const privateKey = makeKeyPair();
  const certificate = await makeCertificate(privateKey, key, now, key.years ?? 10);
  const content = { privateKey, certificate, chain: [], friendlyName: name };
  const bytes = await writePkcs12(content, key.passphrase, key.rounds);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeWhole(join(folder, `${name}.p12`), bytes, { mode: 0o600 });
  await writeWhole(join(folder, `${name}.crt`), certificateToPem(certificate));
  return namedKey(name, certificate, now);
}

/** The keys of a folder, in Vietnamese order. Throws `certificate-not-readable`. */
export async function listKeys(folder: string, now: Date): Promise<NamedKey[]> {
  const keys: NamedKey[] = [];
  for (const name of await keyNames(folder))
    keys.push(namedKey(name, await certificateOf(folder, name), now));
  return keys;
}

/** The public certificate of a key, as PEM and DER, for the other side to trust. Throws `key-not-found`. */
export async function exportCertificate(
  folder: string,
  name: string,
  now: Date,
): Promise<{ key: NamedKey; pem: string; der: Uint8Array }> {
  const known = await existing(folder, name);
  const certificate = await certificateOf(folder, known);
  return { key: namedKey(known, certificate, now), pem: certificateToPem(certificate), der: certificate.raw };
}

/** Unlocks a key. Throws `key-not-found`, `key-damaged`, `passphrase-wrong`, `signer-failed`. */
export async function openKey(folder: string, name: string, passphrase: string): Promise<Signer> {
  const known = await existing(folder, name);
  const path = join(folder, `${known}.p12`);
  const bytes = await readWhole(path, pkcs12SizeLimit);
  try {
    const { privateKey, certificate, chain } = await openPkcs12(bytes, passphrase);
    return memorySigner(privateKey, certificate, chain);
  } catch (error) {
    if (!(error instanceof Pkcs12Error)) throw error;
    if (error.problem === "passphrase")
      throw new Failure("passphrase-wrong", { name: known }, { cause: error });
    throw new Failure("key-damaged", { path, reason: error.problem }, { cause: error });
  }
}

async function keyNames(folder: string): Promise<string[]> {
  const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw new Failure("file-not-readable", { path: folder, reason: error.code ?? "?" }, { cause: error });
  });
  return entries
    .filter((entry) => entry.endsWith(".p12") && !entry.startsWith("."))
    .map((entry) => entry.slice(0, -4))
    .sort(compareVietnamese);
}

/** The name of a key as its files are called; some file systems keep names in NFD. */
async function existing(folder: string, name: string): Promise<string> {
  const known = await keyNames(folder);
  const found = known.find((one) => one.normalize("NFC") === name.normalize("NFC").trim());
  if (found === undefined) throw new Failure("key-not-found", { name, known });
  return found;
}

async function certificateOf(folder: string, name: string): Promise<Certificate> {
  return readOneCertificate(join(folder, `${name}.crt`));
}

/** The one certificate of a file. Throws `certificate-not-readable`, `file-not-found`. */
export async function readOneCertificate(path: string): Promise<Certificate> {
  const bytes = await readWhole(path, 10 * certificateSizeLimit);
  try {
    const [certificate, ...more] = readCertificateFile(bytes);
    if (more.length > 0) throw new Failure("certificate-not-readable", { path, reason: "several" });
    return certificate!;
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    const reason = error.problem === "empty" ? "empty" : "structure";
    throw new Failure("certificate-not-readable", { path, reason }, { cause: error });
  }
}

function namedKey(name: string, certificate: Certificate, now: Date): NamedKey {
  const state =
    now < certificate.notBefore ? "not-yet-valid" : now > certificate.notAfter ? "expired" : "valid";
  return { name, ...identityOf(certificate, isSelfSigned(certificate)), state };
}
