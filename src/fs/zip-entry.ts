import { isUtf8 } from "node:buffer";
import { type Finding, finding } from "../model/finding.js";
import type { ContainerFile } from "./container.js";
import { shownPath } from "./container.js";
import type { Located } from "./zip-local.js";
import { column, columns, type DirectoryPart } from "./zip-reader.js";

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

/** Reads the records of a part of the central directory and collects what is wrong with each alone. */
export function* understandPart(
  { rows, names }: DirectoryPart,
  before: number,
  findings: Finding[],
): Generator<ZipEntry> {
  const bytes = Buffer.from(names.buffer, names.byteOffset, names.byteLength);
  const sound = isUtf8(names);
  for (let at = 0; at < rows.length; at += columns)
    yield understandRow(rows, at, bytes, sound, before + at / columns, findings);
}

/** `sound` where the names of all rows, put together, are UTF-8. */
function understandRow(
  rows: Float64Array,
  at: number,
  names: Buffer,
  sound: boolean,
  index: number,
  findings: Finding[],
): ZipEntry {
  const nameAt = rows[at + column.nameAt]!;
  const nameLength = rows[at + column.nameLength]!;
  const flags = rows[at + column.flags]!;
  const ascii = isAscii(names, nameAt, nameAt + nameLength);
  // Together they may be UTF-8 where one ends in the middle of a letter that the next one completes.
  const utf8 = ascii || (sound && startsLetter(names, nameAt) && startsLetter(names, nameAt + nameLength));
  const rawName = utf8 ? null : Buffer.from(names.subarray(nameAt, nameAt + nameLength));
  const path = names.toString(ascii ? "latin1" : "utf8", nameAt, nameAt + nameLength);
  const folder = path.endsWith("/");
  const read: ZipEntry = {
    index,
    path,
    nameLength,
    rawName: rawName === null || isUtf8(rawName) ? null : rawName,
    size: rows[at + column.size]!,
    stored: rows[at + column.stored]!,
    crc: rows[at + column.crc]!,
    method: rows[at + column.method]!,
    flags,
    time: rows[at + column.time]!,
    version: rows[at + column.version]!,
    offset: rows[at + column.offset]!,
    end: 0,
    readable: true,
    directory: folder,
    asWritten: isAsWritten(rows, at, ascii, folder),
  };
  if (!ascii) judgeName(read, findings);
  judgeEntry(read, rows, at, findings);
  return read;
}

function isAscii(bytes: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (bytes[at]! > 0x7f) return false;
  return true;
}

/** Whether no letter of UTF-8 goes on across this place. */
function startsLetter(bytes: Buffer, at: number): boolean {
  return at >= bytes.length || (bytes[at]! & 0xc0) !== 0x80;
}

/** The name of an entry as it is stored. */
export function storedName({ path, rawName }: ZipEntry): Buffer {
  return rawName ?? Buffer.from(path);
}

/** Looks for what a reader must not follow or believe; of most entries there is nothing to tell. */
function judgeEntry(read: ZipEntry, rows: Float64Array, at: number, findings: Finding[]): void {
  const place = () => ({ file: shownPath(read.path) });
  if (rows[at + column.otherName] === 1)
    findings.push(finding("zip-header-differs", "error", place(), { fields: ["name"] }));
  if (read.flags & 1) refuse(read, findings, finding("zip-entry-encrypted", "error", place(), {}));
  if (read.method !== 0 && read.method !== 8)
    refuse(read, findings, finding("zip-method-unsupported", "error", place(), { method: read.method }));
  const kind = specialKind(
    rows[at + column.madeBy]! >>> 8,
    rows[at + column.externalAttributes]!,
    read.directory,
  );
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

function judgeName({ path, flags, rawName }: ZipEntry, findings: Finding[]): void {
  const place = { file: shownPath(path) };
  if (rawName !== null) findings.push(finding("name-not-utf8", "error", place, {}));
  // Not marked as UTF-8: readers differ in what they make of it.
  else if ((flags & 0x800) === 0) findings.push(finding("name-not-utf8", "warning", place, {}));
}

function specialKind(
  host: number,
  attributes: number,
  directory: boolean,
): "entry-is-link" | "entry-is-device" | null {
  const type = (attributes >>> 16) & 0xf000;
  if (type === 0xa000) return "entry-is-link";
  if ((host === 0 || host === 10 || host === 11) && attributes & 0x400) return "entry-is-link";
  if (type === 0 || type === 0x8000 || (type === 0x4000 && directory)) return null;
  // Other hosts put other things into these bits.
  return host === 3 || host === 19 ? "entry-is-device" : null;
}

/** What `archive-headers.ts` writes: Unix, version 4.5, fixed modes, no comment, no field but Zip64. */
function isAsWritten(rows: Float64Array, at: number, ascii: boolean, folder: boolean): boolean {
  const extra = rows[at + column.extraLength]!;
  const wide = extra === 28;
  return (
    rows[at + column.disk] === 0 &&
    rows[at + column.madeBy] === 0x032d &&
    rows[at + column.internalAttributes] === 0 &&
    rows[at + column.externalAttributes] === (folder ? 0x41ed0010 : 0x81a40020) &&
    rows[at + column.commentLength] === 0 &&
    (extra === 0 || wide) &&
    rows[at + column.version] === (wide ? 45 : rows[at + column.method] === 8 ? 20 : 10) &&
    rows[at + column.flags] === (ascii ? 0 : 0x800)
  );
}
