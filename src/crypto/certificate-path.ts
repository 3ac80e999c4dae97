import { checkKeyStrength, RefusedAlgorithm, readSignatureAlgorithm, verifySignature } from "./algorithms.js";
import { type Certificate, extensionOids } from "./certificates.js";
import { DerError, sameBytes } from "./der.js";

/** Why a path does not hold. The order is how much a reader learns from it: the last one wins as explanation. */
export type PathProblem =
  | "issuer-unknown"
  | "algorithm-refused"
  | "not-yet-valid"
  | "expired"
  | "issuer-not-yet-valid"
  | "issuer-expired"
  | "signature-wrong"
  | "not-an-authority"
  | "path-too-long"
  | "usage-forbids-issuing"
  | "usage-forbids-signing"
  | "extension-unknown";

export interface PathFault {
  problem: PathProblem;
  /** The certificate that the problem sits in. */
  certificate: Certificate;
  /** An object identifier or algorithm, where one explains the problem. */
  detail?: string;
}

/** A path from the signer (first) to a trusted certificate (last), or why there is none. */
export type PathResult =
  | { ok: true; path: Certificate[]; anchor: Certificate }
  | { ok: false; fault: PathFault; path: Certificate[] };

export interface PathInput {
  leaf: Certificate;
  /** Certificates at hand that may be links; trusted in nothing. */
  intermediates: readonly Certificate[];
  /** Certificates trusted as such: authorities, and single signers that somebody has confirmed. */
  anchors: readonly Certificate[];
  /** The time at which everything must be valid. */
  at: Date;
  /** What the leaf signs; documents unless told otherwise. */
  purpose?: PathPurpose;
}

/** What a certificate at the lower end of a path may be used for. */
export type PathPurpose = "documents" | "lists" | "timestamps";

/** Most certificates in a path, and most links tried: chains of cross certificates can be made to explode. */
const longestPath = 10;
const mostAttempts = 200;

const processedExtensions = new Set<string>(Object.values(extensionOids));

/**
 * Extensions that limit a path and that we do not evaluate: name constraints, policy constraints, inhibit any-policy. Issuers
 * must mark them critical but some do not; either way, what they would forbid cannot be ruled out.
 */
const limitingExtensions = new Set(["2.5.29.30", "2.5.29.36", "2.5.29.54"]);

/** Usages of extKeyUsage under which a certificate may sign a document: any, mail, documents, client, Adobe, Microsoft. */
const signingPurposes = new Set([
  "2.5.29.37.0",
  "1.3.6.1.5.5.7.3.4",
  "1.3.6.1.5.5.7.3.36",
  "1.3.6.1.5.5.7.3.2",
  "1.2.840.113583.1.1.5",
  "1.3.6.1.4.1.311.10.3.12",
]);

/**
 * Finds a path from `leaf` to a trusted certificate on which RFC 5280 §6.1 holds at the given time. Policies and name
 * constraints are not evaluated: where they could forbid the path, it is refused. Revocation is another question.
 */
export function findPath(input: PathInput): PathResult {
  const { leaf, intermediates, anchors, at, purpose = "documents" } = input;
  let attempts = 0;
  let best: { fault: PathFault; path: Certificate[] } | undefined;
  const anchorPrints = new Set(anchors.map((anchor) => anchor.fingerprint));

  const consider = (path: Certificate[]): PathResult | undefined => {
    const fault = checkPath(path, at, purpose);
    if (!fault) return { ok: true, path, anchor: path.at(-1)! };
    if (!best || best.fault.problem === "issuer-unknown") best = { fault, path };
    return undefined;
  };

  const search = (path: Certificate[]): PathResult | undefined => {
    const last = path.at(-1)!;
    if (anchorPrints.has(last.fingerprint)) return consider(path);
    if (path.length >= longestPath) return undefined;
    for (const candidate of issuersOf(last, anchors, intermediates)) {
      if (path.some((one) => one.fingerprint === candidate.fingerprint)) continue;
      attempts += 1;
      if (attempts > mostAttempts) return undefined;
      // Of the same name, but with another key: somebody else, not a link.
      if (signatureFault(last, candidate)?.problem === "signature-wrong") continue;
      const found = search([...path, candidate]);
      if (found) return found;
    }
    return undefined;
  };

  const found = search([leaf]);
  if (found) return found;
  return {
    ok: false,
    ...(best ?? { fault: { problem: "issuer-unknown", certificate: leaf }, path: [leaf] }),
  };
}

/** Possible issuers by name, trusted ones first, then those whose key identifier fits. */
function issuersOf(
  certificate: Certificate,
  anchors: readonly Certificate[],
  intermediates: readonly Certificate[],
): Certificate[] {
  const wanted = certificate.authorityKeyIdentifier;
  const fits = (one: Certificate): number =>
    wanted && one.subjectKeyIdentifier && sameBytes(wanted, one.subjectKeyIdentifier) ? 0 : 1;
  const byName = (one: Certificate): boolean => one.subject.key === certificate.issuer.key;
  const sorted = (list: readonly Certificate[]): Certificate[] =>
    list.filter(byName).sort((a, b) => fits(a) - fits(b));
  return [...sorted(anchors), ...sorted(intermediates)];
}

