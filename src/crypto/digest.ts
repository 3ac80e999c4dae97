import { createHash } from "node:crypto";

/** The digests we accept, by the name node knows them under. SHA-1 and MD5 are never among them. */
export type DigestAlgorithm = "sha256" | "sha384" | "sha512";

export const digestAlgorithms = ["sha256", "sha384", "sha512"] as const satisfies readonly DigestAlgorithm[];

/** Digest of bytes in memory. */
export function digest(bytes: Uint8Array, algorithm: DigestAlgorithm = "sha256"): Uint8Array {
  return new Uint8Array(createHash(algorithm).update(bytes).digest());
}

/** SHA-256 of bytes in memory: 64 lower-case hexadecimal digits. */
export function sha256Hex(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Several digests of one stream in one pass, in lower-case hexadecimal digits, with the number of bytes seen. */
export async function digestStream<A extends DigestAlgorithm>(
  stream: AsyncIterable<Uint8Array>,
  algorithms: readonly A[],
): Promise<{ digests: Record<A, string>; size: number }> {
  const hashes = algorithms.map((algorithm) => ({ algorithm, hash: createHash(algorithm) }));
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    for (const { hash } of hashes) hash.update(chunk);
  }
  const entries = hashes.map(({ algorithm, hash }) => [algorithm, hash.digest("hex")]);
  return { digests: Object.fromEntries(entries) as Record<A, string>, size };
}
