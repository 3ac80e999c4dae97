import { randomBytes } from "node:crypto";
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { digestStream, sha256Hex } from "../crypto/digest.js";
import { removeLeftovers } from "../fs/leftovers.js";
import { readPieces } from "../fs/read-pieces.js";
import { partOwner, writeWhole } from "../fs/write-whole.js";
import {
  buildReceipt,
  checkReceipt,
  type Decision,
  largestManifest,
  type Manifest,
  type Receipt,
  readManifest,
  readReceipt,
  type SignedManifest,
  serialiseReceipt,
} from "../manifest/index.js";
import { Failure } from "../model/failure.js";
import type { Job } from "../model/progress.js";
import { sameUnit, type Unit } from "../model/unit.js";
import {
  type Extraction,
  extractPayload,
  handoverManifestPath,
  handoverSignaturePath,
  type OpenPackage,
  openPackage,
  type VerificationResult,
} from "../package/index.js";
import type { Signer } from "../signing/index.js";
import type { Store } from "../store/index.js";
import { keepCustodyPapers } from "./custody-papers.js";
import { type Answer, decide } from "./decide.js";
import { handoverPaths, readIfThere, receiptNames } from "./handover-files.js";
import { type KeptAct, keepActs } from "./kept-acts.js";
import { appendLog } from "./log.js";
import { readMarks, signAct } from "./signature-marks.js";
import {
  heldAlready,
  receivedFolder,
  refuseConflicts,
  refuseStranger,
  storedPath,
  takeIn,
} from "./take-in.js";

export interface ReceiveRequest {
  /** The package, or all volumes of one; `verification` is what verifying it just gave. */
  path: string | readonly string[];
  verification: VerificationResult;
  /** The unit of this workspace, and who signs for it. */
  receiver: { unit: Unit; person: string | null; position: string | null };
  answer: Answer;
  /** This answer may take the place of one given before. */
  replace: boolean;
  signer: Signer;
  now: Date;
  /** The same moment, RFC 3339, `+07:00`. */
  at: string;
  actor: string;
  tool: Receipt["tool"];
  /** Folders of all handovers and of all received files, and where the receipt to send back is put. */
  handovers: string;
  received: string;
  out: string;
  /** 128 random bits as lower-case hex; tests give a fixed one. */
  nonce?: () => string;
}

/** What was taken in, and the receipt for it. */
export interface ReceiveResult {
  id: string;
  /** Everything had been received and answered before. */
  again: boolean;
  /** The receipt takes the place of an earlier one. */
  replaced: boolean;
  giver: string;
  receipt: Receipt;
  receiptSha256: string;
  /** The receipt to send back; its signature lies beside it. */
  receiptPath: string;
  /** Folder of the received files. */
  folder: string;
  openCases: number;
}

/**
 * Takes a verified package in: files copied and digested into the store of this workspace, dossiers recorded as a fonds
 * apart, receipt signed. Cut off or repeated it ends in the same state. Throws `package-not-valid`,
 * `package-for-other-unit`, `dossier-conflict`, `receipt-conflict`, `decisions-wrong`.
 */
export async function receivePackage(
  store: Store,
  request: ReceiveRequest,
  job: Job = {},
): Promise<ReceiveResult> {
  const { verification } = request;
  const path = namesOf(request);
  if (verification.verdict !== "valid") {
    throw new Failure("package-not-valid", { verdict: verification.verdict, path });
  }
  const open = await openPackage(request.path);
  if (!open) throw new Failure("package-not-valid", { verdict: "invalid", path });
  try {
    return await receiveOpen(store, request, open, job);
  } finally {
    await open.close();
  }
}

/** The list in a package that was just verified, for answering it. Throws `package-not-valid`. */
export async function readPackedManifest(
  paths: readonly string[],
  verification: VerificationResult,
  now: Date,
): Promise<Manifest> {
  const path = paths.join(", ");
  const open = await openPackage(paths);
  if (!open) throw new Failure("package-not-valid", { verdict: "invalid", path });
  try {
    return (await readSent(open, path, verification, now)).sent.manifest;
  } finally {
    await open.close();
  }
}

