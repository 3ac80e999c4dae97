import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import type { Container, DigestTable } from "../fs/container.js";
import type { Manifest } from "../manifest/index.js";
import { type PaperCode, readManifest } from "../manifest/index.js";
import { compareFindings, countFindings, type Finding, finding } from "../model/finding.js";
import type { Job } from "../model/progress.js";
import { checkSignature, type TrustStore } from "../signing/index.js";
import { infoValue } from "./bag/bag-info.js";
import { declarationName, knownAlgorithms, manifestAlgorithm } from "./bag/tag-files.js";
import { checkCompleteness, checkDigests, payloadOf, Spellings } from "./check-bag.js";
import { checkManifestAgainstPayload } from "./check-manifest.js";
import { openContainer } from "./open-package.js";
import { handoverManifestPath, handoverSignaturePath } from "./plan-package.js";
import { type Bag, readBag } from "./read-bag.js";
import {
  type ManifestSummary,
  type PartySummary,
  type SkipReason,
  type StagedFinding,
  type StageResult,
  stageOf,
  type Verdict,
  type VerificationResult,
  type VerificationStage,
  type VerifiedSigner,
  verificationStages,
  worst,
} from "./verification.js";

/** What checking one signature gave: `signature` findings say whether it holds, `trust` findings whose it is. */
export interface SignatureAnswer {
  verdict: Verdict;
  signer: VerifiedSigner | null;
  signature: Finding[];
  trust: Finding[];
}

/** Checks a detached signature over `content`; trust store, fingerprint and clock are already in it. */
export type CheckSignature = (content: Buffer, signature: Buffer) => Promise<SignatureAnswer>;

/** How far to look, and whom to tell. */
export interface VerifyScope {
  /** Container and bag only, for bags that others made. */
  bagOnly?: boolean;
  job?: Job;
  /** The code on a paper that the list and its signer must agree with. */
  paper?: PaperCode | null;
}

export interface VerifyOptions extends VerifyScope {
  trust: TrustStore;
  /** SHA-256 of the certificate that must have signed, as read from the paper: 64 lower-case hexadecimal digits. */
  fingerprint?: string | null;
  now: Date;
}

interface Judged extends VerifyScope {
  checkSignature: CheckSignature;
}

/** Largest manifest and signature that are looked at. */
const manifestLimit = 512 << 20;
const signatureLimit = 1 << 20;

/**
 * Verifies a package, an unpacked bag, or a `manifest.json` with its signature beside it. Whatever the sender could have
 * caused is a finding; throws only when `path` cannot be read at all.
 */
export async function verifyPackage(path: string, options: VerifyOptions): Promise<VerificationResult> {
  const { trust, now, ...scope } = options;
  const fingerprint = options.fingerprint ?? options.paper?.certificate ?? null;
  return verifyWith(path, signatureChecker(trust, fingerprint, now), scope);
}

function signatureChecker(trust: TrustStore, fingerprint: string | null, now: Date): CheckSignature {
  return async (content, p7s) => {
    const place = { file: handoverSignaturePath };
    const check = await checkSignature({ p7s, content, trust, expectedFingerprint: fingerprint, now, place });
    return {
      verdict: check.verdict,
      signer: check.signer && { ...check.signer, signedAt: check.signingTime, trustedAs: check.trustedAs },
      signature: check.signatureFindings,
      trust: check.trustFindings,
    };
  };
}

/** The same with another judge of signatures. */
export async function verifyWith(
  path: string,
  checkSignature: CheckSignature,
  scope: VerifyScope = {},
): Promise<VerificationResult> {
  const options = { ...scope, checkSignature };
  if (/\.json$/iu.test(path) && (await stat(path).catch(() => null))?.isFile())
    return verifyManifest(path, options);
  const container = await openContainer(path, true);
  try {
    return await new Verification(path, container, options).run();
  } finally {
    await container.close();
  }
}

/** Collects what the stages say. */
class Stages {
  readonly findings: StagedFinding[] = [];
  private readonly skipped = new Map<VerificationStage, SkipReason>();
  private untrusted = false;

  add(stage: VerificationStage, findings: readonly Finding[]): void {
    this.findings.push(...stageOf(stage, findings));
  }

