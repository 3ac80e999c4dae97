import { sha256Hex } from "../crypto/digest.js";
import type {
  Manifest,
  ManifestPriorHandover,
  Receipt,
  SignedAct,
  SignedManifest,
} from "../manifest/index.js";
import { type Finding, finding } from "../model/finding.js";
import type { SignatureCheck } from "../signing/index.js";

/** Readers and checks of lists; most packages have no need of them here. */
type Lists = typeof import("../manifest/index.js");

/** Where the papers of earlier handovers lie in a bag: one folder for each, named by its id. */
export const custodyFolder = "handover/custody";

/** The paths of the papers of one earlier handover, from the root of the bag. */
export function custodyPaths(id: string) {
  const folder = `${custodyFolder}/${id}`;
  return {
    folder,
    manifest: `${folder}/manifest.json`,
    signature: `${folder}/manifest.json.p7s`,
    receipt: `${folder}/receipt.json`,
    receiptSignature: `${folder}/receipt.json.p7s`,
    acts: `${folder}/acts/`,
  };
}

/** A bag as the walk through earlier handovers needs it. */
export interface CustodySource {
  paths: Iterable<string>;
  /** The bytes of a file of the bag; null when it is not there or cannot be read. */
  read: (path: string) => Promise<Buffer | null>;
}

/** Checks a signature in an earlier handover; `file` is the path of the signature. */
export type CheckEarlierSignature = (
  content: Buffer,
  p7s: Buffer | null,
  file: string,
) => Promise<SignatureCheck>;

/**
 * Walks through every earlier handover that a list names, the oldest papers as well as the newest: list, signature, receipt and acts are
 * there, are the ones that are named, hold, and tell the same of every dossier. One handover is held in memory at a time.
 */
export async function checkCustody(
  manifest: Manifest,
  source: CustodySource,
  checkSignature: CheckEarlierSignature,
): Promise<Finding[]> {
  const lists = await import("../manifest/index.js");
  const findings = lists.checkCustodyOrder(manifest);
  const paths = [...source.paths].filter((path) => path.startsWith(`${custodyFolder}/`)).sort();
  for (const prior of manifest.priorHandovers) {
    const walk = new Walk(prior, source, checkSignature, lists);
    findings.push(...(await walk.run(manifest, paths)));
  }
  return findings;
}

class Walk {
  readonly #findings: Finding[] = [];

  constructor(
    readonly prior: ManifestPriorHandover,
    readonly source: CustodySource,
    readonly checkSignature: CheckEarlierSignature,
    readonly lists: Lists,
  ) {}

  async run(manifest: Manifest, paths: readonly string[]): Promise<Finding[]> {
    const { prior } = this;
    const at = custodyPaths(prior.id);
    const list = await this.paper("manifest", at.manifest, prior.manifestSha256);
    if (!list) return this.#findings;
    const signature = await this.signature("signature", at.signature, list);
    const { manifest: earlier, findings } = this.lists.readManifest(list, at.manifest);
    this.#findings.push(...findings);
    if (!earlier) return this.#findings;
    let receipt: Receipt | null = null;
    let receiptAct: SignedAct | null = null;
    const sent = sentOf(earlier, list, signature);
    if (prior.receiptSha256 === null) this.lacks("receipt", at.receipt);
    else {
      const bytes = await this.paper("receipt", at.receipt, prior.receiptSha256);
      if (bytes) {
        const check = await this.signature("receipt-signature", at.receiptSignature, bytes);
        const read = this.lists.readReceipt(bytes, at.receipt);
        receipt = read.receipt;
        this.#findings.push(...read.findings);
        const fingerprint = check?.signer?.fingerprint ?? null;
        if (receipt && sent)
          this.#findings.push(...this.lists.checkReceipt(receipt, sent, fingerprint, at.receipt));
        if (receipt) receiptAct = actOf(at.receipt, bytes, receipt, check);
      }
    }
    this.#findings.push(...this.lists.checkEarlierHandover(manifest, prior, earlier, receipt));
    const acts = paths.filter((path) => path.startsWith(at.acts) && path.endsWith(".json"));
    if (sent && acts.length > 0) await this.acts(sent, acts, receiptAct);
    return this.#findings;
  }

  private async acts(
    sent: SignedManifest,
    paths: readonly string[],
    receipt: SignedAct | null,
  ): Promise<void> {
    const acts: SignedAct[] = receipt ? [receipt] : [];
    for (const path of paths) {
      const bytes = await this.source.read(path);
      if (!bytes) continue;
      const { act, findings } = this.lists.readAct(bytes, path);
      this.#findings.push(...findings);
      const check = await this.checkSignature(bytes, await this.source.read(`${path}.p7s`), `${path}.p7s`);
      this.judge(check);
      if (act) acts.push(actOf(path, bytes, act, check));
    }
    this.#findings.push(...this.lists.checkActs(sent, acts));
  }

  /** A paper that must be there with just these bytes. */
  private async paper(what: "manifest" | "receipt", path: string, sha256: string): Promise<Buffer | null> {
    const bytes = await this.source.read(path);
    if (!bytes) {
      this.lacks(what, path);
      return null;
    }
    const found = sha256Hex(bytes);
    if (found === sha256) return bytes;
    const details = { handover: this.prior.id, what, expected: sha256, found };
    this.#findings.push(finding("custody-paper-differs", "error", { file: path }, details));
    return null;
  }

  private async signature(
    what: "signature" | "receipt-signature",
    path: string,
    content: Buffer,
  ): Promise<SignatureCheck | null> {
    const p7s = await this.source.read(path);
    if (!p7s) {
      this.lacks(what, path);
      return null;
    }
    const check = await this.checkSignature(content, p7s, path);
    this.judge(check);
    return check;
  }

  /** A wrong signature is wrong; a signer nobody here knows is for the unit to answer for that hands over now. */
  private judge({ signatureFindings, verdict, signer }: SignatureCheck): void {
    this.#findings.push(...signatureFindings);
    if (verdict === "valid" || !signer || signatureFindings.some(({ severity }) => severity === "error"))
      return;
    const name = signer.commonName ?? signer.subject;
    const details = { handover: this.prior.id, name, fingerprint: signer.fingerprint };
    this.#findings.push(finding("custody-signer-untrusted", "warning", {}, details));
  }

  private lacks(what: "manifest" | "signature" | "receipt" | "receipt-signature", file: string): void {
    const details = { handover: this.prior.id, what };
    this.#findings.push(finding("custody-paper-missing", "error", { file }, details));
  }
}

function sentOf(manifest: Manifest, bytes: Buffer, check: SignatureCheck | null): SignedManifest | null {
  const marks = marksOf(check);
  if (!marks) return null;
  const sha256 = sha256Hex(bytes);
  return { manifest, sha256, size: bytes.length, ...marks };
}

function actOf(
  file: string,
  bytes: Buffer,
  statement: SignedAct["statement"],
  check: SignatureCheck | null,
): SignedAct {
  const sha256 = sha256Hex(bytes);
  return { file, sha256, statement, marks: marksOf(check) };
}

function marksOf(check: SignatureCheck | null): SignedAct["marks"] {
  if (!check?.signer || check.signatureSha256 === null) return null;
  if (check.signatureFindings.some(({ severity }) => severity === "error")) return null;
  return { signature: check.signatureSha256, certificate: check.signer.fingerprint };
}
