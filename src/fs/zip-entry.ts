import { isUtf8 } from "node:buffer";
import { type Finding, finding } from "../model/finding.js";
import type { ContainerFile } from "./container.js";
import { shownPath } from "./container.js";
import type { Located } from "./zip-local.js";
import { column, columns, type DirectoryPart } from "./zip-reader.js";

/** An entry of the central directory, understood: its name, and a view of its row, for there may be half a million. */
export class ZipEntry implements ContainerFile, Located {
  /** Position among the files; -1 for a folder. */
  index = -1;
  readable = true;
  readonly size: number;

  constructor(
    readonly path: string,
    readonly part: DirectoryPart,
    /** Where its row begins. */
    readonly at: number,
  ) {
    this.size = part.rows[at + column.size]!;
  }

  get directory(): boolean {
    return this.path.endsWith("/");
  }

  get offset(): number {
    return this.part.rows[this.at + column.offset]!;
  }

  get end(): number {
    return this.part.rows[this.at + column.end]!;
  }

  set end(end: number) {
    this.part.rows[this.at + column.end] = end;
  }

  get stored(): number {
    return this.part.rows[this.at + column.stored]!;
  }

  get crc(): number {
    return this.part.rows[this.at + column.crc]!;
  }

  get method(): number {
    return this.part.rows[this.at + column.method]!;
  }

  get flags(): number {
    return this.part.rows[this.at + column.flags]!;
  }

  get time(): number {
    return this.part.rows[this.at + column.time]!;
  }

  get version(): number {
    return this.part.rows[this.at + column.version]!;
  }

  /** Bytes of the name. */
  get nameLength(): number {
    return this.part.rows[this.at + column.nameLength]!;
  }

  /** The name as it is stored. */
  get storedName(): Buffer {
    const { buffer, byteOffset } = this.part.names;
    return Buffer.from(buffer, byteOffset + this.part.rows[this.at + column.nameAt]!, this.nameLength);
  }

  /** Whether its directory record is spelled as our own writer spells it: Unix, version 4.5, fixed modes, no comment, no field but Zip64. */
  get asWritten(): boolean {
    const { at, directory } = this;
    const { rows } = this.part;
    const extra = rows[at + column.extraLength]!;
    const wide = extra === 28;
    return (
      rows[at + column.disk] === 0 &&
      rows[at + column.madeBy] === 0x032d &&
      rows[at + column.internalAttributes] === 0 &&
      rows[at + column.externalAttributes] === (directory ? 0x41ed0010 : 0x81a40020) &&
      rows[at + column.commentLength] === 0 &&
      (extra === 0 || wide) &&
      rows[at + column.version] === (wide ? 45 : rows[at + column.method] === 8 ? 20 : 10) &&
      // A letter of UTF-8 takes more bytes than signs, whatever it is.
      rows[at + column.flags] === (rows[at + column.nameLength] === this.path.length ? 0 : 0x800)
    );
  }
}

/** From this size on a ratio counts. */
const ratioFrom = 64 << 20;
const ratioLimit = 200;

/**
 * Reads the records of a part of the central directory and collects what is wrong with each alone. Places count from
 * `leading`, where the archive begins in its file.
 */
export function understandPart(
  part: DirectoryPart,
  leading: number,
  findings: Finding[],
  take: (entry: ZipEntry) => void,
): void {
  const { rows, names } = part;
  const bytes = Buffer.from(names.buffer, names.byteOffset, names.byteLength);
  const sound = isUtf8(names);
  for (let at = 0; at < rows.length; at += columns) {
    rows[at + column.offset]! += leading;
    const nameAt = rows[at + column.nameAt]!;
    const nameEnd = nameAt + rows[at + column.nameLength]!;
    const ascii = isAscii(bytes, nameAt, nameEnd);
    const entry = new ZipEntry(bytes.toString(ascii ? "latin1" : "utf8", nameAt, nameEnd), part, at);
    if (!ascii) {
      // Together they may be UTF-8 where one ends in the middle of a letter that the next one completes.
      const apart = sound && startsLetter(bytes, nameAt) && startsLetter(bytes, nameEnd);
      judgeName(entry, apart || isUtf8(bytes.subarray(nameAt, nameEnd)), findings);
    }
    judgeEntry(entry, findings);
    take(entry);
  }
}

function isAscii(bytes: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (bytes[at]! > 0x7f) return false;
  return true;
}

/** Whether no letter of UTF-8 goes on across this place. */
function startsLetter(bytes: Buffer, at: number): boolean {
  return at >= bytes.length || (bytes[at]! & 0xc0) !== 0x80;
}

function judgeName({ path, flags }: ZipEntry, utf8: boolean, findings: Finding[]): void {
  if (!utf8) findings.push(finding("name-not-utf8", "error", { file: shownPath(path) }, {}));
  // Not marked as UTF-8: readers differ in what they make of it.
  else if ((flags & 0x800) === 0)
    findings.push(finding("name-not-utf8", "warning", { file: shownPath(path) }, {}));
}

/** Looks for what a reader must not follow or believe; of most entries there is nothing to tell. */
function judgeEntry(read: ZipEntry, findings: Finding[]): void {
  const { size, stored, method, directory, at } = read;
  const { rows } = read.part;
  const place = () => ({ file: shownPath(read.path) });
  if (rows[at + column.otherName] === 1)
    findings.push(finding("zip-header-differs", "error", place(), { fields: ["name"] }));
  if (read.flags & 1) refuse(read, findings, finding("zip-entry-encrypted", "error", place(), {}));
  if (method !== 0 && method !== 8)
    refuse(read, findings, finding("zip-method-unsupported", "error", place(), { method }));
  const kind = specialKind(rows[at + column.madeBy]! >>> 8, rows[at + column.externalAttributes]!, directory);
  if (kind) refuse(read, findings, finding(kind, "error", place(), {}));
  const ratio = stored > 0 ? Math.round(size / stored) : 0;
  if (method === 8 && size > ratioFrom && ratio > ratioLimit)
    refuse(read, findings, finding("zip-ratio-suspicious", "error", place(), { ratio, limit: ratioLimit }));
  const stray = directory ? Math.max(size, stored - (method === 8 ? 2 : 0)) : 0;
  if (stray > 0)
    refuse(read, findings, finding("zip-size-lies", "error", place(), { declared: 0, actual: stray }));
}

function refuse(entry: ZipEntry, findings: Finding[], reason: Finding): void {
  entry.readable = false;
  findings.push(reason);
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
