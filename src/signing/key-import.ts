import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { checkKeyStrength, RefusedAlgorithm } from "../crypto/algorithms.js";
import { makeRequest } from "../crypto/certificate-request.js";
import {
  type Certificate,
  certificateSizeLimit,
  certificateToPem,
  readCertificateFile,
} from "../crypto/certificates.js";
import type { SigningCommand } from "../crypto/command-signer.js";
import { DerError } from "../crypto/der.js";
import { pkcs12SizeLimit } from "../crypto/pkcs12-oids.js";
import { writePkcs12 } from "../crypto/pkcs12-write.js";
import { tokenCertificates, tokenKeyId } from "../crypto/token-signer.js";
import { readWhole } from "../fs/read-whole.js";
import { writeWhole } from "../fs/write-whole.js";
import { Failure } from "../model/failure.js";
import { writeKeyRecord } from "./key-records.js";
import {
  certificateOf,
  chainName,
  keyNames,
  type NamedKey,
  namedKey,
  newKeyName,
  openKey,
  openKeyFile,
} from "./named-keys.js";

/** Whether a file that is to be imported holds certificates and no key. Throws `file-not-found`. */
export async function isCertificateFile(path: string): Promise<boolean> {
  const bytes = await readWhole(path, pkcs12SizeLimit);
  try {
    return readCertificateFile(bytes).length > 0;
  } catch (error) {
    if (error instanceof DerError) return false;
    throw error;
  }
}

/**
 * Takes a key over from a PKCS#12 file of any age and keeps it our way, under the same passphrase. Throws `key-damaged`,
 * `passphrase-wrong`, `key-exists`, `key-name-malformed`, `signer-failed`.
 */
export async function importKey(
  folder: string,
  { name, path, passphrase, rounds }: { name: string; path: string; passphrase: string; rounds?: number },
  now: Date,
): Promise<NamedKey> {
  const clean = await newKeyName(folder, name);
  const opened = await openKeyFile(path, clean, passphrase);
  suitable(opened.certificate);
  const bytes = await writePkcs12({ ...opened, friendlyName: clean }, passphrase, rounds);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeWhole(join(folder, `${clean}.p12`), bytes, { mode: 0o600 });
  await writeWhole(join(folder, `${clean}.crt`), certificateToPem(opened.certificate));
  return namedKey(clean, opened.certificate, now, "file");
}

function suitable(certificate: Certificate): void {
  try {
    checkKeyStrength(certificate.publicKey);
  } catch (error) {
    if (!(error instanceof RefusedAlgorithm)) throw error;
    throw new Failure("signer-failed", { reason: "key-unsuitable" }, { cause: error });
  }
}

/** The certificate of a file that is a key's own, first, then the others in it. Throws `certificate-not-readable`. */
async function readCertificates(path: string): Promise<[Certificate, ...Certificate[]]> {
  const bytes = await readWhole(path, 10 * certificateSizeLimit);
  try {
    return readCertificateFile(bytes) as [Certificate, ...Certificate[]];
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    const reason = error.problem === "empty" ? "empty" : "structure";
    throw new Failure("certificate-not-readable", { path, reason }, { cause: error });
  }
}

const spkiOf = (certificate: Certificate): string =>
  certificate.publicKey.export({ format: "der", type: "spki" }).toString("base64");

/** The key that a certificate file was issued for. Throws `key-certificate-unmatched`, `certificate-not-readable`. */
export async function keyForCertificate(folder: string, path: string): Promise<string> {
  const certificates = await readCertificates(path);
  for (const name of await keyNames(folder)) {
    const own = spkiOf(await certificateOf(folder, name));
    if (certificates.some((one) => spkiOf(one) === own)) return name;
  }
  throw new Failure("key-certificate-unmatched", { path, subject: certificates[0].subject.text });
}

/**
 * Puts the certificate that an authority issued in the place of a key's own one. Only keys in files of ours. Throws
 * `key-certificate-unmatched`, `passphrase-wrong`.
 */
export async function importCertificate(
  folder: string,
  { name, path, passphrase, rounds }: { name: string; path: string; passphrase: string; rounds?: number },
  now: Date,
): Promise<NamedKey> {
  const certificates = await readCertificates(path);
  const file = join(folder, `${name}.p12`);
  const { privateKey, certificate: before } = await openKeyFile(file, name, passphrase);
  const certificate = certificates.find((one) => spkiOf(one) === spkiOf(before));
  if (!certificate) {
    throw new Failure("key-certificate-unmatched", { path, subject: certificates[0].subject.text });
  }
  const chain = certificates.filter((one) => one !== certificate);
  const content = { privateKey, certificate, chain, friendlyName: name };
  await writeWhole(file, await writePkcs12(content, passphrase, rounds), { mode: 0o600 });
  await writeWhole(join(folder, `${name}.crt`), certificateToPem(certificate));
  return namedKey(name, certificate, now, "file");
}

/** A request to an authority for a certificate over a key, in PEM. Throws as opening a key does. */
export async function requestCertificate(folder: string, name: string, passphrase: string): Promise<string> {
  return makeRequest(await openKey(folder, name, passphrase));
}

/** Makes a key known that another program holds; `path` is the file of its certificate. Throws as `importKey` does. */
export async function addCommandKey(
  folder: string,
  { name, path, ...command }: SigningCommand & { name: string; path: string },
  now: Date,
): Promise<NamedKey> {
  const clean = await newKeyName(folder, name);
  const certificates = await readCertificates(path);
  suitable(certificates[0]);
  await keepOutside(folder, clean, certificates);
  await writeKeyRecord(folder, clean, { kind: "command", ...command });
  return namedKey(clean, certificates[0], now, "command");
}

/**
 * Makes a key known that lies on a token. Its certificate comes from the file or, without one, from the token itself.
 * Throws `signer-failed`, `token-certificate-unclear`.
 */
export async function addTokenKey(
  folder: string,
  { name, library, token, path }: { name: string; library: string; token: string; path: string | null },
  now: Date,
): Promise<NamedKey> {
  const clean = await newKeyName(folder, name);
  const on = await tokenCertificates(library, token);
  const given = path === null ? null : await readCertificates(path);
  const fitting = given ? on.filter(({ certificate }) => spkiOf(certificate) === spkiOf(given[0])) : on;
  const [found, ...more] = fitting;
  const certificate = given?.[0] ?? found?.certificate;
  const id = found?.id ?? (certificate ? await tokenKeyId(library, token, certificate) : null);
  if (!certificate || id === null || more.length > 0) {
    const subjects = on.map((one) => one.certificate.subject.text);
    throw new Failure("token-certificate-unclear", { token, subjects });
  }
  suitable(certificate);
  await keepOutside(folder, clean, given ?? [certificate]);
  await writeKeyRecord(folder, clean, { kind: "token", library, token, id });
  return namedKey(clean, certificate, now, "token");
}

async function keepOutside(
  folder: string,
  name: string,
  [certificate, ...chain]: [Certificate, ...Certificate[]],
): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeWhole(join(folder, `${name}.crt`), certificateToPem(certificate));
  if (chain.length > 0) await writeWhole(join(folder, chainName(name)), chain.map(certificateToPem).join(""));
}
