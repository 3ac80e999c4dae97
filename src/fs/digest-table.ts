import type { Finding } from "../model/finding.js";
import type { DigestTable } from "./container.js";

const lengths: Record<string, number> = { md5: 16, sha1: 20, sha224: 28, sha256: 32, sha384: 48, sha512: 64 };

/** The algorithms we can compute, of those asked for, with their lengths in bytes. */
export function digestAlgorithms(names: readonly string[]): { name: string; length: number }[] {
  return names.flatMap((name) => (lengths[name] ? [{ name, length: lengths[name] }] : []));
}

/** A table over digests that lie one after another; `rowOf` gives the row of a file, or null. */
export function digestTable(
  digests: Uint8Array,
  rowLength: number,
  algorithms: readonly { name: string; length: number }[],
  findings: Finding[],
  rowOf: (index: number) => number | null,
): DigestTable {
  const bytes = Buffer.from(digests.buffer, digests.byteOffset, digests.byteLength);
  const starts = new Map<string, { at: number; length: number }>();
  let at = 0;
  for (const { name, length } of algorithms) {
    starts.set(name, { at, length });
    at += length;
  }
  return {
    findings,
    digestOf(index, algorithm) {
      const row = rowOf(index);
      const column = starts.get(algorithm);
      if (row === null || !column) return null;
      const from = row * rowLength + column.at;
      return bytes.toString("hex", from, from + column.length);
    },
    isDigestOf(index, algorithm, others, at) {
      const row = rowOf(index);
      const column = starts.get(algorithm);
      if (row === null || !column) return false;
      const from = row * rowLength + column.at;
      return bytes.compare(others, at, at + column.length, from, from + column.length) === 0;
    },
  };
}
