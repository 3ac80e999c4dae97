/** Keys, signatures and trust that cannot be used. */
export interface CryptoFailures {
  "key-not-found": { name: string; known: string[] };
  "key-exists": { name: string };
  "key-name-malformed": { name: string };
  "key-damaged": { path: string; reason: KeyDamage };
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
  | "expired";
