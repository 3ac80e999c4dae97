import type { AlgorithmIdentifier } from "pkijs";
import { digestOids, type SignatureAlgorithm } from "./algorithms.js";

/** The libraries that structures are built with, loaded when something is built and not before. */
export async function asn1Library() {
  const [asn1js, pkijs] = await Promise.all([import("asn1js"), import("pkijs")]);
  return { asn1js, pkijs };
}

export type Asn1Library = Awaited<ReturnType<typeof asn1Library>>;

/** A `[0]`-free copy in an ArrayBuffer of its own, as the libraries want it. */
export function ownBuffer(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}

/** A structure that is already encoded, as an element of one that is being built. */
export function encoded(
  { asn1js }: Asn1Library,
  bytes: Uint8Array,
): InstanceType<Asn1Library["asn1js"]["Any"]> {
  const { result, offset } = asn1js.fromBER(ownBuffer(bytes));
  if (offset === -1) throw new Error("a structure that was to be included is not ASN.1");
  return result as never;
}

/** AlgorithmIdentifier of a digest, parameters absent (RFC 5754 §2). */
export function digestIdentifier(
  { pkijs }: Asn1Library,
  digest: SignatureAlgorithm["digest"],
): AlgorithmIdentifier {
  return new pkijs.AlgorithmIdentifier({ algorithmId: digestOids[digest] });
}

/** AlgorithmIdentifier of a signature. */
export function signatureIdentifier(
  library: Asn1Library,
  algorithm: SignatureAlgorithm,
): AlgorithmIdentifier {
  const { asn1js, pkijs } = library;
  const size = algorithm.digest.slice(3) as "256" | "384" | "512";
  switch (algorithm.kind) {
    case "ecdsa": {
      const last = { 256: 2, 384: 3, 512: 4 }[size];
      return new pkijs.AlgorithmIdentifier({ algorithmId: `1.2.840.10045.4.3.${last}` });
    }
    case "rsa": {
      const last = { 256: 11, 384: 12, 512: 13 }[size];
      return new pkijs.AlgorithmIdentifier({
        algorithmId: `1.2.840.113549.1.1.${last}`,
        algorithmParams: new asn1js.Null(),
      });
    }
    case "rsa-pss": {
      const hash = new pkijs.AlgorithmIdentifier({
        algorithmId: digestOids[algorithm.digest],
        algorithmParams: new asn1js.Null(),
      });
      const parameters = new pkijs.RSASSAPSSParams({
        hashAlgorithm: hash,
        maskGenAlgorithm: new pkijs.AlgorithmIdentifier({
          algorithmId: "1.2.840.113549.1.1.8",
          algorithmParams: hash.toSchema(),
        }),
        saltLength: algorithm.saltLength,
      });
      return new pkijs.AlgorithmIdentifier({
        algorithmId: "1.2.840.113549.1.1.10",
        algorithmParams: parameters.toSchema(),
      });
    }
  }
}
