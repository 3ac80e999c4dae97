import type { FindingCode } from "./finding.js";

/** What checking a signature does, in this order. */
export const signatureSteps = [
  "size",
  "encoding",
  "shape",
  "algorithms",
  "attributes",
  "digest",
  "certificate",
  "signature",
  "timestamp",
  "path",
  "revocation",
  "signer",
] as const;

export type SignatureStepName = (typeof signatureSteps)[number];

/** `unknown`: could not be decided with what was at hand. `skipped`: not done, because an earlier step failed or nothing asked for it. */
export type StepOutcome = "passed" | "failed" | "skipped" | "unknown";

/** One step of checking a signature, with what it saw. */
export interface SignatureStep {
  step: SignatureStepName;
  outcome: StepOutcome;
  /** The finding that explains an outcome other than `passed`. */
  because?: FindingCode;
  facts: Record<string, string | number>;
}

/** Status indications of ETSI EN 319 102-1 §5.1.3. */
export type Indication = "total-passed" | "indeterminate" | "total-failed";

/** The sub-indications of ETSI EN 319 102-1 §5.1.3 that our checks can end in. */
export type SubIndication =
  | "format-failure"
  | "hash-failure"
  | "sig-crypto-failure"
  | "sig-constraints-failure"
  | "chain-constraints-failure"
  | "crypto-constraints-failure"
  | "no-signing-certificate-found"
  | "no-certificate-chain-found"
  | "not-yet-valid"
  | "out-of-bounds-no-poe"
  | "signed-data-not-found"
  | "revoked-no-poe"
  | "revoked-ca-no-poe"
  | "try-later";

/** What became of a signature in the words of ETSI EN 319 102-1, with every step in order, also those that were skipped. */
export interface SignatureJudgement {
  indication: Indication;
  subIndication: SubIndication | null;
  steps: SignatureStep[];
}

/** Who signed, as the certificate says; names are safe to print. */
export interface SignerIdentity {
  commonName: string | null;
  organisation: string | null;
  /** The whole subject in one line. */
  subject: string;
  issuer: string;
  /** SHA-256 of the certificate, 64 lower-case hexadecimal digits. */
  fingerprint: string;
  /** RFC 3339, UTC. */
  notBefore: string;
  notAfter: string;
  /** Signed with its own key: no authority vouches for the name in it. */
  selfMade: boolean;
}

export type SignatureVerdict = "valid" | "untrusted" | "invalid";
