import type { CheckedAct } from "../manifest/index.js";
import type { Finding, FindingCounts, Severity } from "../model/finding.js";
import type { SignatureJudgement, SignerIdentity } from "../model/signature.js";
import type { UnitKind } from "../model/unit.js";

/** What `verify` looks at, in reading order. Only a package that carries acts or names earlier handovers has the last two. */
export const verificationStages = [
  "container",
  "declaration",
  "completeness",
  "digests",
  "signature",
  "trust",
  "manifest",
  "acts",
  "custody",
] as const;
export type VerificationStage = (typeof verificationStages)[number];

/** Why a stage was not gone through. */
export type SkipReason =
  | "asked-for-bag-only"
  | "no-bag"
  | "no-package"
  | "only-receipt"
  | "manifest-missing"
  | "manifest-unreadable"
  | "signature-missing"
  | "signature-wrong";

export interface StageResult {
  stage: VerificationStage;
  /** `untrusted` is for the trust stage only: nothing is wrong, but nobody vouches for the signer. */
  outcome: "passed" | "failed" | "untrusted" | "skipped";
  why?: SkipReason;
  findings: FindingCounts;
}

/** A finding and the stage it belongs to. */
export type StagedFinding = Finding & { stage: VerificationStage };

export type Verdict = "valid" | "untrusted" | "invalid";

/** Who signed, as the certificate says. */
export interface VerifiedSigner extends SignerIdentity {
  /** As the signer declared it, RFC 3339, UTC; proved by nobody. */
  signedAt: string | null;
  /** Earliest time proved by an authority that is trusted, RFC 3339, UTC. */
  stampedAt?: string | null;
  /** Earliest time at which the signature is proved to have been there, also by the stamp of an act after it, RFC 3339, UTC. */
  provedAt?: string | null;
  /** Label of the entry in the trust store that decided. */
  trustedAs: string | null;
}

/** The head of the list of the handover, for a report. */
export interface ManifestSummary {
  id: string;
  uuid: string;
  createdAt: string;
  sha256: string;
  giver: PartySummary;
  receiver: PartySummary;
  dossiers: number;
  closed: number;
  open: number;
  documents: number;
  withheld: number;
  files: number;
  bytes: number;
}

/** The head of a receipt, for a report. */
export interface ReceiptSummary {
  /** Handover and SHA-256 of the list that it answers. */
  id: string;
  manifest: string;
  /** Where the list lies that it was held against; null where none was at hand. */
  list: string | null;
  createdAt: string;
  receiver: PartySummary;
  dossiers: number;
  accepted: number;
  acceptedWithReservation: number;
  refused: number;
  documents: number;
  files: number;
  bytes: number;
}

export interface PartySummary {
  code: string;
  name: string;
  kind: UnitKind | null;
  committee: string | null;
  until: string | null;
}

/** Everything that could be checked of a package, a folder, or a manifest alone. */
export interface VerificationResult {
  verdict: Verdict;
  /** What was looked at, as given. */
  path: string;
  kind: "zip" | "folder" | "manifest" | "receipt";
  /** Whether only container and bag were asked about. */
  bagOnly: boolean;
  stages: StageResult[];
  findings: StagedFinding[];
  bag: {
    version: string | null;
    root: string;
    algorithms: string[];
    files: number;
    bytes: number;
    software: string | null;
  } | null;
  /** The volumes that were taken together, in their order; empty for a package in one piece. */
  volumes: VolumeSummary[];
  manifest: ManifestSummary | null;
  receipt: ReceiptSummary | null;
  /** The acts that came along, each with its own verdict. */
  acts: CheckedAct[];
  signer: VerifiedSigner | null;
  /** How the signature over the list, or over the receipt, was judged; null where none was looked at. */
  signature: SignatureJudgement | null;
}

/** One volume as given, and which of how many it says it is. */
export interface VolumeSummary {
  path: string;
  number: number | null;
  count: number | null;
}

/** Orders findings by stage, then as they are. */
export function stageOf(stage: VerificationStage, findings: readonly Finding[]): StagedFinding[] {
  return findings.map((one) => ({ ...one, stage }));
}

/** How serious a stage's findings are at most. */
export function worst(findings: readonly Finding[]): Severity | null {
  if (findings.some(({ severity }) => severity === "error")) return "error";
  if (findings.some(({ severity }) => severity === "warning")) return "warning";
  return findings.length > 0 ? "info" : null;
}