async function receiveOpen(
  store: Store,
  request: ReceiveRequest,
  open: OpenPackage,
  job: Job,
): Promise<ReceiveResult> {
  const { verification, receiver, at, now } = request;
  const path = namesOf(request);
  const { sent, bytes, p7s } = await readSent(open, path, verification, now);
  const { manifest } = sent;
  refuseOthers(manifest, receiver.unit);
  const known = store.handovers.find(manifest.id);
  if (known && (known.direction !== "incoming" || known.manifestSha256 !== sent.sha256)) {
    throw new Failure("receipt-conflict", { id: manifest.id });
  }
  const paths = handoverPaths(request.handovers, manifest.id);
  const folder = receivedFolder(request.received, manifest.id);
  refuseStranger(store, manifest);
  const answered = await readAnswers(request, sent);
  const last = answered.at(-1) ?? null;
  const acts = new Set(
    store.handovers.acts(manifest.id).flatMap((one) => (isReceipt(one) ? [one.sha256] : [])),
  );
  const recorded = (one: SignedReceipt): boolean => known !== null && acts.has(sha256Hex(one.bytes));
  const decisions = decide(manifest, request.answer);
  const same = last !== null && sameDecisions(last.receipt, decisions);
  const done = same && recorded(last);
  const replaced = answered.findLast((one) => recorded(one) && one !== (same ? last : null)) ?? null;
  if (replaced && !done && !request.replace) throw new Failure("receipt-conflict", { id: manifest.id });
  if (replaced && !done) refuseTakingBack(replaced.receipt, decisions);
  const accepted = new Set(
    [...decisions].flatMap(([id, { outcome }]) => (outcome === "refused" ? [] : [id])),
  );
  if (!done) refuseConflicts(store, manifest, accepted);
  await copyFiles(store, open, manifest, accepted, folder, path, job);
  await mkdir(paths.folder, { recursive: true });
  await clearUp(paths.folder, request.out);
  await writeWhole(paths.manifest, bytes);
  await writeWhole(paths.signature, p7s);
  await keepCustodyPapers(open, manifest, paths.folder);
  const came = await keepActs(open, verification.acts, paths.folder);

  // A receipt that was signed before the last run was cut off stays the receipt, if it says the same.
  const usable = same ? last : null;
  const number = (usable ? answered.length : answered.filter(recorded).length + 1) - 1;
  const names = receiptNames(paths.folder, number);
  const answer =
    usable ?? (await makeReceipt(request, sent, decisions, replaced && sha256Hex(replaced.bytes)));
  if (!usable) {
    await writeWhole(names.receipt, answer.bytes);
    await writeWhole(names.signature, answer.p7s);
  }
  if (!done) {
    const giver = verification.signer;
    store.together(() => {
      store.handovers.save({
        id: manifest.id,
        uuid: manifest.uuid,
        direction: "incoming",
        giver: manifest.giver,
        receiver: manifest.receiver,
        createdAt: manifest.createdAt,
        state: "received",
        manifestSha256: sent.sha256,
      });
      takeIn(store, manifest, accepted, folder);
      for (const { id, status } of manifest.dossiers) {
        const successor = manifest.openCases.find(({ dossier }) => dossier === id)?.successor ?? null;
        const outcome = decisions.get(id)!.outcome;
        store.handovers.saveDossier(manifest.id, { dossierId: id, role: status, successor, outcome });
      }
      recordActs(store, manifest.id, came);
      store.handovers.saveAct(manifest.id, {
        kind: "manifest",
        sha256: sent.sha256,
        signer: giver?.commonName ?? null,
        fingerprint: sent.certificate,
        signedAt: giver?.signedAt ?? null,
        path: "manifest.json.p7s",
      });
      const { subject, fingerprint } = request.signer.certificate;
      store.handovers.saveAct(manifest.id, {
        kind: "receipt",
        sha256: sha256Hex(answer.bytes),
        signer: subject.commonName ?? subject.text,
        fingerprint,
        signedAt: answer.receipt.createdAt,
        path: `${names.name}.p7s`,
      });
      appendLog(store, {
        at,
        actor: request.actor,
        action: "received",
        details: {
          handover: manifest.id,
          giver: manifest.giver.code,
          dossiers: accepted.size,
          refused: answer.receipt.counts.refused,
          files: answer.receipt.counts.files,
          manifest: sent.sha256,
          receipt: sha256Hex(answer.bytes),
        },
      });
    });
  } else if (came.length > 0) store.together(() => recordActs(store, manifest.id, came));
  const receiptPath = join(request.out, `${manifest.id}.receipt.json`);
  await writeWhole(receiptPath, answer.bytes);
  await writeWhole(`${receiptPath}.p7s`, answer.p7s);
  return {
    id: manifest.id,
    again: done,
    replaced: answer.receipt.replaces !== null,
    giver: manifest.giver.committee ?? manifest.giver.name,
    receipt: answer.receipt,
    receiptSha256: sha256Hex(answer.bytes),
    receiptPath,
    folder,
    openCases: manifest.openCases.filter(({ dossier }) => accepted.has(dossier)).length,
  };
}

