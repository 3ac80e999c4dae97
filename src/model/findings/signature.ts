/** Findings of checking one signature; each line is one stable code with its facts. Times are RFC 3339, UTC. */
export interface SignatureFindings {
  "signature-missing": Record<string, never>;
  /** Not the one shape that is accepted. `where` is the element, for developers. */
  "signature-malformed": {
    reason:
      | "empty"
      | "too-large"
      | "encoding"
      | "trailing-bytes"
      | "structure"
      | "not-signed-data"
      | "content-type"
      | "content-inside"
      | "signer-count"
      | "certificate-unreadable";
    where?: string;
  };
  "signature-algorithm-refused": { use: "digest" | "signature" | "key"; algorithm: string };
  "signature-attributes-wrong": {
    problem: "absent" | "missing" | "repeated" | "several-values" | "unsorted" | "value-wrong";
    attribute?: string;
  };
  "signature-digest-differs": { algorithm: string; signed: string; actual: string };
  /** The file that the signature is over is not there. */
  "signature-content-missing": Record<string, never>;
  /** The signer's certificate is not at hand, or is not the one the signature names. */
  "signature-certificate-wrong": { problem: "absent" | "reference-differs" };
  "signature-wrong": Record<string, never>;
  /** No path to a trusted certificate, and no fingerprint was given that matches. */
  /** The organisation in the certificate is not the party that the list names as giver, or the receipt as receiver. */
  "signer-other-organisation": { organisation: string; expected: string };
  "signer-untrusted": { commonName: string | null; fingerprint: string; selfMade: boolean };
  /** Somebody else signed than the fingerprint that was given says. */
  "signer-not-expected": { expected: string; actual: string; commonName: string | null };
  /** Trusted once, retired in the trust store. */
  "signer-retired": { label: string; retiredAt: string; fingerprint: string };
  "certificate-expired": { subject: string; notAfter: string; at: string };
  "certificate-not-yet-valid": { subject: string; notBefore: string; at: string };
  "certificate-path-wrong": {
    problem:
      | "algorithm-refused"
      | "signature-wrong"
      | "not-an-authority"
      | "path-too-long"
      | "usage-forbids-issuing"
      | "usage-forbids-signing"
      | "extension-unknown";
    subject: string;
    detail?: string;
  };
  "signing-time-odd": {
    problem: "future" | "local-time" | "after-timestamp" | "before-certificate" | "after-certificate";
    signingTime: string;
    against: string;
  };
  /** A time stamp that is none, or is over something else. */
  "timestamp-wrong": { problem: TimestampDamage };
  /** A time stamp that holds, of an authority that proves nothing here. */
  "timestamp-untrusted": {
    authority: string;
    fingerprint: string;
    time: string;
    problem: "no-path" | "certificate-wrong" | "revoked" | "revocation-unknown" | "future";
  };
  /** Nobody but the unit itself vouches for the name in the certificate. */
  "signer-key-self-made": { commonName: string | null; fingerprint: string };
  /** Revoked by the time at which the signature is known to have been there. */
  "certificate-revoked": RevocationDetails;
  /** Good then, revoked afterwards. */
  "certificate-revoked-later": RevocationDetails;
  /** No list at hand says whether the certificate has been revoked. */
  "revocation-unknown": {
    subject: string;
    why:
      | "no-list"
      | "list-of-other-certificates"
      | "list-not-yet-valid"
      | "list-not-understood"
      | "list-unsigned"
      | "list-stale";
  };
}

/** What can be wrong with a time stamp or with the answer of its authority. */
export type TimestampDamage =
  | "structure"
  | "too-large"
  | "not-granted"
  | "nonce-differs"
  | "imprint-differs"
  | "algorithm-refused"
  | "attributes-wrong"
  | "certificate-missing"
  | "certificate-unsuitable"
  | "signature-wrong";

interface RevocationDetails {
  subject: string;
  revokedAt: string;
  reason: RevocationReason;
  at: string;
}

/** Reasons of a revocation by their number (RFC 5280 §5.3.1); 7 is not used. */
export const revocationReasons = [
  "unspecified",
  "key-compromise",
  "authority-compromise",
  "affiliation-changed",
  "superseded",
  "ceased",
  "on-hold",
  "unspecified",
  "removed",
  "privilege-withdrawn",
  "authority-compromise",
] as const;
export type RevocationReason = (typeof revocationReasons)[number];
