import { isSelfSigned } from "../crypto/certificate-path.js";
import type { Certificate } from "../crypto/certificates.js";
import { checkCms, type SignatureFault, type SignedContent } from "../crypto/cms-check.js";
import { DerError } from "../crypto/der.js";
import { type RevocationList, readRevocationList } from "../crypto/revocation-list.js";
import { compareFindings, type Finding, finding, type Place, type Severity } from "../model/finding.js";
import type {
  SignatureJudgement,
  SignatureStep,
  SignatureVerdict,
  SignerIdentity,
  SubIndication,
} from "../model/signature.js";
import { identityOf, timeText } from "./identity.js";
import { judgeSigner, type Standing } from "./judge-signer.js";
import { oddSigningTimes } from "./signing-time.js";
import { judgeStamps, type StampedTime } from "./timestamps.js";
import type { TrustStore } from "./trust-store.js";

export interface SignatureQuestion {
  /** The `.p7s`; null when there is none. */
  p7s: Uint8Array | null;
  /** What it is over: bytes, digests already computed, or a function that computes the one that is needed. */
  content: SignedContent;
  trust: TrustStore;
  /** SHA-256 of the certificate that must have signed, 64 lower-case hexadecimal digits. */
  expectedFingerprint?: string | null;
  /** When the signature is proved to have been there by something outside it: a later act that names it and bears a trusted time stamp. */
  existedAt?: Date | null;
  now: Date;
  /** Where the findings sit: the signature file. */
  place: Place;
}

/** Everything that one signature shows. */
export interface SignatureCheck extends SignatureJudgement {
  /** `untrusted`: whole and signed, but nothing here says that the signer is who they claim to be. */
  verdict: SignatureVerdict;
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
  /** Time stamps that hold, whether or not their authority is trusted. */
  stamps: StampedTime[];
  /** The earliest of a trusted authority, RFC 3339, UTC; null without one. */
  stampedAt: string | null;
  /** The earliest moment at which the signature is proved to have been there, by its own stamps or by `existedAt`; null without one. */
  provedAt: string | null;
  /** What the answer rests on, for keeping. */
  evidence: SignatureEvidence;
}

/** Certificates, revocation lists and time stamps that an answer rests on. */
export interface SignatureEvidence {
  certificates: Certificate[];
  lists: RevocationList[];
  tokens: Uint8Array[];
}

const noEvidence: SignatureEvidence = { certificates: [], lists: [], tokens: [] };

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
      stamps: [],
      provedAt: null,
      evidence: noEvidence,
    });
  }
  const stamped = judgeStamps(cms.tokens, cms.signature ?? new Uint8Array(), trust, now);
  const elsewhere = question.existedAt ?? null;
  const proved = stamped.at && elsewhere && elsewhere < stamped.at ? elsewhere : (stamped.at ?? elsewhere);
  const at = proved ?? now;
  const judged = judgeSigner({
    ...{ certificate, embedded: cms.embedded, lists: embeddedLists(cms.revocationLists) },
    ...{ trust, expectedFingerprint: question.expectedFingerprint ?? null, at, now },
  });
  const odd = cms.signingTime ? oddSigningTimes(cms.signingTime, certificate, now, stamped.at) : [];
  const trustFindings = [
    ...judged.faults.map((fault) => toFinding(fault, "error", place)),
    ...[...stamped.faults, ...judged.warnings, ...odd].map((fault) => toFinding(fault, "warning", place)),
    ...judged.remarks.map((fault) => toFinding(fault, "info", place)),
  ];
  const timestamp: SignatureStep = {
    step: "timestamp",
    outcome: proved ? "passed" : cms.tokens.length > 0 ? "unknown" : "skipped",
    ...(!proved && stamped.faults[0] ? { because: stamped.faults[0].code } : {}),
    facts: { ...(proved ? { time: timeText(proved) } : {}), tokens: cms.tokens.length },
  };
  const steps = [...cms.steps, timestamp, ...judged.steps];
  const evidence = {
    certificates: [...cms.embedded, ...judged.evidence.certificates, ...stamped.certificates],
    lists: [...judged.evidence.lists, ...stamped.lists],
    tokens: cms.tokens,
  };
  const { stamps } = stamped;
  const provedAt = proved ? timeText(proved) : null;
  const rest = { steps, signatureFindings, trustFindings, stamps, evidence, provedAt };
  return answer({ ...judged.standing, ...facts, ...judged.found, ...rest });
}

function answer(parts: Omit<SignatureCheck, "findings" | "stampedAt">): SignatureCheck {
  const findings = [...parts.signatureFindings, ...parts.trustFindings].sort(compareFindings);
  const proved = parts.stamps.filter(({ trusted }) => trusted).map(({ time }) => time);
  return { ...parts, findings, stampedAt: proved.sort()[0] ?? null };
}

function missing(place: Place): SignatureCheck {
  const signatureFindings = [finding("signature-missing", "error", place, {})];
  return answer({
    ...{ verdict: "invalid", indication: "total-failed", subIndication: "format-failure" },
    ...{ signer: null, signingTime: null, signatureSha256: null, path: [], trustedAs: null },
    ...{ steps: [], signatureFindings, trustFindings: [], stamps: [], provedAt: null, evidence: noEvidence },
  });
}

function toFinding(fault: SignatureFault, severity: Severity, place: Place): Finding {
  return finding(fault.code, severity, place, fault.details);
}

/** Revocation lists that came along with a signature; one that cannot be read is one that did not come. */
function embeddedLists(encodings: readonly Uint8Array[]): RevocationList[] {
  return encodings.flatMap((one) => {
    try {
      return [readRevocationList(one)];
    } catch (error) {
      if (error instanceof DerError) return [];
      throw error;
    }
  });
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
