import { constants, createPublicKey, type KeyObject, sign } from "node:crypto";
import { Failure } from "../model/failure.js";
import { checkKeyStrength, type SignatureAlgorithm, verifySignature } from "./algorithms.js";
import type { Certificate } from "./certificates.js";

/**
 * Somebody who can sign: a key in a file, on a token, or behind another program. The certificate is known before anything
 * is signed, because it goes into what is signed.
 */
export interface Signer {
  readonly certificate: Certificate;
  /** Certificates of the authorities above it, without the certificate itself; may be empty. */
  readonly chain: readonly Certificate[];
  readonly algorithm: SignatureAlgorithm;
  /**
   * Signs the whole message (some hundred bytes); a token that wants a digest takes it with `algorithm.digest` itself. ECDSA
   * signatures come as DER. Throws `signer-failed`.
   */
  sign(message: Uint8Array): Promise<Uint8Array>;
}

/** The algorithm we sign with for a key: ECDSA with the digest of the curve's size, RSA as PSS. */
export function signingAlgorithm(key: KeyObject): SignatureAlgorithm {
  checkKeyStrength(key);
  if (key.asymmetricKeyType === "ec") {
    return {
      kind: "ecdsa",
      digest: key.asymmetricKeyDetails?.namedCurve === "secp384r1" ? "sha384" : "sha256",
    };
  }
  return { kind: "rsa-pss", digest: "sha256", saltLength: 32 };
}

/** A signer whose private key is in memory. Throws `signer-failed` when key and certificate do not belong together. */
export function memorySigner(
  privateKey: KeyObject,
  certificate: Certificate,
  chain: readonly Certificate[] = [],
): Signer {
  const own = createPublicKey(privateKey).export({ format: "der", type: "spki" });
  if (!own.equals(certificate.publicKey.export({ format: "der", type: "spki" }))) {
    throw new Failure("signer-failed", { reason: "key-and-certificate-differ" });
  }
  const algorithm = signingAlgorithm(certificate.publicKey);
  return {
    certificate,
    chain,
    algorithm,
    async sign(message) {
      const signature = signWith(algorithm, privateKey, message);
      // A fault in memory or in a library can turn one signature into a leak of the key: never let a wrong one out.
      if (!verifySignature(algorithm, certificate.publicKey, message, signature)) {
        throw new Failure("signer-failed", { reason: "signature-does-not-verify" });
      }
      return signature;
    },
  };
}

/**
 * A signature that came from outside, in the form CMS wants it: ECDSA as DER, also when it came as two numbers side by side.
 * Throws `signer-failed` when it is not right.
 */
export function checkedSignature(
  algorithm: SignatureAlgorithm,
  certificate: Certificate,
  message: Uint8Array,
  signature: Uint8Array,
): Uint8Array {
  const size = algorithm.digest === "sha384" ? 48 : 32;
  const raw = algorithm.kind === "ecdsa" && signature.length === 2 * size;
  const forms = raw ? [derOfNumbers(signature, size), signature] : [signature];
  const right = forms.find((one) => verifySignature(algorithm, certificate.publicKey, message, one));
  if (!right) throw new Failure("signer-failed", { reason: "signature-does-not-verify" });
  return right;
}

/** `SEQUENCE { r, s }` of two numbers of `size` octets (RFC 3279 §2.2.3). */
function derOfNumbers(signature: Uint8Array, size: number): Uint8Array {
  const numbers = [signature.subarray(0, size), signature.subarray(size)].map((octets) => {
    let first = 0;
    while (first < size - 1 && octets[first] === 0) first += 1;
    const value = octets.subarray(first);
    return value[0]! >= 0x80 ? [0x02, value.length + 1, 0, ...value] : [0x02, value.length, ...value];
  });
  const content = numbers.flat();
  return Uint8Array.from([0x30, content.length, ...content]);
}

/** Signs with a private key in memory. */
export function signWith(algorithm: SignatureAlgorithm, key: KeyObject, message: Uint8Array): Uint8Array {
  switch (algorithm.kind) {
    case "ecdsa":
      return new Uint8Array(sign(algorithm.digest, message, { key, dsaEncoding: "der" }));
    case "rsa":
      return new Uint8Array(sign(algorithm.digest, message, { key, padding: constants.RSA_PKCS1_PADDING }));
    case "rsa-pss": {
      const { saltLength } = algorithm;
      const padding = constants.RSA_PKCS1_PSS_PADDING;
      return new Uint8Array(sign(algorithm.digest, message, { key, padding, saltLength }));
    }
  }
}
