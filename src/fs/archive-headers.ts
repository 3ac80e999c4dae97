/** The part of archiver's ZIP engine that we drive ourselves; `zip-writer.md` says why. */
export interface ZipEngine {
  /** Bytes of the archive so far. */
  offset: number;
  _entries: unknown[];
  _archive: { forceZip64: boolean };
  entry(source: Buffer, data: EngineEntryData, callback: (error: Error | null) => void): unknown;
  finalize(): void;
  write(chunk: Buffer | string): boolean;
  end(): unknown;
  _appendBuffer(entry: EngineEntry, source: Buffer, callback: (error: Error | null) => void): void;
  _writeLocalFileHeader(entry: EngineEntry): void;
  _afterAppend(entry: EngineEntry): void;
}

interface EngineEntryData {
  name: string;
  date: Date;
  mode: number;
  store: boolean;
}

/** An entry as the engine keeps it until the central directory is written. */
export interface EngineEntry {
  _offsets: { file: number; data: number; contents: number };
  getName(): string;
  getTimeDos(): number;
  isZip64(): boolean;
  setMethod(method: number): void;
  setSize(size: number): void;
  setCompressedSize(size: number): void;
  setCrc(crc: number): void;
  setVersionNeededToExtract(version: number): void;
}

/** What the local header of an entry says. */
export interface HeaderFacts {
  name: string;
  size: number;
  stored: number;
  crc: number;
  method: 0 | 8;
}

/** From this size or position on a field of 32 bits is not enough. */
export const zip64From = 0xffff_ffff;
/** From this number of entries on a field of 16 bits is not enough; 65,535 itself is read in two ways. */
export const zip64FromEntries = 0xffff;

const blockSize = 1 << 16;
/** Permissions of every entry. */
const fileMode = 0o644;
const folderMode = 0o755;

/** Bytes a local header takes for an entry of this name and size. */
export function localHeaderLength(name: string, size: number): number {
  return 30 + Buffer.byteLength(name) + (size >= zip64From ? 20 : 0);
}

/** Makes headers and central directory with archiver's engine, and leaves the bytes of the entries to the caller. */
export class ArchiveHeaders {
  /** The engine writes a field at a time; fields are gathered in blocks, or they would outweigh the payload. */
  private block = Buffer.allocUnsafe(blockSize);
  private filled = 0;
  private full: Buffer[] = [];
  private facts: HeaderFacts | null = null;
  private current: EngineEntry | null = null;

  private constructor(
    private readonly engine: ZipEngine,
    private readonly date: Date,
  ) {
    engine.write = (chunk) => {
      const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
      engine.offset += bytes.length;
      this.gather(bytes);
      return true;
    };
    engine.end = () => undefined;
    engine._appendBuffer = (entry, _source, callback) => {
      this.append(entry);
      callback(null);
    };
  }

  /** Over an archive of archiver's; `date` stands on every entry, by its UTC fields. */
  static over(archive: unknown, date: Date): ArchiveHeaders {
    const engine = (archive as { _module?: { engine?: ZipEngine } })._module?.engine;
    if (typeof engine?._writeLocalFileHeader !== "function" || typeof engine._afterAppend !== "function")
      throw new Error("archiver no longer has the engine that src/fs/zip-writer.md describes");
    return new ArchiveHeaders(engine, date);
  }

  /** Where the next byte of the archive will lie. */
  get offset(): number {
    return this.engine.offset;
  }

  /** Begins an entry: its local header. Sizes and digest may be set again with `finish`. */
  begin(facts: HeaderFacts): Buffer {
    this.facts = facts;
    this.engine.entry(
      Buffer.alloc(0),
      {
        name: facts.name,
        date: this.date,
        mode: facts.name.endsWith("/") ? folderMode : fileMode,
        store: true,
      },
      (error) => {
        if (error) throw error;
      },
    );
    return this.take();
  }

  /** Says that `bytes` of content follow the header. */
  advance(bytes: number): void {
    this.engine.offset += bytes;
  }

