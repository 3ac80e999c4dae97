import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { crc32, deflateRawSync } from "node:zlib";
import { Failure } from "../model/failure.js";
import type { Job } from "../model/progress.js";
import { ArchiveHeaders, localHeaderLength } from "./archive-headers.js";
import { requireSpace } from "./free-space.js";
import { findLeftovers, type OwnerOf, removeLeftovers } from "./leftovers.js";
import type { PackFile, PackPart, PackTrouble } from "./pack-worker.js";
import { PackWorkers } from "./pack-workers.js";
import { writeWhole } from "./write-whole.js";
import { zipEntryRoom } from "./zip-room.js";

/** An entry whose bytes lie in a file; it must still have this size and SHA-256 (lower-case hex). */
export interface FileEntry {
  name: string;
  from: string;
  size: number;
  sha256: string;
  /** Whether deflating may help; the entry is stored all the same when it does not. */
  compress: boolean;
}

/** An entry whose bytes are at hand. */
export interface BytesEntry {
  name: string;
  bytes: Uint8Array;
  compress: boolean;
}

export type ZipEntryToWrite = FileEntry | BytesEntry;

/** A file that is no longer what it was when it was listed. */
export interface PackingTrouble {
  name: string;
  from: string;
  expected: string;
  trouble: PackTrouble;
}

/** What came of it: an archive, or no archive and every file that stood in the way. */
export type ZipWritten =
  | { written: true; bytes: number; entries: number }
  | { written: false; troubles: PackingTrouble[] };

const slabSize = 4 << 20;
const filesPerJob = 512;
/** After so many bytes the disc is told to begin, or it rests until the end and everybody waits for it then. */
const flushEvery = 64 << 20;
/** No more than this waits for a slow disc: progress on a stick is then what lies on it, but for a little. */
const mostUnflushed = 256 << 20;

/**
 * Writes a ZIP at `target`, entries in the order given, each stamped with the UTC fields of `date`; same entries, same
 * bytes. Every file is read once, and compared with its digest on the way. Nothing stays at or beside `target` unless
 * all of it was written. Throws `file-exists`, `disk-full`, `file-not-writable`.
 */
export async function writeZip(
  target: string,
  entries: readonly ZipEntryToWrite[],
  date: Date,
  job: Job = {},
): Promise<ZipWritten> {
  await removeLeftovers(dirname(target), writerOf(target), { ownToo: true });
  await requireRoom(target, entries);
  const partial = join(dirname(target), `.${basename(target)}.${process.pid}.partial`);
  const file = await open(partial, "wx", 0o600).catch((error) => {
    throw notWritable(target, error);
  });
  let finished = false;
  try {
    const result = await new Packing(file, entries, job).pack(date);
    if (result.written) {
      await file.sync();
      await file.close();
      job.signal?.throwIfAborted();
      await rename(partial, target);
      finished = true;
      await syncFolder(dirname(target));
    }
    return result;
  } catch (error) {
    throw isSystemError(error) ? notWritable(target, error) : error;
  } finally {
    if (!finished) {
      await file.close().catch(() => undefined);
      await rm(partial, { force: true });
    }
  }
}

/** An archive among several that are written together. */
export interface ZipVolume {
  /** Its name in the folder. */
  name: string;
  entries: readonly ZipEntryToWrite[];
}

/**
 * Writes several archives into `folder`, all of them or none: they appear under their names only when the last one is
 * whole, and there must be room for all before the first is begun. Throws as `writeZip` does.
 */
