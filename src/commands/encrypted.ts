import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import type { AgeKey, AgeLock } from "../crypto/age.js";
import { readFirstLine } from "../fs/read-line.js";
import { readWhole } from "../fs/read-whole.js";
import { Failure, Misuse } from "../model/failure.js";
import { encryptedEnding, encryptPackage, isEncrypted, withDecrypted } from "../package/index.js";
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
  return { passphrase: known ?? (await readNewPassphrase(context, options, encryptedEnding)) };
}

/**
 * The passphrase of a package from the file that BANGIAO_PACKAGE_PASSPHRASE_FILE names: it is another than that of the key, which the
 * same command may need.
 */
async function packagePassphrase(context: Context): Promise<string | null> {
  const file = context.env.BANGIAO_PACKAGE_PASSPHRASE_FILE;
  return file ? readFirstLine(resolve(context.cwd, file)) : null;
}

/** Lets `write` make a package in a folder of the workspace, then puts it, encrypted, into `folder`: nothing open ever lies there. */
export async function writeEncrypted<R extends { path: string; written: boolean }>(
  context: Context,
  folder: string,
  lock: AgeLock,
  write: (folder: string) => Promise<R>,
): Promise<R> {
  const home = await mkdtemp(join(context.workspace().handovers, ".encrypt-"));
  try {
    const made = await write(home);
    const path = join(folder, `${basename(made.path)}${encryptedEnding}`);
    if (existsSync(path)) throw new Failure("package-exists", { path });
    if (made.written) await encryptPackage(made.path, path, lock);
    context.tell(context.messages.signature.encryption.caveat);
    return { ...made, path };
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** Lets `work` use a package, decrypted first where it is encrypted: with the keys of `--identity`, or a passphrase. */
export async function withPackage<T>(
  context: Context,
  path: string,
  options: DecryptOptions,
  work: (path: string) => Promise<T>,
): Promise<T> {
  if (!(await isEncrypted(path))) return work(path);
  return withDecrypted(path, await readKey(context, path, options), work);
}

async function readKey(context: Context, path: string, options: DecryptOptions): Promise<AgeKey> {
  if (options.identity === undefined) {
    const known = await packagePassphrase(context);
    return { passphrase: known ?? (await readPassphrase(context, {}, basename(path))) };
  }
  const bytes = await readWhole(resolve(context.cwd, options.identity), identityLimit);
  const lines = Buffer.from(bytes).toString("utf8").split(/\r?\n/u);
  return {
    identities: lines.map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#")),
  };
}