  skip(why: SkipReason, ...stages: VerificationStage[]): void {
    for (const stage of stages) if (!this.skipped.has(stage)) this.skipped.set(stage, why);
  }

  notTrusted(): void {
    this.untrusted = true;
  }

  results(): StageResult[] {
    return verificationStages.map((stage): StageResult => {
      const findings = this.findings.filter((one) => one.stage === stage);
      const counts = countFindings(findings);
      const why = this.skipped.get(stage);
      if (why) return { stage, outcome: "skipped", why, findings: counts };
      if (stage === "trust" && this.untrusted) return { stage, outcome: "untrusted", findings: counts };
      return { stage, outcome: worst(findings) === "error" ? "failed" : "passed", findings: counts };
    });
  }

  verdict(): Verdict {
    const results = this.results();
    if (results.some(({ outcome }) => outcome === "failed")) return "invalid";
    return results.some(({ outcome }) => outcome === "untrusted") ? "untrusted" : "valid";
  }

  sorted(): StagedFinding[] {
    const rank = new Map(verificationStages.map((stage, index) => [stage, index]));
    return this.findings.sort((a, b) => rank.get(a.stage)! - rank.get(b.stage)! || compareFindings(a, b));
  }
}

class Verification {
  private readonly stages = new Stages();
  private manifest: { summary: ManifestSummary; value: Manifest } | null = null;
  private signer: VerifiedSigner | null = null;

  constructor(
    private readonly path: string,
    private readonly container: Container,
    private readonly options: Judged,
  ) {}

  async run(): Promise<VerificationResult> {
    const { container, stages, options } = this;
    stages.add("container", container.findings);
    // The threads digest while we read what the bag says of itself.
    const digesting = container.digest(this.algorithms(), options.job);
    digesting.catch(() => undefined);
    const bag = await readBag(container);
    if ("missing" in bag) {
      stages.add("declaration", bag.missing);
      stages.skip("no-bag", "completeness", "digests", "signature", "trust", "manifest");
      // What the archive itself gets wrong is still worth knowing.
      stages.add("container", (await digesting).findings);
      return this.result(null);
    }
    const strict = !options.bagOnly;
    stages.add("declaration", bag.findings);
    if (!bag.declaration && !bag.findings.some(({ severity }) => severity === "error"))
      stages.add("declaration", [
        finding(
          "bag-declaration-wrong",
          "error",
          { file: declarationName },
          { problem: "missing-line", text: "" },
        ),
      ]);
    const spellings = new Spellings(bag.files);
    stages.add("completeness", checkCompleteness(bag, spellings, strict));
    const table = await digesting;
    stages.add("container", table.findings);
    stages.add("digests", checkDigests(bag, spellings, table));
    this.noteRepacking(bag);
    if (options.bagOnly) stages.skip("asked-for-bag-only", "signature", "trust", "manifest");
    else await this.handover(bag, spellings, table);
    return this.result(bag);
  }

  /** Every algorithm that a list in the container is named for, and SHA-256, which the handover's list uses. */
  private algorithms(): string[] {
    const named = this.container.files.flatMap(({ path }) => {
      const known = path.length > 300 ? null : manifestAlgorithm(path.slice(path.lastIndexOf("/") + 1));
      return known && known.algorithm in knownAlgorithms ? [known.algorithm] : [];
    });
    return [...new Set(this.options.bagOnly ? named : [...named, "sha256"])];
  }

  /** A package of ours is laid out in one way only; another layout means that somebody packed it again. */
  private noteRepacking(bag: Bag): void {
    const entries = this.container.foreign();
    if (entries > 0 && infoValue(bag.info, "Bag-Software-Agent")?.startsWith("bangiao "))
      this.stages.add("container", [finding("package-repacked", "warning", {}, { entries })]);
  }

  private async handover(bag: Bag, spellings: Spellings, table: DigestTable): Promise<void> {
    const { container, stages } = this;
    const file = bag.files.get(handoverManifestPath);
    if (!file) {
      stages.add("manifest", [
        finding("handover-manifest-missing", "error", { file: handoverManifestPath }, {}),
      ]);
      stages.skip("manifest-missing", "signature", "trust");
      return;
    }
    const bytes = await container.read(file, manifestLimit);
    if (!bytes) {
      const place = { file: handoverManifestPath };
      stages.add("manifest", [finding("entry-unreadable", "error", place, { reason: "refused" })]);
      stages.skip("manifest-unreadable", "signature", "trust");
      return;
    }
    const signature = bag.files.get(handoverSignaturePath);
    await this.signature(bytes, signature ? await container.read(signature, signatureLimit) : null);
    const manifest = this.readManifest(bytes, handoverManifestPath);
    if (manifest) stages.add("manifest", checkManifestAgainstPayload(manifest, bag, spellings, table));
  }

