import { type FileHandle, open } from "node:fs/promises";
import { crc32, createInflateRaw } from "node:zlib";
import { Failure } from "../model/failure.js";
import { addFindings, type Finding, finding } from "../model/finding.js";
import type { Job } from "../model/progress.js";
import { CheckCrew } from "./check-crew.js";
import type { Container, ContainerFile, DigestTable } from "./container.js";
import { shownPath } from "./container.js";
import { digestAlgorithms, digestTable } from "./digest-table.js";
import { HeadStart, leastEnd } from "./head-start.js";
import { PathJudge } from "./path-problems.js";
import { rangeLimit } from "./zip-check.js";
import { checkEntries, setupOf } from "./zip-checker.js";
import { findZipEnd, type ZipEnd } from "./zip-end.js";
import { understandPart, type ZipEntry } from "./zip-entry.js";
import { type EntryTrouble, readFully, readLocalHeader, readWholeEntry } from "./zip-local.js";
import { type DirectoryPart, type Listed, listDirectory } from "./zip-reader.js";

/** What a stranger's archive may ask of this computer. */
export interface ZipLimits {
  entries: number;
  directoryBytes: number;
}

const defaultLimits: ZipLimits = { entries: 500_000, directoryBytes: 256 << 20 };
/** Deflated entries may together claim this many bytes for each byte of the archive, and always one GiB. */
const totalRatio = 100;
const alwaysAllowed = 1 << 30;
/** Fewer entries are listed before a thread has started. */
const threadFrom = 10_000;
/** Entries up to this size are read in one piece. */
const wholeUpTo = 8 << 20;

/**
 * Opens a ZIP in place. Everything that is wrong with it is a finding; only a file that cannot be opened at all is a
 * failure (`file-not-found`, `file-not-readable`). `willDigest` starts the threads for that while the directory is read.
 */
export async function openZip(
  path: string,
  limits: ZipLimits = defaultLimits,
  willDigest = false,
): Promise<Container> {
  const handle = await open(path, "r").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") throw new Failure("file-not-found", { path }, { cause: error });
    throw new Failure("file-not-readable", { path, reason: error.code ?? "unknown" }, { cause: error });
  });
  const { size } = await handle.stat();
  const zip = new Zip(path, handle, size);
  try {
    await zip.list(limits, willDigest);
    return zip;
  } catch (error) {
    await zip.close();
    throw error;
  }
}

class Zip implements Container {
  readonly kind = "zip";
  files: ZipEntry[] = [];
  readonly findings: Finding[] = [];
  /** In the order of their places in the file. */
  private placed: ZipEntry[] = [];
  private unlike = 0;
  /** Whether the directory names the entries in the order of their places. */
  private inOrder = true;
  /** Bytes that the entries claim to inflate to. */
  private inflating = 0;
  private headStart: HeadStart | null = null;
  /** Settled when no thread is at work. */
  private ended: Promise<void> = Promise.resolve();

  constructor(
    private readonly path: string,
    private readonly handle: FileHandle,
    readonly bytes: number,
  ) {}

  async list(limits: ZipLimits, willDigest: boolean): Promise<void> {
    const fd = this.handle.fd;
    const end = findZipEnd(this.bytes, (at, length) => readFully(fd, Buffer.alloc(length), at));
    if ("damage" in end) {
      this.findings.push(finding("zip-damaged", "error", {}, { reason: end.damage }));
      return;
    }
    if (end.leading > 0) this.note("zip-leading-data", end.leading);
    if (end.trailing > 0) this.note("zip-trailing-data", end.trailing);
    if (end.otherEnds > 0)
      this.findings.push(finding("zip-several-ends", "error", {}, { ends: end.otherEnds + 1 }));
    if (!end.asWritten) this.unlike += 1;
    if (end.entries > limits.entries) {
      const details = { entries: end.entries, limit: limits.entries };
      this.findings.push(finding("zip-too-many-entries", "error", {}, details));
      return;
    }
    if (end.directorySize > limits.directoryBytes) {
      const details = { bytes: end.directorySize, limit: limits.directoryBytes };
      this.findings.push(finding("zip-directory-too-large", "error", {}, details));
      return;
    }
    const all: ZipEntry[] = [];
    const paths = new PathJudge((index) => {
      all[index]!.readable = false;
    });
    const listed = await this.listEntries(all, paths, end, willDigest);
    if (listed.encrypted) this.findings.push(finding("zip-entry-encrypted", "error", {}, {}));
    else if (listed.damage)
      this.findings.push(finding("zip-damaged", "error", {}, { reason: listed.damage }));
    else if (listed.consumed !== end.directorySize)
      this.findings.push(finding("zip-damaged", "error", {}, { reason: "entry-count-wrong" }));
    addFindings(this.findings, paths.end());
    this.place(all, end.leading, end.leading + end.directoryOffset);
    if (this.inflating > this.inflatable()) this.boundInflation();
  }