export async function writeZips(
  folder: string,
  label: string,
  volumes: readonly ZipVolume[],
  date: Date,
  job: Job = {},
): Promise<{ written: true; bytes: number[] } | { written: false; troubles: PackingTrouble[] }> {
  const place = join(folder, `${label}.volumes`);
  await undoVolumes(folder, place);
  for (const { name } of volumes)
    if (await stat(join(folder, name)).catch(() => null))
      throw new Failure("file-exists", { path: join(folder, name) });
  await requireSpace(
    place,
    volumes.reduce((sum, { entries }) => sum + roomFor(entries), 0),
  );
  const workshop = join(folder, `.${label}.volumes.${process.pid}.partial`);
  await mkdir(workshop).catch((error) => {
    throw notWritable(workshop, error);
  });
  const bytes: number[] = [];
  const troubles: PackingTrouble[] = [];
  const named: string[] = [];
  let finished = false;
  const total = volumes.reduce((sum, { entries }) => sum + entries.length, 0);
  const totalBytes = volumes.reduce((sum, { entries }) => sum + contentOf(entries), 0);
  let done = 0;
  let moved = 0;
  try {
    for (const { name, entries } of volumes) {
      const before = { done, moved };
      const result = await writeZip(join(workshop, name), entries, date, {
        ...job,
        onProgress: (event) =>
          job.onProgress?.({
            ...event,
            done: before.done + event.done,
            total,
            bytes: before.moved + (event.bytes ?? 0),
            totalBytes,
          }),
      });
      done += entries.length;
      moved += contentOf(entries);
      if (result.written) bytes.push(result.bytes);
      else troubles.push(...result.troubles);
    }
    if (troubles.length > 0) return { written: false, troubles };
    job.signal?.throwIfAborted();
    const names = JSON.stringify(volumes.map(({ name }) => name));
    await writeWhole(join(workshop, namingName), names);
    for (const { name } of volumes) {
      await rename(join(workshop, name), join(folder, name));
      named.push(join(folder, name));
    }
    finished = true;
    await syncFolder(folder);
    return { written: true, bytes };
  } catch (error) {
    throw isSystemError(error) ? notWritable(join(folder, label), error) : error;
  } finally {
    if (!finished) for (const path of named) await rm(path, { force: true });
    await rm(workshop, { recursive: true, force: true });
  }
}

/** One run: batches go to the workers in order, and come back in order. */
class Packing {
  private readonly workers: PackWorkers;
  private headers!: ArchiveHeaders;
  private readonly troubles: PackingTrouble[] = [];
  private writing: Promise<void> = Promise.resolve();
  private writeError: unknown = null;
  private waiting: Buffer[] = [];
  private waitingBytes = 0;
  private position = 0;
  private unflushed = 0;
  private flushing: Promise<void> | null = null;
  private done = 0;
  private bytesDone = 0;
  private readonly totalBytes: number;

  constructor(
    private readonly file: FileHandle,
    private readonly entries: readonly ZipEntryToWrite[],
    private readonly job: Job,
  ) {
    this.workers = new PackWorkers(slabSize);
    this.totalBytes = contentOf(entries);
  }

  async pack(date: Date): Promise<ZipWritten> {
    const units = cutIntoUnits(this.entries);
    const pending: Unit[] = [];
    // Keeps every worker fed a little ahead, and no further: that is what bounds the memory.
    const feed = (): void => {
      while (pending.length < this.workers.ahead) {
        const next = units.next();
        if (next.done) break;
        if (next.value.kind === "files") this.workers.give(next.value.job, next.value.files);
        pending.push(next.value);
      }
    };
    try {
      feed();
      // The first files are read while the library is being loaded.
      const { ZipArchive } = await import("archiver");
      this.headers = ArchiveHeaders.over(new ZipArchive({ store: true }), date);
      for (;;) {
        feed();
        const unit = pending.shift();
        if (!unit) break;
        if (unit.kind === "bytes") await this.takeBytes(unit.entry);
        else await this.takeFiles(unit);
      }
      await this.write(this.headers.end());
      await this.flush();
      // What a flush failed over is told once, and not again by the last one.
      await this.flushing;
      await this.settle();
    } finally {
      await this.writing;
      await this.flushing;
      await this.workers.close();
    }
    return this.troubles.length > 0
      ? { written: false, troubles: this.troubles }
      : { written: true, bytes: this.position, entries: this.entries.length };
  }

  private async takeBytes(entry: BytesEntry): Promise<void> {
    const content = Buffer.from(entry.bytes.buffer, entry.bytes.byteOffset, entry.bytes.byteLength);
    const deflated = entry.compress && content.length > 0 ? deflateRawSync(content, { level: 6 }) : null;
    const smaller = deflated !== null && deflated.length < content.length;
    const chosen = smaller ? deflated : content;
    const header = this.headers.begin({
      name: entry.name,
      size: content.length,
      stored: chosen.length,
      crc: crc32(content),
      method: smaller ? 8 : 0,
    });
    this.headers.advance(chosen.length);
    await this.write(header);
    await this.write(chosen);
    this.tell(entry.name, content.length);
  }

