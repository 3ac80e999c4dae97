import { hash } from "node:crypto";

/** What derived bytes are for (RFC 7292 appendix B.3). */
export type Pkcs12Purpose = "key" | "iv" | "mac";
const diversifiers: Record<Pkcs12Purpose, number> = { key: 1, iv: 2, mac: 3 };

const blockSizes: Record<string, number> = { sha1: 64, sha256: 64, sha384: 128, sha512: 128 };

/** The key derivation of PKCS#12 (RFC 7292 appendix B.2), which node does not have. Used for the MAC and for old files. */
export function pkcs12Kdf(
  digest: "sha1" | "sha256" | "sha384" | "sha512",
  purpose: Pkcs12Purpose,
  passphrase: string,
  salt: Uint8Array,
  rounds: number,
  length: number,
): Buffer {
  const block = blockSizes[digest]!;
  const diversifier = Buffer.alloc(block, diversifiers[purpose]);
  // A BMPString with its two closing zero octets.
  const password = Buffer.from(`${passphrase}\0`, "utf16le").swap16();
  const state = Buffer.concat([stretched(salt, block), stretched(password, block)]);
  const parts: Buffer[] = [];
  for (let have = 0; have < length; ) {
    let derived: Buffer = hash(digest, Buffer.concat([diversifier, state]), "buffer");
    for (let round = 1; round < rounds; round += 1) derived = hash(digest, derived, "buffer");
    parts.push(derived);
    have += derived.length;
    addToEachBlock(state, stretched(derived, block).subarray(0, block), block);
  }
  return Buffer.concat(parts).subarray(0, length);
}

/** Repeated until it fills whole blocks; nothing stays nothing. */
function stretched(bytes: Uint8Array, block: number): Buffer {
  const size = block * Math.ceil(bytes.length / block);
  return size === 0 ? Buffer.alloc(0) : Buffer.alloc(size, Buffer.from(bytes));
}

/** Adds `addend` + 1 to each block of `state`, as big-endian numbers that wrap. */
function addToEachBlock(state: Buffer, addend: Buffer, block: number): void {
  for (let start = 0; start < state.length; start += block) {
    let carry = 1;
    for (let i = block - 1; i >= 0; i -= 1) {
      const sum = state[start + i]! + addend[i]! + carry;
      state[start + i] = sum & 0xff;
      carry = sum >> 8;
    }
  }
}
