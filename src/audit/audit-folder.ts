import { join } from "node:path";
import { sha256Hex } from "../crypto/digest.js";
import { findInPlan, type Plan, sameName, successorsOf } from "../custody/index.js";
import { readWhole } from "../fs/read-whole.js";
import {
  type ActFile,
  checkActFiles,
  checkReceipt,
  isReceiptFile,
  largestManifest,
  type Manifest,
  type ManifestHeader,
  type ManifestUnit,
  readManifest,
} from "../manifest/index.js";
import type { DossierType } from "../model/dossier.js";
import type { Finding } from "../model/finding.js";
import type { Job } from "../model/progress.js";
import { unitKey } from "../model/unit.js";
import {
  bagCountOf,
  checkCustody,
  custodyFolder,
  custodyPaths,
  handoverManifestPath,
  handoverSignaturePath,
  type OpenPackage,
  openPackage,
  readPackagedActs,
  type VerificationStage,
  verifyPackage,
} from "../package/index.js";
import { checkSignature, type SignatureCheck, type TrustStore } from "../signing/index.js";
import type {
  AuditedCase,
  AuditedHandover,
  AuditedLog,
  AuditedStock,
  AuditResult,
  PlannedGiver,
} from "./audit-result.js";
import { type Gap, gap } from "./gaps.js";
import { type FoundAct, type FoundList, type FoundReceipt, type Gathered, gather, none } from "./gather.js";
import { type FoundVolume, missingNumbers, setsOf } from "./volume-sets.js";

export interface AuditRequest {
  folder: string;
  plan: Plan | null;
  trust: TrustStore;
  now: Date;
  /** Whether to verify the contents of every package. */
  files?: boolean;
}

/** The stages of verification that say whether a package is whole; the others the audit goes through itself. */
const wholeness: readonly VerificationStage[] = [
  "container",
  "declaration",
  "completeness",
  "digests",
  "manifest",
];

interface Known {
  header: Pick<ManifestHeader, "id" | "uuid" | "kind" | "giver" | "receiver" | "supplements" | "createdAt">;
  sha256: string;
  size: number;
  /** What acts that follow this list name of its signature; null while no signature of it holds. */
  marks: { signature: string; certificate: string } | null;
  audited: AuditedHandover;
  /** The acts and receipts that were found for it, by digest. */
  acts: Map<string, ActFile>;
  /** The digest of each receipt that holds for it. */
  receipts: Set<string>;
  /** Dossiers that were refused, by the receipt that stands. */
  refused: Set<string>;
  /** Prior handovers it names, and which dossiers went through them. */
  prior: ManifestHeader["priorHandovers"];
  remaining: { dossier: string; reference: string; handover: string | null }[];
  /** Every package that carries this list. */
  packages: FoundVolume[];
  /** The digests of earlier lists and receipts that lie in its packages. */
  carried: Set<string>;
  /** What is wrong with the papers of earlier handovers in its packages, by the id of that handover; null before one was walked. */
  chain: Map<string, ChainFault[]> | null;
}

/** Something wrong in the chain of earlier handovers, as the papers in a package tell it. */
interface ChainFault {
  code: Finding["code"];
  /** Path of the package. */
  file: string;
  dossier: string | null;
  /** Nothing is wrong, a signature only is not in the package. */
  lacks: boolean;
}

/** A list that is being looked at, and the package it lies in. */
interface OpenList {
  bytes: Uint8Array;
  p7s: Uint8Array | null;
  pack: OpenPackage | null;
}

/** A dossier and the handovers that hold it, in the order found. */
interface Held {
  reference: string;
  origin: string;
  by: { handover: number; custody: readonly string[] }[];
}

/**
 * Reads every package, manifest and receipt below a folder and says what is open between them. Manifests are read one at
 * a time; of each dossier only its reference and its handovers are kept.
 */
export async function auditFolder(request: AuditRequest, job: Job = {}): Promise<AuditResult> {
  const gathered = await gather(request.folder, job);
  const audit = new Audit(request, gathered);
  for (const [index, list] of gathered.lists.entries()) {
    job.signal?.throwIfAborted();
    job.onProgress?.({ stage: "comparing", done: index, total: gathered.lists.length, item: list.path });
    await audit.take(list);
  }
  await audit.checkActs(job);
  if (request.files) await audit.verifyPackages(job);
  return audit.finish(gathered.logs);
}

