import { sha256Hex } from "../crypto/digest.js";
import { writeWhole } from "../fs/write-whole.js";
import {
  checkReceipt,
  largestReceipt,
  type Receipt,
  type ReceiptCounts,
  type ReceiptDossier,
  readReceipt,
} from "../manifest/index.js";
import { Failure } from "../model/failure.js";
import { compareFindings, type Finding } from "../model/finding.js";
import { checkSignature, type SignatureCheck, type TrustStore } from "../signing/index.js";
import type { Store } from "../store/index.js";
import { handoverPaths, readIfThere, readKeptManifest } from "./handover-files.js";
import { appendLog } from "./log.js";
import { readMarks } from "./signature-marks.js";

export interface AcceptRequest {
  /** The receipt; its signature lies beside it as `<path>.p7s`. */
  path: string;
  trust: TrustStore;
  /** SHA-256 of the certificate that must have signed, read from paper. */
  fingerprint: string | null;
  now: Date;
  at: string;
  actor: string;
  handovers: string;
}

/** What checking a receipt gave, and whether it was filed. */
export interface AcceptResult {
  verdict: SignatureCheck["verdict"];
  filed: boolean;
  /** The very same receipt was filed before. */
  again: boolean;
  id: string | null;
  receiver: string | null;
  signer: { name: string; fingerprint: string } | null;
  counts: ReceiptCounts | null;
  /** Dossiers that were not simply accepted. */
  remarks: ReceiptDossier[];
  findings: Finding[];
}

/**
 * Checks a receipt against the handover it claims to answer, and files it when signature, signer and every statement
 * are right. Throws `file-not-found`, `handover-not-found`, `manifest-not-signed`, `receipt-conflict`.
 */
export async function acceptReceipt(store: Store, request: AcceptRequest): Promise<AcceptResult> {
  const { path, now } = request;
  const bytes = await readIfThere(path, largestReceipt);
  if (!bytes) throw new Failure("file-not-found", { path });
  const p7s = await readIfThere(`${path}.p7s`);
  const { receipt, findings } = readReceipt(bytes, path);
  if (!receipt) return answerOf(findings, "invalid", null, null);

  const handover = store.handovers.find(receipt.handover.id);
  if (handover?.direction !== "outgoing") {
    const known = store.handovers.all().filter(({ direction }) => direction === "outgoing");
    throw new Failure("handover-not-found", { id: receipt.handover.id, known: known.map(({ id }) => id) });
  }
  const kept = await readKeptManifest(request.handovers, handover);
  const paths = handoverPaths(request.handovers, handover.id);
  const given = await readIfThere(paths.signature);
  const marks = given ? await readMarks(kept.bytes, given, now) : null;
  if (!marks) throw new Failure("manifest-not-signed", { id: handover.id });

  const signature = await checkSignature({
    p7s,
    content: bytes,
    trust: request.trust,
    expectedFingerprint: request.fingerprint,
    now,
    place: { file: `${path}.p7s` },
  });
  const sent = { manifest: kept.manifest, sha256: kept.sha256, size: kept.bytes.length, ...marks };
  const all = [
    ...signature.findings,
    ...checkReceipt(receipt, sent, signature.signer?.fingerprint ?? null, path),
  ].sort(compareFindings);
  const wrong = signature.verdict !== "valid" || all.some(({ severity }) => severity === "error");
  if (wrong || !p7s) {
    const stated = all.some(({ code }) => code.startsWith("receipt-"));
    return answerOf(all, stated ? "invalid" : signature.verdict, receipt, signature);
  }

  const sha256 = sha256Hex(bytes);
  const filed = store.handovers.acts(handover.id).filter(({ kind }) => kind === "receipt");
  const again = filed.some((act) => act.sha256 === sha256);
  const last = filed.at(-1);
  if (!again && last && receipt.replaces !== last.sha256) {
    throw new Failure("receipt-conflict", { id: handover.id });
  }
  if (!again) {
    const name = filed.length === 0 ? "receipt.json" : `receipt-${filed.length + 1}.json`;
    const target = paths.receipt.replace(/receipt\.json$/u, name);
    await writeWhole(target, bytes);
    await writeWhole(`${target}.p7s`, p7s);
    const roles = new Map(store.handovers.dossiers(handover.id).map((one) => [one.dossierId, one]));
    store.together(() => {
      store.handovers.save({ ...handover, state: "answered" });
      for (const { dossier, outcome } of receipt.dossiers) {
        const part = roles.get(dossier);
        if (part) store.handovers.saveDossier(handover.id, { ...part, outcome });
      }
      store.handovers.saveAct(handover.id, {
        kind: "receipt",
        sha256,
        signer: signature.signer?.commonName ?? null,
        fingerprint: signature.signer?.fingerprint ?? null,
        signedAt: receipt.createdAt,
        path: `${name}.p7s`,
      });
      appendLog(store, {
        at: request.at,
        actor: request.actor,
        action: "receipt-accepted",
        details: {
          handover: handover.id,
          receiver: receipt.receiver.code,
          accepted: receipt.counts.accepted,
          reserved: receipt.counts.acceptedWithReservation,
          refused: receipt.counts.refused,
          receipt: sha256,
        },
      });
    });
  }
  return { ...answerOf(all, "valid", receipt, signature), filed: true, again };
}

function answerOf(
  findings: Finding[],
  verdict: AcceptResult["verdict"],
  receipt: Receipt | null,
  signature: SignatureCheck | null,
): AcceptResult {
  const signer = signature?.signer ?? null;
  return {
    verdict,
    filed: false,
    again: false,
    id: receipt?.handover.id ?? null,
    receiver: receipt === null ? null : (receipt.receiver.committee ?? receipt.receiver.name),
    signer: signer && { name: signer.commonName ?? signer.subject, fingerprint: signer.fingerprint },
    counts: receipt?.counts ?? null,
    remarks: receipt?.dossiers.filter(({ outcome }) => outcome !== "accepted") ?? [],
    findings,
  };
}
