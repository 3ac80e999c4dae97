import { stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { sha256Hex } from "../crypto/digest.js";
import type { Container } from "../fs/container.js";
import { readWhole } from "../fs/read-whole.js";
import type { ActFile, CheckedAct, Manifest, ManifestParty, PaperCode, Receipt } from "../manifest/index.js";
import { Failure } from "../model/failure.js";
import {
  addFindings,
  compareFindings,
  countFindings,
  type Finding,
  type FindingDetails,
  finding,
} from "../model/finding.js";
import type { Job } from "../model/progress.js";
import type { SignatureJudgement } from "../model/signature.js";
import { spellingKey } from "../model/spelling-key.js";
import type { SignatureEvidence, TrustStore } from "../signing/index.js";
import { infoValue } from "./bag/bag-info.js";
import { declarationName, knownAlgorithms, manifestAlgorithm } from "./bag/tag-files.js";
import { type ActsSource, type CheckTheActs, checkPackagedActs, readPackagedActs } from "./check-acts.js";
import { checkCompleteness, checkDigests, payloadOf, Spellings } from "./check-bag.js";
import { type CheckEarlierSignature, checkCustody } from "./check-custody.js";
import { checkManifestAgainstPayload } from "./check-manifest.js";
import { openContainer } from "./open-package.js";
import { handoverManifestPath, handoverSignaturePath } from "./plan-package.js";
import { type Bag, readBag } from "./read-bag.js";
import {
  type ManifestSummary,
  type PartySummary,
  type ReceiptSummary,
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
import { bagCountOf, checkVolumes, inOrder, joinVolumes, locatedIn, type Volume } from "./volumes.js";

/** What checking one signature gave: `signature` findings say whether it holds, `trust` findings whose it is. */
export interface SignatureAnswer {
  verdict: Verdict;
  signer: VerifiedSigner | null;
  signature: Finding[];
  trust: Finding[];
  /** SHA-256 of the octets of the signature, which acts that follow it name. */
  signatureSha256?: string | null;
  judgement?: SignatureJudgement;
}

/** What a signature is under: the giver signs the list, the receiver the receipt. */
export type SignedPaper = "list" | "receipt";

/** Checks a detached signature over `content`; trust store, fingerprints and clock are already in it. */
export type CheckSignature = (
  content: Buffer,
  signature: Buffer,
  under: SignedPaper,
  existedAt?: Date | null,
) => Promise<SignatureAnswer>;

/** When the signature of a list is proved to have been there by the stamp of an act that came along; null without one. */
export type ProveList = (
  content: Buffer,
  signature: Buffer,
  acts: readonly ActFile[],
) => Promise<Date | null>;

/** How far to look, and whom to tell. */
export interface VerifyScope {
  /** Container and bag only, for bags that others made. */
  bagOnly?: boolean;
  job?: Job;
  /** Gives the container of a path where it is open already; it is closed here. */
  opened?: (path: string) => Promise<Container | null>;
  /** The code on a paper that the list and its signer must agree with. */
  paper?: PaperCode | null;
  /** Checks a signature in an earlier handover; without it the earlier handovers are not walked. */
  checkEarlier?: CheckEarlierSignature;
  /** Checks the acts that came along; without it they are not looked at. */
  checkActs?: CheckTheActs;
  /** Asks the acts since when the signature of the list was there; without it only the list's own time stamps count. */
  proveList?: ProveList;
  /** Where lists lie that a receipt for the handover of this id may answer, besides the one in the receipt's own folder. */
  listsNear?: (id: string) => readonly string[];
}

export interface VerifyOptions extends VerifyScope {
  /** The trust store, or what loads it when the first signature is to be judged. */
  trust: TrustStore | (() => Promise<TrustStore>);
  /** SHA-256 of the certificate that must have signed, as read from the paper: 64 lower-case hexadecimal digits. */
  fingerprint?: string | null;
  /** Gets what the answer about the signature rests on, for keeping. */
  onEvidence?: (evidence: SignatureEvidence) => void;
  now: Date;
}

interface Judged extends VerifyScope {
  checkSignature: CheckSignature;
}

/** What reads and judges lists and signatures; a bag by itself needs nothing of it. */
const lists = () => import("../manifest/index.js");
const signatures = () => import("../signing/index.js");

/** Largest manifest and signature that are looked at. */
const manifestLimit = 512 << 20;
const signatureLimit = 1 << 20;

/**
 * Verifies a package, all volumes of one, an unpacked bag, a `manifest.json` or a receipt with its
 * signature beside it. Whatever
 * the sender could have caused is a finding; throws only when a path cannot be read at all, or is an act (`act-by-itself`).
 */
export async function verifyPackage(
  path: string | readonly string[],
  options: VerifyOptions,
): Promise<VerificationResult> {
  const { trust: given, now, onEvidence, ...scope } = options;
  let loaded: Promise<TrustStore> | null = null;
  const trusted = async (): Promise<TrustStore> => {
    loaded ??= typeof given === "function" ? given() : Promise.resolve(given);
    return loaded;
  };
  const fingerprint = options.fingerprint ?? options.paper?.certificate ?? null;
  const checkEarlier: CheckEarlierSignature = async (content, p7s, file) => {
    const { checkSignature } = await signatures();
    const check = await checkSignature({ p7s, content, trust: await trusted(), now, place: { file } });
    onEvidence?.(check.evidence);
    return check;
  };
  const checkActs: CheckTheActs = async (sent, files) => {
    const { checkActFiles } = await lists();
    const check = await checkActFiles(sent, files, { trust: await trusted(), confirmed: fingerprint, now });
    for (const one of check.evidence) onEvidence?.(one);
    return check;
  };
  const proveList: ProveList = async (content, p7s, acts) => {
    const place = { file: handoverSignaturePath };
    const { checkSignature } = await signatures();
    const { signer, signatureSha256 } = await checkSignature({
      p7s,
      content,
      trust: await trusted(),
      now,
      place,
    });
    if (!signer || !signatureSha256) return null;
    const marks = { file: sha256Hex(content), signature: signatureSha256, certificate: signer.fingerprint };
    const { whenListExisted } = await lists();
    return whenListExisted(marks, acts, { trust: await trusted(), confirmed: fingerprint, now });
  };
  return verifyWith(path, signatureChecker(options, trusted), {
    ...scope,
    checkEarlier,
    checkActs,
    proveList,
  });
}

function signatureChecker(
  { now, onEvidence, fingerprint, paper }: VerifyOptions,
  trusted: () => Promise<TrustStore>,
): CheckSignature {
  const onPaper = {
    list: paper?.certificate ?? null,
    receipt: paper?.receipt?.certificate ?? null,
  };
  return async (content, p7s, under, existedAt = null) => {
    const place = { file: handoverSignaturePath };
    const expectedFingerprint = fingerprint ?? onPaper[under];
    const { checkSignature } = await signatures();
    const trust = await trusted();
    const check = await checkSignature({ p7s, content, trust, expectedFingerprint, existedAt, now, place });
    onEvidence?.(check.evidence);
    return {
      verdict: check.verdict,
      signer: check.signer && {
        ...check.signer,
        signedAt: check.signingTime,
        stampedAt: check.stampedAt,
        provedAt: check.provedAt,
        trustedAs: check.trustedAs,
      },
      signature: check.signatureFindings,
      trust: check.trustFindings,
      signatureSha256: check.signatureSha256,
      judgement: { indication: check.indication, subIndication: check.subIndication, steps: check.steps },
    };
  };
}

/** The same with another judge of signatures. */
export async function verifyWith(
  path: string | readonly string[],
  checkSignature: CheckSignature,
  scope: VerifyScope = {},
): Promise<VerificationResult> {
  const options = { ...scope, checkSignature };
  const paths = typeof path === "string" ? [path] : path;
  const files = await listsAmong(paths);
  if (files) return verifyLists(files, options);
  const containers: Container[] = [];
  try {
    for (const one of paths)
      containers.push((await scope.opened?.(one)) ?? (await openContainer(one, paths.length === 1)));
    return await new Verification(paths, containers, options).run();
  } finally {
    for (const container of containers) await container.close();
  }
}

/** Collects what the stages say. */
class Stages {
  readonly findings: StagedFinding[] = [];
  private readonly skipped = new Map<VerificationStage, SkipReason>();
  private untrusted = false;
  private readonly seldom = new Set<VerificationStage>();

  /** A stage that most handovers have no need of, and that is told only where it was gone through. */
  goThrough(stage: "acts" | "custody", findings: readonly Finding[]): void {
    this.seldom.add(stage);
    this.add(stage, findings);
  }

  add(stage: VerificationStage, findings: readonly Finding[]): void {
    addFindings(this.findings, stageOf(stage, findings));
  }

  skip(why: SkipReason, ...stages: VerificationStage[]): void {
    for (const stage of stages) if (!this.skipped.has(stage)) this.skipped.set(stage, why);
  }

  notTrusted(): void {
    this.untrusted = true;
  }

  results(): StageResult[] {
    const seldom: readonly VerificationStage[] = ["acts", "custody"];
    const gone = verificationStages.filter((stage) => !seldom.includes(stage) || this.seldom.has(stage));
    return gone.map((stage): StageResult => {
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
  private signatureSha256: string | null = null;
  private judgement: SignatureJudgement | null = null;
  private acts: CheckedAct[] = [];

  constructor(
    private readonly paths: readonly string[],
    private readonly containers: readonly Container[],
    private readonly options: Judged,
  ) {}

  async run(): Promise<VerificationResult> {
    const { stages, options } = this;
    const read: Volume[] = [];
    for (const [index, container] of this.containers.entries()) {
      const volume = await this.volume(this.paths[index]!, container);
      if (volume) read.push(volume);
    }
    const volumes = inOrder(read);
    const [first] = volumes;
    if (!first) {
      stages.skip("no-bag", "completeness", "digests", "signature", "trust", "manifest");
      return this.result([]);
    }
    const alone = this.containers.length === 1;
    const group = alone && options.bagOnly ? { findings: [], missing: [], group: [] } : checkVolumes(volumes);
    stages.add("completeness", group.findings);
    if (options.bagOnly) stages.skip("asked-for-bag-only", "signature", "trust", "manifest");
    else {
      // A volume of another set must not decide which list is looked at.
      const strangers = volumes.filter((one) => !group.group.includes(one));
      await this.handover([...group.group, ...strangers], group.missing.length > 0);
    }
    return this.result(volumes);
  }

  /** One bag by itself; null where there is none. */
  private async volume(path: string, container: Container): Promise<Volume | null> {
    const { stages, options } = this;
    const add = (stage: VerificationStage, findings: readonly Finding[]) =>
      stages.add(stage, locatedIn(path, this.containers.length > 1, findings));
    add("container", container.findings);
    // The threads digest while we read what the bag says of itself.
    const digesting = container.digest(this.algorithms(container), options.job);
    digesting.catch(() => undefined);
    const bag = await readBag(container);
    if ("missing" in bag) {
      add("declaration", bag.missing);
      // What the archive itself gets wrong is still worth knowing.
      add("container", (await digesting).findings);
      return null;
    }
    add("declaration", bag.findings);
    if (!bag.declaration && !bag.findings.some(({ severity }) => severity === "error"))
      add("declaration", [
        finding(
          "bag-declaration-wrong",
          "error",
          { file: declarationName },
          { problem: "missing-line", text: "" },
        ),
      ]);
    const spellings = new Spellings(bag.files);
    add("completeness", checkCompleteness(bag, spellings, !options.bagOnly));
    const table = await digesting;
    add("container", table.findings);
    add("digests", checkDigests(bag, spellings, table));
    add("container", repacking(container, bag));
    return { path, container, bag, table };
  }

  /** Every algorithm that a list in the container is named for, and SHA-256, which the handover's list uses. */
  private algorithms(container: Container): string[] {
    const named: string[] = [];
    for (const { path } of container.files) {
      // A bag lies in a folder of the archive, or is the whole of it.
      const folder = path.indexOf("/");
      if (path.length > 300 || path.indexOf("/", folder + 1) >= 0) continue;
      const known = manifestAlgorithm(path.slice(folder + 1));
      if (known && known.algorithm in knownAlgorithms) named.push(known.algorithm);
    }
    return [...new Set(this.options.bagOnly ? named : [...named, "sha256"])];
  }

  private async handover(volumes: readonly Volume[], incomplete: boolean): Promise<void> {
    const { stages } = this;
    const { container, bag } = volumes[0]!;
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
    const signatureFile = bag.files.get(handoverSignaturePath);
    const signature = signatureFile ? await container.read(signatureFile, signatureLimit) : null;
    await this.sameList(volumes.slice(1), bytes, signature);
    const existedAt = signature && (await this.provedByActs(bytes, signature, volumes[0]!));
    await this.signature(bytes, signature, { existedAt });
    const manifest = await this.readManifest(bytes, handoverManifestPath);
    if (!manifest) return;
    const joined = volumes.length > 1 ? joinVolumes(volumes) : { ...volumes[0]!, findings: [] };
    const wrong = checkManifestAgainstPayload(
      manifest,
      joined.bag,
      new Spellings(joined.bag.files),
      joined.table,
    );
    // Whatever lies in a volume that was not given is missing with it, and is not named file by file.
    const told = incomplete ? wrong.filter(({ code }) => code !== "handover-file-missing") : wrong;
    stages.add("manifest", [...joined.findings, ...told]);
    await this.actsOf(manifest, bytes, volumes[0]!);
    await this.custody(manifest, volumes[0]!);
  }

  /** The acts of a volume: every one carries them. */
  private actsIn({ container, bag }: Volume): ActsSource {
    const read = async (path: string, limit: number): Promise<Buffer | null> => {
      const file = bag.files.get(path);
      return file ? container.read(file, limit) : null;
    };
    return { paths: bag.files.keys(), read };
  }

  private async provedByActs(list: Buffer, signature: Buffer, volume: Volume): Promise<Date | null> {
    const { proveList } = this.options;
    if (!proveList) return null;
    const packed = await readPackagedActs(this.actsIn(volume));
    return packed?.files ? proveList(list, signature, packed.files) : null;
  }

  /** Those of the first volume are read. They follow a signature that holds, or nothing. */
  private async actsOf(manifest: Manifest, list: Buffer, volume: Volume): Promise<void> {
    const { checkActs } = this.options;
    if (!checkActs || !this.signer || !this.signatureSha256) return;
    const sha256 = sha256Hex(list);
    const marks = { signature: this.signatureSha256, certificate: this.signer.fingerprint };
    const sent = { manifest, sha256, size: list.length, ...marks };
    const checked = await checkPackagedActs(sent, this.actsIn(volume), checkActs);
    if (!checked) return;
    this.acts = checked.acts;
    this.stages.goThrough("acts", checked.findings);
  }

  /** Every volume carries the papers of the earlier handovers; those of the first are read. */
  private async custody(manifest: Manifest, { container, bag }: Volume): Promise<void> {
    const { checkEarlier } = this.options;
    if (manifest.priorHandovers.length === 0 || !checkEarlier) return;
    const read = async (path: string): Promise<Buffer | null> => {
      const file = bag.files.get(path);
      return file ? container.read(file, path.endsWith(".p7s") ? signatureLimit : manifestLimit) : null;
    };
    this.stages.goThrough(
      "custody",
      await checkCustody(manifest, { paths: bag.files.keys(), read }, checkEarlier),
    );
  }

  /** Every volume carries the same list under the same signature, or they do not belong together. */
  private async sameList(others: readonly Volume[], list: Buffer, signature: Buffer | null): Promise<void> {
    for (const { path, container, bag } of others)
      for (const [part, name, expected, limit] of [
        ["list", handoverManifestPath, list, manifestLimit],
        ["signature", handoverSignaturePath, signature, signatureLimit],
      ] as const) {
        const file = bag.files.get(name);
        const bytes = file ? await container.read(file, limit) : null;
        if (bytes && expected?.equals(bytes)) continue;
        const place = { file: basename(path) };
        this.stages.add("manifest", [finding("volume-manifest-differs", "error", place, { part })]);
      }
  }

  async signature(
    content: Buffer,
    signature: Buffer | null,
    {
      file = handoverSignaturePath,
      under = "list",
      existedAt = null,
    }: { file?: string; under?: SignedPaper; existedAt?: Date | null } = {},
  ): Promise<void> {
    const { stages } = this;
    if (!signature) {
      const place = { file };
      stages.add("signature", [finding("handover-signature-missing", "error", place, {})]);
      stages.skip("signature-missing", "trust");
      return;
    }
    const answer = await this.options.checkSignature(content, signature, under, existedAt);
    const at = (findings: readonly Finding[]): Finding[] =>
      findings.map((one) =>
        one.place.file === handoverSignaturePath ? { ...one, place: { ...one.place, file } } : one,
      );
    this.signer = answer.signer;
    this.judgement = answer.judgement ?? null;
    stages.add("signature", at(answer.signature));
    stages.add("trust", at(answer.trust));
    if (worst(answer.signature) !== "error") this.signatureSha256 = answer.signatureSha256 ?? null;
    if (worst(answer.signature) === "error") stages.skip("signature-wrong", "trust");
    else if (answer.verdict === "untrusted") stages.notTrusted();
  }

  async readManifest(bytes: Buffer, file: string): Promise<Manifest | null> {
    const { manifest, findings } = (await lists()).readManifest(bytes, file);
    this.stages.add("manifest", findings);
    if (manifest) {
      const summary = summarise(manifest, sha256Hex(bytes));
      this.manifest = { value: manifest, summary };
      if (this.options.paper)
        this.stages.add("manifest", againstPaper(this.options.paper, summary, this.signer));
      this.stages.add("trust", otherOrganisation(this.signer, manifest.giver));
    }
    return manifest;
  }

  async manifestAlone(bytes: Buffer, signature: Buffer | null): Promise<VerificationResult> {
    this.stages.skip("no-package", "container", "declaration", "completeness", "digests");
    await this.signature(bytes, signature);
    const manifest = await this.readManifest(bytes, this.paths[0]!);
    if (manifest && manifest.priorHandovers.length > 0)
      this.stages.goThrough("custody", (await lists()).checkCustodyOrder(manifest));
    return { ...this.result([]), kind: "manifest" };
  }

  /**
   * A receipt without a package: that it is one, whole, and whose; and that it answers the list it says it answers,
   * where that is `named` or at hand.
   */
  async receiptAlone(
    bytes: Buffer,
    signature: Buffer | null,
    named: SignedFile | null,
  ): Promise<VerificationResult> {
    const file = basename(this.paths[0]!);
    this.stages.skip("only-receipt", "container", "declaration", "completeness", "digests");
    await this.signature(bytes, signature, { file: `${file}.p7s`, under: "receipt" });
    const { receipt, findings } = (await lists()).readReceipt(bytes, file);
    this.stages.add("manifest", findings);
    if (receipt && this.options.paper)
      this.stages.add(
        "manifest",
        receiptAgainstPaper(this.options.paper, receipt, sha256Hex(bytes), this.signer),
      );
    const list = receipt && (named ?? (await this.listNear(receipt)));
    const compared = list ? await this.againstList(receipt, list, file) : false;
    return {
      ...this.result([]),
      kind: "receipt",
      receipt: receipt && summariseReceipt(receipt, compared ? list!.path : null),
    };
  }

  /** The list that a receipt answers, from beside it or from where such lists are kept: the very one, else one of its handover. */
  private async listNear({ handover, manifest }: Receipt): Promise<SignedFile | null> {
    const { readManifest } = await lists();
    const beside = join(dirname(this.paths[0]!), basename(handoverManifestPath));
    let other: SignedFile | null = null;
    for (const path of [beside, ...(this.options.listsNear?.(handover.id) ?? [])]) {
      const near = await readSignedFile(path).catch(() => null);
      if (!near?.signature) continue;
      if (sha256Hex(near.bytes) === manifest.sha256) return near;
      if (readManifest(near.bytes).manifest?.uuid === handover.uuid) other ??= near;
    }
    return other;
  }

  /** Holds a receipt against a list; false where the list is none, or is not signed. */
  private async againstList(receipt: Receipt, list: SignedFile, file: string): Promise<boolean> {
    const { stages } = this;
    const place = { file: basename(list.path) };
    const { checkReceipt, readManifest } = await lists();
    const { manifest, findings } = readManifest(list.bytes, place.file);
    const answer = list.signature && (await this.options.checkSignature(list.bytes, list.signature, "list"));
    const held = answer && worst(answer.signature) !== "error" ? answer : null;
    stages.add("manifest", findings);
    if (!held?.signer || !held.signatureSha256)
      stages.add("manifest", [
        answer
          ? finding("signature-wrong", "error", { file: `${place.file}.p7s` }, {})
          : finding("handover-signature-missing", "error", { file: `${place.file}.p7s` }, {}),
      ]);
    if (!manifest || !held?.signer || !held.signatureSha256) return false;
    const sent = {
      ...{ manifest, sha256: sha256Hex(list.bytes), size: list.bytes.length },
      ...{ signature: held.signatureSha256, certificate: held.signer.fingerprint },
    };
    stages.add("manifest", checkReceipt(receipt, sent, this.signer?.fingerprint ?? null, file));
    return true;
  }

  private result(volumes: readonly Volume[]): VerificationResult {
    const payloads = volumes.map(({ bag }) => payloadOf(bag));
    const bag = volumes[0]?.bag;
    return {
      verdict: this.stages.verdict(),
      path: this.paths[0]!,
      kind: this.containers[0]?.kind ?? "folder",
      bagOnly: this.options.bagOnly ?? false,
      stages: this.stages.results(),
      findings: this.stages.sorted(),
      bag: bag
        ? {
            version: bag.declaration?.version ?? null,
            root: bag.root,
            algorithms: [...new Set(bag.manifests.map(({ algorithm }) => algorithm))],
            files: payloads.reduce((sum, { files }) => sum + files, 0),
            bytes: payloads.reduce((sum, { bytes }) => sum + bytes, 0),
            software: infoValue(bag.info, "Bag-Software-Agent"),
          }
        : null,
      volumes: volumes.flatMap((volume) => {
        const mark = bagCountOf(volume.bag);
        return mark || this.paths.length > 1
          ? [{ path: volume.path, number: mark?.number ?? null, count: mark?.count ?? null }]
          : [];
      }),
      manifest: this.manifest?.summary ?? null,
      receipt: null,
      acts: this.acts,
      signer: this.signer,
      signature: this.judgement,
    };
  }
}

/** A package of ours is laid out in one way only; another layout means that somebody packed it again. */
function repacking(container: Container, bag: Bag): Finding[] {
  const entries = container.foreign();
  return entries > 0 && infoValue(bag.info, "Bag-Software-Agent")?.startsWith("bangiao ")
    ? [finding("package-repacked", "warning", {}, { entries })]
    : [];
}

/** A signed list or receipt, and the signature beside it. */
interface SignedFile {
  path: string;
  bytes: Buffer;
  signature: Buffer | null;
}

async function readSignedFile(path: string): Promise<SignedFile> {
  const whole = async (from: string, limit: number): Promise<Buffer> => {
    const { buffer, byteOffset, byteLength } = await readWhole(from, limit);
    return Buffer.from(buffer, byteOffset, byteLength);
  };
  const bytes = await whole(path, manifestLimit);
  const signature = await whole(`${path}.p7s`, signatureLimit).catch(() => null);
  return { path, bytes, signature };
}

/** The files given, where they are a list, a receipt, or a receipt and the list it answers; null where they are not. */
async function listsAmong(paths: readonly string[]): Promise<SignedFile[] | null> {
  if (paths.length > 2 || !paths.every((path) => /\.json$/iu.test(path))) return null;
  const { receiptFormat } = await lists();
  const files: SignedFile[] = [];
  for (const path of paths) {
    if (!(await stat(path).catch(() => null))?.isFile()) return null;
    files.push(await readSignedFile(path));
  }
  const receipts = files.filter((file) => isOfFormat(file, receiptFormat));
  return files.length === 1 || receipts.length === 1 ? files : null;
}

function isOfFormat({ bytes }: SignedFile, format: string): boolean {
  return bytes.subarray(0, 200).includes(`"format":"${format}"`);
}

async function verifyLists(files: readonly SignedFile[], options: Judged): Promise<VerificationResult> {
  const { actFormat, receiptFormat } = await lists();
  // An act says little by itself: it is judged with the list and the acts that it follows.
  const act = files.find((one) => isOfFormat(one, actFormat));
  if (act) throw new Failure("act-by-itself", { path: act.path });
  const receipt = files.find((one) => isOfFormat(one, receiptFormat));
  const list = files.find((one) => one !== receipt) ?? null;
  if (receipt)
    return new Verification([receipt.path], [], options).receiptAlone(receipt.bytes, receipt.signature, list);
  return new Verification([list!.path], [], options).manifestAlone(list!.bytes, list!.signature);
}

type OnPaper = FindingDetails["paper-differs"]["what"];

function differs(what: OnPaper, expected: string, found: string): Finding[] {
  return [finding("paper-differs", "error", {}, { what, expected, found })];
}

/**
 * A certificate that names another organisation than the party that has to sign: worth a question, no more, for an authority may
 * write the name of the province. Names agree when one is the other or a part of it, however its tones are placed.
 */
function otherOrganisation(signer: VerifiedSigner | null, party: ManifestParty): Finding[] {
  const organisation = signer?.organisation ?? null;
  if (organisation === null) return [];
  const names = [party.organisation, party.committee, party.name].filter((name) => name !== null);
  const key = spellingKey(organisation);
  const agrees = names.map(spellingKey).some((name) => key.includes(name) || name.includes(key));
  if (agrees || key === "") return [];
  const details = { organisation, expected: party.committee ?? party.organisation ?? party.name };
  return [finding("signer-other-organisation", "warning", { file: handoverSignaturePath }, details)];
}

/** Holds the list and its signer against the code on a paper. */
function againstPaper(
  paper: PaperCode,
  { id, sha256 }: ManifestSummary,
  signer: VerifiedSigner | null,
): Finding[] {
  if (paper.handover !== id.toUpperCase()) return differs("handover", paper.handover, id);
  if (paper.manifest !== sha256) return differs("manifest", paper.manifest, sha256);
  if (paper.certificate !== null && signer !== null && paper.certificate !== signer.fingerprint)
    return differs("certificate", paper.certificate, signer.fingerprint);
  return [finding("paper-agrees", "info", {}, { signer: paper.certificate !== null && signer !== null })];
}

/**
 * Holds a receipt against the code on a paper: what it answers, and on receipt minutes also the receipt itself and its
 * signer. Handover minutes were printed before there was a receipt, and vouch for none.
 */
function receiptAgainstPaper(
  { handover, manifest, certificate, receipt: onPaper }: PaperCode,
  receipt: Receipt,
  sha256: string,
  signer: VerifiedSigner | null,
): Finding[] {
  const { id } = receipt.handover;
  if (handover !== id.toUpperCase()) return differs("handover", handover, id);
  if (manifest !== receipt.manifest.sha256) return differs("manifest", manifest, receipt.manifest.sha256);
  if (certificate !== null && certificate !== receipt.previous.certificate)
    return differs("giver", certificate, receipt.previous.certificate);
  if (onPaper && onPaper.sha256 !== sha256) return differs("receipt", onPaper.sha256, sha256);
  if (onPaper && signer && onPaper.certificate !== signer.fingerprint)
    return differs("receiver", onPaper.certificate, signer.fingerprint);
  return [finding("paper-agrees-with-receipt", "info", {}, { receipt: onPaper !== null })];
}

function summariseReceipt(receipt: Receipt, list: string | null): ReceiptSummary {
  const { handover, manifest, createdAt, receiver, counts } = receipt;
  return {
    id: handover.id,
    manifest: manifest.sha256,
    list,
    createdAt,
    receiver: party(receiver),
    ...counts,
  };
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
