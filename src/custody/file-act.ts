import { basename, join } from "node:path";
import { sha256Hex } from "../crypto/digest.js";
import {
  type ActsQuestion,
  type CheckedAct,
  checkActFiles,
  isReceiptFile,
  largestAct,
  readAct,
} from "../manifest/index.js";
import { Failure } from "../model/failure.js";
import { compareFindings, type Finding } from "../model/finding.js";
import type { TrustStore } from "../signing/index.js";
import type { Store } from "../store/index.js";
import { handoverPaths, readIfThere } from "./handover-files.js";
import { actsFolder, keepAct, knownActs, nextActName, readActFiles, readSent } from "./kept-acts.js";
import { appendLog } from "./log.js";

export interface FileActRequest {
  /** The act; its signature lies beside it as `<path>.p7s`. */
  path: string;
  trust: TrustStore;
  /** SHA-256 of the certificate that signed, read from paper; null when the trust store must know it. */
  fingerprint: string | null;
  now: Date;
  /** The same moment, RFC 3339, `+07:00`. */
  at: string;
  actor: string;
  handovers: string;
}

/** What checking an act that came from elsewhere gave, and whether it was filed. */
export interface FileActResult {
  filed: boolean;
  /** The very same act was filed before. */
  again: boolean;
  id: string | null;
  /** The act itself; null when it could not be read. */
  act: CheckedAct | null;
  findings: Finding[];
}

/**
 * Checks an act that somebody else signed against the handover that it names and the acts that are there, and files it when its
 * signature, its signer and its place among the others are right. Throws `file-not-found`, `act-is-receipt`, `handover-not-found`,
 * `manifest-not-signed`, `act-refused` when the acts that are there are not in order.
 */
export async function fileAct(store: Store, request: FileActRequest): Promise<FileActResult> {
  const { path, trust, fingerprint, now, handovers } = request;
  const bytes = await readIfThere(path, largestAct);
  if (!bytes) throw new Failure("file-not-found", { path });
  if (isReceiptFile(bytes)) throw new Failure("act-is-receipt", { path });
  const p7s = await readIfThere(`${path}.p7s`, largestAct);
  const name = basename(path);
  const read = readAct(bytes, name);
  if (!read.act) return { filed: false, again: false, id: null, act: null, findings: read.findings };
  const { id } = read.act.handover;
  const handover = store.handovers.find(id);
  if (!handover)
    throw new Failure("handover-not-found", { id, known: store.handovers.all().map((one) => one.id) });

  const sent = await readSent(handovers, handover, now);
  const { folder } = handoverPaths(handovers, id);
  const files = await readActFiles(folder);
  const question: ActsQuestion = { trust, confirmed: fingerprint, now, known: knownActs(store, id) };
  const before = await checkActFiles(sent, files, question);
  if (before.findings.length > 0) throw new Failure("act-refused", { id, findings: before.findings });
  const sha256 = sha256Hex(bytes);
  const there = before.acts.find((one) => one.sha256 === sha256);
  if (there) return { filed: true, again: true, id, act: there, findings: [] };

  const after = await checkActFiles(sent, [...files, { file: name, bytes, p7s }], question);
  const act = after.acts.find((one) => one.sha256 === sha256) ?? null;
  const trustOfAct = after.trustFindings.filter(({ place }) => place.file === `${name}.p7s`);
  const findings = [...after.findings, ...trustOfAct].sort(compareFindings);
  const wrong = act?.verdict !== "valid" || after.findings.some(({ severity }) => severity === "error");
  if (wrong || !p7s || !act) return { filed: false, again: false, id, act, findings };

  const file = `${actsFolder}/${nextActName(files, act.kind)}`;
  await keepAct(join(folder, file), bytes, p7s);
  store.together(() => {
    store.handovers.saveAct(id, {
      ...{ kind: act.kind, sha256, signer: act.signer, fingerprint: act.fingerprint },
      ...{ signedAt: act.createdAt, path: file },
    });
    appendLog(store, {
      at: request.at,
      actor: request.actor,
      action: "act-filed",
      details: { handover: id, kind: act.kind, sha256, fingerprint: act.fingerprint },
    });
  });
  return { filed: true, again: false, id, act: { ...act, file }, findings };
}
