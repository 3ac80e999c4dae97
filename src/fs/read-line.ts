import { read } from "node:fs";
import { open } from "node:fs/promises";
import { promisify } from "node:util";
import { Failure } from "../model/failure.js";

const limit = 4096;

/**
 * The first line of a file or of an open file descriptor, without its end and without a byte order mark. A descriptor
 * stays open. For secrets: nothing of it goes into an error. Throws `file-not-found`, `file-not-readable`, `file-too-large`.
 */
export async function readFirstLine(source: string | number): Promise<string> {
  const path = typeof source === "string" ? source : `/dev/fd/${source}`;
  try {
    if (typeof source === "number") return await lineFrom(source, path);
    const handle = await open(source, "r");
    try {
      return await lineFrom(handle.fd, path);
    } finally {
      await handle.close();
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (error instanceof Failure || code === undefined) throw error;
    if (code === "ENOENT") throw new Failure("file-not-found", { path }, { cause: error });
    throw new Failure("file-not-readable", { path, reason: code }, { cause: error });
  }
}

async function lineFrom(descriptor: number, path: string): Promise<string> {
  const buffer = Buffer.alloc(limit);
  let size = 0;
  for (let end = -1; end < 0; ) {
    if (size === limit) throw new Failure("file-too-large", { path, size, limit });
    const { bytesRead } = await promisify(read)(descriptor, buffer, size, limit - size, null);
    end = buffer.subarray(0, size + bytesRead).indexOf(0x0a, size);
    size = end < 0 ? size + bytesRead : end;
    if (bytesRead === 0) break;
  }
  const line = buffer.toString("utf8", 0, size);
  buffer.fill(0);
  return line.replace(/^\uFEFF/u, "").replace(/\r$/u, "");
}
