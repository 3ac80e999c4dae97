import { randomBytes } from "node:crypto";
import { type FileHandle, open, rename, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Failure } from "../model/failure.js";
import type { OwnerOf } from "./leftovers.js";

/** What a file may be written from: text goes out as UTF-8. */
export type WholeData = Uint8Array | string | AsyncIterable<Uint8Array>;

/**
 * Writes a file whole or not at all: under a temporary name in the same folder, flushed to the disc, then renamed
 * over `path`. After a failure the folder is as it was. Throws `file-not-writable` or `disk-full`; what the source
 * itself throws comes through unchanged. `mode` holds whatever the umask says.
 */
export async function writeWhole(
  path: string,
  data: WholeData,
  { mode }: { mode?: number } = {},
): Promise<void> {
  const folder = dirname(path);
  // Not derived from the file's own name, which may already be as long as the file system allows.
  const temporary = join(folder, `.bangiao-${process.pid}-${randomBytes(8).toString("hex")}.part`);
  const handle = await written(path, () => open(temporary, "wx", mode ?? 0o666));
  try {
    try {
      if (mode !== undefined) await written(path, () => handle.chmod(mode));
      if (typeof data === "string" || data instanceof Uint8Array) {
        await written(path, () => handle.writeFile(data));
      } else {
        for await (const chunk of data) await written(path, () => writeFully(handle, chunk));
      }
      await written(path, () => handle.sync());
    } finally {
      await handle.close();
    }
    await written(path, () => rename(temporary, path));
  } catch (error) {
    await unlink(temporary).catch(() => {});
    throw error;
  }
  await syncFolder(folder);
}

/** The process that writes, or wrote, under a temporary name of `writeWhole`; null for any other name. */
export const partOwner: OwnerOf = (name) => {
  const pid = /^\.bangiao-(\d{1,10})-[0-9a-f]{16}\.part$/u.exec(name)?.[1];
  return pid === undefined ? null : Number(pid);
};

async function writeFully(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  let done = 0;
  while (done < chunk.length) done += (await handle.write(chunk, done)).bytesWritten;
}

/** The rename is safe against a power cut only once the folder is on the disc too; not every system can do that. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  if (!handle) return;
  try {
    await handle.sync();
  } catch {
    // Windows and some network drives cannot flush a folder; the file itself is already there.
  } finally {
    await handle.close().catch(() => {});
  }
}

async function written<T>(path: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    if (code === "ENOSPC" || code === "EDQUOT") throw new Failure("disk-full", { path }, { cause: error });
    throw new Failure("file-not-writable", { path, reason: code }, { cause: error });
  }
}
