import { findPath, isSelfSigned, type PathResult } from "../crypto/certificate-path.js";
import type { Certificate } from "../crypto/certificates.js";
import { checkCms, type SignatureFault, type SignedContent } from "../crypto/cms-check.js";
import { compareFindings, type Finding, finding, type Place, type Severity } from "../model/finding.js";
import type {
  Indication,
  SignatureStep,
  SignatureVerdict,
  SignerIdentity,
  SubIndication,
} from "../model/signature.js";
import { identityOf, timeText } from "./identity.js";
import { oddSigningTimes } from "./signing-time.js";
import { isTrustedAt, type TrustedCertificate, type TrustStore } from "./trust-store.js";

export interface SignatureQuestion {
  /** The `.p7s`; null when there is none. */
  p7s: Uint8Array | null;
  /** What it is over: bytes, digests already computed, or a function that computes the one that is needed. */
  content: SignedContent;
  trust: TrustStore;
  /** SHA-256 of the certificate that must have signed, 64 lower-case hexadecimal digits. */
  expectedFingerprint?: string | null;
  now: Date;
  /** Where the findings sit: the signature file. */
  place: Place;
}

/** Everything that one signature shows. */
export interface SignatureCheck {
  /** `untrusted`: whole and signed, but nothing here says that the signer is who they claim to be. */
  verdict: SignatureVerdict;
  /** The same in the words of ETSI EN 319 102-1. */
  indication: Indication;
  subIndication: SubIndication | null;
  /** Every step, in order, also those that were skipped. */
  steps: SignatureStep[];
  /** All findings; those of the signature itself, and those of who made it. */
  findings: Finding[];
  signatureFindings: Finding[];
  trustFindings: Finding[];
  signer: SignerIdentity | null;
  /** Names of the certificates from the signer to the trusted end; empty without a path. */
  path: string[];
  /** Label of the trust store's entry that decided. */
  trustedAs: string | null;
  /** As the signer declared it, RFC 3339, UTC; proved by nobody. */
  signingTime: string | null;
  /** SHA-256 of the signature octets: how later statements and the printed minutes refer to this signature. */
  signatureSha256: string | null;
}

interface Standing {
  verdict: SignatureVerdict;
  indication: Indication;
  subIndication: SubIndication | null;
}

/** Checks a detached signature and whether its signer is trusted. Whatever the bytes are, this answers. */
export async function checkSignature(question: SignatureQuestion): Promise<SignatureCheck> {
  const { p7s, content, trust, now, place } = question;
  if (p7s === null) return missing(place);
  const known = trust.entries.map(({ certificate }) => certificate);
  const cms = await checkCms(p7s, content, known);
  const signatureFindings = cms.faults.map((fault) => toFinding(fault, "error", place));
  const { certificate } = cms;
  const facts = {
    signer: certificate ? identityOf(certificate, isSelfSigned(certificate)) : null,
    signingTime: cms.signingTime ? timeText(cms.signingTime) : null,
    signatureSha256: cms.signatureSha256,
  };
  if (!cms.intact || !certificate) {
    const standing: Standing = { verdict: "invalid", ...statusOf(cms.faults) };
    const skipped = (["timestamp", "path", "revocation", "signer"] as const).map(
      (step): SignatureStep => ({ step, outcome: "skipped", facts: {} }),
    );
    const steps = [...cms.steps, ...skipped];
    return answer({
      ...standing,
      ...facts,
      steps,
      signatureFindings,
      trustFindings: [],
      path: [],
      trustedAs: null,
    });
  }
  const judged = judgeSigner(certificate, cms.embedded, question);
  const odd = cms.signingTime ? oddSigningTimes(cms.signingTime, certificate, now) : [];
  const trustFindings = [
    ...judged.faults.map((fault) => toFinding(fault, "error", place)),
    ...odd.map((fault) => toFinding(fault, "warning", place)),
    ...judged.remarks.map((fault) => toFinding(fault, "info", place)),
  ];
  const timestamp: SignatureStep = {
    step: "timestamp",
    outcome: "skipped",
    facts: cms.timestamps > 0 ? { tokens: cms.timestamps } : {},
  };
  const steps = [...cms.steps, timestamp, ...judged.steps];
  return answer({ ...judged.standing, ...facts, ...judged.found, steps, signatureFindings, trustFindings });
}

