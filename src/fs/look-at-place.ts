import { existsSync } from "node:fs";
import { access, constants, open, readdir, stat, statfs, unlink } from "node:fs/promises";
import { homedir, platform } from "node:os";
import { join } from "node:path";

/** The version of Node.js that runs this, such as `20.20.0`. */
export function nodeVersion(): string {
  return process.versions.node;
}

/** Free bytes for this user on the drive that holds `folder`; null where it cannot be told. */
export async function freeSpace(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}

/** Whether a file can be made in `folder`: tried with an empty one, which is taken away again. */
export async function isWritable(folder: string): Promise<boolean> {
  try {
    await access(folder, constants.W_OK);
    const probe = join(folder, `.bangiao-probe-${process.pid}`);
    await (await open(probe, "wx")).close();
    await unlink(probe);
    return true;
  } catch {
    return false;
  }
}

/** Whether others than its owner may read a file; false where the system has no such rights (Windows). */
export async function isOpenToOthers(path: string): Promise<boolean> {
  if (platform() === "win32") return false;
  const { mode } = await stat(path);
  return (mode & 0o077) !== 0;
}

/** Whether a font file of this name lies in one of the system's folders of fonts, at most four folders down. */
export async function hasFont(name: RegExp): Promise<boolean> {
  const folders = [
    join(process.env.WINDIR ?? "C:\\Windows", "Fonts"),
    join(process.env.LOCALAPPDATA ?? "", "Microsoft/Windows/Fonts"),
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    join(homedir(), ".fonts"),
    join(homedir(), ".local/share/fonts"),
    join(homedir(), "Library/Fonts"),
  ];
  for (const folder of folders) if (existsSync(folder) && (await holdsFont(folder, name, 4))) return true;
  return false;
}

async function holdsFont(folder: string, name: RegExp, depth: number): Promise<boolean> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (entry.isDirectory()) {
      if (depth > 1 && (await holdsFont(join(folder, entry.name), name, depth - 1))) return true;
    } else if (name.test(entry.name)) return true;
  }
  return false;
}