/** Takes away what earlier runs that were killed left half written: among the papers of the handover, and where the receipt goes. */
async function clearUp(papers: string, out: string): Promise<void> {
  const below = await readdir(papers, { withFileTypes: true, recursive: true });
  const folders = below.filter((one) => one.isDirectory()).map((one) => join(one.parentPath, one.name));
  for (const folder of [papers, ...folders, out]) await removeLeftovers(folder, partOwner);
}

/** What the package is called where it is refused. */
function namesOf({ path }: ReceiveRequest): string {
  return typeof path === "string" ? path : path.join(", ");
}

/** The list and its signature out of the package, and proof that they are the ones that were verified. */
async function readSent(
  open: OpenPackage,
  path: string,
  verification: VerificationResult,
  now: Date,
): Promise<{ sent: SignedManifest; bytes: Buffer; p7s: Buffer }> {
  const bytes = await open.readSmall(handoverManifestPath, largestManifest);
  const p7s = await open.readSmall(handoverSignaturePath, 1 << 20);
  const { manifest } = bytes ? readManifest(bytes) : { manifest: null };
  const marks = bytes && p7s ? await readMarks(bytes, p7s, now) : null;
  if (!bytes || !p7s || !manifest || !marks || verification.manifest?.sha256 !== sha256Hex(bytes)) {
    throw new Failure("package-not-valid", { verdict: "invalid", path });
  }
  return { sent: { manifest, sha256: sha256Hex(bytes), size: bytes.length, ...marks }, bytes, p7s };
}

/** The package must be for this unit: the same code and name, and not the unit that had the code before. */
function refuseOthers({ receiver }: Manifest, own: Unit): void {
  if (sameUnit(receiver, own)) return;
  const name = (unit: Pick<Unit, "name" | "code">): string => `${unit.name} (${unit.code})`;
  throw new Failure("package-for-other-unit", { expected: name(own), receiver: name(receiver) });
}

async function copyFiles(
  store: Store,
  open: OpenPackage,
  manifest: Manifest,
  accepted: ReadonlySet<string>,
  folder: string,
  path: string,
  job: Job,
): Promise<void> {
  const wanted: Extraction[] = [];
  for (const { id, documents } of manifest.dossiers) {
    if (!accepted.has(id)) continue;
    for (const document of documents) {
      for (const file of document.files) {
        if (heldAlready(store, document.id, file.sha256, folder)) continue;
        job.signal?.throwIfAborted();
        const to = storedPath(file.path);
        if (!(await isThere(join(folder, ...to.split("/")), file))) {
          wanted.push({ path: file.path, sha256: file.sha256, to });
        }
      }
    }
  }
  await mkdir(folder, { recursive: true });
  const findings = await extractPayload(open, folder, wanted, job);
  if (findings.length > 0) throw new Failure("package-not-valid", { verdict: "invalid", path });
}

