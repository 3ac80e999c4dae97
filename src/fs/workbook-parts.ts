import { type FileHandle, open } from "node:fs/promises";
import { pipeline, Readable } from "node:stream";
import { crc32, createInflateRaw } from "node:zlib";
import { Failure } from "../model/failure.js";
import type { TableLimits } from "./table.js";

interface Entry {
  method: number;
  crc: number;
  packed: number;
  unpacked: number;
  offset: number;
}

/**
 * The parts of an Office Open XML file, read one at a time in any order. Sizes are checked before a part is
 * unpacked and again while it is: a part that gives more than it promised is a failure, whatever it would unpack to.
 */
export interface WorkbookParts {
  has(name: string): boolean;
  names(): string[];
  /** A part as text, in pieces that never cut a letter in two. */
  text(name: string): AsyncGenerator<string>;
  close(): Promise<void>;
}

/** Opens the ZIP container of a workbook; throws a Failure when it is no container that could hold one. */
export async function openWorkbookParts(path: string, limits: TableLimits): Promise<WorkbookParts> {
  const file = await open(path);
  try {
    const entries = await readDirectory(file, path, limits);
    let unpacked = 0;
    return {
      has: (name) => entries.has(name),
      names: () => [...entries.keys()],
      close: () => file.close(),
      async *text(name) {
        const entry = entries.get(name);
        if (!entry) throw damaged(path, `no part ${name}`);
        unpacked += entry.unpacked;
        if (unpacked > limits.unpackedBytes) throw tooLarge(path, limits.unpackedBytes);
        yield* unpackText(file, path, entry);
      },
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** The central directory (APPNOTE 4.3.12, 4.3.16). Zip64 is not read: a file that needs it is over the limit. */
async function readDirectory(
  file: FileHandle,
  path: string,
  limits: TableLimits,
): Promise<Map<string, Entry>> {
  const { size } = await file.stat();
  const tail = await readAt(file, Math.max(0, size - 66_000), Math.min(size, 66_000), path);
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0 || end + 22 > tail.length) throw damaged(path, "end of the container is missing");
  const count = tail.readUInt16LE(end + 10);
  const length = tail.readUInt32LE(end + 12);
  const start = tail.readUInt32LE(end + 16);
  if (start + length > size) throw damaged(path, "directory lies outside the file");
  const directory = await readAt(file, start, length, path);
  const entries = new Map<string, Entry>();
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== 0x02014b50) {
      throw damaged(path, "directory is cut short");
    }
    const flags = directory.readUInt16LE(at + 8);
    const nameLength = directory.readUInt16LE(at + 28);
    const skip = nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
    const name = directory.toString("utf8", at + 46, at + 46 + nameLength).replaceAll("\\", "/");
    const entry = {
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      packed: directory.readUInt32LE(at + 20),
      unpacked: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
    };
    if (flags & 1) throw new Failure("register-encrypted", { path });
    if (entry.unpacked > limits.unpackedBytes && /\.xml$|\.rels$/iu.test(name)) {
      throw tooLarge(path, limits.unpackedBytes);
    }
    entries.set(name.replace(/^\//u, ""), entry);
    at += 46 + skip;
  }
  return entries;
}

async function* unpackText(file: FileHandle, path: string, entry: Entry): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8");
  let left = entry.unpacked;
  let crc = 0;
  for await (const bytes of unpackBytes(file, path, entry)) {
    left -= bytes.length;
    if (left < 0) throw damaged(path, "a part is larger than it says");
    crc = crc32(bytes, crc);
    yield decoder.decode(bytes, { stream: true });
  }
  if (crc !== entry.crc) throw damaged(path, "a part is not what it was");
  if (left !== 0) throw damaged(path, "a part is smaller than it says");
  yield decoder.decode();
}

async function* unpackBytes(file: FileHandle, path: string, entry: Entry): AsyncGenerator<Uint8Array> {
  const header = await readAt(file, entry.offset, 30, path);
  if (header.readUInt32LE(0) !== 0x04034b50) throw damaged(path, "a part has no header");
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  if (entry.method === 0) {
    yield* pieces(file, path, start, entry.packed);
    return;
  }
  if (entry.method !== 8) throw damaged(path, `packing method ${entry.method}`);
  const inflate = createInflateRaw();
  // The callback form, so that an abandoned read ends quietly; the loop below meets every error.
  pipeline(Readable.from(pieces(file, path, start, entry.packed)), inflate, () => {});
  try {
    for await (const bytes of inflate) yield bytes as Uint8Array;
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw damaged(path, (error as Error).message, error);
  }
}

async function* pieces(
  file: FileHandle,
  path: string,
  start: number,
  length: number,
): AsyncGenerator<Uint8Array> {
  const step = 256 * 1024;
  for (let done = 0; done < length; done += step) {
    yield await readAt(file, start + done, Math.min(step, length - done), path);
  }
}

async function readAt(file: FileHandle, position: number, length: number, path: string): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await file.read(buffer, done, length - done, position + done);
    if (bytesRead === 0) throw damaged(path, "file is cut short");
    done += bytesRead;
  }
  return buffer;
}

function damaged(path: string, reason: string, cause?: unknown): Failure {
  return new Failure("register-damaged", { path, reason }, cause ? { cause } : undefined);
}

function tooLarge(path: string, bytes: number): Failure {
  return new Failure("register-too-large", { path, what: "unpacked", limit: bytes });
}