  /**
   * Settles an entry whose digest was not known when it began: the returned patches go to the given positions of
   * the archive.
   */
  finish(facts: HeaderFacts): { at: number; bytes: Buffer }[] {
    const entry = this.current!;
    entry.setCrc(facts.crc);
    entry.setCompressedSize(facts.stored);
    const start = entry._offsets.file;
    const crc = Buffer.alloc(4);
    crc.writeUInt32LE(facts.crc);
    const wide = facts.size >= zip64From;
    const sizes = Buffer.alloc(wide ? 16 : 8);
    if (wide) {
      sizes.writeBigUInt64LE(BigInt(facts.size), 0);
      sizes.writeBigUInt64LE(BigInt(facts.stored), 8);
    } else {
      sizes.writeUInt32LE(facts.stored, 0);
      sizes.writeUInt32LE(facts.size, 4);
    }
    const at = wide ? start + 30 + Buffer.byteLength(facts.name) + 4 : start + 18;
    return [
      { at: start + 14, bytes: crc },
      { at, bytes: sizes },
    ];
  }

  /** The central directory and the end records. */
  end(): Buffer {
    if (this.engine._entries.length >= zip64FromEntries || this.engine.offset >= zip64From)
      this.engine._archive.forceZip64 = true;
    this.engine.finalize();
    return this.take();
  }

  private append(entry: EngineEntry): void {
    const facts = this.facts!;
    // archiver mends names silently; ours are safe before they come here, so any mending is a mistake of ours.
    if (entry.getName() !== facts.name)
      throw new Error(`archiver would rename ${JSON.stringify(facts.name)}`);
    entry.setMethod(facts.method);
    entry.setSize(facts.size);
    entry.setCompressedSize(facts.stored);
    entry.setCrc(facts.crc);
    if (facts.method === 8) entry.setVersionNeededToExtract(20);
    const offset = this.engine.offset;
    if (facts.size >= zip64From) this.wideHeader(entry, facts);
    else this.engine._writeLocalFileHeader(entry);
    if (facts.size >= zip64From || offset >= zip64From) entry.isZip64 = () => true;
    this.engine._afterAppend(entry);
    this.current = entry;
  }

  /** Local header of an entry of 4 GiB and more, with its sizes in a Zip64 field instead of after the data. */
  private wideHeader(entry: EngineEntry, facts: HeaderFacts): void {
    const name = Buffer.from(facts.name);
    const header = Buffer.alloc(30 + name.length + 20);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(45, 4);
    header.writeUInt16LE(name.length === facts.name.length ? 0 : 0x0800, 6);
    header.writeUInt16LE(facts.method, 8);
    header.writeUInt32LE(entry.getTimeDos() >>> 0, 10);
    header.writeUInt32LE(facts.crc, 14);
    header.writeUInt32LE(zip64From, 18);
    header.writeUInt32LE(zip64From, 22);
    header.writeUInt16LE(name.length, 26);
    header.writeUInt16LE(20, 28);
    name.copy(header, 30);
    const extra = 30 + name.length;
    header.writeUInt16LE(1, extra);
    header.writeUInt16LE(16, extra + 2);
    header.writeBigUInt64LE(BigInt(facts.size), extra + 4);
    header.writeBigUInt64LE(BigInt(facts.stored), extra + 12);
    entry.setVersionNeededToExtract(45);
    entry._offsets = { file: this.engine.offset, data: this.engine.offset + 14, contents: 0 };
    this.engine.write(header);
  }

  private gather(bytes: Buffer): void {
    if (bytes.length > this.block.length - this.filled) {
      this.full.push(this.block.subarray(0, this.filled));
      this.block = Buffer.allocUnsafe(Math.max(blockSize, bytes.length));
      this.filled = 0;
    }
    this.filled += bytes.copy(this.block, this.filled);
  }

  private take(): Buffer {
    const bytes = Buffer.concat([...this.full, this.block.subarray(0, this.filled)]);
    this.full = [];
    this.filled = 0;
    return bytes;
  }
}
