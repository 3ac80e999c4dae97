import { constants, createPublicKey, type KeyObject, verify } from "node:crypto";
import { DerError, type DerNode, DerSequence, explicit, oidOf, smallIntegerOf, tags } from "./der.js";
import type { DigestAlgorithm } from "./digest.js";

/** How a signature was made, as far as we accept it. */
export type SignatureAlgorithm =
  | { kind: "ecdsa"; digest: DigestAlgorithm }
  | { kind: "rsa"; digest: DigestAlgorithm }
  | { kind: "rsa-pss"; digest: DigestAlgorithm; saltLength: number };

/** An algorithm that we do not accept; `oid` names it, or says which part of a key is too weak. */
export class RefusedAlgorithm extends Error {
  override readonly name = "RefusedAlgorithm";
  constructor(
    readonly algorithm: string,
    readonly use: "digest" | "signature" | "key",
  ) {
    super(`${use} algorithm refused: ${algorithm}`);
  }
}

export const digestOids: Record<DigestAlgorithm, string> = {
  sha256: "2.16.840.1.101.3.4.2.1",
  sha384: "2.16.840.1.101.3.4.2.2",
  sha512: "2.16.840.1.101.3.4.2.3",
};

const digestNames = new Map(Object.entries(digestOids).map(([name, oid]) => [oid, name as DigestAlgorithm]));

const knownNames: Record<string, string> = {
  "1.3.14.3.2.26": "SHA-1",
  "1.2.840.113549.2.5": "MD5",
  "2.16.840.1.101.3.4.2.4": "SHA-224",
  "1.2.840.113549.1.1.4": "MD5 with RSA",
  "1.2.840.113549.1.1.5": "SHA-1 with RSA",
  "1.2.840.10045.4.1": "ECDSA with SHA-1",
  "1.2.840.10040.4.3": "DSA with SHA-1",
};

/** A name for an algorithm where it has a familiar one, else its object identifier. */
export function algorithmName(oid: string): string {
  return knownNames[oid] ?? oid;
}

const ecdsaDigests: Record<string, DigestAlgorithm> = {
  "1.2.840.10045.4.3.2": "sha256",
  "1.2.840.10045.4.3.3": "sha384",
  "1.2.840.10045.4.3.4": "sha512",
};
const rsaDigests: Record<string, DigestAlgorithm> = {
  "1.2.840.113549.1.1.11": "sha256",
  "1.2.840.113549.1.1.12": "sha384",
  "1.2.840.113549.1.1.13": "sha512",
};
const rsaEncryption = "1.2.840.113549.1.1.1";
const rsassaPss = "1.2.840.113549.1.1.10";
const mgf1 = "1.2.840.113549.1.1.8";

function oidAndParameters(node: DerNode, where: string): { oid: string; parameters: DerNode | undefined } {
  const sequence = new DerSequence(node, where);
  const oid = oidOf(sequence.take(tags.oid, "algorithm"));
  const parameters = node.children.length > 1 ? sequence.any("parameters") : undefined;
  sequence.end();
  return { oid, parameters };
}

/** The digest an AlgorithmIdentifier names; parameters absent or NULL. Throws `RefusedAlgorithm`, `DerError`. */
export function readDigestAlgorithm(node: DerNode, where: string): DigestAlgorithm {
  const { oid, parameters } = oidAndParameters(node, where);
  const name = digestNames.get(oid);
  if (!name) throw new RefusedAlgorithm(algorithmName(oid), "digest");
  if (parameters && parameters.tag !== tags.null) throw new DerError("structure", `${where}.parameters`);
  return name;
}

/**
 * The signature algorithm an AlgorithmIdentifier names. `messageDigest` is what CMS states beside it: bare
 * `rsaEncryption` takes it over (RFC 3370 §3.2). Throws `RefusedAlgorithm`, `DerError`.
 */
export function readSignatureAlgorithm(
  node: DerNode,
  where: string,
  messageDigest?: DigestAlgorithm,
): SignatureAlgorithm {
  const { oid, parameters } = oidAndParameters(node, where);
  const ecdsa = ecdsaDigests[oid];
  if (ecdsa) {
    if (parameters) throw new DerError("structure", `${where}.parameters`);
    return { kind: "ecdsa", digest: ecdsa };
  }
  const rsa = rsaDigests[oid] ?? (oid === rsaEncryption ? messageDigest : undefined);
  if (rsa) {
    if (parameters && parameters.tag !== tags.null) throw new DerError("structure", `${where}.parameters`);
    return { kind: "rsa", digest: rsa };
  }
  if (oid === rsassaPss) return readPss(parameters, `${where}.parameters`);
  throw new RefusedAlgorithm(algorithmName(oid), "signature");
}

