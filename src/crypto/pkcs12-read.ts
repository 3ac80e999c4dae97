import {
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  pbkdf2,
  timingSafeEqual,
} from "node:crypto";
import { promisify } from "node:util";
import { derOfBer } from "./ber.js";
import { type Certificate, readCertificate } from "./certificates.js";
import {
  DerError,
  type DerNode,
  DerSequence,
  explicit,
  implicit,
  oidOf,
  readDer,
  smallIntegerOf,
  tags,
} from "./der.js";
import { pkcs12Kdf } from "./pkcs12-kdf.js";
import { pkcs12Oids, pkcs12SizeLimit, roundsLimit } from "./pkcs12-oids.js";
import { decryptRc2Cbc } from "./rc2.js";

export type Pkcs12Problem =
  | "structure"
  | "too-large"
  | "no-key"
  | "several-keys"
  | "no-certificate"
  | "encryption-unsupported"
  | "too-many-rounds"
  | "passphrase";

/** A PKCS#12 file that cannot be opened. */
export class Pkcs12Error extends Error {
  override readonly name = "Pkcs12Error";
  constructor(readonly problem: Pkcs12Problem) {
    super(problem);
  }
}

export interface OpenedPkcs12 {
  privateKey: KeyObject;
  certificate: Certificate;
  chain: Certificate[];
}

type Digest = "sha1" | "sha256" | "sha384" | "sha512";

/** How something in the file is encrypted or authenticated, read before any work is done for it. */
interface Pbes2 {
  kind: "pbes2";
  prf: Digest;
  salt: Uint8Array;
  rounds: number;
  cipher: "aes-128-cbc" | "aes-192-cbc" | "aes-256-cbc";
  iv: Uint8Array;
}
interface OldCipher {
  kind: keyof typeof oldKeySizes;
  salt: Uint8Array;
  rounds: number;
}
/** Octets of key that the ciphers of old files take (RFC 7292 appendix C). */
const oldKeySizes = { "3des": 24, "rc2-128": 16, "rc2-40": 5 } as const;
const oldCiphers: Record<string, OldCipher["kind"]> = {
  [pkcs12Oids.sha1With3Des]: "3des",
  [pkcs12Oids.sha1WithRc2Of128]: "rc2-128",
  [pkcs12Oids.sha1WithRc2Of40]: "rc2-40",
};
interface Locked {
  scheme: Pbes2 | OldCipher;
  secret: Uint8Array;
}
interface Mac {
  digest: Digest;
  value: Uint8Array;
  salt: Uint8Array;
  rounds: number;
}

const digestsByOid: Record<string, Digest> = {
  "1.3.14.3.2.26": "sha1",
  "2.16.840.1.101.3.4.2.1": "sha256",
  "2.16.840.1.101.3.4.2.2": "sha384",
  "2.16.840.1.101.3.4.2.3": "sha512",
};
const prfsByOid: Record<string, Digest> = {
  "1.2.840.113549.2.7": "sha1",
  "1.2.840.113549.2.9": "sha256",
  "1.2.840.113549.2.10": "sha384",
  "1.2.840.113549.2.11": "sha512",
};
const ciphersByOid: Record<string, Pbes2["cipher"]> = {
  "2.16.840.1.101.3.4.1.2": "aes-128-cbc",
  "2.16.840.1.101.3.4.1.22": "aes-192-cbc",
  "2.16.840.1.101.3.4.1.42": "aes-256-cbc",
};

/**
 * Opens a PKCS#12 file, in DER or BER: PBES2 with AES, or the older 3DES and RC2. The passphrase is tried as it is, in NFC and in NFD,
 * because keyboards differ. Throws `Pkcs12Error`, and nothing else whatever the bytes are.
 */
export async function openPkcs12(bytes: Uint8Array, passphrase: string): Promise<OpenedPkcs12> {
  if (bytes.length > pkcs12SizeLimit) throw new Pkcs12Error("too-large");
  const spellings = new Set([passphrase, passphrase.normalize("NFC"), passphrase.normalize("NFD")]);
  for (const spelling of spellings) {
    try {
      return await openWith(bytes, spelling);
    } catch (error) {
      if (error instanceof DerError) throw new Pkcs12Error("structure");
      if (!(error instanceof Pkcs12Error)) throw error;
      if (error.problem !== "passphrase") throw error;
    }
  }
  throw new Pkcs12Error("passphrase");
}

