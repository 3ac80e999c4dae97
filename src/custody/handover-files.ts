import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { sha256Hex } from "../crypto/digest.js";
import { readWhole } from "../fs/read-whole.js";
import { largestManifest, type Manifest, readManifest } from "../manifest/index.js";
import { Failure } from "../model/failure.js";
import type { Handover } from "../model/handover.js";
import type { Store } from "../store/index.js";

/** Names of the files in the folder of a handover. */
export const manifestName = "manifest.json";
export const signatureName = "manifest.json.p7s";
export const receiptName = "receipt.json";

/** The files of one handover, absolute. */
export function handoverPaths(handovers: string, id: string) {
  const folder = join(handovers, id);
  const receipt = join(folder, receiptName);
  return {
    folder,
    manifest: join(folder, manifestName),
    signature: join(folder, signatureName),
    receipt,
    receiptSignature: `${receipt}.p7s`,
  };
}

/** The files of the receipt of a handover, and of those that replaced it: `at` counts from 0. */
export function receiptNames(folder: string, at: number) {
  const name = at === 0 ? receiptName : `receipt-${at + 1}.json`;
  return { name, receipt: join(folder, name), signature: join(folder, `${name}.p7s`) };
}

/** A manifest that lies in the workspace, with its bytes. */
export interface KeptManifest {
  handover: Handover;
  path: string;
  bytes: Buffer;
  sha256: string;
  manifest: Manifest;
}

/**
 * The handover of this id; without an id the latest that fits. Throws `handover-not-found`.
 */
export function chooseHandover(
  store: Store,
  id: string | undefined,
  fits: (handover: Handover) => boolean = () => true,
): Handover {
  const known = store.handovers.all();
  const found = id === undefined ? known.filter(fits).at(-1) : known.find((one) => one.id === id);
  if (!found) throw new Failure("handover-not-found", { id: id ?? "", known: known.map((one) => one.id) });
  return found;
}

/** Reads the manifest of a handover and makes sure that it is the one that was made. Throws `manifest-changed`. */
export async function readKeptManifest(handovers: string, handover: Handover): Promise<KeptManifest> {
  const path = handoverPaths(handovers, handover.id).manifest;
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new Failure("manifest-changed", { id: handover.id, path }, { cause: error });
  });
  const sha256 = sha256Hex(bytes);
  const { manifest } = readManifest(bytes, path);
  if (!manifest || (handover.manifestSha256 !== null && handover.manifestSha256 !== sha256)) {
    throw new Failure("manifest-changed", { id: handover.id, path });
  }
  return { handover, path, bytes, sha256, manifest };
}

/**
 * The bytes of a file of at most `limit` bytes, or null when it is not there. Throws `file-not-readable`, `file-too-large`.
 */
export async function readIfThere(path: string, limit = largestManifest): Promise<Buffer | null> {
  try {
    const { buffer, byteOffset, byteLength } = await readWhole(path, limit);
    return Buffer.from(buffer, byteOffset, byteLength);
  } catch (error) {
    if (error instanceof Failure && error.code === "file-not-found") return null;
    throw error;
  }
}