  private async takeFiles(unit: FilesUnit): Promise<void> {
    await this.flush();
    /** The bytes an unfinished large file has in the archive so far. */
    let stored = 0;
    for (let ended = false; !ended; ) {
      this.stopIfAsked();
      const answer = await this.workers.take(unit.job);
      const slab = Buffer.from(answer.slab);
      for (const part of answer.parts) {
        const file = unit.files[part.file]!;
        const entry = unit.entries[part.file]!;
        if (part.trouble)
          this.troubles.push({
            name: entry.name,
            from: entry.from,
            expected: entry.sha256,
            trouble: part.trouble,
          });
        if (this.troubles.length === 0) stored = await this.placePart(part, file, entry, slab, stored);
        if (part.last) this.tell(entry.name, entry.size);
      }
      ended = answer.done;
      if (this.troubles.length > 0) this.workers.giveBack(unit.job, answer.slab);
      else {
        if (this.unflushed > mostUnflushed) await this.flushing;
        const at = this.position;
        this.position += answer.used;
        this.begin(slab.subarray(0, answer.used), at, () => this.workers.giveBack(unit.job, answer.slab));
      }
    }
    this.workers.finish(unit.job);
  }

  /** Puts the header of a part into its gap; returns how much of an unfinished file the archive holds now. */
  private async placePart(
    part: PackPart,
    file: PackFile,
    entry: FileEntry,
    slab: Buffer,
    before: number,
  ): Promise<number> {
    const whole = part.gap > 0 && part.last;
    const facts = {
      name: entry.name,
      size: file.size,
      stored: part.stored,
      crc: part.crc,
      method: part.method,
    };
    if (part.gap > 0) {
      const header = this.headers.begin(facts);
      if (header.length !== part.gap)
        throw new Error(`header of ${entry.name}: ${header.length}, not ${part.gap}`);
      header.copy(slab, part.at);
    }
    this.headers.advance(part.stored);
    if (whole) return 0;
    const stored = (part.gap > 0 ? 0 : before) + part.stored;
    if (!part.last) return stored;
    await this.settle();
    for (const patch of this.headers.finish({ ...facts, stored })) this.begin(patch.bytes, patch.at);
    return 0;
  }

  /** Adds to the end of the archive; small pieces are collected. */
  private async write(bytes: Buffer): Promise<void> {
    this.waiting.push(bytes);
    this.waitingBytes += bytes.length;
    if (this.waitingBytes >= slabSize) await this.flush();
  }

  /** Writes what is waiting, in one call. */
  private async flush(): Promise<void> {
    const bytes = Buffer.concat(this.waiting);
    this.waiting = [];
    this.waitingBytes = 0;
    const at = this.position;
    this.position += bytes.length;
    if (this.troubles.length > 0 || bytes.length === 0) return;
    this.begin(bytes, at);
    await this.settle();
  }

  /**
   * Starts a write behind those before it; `after` runs when the bytes may be reused. One at a time: the system lets
   * only one through, and the others would spin on the second core until it is their turn.
   */
  private begin(bytes: Buffer, at: number, after?: () => void): void {
    const { length } = bytes;
    this.writing = this.writing
      .then(() => (this.writeError ? undefined : writeFully(this.file, bytes, at)))
      .catch((error: unknown) => {
        this.writeError ??= error;
      })
      .then(() => {
        after?.();
        this.flushAhead(length);
      });
  }

  /** Lets the disc work while the rest is read. */
  private flushAhead(written: number): void {
    this.unflushed += written;
    if (this.unflushed < flushEvery || this.flushing) return;
    this.unflushed = 0;
    this.flushing = this.file
      .datasync()
      .catch((error: unknown) => {
        this.writeError ??= error;
      })
      .finally(() => {
        this.flushing = null;
      });
  }

  private async settle(): Promise<void> {
    await this.writing;
    if (this.writeError) throw this.writeError;
  }

  private stopIfAsked(): void {
    this.job.signal?.throwIfAborted();
    if (this.writeError) throw this.writeError;
  }