function answer(parts: Omit<SignatureCheck, "findings">): SignatureCheck {
  const findings = [...parts.signatureFindings, ...parts.trustFindings].sort(compareFindings);
  return { ...parts, findings };
}

function missing(place: Place): SignatureCheck {
  const signatureFindings = [finding("signature-missing", "error", place, {})];
  return answer({
    ...{ verdict: "invalid", indication: "total-failed", subIndication: "format-failure" },
    ...{ signer: null, signingTime: null, signatureSha256: null, path: [], trustedAs: null },
    ...{ steps: [], signatureFindings, trustFindings: [] },
  });
}

function toFinding(fault: SignatureFault, severity: Severity, place: Place): Finding {
  return finding(fault.code, severity, place, fault.details);
}

interface Judgement {
  standing: Standing;
  faults: SignatureFault[];
  remarks: SignatureFault[];
  steps: SignatureStep[];
  found: { path: string[]; trustedAs: string | null };
}

/** Whether the signer of a signature that holds is one we trust. Pure. */
function judgeSigner(
  certificate: Certificate,
  embedded: readonly Certificate[],
  { trust, expectedFingerprint, now }: SignatureQuestion,
): Judgement {
  const selfMade = isSelfSigned(certificate);
  const { fingerprint } = certificate;
  const { commonName } = certificate.subject;
  const expected = expectedFingerprint ?? null;
  const links = [...embedded, ...trust.entries.map((entry) => entry.certificate)];
  const pathTo = (entries: readonly TrustedCertificate[], pins: readonly Certificate[] = []): PathResult => {
    const anchors = entries.filter(({ kind }) => kind !== "intermediate").map((entry) => entry.certificate);
    return findPath({ leaf: certificate, intermediates: links, anchors: [...pins, ...anchors], at: now });
  };
  const active = trust.entries.filter((entry) => isTrustedAt(entry, now));
  const result = pathTo(active, expected === fingerprint ? [certificate] : []);

  const faults: SignatureFault[] = [];
  const remarks: SignatureFault[] = [];
  if (selfMade) remarks.push({ code: "signer-key-self-made", details: { commonName, fingerprint } });
  let standing: Standing = { verdict: "valid", indication: "total-passed", subIndication: null };
  let pathStep: SignatureStep = {
    step: "path",
    outcome: "passed",
    facts: { certificates: result.path.length },
  };
  if (!result.ok) {
    const { problem } = result.fault;
    if (problem === "issuer-unknown") {
      const retired = pathTo(trust.entries);
      const entry = retired.ok ? entryOf(trust.entries, retired.path) : undefined;
      faults.push(
        entry?.retiredAt
          ? {
              code: "signer-retired",
              details: { label: entry.label, retiredAt: entry.retiredAt, fingerprint },
            }
          : { code: "signer-untrusted", details: { commonName, fingerprint, selfMade } },
      );
      faults.push(...validityFaults(certificate, now));
      standing = {
        verdict: "untrusted",
        indication: "indeterminate",
        subIndication: "no-certificate-chain-found",
      };
    } else {
      const { fault, subIndication, verdict } = pathFault(result, now);
      faults.push(fault);
      standing = { verdict, indication: "indeterminate", subIndication };
    }
    const outcome = standing.verdict === "invalid" ? "failed" : "unknown";
    pathStep = { step: "path", outcome, because: faults[0]!.code, facts: {} };
  }

  const entry = result.ok ? entryOf(active, result.path) : undefined;
  const vouched = entry !== undefined && entry.certificate.fingerprint !== fingerprint;
  let revocation: SignatureStep = { step: "revocation", outcome: "skipped", facts: {} };
  if (vouched) {
    // No revocation list is read yet: that is said, and never taken for "not revoked".
    remarks.push({ code: "revocation-unknown", details: { subject: certificate.subject.text } });
    revocation = { step: "revocation", outcome: "unknown", because: "revocation-unknown", facts: {} };
  }

  let signer: SignatureStep = { step: "signer", outcome: "skipped", facts: { fingerprint } };
  if (expected !== null) {
    signer = { ...signer, outcome: "passed" };
    if (expected !== fingerprint) {
      faults.push({ code: "signer-not-expected", details: { expected, actual: fingerprint, commonName } });
      signer = { ...signer, outcome: "failed", because: "signer-not-expected" };
      if (standing.verdict === "valid") {
        standing = {
          verdict: "untrusted",
          indication: "indeterminate",
          subIndication: "sig-constraints-failure",
        };
      }
    }
  }
  return {
    standing,
    faults,
    remarks,
    steps: [pathStep, revocation, signer],
    found: {
      path: result.ok ? result.path.map((one) => one.subject.text) : [],
      trustedAs: entry?.label ?? null,
    },
  };
}