  foreign(): number {
    return this.unlike;
  }

  /** Adds every entry to `all`; where everything will be digested, by threads that begin with that meanwhile. */
  private async listEntries(
    all: ZipEntry[],
    paths: PathJudge,
    end: ZipEnd,
    willDigest: boolean,
  ): Promise<Listed> {
    const { leading, trailing, entries } = end;
    const extent = { start: leading, end: this.bytes - trailing, most: entries };
    let last = 0;
    const take = (part: DirectoryPart): void => {
      const { headStart } = this;
      headStart?.partBegins(part, all.length);
      understandPart(part, leading, this.findings, (entry) => {
        const index = all.push(entry) - 1;
        paths.add(entry.path);
        if (!entry.directory) entry.index = this.files.push(entry) - 1;
        if (!entry.asWritten || entry.time !== all[0]!.time) this.unlike += 1;
        if (entry.method === 8) this.inflating += entry.size;
        if (entry.offset < last) this.inOrder = false;
        last = entry.offset;
        headStart?.entryCame(entry, index);
      });
    };
    // Starting a thread would take longer than the work.
    if (!willDigest || this.bytes <= rangeLimit) return listDirectory(this.handle.fd, extent, take);
    const crew = new CheckCrew(this.path, this.bytes, entries);
    // Nearly every bag is listed by SHA-256 alone, so that is begun with.
    const setup = setupOf(digestAlgorithms(["sha256"]));
    const directory = leading + end.directoryOffset;
    const bounds = { start: leading, directory, inflated: this.inflatable() };
    const inThread = entries >= threadFrom ? crew.list(extent, take) : null;
    this.headStart = new HeadStart(crew, setup, all, bounds);
    return inThread ?? listDirectory(this.handle.fd, extent, take);
  }

  async read(file: ContainerFile, limit: number): Promise<Buffer | null> {
    const entry = this.files[file.index]!;
    if (!entry.readable || entry.size > limit || entry.end - entry.offset > limit + (1 << 18)) return null;
    return this.whole(entry).content;
  }

  async digest(algorithms: readonly string[], job: Job = {}): Promise<DigestTable> {
    const chosen = digestAlgorithms(algorithms);
    const entries = this.placed.filter(({ readable }) => readable);
    // Before the wait: there is nothing better to do in it.
    const rows = new Int32Array(this.files.length).fill(-1);
    for (let row = 0; row < entries.length; row += 1) {
      const { index, directory } = entries[row]!;
      if (!directory) rows[index] = row;
    }
    const { headStart } = this;
    this.headStart = null;
    const checked = await checkEntries(this.path, this.bytes, headStart, entries, chosen, job);
    this.ended = checked.ended;
    const findings: Finding[] = [];
    for (const { entry, trouble } of checked.troubles) findings.push(troubleFinding(entry, trouble));
    return digestTable(checked.digests, checked.digestLength, chosen, findings, (index) => {
      const row = rows[index] ?? -1;
      return row < 0 || checked.undigested.has(row) ? null : row;
    });
  }

  async *stream(file: ContainerFile): AsyncGenerator<Buffer> {
    const entry = this.files[file.index]!;
    if (!entry.readable)
      throw new Failure("file-not-readable", { path: shownPath(entry.path), reason: "refused" });
    if (entry.size <= wholeUpTo && entry.end - entry.offset <= wholeUpTo * 2) {
      const { content, troubles } = this.whole(entry);
      if (!content || troubles.length > 0) throw damaged(entry, troubles[0]?.code);
      if (content.length > 0) yield content;
      return;
    }
    let size = 0;
    let crc = 0;
    for await (const piece of this.pieces(entry)) {
      size += piece.length;
      if (size > entry.size) throw damaged(entry, "zip-size-lies");
      crc = crc32(piece, crc);
      yield piece;
    }
    if (size !== entry.size) throw damaged(entry, "zip-size-lies");
    if (crc !== entry.crc) throw damaged(entry, "zip-crc-differs");
  }

  async close(): Promise<void> {
    await this.headStart?.crew.close();
    await this.ended;
    await this.handle.close();
  }

  private note(code: "zip-leading-data" | "zip-trailing-data", bytes: number): void {
    this.findings.push(finding(code, "error", {}, { bytes }));
  }

