import { checkCms } from "../crypto/cms-check.js";
import { sha256Of } from "./handover-files.js";

/** What a later act says of a signature: digests of its octets and of the signer's certificate. */
export interface SignatureMarks {
  signature: string;
  certificate: string;
}

/** The marks of a detached signature; null when it does not hold for these bytes. */
export async function readMarks(content: Uint8Array, p7s: Uint8Array): Promise<SignatureMarks | null> {
  const { intact, certificate, signatureValue } = await checkCms(p7s, content);
  if (!intact || !certificate || !signatureValue) return null;
  return { signature: sha256Of(signatureValue), certificate: certificate.fingerprint };
}

/** Signs bytes: gives the detached signature and who signed. The key is open already. */
export type Sign = (content: Uint8Array) => Promise<{
  p7s: Uint8Array;
  /** Name in the certificate. */
  signer: string;
  /** SHA-256 of the certificate, lower-case hex. */
  fingerprint: string;
}>;
