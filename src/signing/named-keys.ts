import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import {
  type CertificateSubject,
  makeCertificate,
  makeKeyPair,
  type NewKeyKind,
} from "../crypto/certificate-make.js";
import { isSelfSigned } from "../crypto/certificate-path.js";
import {
  type Certificate,
  certificateSizeLimit,
  certificateToPem,
  readCertificateFile,
} from "../crypto/certificates.js";
import { commandSigner } from "../crypto/command-signer.js";
import { DerError } from "../crypto/der.js";
import { pkcs12SizeLimit } from "../crypto/pkcs12-oids.js";
import { type OpenedPkcs12, openPkcs12, Pkcs12Error } from "../crypto/pkcs12-read.js";
import { writePkcs12 } from "../crypto/pkcs12-write.js";
import { memorySigner, type Signer } from "../crypto/signing-key.js";
import { tokenSigner } from "../crypto/token-signer.js";
import { readWhole } from "../fs/read-whole.js";
import { writeWhole } from "../fs/write-whole.js";
import { Failure } from "../model/failure.js";
import { compareVietnamese } from "../model/names.js";
import type { SignerIdentity } from "../model/signature.js";
import { identityOf } from "./identity.js";
import { readKeyRecord, recordEnding } from "./key-records.js";

/** A key of the workspace: what can be said of it without its passphrase. */
export interface NamedKey extends SignerIdentity {
  name: string;
  /** Whether its certificate is valid at the time of asking. */
  state: "valid" | "expired" | "not-yet-valid";
  /** Where the key itself is: in a file under a passphrase, behind another program, on a token. */
  kept: KeyPlace;
}

export type KeyPlace = "file" | "command" | "token";

