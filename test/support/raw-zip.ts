import { crc32, deflateRawSync } from "node:zlib";

/** An entry spelled byte by byte; what is not given is as an honest writer puts it. */
export interface RawEntry {
  name: string | Buffer;
  data?: Buffer;
  deflate?: boolean;
  flags?: number;
  method?: number;
  crc?: number;
  size?: number;
  stored?: number;
  external?: number;
  madeBy?: number;
  extra?: Buffer;
  /** What only the local header says. */
  local?: {
    name?: string | Buffer;
    size?: number;
    stored?: number;
    crc?: number;
    time?: number;
    flags?: number;
    method?: number;
    version?: number;
    signature?: number;
    extra?: Buffer;
  };
  /** Bytes between this entry and the next. */
  after?: Buffer;
  /** Takes the place in the file of the entry with this position instead of one of its own. */
  sameAs?: number;
}

export interface RawTail {
  before?: Buffer;
  after?: Buffer;
  comment?: Buffer;
  count?: number;
  directoryOffset?: number;
  /** Zip64 end records in front of the end record; what is not given is honest. */
  wide?: { entries?: number; size?: number; offset?: number; recordAt?: number; discs?: number };
}

/** A ZIP put together by hand, as hostile as the test wants it. */
export function rawZip(entries: readonly RawEntry[], tail: RawTail = {}): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  const offsets: number[] = [];
  let at = 0;
  for (const entry of entries) {
    const data = entry.data ?? Buffer.alloc(0);
    const bytes = entry.deflate ? deflateRawSync(data) : data;
    const name = Buffer.from(entry.name as string);
    const ascii = name.every((byte) => byte < 0x80);
    const flags = entry.flags ?? (ascii ? 0 : 0x800);
    const method = entry.method ?? (entry.deflate ? 8 : 0);
    const crc = entry.crc ?? crc32(data);
    const size = entry.size ?? data.length;
    const stored = entry.stored ?? bytes.length;
    const offset = entry.sameAs === undefined ? at : offsets[entry.sameAs]!;
    offsets.push(offset);
    if (entry.sameAs === undefined) {
      const localName = Buffer.from((entry.local?.name as string | undefined) ?? name);
      const header = Buffer.alloc(30);
      header.writeUInt32LE(entry.local?.signature ?? 0x04034b50, 0);
      header.writeUInt16LE(entry.local?.version ?? 20, 4);
      header.writeUInt16LE(entry.local?.flags ?? flags, 6);
      header.writeUInt16LE(entry.local?.method ?? method, 8);
      header.writeUInt32LE(entry.local?.time ?? 0x5adc4800, 10);
      header.writeUInt32LE(entry.local?.crc ?? crc, 14);
      header.writeUInt32LE(entry.local?.stored ?? stored, 18);
      header.writeUInt32LE(entry.local?.size ?? size, 22);
      header.writeUInt16LE(localName.length, 26);
      const localExtra = entry.local?.extra ?? Buffer.alloc(0);
      header.writeUInt16LE(localExtra.length, 28);
      const block = Buffer.concat([header, localName, localExtra, bytes, entry.after ?? Buffer.alloc(0)]);
      parts.push(block);
      at += block.length;
    }
    const central = Buffer.alloc(46);
    const extra = entry.extra ?? Buffer.alloc(0);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(entry.madeBy ?? 0x031e, 4);
    central.writeUInt16LE(20, 6);
    central.writeUInt16LE(flags, 8);
    central.writeUInt16LE(method, 10);
    central.writeUInt32LE(0x5adc4800, 12);
    central.writeUInt32LE(crc, 16);
    central.writeUInt32LE(stored, 20);
    central.writeUInt32LE(size, 24);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt16LE(extra.length, 30);
    central.writeUInt32LE(entry.external ?? 0x81a40000, 38);
    central.writeUInt32LE(offset, 42);
    directory.push(central, name, extra);
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  const comment = tail.comment ?? Buffer.alloc(0);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(tail.count ?? entries.length, 8);
  end.writeUInt16LE(tail.count ?? entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(tail.directoryOffset ?? at, 16);
  end.writeUInt16LE(comment.length, 20);
  const none = Buffer.alloc(0);
  const wide = tail.wide ? wideEnd(tail.wide, entries.length, central.length, at) : none;
  return Buffer.concat([tail.before ?? none, ...parts, central, wide, end, comment, tail.after ?? none]);
}

/** The Zip64 end record and its locator, for a directory of `size` bytes at `offset`. */
function wideEnd(wide: NonNullable<RawTail["wide"]>, entries: number, size: number, offset: number): Buffer {
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeUInt32LE(0x002d002d, 12);
  for (const at of [24, 32]) record.writeBigUInt64LE(BigInt(wide.entries ?? entries), at);
  record.writeBigUInt64LE(BigInt(wide.size ?? size), 40);
  record.writeBigUInt64LE(BigInt(wide.offset ?? offset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeUInt32LE(wide.discs ?? 0, 4);
  locator.writeBigUInt64LE(BigInt(wide.recordAt ?? offset + size), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([record, locator]);
}

/** The Zip64 field of an entry: size and stored size, 8 bytes each. */
export function wideSizes(size: number, stored: number): Buffer {
  const field = Buffer.alloc(20);
  field.writeUInt16LE(1, 0);
  field.writeUInt16LE(16, 2);
  field.writeBigUInt64LE(BigInt(size), 4);
  field.writeBigUInt64LE(BigInt(stored), 12);
  return field;
}

/** What follows the bytes of an entry whose flags have bit 3. */
export function dataDescriptor(crc: number, stored: number, size: number): Buffer {
  const descriptor = Buffer.alloc(16);
  for (const [index, value] of [0x08074b50, crc, stored, size].entries())
    descriptor.writeUInt32LE(value >>> 0, index * 4);
  return descriptor;
}
