import { mkdtemp, readdir, rm } from "node:fs/promises";
import { join } from "node:path";

/** Reads the number of the process out of a temporary name; null for any other name. */
export type OwnerOf = (name: string) => number | null;

/**
 * What runs that were killed left in a folder, by names that carry the number of their process; a run that still works
 * keeps its own. `ownToo` where this process has nothing under way there, and such a name can only be an old one.
 */
export async function findLeftovers(
  folder: string,
  ownerOf: OwnerOf,
  { ownToo = false } = {},
): Promise<string[]> {
  const names = await readdir(folder).catch(() => [] as string[]);
  return names
    .filter((name) => {
      const owner = ownerOf(name);
      if (owner === null) return false;
      return owner === process.pid ? ownToo : !isRunning(owner);
    })
    .map((name) => join(folder, name));
}

/** Takes such leftovers away; what cannot be taken away stays, and is in nobody's way. */
export async function removeLeftovers(
  folder: string,
  ownerOf: OwnerOf,
  options: { ownToo?: boolean } = {},
): Promise<void> {
  for (const path of await findLeftovers(folder, ownerOf, options))
    await rm(path, { recursive: true, force: true }).catch(() => undefined);
}

/**
 * Makes a folder below `parent` that only this user may enter and this run uses: `prefix`, the number of the process,
 * and signs of chance. Those of runs that were killed go first.
 */
export async function makeRunFolder(parent: string, prefix: string): Promise<string> {
  await removeLeftovers(parent, (name) => {
    const pid =
      name.startsWith(prefix) && /^(\d{1,10})-[A-Za-z0-9]{6}$/u.exec(name.slice(prefix.length))?.[1];
    return pid ? Number(pid) : null;
  });
  return mkdtemp(join(parent, `${prefix}${process.pid}-`));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
