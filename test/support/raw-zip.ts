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
  local?: { name?: string | Buffer; size?: number; crc?: number; time?: number; signature?: number };
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
      header.writeUInt16LE(20, 4);
      header.writeUInt16LE(flags, 6);
      header.writeUInt16LE(method, 8);
      header.writeUInt32LE(entry.local?.time ?? 0x5adc4800, 10);
      header.writeUInt32LE(entry.local?.crc ?? crc, 14);
      header.writeUInt32LE(stored, 18);
      header.writeUInt32LE(entry.local?.size ?? size, 22);
      header.writeUInt16LE(localName.length, 26);
      const block = Buffer.concat([header, localName, bytes, entry.after ?? Buffer.alloc(0)]);
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
  return Buffer.concat([tail.before ?? none, ...parts, central, end, comment, tail.after ?? none]);
}
