import { open } from "node:fs/promises";

const pieceSize = 1 << 20;

/** The bytes of a plain file of exactly `size` bytes, piece by piece; null when there is no such file. */
export async function readPieces(path: string, size: number): Promise<AsyncIterable<Buffer> | null> {
  const handle = await open(path, "r").catch(() => null);
  if (!handle) return null;
  const facts = await handle.stat();
  if (!facts.isFile() || facts.size !== size) {
    await handle.close();
    return null;
  }
  return (async function* () {
    try {
      for (;;) {
        const piece = Buffer.allocUnsafe(pieceSize);
        const { bytesRead } = await handle.read(piece, 0, piece.length, null);
        if (bytesRead === 0) break;
        yield piece.subarray(0, bytesRead);
      }
    } finally {
      await handle.close();
    }
  })();
}
