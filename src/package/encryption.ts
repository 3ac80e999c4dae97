import { createReadStream } from "node:fs";
import { open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import {
  AgeError,
  type AgeKey,
  type AgeLock,
  ageDecrypt,
  ageEncrypt,
  ageFormOf,
  ageMarkSize,
} from "../crypto/age.js";
import { makeRunFolder, removeLeftovers } from "../fs/leftovers.js";
import { partOwner, writeWhole } from "../fs/write-whole.js";
import { Failure } from "../model/failure.js";
import type { Job } from "../model/progress.js";

/** Ending of an encrypted package, after that of the package. */
export const encryptedEnding = ".age";

/** Encrypts a package that lies at `from`; `to` is written whole or not at all. Throws `encryption-failed`. */
export async function encryptPackage(
  from: string,
  to: string,
  lock: AgeLock,
  { signal }: Job = {},
): Promise<void> {
  await removeLeftovers(dirname(to), partOwner);
  await typed(to, async () => writeWhole(to, await ageEncrypt(createReadStream(from, { signal }), lock)));
}

/** Whether a file was encrypted by age, as text or not; one that cannot be read was not. */
export async function isEncrypted(path: string): Promise<boolean> {
  const handle = await open(path, "r").catch(() => null);
  if (!handle) return false;
  try {
    const start = Buffer.alloc(ageMarkSize);
    const { bytesRead } = await handle.read(start, 0, start.length, 0).catch(() => ({ bytesRead: 0 }));
    return ageFormOf(start.subarray(0, bytesRead)) !== null;
  } finally {
    await handle.close();
  }
}

/**
 * Decrypts a package into a folder of its own that nobody else may enter, lets `work` use it, and takes the folder away whatever
 * happens. Nothing is used before all of it was decrypted. Throws `encryption-failed`.
 */
export async function withDecrypted<T>(
  path: string,
  key: AgeKey,
  work: (path: string) => Promise<T>,
  { signal }: Job = {},
): Promise<T> {
  // What a run that was killed had opened must not lie there for others to find.
  const folder = await makeRunFolder(tmpdir(), "bangiao-open-");
  try {
    const name = basename(path).replace(/\.age$/iu, "");
    const plain = join(folder, /\.zip$/iu.test(name) ? name : `${name}.zip`);
    await typed(path, async () =>
      writeWhole(plain, await ageDecrypt(createReadStream(path, { signal }), key), { mode: 0o600 }),
    );
    return await work(plain);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function typed<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AgeError)) throw error;
    throw new Failure("encryption-failed", { path, reason: error.problem }, { cause: error });
  }
}
