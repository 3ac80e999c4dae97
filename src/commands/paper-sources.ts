import { existsSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { sha256Hex } from "../crypto/digest.js";
import { chooseHandover, handoverPaths } from "../custody/index.js";
import { readWhole } from "../fs/read-whole.js";
import {
  isHandoverId,
  largestManifest,
  largestReceipt,
  type Manifest,
  readManifest,
  readReceipt,
} from "../manifest/index.js";
import { describeFinding } from "../messages/describe.js";
import { vi } from "../messages/vi.js";
import { Failure } from "../model/failure.js";
import type { Finding } from "../model/finding.js";
import {
  bagCountOf,
  handoverManifestPath,
  handoverSignaturePath,
  isEncrypted,
  openPackage,
} from "../package/index.js";
import {
  type ListOnPaper,
  type PaperName,
  type PaperSigner,
  type PaperTemplate,
  paperFiles,
  papersOfPackage,
  type ReceiptOnPaper,
} from "../paperwork/index.js";
import { checkSignature, emptyTrust } from "../signing/index.js";
import type { Context } from "./context.js";
import { findManifestPath } from "./manifest/find-manifest.js";
import { shippedSlotNames } from "./manifest/slot-names.js";
import { paperWords } from "./paper-words.js";

const largestSignature = 1 << 20;
const largestTemplate = 16 << 20;

/**
 * The list that a paper is made of: a handover of this workspace, a `manifest.json`, or a package. One whose signature does
 * not fit, or that is not what was made here, becomes no paper: `paper-source-not-valid`, `manifest-changed`.
 */
export async function listForPaper(named: string | undefined, context: Context): Promise<ListOnPaper> {
  const path = await findManifestPath(context, named);
  const { bytes, p7s } = await listAndSignature(path, context);
  const { manifest, findings } = readManifest(bytes, path);
  if (!manifest) throw notValid(path, findings, context);
  const giver = p7s === null ? null : await signerOf(bytes, p7s, path, context);
  return {
    manifest,
    sha256: sha256Hex(bytes),
    size: bytes.length,
    giver,
    ...(await knownHere(manifest, bytes, context)),
  };
}

/** How many volumes a package says it has; 1 for a list that is in no package yet. */
export async function volumesOf(named: string | undefined, context: Context): Promise<number> {
  const path = await findManifestPath(context, named);
  if (!existsSync(path) || (statSync(path).isFile() && (await firstByte(path)) !== 0x50)) return 1;
  const opened = await openPackage(path);
  try {
    const mark = opened === null ? null : bagCountOf(opened.bag);
    return mark === null ? 1 : (mark.count ?? mark.number);
  } finally {
    await opened?.close();
  }
}

/** The receipt that a paper is made of: that of a handover of this workspace, or a file with its signature beside it. */
export async function receiptForPaper(named: string | undefined, context: Context): Promise<ReceiptOnPaper> {
  const path = await findReceiptPath(named, context);
  const bytes = await readWhole(path, largestReceipt);
  const { receipt, findings } = readReceipt(bytes, path);
  if (!receipt) throw notValid(path, findings, context);
  const receiver = await signerOf(bytes, await readWhole(`${path}.p7s`, largestSignature), path, context);
  const [manifest, giverSigner] = await listAnswered(
    receipt.handover.id,
    receipt.manifest.sha256,
    path,
    context,
  );
  return { receipt, sha256: sha256Hex(bytes), receiver, giverSigner, manifest };
}

/** The template of a paper: the office's own, or the one we ship in the language. */
export async function templateFor(
  paper: PaperName,
  own: string | undefined,
  language: string,
  context: Context,
): Promise<PaperTemplate> {
  const path =
    own === undefined
      ? join(context.templates, "paperwork", language, paperFiles[paper])
      : resolve(context.cwd, own);
  return { path, bytes: await readWhole(path, largestTemplate) };
}

/** The papers of a package. They are in Vietnamese whoever makes it: the package is the office's, not the clerk's. */
export async function packagePapers(
  list: { manifest: Manifest; bytes: Uint8Array; p7s: Uint8Array; path: string },
  context: Context,
) {
  const { manifest, bytes, p7s, path } = list;
  const giver = await signerOf(bytes, p7s, path, context);
  return papersOfPackage(
    { manifest, sha256: sha256Hex(bytes), size: bytes.length, giver, receiver: null },
    {
      minutes: await templateFor("minutes", undefined, "vi", context),
      index: await templateFor("index", undefined, "vi", context),
    },
    paperWords(vi, await shippedSlotNames(context)),
  );
}

async function listAndSignature(
  path: string,
  context: Context,
): Promise<{ bytes: Uint8Array; p7s: Uint8Array | null }> {
  if (!existsSync(path)) throw new Failure("file-not-found", { path });
  if (statSync(path).isFile() && (await isEncrypted(path)))
    throw new Failure("paper-source-locked", { path });
  if (statSync(path).isFile() && (await firstByte(path)) !== 0x50) {
    const bytes = await readWhole(path, largestManifest);
    const p7s = existsSync(`${path}.p7s`) ? await readWhole(`${path}.p7s`, largestSignature) : null;
    return { bytes, p7s };
  }
  const opened = await openPackage(path);
  try {
    const bytes = await opened?.readSmall(handoverManifestPath, largestManifest);
    if (bytes)
      return { bytes, p7s: (await opened?.readSmall(handoverSignaturePath, largestSignature)) ?? null };
  } finally {
    await opened?.close();
  }
  throw new Failure("paper-source-not-valid", { path, reason: context.messages.manifest.diff.noManifest });
}

async function firstByte(path: string): Promise<number | undefined> {
  const { open } = await import("node:fs/promises");
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1), 0, 1, 0);
    return bytesRead === 1 ? buffer[0] : undefined;
  } finally {
    await file.close();
  }
}

