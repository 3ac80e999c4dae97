import { crc32, deflateRawSync } from "node:zlib";

/** A part by its text, or by packed bytes with whatever size and checksum the test claims for them. */
export type Part =
  | { name: string; text: string }
  | { name: string; packed: Buffer; size: number; crc: number };

/** A small ZIP archive, written by hand so that tests can make archives that no library would. */
export function zipOf(parts: Part[]): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name);
    const plain = "text" in part ? Buffer.from(part.text) : null;
    const packed = plain ? deflateRawSync(plain) : (part as { packed: Buffer }).packed;
    const size = plain ? plain.length : (part as { size: number }).size;
    const crc = plain ? crc32(plain) : (part as { crc: number }).crc;
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(0x0800, 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc, 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(size, 18);
    fields.writeUInt16LE(name.length, 22);
    local.push(Buffer.from("PK\x03\x04", "latin1"), fields, name, packed);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    central.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), fields, rest, name);
    offset += 30 + name.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directory, end]);
}