/** The first thing wrong with a path, from the trusted end to the signer, or undefined. */
function checkPath(path: readonly Certificate[], at: Date, purpose: PathPurpose): PathFault | undefined {
  for (let index = path.length - 1; index >= 0; index -= 1) {
    const certificate = path[index]!;
    const isLeaf = index === 0;
    const issuer = path[index + 1];
    const fault =
      weakness(certificate) ??
      (issuer && signatureFault(certificate, issuer)) ??
      validityFault(certificate, at, isLeaf) ??
      extensionFault(certificate) ??
      (isLeaf ? leafFaults[purpose](certificate) : issuingFault(certificate, path, index));
    if (fault) return fault;
  }
  return undefined;
}

function weakness(certificate: Certificate): PathFault | undefined {
  try {
    checkKeyStrength(certificate.publicKey);
    return undefined;
  } catch (error) {
    if (!(error instanceof RefusedAlgorithm)) throw error;
    return { problem: "algorithm-refused", certificate, detail: error.algorithm };
  }
}

function signatureFault(certificate: Certificate, issuer: Certificate): PathFault | undefined {
  try {
    const algorithm = readSignatureAlgorithm(
      certificate.signatureAlgorithm,
      "certificate.signatureAlgorithm",
    );
    if (verifySignature(algorithm, issuer.publicKey, certificate.tbs, certificate.signature))
      return undefined;
    return { problem: "signature-wrong", certificate };
  } catch (error) {
    if (error instanceof DerError) return { problem: "signature-wrong", certificate };
    if (!(error instanceof RefusedAlgorithm)) throw error;
    return { problem: "algorithm-refused", certificate, detail: error.algorithm };
  }
}

/** Whether a certificate is signed with its own key. */
export function isSelfSigned(certificate: Certificate): boolean {
  return certificate.selfIssued && signatureFault(certificate, certificate) === undefined;
}

function validityFault(certificate: Certificate, at: Date, isLeaf: boolean): PathFault | undefined {
  if (at < certificate.notBefore) {
    return { problem: isLeaf ? "not-yet-valid" : "issuer-not-yet-valid", certificate };
  }
  if (at > certificate.notAfter) return { problem: isLeaf ? "expired" : "issuer-expired", certificate };
  return undefined;
}

function extensionFault(certificate: Certificate): PathFault | undefined {
  const unknown = certificate.extensions.find(
    ({ oid, critical }) => (critical && !processedExtensions.has(oid)) || limitingExtensions.has(oid),
  );
  return unknown ? { problem: "extension-unknown", certificate, detail: unknown.oid } : undefined;
}

function issuingFault(
  certificate: Certificate,
  path: readonly Certificate[],
  index: number,
): PathFault | undefined {
  const { basicConstraints, keyUsage } = certificate;
  if (!basicConstraints?.ca) return { problem: "not-an-authority", certificate };
  if (keyUsage && !keyUsage.keyCertSign) return { problem: "usage-forbids-issuing", certificate };
  // Authorities further down that are not self-issued (RFC 5280 §6.1.4 l, m).
  const below = path.slice(1, index).filter((one) => !one.selfIssued).length;
  if (basicConstraints.pathLength !== null && below > basicConstraints.pathLength) {
    return { problem: "path-too-long", certificate };
  }
  return undefined;
}

function signingFault(certificate: Certificate): PathFault | undefined {
  const { keyUsage, extendedKeyUsage } = certificate;
  if (keyUsage && !keyUsage.digitalSignature && !keyUsage.nonRepudiation) {
    return { problem: "usage-forbids-signing", certificate };
  }
  const other = extendedKeyUsage && !extendedKeyUsage.some((purpose) => signingPurposes.has(purpose));
  return other ? { problem: "usage-forbids-signing", certificate, detail: extendedKeyUsage[0] } : undefined;
}

/** The key that signs an authority's revocation lists may stand in a certificate of its own (RFC 5280 §6.3.3 f). */
function listFault(certificate: Certificate): PathFault | undefined {
  const { keyUsage } = certificate;
  return keyUsage && !keyUsage.crlSign ? { problem: "usage-forbids-signing", certificate } : undefined;
}

/** RFC 3161 §2.3: extKeyUsage critical, timeStamping and nothing else. */
function timestampFault(certificate: Certificate): PathFault | undefined {
  const { keyUsage, extendedKeyUsage, extensions } = certificate;
  const critical = extensions.find(({ oid }) => oid === extensionOids.extendedKeyUsage)?.critical;
  const only = extendedKeyUsage?.length === 1 && extendedKeyUsage[0] === "1.3.6.1.5.5.7.3.8";
  const usage = !keyUsage || keyUsage.digitalSignature || keyUsage.nonRepudiation;
  if (critical && only && usage) return undefined;
  return { problem: "usage-forbids-signing", certificate, detail: extendedKeyUsage?.[0] ?? "timeStamping" };
}

const leafFaults: Record<PathPurpose, (certificate: Certificate) => PathFault | undefined> = {
  documents: signingFault,
  lists: listFault,
  timestamps: timestampFault,
};
