import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import type { AgeKey, AgeLock } from "../crypto/age.js";
import { requireSpace } from "../fs/free-space.js";
import { makeRunFolder } from "../fs/leftovers.js";
import { readFirstLine } from "../fs/read-line.js";
import { readWhole } from "../fs/read-whole.js";
import { Failure, Misuse } from "../model/failure.js";
import {
  encryptedEnding,
  encryptPackage,
  isEncrypted,
  type VolumesResult,
  withDecrypted,
} from "../package/index.js";
import type { Context } from "./context.js";
import { type PassphraseOptions, readNewPassphrase, readPassphrase } from "./passphrase.js";

export interface EncryptOptions extends PassphraseOptions {
  encryptTo: string[];
  encryptPassphrase?: boolean;
}

export interface DecryptOptions {
  identity?: string | undefined;
}

const identityLimit = 100_000;

/** What a package is to be locked with; null when it is not to be encrypted. */
export async function readLock(context: Context, options: EncryptOptions): Promise<AgeLock | null> {
  const { encryptTo, encryptPassphrase } = options;
  if (encryptTo.length > 0 && encryptPassphrase) {
    throw new Misuse("option-value-not-allowed", {
      option: "--encrypt-passphrase",
      value: "--encrypt-to",
      allowed: ["--encrypt-to", "--encrypt-passphrase"],
    });
  }
  if (encryptTo.length > 0) return { recipients: encryptTo };
  if (!encryptPassphrase) return null;
  const known = await packagePassphrase(context);
  return { passphrase: known ?? (await readNewPassphrase(context, options, encryptedEnding, "package")) };
}

/**
 * The passphrase of a package from the file that BANGIAO_PACKAGE_PASSPHRASE_FILE names: it is another than that of the key, which the
 * same command may need.
 */
async function packagePassphrase(context: Context): Promise<string | null> {
  const file = context.env.BANGIAO_PACKAGE_PASSPHRASE_FILE;
  return file ? readFirstLine(resolve(context.cwd, file)) : null;
}

/**
 * Lets `write` make a package or its volumes in a folder of the workspace, then puts them, encrypted, into `folder`, all of them or none:
 * nothing open ever lies there.
 */
export async function writeEncrypted<
  R extends { path: string; written: boolean; volumes: { path: string }[] },
>(
  context: Context,
  folder: string,
  lock: AgeLock,
  planned: VolumesResult,
  write: (folder: string) => Promise<R>,
): Promise<R> {
  for (const { path } of planned.volumes) requireNew(`${path}${encryptedEnding}`);
  await requireSpace(join(folder, planned.id), planned.payloadBytes);
  const { handovers } = context.workspace();
  const home = await makeRunFolder(handovers, ".encrypt-");
  const locked = (path: string): string =>
    path === home ? folder : join(folder, `${basename(path)}${encryptedEnding}`);
  const done: string[] = [];
  try {
    const made = await write(home);
    const parts = made.volumes.length > 0 ? made.volumes.map(({ path }) => path) : [made.path];
    for (const part of made.written ? parts : []) {
      const path = locked(part);
      requireNew(path);
      await encryptPackage(part, path, lock, context.job());
      done.push(path);
    }
    if (made.written) context.tell(context.messages.signature.encryption.caveat);
    const volumes = made.volumes.map((volume) => ({ ...volume, path: locked(volume.path) }));
    return { ...made, path: locked(made.path), volumes };
  } catch (error) {
    for (const path of done) await rm(path, { force: true });
    throw error;
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

function requireNew(path: string): void {
  if (existsSync(path)) throw new Failure("package-exists", { path });
}

/**
 * Lets `work` use packages, decrypted first where they are encrypted: with the keys of the file `identity`, or a passphrase. One key opens
 * all of them.
 */
export async function withPackages<T>(
  context: Context,
  paths: readonly string[],
  identity: string | undefined,
  work: (paths: readonly string[]) => Promise<T>,
): Promise<T> {
  let key: AgeKey | null = null;
  const open = async (opened: readonly string[]): Promise<T> => {
    const path = paths[opened.length];
    if (path === undefined) return work(opened);
    if (!(await isEncrypted(path))) return open([...opened, path]);
    key ??= await readKey(context, path, { identity });
    return withDecrypted(path, key, (plain) => open([...opened, plain]), context.job());
  };
  return open([]);
}

async function readKey(context: Context, path: string, options: DecryptOptions): Promise<AgeKey> {
  if (options.identity === undefined) {
    const known = await packagePassphrase(context);
    return { passphrase: known ?? (await readPassphrase(context, {}, basename(path), "package")) };
  }
  const bytes = await readWhole(resolve(context.cwd, options.identity), identityLimit);
  const lines = Buffer.from(bytes).toString("utf8").split(/\r?\n/u);
  return {
    identities: lines.map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#")),
  };
}
