import { closeSync, existsSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { hostname } from "node:os";
import { Failure } from "../model/failure.js";

interface Holder {
  command: string;
  pid: number;
  host: string;
  since: string;
}

const pause = 100;

/**
 * Takes the lock of a workspace for one changing command and returns what gives it back. A lock whose process is gone
 * is taken over, and so is one that names nobody all the while: whoever made it was killed before it could write its name.
 * Throws `store-busy` with the holder after `patience` milliseconds.
 */
export async function lockWorkspace(
  path: string,
  holder: { command: string; since: string },
  patience = 3_000,
): Promise<() => void> {
  const mine: Holder = { ...holder, pid: process.pid, host: hostname() };
  for (let waited = 0; ; waited += pause) {
    try {
      const handle = openSync(path, "wx");
      writeSync(handle, JSON.stringify(mine));
      closeSync(handle);
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
        const reason = (error as NodeJS.ErrnoException).code ?? String(error);
        throw new Failure("file-not-writable", { path, reason }, { cause: error });
      }
    }
    const other = readHolder(path);
    const gone = other ? other.host === mine.host && !isRunning(other.pid) : waited >= patience;
    if (gone) takeAway(path);
    else if (other && waited >= patience) {
      const { command, pid, since } = other;
      throw new Failure("store-busy", { holder: { command, pid, since } });
    } else await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

function takeAway(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch (error) {
    throw new Failure("store-busy", {}, { cause: error });
  }
}

function readHolder(path: string): Holder | null {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Holder;
  } catch {
    // Just given back, or being written this moment: look again.
    return null;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Who holds the lock of a workspace, or held it when it ended suddenly; null when nobody does. */
export function lookAtLock(path: string): { state: "running" | "left"; command: string } | null {
  const other = existsSync(path) ? readHolder(path) : null;
  if (!other) return null;
  // Of a process on another computer nothing can be known.
  const running = other.host !== hostname() || isRunning(other.pid);
  return { state: running ? "running" : "left", command: other.command };
}