/** RSASSA-PSS-params (RFC 4055 §3.1). Every default in it is SHA-1, so what is left out is refused. */
function readPss(parameters: DerNode | undefined, where: string): SignatureAlgorithm {
  if (!parameters) throw new RefusedAlgorithm("RSASSA-PSS, SHA-1", "signature");
  const sequence = new DerSequence(parameters, where);
  const field = (n: number): DerNode | undefined => {
    const wrapped = sequence.optional(explicit(n));
    if (wrapped && wrapped.children.length !== 1) throw new DerError("structure", where);
    return wrapped?.children[0];
  };
  const hash = field(0);
  const mask = field(1);
  const salt = field(2);
  const trailer = field(3);
  sequence.end();
  if (!hash || !mask) throw new RefusedAlgorithm("RSASSA-PSS, SHA-1", "signature");
  const name = readDigestAlgorithm(hash, where);
  const generator = oidAndParameters(mask, where);
  if (generator.oid !== mgf1 || !generator.parameters) throw new RefusedAlgorithm(generator.oid, "signature");
  // A different digest in the mask is legal, used by nobody, and not reachable through node's interface.
  if (readDigestAlgorithm(generator.parameters, where) !== name) {
    throw new RefusedAlgorithm("RSASSA-PSS, MGF1", "signature");
  }
  const saltLength = salt ? smallIntegerOf(salt, where) : 20;
  if (saltLength > 1024 || (trailer && smallIntegerOf(trailer, where) !== 1))
    throw new DerError("structure", where);
  return { kind: "rsa-pss", digest: name, saltLength };
}

/** The public key of a SubjectPublicKeyInfo. Throws `DerError` for bytes that are no key. */
export function readPublicKey(spki: Uint8Array, where: string): KeyObject {
  try {
    return createPublicKey({ key: Buffer.from(spki), format: "der", type: "spki" });
  } catch {
    throw new DerError("structure", where);
  }
}

/** Refuses keys that are too weak, of an unknown curve, or so large that checking them is an attack. */
export function checkKeyStrength(key: KeyObject): void {
  const details = key.asymmetricKeyDetails ?? {};
  switch (key.asymmetricKeyType) {
    case "ec":
      if (details.namedCurve !== "prime256v1" && details.namedCurve !== "secp384r1") {
        throw new RefusedAlgorithm(`EC ${details.namedCurve ?? "?"}`, "key");
      }
      return;
    case "rsa":
    case "rsa-pss": {
      const bits = details.modulusLength ?? 0;
      if (bits < 2048 || bits > 8192) throw new RefusedAlgorithm(`RSA ${bits}`, "key");
      if ((details.publicExponent ?? 0n) > 0xffff_ffffn) throw new RefusedAlgorithm(`RSA ${bits}, e`, "key");
      return;
    }
    default:
      throw new RefusedAlgorithm(key.asymmetricKeyType ?? "?", "key");
  }
}

/** Whether `signature` over `data` was made with the private half of `key`. Never throws for wrong bytes. */
export function verifySignature(
  algorithm: SignatureAlgorithm,
  key: KeyObject,
  data: Uint8Array,
  signature: Uint8Array,
): boolean {
  const type = key.asymmetricKeyType;
  try {
    switch (algorithm.kind) {
      case "ecdsa":
        return type === "ec" && verify(algorithm.digest, data, { key, dsaEncoding: "der" }, signature);
      case "rsa":
        return (
          type === "rsa" &&
          verify(algorithm.digest, data, { key, padding: constants.RSA_PKCS1_PADDING }, signature)
        );
      case "rsa-pss": {
        if (type !== "rsa" && type !== "rsa-pss") return false;
        const { saltLength } = algorithm;
        const padding = constants.RSA_PKCS1_PSS_PADDING;
        return verify(algorithm.digest, data, { key, padding, saltLength }, signature);
      }
    }
  } catch {
    return false;
  }
}
