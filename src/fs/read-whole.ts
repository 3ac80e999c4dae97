import { open } from "node:fs/promises";
import { Failure } from "../model/failure.js";

/**
 * A small file, whole. `limit` is its largest size in bytes; a file that grows while it is read is cut off there too.
 * Throws `file-not-found`, `file-not-readable`, `file-too-large`.
 */
export async function readWhole(path: string, limit: number): Promise<Uint8Array> {
  const handle = await readable(path, () => open(path, "r"));
  try {
    const { size } = await readable(path, () => handle.stat());
    if (size > limit) throw new Failure("file-too-large", { path, size, limit });
    const chunks: Buffer[] = [];
    for (let have = 0; ; ) {
      const buffer = Buffer.alloc(64 * 1024);
      const { bytesRead } = await readable(path, () => handle.read(buffer));
      if (bytesRead === 0) break;
      have += bytesRead;
      if (have > limit) throw new Failure("file-too-large", { path, size: have, limit });
      chunks.push(buffer.subarray(0, bytesRead));
    }
    return new Uint8Array(Buffer.concat(chunks));
  } finally {
    await handle.close();
  }
}

async function readable<T>(path: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    if (code === "ENOENT" || code === "ENOTDIR")
      throw new Failure("file-not-found", { path }, { cause: error });
    throw new Failure("file-not-readable", { path, reason: code }, { cause: error });
  }
}
