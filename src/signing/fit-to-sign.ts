import type { Signer } from "../crypto/signing-key.js";
import { Failure } from "../model/failure.js";
import { finding } from "../model/finding.js";
import { judgeSigner } from "./judge-signer.js";
import type { TrustStore } from "./trust-store.js";

/**
 * Holds a signer's own certificate against what every receiver will hold it against, before anything is signed with it: what its key may be used
 * for, and the revocation lists at hand. Whether anybody trusts it, and that it is in time, is asked elsewhere. Throws
 * `certificate-unfit`.
 */
export function requireFitToSign({ certificate, chain }: Signer, trust: TrustStore, now: Date): void {
  const judge = (expectedFingerprint: string | null) =>
    judgeSigner({ certificate, embedded: chain, lists: [], trust, expectedFingerprint, at: now, now });
  // By itself, whatever stands above it; then under the authorities that are trusted here.
  const byItself = judge(certificate.fingerprint).faults.filter(
    ({ code }) => code === "certificate-path-wrong",
  );
  const underTrust = judge(null).faults.filter(({ code }) => code === "certificate-revoked");
  const findings = [...byItself, ...underTrust].map(({ code, details }) =>
    finding(code, "error", {}, details as never),
  );
  if (findings.length === 0) return;
  const { subject } = certificate;
  throw new Failure("certificate-unfit", { subject: subject.commonName ?? subject.text, findings });
}
