import { randomBytes } from "node:crypto";
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { writeWhole } from "../fs/write-whole.js";
import {
  type Act,
  type ActItem,
  type ActKind,
  buildAct,
  checkActs,
  readAct,
  readReceipt,
  type SignedAct,
  type SignedManifest,
  serialiseAct,
} from "../manifest/index.js";
import { Failure } from "../model/failure.js";
import { compareFindings, type Finding } from "../model/finding.js";
import type { Handover, Party } from "../model/handover.js";
import type { SignatureVerdict } from "../model/signature.js";
import { checkSignature, type Signer, type TrustStore } from "../signing/index.js";
import type { Store } from "../store/index.js";
import { handoverPaths, readIfThere, readKeptManifest, receiptName, sha256Of } from "./handover-files.js";
import { appendLog } from "./log.js";
import { readMarks, signAct } from "./signature-marks.js";

/** The folder of the acts in the folder of a handover. */
export const actsFolder = "acts";

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

/** One act as it lies in the folder of a handover. */
export interface CheckedAct {
  file: string;
  kind: string;
  verdict: SignatureVerdict;
  signer: string | null;
  fingerprint: string | null;
  createdAt: string;
}

export interface ActsResult {
  id: string;
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
  const sent = await readSent(handovers, handover, now);
  const { acts, findings: broken } = await readActs(handovers, handover.id, now);
  const before = [...broken, ...checkActs(sent, acts, knownActs(store, handover.id))];
  if (before.length > 0) throw new Failure("act-refused", { id: handover.id, findings: before });
  const last = lastOf(sent, acts);
  const { manifest } = sent;
  const act = buildAct({
    ...{ kind: request.kind, signer: request.party, statement: request.statement, items: request.items },
    ...{
      handover: { id: manifest.id, uuid: manifest.uuid },
      manifest: { sha256: sent.sha256, size: sent.size },
    },
    ...{ totals: manifest.totals, previous: last, giver: manifest.giver, receiver: manifest.receiver },
    ...{ nonce: randomBytes(16).toString("hex"), createdAt: request.at, tool: request.tool },
  });
  const bytes = serialiseAct(act);
  const { p7s, signer, fingerprint } = await signAct(bytes, request.signer, now);
  const marks = await readMarks(bytes, p7s, now);
  const others = acts.filter(({ statement }) => statement.kind !== "receipt").length;
  const name = `act-${String(others + 1).padStart(2, "0")}-${act.kind}.json`;
  const sha256 = sha256Of(bytes);
  const wrong = checkActs(sent, [...acts, { file: name, sha256, statement: act, marks }]);
  if (wrong.length > 0) throw new Failure("act-refused", { id: handover.id, findings: wrong });
  const folder = join(handoverPaths(handovers, handover.id).folder, actsFolder);
  await mkdir(folder, { recursive: true });
  const path = join(folder, name);
  // The signature first: an act without one would be an act that is wrong.
  await writeWhole(`${path}.p7s`, p7s);
  await writeWhole(path, bytes);
  store.together(() => {
    const relative = `${actsFolder}/${name}`;
    store.handovers.saveAct(handover.id, {
      ...{ kind: act.kind, sha256, signer, fingerprint, signedAt: request.at, path: relative },
    });
    appendLog(store, {
      at: request.at,
      actor: request.actor,
      action: "act-signed",
      details: { handover: handover.id, kind: act.kind, sha256, fingerprint },
    });
  });
  return { id: handover.id, path, act, signer, fingerprint };
}

/** Checks all acts of a handover: signatures, signers, and whether they hang together. Throws `manifest-not-signed`. */
export async function verifyActs(
  store: Store,
  {
    handover,
    trust,
    now,
    handovers,
  }: { handover: Handover; trust: TrustStore; now: Date; handovers: string },
): Promise<ActsResult> {
  const sent = await readSent(handovers, handover, now);
  const { acts, findings, contents } = await readActs(handovers, handover.id, now);
  const all = [...findings, ...checkActs(sent, acts, knownActs(store, handover.id))];
  const checked: CheckedAct[] = [];
  for (const { file, statement } of acts) {
    const { bytes, p7s } = contents.get(file)!;
    const check = await checkSignature({ p7s, content: bytes, trust, now, place: { file: `${file}.p7s` } });
    all.push(...check.findings);
    checked.push({
      ...{ file, kind: statement.kind, verdict: check.verdict, createdAt: statement.createdAt },
      signer: check.signer && (check.signer.commonName ?? check.signer.subject),
      fingerprint: check.signer?.fingerprint ?? null,
    });
  }
  return { id: handover.id, acts: checked, findings: all.sort(compareFindings) };
}

function knownActs(store: Store, id: string) {
  const acts = store.handovers.acts(id).filter(({ kind }) => kind !== "manifest");
  // A receipt may replace an earlier one, which then need not be there.
  const receipt = acts.findLast(({ kind }) => kind === "receipt");
  return acts.filter((act) => act.kind !== "receipt" || act === receipt);
}

async function readSent(handovers: string, handover: Handover, now: Date): Promise<SignedManifest> {
  const kept = await readKeptManifest(handovers, handover);
  const p7s = await readIfThere(handoverPaths(handovers, handover.id).signature);
  const marks = p7s ? await readMarks(kept.bytes, p7s, now) : null;
  if (!marks) throw new Failure("manifest-not-signed", { id: handover.id });
  return { manifest: kept.manifest, sha256: kept.sha256, size: kept.bytes.length, ...marks };
}

interface ReadActs {
  acts: SignedAct[];
  findings: Finding[];
  contents: Map<string, { bytes: Buffer; p7s: Buffer | null }>;
}

/** Every act that lies with a handover, the receipt first, the others by their numbers. */
async function readActs(handovers: string, id: string, now: Date): Promise<ReadActs> {
  const { folder } = handoverPaths(handovers, id);
  const names = await readdir(join(folder, actsFolder)).catch(() => [] as string[]);
  const files = [
    receiptName,
    ...names
      .filter((name) => name.endsWith(".json"))
      .sort()
      .map((name) => `${actsFolder}/${name}`),
  ];
  const result: ReadActs = { acts: [], findings: [], contents: new Map() };
  for (const file of files) {
    const bytes = await readIfThere(join(folder, file));
    if (!bytes) continue;
    const p7s = await readIfThere(join(folder, `${file}.p7s`));
    const read = file === receiptName ? readReceipt(bytes, file) : readAct(bytes, file);
    const statement = "receipt" in read ? read.receipt : read.act;
    result.findings.push(...read.findings);
    if (!statement) continue;
    const marks = p7s ? await readMarks(bytes, p7s, now) : null;
    result.acts.push({ file, sha256: sha256Of(bytes), statement, marks });
    result.contents.set(file, { bytes, p7s });
  }
  return result;
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