async function openWith(bytes: Uint8Array, passphrase: string): Promise<OpenedPkcs12> {
  const outer = new DerSequence(readDer(derOfBer(bytes)), "PFX");
  if (smallIntegerOf(outer.take(tags.integer, "version"), "PFX.version") !== 3)
    throw new Pkcs12Error("structure");
  const safe = contentOf(outer.take(tags.sequence, "authSafe"), pkcs12Oids.data);
  const macNode = outer.optional(tags.sequence);
  outer.end();
  const budget = { rounds: roundsLimit };
  if (macNode) checkMac(readMac(macNode, budget), safe, passphrase);

  const keys: KeyObject[] = [];
  const certificates: Certificate[] = [];
  const takeBags = async (contents: Uint8Array): Promise<void> => {
    const list = readDer(derOfBer(contents));
    if (list.tag !== tags.sequence) throw new Pkcs12Error("structure");
    for (const bag of list.children) {
      const fields = new DerSequence(bag, "SafeBag");
      const type = oidOf(fields.take(tags.oid, "bagId"));
      const value = fields.take(explicit(0), "bagValue").children[0];
      if (!value) throw new Pkcs12Error("structure");
      if (type === pkcs12Oids.keyBag) keys.push(privateKeyOf(value.raw));
      if (type === pkcs12Oids.shroudedKeyBag) {
        keys.push(privateKeyOf(await unlock(readLocked(value, budget), passphrase)));
      }
      if (type === pkcs12Oids.certificateBag) {
        const certificate = new DerSequence(value, "CertBag");
        if (oidOf(certificate.take(tags.oid, "certId")) !== pkcs12Oids.x509Certificate) continue;
        const octets = certificate.take(explicit(0), "certValue").children[0];
        if (octets?.tag !== tags.octetString) throw new Pkcs12Error("structure");
        certificates.push(readCertificate(octets.content));
      }
    }
  };
  const infos = readDer(derOfBer(safe));
  if (infos.tag !== tags.sequence) throw new Pkcs12Error("structure");
  for (const info of infos.children) {
    const type = info.children[0];
    if (type?.tag !== tags.oid) throw new Pkcs12Error("structure");
    if (oidOf(type) === pkcs12Oids.data) await takeBags(contentOf(info, pkcs12Oids.data));
    else if (oidOf(type) === pkcs12Oids.encryptedData) {
      await takeBags(await unlock(readEncryptedData(info, budget), passphrase));
    } else throw new Pkcs12Error("encryption-unsupported");
  }

  const [privateKey, ...more] = keys;
  if (!privateKey) throw new Pkcs12Error("no-key");
  if (more.length > 0) throw new Pkcs12Error("several-keys");
  const own = createPublicKey(privateKey).export({ format: "der", type: "spki" });
  const belongs = (one: Certificate): boolean =>
    own.equals(one.publicKey.export({ format: "der", type: "spki" }));
  const certificate = certificates.find(belongs);
  if (!certificate) throw new Pkcs12Error("no-certificate");
  return { privateKey, certificate, chain: certificates.filter((one) => one !== certificate) };
}

/** Octets of a ContentInfo of type data. */
function contentOf(node: DerNode, type: string): Uint8Array {
  const info = new DerSequence(node, "ContentInfo");
  // A file that is signed with a key instead of a passphrase is legal, and unheard of.
  if (oidOf(info.take(tags.oid, "contentType")) !== type) throw new Pkcs12Error("encryption-unsupported");
  const octets = info.take(explicit(0), "content").children[0];
  if (octets?.tag !== tags.octetString) throw new Pkcs12Error("structure");
  return octets.content;
}

function spend(budget: { rounds: number }, node: DerNode): number {
  const rounds = smallIntegerOf(node, "iterations");
  if (rounds < 1) throw new Pkcs12Error("structure");
  budget.rounds -= rounds;
  if (budget.rounds < 0) throw new Pkcs12Error("too-many-rounds");
  return rounds;
}

function readMac(node: DerNode, budget: { rounds: number }): Mac {
  const fields = new DerSequence(node, "MacData");
  const info = fields.sequence("mac");
  const digest = digestsByOid[oidOf(info.sequence("digestAlgorithm").take(tags.oid, "algorithm"))];
  if (!digest) throw new Pkcs12Error("encryption-unsupported");
  const value = info.take(tags.octetString, "digest").content;
  const salt = fields.take(tags.octetString, "macSalt").content;
  const iterations = fields.optional(tags.integer);
  fields.end();
  return { digest, value, salt, rounds: iterations ? spend(budget, iterations) : 1 };
}

const digestSizes: Record<Digest, number> = { sha1: 20, sha256: 32, sha384: 48, sha512: 64 };

function checkMac(mac: Mac, safe: Uint8Array, passphrase: string): void {
  const key = pkcs12Kdf(mac.digest, "mac", passphrase, mac.salt, mac.rounds, digestSizes[mac.digest]);
  const actual = createHmac(mac.digest, key).update(safe).digest();
  if (actual.length !== mac.value.length || !timingSafeEqual(actual, mac.value)) {
    throw new Pkcs12Error("passphrase");
  }
}