  /** Finds out where each entry ends, which overlap, and what lies in the file and belongs to none. */
  private place(all: ZipEntry[], start: number, directory: number): void {
    if (this.inOrder) this.placed = all;
    else {
      this.placed = [...all].sort((a, b) => a.offset - b.offset);
      this.unlike += 1;
    }
    const { placed } = this;
    const placeOf = ({ path }: ZipEntry) => ({ file: shownPath(path) });
    let covered = start;
    let before: ZipEntry | null = null;
    for (let i = 0; i < placed.length; i += 1) {
      const entry = placed[i]!;
      const atLeast = leastEnd(entry);
      entry.end = Math.min(placed[i + 1]?.offset ?? directory, directory);
      if (atLeast > directory || entry.offset < start) {
        entry.readable = false;
        this.findings.push(finding("zip-entry-outside", "error", placeOf(entry), {}));
        continue;
      }
      if (before && entry.offset < covered) {
        const other = shownPath(before.path);
        this.findings.push(finding("zip-entries-overlap", "error", placeOf(entry), { other }));
        entry.readable = false;
        before.readable = false;
      } else if (!before && entry.offset > start)
        this.findings.push(finding("zip-hidden-data", "error", {}, { bytes: entry.offset - start }));
      if (atLeast > covered) {
        covered = atLeast;
        before = entry;
      }
    }
    if (placed.length === 0 && directory > start)
      this.findings.push(finding("zip-hidden-data", "error", {}, { bytes: directory - start }));
  }

  /** Bounds the time that inflating may take, whatever the entries claim. */
  private boundInflation(): void {
    let allowed = this.inflatable();
    for (const entry of this.placed) {
      if (!entry.readable || entry.method !== 8) continue;
      allowed -= entry.size;
      if (allowed >= 0) continue;
      entry.readable = false;
      const ratio = Math.round(entry.size / Math.max(1, entry.stored));
      const place = { file: shownPath(entry.path) };
      this.findings.push(finding("zip-ratio-suspicious", "error", place, { ratio, limit: totalRatio }));
    }
  }

  private inflatable(): number {
    return Math.max(alwaysAllowed, this.bytes * totalRatio);
  }

  private whole(entry: ZipEntry): { content: Buffer | null; troubles: EntryTrouble[] } {
    const bytes = readFully(this.handle.fd, Buffer.allocUnsafe(entry.end - entry.offset), entry.offset);
    return readWholeEntry(bytes, entry, entry.storedName);
  }

  private async *pieces(entry: ZipEntry): AsyncGenerator<Buffer> {
    const fd = this.handle.fd;
    const headRoom = Math.min(30 + 2 * 0xffff, entry.end - entry.offset);
    const head = readFully(fd, Buffer.allocUnsafe(headRoom), entry.offset);
    const local = readLocalHeader(head, 0, entry, entry.storedName);
    if (!local || entry.offset + local.dataStart + entry.stored > entry.end)
      throw damaged(entry, "zip-entry-outside");
    const start = entry.offset + local.dataStart;
    const raw = async function* () {
      for (let at = start; at < start + entry.stored; ) {
        const piece = readFully(fd, Buffer.allocUnsafe(Math.min(1 << 20, start + entry.stored - at)), at);
        if (piece.length === 0) return;
        at += piece.length;
        yield piece;
      }
    };
    if (entry.method === 0) {
      yield* raw();
      return;
    }
    const { Readable } = await import("node:stream");
    const inflater = createInflateRaw({ chunkSize: 1 << 18 });
    const source = Readable.from(raw());
    source.on("error", (error) => inflater.destroy(error));
    try {
      for await (const piece of source.pipe(inflater)) yield piece as Buffer;
    } catch (error) {
      throw damaged(entry, String((error as NodeJS.ErrnoException).code ?? "unknown"));
    } finally {
      source.destroy();
      inflater.destroy();
    }
  }
}

function damaged(entry: ZipEntry, reason = "unknown"): Failure {
  return new Failure("file-not-readable", { path: shownPath(entry.path), reason });
}

function troubleFinding(entry: ZipEntry, trouble: EntryTrouble): Finding {
  const place = { file: shownPath(entry.path) };
  switch (trouble.code) {
    case "zip-entry-outside":
      return finding("zip-entry-outside", "error", place, {});
    case "zip-entries-overlap":
      return finding("zip-entries-overlap", "error", place, { other: "" });
    case "zip-header-differs":
      return finding("zip-header-differs", "error", place, { fields: trouble.fields });
    case "zip-hidden-data":
      return finding("zip-hidden-data", "error", place, { bytes: trouble.bytes });
    case "zip-size-lies":
      return finding("zip-size-lies", "error", place, { declared: trouble.declared, actual: trouble.actual });
    case "zip-crc-differs":
      return finding("zip-crc-differs", "error", place, {
        expected: hex(trouble.expected),
        actual: hex(trouble.actual),
      });
    case "zip-data-damaged":
      return finding("zip-data-damaged", "error", place, { reason: trouble.reason });
  }
}

function hex(crc: number): string {
  return crc.toString(16).padStart(8, "0");
}
