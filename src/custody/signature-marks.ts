import { checkSignature, emptyTrust, type Signer, signBytes } from "../signing/index.js";

/** What a later act says of a signature: SHA-256 of its octets and of the signer's certificate, lower-case hex. */
export interface SignatureMarks {
  signature: string;
  certificate: string;
  /** Name in the certificate, safe to print. */
  signer: string;
}

/** The marks of a detached signature; null when it does not hold for these bytes. Says nothing of trust. */
export async function readMarks(
  content: Uint8Array,
  p7s: Uint8Array,
  now: Date,
): Promise<SignatureMarks | null> {
  const check = await checkSignature({ p7s, content, trust: emptyTrust, now, place: {} });
  // Without trust the best verdict is `untrusted`; certificates that are out of date are judged elsewhere.
  if (check.signatureFindings.some(({ severity }) => severity === "error")) return null;
  if (check.signer === null || check.signatureSha256 === null) return null;
  const { fingerprint: certificate, commonName, subject } = check.signer;
  return { signature: check.signatureSha256, certificate, signer: commonName ?? subject };
}

/** An act that was signed: the `.p7s`, and who signed. */
export interface SignedBy {
  p7s: Uint8Array;
  signer: string;
  fingerprint: string;
}

/** Signs the bytes of an act with an open key. Throws `signer-failed`. */
export async function signAct(content: Uint8Array, signer: Signer, now: Date): Promise<SignedBy> {
  const p7s = await signBytes(content, signer, now);
  const { subject, fingerprint } = signer.certificate;
  return { p7s, signer: subject.commonName ?? subject.text, fingerprint };
}
