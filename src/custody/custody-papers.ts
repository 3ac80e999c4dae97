import { mkdir, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { sha256Hex } from "../crypto/digest.js";
import { writeWhole } from "../fs/write-whole.js";
import { largestManifest, type Manifest, type ManifestPriorHandover } from "../manifest/index.js";
import { Failure } from "../model/failure.js";
import { custodyFolder, custodyPaths, type OpenPackage, type TagFile } from "../package/index.js";
import { handoverPaths, readIfThere, receiptNames } from "./handover-files.js";
import { actsFolder } from "./kept-acts.js";

/** The folder, in the folder of a received handover, of the papers of the handovers before it. */
export const earlierFolder = "custody";

/**
 * The papers of every earlier handover that a list names, for its package: list, receipt and acts with their signatures, byte for byte as
 * they were received. Throws `custody-papers-missing` when one of them is no longer there as it was.
 */
export async function gatherCustodyPapers(handovers: string, manifest: Manifest): Promise<TagFile[]> {
  const papers: TagFile[] = [];
  for (const prior of manifest.priorHandovers) {
    // Received here, or come along with something that was.
    const own = handoverPaths(handovers, prior.id).folder;
    const folders = manifest.priorHandovers.map(({ id }) =>
      join(handoverPaths(handovers, id).folder, earlierFolder, prior.id),
    );
    const found = await firstWhole([own, ...folders], prior);
    if (!found) throw new Failure("custody-papers-missing", { id: prior.id, path: own });
    papers.push(...found);
  }
  return papers;
}

async function firstWhole(
  folders: readonly string[],
  prior: ManifestPriorHandover,
): Promise<TagFile[] | null> {
  for (const folder of folders) {
    const papers = await papersIn(folder, prior);
    if (papers) return papers;
  }
  return null;
}

/** The papers of one handover out of a folder; null where its list or its receipt is not the one that is named. */
async function papersIn(folder: string, prior: ManifestPriorHandover): Promise<TagFile[] | null> {
  const paths = custodyPaths(prior.id);
  const list = await readIfThere(join(folder, "manifest.json"));
  const signature = await readIfThere(join(folder, "manifest.json.p7s"));
  if (!list || !signature || sha256Hex(list) !== prior.manifestSha256) return null;
  const papers = [
    { path: paths.manifest, bytes: list },
    { path: paths.signature, bytes: signature },
  ];
  if (prior.receiptSha256 !== null) {
    const receipt = await receiptIn(folder, prior.receiptSha256);
    if (!receipt) return null;
    papers.push({ path: paths.receipt, bytes: receipt.bytes });
    papers.push({ path: paths.receiptSignature, bytes: receipt.p7s });
  }
  const acts = await readdir(join(folder, actsFolder)).catch(() => []);
  for (const name of acts.filter((one) => /^[\w.-]+\.json(?:\.p7s)?$/u.test(one)).sort()) {
    const bytes = await readIfThere(join(folder, actsFolder, name));
    if (bytes) papers.push({ path: `${paths.acts}${name}`, bytes });
  }
  return papers;
}

/** The receipt of this digest among all that answered the handover. */
async function receiptIn(folder: string, sha256: string): Promise<{ bytes: Buffer; p7s: Buffer } | null> {
  for (let at = 0; ; at += 1) {
    const names = receiptNames(folder, at);
    const bytes = await readIfThere(names.receipt);
    if (!bytes) return null;
    const p7s = await readIfThere(names.signature);
    if (p7s && sha256Hex(bytes) === sha256) return { bytes, p7s };
  }
}

/** Keeps the papers of earlier handovers that a verified package carries beside its own list, so that they can go on from here. */
export async function keepCustodyPapers(
  open: OpenPackage,
  manifest: Manifest,
  folder: string,
): Promise<void> {
  const known = manifest.priorHandovers.map(({ id }) => `${custodyPaths(id).folder}/`);
  for (const path of open.paths()) {
    const home = known.find((one) => path.startsWith(one));
    // Only the names that we give: what else lies there is nothing to keep.
    const rest = home === undefined ? "" : path.slice(home.length);
    if (!/^(?:manifest|receipt|acts\/[\w.-]+)\.json(?:\.p7s)?$/u.test(rest)) continue;
    const bytes = await open.readSmall(path, largestManifest);
    if (!bytes) continue;
    const target = join(folder, earlierFolder, ...path.slice(custodyFolder.length + 1).split("/"));
    await mkdir(dirname(target), { recursive: true });
    await writeWhole(target, bytes);
  }
}
