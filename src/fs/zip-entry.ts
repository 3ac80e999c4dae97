import { isAscii, isUtf8 } from "node:buffer";
import { type Finding, finding } from "../model/finding.js";
import type { ContainerFile } from "./container.js";
import { shownPath } from "./container.js";
import type { Located } from "./zip-local.js";
import type { DirectoryEntry, ListedEntry } from "./zip-reader.js";

/** An entry of the central directory, understood. */
export interface ZipEntry extends ContainerFile, Located {
  /** Bytes of the name. */
  nameLength: number;
  /** The name as stored, where it is not the UTF-8 of `path`; half a million buffers would be dear to keep. */
  rawName: Buffer | null;
  directory: boolean;
  /** Whether its directory record is spelled as our own writer spells it. */
  asWritten: boolean;
}

/** From this size on a ratio counts. */
const ratioFrom = 64 << 20;
const ratioLimit = 200;

/** Reads one record of the central directory and collects what is wrong with it alone. */
export function understandEntry({ entry, disk }: ListedEntry, index: number, findings: Finding[]): ZipEntry {
  const name = entry.fileNameRaw;
  const flags = entry.generalPurposeBitFlag;
  const ascii = isAscii(name);
  const path = decodeName(name, ascii, flags, findings);
  const read: ZipEntry = {
    index,
    path,
    nameLength: name.length,
    rawName: ascii || isUtf8(name) ? null : Buffer.from(name),
    size: entry.uncompressedSize,
    stored: entry.compressedSize,
    crc: entry.crc32,
    method: entry.compressionMethod,
    flags,
    time: ((entry.lastModFileDate << 16) | entry.lastModFileTime) >>> 0,
    version: entry.versionNeededToExtract,
    offset: entry.relativeOffsetOfLocalHeader,
    end: 0,
    readable: true,
    directory: path.endsWith("/"),
    asWritten: isAsWritten(entry, disk, ascii, path.endsWith("/")),
  };
  judgeEntry(read, entry, findings);
  return read;
}

/** The name of an entry as it is stored. */
export function storedName({ path, rawName }: ZipEntry): Buffer {
  return rawName ?? Buffer.from(path);
}

/** Looks for what a reader must not follow or believe; of most entries there is nothing to tell. */
function judgeEntry(read: ZipEntry, entry: DirectoryEntry, findings: Finding[]): void {
  const place = () => ({ file: shownPath(read.path) });
  if (alternativeName(entry, read.path))
    findings.push(finding("zip-header-differs", "error", place(), { fields: ["name"] }));
  if (read.flags & 1) refuse(read, findings, finding("zip-entry-encrypted", "error", place(), {}));
  if (read.method !== 0 && read.method !== 8)
    refuse(read, findings, finding("zip-method-unsupported", "error", place(), { method: read.method }));
  const kind = specialKind(entry, read.directory);
  if (kind) refuse(read, findings, finding(kind, "error", place(), {}));
  const ratio = read.stored > 0 ? Math.round(read.size / read.stored) : 0;
  if (read.method === 8 && read.size > ratioFrom && ratio > ratioLimit)
    refuse(read, findings, finding("zip-ratio-suspicious", "error", place(), { ratio, limit: ratioLimit }));
  const stray = read.directory ? Math.max(read.size, read.stored - (read.method === 8 ? 2 : 0)) : 0;
  if (stray > 0)
    refuse(read, findings, finding("zip-size-lies", "error", place(), { declared: 0, actual: stray }));
}

function refuse(entry: ZipEntry, findings: Finding[], reason: Finding): void {
  entry.readable = false;
  findings.push(reason);
}

function decodeName(name: Buffer, ascii: boolean, flags: number, findings: Finding[]): string {
  if (ascii) return name.toString("latin1");
  const place = (path: string) => ({ file: shownPath(path) });
  const path = name.toString("utf8");
  if (!isUtf8(name)) findings.push(finding("name-not-utf8", "error", place(path), {}));
  // Not marked as UTF-8: readers differ in what they make of it.
  else if ((flags & 0x800) === 0) findings.push(finding("name-not-utf8", "warning", place(path), {}));
  return path;
}

/** A second name in the Info-ZIP Unicode field, which some readers prefer, that is not the same. */
function alternativeName(entry: DirectoryEntry, path: string): boolean {
  if (entry.extraFieldLength === 0) return false;
  return entry.extraFields.some(
    ({ id, data }) => id === 0x7075 && data.length > 5 && data.subarray(5).toString("utf8") !== path,
  );
}

function specialKind(entry: DirectoryEntry, directory: boolean): "entry-is-link" | "entry-is-device" | null {
  const type = (entry.externalFileAttributes >>> 16) & 0xf000;
  const host = entry.versionMadeBy >>> 8;
  if (type === 0xa000) return "entry-is-link";
  if ((host === 0 || host === 10 || host === 11) && entry.externalFileAttributes & 0x400)
    return "entry-is-link";
  if (type === 0 || type === 0x8000 || (type === 0x4000 && directory)) return null;
  // Other hosts put other things into these bits.
  return host === 3 || host === 19 ? "entry-is-device" : null;
}

/** What `archive-headers.ts` writes: Unix, version 4.5, fixed modes, no comment, no field but Zip64. */
function isAsWritten(entry: DirectoryEntry, disk: number, ascii: boolean, folder: boolean): boolean {
  const wide = entry.extraFieldLength === 28;
  return (
    disk === 0 &&
    entry.versionMadeBy === 0x032d &&
    entry.internalFileAttributes === 0 &&
    entry.externalFileAttributes === (folder ? 0x41ed0010 : 0x81a40020) &&
    entry.fileCommentLength === 0 &&
    (entry.extraFieldLength === 0 || wide) &&
    entry.versionNeededToExtract === (wide ? 45 : entry.compressionMethod === 8 ? 20 : 10) &&
    entry.generalPurposeBitFlag === (ascii ? 0 : 0x800)
  );
}
