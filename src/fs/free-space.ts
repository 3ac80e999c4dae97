import { statfs } from "node:fs/promises";
import { dirname } from "node:path";
import { Failure } from "../model/failure.js";

/**
 * Makes sure that `needed` bytes fit where `target` is to be written. Throws `disk-full`, `folder-not-found`,
 * `file-not-writable`.
 */
export async function requireSpace(target: string, needed: number): Promise<void> {
  const space = await statfs(dirname(target)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT")
      throw new Failure("folder-not-found", { path: dirname(target) }, { cause: error });
    throw new Failure(
      "file-not-writable",
      { path: target, reason: error.code ?? "unknown" },
      { cause: error },
    );
  });
  const free = space.bavail * space.bsize;
  if (free < needed) throw new Failure("disk-full", { path: target, needed, free });
}