/** Whether an earlier run has copied the file already, whole and right. */
async function isThere(path: string, file: { size: number; sha256: string }): Promise<boolean> {
  const pieces = await readPieces(path, file.size);
  if (!pieces) return false;
  const { digests } = await digestStream(pieces, ["sha256"]);
  return digests.sha256 === file.sha256;
}

interface SignedReceipt {
  receipt: Receipt;
  bytes: Buffer;
  p7s: Uint8Array;
}

async function makeReceipt(
  request: ReceiveRequest,
  sent: SignedManifest,
  decisions: ReadonlyMap<string, Decision>,
  replaces: string | null,
): Promise<SignedReceipt> {
  const { unit, person, position } = request.receiver;
  const { manifest } = sent;
  const receipt = buildReceipt({
    answers: sent,
    // Named as the manifest names it, so that both papers speak of one unit; what only we know of it is added.
    receiver: {
      unit: {
        ...unit,
        code: manifest.receiver.code,
        name: manifest.receiver.name,
        until: manifest.receiver.until,
      },
      person: person ?? manifest.receiver.person,
      position: position ?? manifest.receiver.position,
    },
    decisions,
    replaces,
    nonce: (request.nonce ?? (() => randomBytes(16).toString("hex")))(),
    createdAt: request.at,
    tool: request.tool,
  });
  const bytes = serialiseReceipt(receipt);
  const { p7s, fingerprint } = await signAct(bytes, request.signer, request.now);
  // What the giver would refuse is not sent: one key on both sides, a clock that runs behind.
  const wrong = checkReceipt(receipt, sent, fingerprint)[0];
  if (wrong)
    throw new Failure("receipt-not-valid", { path: `${manifest.id}.receipt.json`, reason: wrong.code });
  return { receipt, bytes, p7s };
}

/** The receipts that earlier runs signed for this very manifest, in their order: each replaces the one before. */
async function readAnswers(request: ReceiveRequest, sent: SignedManifest): Promise<SignedReceipt[]> {
  const { folder } = handoverPaths(request.handovers, sent.manifest.id);
  const found: SignedReceipt[] = [];
  for (;;) {
    const names = receiptNames(folder, found.length);
    const bytes = await readIfThere(names.receipt);
    const p7s = await readIfThere(names.signature);
    if (!bytes || !p7s) return found;
    const { receipt } = readReceipt(bytes);
    const marks = await readMarks(bytes, p7s, request.now);
    if (!receipt || !marks || checkReceipt(receipt, sent, marks.certificate).length > 0) return found;
    const before = found.at(-1);
    if (receipt.replaces !== (before ? sha256Hex(before.bytes) : null)) return found;
    found.push({ receipt, bytes, p7s });
  }
}

/** What was accepted is in the inventory and answered for: it goes back by a handover, not by another receipt. */
function refuseTakingBack(before: Receipt, decisions: ReadonlyMap<string, Decision>): void {
  const references = before.dossiers.flatMap(({ dossier, reference, outcome }) =>
    outcome !== "refused" && decisions.get(dossier)?.outcome === "refused" ? [reference] : [],
  );
  if (references.length > 0) throw new Failure("decisions-wrong", { references, problem: "taken-already" });
}

function isReceipt({ kind }: { kind: string }): boolean {
  return kind === "receipt";
}

function sameDecisions(receipt: Receipt, decisions: ReadonlyMap<string, Decision>): boolean {
  return receipt.dossiers.every(({ dossier, outcome, remarks }) => {
    const decision = decisions.get(dossier);
    return decision?.outcome === outcome && JSON.stringify(decision.remarks) === JSON.stringify(remarks);
  });
}

/** A package that is received again may bring acts that the first did not have. */
function recordActs(store: Store, id: string, acts: readonly KeptAct[]): void {
  for (const { kind, sha256, signer, fingerprint, createdAt, path } of acts)
    store.handovers.saveAct(id, { kind, sha256, signer, fingerprint, signedAt: createdAt, path });
}