  private tell(item: string, bytes: number): void {
    this.done += 1;
    this.bytesDone += bytes;
    this.job.onProgress?.({
      stage: "packing",
      done: this.done,
      total: this.entries.length,
      bytes: this.bytesDone,
      totalBytes: this.totalBytes,
      item,
    });
  }
}

interface FilesUnit {
  kind: "files";
  job: number;
  files: PackFile[];
  entries: FileEntry[];
}

type Unit = { kind: "bytes"; entry: BytesEntry } | FilesUnit;

/** Small files together, as many as a slab holds; a file larger than a slab alone. */
function* cutIntoUnits(entries: readonly ZipEntryToWrite[]): Generator<Unit> {
  let job = 0;
  let unit: FilesUnit | null = null;
  let room = 0;
  for (const entry of entries) {
    if ("bytes" in entry) {
      if (unit) yield unit;
      unit = null;
      yield { kind: "bytes", entry };
      continue;
    }
    const gap = localHeaderLength(entry.name, entry.size);
    const needs = gap + entry.size;
    if (unit && (needs > room || unit.files.length >= filesPerJob)) {
      yield unit;
      unit = null;
    }
    if (!unit) {
      unit = { kind: "files", job, files: [], entries: [] };
      job += 1;
      room = slabSize;
    }
    room -= needs;
    const { from, size, sha256, compress } = entry;
    unit.files.push({ from, size, sha256, compress, gap });
    unit.entries.push(entry);
  }
  if (unit) yield unit;
}

async function writeFully(file: FileHandle, bytes: Buffer, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, at + done);
    done += bytesWritten;
  }
}

async function requireRoom(target: string, entries: readonly ZipEntryToWrite[]): Promise<void> {
  if (await stat(target).catch(() => null)) throw new Failure("file-exists", { path: target });
  await requireSpace(target, roomFor(entries));
}

/** The most that an archive of these entries takes. */
function roomFor(entries: readonly ZipEntryToWrite[]): number {
  let needed = 1 << 16;
  for (const entry of entries) needed += zipEntryRoom(entry.name, sizeOf(entry));
  return needed;
}

function sizeOf(entry: ZipEntryToWrite): number {
  return "bytes" in entry ? entry.bytes.byteLength : entry.size;
}

/** Bytes of all entries as they lie unpacked. */
function contentOf(entries: readonly ZipEntryToWrite[]): number {
  return entries.reduce((sum, entry) => sum + sizeOf(entry), 0);
}

/** The process that writes, or wrote, `target` under this temporary name. */
function writerOf(target: string): OwnerOf {
  const start = `.${basename(target)}.`;
  return (name) => {
    if (!name.startsWith(start) || !name.endsWith(".partial")) return null;
    const pid = name.slice(start.length, -".partial".length);
    return /^\d{1,10}$/u.test(pid) ? Number(pid) : null;
  };
}

/** Lies in the workshop, with the names of all volumes, while they get their names. */
const namingName = "names.json";

/**
 * Takes away what a run was killed over, and the volumes that had got their names when others had not: half a set
 * is none. Where all had, the set is whole and stays.
 */
async function undoVolumes(folder: string, place: string): Promise<void> {
  for (const workshop of await findLeftovers(folder, writerOf(place), { ownToo: true })) {
    const names = await readFile(join(workshop, namingName), "utf8")
      .then((text) => JSON.parse(text) as string[])
      .catch(() => []);
    const waiting = new Set(await readdir(workshop).catch(() => []));
    if (names.some((name) => waiting.has(name)))
      for (const name of names)
        if (!waiting.has(name)) await rm(join(folder, basename(name)), { force: true });
    await rm(workshop, { recursive: true, force: true });
  }
}

/** Makes the new name itself last; some systems cannot open a folder, and there it is not needed. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error && "code" in error;
}

function notWritable(target: string, error: unknown): Failure {
  const code = String((error as NodeJS.ErrnoException).code ?? "unknown");
  if (code === "ENOSPC" || code === "EDQUOT")
    return new Failure("disk-full", { path: target }, { cause: error });
  if (code === "ENOENT") return new Failure("folder-not-found", { path: dirname(target) }, { cause: error });
  return new Failure("file-not-writable", { path: target, reason: code }, { cause: error });
}
