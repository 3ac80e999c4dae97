import { writeWhole } from "../fs/write-whole.js";
import { Failure } from "../model/failure.js";
import type { Handover } from "../model/handover.js";
import { checkSignature, emptyTrust, type Signer } from "../signing/index.js";
import type { Store } from "../store/index.js";
import {
  chooseHandover,
  handoverPaths,
  readIfThere,
  readKeptManifest,
  signatureName,
} from "./handover-files.js";
import { appendLog } from "./log.js";
import { readMarks, signAct } from "./signature-marks.js";

export interface SignRequest {
  /** Absent: the latest outgoing handover that is not signed. */
  id: string | undefined;
  /** Who signs, or the signature that was made over the list elsewhere. */
  signer: Signer | { path: string; p7s: Uint8Array };
  now: Date;
  /** The same moment, RFC 3339, `+07:00`. */
  at: string;
  actor: string;
  handovers: string;
}

export interface SignedHandover {
  handover: Handover;
  /** The `.p7s`. */
  path: string;
  manifestSha256: string;
  signer: string;
  fingerprint: string;
  /** SHA-256 of the signature octets, for the paper minutes. */
  signatureSha256: string;
}

/** Why a signature that was made elsewhere is not taken. */
async function notFitting(path: string, content: Uint8Array, p7s: Uint8Array, now: Date): Promise<Failure> {
  const check = await checkSignature({ p7s, content, trust: emptyTrust, now, place: {} });
  const [first] = check.signatureFindings;
  return new Failure("signature-not-fitting", { path, findings: first ? [first] : [] });
}

/** The handover that `manifest sign` means. Throws `handover-not-found`, `manifest-already-signed`. */
export function handoverToSign(store: Store, id: string | undefined): Handover {
  const found = chooseHandover(
    store,
    id,
    ({ direction, state }) => direction === "outgoing" && state === "drafted",
  );
  if (found.direction !== "outgoing") {
    throw new Failure("handover-not-found", {
      id: found.id,
      known: store.handovers
        .all()
        .filter(({ direction }) => direction === "outgoing")
        .map((one) => one.id),
    });
  }
  if (found.state !== "drafted") throw new Failure("manifest-already-signed", { id: found.id });
  return found;
}

/**
 * Signs the list of a handover as it lies in the workspace and writes the signature beside it. Throws
 * `manifest-already-signed`, `manifest-changed`, `handover-not-found`, `signer-failed`, `signature-not-fitting`.
 */
export async function signHandover(store: Store, request: SignRequest): Promise<SignedHandover> {
  const { signer, now, at, handovers } = request;
  const handover = handoverToSign(store, request.id);
  const kept = await readKeptManifest(handovers, handover);
  const paths = handoverPaths(handovers, handover.id);

  // A run that was cut off after writing the signature left it behind: by the same key, it is the signature.
  const before = await readIfThere(paths.signature);
  const marksBefore = before ? await readMarks(kept.bytes, before, now) : null;
  const own = "p7s" in signer ? null : signer.certificate.fingerprint;
  let marks = own !== null && marksBefore?.certificate === own ? marksBefore : null;
  if (!marks) {
    const p7s = "p7s" in signer ? signer.p7s : (await signAct(kept.bytes, signer, now)).p7s;
    marks = await readMarks(kept.bytes, p7s, now);
    if (!marks) {
      throw "p7s" in signer
        ? await notFitting(signer.path, kept.bytes, p7s, now)
        : new Failure("signer-failed", { reason: "signature-does-not-verify" });
    }
    await writeWhole(paths.signature, p7s);
  }
  const { certificate: fingerprint, signer: name } = marks;
  const signed: Handover = { ...handover, state: "signed", manifestSha256: kept.sha256 };
  store.together(() => {
    store.handovers.save(signed);
    store.handovers.saveAct(handover.id, {
      kind: "manifest",
      sha256: kept.sha256,
      signer: name,
      fingerprint,
      signedAt: at,
      path: signatureName,
    });
    appendLog(store, {
      at,
      actor: request.actor,
      action: "manifest-signed",
      details: { handover: handover.id, sha256: kept.sha256, fingerprint },
    });
  });
  return {
    handover: signed,
    path: paths.signature,
    manifestSha256: kept.sha256,
    signer: name,
    fingerprint,
    signatureSha256: marks.signature,
  };
}