export interface NewKey extends CertificateSubject {
  name: string;
  passphrase: string;
  /** P-256 unless told otherwise. */
  kind?: NewKeyKind;
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
 * Makes a key with a self-signed certificate: `<name>.p12` under the passphrase and, for everybody to read,
 * `<name>.crt`. Throws `key-exists`, `key-name-malformed`, `passphrase-too-short`.
 */
export async function createKey(folder: string, key: NewKey, now: Date): Promise<NamedKey> {
  const name = await newKeyName(folder, key.name);
  const length = [...key.passphrase.normalize("NFC")].length;
  if (length < leastPassphrase) throw new Failure("passphrase-too-short", { length, least: leastPassphrase });
  const privateKey = makeKeyPair(key.kind);
  const certificate = await makeCertificate(privateKey, key, now, key.years ?? 10);
  const content = { privateKey, certificate, chain: [], friendlyName: name };
  const bytes = await writePkcs12(content, key.passphrase, key.rounds);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeWhole(join(folder, `${name}.p12`), bytes, { mode: 0o600 });
  await writeWhole(join(folder, `${name}.crt`), certificateToPem(certificate));
  return namedKey(name, certificate, now, "file");
}

/** A name that a new key may have, as it is used for its files. Throws `key-name-malformed`, `key-exists`. */
export async function newKeyName(folder: string, wanted: string): Promise<string> {
  const name = fileName(wanted);
  if ((await keyNames(folder)).some((known) => known.toLowerCase() === name.toLowerCase())) {
    throw new Failure("key-exists", { name });
  }
  return name;
}

/** The keys of a folder, in Vietnamese order. Throws `certificate-not-readable`. */
export async function listKeys(folder: string, now: Date): Promise<NamedKey[]> {
  const keys: NamedKey[] = [];
  for (const name of await keyNames(folder)) {
    const kept = await placeOf(folder, name);
    keys.push(namedKey(name, await certificateOf(folder, name), now, kept));
  }
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
  const key = namedKey(known, certificate, now, await placeOf(folder, known));
  return { key, pem: certificateToPem(certificate), der: certificate.raw };
}

/** Where a key is: what must be asked for depends on it. Throws `key-not-found`. */
export async function keyPlace(folder: string, name: string): Promise<{ name: string; kept: KeyPlace }> {
  const known = await existing(folder, name);
  return { name: known, kept: await placeOf(folder, known) };
}

async function placeOf(folder: string, name: string): Promise<KeyPlace> {
  const entries = await readdir(folder);
  if (entries.includes(`${name}.p12`)) return "file";
  return (await readKeyRecord(folder, name)).kind;
}

/**
 * Unlocks a key. `secret` is its passphrase, or the PIN of the token it lies on, or null when another program holds it; `lastTry`: a token
 * may be asked although another wrong PIN would lock it. Throws `key-not-found`, `key-damaged`, `passphrase-wrong`, `signer-failed`.
 */
export async function openKey(
  folder: string,
  name: string,
  secret: string | null,
  options: { lastTry?: boolean } = {},
): Promise<Signer> {
  const known = await existing(folder, name);
  if ((await placeOf(folder, known)) === "file") {
    const opened = await openKeyFile(join(folder, `${known}.p12`), known, secret ?? "");
    return memorySigner(opened.privateKey, opened.certificate, opened.chain);
  }
  const record = await readKeyRecord(folder, known);
  const certificate = await certificateOf(folder, known);
  const chain = await chainOf(folder, known);
  return record.kind === "command"
    ? commandSigner(record, certificate, chain)
    : tokenSigner(record, certificate, chain, secret ?? "", options);
}

/** File of the authorities above a key that does not lie here. */
export const chainName = (name: string): string => `${name}.chain.pem`;

async function chainOf(folder: string, name: string): Promise<Certificate[]> {
  const path = join(folder, chainName(name));
  try {
    return readCertificateFile(await readWhole(path, 10 * certificateSizeLimit));
  } catch (error) {
    if (error instanceof Failure && error.code === "file-not-found") return [];
    if (!(error instanceof DerError)) throw error;
    throw new Failure("certificate-not-readable", { path, reason: "structure" }, { cause: error });
  }
}

/** Opens a PKCS#12 file. Throws `key-damaged`, `passphrase-wrong` (of the key `name`), `file-not-found`. */
export async function openKeyFile(path: string, name: string, passphrase: string): Promise<OpenedPkcs12> {
  const bytes = await readWhole(path, pkcs12SizeLimit);
  try {
    return await openPkcs12(bytes, passphrase);
  } catch (error) {
    if (!(error instanceof Pkcs12Error)) throw error;
    if (error.problem === "passphrase") throw new Failure("passphrase-wrong", { name }, { cause: error });
    throw new Failure("key-damaged", { path, reason: error.problem }, { cause: error });
  }
}

/** The names of the keys of a folder, in Vietnamese order. */
export async function keyNames(folder: string): Promise<string[]> {
  const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw new Failure("file-not-readable", { path: folder, reason: error.code ?? "?" }, { cause: error });
  });
  const named = (ending: string): string[] =>
    entries
      .filter((entry) => entry.endsWith(ending) && !entry.startsWith("."))
      .map((entry) => entry.slice(0, -ending.length));
  return [...new Set([...named(".p12"), ...named(recordEnding)])].sort(compareVietnamese);
}

/** The name of a key as its files are called; some file systems keep names in NFD. */
async function existing(folder: string, name: string): Promise<string> {
  const known = await keyNames(folder);
  const found = known.find((one) => one.normalize("NFC") === name.normalize("NFC").trim());
  if (found === undefined) throw new Failure("key-not-found", { name, known });
  return found;
}

/** The certificate of a key. Throws `certificate-not-readable`. */
export async function certificateOf(folder: string, name: string): Promise<Certificate> {
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

/** What can be said of a key without its secret. */
export function namedKey(name: string, certificate: Certificate, now: Date, kept: KeyPlace): NamedKey {
  const state =
    now < certificate.notBefore ? "not-yet-valid" : now > certificate.notAfter ? "expired" : "valid";
  return { name, ...identityOf(certificate, isSelfSigned(certificate)), state, kept };
}
