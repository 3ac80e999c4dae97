import { randomBytes } from "node:crypto";
import { dirname, join } from "node:path";
import { sha256Hex } from "../crypto/digest.js";
import {
  type Act,
  type ActItem,
  type ActKind,
  type ActsQuestion,
  buildAct,
  type CheckedAct,
  checkActFiles,
  readManifest,
  type SignedAct,
  type SignedManifest,
  serialiseAct,
} from "../manifest/index.js";
import { Failure } from "../model/failure.js";
import { compareFindings, type Finding } from "../model/finding.js";
import type { Handover, Party } from "../model/handover.js";
import { emptyTrust, type Signer, type TrustStore } from "../signing/index.js";
import type { Store } from "../store/index.js";
import { handoverPaths, readIfThere } from "./handover-files.js";
import {
  actsFolder,
  keepAct,
  knownActs,
  nextActName,
  readActFiles,
  readSent,
  withMarks,
} from "./kept-acts.js";
import { appendLog } from "./log.js";
import { signAct } from "./signature-marks.js";

export interface ActRequest {
  handover: Handover;
  kind: ActKind;
  /** Who signs, for which unit. */
  party: Party;
  statement: string | null;
  items: readonly ActItem[];
  signer: Signer;
  now: Date;
  /** The same moment, RFC 3339, `+07:00`. */
  at: string;
  actor: string;
  tool: Act["tool"];
  handovers: string;
}

export interface ActsResult {
  id: string;
  /** Whether records of this workspace say which acts there must be; without them one cut off at the end is not missed. */
  recorded: boolean;
  acts: CheckedAct[];
  findings: Finding[];
}

/**
 * Signs an act that follows the last one of a handover. What is there must be in order first, and the act itself must fit. Throws
 * `manifest-not-signed`, `act-refused`, `signer-failed`.
 */
export async function addAct(
  store: Store,
  request: ActRequest,
): Promise<{ id: string; path: string; act: Act; signer: string; fingerprint: string }> {
  const { handover, now, handovers } = request;
  const { id } = handover;
  const sent = await readSent(handovers, handover, now);
  const { folder } = handoverPaths(handovers, id);
  const files = await readActFiles(folder);
  // Who is trusted is for those to say who check; here only what was signed counts.
  const question: ActsQuestion = { trust: emptyTrust, now, known: knownActs(store, id) };
  const before = await checkActFiles(sent, files, question);
  if (before.findings.length > 0) throw new Failure("act-refused", { id, findings: before.findings });
  const { manifest } = sent;
  const act = buildAct({
    ...{ kind: request.kind, signer: request.party, statement: request.statement, items: request.items },
    handover: { id: manifest.id, uuid: manifest.uuid },
    manifest: { sha256: sent.sha256, size: sent.size },
    ...{ totals: manifest.totals, previous: lastOf(sent, before.signed) },
    ...{ giver: manifest.giver, receiver: manifest.receiver },
    ...{ nonce: randomBytes(16).toString("hex"), createdAt: request.at, tool: request.tool },
  });
  const bytes = serialiseAct(act);
  const { p7s, signer, fingerprint } = await signAct(bytes, request.signer, now);
  const file = `${actsFolder}/${nextActName(files, act.kind)}`;
  const after = await checkActFiles(sent, [...files, { file, bytes, p7s }], question);
  if (after.findings.length > 0) throw new Failure("act-refused", { id, findings: after.findings });
  const path = join(folder, file);
  await keepAct(path, bytes, p7s);
  const sha256 = sha256Hex(bytes);
  store.together(() => {
    store.handovers.saveAct(id, {
      ...{ kind: act.kind, sha256, signer, fingerprint, signedAt: request.at, path: file },
    });
    appendLog(store, {
      at: request.at,
      actor: request.actor,
      action: "act-signed",
      details: { handover: id, kind: act.kind, sha256, fingerprint },
    });
  });
  return { id, path, act, signer, fingerprint };
}

/** Checks all acts of a handover: signatures, signers, and whether they hang together. Throws `manifest-not-signed`. */
export async function verifyActs(
  store: Store,
  request: { handover: Handover; trust: TrustStore; now: Date; handovers: string },
): Promise<ActsResult> {
  const { handover, trust, now, handovers } = request;
  const sent = await readSent(handovers, handover, now);
  const files = await readActFiles(handoverPaths(handovers, handover.id).folder);
  const known = knownActs(store, handover.id);
  return resultOf(sent, true, await checkActFiles(sent, files, { trust, now, known }));
}

/**
 * The same for a manifest that lies anywhere, with the acts in the folder `acts` beside it: an unpacked package, a stick. Throws
 * `file-not-found`, `file-not-readable`, `manifest-not-signed`.
 */
export async function verifyActsBeside(
  path: string,
  { trust, now }: { trust: TrustStore; now: Date },
): Promise<ActsResult> {
  const bytes = await readIfThere(path);
  if (!bytes) throw new Failure("file-not-found", { path });
  const { manifest } = readManifest(bytes, path);
  if (!manifest) throw new Failure("file-not-readable", { path, reason: "manifest" });
  const list = { manifest, sha256: sha256Hex(bytes), bytes, p7s: await readIfThere(`${path}.p7s`) };
  const sent = await withMarks(list, now);
  const files = await readActFiles(dirname(path));
  return resultOf(sent, false, await checkActFiles(sent, files, { trust, now }));
}

function resultOf(
  { manifest }: SignedManifest,
  recorded: boolean,
  check: Awaited<ReturnType<typeof checkActFiles>>,
): ActsResult {
  const findings = [...check.findings, ...check.trustFindings].sort(compareFindings);
  return { id: manifest.id, recorded, acts: check.acts, findings };
}

/** The end of the chain: the newest act that nothing follows, or the receipt, or the manifest. */
function lastOf(sent: SignedManifest, acts: readonly SignedAct[]): Act["previous"] {
  const followed = new Set(
    acts
      .filter(({ statement }) => statement.kind !== "receipt")
      .map(({ statement }) => statement.previous.file),
  );
  const ends = acts.filter(({ sha256, marks }) => marks !== null && !followed.has(sha256));
  const newest = ends
    .sort((a, b) => Date.parse(a.statement.createdAt) - Date.parse(b.statement.createdAt))
    .at(-1);
  if (!newest?.marks) return { file: sent.sha256, signature: sent.signature, certificate: sent.certificate };
  const { signature, certificate } = newest.marks;
  return { file: newest.sha256, signature, certificate };
}
