import { findPath, isSelfSigned, type PathResult } from "../crypto/certificate-path.js";
import type { Certificate } from "../crypto/certificates.js";
import type { SignatureFault } from "../crypto/cms-check.js";
import { checkRevocation, type RevocationAnswer } from "../crypto/revocation.js";
import type { RevocationList } from "../crypto/revocation-list.js";
import { revocationReasons } from "../model/findings/signature.js";
import type { Indication, SignatureStep, SignatureVerdict, SubIndication } from "../model/signature.js";
import { timeText } from "./identity.js";
import { isTrustedAt, type TrustedCertificate, type TrustStore } from "./trust-store.js";

/** How a signature stands. */
export interface Standing {
  verdict: SignatureVerdict;
  indication: Indication;
  subIndication: SubIndication | null;
}

export interface SignerQuestion {
  certificate: Certificate;
  /** Certificates and revocation lists that came with the signature; trusted in nothing. */
  embedded: readonly Certificate[];
  lists: readonly RevocationList[];
  trust: TrustStore;
  expectedFingerprint: string | null;
  /** When the signature is known to have been there, and the time of asking. */
  at: Date;
  now: Date;
}

/** What can be said of the signer of a signature that holds. */
export interface Judgement {
  standing: Standing;
  faults: SignatureFault[];
  /** Worth knowing, not wrong. */
  warnings: SignatureFault[];
  remarks: SignatureFault[];
  /** Path, revocation, signer. */
  steps: SignatureStep[];
  found: { path: string[]; trustedAs: string | null };
  /** What the answer rests on, for keeping. */
  evidence: { certificates: Certificate[]; lists: RevocationList[] };
}

/** Whether the signer of a signature that holds is one we trust. Pure. */
export function judgeSigner(question: SignerQuestion): Judgement {
  const { certificate, embedded, trust, at, now } = question;
  const selfMade = isSelfSigned(certificate);
  const { fingerprint } = certificate;
  const { commonName } = certificate.subject;
  const expected = question.expectedFingerprint;
  const links = [...embedded, ...trust.entries.map((entry) => entry.certificate)];
  const pathTo = (entries: readonly TrustedCertificate[], pins: readonly Certificate[] = []): PathResult => {
    const anchors = entries.filter(({ kind }) => kind !== "intermediate").map((entry) => entry.certificate);
    return findPath({ leaf: certificate, intermediates: links, anchors: [...pins, ...anchors], at });
  };
  const active = trust.entries.filter((entry) => isTrustedAt(entry, at));
  const result = pathTo(active, expected === fingerprint ? [certificate] : []);

  const faults: SignatureFault[] = [];
  const warnings: SignatureFault[] = [];
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
      faults.push(...validityFaults(certificate, at));
      standing = {
        verdict: "untrusted",
        indication: "indeterminate",
        subIndication: "no-certificate-chain-found",
      };
    } else {
      const { fault, subIndication, verdict } = pathFault(result, at);
      faults.push(fault);
      standing = { verdict, indication: "indeterminate", subIndication };
    }
    const outcome = standing.verdict === "invalid" ? "failed" : "unknown";
    pathStep = { step: "path", outcome, because: faults[0]!.code, facts: {} };
  }

  const entry = result.ok ? entryOf(active, result.path) : undefined;
  const vouched = entry !== undefined && entry.certificate.fingerprint !== fingerprint;
  let revocation: SignatureStep = { step: "revocation", outcome: "skipped", facts: {} };
  const evidence: Judgement["evidence"] = { certificates: [...result.path], lists: [] };
  if (result.ok && vouched) {
    const lists = [...question.lists, ...trust.lists];
    const answer = checkRevocation({ path: result.path, lists, links, at, now });
    evidence.lists.push(...answer.used);
    const found = revocationFault(answer, at);
    revocation = { ...revocation, outcome: found?.outcome ?? "passed", facts: { lists: answer.used.length } };
    if (found) {
      revocation.because = found.fault.code;
      const unknown = answer.status === "unknown";
      if (unknown && !trust.requireRevocation) remarks.push(found.fault);
      else if (answer.status === "revoked-later") warnings.push(found.fault);
      else {
        faults.push(found.fault);
        const authority = answer.status === "revoked" && answer.certificate !== certificate;
        standing = {
          verdict: unknown ? "untrusted" : "invalid",
          indication: "indeterminate",
          subIndication: unknown ? "try-later" : authority ? "revoked-ca-no-poe" : "revoked-no-poe",
        };
      }
    }
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
    warnings,
    remarks,
    evidence,
    steps: [pathStep, revocation, signer],
    found: {
      path: result.ok ? result.path.map((one) => one.subject.text) : [],
      trustedAs: entry?.label ?? null,
    },
  };
}

function revocationFault(
  answer: RevocationAnswer,
  at: Date,
): { fault: SignatureFault; outcome: SignatureStep["outcome"] } | null {
  if (answer.status === "good") return null;
  const subject = answer.certificate.subject.text;
  if (answer.status === "unknown") {
    const details = { subject, why: answer.why };
    return { fault: { code: "revocation-unknown", details }, outcome: "unknown" };
  }
  const { revokedAt, reason } = answer.entry;
  const details = {
    subject,
    revokedAt: timeText(revokedAt),
    reason: revocationReasons[reason] ?? "unspecified",
    at: timeText(at),
  };
  return answer.status === "revoked"
    ? { fault: { code: "certificate-revoked", details }, outcome: "failed" }
    : { fault: { code: "certificate-revoked-later", details }, outcome: "passed" };
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