  async signature(content: Buffer, signature: Buffer | null): Promise<void> {
    const { stages } = this;
    if (!signature) {
      const place = { file: handoverSignaturePath };
      stages.add("signature", [finding("handover-signature-missing", "error", place, {})]);
      stages.skip("signature-missing", "trust");
      return;
    }
    const answer = await this.options.checkSignature(content, signature);
    this.signer = answer.signer;
    stages.add("signature", answer.signature);
    stages.add("trust", answer.trust);
    if (worst(answer.signature) === "error") stages.skip("signature-wrong", "trust");
    else if (answer.verdict === "untrusted") stages.notTrusted();
  }

  readManifest(bytes: Buffer, file: string): Manifest | null {
    const { manifest, findings } = readManifest(bytes, file);
    this.stages.add("manifest", findings);
    if (manifest) {
      const summary = summarise(manifest, createHash("sha256").update(bytes).digest("hex"));
      this.manifest = { value: manifest, summary };
      if (this.options.paper) this.stages.add("manifest", againstPaper(this.options.paper, summary));
    }
    return manifest;
  }

  async manifestAlone(bytes: Buffer, signature: Buffer | null): Promise<VerificationResult> {
    this.stages.skip("no-package", "container", "declaration", "completeness", "digests");
    await this.signature(bytes, signature);
    this.readManifest(bytes, this.path);
    return { ...this.result(null), kind: "manifest" };
  }

  private result(bag: Bag | null): VerificationResult {
    return {
      verdict: this.stages.verdict(),
      path: this.path,
      kind: this.container.kind,
      bagOnly: this.options.bagOnly ?? false,
      stages: this.stages.results(),
      findings: this.stages.sorted(),
      bag: bag && {
        version: bag.declaration?.version ?? null,
        root: bag.root,
        algorithms: [...new Set(bag.manifests.map(({ algorithm }) => algorithm))],
        ...payloadOf(bag),
        software: infoValue(bag.info, "Bag-Software-Agent"),
      },
      manifest: this.manifest?.summary ?? null,
      signer: this.signer,
    };
  }
}

async function verifyManifest(path: string, options: Judged): Promise<VerificationResult> {
  const bytes = await readFile(path);
  const signature = await readFile(`${path}.p7s`).catch(() => null);
  return new Verification(path, nothing, options).manifestAlone(bytes, signature);
}

/** The container of a manifest that lies alone. */
const nothing: Container = {
  kind: "folder",
  bytes: 0,
  files: [],
  findings: [],
  foreign: () => 0,
  read: async () => null,
  digest: async () => ({ digestOf: () => null, findings: [] }),
  stream: async function* () {},
  close: async () => {},
};

/** Holds the list against the code on a paper; the signer is judged with the signature. */
function againstPaper(paper: PaperCode, { id, sha256 }: ManifestSummary): Finding[] {
  const differs = (what: "handover" | "manifest", expected: string, found: string): Finding[] => [
    finding("paper-differs", "error", {}, { what, expected, found }),
  ];
  if (paper.handover !== id.toUpperCase()) return differs("handover", paper.handover, id);
  if (paper.manifest !== sha256) return differs("manifest", paper.manifest, sha256);
  return [finding("paper-agrees", "info", {}, { signer: paper.certificate !== null })];
}

function summarise(manifest: Manifest, sha256: string): ManifestSummary {
  const { id, uuid, createdAt, giver, receiver, totals } = manifest;
  const { dossiers, closed, open, documents, withheld, files, bytes } = totals;
  const counts = { dossiers, closed, open, documents, withheld, files, bytes };
  return { id, uuid, createdAt, sha256, giver: party(giver), receiver: party(receiver), ...counts };
}

function party({ code, name, kind, committee, until }: Manifest["giver"]): PartySummary {
  return { code, name, kind, committee, until };
}
