import { isAscii, isUtf8 } from "node:buffer";
import { type Finding, finding } from "../model/finding.js";
import type { ContainerFile } from "./container.js";
import { shownPath } from "./container.js";
import type { Located } from "./zip-local.js";
import { column, columns, type DirectoryPart, field } from "./zip-reader.js";

/** A part of the directory, to be looked into. */
export interface HeldPart {
  rows: Float64Array;
  records: DataView;
}

/** An entry of the central directory, understood: its name, and a view of its record, for there may be half a million. */
export class ZipEntry implements ContainerFile, Located {
  /** Position among the files; -1 for a folder. */
  index = -1;
  readable = true;
  readonly size: number;
  /** Where its record lies in the part. */
  readonly record: number;
  /** Whether its record is spelled as our own writer spells it: Unix, version 4.5, fixed modes, no comment, no field but Zip64. */
  readonly asWritten: boolean;

  constructor(
    readonly path: string,
    readonly directory: boolean,
    readonly part: HeldPart,
    /** Where its row begins. */
    readonly row: number,
  ) {
    this.size = part.rows[row + column.size]!;
    this.record = part.rows[row + column.record]!;
    this.asWritten = spelledAsOurs(part.records, this.record, path, directory);
  }

  get offset(): number {
    return this.part.rows[this.row + column.offset]!;
  }

  get end(): number {
    return this.part.rows[this.row + column.end]!;
  }

  set end(end: number) {
    this.part.rows[this.row + column.end] = end;
  }

  get stored(): number {
    return this.part.rows[this.row + column.stored]!;
  }

  get crc(): number {
    return this.part.records.getUint32(this.record + field.crc, true);
  }

  get method(): number {
    return this.part.records.getUint16(this.record + field.method, true);
  }

  get flags(): number {
    return this.part.records.getUint16(this.record + field.flags, true);
  }

  get time(): number {
    return this.part.records.getUint32(this.record + field.time, true);
  }

  get version(): number {
    return this.part.records.getUint16(this.record + field.version, true);
  }

  /** Bytes of the name. */
  get nameLength(): number {
    return this.part.records.getUint16(this.record + field.nameLength, true);
  }

  /** The name as it is stored. */
  get storedName(): Buffer {
    const { buffer, byteOffset } = this.part.records;
    return Buffer.from(buffer, byteOffset + this.record + field.name, this.nameLength);
  }
}

function spelledAsOurs(records: DataView, record: number, path: string, directory: boolean): boolean {
  const method = records.getUint16(record + field.method, true);
  const extra = records.getUint16(record + field.extraLength, true);
  const version = extra === 28 ? 45 : method === 8 ? 20 : 10;
  // A letter of UTF-8 takes more bytes than signs, whatever it is.
  const flags = records.getUint16(record + field.nameLength, true) === path.length ? 0 : 0x800;
  return (
    (extra === 0 || extra === 28) &&
    records.getUint32(record + field.madeBy, true) === ((version << 16) | 0x032d) &&
    records.getUint16(record + field.flags, true) === flags &&
    // Together with the number of the disk.
    records.getUint32(record + field.commentLength, true) === 0 &&
    records.getUint16(record + field.internalAttributes, true) === 0 &&
    records.getUint32(record + field.externalAttributes, true) === (directory ? 0x41ed0010 : 0x81a40020)
  );
}

/** From this size on a ratio counts. */
const ratioFrom = 64 << 20;
const ratioLimit = 200;

/**
 * Reads the records of a part of the central directory and collects what is wrong with each alone. Places count from
 * `leading`, where the archive begins in its file.
 */
export function understandPart(
  { rows, records, names }: DirectoryPart,
  leading: number,
  findings: Finding[],
  take: (entry: ZipEntry) => void,
): void {
  const part: HeldPart = {
    rows,
    records: new DataView(records.buffer, records.byteOffset, records.byteLength),
  };
  const paths = namesApart(names, rows.length / columns);
  for (let row = 0, i = 0; row < rows.length; row += columns, i += 1) {
    rows[row + column.offset]! += leading;
    const path = paths?.[i] ?? nameOf(part, row).toString();
    const entry = new ZipEntry(path, path.endsWith("/"), part, row);
    if (paths === null) judgeName(entry, isUtf8(nameOf(part, row)), findings);
    // Of nearly every entry this is all there is to tell.
    if (!entry.asWritten || entry.method !== 0 || entry.stored !== entry.size || entry.directory) {
      if (paths !== null) judgeName(entry, true, findings);
      judgeEntry(entry, findings);
    }
    take(entry);
  }
}

/** All names at once; null where one of them is not UTF-8, or holds a NUL. */
function namesApart(names: Uint8Array, count: number): string[] | null {
  if (!isUtf8(names)) return null;
  const bytes = Buffer.from(names.buffer, names.byteOffset, names.byteLength);
  const paths = bytes.toString(isAscii(names) ? "latin1" : "utf8").split("\0");
  return paths.length === count + 1 ? paths : null;
}

function nameOf({ rows, records }: HeldPart, row: number): Buffer {
  const record = rows[row + column.record]!;
  const length = records.getUint16(record + field.nameLength, true);
  return Buffer.from(records.buffer, records.byteOffset + record + field.name, length);
}

function judgeName({ path, flags, nameLength }: ZipEntry, utf8: boolean, findings: Finding[]): void {
  if (!utf8) findings.push(finding("name-not-utf8", "error", { file: shownPath(path) }, {}));
  // Not marked as UTF-8: readers differ in what they make of it.
  else if (nameLength !== path.length && (flags & 0x800) === 0)
    findings.push(finding("name-not-utf8", "warning", { file: shownPath(path) }, {}));
}

/** Looks for what a reader must not follow or believe; of most entries there is nothing to tell. */
function judgeEntry(read: ZipEntry, findings: Finding[]): void {
  const { size, stored, method, directory, row, record } = read;
  const { rows, records } = read.part;
  const place = () => ({ file: shownPath(read.path) });
  if (rows[row + column.otherName] === 1)
    findings.push(finding("zip-header-differs", "error", place(), { fields: ["name"] }));
  if (read.flags & 1) refuse(read, findings, finding("zip-entry-encrypted", "error", place(), {}));
  if (method !== 0 && method !== 8)
    refuse(read, findings, finding("zip-method-unsupported", "error", place(), { method }));
  const host = records.getUint8(record + field.madeBy + 1);
  const kind = specialKind(host, records.getUint32(record + field.externalAttributes, true), directory);
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
