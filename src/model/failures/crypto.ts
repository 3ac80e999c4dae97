import type { Finding } from "../finding.js";
import type { TimestampDamage } from "../findings/signature.js";

/** Keys, signatures and trust that cannot be used. */
export interface CryptoFailures {
  "key-not-found": { name: string; known: string[] };
  "key-exists": { name: string };
  "key-name-malformed": { name: string };
  "key-damaged": { path: string; reason: KeyDamage };
  /** A certificate that belongs to none of the keys. */
  "key-certificate-unmatched": { path: string; subject: string };
  /** What signs a file elsewhere did not sign this file. */
  "signature-not-fitting": { path: string; findings: Finding[] };
  /** A certificate with which no signature would be accepted. */
  "certificate-unfit": { subject: string; findings: Finding[] };
  "token-certificate-unclear": { token: string; subjects: string[] };
  "timestamp-failed": { reason: TimestampDamage | "no-answer" | "request-missing" };
  "encryption-failed": {
    path: string;
    reason: "recipient-malformed" | "identity-malformed" | "wrong-key" | "damaged";
  };
  "passphrase-wrong": { name: string };
  "passphrase-missing": { name: string };
  "passphrase-too-short": { length: number; least: number };
  "passphrases-differ": Record<string, never>;
  "certificate-not-readable": { path: string; reason: CertificateDamage };
  "fingerprint-differs": { given: string; actual: string };
  "fingerprint-malformed": { given: string };
  /** `name` is a label or the beginning of a fingerprint. */
  "trust-entry-not-found": { name: string; known: string[] };
  "trust-entry-ambiguous": { name: string; labels: string[] };
  "trust-entry-exists": { label: string; fingerprint: string };
  "trust-store-damaged": {
    path: string;
    reason: "not-readable" | "certificate-missing" | "certificate-differs" | "list-missing" | "list-differs";
  };
  "revocation-list-not-usable": {
    path: string;
    reason: "empty" | "structure" | "issuer-unknown" | "not-understood";
  };
  "signer-failed": { reason: SignerProblem };
}

/** Why a PKCS#12 file cannot be used. */
export type KeyDamage =
  | "structure"
  | "too-large"
  | "no-key"
  | "several-keys"
  | "no-certificate"
  | "encryption-unsupported"
  | "too-many-rounds";

export type CertificateDamage = "empty" | "structure" | "several" | "too-large";

export type SignerProblem =
  | "key-and-certificate-differ"
  | "signature-does-not-verify"
  | "key-unsuitable"
  /** Another program did not sign: it was not found, failed, or took too long. */
  | "command-failed"
  | "answer-malformed"
  /** The library of a token, or the package that speaks with it. */
  | "library-missing"
  | "token-missing"
  | "token-failed"
  | "token-key-missing"
  | "pin-wrong"
  | "pin-locked"
  | "pin-last-try"
  | "expired";
