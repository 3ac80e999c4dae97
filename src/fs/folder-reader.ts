import { closeSync, openSync } from "node:fs";
import { opendir, stat } from "node:fs/promises";
import { join } from "node:path";
import { Failure } from "../model/failure.js";
import { addFindings, type Finding, finding } from "../model/finding.js";
import type { Job } from "../model/progress.js";
import { type Container, type ContainerFile, type DigestTable, shownPath } from "./container.js";
import { digestAlgorithms, digestTable } from "./digest-table.js";
import { openFlags } from "./folder-check.js";
import { checkFolder } from "./folder-checker.js";
import { pathProblems } from "./path-problems.js";
import { readFully } from "./zip-local.js";

const pieceSize = 1 << 20;
const mostFiles = 500_000;

/** Opens a folder as a container. Links are findings and never followed. Throws `folder-not-found`. */
export async function openFolder(path: string): Promise<Container> {
  if (!(await stat(path).catch(() => null))?.isDirectory()) throw new Failure("folder-not-found", { path });
  const folder = new Folder(path);
  await folder.list();
  return folder;
}

class Folder implements Container {
  readonly kind = "folder";
  readonly files: ContainerFile[] = [];
  readonly findings: Finding[] = [];
  bytes = 0;

  constructor(private readonly root: string) {}

  async list(): Promise<void> {
    await this.walk("");
    this.files.sort((a, b) => (a.path < b.path ? -1 : 1));
    for (const [index, file] of this.files.entries()) file.index = index;
    const paths = this.files.map(({ path }) => path);
    addFindings(
      this.findings,
      pathProblems(paths, (index) => {
        this.files[index]!.readable = false;
      }),
    );
  }

  foreign(): number {
    return 0;
  }

  async read(file: ContainerFile, limit: number): Promise<Buffer | null> {
    if (!file.readable || file.size > limit) return null;
    const pieces: Buffer[] = [];
    for (const piece of this.pieces(file)) pieces.push(Buffer.from(piece));
    return Buffer.concat(pieces);
  }

  async digest(algorithms: readonly string[], job: Job = {}): Promise<DigestTable> {
    const chosen = digestAlgorithms(algorithms);
    const digestLength = chosen.reduce((sum, { length }) => sum + length, 0);
    const tasks = this.files.map(({ path, size, readable }) => ({
      path: readable ? join(this.root, path) : "",
      size,
    }));
    const setup = { algorithms: chosen.map(({ name }) => name), digestLength };
    const { digests, troubles } = await checkFolder(tasks, setup, job);
    const undigested = new Set(troubles.map(({ file }) => file));
    const findings = troubles.map(({ file, reason }) =>
      finding("entry-unreadable", "error", { file: shownPath(this.files[file]!.path) }, { reason }),
    );
    return digestTable(digests, digestLength, chosen, findings, (index) =>
      undigested.has(index) ? null : index,
    );
  }

  async *stream(file: ContainerFile): AsyncGenerator<Buffer> {
    if (!file.readable)
      throw new Failure("file-not-readable", { path: shownPath(file.path), reason: "refused" });
    try {
      for (const piece of this.pieces(file)) yield Buffer.from(piece);
    } catch (error) {
      const reason = String((error as NodeJS.ErrnoException).code ?? "unknown");
      throw new Failure("file-not-readable", { path: shownPath(file.path), reason }, { cause: error });
    }
  }

  async close(): Promise<void> {}

  private async walk(below: string): Promise<void> {
    for await (const entry of await opendir(join(this.root, below))) {
      const path = below === "" ? entry.name : `${below}/${entry.name}`;
      const place = { file: shownPath(path) };
      if (entry.isDirectory()) await this.walk(path);
      else if (entry.isSymbolicLink()) this.findings.push(finding("entry-is-link", "error", place, {}));
      else if (!entry.isFile()) this.findings.push(finding("entry-is-device", "error", place, {}));
      else if (this.files.length >= mostFiles) {
        const details = { entries: this.files.length + 1, limit: mostFiles };
        this.findings.push(finding("zip-too-many-entries", "error", {}, details));
        return;
      } else {
        const { size } = await stat(join(this.root, path));
        this.bytes += size;
        this.files.push({ index: 0, path, size, readable: true });
      }
    }
  }

  /** The bytes as they lie on the disk; each piece is overwritten by the next. */
  private *pieces(file: ContainerFile): Generator<Buffer> {
    const fd = openSync(join(this.root, file.path), openFlags);
    try {
      const buffer = Buffer.allocUnsafe(Math.max(1, Math.min(pieceSize, file.size + 1)));
      for (let at = 0; ; ) {
        const piece = readFully(fd, buffer, at);
        if (piece.length > 0) yield piece;
        at += piece.length;
        if (piece.length < buffer.length) return;
      }
    } finally {
      closeSync(fd);
    }
  }
}