/** Who signed, by the certificate alone: whether to trust it is for whoever reads the paper to say. */
async function signerOf(
  content: Uint8Array,
  p7s: Uint8Array,
  path: string,
  context: Context,
): Promise<PaperSigner> {
  const place = { file: `${path}.p7s` };
  const check = await checkSignature({
    p7s,
    content: Buffer.from(content),
    trust: emptyTrust,
    now: context.now(),
    place,
  });
  const wrong = check.signatureFindings.filter(({ severity }) => severity === "error");
  if (wrong.length > 0 || !check.signer) throw notValid(path, wrong, context);
  const { commonName, organisation, subject, fingerprint } = check.signer;
  return { name: commonName ?? organisation ?? subject, fingerprint };
}

/** What this workspace adds to a list: that it is the one made here, and who answered it. */
async function knownHere(
  { id }: Manifest,
  bytes: Uint8Array,
  context: Context,
): Promise<{ receiver: PaperSigner | null }> {
  if (!context.workspaceIfAny()) return { receiver: null };
  const store = await context.store();
  const handover = store.handovers.find(id);
  if (handover?.manifestSha256 !== sha256Hex(bytes)) return { receiver: null };
  const act = store.handovers.acts(id).findLast(({ kind }) => kind === "receipt");
  if (!act?.fingerprint) return { receiver: null };
  return { receiver: { name: act.signer ?? "", fingerprint: act.fingerprint } };
}

async function findReceiptPath(named: string | undefined, context: Context): Promise<string> {
  if (named !== undefined && !(isHandoverId(named) && !existsSync(resolve(context.cwd, named)))) {
    return resolve(context.cwd, named);
  }
  const { handovers } = context.workspace();
  const store = await context.store();
  const receiptOf = (id: string): string => handoverPaths(handovers, id).receipt;
  if (named === undefined) {
    const latest = store.handovers.all().findLast(({ id }) => existsSync(receiptOf(id)));
    if (!latest) throw new Failure("paper-needs-receipt", { id: "" });
    return receiptOf(latest.id);
  }
  const { id } = chooseHandover(store, named);
  if (!existsSync(receiptOf(id))) throw new Failure("paper-needs-receipt", { id });
  return receiptOf(id);
}

/** The list a receipt answers, if it is at hand and the very one; and who signed it. */
async function listAnswered(
  id: string,
  sha256: string,
  receipt: string,
  context: Context,
): Promise<[Manifest | null, string | null]> {
  const folders = [dirname(receipt)];
  const workspace = context.workspaceIfAny();
  if (workspace) folders.push(handoverPaths(workspace.handovers, id).folder);
  for (const folder of folders) {
    const path = join(folder, "manifest.json");
    if (!existsSync(path)) continue;
    const bytes = await readWhole(path, largestManifest);
    if (sha256Hex(bytes) !== sha256) continue;
    const p7s = existsSync(`${path}.p7s`) ? await readWhole(`${path}.p7s`, largestSignature) : null;
    const giver = p7s === null ? null : await signerOf(bytes, p7s, path, context);
    return [readManifest(bytes, path).manifest, giver?.name ?? null];
  }
  return [null, null];
}

function notValid(path: string, findings: readonly Finding[], context: Context): Failure {
  const [first] = findings;
  const reason = first ? describeFinding(first, context.messages) : context.messages.manifest.show.notSigned;
  return new Failure("paper-source-not-valid", { path, reason });
}