function readEncryptedData(node: DerNode, budget: { rounds: number }): Locked {
  const info = new DerSequence(node, "ContentInfo");
  info.take(tags.oid, "contentType");
  const wrapped = info.take(explicit(0), "content").children[0];
  const data = new DerSequence(wrapped, "EncryptedData");
  data.take(tags.integer, "version");
  const content = data.sequence("encryptedContentInfo");
  content.take(tags.oid, "contentType");
  const scheme = readScheme(content.take(tags.sequence, "contentEncryptionAlgorithm"), budget);
  const whole = content.optional(implicit(0));
  if (whole) return { scheme, secret: whole.content };
  // In BER the contents may come in pieces.
  const pieces = content.take(explicit(0), "encryptedContent").children;
  if (pieces.some(({ tag }) => tag !== tags.octetString)) throw new Pkcs12Error("structure");
  return { scheme, secret: Buffer.concat(pieces.map((piece) => piece.content)) };
}

function readLocked(node: DerNode, budget: { rounds: number }): Locked {
  const info = new DerSequence(node, "EncryptedPrivateKeyInfo");
  const scheme = readScheme(info.take(tags.sequence, "encryptionAlgorithm"), budget);
  const secret = info.take(tags.octetString, "encryptedData").content;
  info.end();
  return { scheme, secret };
}

function readScheme(node: DerNode, budget: { rounds: number }): Locked["scheme"] {
  const algorithm = new DerSequence(node, "algorithm");
  const oid = oidOf(algorithm.take(tags.oid, "algorithm"));
  const old = oldCiphers[oid];
  if (old) {
    const parameters = algorithm.sequence("parameters");
    const salt = parameters.take(tags.octetString, "salt").content;
    return { kind: old, salt, rounds: spend(budget, parameters.take(tags.integer, "iterations")) };
  }
  if (oid !== pkcs12Oids.pbes2) throw new Pkcs12Error("encryption-unsupported");
  const parameters = algorithm.sequence("parameters");
  const derivation = parameters.sequence("keyDerivationFunc");
  if (oidOf(derivation.take(tags.oid, "algorithm")) !== pkcs12Oids.pbkdf2) {
    throw new Pkcs12Error("encryption-unsupported");
  }
  const kdf = derivation.sequence("parameters");
  const salt = kdf.take(tags.octetString, "salt").content;
  const rounds = spend(budget, kdf.take(tags.integer, "iterationCount"));
  kdf.optional(tags.integer);
  const prfNode = kdf.optional(tags.sequence)?.children[0];
  const prf = prfNode ? prfsByOid[prfNode.tag === tags.oid ? oidOf(prfNode) : ""] : "sha1";
  const encryption = parameters.sequence("encryptionScheme");
  const cipher = ciphersByOid[oidOf(encryption.take(tags.oid, "algorithm"))];
  const iv = encryption.take(tags.octetString, "iv").content;
  if (!prf || !cipher) throw new Pkcs12Error("encryption-unsupported");
  if (iv.length !== 16) throw new Pkcs12Error("structure");
  return { kind: "pbes2", prf, salt, rounds, cipher, iv };
}

async function unlock({ scheme, secret }: Locked, passphrase: string): Promise<Uint8Array> {
  let name: string;
  let key: Buffer;
  let iv: Uint8Array;
  if (scheme.kind === "pbes2") {
    const size = Number(scheme.cipher.slice(4, 7)) / 8;
    const password = Buffer.from(passphrase, "utf8");
    key = await promisify(pbkdf2)(password, scheme.salt, scheme.rounds, size, scheme.prf);
    [name, iv] = [scheme.cipher, scheme.iv];
  } else {
    key = pkcs12Kdf("sha1", "key", passphrase, scheme.salt, scheme.rounds, oldKeySizes[scheme.kind]);
    iv = pkcs12Kdf("sha1", "iv", passphrase, scheme.salt, scheme.rounds, 8);
    if (scheme.kind !== "3des") {
      const plain = decryptRc2Cbc(key, iv, secret);
      if (!plain) throw new Pkcs12Error("passphrase");
      return plain;
    }
    name = "des-ede3-cbc";
  }
  try {
    const decipher = createDecipheriv(name, key, iv);
    return new Uint8Array(Buffer.concat([decipher.update(secret), decipher.final()]));
  } catch {
    // Wrong padding: the passphrase is another, or the bytes are damaged; without a MAC nobody can tell.
    throw new Pkcs12Error("passphrase");
  }
}

function privateKeyOf(pkcs8: Uint8Array): KeyObject {
  try {
    return createPrivateKey({ key: Buffer.from(pkcs8), format: "der", type: "pkcs8" });
  } catch {
    throw new Pkcs12Error("structure");
  }
}