class Audit {
  readonly #known: Known[] = [];
  readonly #bySha = new Map<string, Known>();
  readonly #byId = new Map<string, Known>();
  readonly #byUuid = new Map<string, Known>();
  readonly #dossiers = new Map<string, Held>();
  readonly #idOf = new Map<string, string>();
  readonly #receipts = new Map<string, FoundReceipt[]>();
  readonly #answered = new Set<FoundReceipt>();
  readonly #untrusted = new Map<string, Gap>();
  readonly #files = { files: 0, bytes: 0 };
  readonly #types = new Map<DossierType | null, AuditedStock>();
  readonly #years = new Map<number | null, AuditedStock>();
  readonly #cases: AuditedCase[] = [];

  readonly gaps: Gap[];

  readonly #loose: readonly FoundAct[];

  constructor(
    readonly request: AuditRequest,
    { receipts, acts, gaps }: Pick<Gathered, "receipts" | "acts" | "gaps">,
  ) {
    this.gaps = gaps;
    this.#loose = acts;
    for (const one of receipts) {
      const { id } = one.receipt.handover;
      this.#receipts.set(id, [...(this.#receipts.get(id) ?? []), one]);
    }
  }

  async take(list: FoundList): Promise<void> {
    const read = await this.#read(list);
    if (!read) {
      // A ZIP without a list is some other archive; one that is named like a handover is a package that does not open.
      if (!list.inPackage) this.gaps.push(gap("list-unreadable", { file: list.path }));
      else if (/BG-\d{5}-\d{8}-/u.test(list.path)) {
        this.gaps.push(gap("package-unreadable", { file: list.path }));
      }
      return;
    }
    try {
      const known = await this.#takeOpen(list, read);
      if (known && read.pack) await this.#packed(known, list.path, { ...read, pack: read.pack });
    } finally {
      await read.pack?.close();
    }
  }

