import { createHash } from "node:crypto";
import { mkdir, stat } from "node:fs/promises";
import { dirname, join, resolve, sep } from "node:path";
import type { Container } from "../fs/container.js";
import { openFolder } from "../fs/folder-reader.js";
import { removeLeftovers } from "../fs/leftovers.js";
import { isSafePath } from "../fs/portable-names.js";
import { partOwner, writeWhole } from "../fs/write-whole.js";
import { openZip } from "../fs/zip-container.js";
import { Failure } from "../model/failure.js";
import { type Finding, finding } from "../model/finding.js";
import type { Job } from "../model/progress.js";
import { type Bag, readBag } from "./read-bag.js";
import { inOrder } from "./volumes.js";

/**
 * Opens a ZIP or a folder that should hold a bag; `willDigest` where everything in it will be digested. Throws
 * `file-not-found`, `file-not-readable`.
 */
export async function openContainer(path: string, willDigest = false): Promise<Container> {
  const facts = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") throw new Failure("file-not-found", { path }, { cause: error });
    throw new Failure("file-not-readable", { path, reason: error.code ?? "unknown" }, { cause: error });
  });
  return facts.isDirectory() ? openFolder(path) : openZip(path, undefined, willDigest);
}

/** A package whose files can be taken out one by one. Nothing here says that it is valid: `verifyPackage` does. */
export interface OpenPackage {
  bag: Bag;
  /** Paths from the root of the bag, in the order of the package. */
  paths(): string[];
  /** The bytes of a file in pieces; throws `file-not-readable` where they are damaged. */
  readEntry(path: string): AsyncIterable<Buffer>;
  /** All bytes of a small file; null when it is not there or larger than `limit`. */
  readSmall(path: string, limit: number): Promise<Buffer | null>;
  /**
   * Copies a file to `target`, whole or not at all, and only if its bytes have this SHA-256. What the sender could have
   * caused comes back as a finding, null when all went well; throws for what went wrong on this side.
   */
  copyEntryTo(path: string, target: string, sha256: string): Promise<Finding | null>;
  close(): Promise<void>;
}

/** Opens a package, or all volumes of one, for taking files out. Null when there is no bag in one of them. */
export async function openPackage(path: string | readonly string[]): Promise<OpenPackage | null> {
  const paths = typeof path === "string" ? [path] : path;
  const opened: OpenPackage[] = [];
  for (const one of paths) {
    const volume = await openVolume(one).catch(async (error: unknown) => {
      await closeAll(opened);
      throw error;
    });
    if (!volume) {
      await closeAll(opened);
      return null;
    }
    opened.push(volume);
  }
  const volumes = inOrder(opened);
  return volumes.length === 1 ? volumes[0]! : together(volumes);
}

async function closeAll(opened: readonly OpenPackage[]): Promise<void> {
  for (const one of opened) await one.close();
}

/** Volumes as one package: a path means the first volume that holds it. */
function together(volumes: readonly OpenPackage[]): OpenPackage {
  const owners = new Map<string, OpenPackage>();
  for (const volume of volumes)
    for (const path of volume.paths()) if (!owners.has(path)) owners.set(path, volume);
  const first = volumes[0]!;
  const ownerOf = (path: string): OpenPackage => owners.get(path) ?? first;
  return {
    bag: first.bag,
    paths: () => [...owners.keys()],
    readEntry: (path) => ownerOf(path).readEntry(path),
    readSmall: (path, limit) => ownerOf(path).readSmall(path, limit),
    copyEntryTo: (path, target, sha256) => ownerOf(path).copyEntryTo(path, target, sha256),
    close: () => closeAll(volumes),
  };
}

async function openVolume(path: string): Promise<OpenPackage | null> {
  const container = await openContainer(path);
  const bag = await readBag(container);
  if ("missing" in bag) {
    await container.close();
    return null;
  }
  return openBag(container, bag);
}

/** The same over a container that is open already; `close` closes it. */
export function openBag(container: Container, bag: Bag): OpenPackage {
  const fileAt = (path: string) => bag.files.get(path) ?? null;
  const readEntry = (path: string): AsyncIterable<Buffer> => {
    const file = fileAt(path);
    if (!file) throw new Failure("file-not-found", { path });
    return container.stream(file);
  };
  return {
    bag,
    paths: () => [...bag.files.keys()],
    readEntry,
    async readSmall(path, limit) {
      const file = fileAt(path);
      return file ? container.read(file, limit) : null;
    },
    async copyEntryTo(path, target, sha256) {
      const file = fileAt(path);
      if (!file) return finding("bag-file-missing", "error", { file: path }, { manifest: "" });
      if (!file.readable) return finding("entry-unreadable", "error", { file: path }, { reason: "refused" });
      try {
        await writeWhole(target, sameBytes(readEntry(path), sha256));
        return null;
      } catch (error) {
        if (error instanceof WrongBytes) {
          const details = { expected: sha256, actual: error.actual };
          return finding("handover-digest-differs", "error", { file: path }, details);
        }
        if (error instanceof Failure && error.code === "file-not-readable")
          return finding("entry-unreadable", "error", { file: path }, { reason: reasonOf(error) });
        throw error;
      }
    },
    close: () => container.close(),
  };
}

function reasonOf(failure: Failure): string {
  return "reason" in failure.details ? String(failure.details.reason) : "unknown";
}

class WrongBytes extends Error {
  constructor(readonly actual: string) {
    super("digest differs");
  }
}

/** Passes bytes on and fails at their end when they are not the right ones, before anything was renamed. */
async function* sameBytes(pieces: AsyncIterable<Buffer>, sha256: string): AsyncGenerator<Buffer> {
  const hash = createHash("sha256");
  for await (const piece of pieces) {
    hash.update(piece);
    yield piece;
  }
  const actual = hash.digest("hex");
  if (actual !== sha256) throw new WrongBytes(actual);
}

/** A file to take out: where it lies in the bag, and what it must be. */
export interface Extraction {
  path: string;
  sha256: string;
  /** Path below the target folder, `/` between the parts; the bag path where none is given. */
  to?: string;
}

/**
 * Copies files of an open package below `folder`. A path that would lead out of it is refused, and so is a file that
 * is not what it should be; the rest is copied all the same. Copying again ends in the same state.
 */
export async function extractPayload(
  open: OpenPackage,
  folder: string,
  files: readonly Extraction[],
  job: Job = {},
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const base = resolve(folder);
  const made = new Set<string>();
  for (const [index, { path, sha256, to = path }] of files.entries()) {
    job.signal?.throwIfAborted();
    const target = join(base, ...to.split("/"));
    if (!isSafePath(to) || !target.startsWith(base + sep)) {
      findings.push(finding("name-escapes", "error", { file: to }, {}));
      continue;
    }
    const parent = dirname(target);
    if (!made.has(parent)) {
      await mkdir(parent, { recursive: true });
      await removeLeftovers(parent, partOwner);
      made.add(parent);
    }
    const wrong = await open.copyEntryTo(path, target, sha256);
    if (wrong) findings.push(wrong);
    job.onProgress?.({ stage: "copying", done: index + 1, total: files.length, item: path });
  }
  return findings;
}
