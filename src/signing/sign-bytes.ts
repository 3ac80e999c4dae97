import { checkCms } from "../crypto/cms-check.js";
import { makeCms } from "../crypto/cms-make.js";
import { digest } from "../crypto/digest.js";
import type { Signer } from "../crypto/signing-key.js";
import { Failure } from "../model/failure.js";

/**
 * A detached signature over a file, in DER, as it stands in a `.p7s`. `now` is the declared time of signing, and the
 * certificate must be valid then. Throws `signer-failed`.
 */
export async function signBytes(content: Uint8Array, signer: Signer, now: Date): Promise<Uint8Array> {
  const { certificate, algorithm } = signer;
  if (now < certificate.notBefore || now > certificate.notAfter) {
    throw new Failure("signer-failed", { reason: "expired" });
  }
  const p7s = await makeCms(signer, digest(content, algorithm.digest), now);
  // Nothing leaves that our own strict reader would not take back.
  const { intact } = await checkCms(p7s, content, []);
  if (!intact) throw new Failure("signer-failed", { reason: "signature-does-not-verify" });
  return p7s;
}