/** The store's entry at the trusted end of a path. */
function entryOf(
  entries: readonly TrustedCertificate[],
  path: readonly Certificate[],
): TrustedCertificate | undefined {
  const end = path.at(-1);
  return entries.find((entry) => entry.sha256 === end?.fingerprint);
}

function validityFaults(certificate: Certificate, at: Date): SignatureFault[] {
  const subject = certificate.subject.text;
  if (at > certificate.notAfter) {
    const details = { subject, notAfter: timeText(certificate.notAfter), at: timeText(at) };
    return [{ code: "certificate-expired", details }];
  }
  if (at < certificate.notBefore) {
    const details = { subject, notBefore: timeText(certificate.notBefore), at: timeText(at) };
    return [{ code: "certificate-not-yet-valid", details }];
  }
  return [];
}

function pathFault(
  result: Extract<PathResult, { ok: false }>,
  at: Date,
): { fault: SignatureFault; subIndication: SubIndication; verdict: SignatureVerdict } {
  const { problem, certificate, detail } = result.fault;
  const [validity] = validityFaults(certificate, at);
  switch (problem) {
    case "expired":
    case "issuer-expired":
      return { fault: validity!, subIndication: "out-of-bounds-no-poe", verdict: "untrusted" };
    case "not-yet-valid":
    case "issuer-not-yet-valid":
      return { fault: validity!, subIndication: "not-yet-valid", verdict: "untrusted" };
    case "issuer-unknown":
      throw new Error("a path without an end is no wrong path");
    default: {
      const details = { problem, subject: certificate.subject.text, ...(detail ? { detail } : {}) };
      const subIndication =
        problem === "algorithm-refused" ? "crypto-constraints-failure" : "chain-constraints-failure";
      return { fault: { code: "certificate-path-wrong", details }, subIndication, verdict: "invalid" };
    }
  }
}

/** The status that ETSI EN 319 102-1 gives a signature with these faults; the gravest decides. */
function statusOf(faults: readonly SignatureFault[]): Omit<Standing, "verdict"> {
  const has = (code: SignatureFault["code"]): boolean => faults.some((fault) => fault.code === code);
  const failed = (subIndication: SubIndication): Omit<Standing, "verdict"> => ({
    indication: "total-failed",
    subIndication,
  });
  const open = (subIndication: SubIndication): Omit<Standing, "verdict"> => ({
    indication: "indeterminate",
    subIndication,
  });
  if (has("signature-malformed")) return failed("format-failure");
  if (has("signature-digest-differs")) return failed("hash-failure");
  if (has("signature-wrong")) return failed("sig-crypto-failure");
  if (has("signature-certificate-wrong")) return open("no-signing-certificate-found");
  if (has("signature-algorithm-refused")) return open("crypto-constraints-failure");
  if (has("signature-attributes-wrong")) return open("sig-constraints-failure");
  return open("signed-data-not-found");
}
