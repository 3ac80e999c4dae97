import { mkdir, readdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { sha256Hex } from "../crypto/digest.js";
import { writeWhole } from "../fs/write-whole.js";
import {
  type ActFile,
  type CheckedAct,
  type ExpectedAct,
  largestAct,
  type Manifest,
  readAct,
  type SignedManifest,
} from "../manifest/index.js";
import { Failure } from "../model/failure.js";
import type { Handover } from "../model/handover.js";
import { actsInPackage, largestActs, mostActs, type OpenPackage, type TagFile } from "../package/index.js";
import type { Store } from "../store/index.js";
import { handoverPaths, readIfThere, readKeptManifest, receiptNames } from "./handover-files.js";
import { readMarks } from "./signature-marks.js";

/** The folder of the acts in the folder of a handover. */
export const actsFolder = "acts";

/**
 * Every act that lies with a manifest, the receipts first, the others by their numbers; names are relative to `folder`. A folder may
 * be a stranger's. Throws `file-not-readable`, `file-too-large`, `acts-too-many`.
 */
export async function readActFiles(folder: string): Promise<ActFile[]> {
  const receipts: string[] = [];
  const there = new Set(await namesIn(folder));
  for (let name = receiptNames("", 0).name; there.has(name); name = receiptNames("", receipts.length).name) {
    receipts.push(name);
  }
  const acts = (await namesIn(join(folder, actsFolder))).filter((name) => name.endsWith(".json"));
  const inOrder = acts.sort((a, b) => numberOf(a) - numberOf(b) || (a < b ? -1 : 1));
  const names = [...receipts, ...inOrder.map((name) => `${actsFolder}/${name}`)];
  if (names.length > mostActs) {
    throw new Failure("acts-too-many", { path: folder, acts: names.length, limit: mostActs });
  }
  const files: ActFile[] = [];
  let left = largestActs;
  const read = async (file: string): Promise<Buffer | null> => {
    const bytes = await readIfThere(join(folder, file), left);
    left -= bytes?.length ?? 0;
    return bytes;
  };
  for (const file of names) {
    const bytes = await read(file);
    if (bytes) files.push({ file, bytes, p7s: await read(`${file}.p7s`) });
  }
  return files;
}

/** The name, in the folder of the acts, of one more act of a kind. */
export function nextActName(files: readonly ActFile[], kind: string): string {
  const last = Math.max(0, ...files.map(({ file }) => numberOf(file.slice(actsFolder.length + 1))));
  return `act-${String(last + 1).padStart(2, "0")}-${kind}.json`;
}

function numberOf(name: string): number {
  return Number(/^act-(\d{1,9})-/u.exec(name)?.[1] ?? 0);
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw new Failure("file-not-readable", { path: folder, reason: error.code ?? "?" }, { cause: error });
  });
}

/**
 * The acts of a handover and their signatures, for its package: whatever was signed beside the list travels with it, and so does a
 * receipt that one of them follows, without which the chain would seem torn.
 */
export async function gatherActs(handovers: string, id: string): Promise<TagFile[]> {
  const files = await readActFiles(handoverPaths(handovers, id).folder);
  const isAct = ({ file }: ActFile): boolean => file.startsWith(`${actsFolder}/`);
  const followed = new Set(files.filter(isAct).map(({ bytes }) => readAct(bytes).act?.previous.file));
  return files.flatMap((one) => {
    const { file, bytes, p7s } = one;
    if (!isAct(one) && !followed.has(sha256Hex(bytes))) return [];
    const path = `${actsInPackage}${basename(file)}`;
    return [{ path, bytes }, ...(p7s ? [{ path: `${path}.p7s`, bytes: p7s }] : [])];
  });
}

/** An act that came with a package, and where it was kept, relative to the folder of the handover. */
export type KeptAct = CheckedAct & { path: string };

/** Keeps the acts that a verified package carries. One that is here already keeps its name. */
export async function keepActs(
  open: OpenPackage,
  checked: readonly CheckedAct[],
  folder: string,
): Promise<KeptAct[]> {
  const kept: KeptAct[] = [];
  for (const act of checked) {
    const there = await readActFiles(folder);
    const same = there.find(({ bytes }) => sha256Hex(bytes) === act.sha256);
    if (same) {
      kept.push({ ...act, path: same.file });
      continue;
    }
    const bytes = await open.readSmall(act.file, largestAct);
    const p7s = await open.readSmall(`${act.file}.p7s`, largestAct);
    if (!bytes || !p7s) continue;
    const path = `${actsFolder}/${nextActName(there, act.kind)}`;
    await keepAct(join(folder, path), bytes, p7s);
    kept.push({ ...act, path });
  }
  return kept;
}

/** Writes an act and its signature; the signature first, for an act without one would be an act that is wrong. */
export async function keepAct(path: string, bytes: Uint8Array, p7s: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeWhole(`${path}.p7s`, p7s);
  await writeWhole(path, bytes);
}

/** What the records of a workspace know of the signatures of a handover. */
export function knownActs(store: Store, id: string): ExpectedAct[] {
  const acts = store.handovers.acts(id);
  // A receipt may replace an earlier one, which then need not be there.
  const receipt = acts.findLast(({ kind }) => kind === "receipt");
  return acts
    .filter((act) => act.kind !== "receipt" || act === receipt)
    .map(({ kind, sha256, fingerprint, path }) => {
      // Of a list or a receipt, the record names the signature.
      const file = path.replace(/\.p7s$/u, "");
      return { kind, file, sha256, certificate: fingerprint };
    });
}

/** The signed manifest of a handover of this workspace. Throws `manifest-changed`, `manifest-not-signed`. */
export async function readSent(handovers: string, handover: Handover, now: Date): Promise<SignedManifest> {
  const { manifest, sha256, bytes } = await readKeptManifest(handovers, handover);
  const { signature } = handoverPaths(handovers, handover.id);
  return withMarks({ manifest, sha256, bytes, p7s: await readIfThere(signature) }, now);
}

/** A manifest with the marks of its signature. Throws `manifest-not-signed` where there is none that holds. */
export async function withMarks(
  list: { manifest: Manifest; sha256: string; bytes: Uint8Array; p7s: Uint8Array | null },
  now: Date,
): Promise<SignedManifest> {
  const { manifest, sha256, bytes, p7s } = list;
  const marks = p7s ? await readMarks(bytes, p7s, now) : null;
  if (!marks) throw new Failure("manifest-not-signed", { id: manifest.id });
  return { manifest, sha256, size: bytes.length, ...marks };
}
