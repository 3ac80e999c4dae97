/** Keys, signatures and trust that cannot be used. */
export interface CryptoFailures {
  "key-not-found": { name: string; known: string[] };
  "key-exists": { name: string };
  "key-damaged": { path: string; reason: string };
  "passphrase-wrong": { name: string };
  "passphrase-missing": { name: string };
  "certificate-not-readable": { path: string; reason: string };
  "fingerprint-differs": { given: string; actual: string };
  "fingerprint-malformed": { given: string };
  "trust-entry-not-found": { name: string; known: string[] };
  "trust-entry-exists": { label: string; fingerprint: string };
  "signer-failed": { reason: string };
}