  /** The handover of a list; null when the list cannot be understood. */
  async #takeOpen(list: FoundList, read: OpenList): Promise<Known | null> {
    const sha256 = sha256Hex(read.bytes);
    const before = this.#bySha.get(sha256);
    if (before) {
      before.audited.foundAt.push(list.path);
      if (before.audited.signed === "missing" && read.p7s) {
        const late = await this.#signature(read.bytes, read.p7s, list.path);
        before.audited.signed = late.verdict;
        before.marks = marksOf(late);
      }
      return before;
    }
    const { manifest, findings } = readManifest(read.bytes, list.path);
    if (!manifest) {
      this.gaps.push(gap("list-unreadable", { file: list.path, detail: findings[0]?.code ?? null }));
      return null;
    }
    const signature = await this.#signature(read.bytes, read.p7s, list.path);
    const signed = read.p7s === null ? "missing" : signature.verdict;
    const known = this.#remember(manifest, sha256, list.path, signed);
    known.size = read.bytes.length;
    known.marks = marksOf(signature);
    const rival = this.#byId.get(manifest.id);
    if (rival) {
      const where = { unit: nameOf(manifest.giver), handover: manifest.id, file: list.path };
      this.gaps.push(gap("list-rivals", { ...where, detail: rival.audited.foundAt[0] ?? null }));
    } else this.#byId.set(manifest.id, known);
    if (signature.verdict === "untrusted") this.#notTrusted(signature, nameOf(manifest.giver));
    await this.#answers(known, manifest, read.bytes.length, signature);
    this.#dossiersOf(known, manifest);
    return known;
  }

  async #read({ path, inPackage }: FoundList): Promise<OpenList | null> {
    const full = this.#full(path);
    if (!inPackage) {
      const bytes = await readWhole(full, largestManifest).catch(none);
      return bytes && { bytes, p7s: await readWhole(`${full}.p7s`, 1 << 20).catch(none), pack: null };
    }
    const pack = await openPackage(full).catch(none);
    if (!pack) return null;
    const bytes = await pack.readSmall(handoverManifestPath, largestManifest).catch(none);
    if (bytes) {
      return { bytes, p7s: await pack.readSmall(handoverSignaturePath, 1 << 20).catch(none), pack };
    }
    await pack.close();
    return null;
  }

  /** What a package holds besides the list: its number among the volumes, the papers of earlier handovers. */
  async #packed(known: Known, path: string, list: OpenList & { pack: OpenPackage }): Promise<void> {
    const { pack } = list;
    known.packages.push({ path, mark: bagCountOf(pack.bag) });
    const read = (act: string, limit: number) => pack.readSmall(act, limit).catch(none);
    const packed = await readPackagedActs({ paths: pack.paths(), read });
    for (const { code } of packed?.findings ?? []) {
      const where = { unit: known.audited.giver, handover: known.header.id, file: path };
      this.gaps.push(gap("act-wrong", { ...where, detail: code }));
    }
    for (const act of packed?.files ?? []) keep(known, { ...act, file: `${path}: ${act.file}` });
    for (const { id, manifestSha256, receiptSha256 } of known.prior) {
      const papers = custodyPaths(id);
      const wanted = [
        [papers.manifest, manifestSha256],
        [papers.receipt, receiptSha256],
      ] as const;
      for (const [paper, sha256] of wanted) {
        if (sha256 === null || known.carried.has(sha256)) continue;
        const bytes = await pack.readSmall(paper, largestManifest).catch(none);
        if (bytes && sha256Hex(bytes) === sha256) known.carried.add(sha256);
      }
    }
    if (known.prior.length > 0) await this.#walkBack(known, path, list);
  }

  /** Goes through the papers of earlier handovers in a package: signatures, receipts, what they say of each dossier. */
  async #walkBack(
    known: Known,
    path: string,
    { bytes, pack }: OpenList & { pack: OpenPackage },
  ): Promise<void> {
    const { manifest } = readManifest(bytes, path);
    // Volumes but the first carry no papers.
    if (!manifest || !pack.paths().some((one) => one.startsWith(`${custodyFolder}/`))) return;
    const source = {
      paths: pack.paths(),
      read: (one: string) => pack.readSmall(one, largestManifest).catch(none),
    };
    const { trust, now } = this.request;
    const checkOne = async (content: Buffer, p7s: Buffer | null, file: string): Promise<SignatureCheck> =>
      checkSignature({ p7s, content, trust, now, place: { file } });
    const chain = new Map<string, ChainFault[]>();
    for (const { code, severity, place, details } of await checkCustody(manifest, source, checkOne)) {
      if (code === "custody-signer-untrusted") this.#unknown(details.fingerprint, known.audited.giver);
      if (severity !== "error") continue;
      const lacks = code === "custody-paper-missing";
      // Whether a list or a receipt is anywhere is known at the end only.
      if (lacks && (details.what === "manifest" || details.what === "receipt")) continue;
      const id = "handover" in details ? String(details.handover) : idIn(place.file);
      const faults = chain.get(id) ?? [];
      chain.set(id, [...faults, { code, file: path, dossier: place.dossier ?? null, lacks }]);
    }
    known.chain ??= chain;
  }

  #full(path: string): string {
    return join(this.request.folder, ...path.split("/"));
  }

  #signature(content: Uint8Array, p7s: Uint8Array | null, path: string): Promise<SignatureCheck> {
    const { trust, now } = this.request;
    return checkSignature({ p7s, content, trust, now, place: { file: `${path}.p7s` } });
  }

  #remember(manifest: Manifest, sha256: string, path: string, signed: AuditedHandover["signed"]): Known {
    const { id, uuid, kind, giver, receiver, supplements, totals } = manifest;
    const lacking = manifest.exceptions.filter((one) => one.kind === "missing" || one.kind === "damaged");
    const audited: AuditedHandover = {
      id,
      giver: nameOf(giver),
      receiver: nameOf(receiver),
      createdAt: manifest.createdAt,
      kind,
      dossiers: totals.dossiers,
      openCases: totals.open,
      files: totals.files,
      bytes: totals.bytes,
      missing: lacking.length,
      explained: lacking.filter(({ explanation }) => explanation !== null).length,
      signed,
      receipt: null,
      foundAt: [path],
    };
    const known: Known = {
      header: { id, uuid, kind, giver, receiver, supplements, createdAt: manifest.createdAt },
      sha256,
      size: 0,
      marks: null,
      audited,
      acts: new Map(),
      receipts: new Set(),
      refused: new Set(),
      prior: manifest.priorHandovers,
      remaining: manifest.remaining.map(({ dossier, reference, handover }) => ({
        dossier,
        reference,
        handover,
      })),
      packages: [],
      carried: new Set(),
      chain: null,
    };
    this.#known.push(known);
    this.#bySha.set(sha256, known);
    this.#byUuid.set(uuid, known);
    this.#files.files += totals.files;
    this.#files.bytes += totals.bytes;
    return known;
  }

  /** Holds the receipts for a handover against its list, while the list is at hand. */
  async #answers(known: Known, manifest: Manifest, size: number, signature: SignatureCheck): Promise<void> {
    const good: { found: FoundReceipt; sha256: string; verdict: SignatureCheck["verdict"] | "missing" }[] =
      [];
    for (const found of this.#receipts.get(manifest.id) ?? []) {
      if (found.receipt.handover.uuid !== manifest.uuid) continue;
      this.#answered.add(found);
      const where = { unit: nameOf(manifest.receiver), handover: manifest.id, file: found.path };
      const check = await this.#signature(found.bytes, found.p7s, found.path);
      const sent = {
        manifest,
        sha256: known.sha256,
        size,
        signature: signature.signatureSha256 ?? found.receipt.previous.signature,
        certificate: signature.signer?.fingerprint ?? found.receipt.previous.certificate,
      };
      const wrong = checkReceipt(found.receipt, sent, check.signer?.fingerprint ?? null, found.path);
      const verdict = found.p7s === null ? "missing" : check.verdict;
      if (verdict === "untrusted") this.#notTrusted(check, where.unit);
      if (verdict === "missing") this.gaps.push(gap("list-unsigned", where));
      else if (verdict === "invalid") {
        this.gaps.push(gap("signature-invalid", { ...where, detail: check.findings[0]?.code ?? null }));
      }
      if (wrong[0]) {
        this.gaps.push(
          gap("receipt-wrong", { ...where, dossier: wrong[0].place.dossier ?? null, detail: wrong[0].code }),
        );
      }
      if (wrong.length > 0 || verdict === "invalid" || verdict === "missing") continue;
      const sha256 = sha256Hex(found.bytes);
      keep(known, { file: found.path, bytes: found.bytes, p7s: found.p7s });
      good.push({ found, sha256, verdict });
      known.receipts.add(sha256);
    }
    const replaced = new Set(good.map(({ found }) => found.receipt.replaces));
    const standing = good.filter(({ sha256 }) => !replaced.has(sha256));
    const last = standing.at(-1);
    if (standing.length > 1) {
      const where = { unit: nameOf(manifest.receiver), handover: manifest.id, file: last!.found.path };
      this.gaps.push(gap("receipt-rivals", { ...where, detail: standing[0]!.found.path }));
    }
    if (!last) return;
    const { accepted, acceptedWithReservation: reserved, refused } = last.found.receipt.counts;
    known.audited.receipt = { signed: last.verdict, accepted, reserved, refused };
    for (const one of last.found.receipt.dossiers) {
      if (one.outcome === "refused") known.refused.add(one.dossier);
    }
  }

  #dossiersOf(known: Known, manifest: Manifest): void {
    const handover = this.#known.length - 1;
    const unit = nameOf(manifest.giver);
    for (const { id, reference, origin, custody, type, opened, closed, documents } of manifest.dossiers) {
      const name = `${unitKey(origin)}/${reference}`;
      if (!this.#dossiers.has(id)) {
        const year = Number((closed ?? opened)?.slice(0, 4)) || null;
        count(this.#types, type, documents.length);
        count(this.#years, year, documents.length);
      }
      const held = this.#dossiers.get(id) ?? { reference, origin: unitKey(origin), by: [] };
      held.by.push({ handover, custody });
      this.#dossiers.set(id, held);
      // An inventory that was made anew gives new ids: unit and reference still name one dossier.
      const other = this.#idOf.get(name);
      if (other !== undefined && other !== id) {
        const first = this.#known[this.#dossiers.get(other)!.by[0]!.handover]!;
        const refused = first.refused.has(other) || known.refused.has(id);
        const where = { unit, handover: manifest.id, dossier: reference };
        if (!refused) this.gaps.push(gap("dossier-twice", { ...where, detail: first.header.id }));
      } else this.#idOf.set(name, id);
      const foreign = unitKey(origin) !== unitKey(manifest.giver);
      if (foreign && custody.length === 0) {
        this.gaps.push(gap("custody-broken", { unit, handover: manifest.id, dossier: reference }));
      }
    }
    for (const { reference, step, nextStep, deadline, successor } of manifest.openCases) {
      this.#cases.push({
        ...{ handover: manifest.id, giver: unit, reference, step, nextStep, deadline },
        successor: successor && nameOf(successor),
      });
      if (successor === null) {
        this.gaps.push(gap("case-without-successor", { unit, handover: manifest.id, dossier: reference }));
      }
    }
  }

  /** One gap for one certificate: it has to be confirmed once. */
  #notTrusted({ signer }: Pick<SignatureCheck, "signer">, unit: string): void {
    this.#unknown(signer?.fingerprint ?? "", unit);
  }

  #unknown(fingerprint: string, unit: string): void {
    if (this.#untrusted.has(fingerprint)) return;
    const one = gap("signer-untrusted", { unit, detail: fingerprint });
    this.#untrusted.set(fingerprint, one);
    this.gaps.push(one);
  }

  /** Holds the acts of each handover, wherever they lie, against its list, its receipts and each other. */
  async checkActs(job: Job): Promise<void> {
    for (const one of this.#loose) {
      const { id, uuid } = one.act.handover;
      const known = this.#byUuid.get(uuid);
      if (known) keep(known, one);
      else this.gaps.push(gap("act-orphan", { unit: nameOf(one.act.giver), handover: id, file: one.file }));
    }
    const { trust, now } = this.request;
    for (const { header, sha256, size, marks, acts, audited } of this.#known) {
      job.signal?.throwIfAborted();
      // An act follows a signature that holds; that this one does not is told by itself.
      if (!marks || ![...acts.values()].some(({ bytes }) => !isReceiptFile(bytes))) continue;
      const sent = { manifest: header, sha256, size, ...marks };
      const checked = await checkActFiles(sent, [...acts.values()], { trust, now });
      // Receipts are judged where they are held against the whole list.
      const aside = new Set(checked.acts.filter(({ kind }) => kind === "receipt").map(({ file }) => file));
      const strangers = new Set<string>();
      for (const { file, verdict, fingerprint, role } of checked.acts) {
        if (verdict !== "untrusted" || aside.has(file)) continue;
        strangers.add(file);
        this.#unknown(fingerprint ?? "", role === "receiver" ? audited.receiver : audited.giver);
      }
      const trusting = checked.trustFindings.filter(({ place }) => !strangers.has(actAt(place.file)));
      const told = new Set<string>();
      for (const { severity, code, place } of [...checked.findings, ...trusting]) {
        const file = actAt(place.file);
        if (severity !== "error" || aside.has(file) || told.has(`${code} ${file}`)) continue;
        told.add(`${code} ${file}`);
        const where = { unit: audited.giver, handover: header.id, file };
        this.gaps.push(gap("act-wrong", { ...where, detail: code }));
      }
    }
  }

  /** Verifies every package whose list could be read, all its volumes together. */
  async verifyPackages(job: Job): Promise<void> {
    const { trust, now } = this.request;
    for (const { header, audited, packages } of this.#known) {
      for (const set of setsOf(packages)) {
        job.signal?.throwIfAborted();
        const paths = set.map(({ path }) => this.#full(path));
        const result = await verifyPackage(paths, { trust, now, job }).catch(none);
        // Which volumes are missing is told by itself.
        const wrong = result?.findings.find(
          ({ stage, severity, code }) =>
            severity === "error" && wholeness.includes(stage) && code !== "volume-missing",
        );
        if (result && !wrong) continue;
        const where = { unit: audited.giver, handover: header.id, file: set[0]!.path };
        this.gaps.push(gap("package-damaged", { ...where, detail: wrong?.code ?? null }));
      }
    }
  }

  finish(logs: AuditedLog[]): AuditResult {
    for (const known of this.#known) this.#handover(known);
    for (const [id, held] of this.#dossiers) this.#dossier(id, held);
    for (const receipts of this.#receipts.values()) {
      for (const found of receipts) {
        if (this.#answered.has(found)) continue;
        const { giver, handover } = found.receipt;
        const where = { unit: nameOf(giver), handover: handover.id, file: found.path };
        this.gaps.push(gap("receipt-orphan", where));
      }
    }
    const { units, plan } = this.#plan();
    const order = (one: Gap): string =>
      [one.severity, one.unit ?? "", one.handover ?? "", one.kind, one.dossier ?? "", one.file ?? ""].join(
        "\n",
      );
    const gaps = this.gaps.sort((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0));
    return {
      handovers: this.#known.map(({ audited }) => audited).sort((a, b) => (a.id < b.id ? -1 : 1)),
      plan,
      byType: [...this.#types]
        .sort(([a], [b]) => ((a ?? "~") < (b ?? "~") ? -1 : 1))
        .map(([type, stock]) => ({ type, ...stock })),
      byYear: [...this.#years]
        .sort(([a], [b]) => (a ?? 9999) - (b ?? 9999))
        .map(([year, stock]) => ({ year, ...stock })),
      cases: this.#cases.sort((a, b) => {
        const [one, other] = [a.deadline ?? "9999", b.deadline ?? "9999"];
        return one < other ? -1 : one > other ? 1 : a.reference < b.reference ? -1 : 1;
      }),
      logs,
      units,
      totals: {
        dossiers: this.#dossiers.size,
        ...this.#files,
        receipts: this.#answered.size,
        logs: logs.length,
      },
      gaps,
      clean: !gaps.some(({ severity }) => severity === "error"),
    };
  }

  #handover(known: Known): void {
    const { header, audited } = known;
    const where = { unit: audited.giver, handover: header.id };
    const file = audited.foundAt[0] ?? null;
    if (audited.signed === "missing") this.gaps.push(gap("list-unsigned", { ...where, file }));
    if (audited.signed === "invalid") this.gaps.push(gap("signature-invalid", { ...where, file }));
    if (audited.receipt === null) {
      this.gaps.push(gap("receipt-missing", { ...where, unit: audited.receiver }));
    }
    const sets = setsOf(known.packages);
    for (const set of sets) {
      const missing = missingNumbers(set);
      if (missing === null || sets.some((one) => missingNumbers(one) === null)) continue;
      const first = set[0]!.path;
      this.gaps.push(gap("volume-missing", { ...where, file: first, detail: missing }));
    }
    const { supplements } = header;
    if (supplements && this.#byId.get(supplements.id)?.sha256 !== supplements.sha256) {
      this.gaps.push(gap("supplement-without-first", { ...where, detail: supplements.id }));
    }
    for (const one of known.prior) {
      const earlier = this.#byUuid.get(one.uuid);
      // A package brings the papers of earlier handovers along; another list under the same mark still speaks against it.
      const list = earlier ? earlier.sha256 === one.manifestSha256 : known.carried.has(one.manifestSha256);
      const receipt =
        one.receiptSha256 === null ||
        earlier?.receipts.has(one.receiptSha256) === true ||
        known.carried.has(one.receiptSha256);
      if (!list || !receipt) this.gaps.push(gap("custody-broken", { ...where, detail: one.id }));
      // A signature that the package lacks may lie with the list elsewhere; whatever else is wrong in it stays wrong.
      const faults = (known.chain?.get(one.id) ?? []).filter(
        ({ lacks, dossier }) => !(lacks && earlier) && (dossier !== null || (list && receipt)),
      );
      const told = new Set<string | null>();
      for (const { file, dossier } of faults) {
        if (told.has(dossier)) continue;
        told.add(dossier);
        this.gaps.push(gap("custody-broken", { ...where, file, dossier, detail: one.id }));
      }
    }
    for (const { dossier, reference, handover } of known.remaining) {
      const held = this.#dossiers.get(dossier);
      const there = held?.by.some(({ handover: at }) => {
        const other = this.#known[at]!.header;
        return unitKey(other.giver) === unitKey(header.giver) && (handover === null || other.id === handover);
      });
      if (!there) {
        this.gaps.push(gap("dossier-promised", { ...where, dossier: reference, detail: handover }));
      }
    }
  }

  #dossier(id: string, { reference, by }: Held): void {
    const live = by.filter(({ handover }) => !this.#known[handover]!.refused.has(id));
    if (live.length === 0) {
      const { header, audited } = this.#known[by.at(-1)!.handover]!;
      this.gaps.push(
        gap("dossier-refused", { unit: audited.giver, handover: header.id, dossier: reference }),
      );
      return;
    }
    // Through several hands is a chain: each later handover names the earlier ones. A supplement completes.
    const chained = new Set(live.flatMap(({ custody }) => custody));
    const last = live.filter(({ handover }) => {
      const { header } = this.#known[handover]!;
      return !chained.has(header.uuid) && header.kind !== "supplement";
    });
    if (last.length < 2) return;
    const [first, ...others] = last.map(({ handover }) => this.#known[handover]!);
    for (const { header, audited } of others) {
      const where = { unit: audited.giver, handover: header.id, dossier: reference };
      this.gaps.push(gap("dossier-twice", { ...where, detail: first!.header.id }));
    }
  }

  #plan(): Pick<AuditResult, "units" | "plan"> {
    const { plan } = this.request;
    if (!plan) return { units: { planned: 0, handedOver: 0, countersigned: 0 }, plan: [] };
    const planned = findInPlan(plan, null);
    const lines: PlannedGiver[] = [];
    const givers = new Map<string, Known[]>();
    for (const known of this.#known) {
      const { code } = known.header.giver;
      givers.set(code, [...(givers.get(code) ?? []), known]);
    }
    let [handedOver, countersigned] = [0, 0];
    for (const unit of planned) {
      const own = (givers.get(unit.code) ?? []).filter(({ header }) =>
        sameName(header.giver.name, unit.name),
      );
      const line: PlannedGiver = {
        unit: nameOf(unit),
        successors: unit.parts.map(nameOf),
        handovers: own.map(({ header }) => header.id).sort(),
        countersigned: own.length > 0 && own.every(({ audited }) => audited.receipt !== null),
      };
      lines.push(line);
      if (own.length === 0) {
        this.gaps.push(gap("unit-silent", { unit: line.unit }));
        continue;
      }
      handedOver += 1;
      if (line.countersigned) countersigned += 1;
      for (const { header, audited } of own) {
        const successors = successorsOf(plan, header.giver);
        const right = successors.some(
          ({ code, name }) => code === header.receiver.code && sameName(name, header.receiver.name),
        );
        if (!right && successors.length > 0) {
          const where = { unit: audited.giver, handover: header.id, detail: audited.receiver };
          this.gaps.push(gap("receiver-unplanned", where));
        }
      }
    }
    return { units: { planned: planned.length, handedOver, countersigned }, plan: lines };
  }
}

function count<Key>(stocks: Map<Key, AuditedStock>, key: Key, documents: number): void {
  const stock = stocks.get(key) ?? { dossiers: 0, documents: 0 };
  stock.dossiers += 1;
  stock.documents += documents;
  stocks.set(key, stock);
}

function nameOf({ code, name }: Pick<ManifestUnit, "code" | "name">): string {
  return `${code} ${name}`;
}

/** The earlier handover to whose papers a path in a bag belongs. */
function idIn(path = ""): string {
  return path.startsWith(`${custodyFolder}/`)
    ? (path.slice(custodyFolder.length + 1).split("/")[0] ?? "")
    : "";
}

function marksOf({ signer, signatureSha256, signatureFindings }: SignatureCheck): Known["marks"] {
  if (!signer || signatureSha256 === null) return null;
  if (signatureFindings.some(({ severity }) => severity === "error")) return null;
  return { signature: signatureSha256, certificate: signer.fingerprint };
}

/** Keeps an act or receipt once, with its signature if any copy has one. */
function keep({ acts }: Known, { file, bytes, p7s }: ActFile): void {
  const sha256 = sha256Hex(bytes);
  if (!acts.get(sha256)?.p7s) acts.set(sha256, { file, bytes, p7s });
}

/** The act that a finding about it or its signature is about. */
function actAt(file = ""): string {
  return file.replace(/\.p7s$/u, "");
}
