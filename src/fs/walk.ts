import { lstatSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Job } from "../model/progress.js";

/** One thing found under a walked folder. `path` is relative to it, as on disk, with `/` between the parts. */
export type WalkEntry =
  | { kind: "file"; path: string; size: number; modified: number }
  | { kind: "link" | "special"; path: string }
  /** A folder that the caller asked to leave out. */
  | { kind: "skipped"; path: string }
  /** A folder or file that is there and cannot be looked at; `reason` is the code of the system error. */
  | { kind: "unreadable"; path: string; reason: string; folder: boolean };

export interface WalkOptions extends Job {
  /** Folders for which this returns true are named and not entered. */
  skip?: (path: string) => boolean;
}

/** A path exactly as on disk, as the one string that compares and prints: NFC. */
export function nfcPath(path: string): string {
  return path.normalize("NFC");
}

/**
 * Walks a folder file by file, always in the same order: by name in NFC, depth first. Names are given as they are on
 * disk, NFD included. Links are reported and never followed; what cannot be read is reported, not thrown.
 */
export async function* walk(root: string, options: WalkOptions = {}): AsyncGenerator<WalkEntry> {
  let seen = 0;
  // A stack of what is still to visit, the next one on top, so that depth costs no call stack.
  const open: { path: string; folder: boolean; link: boolean }[] = [];
  const enter = async (path: string): Promise<WalkEntry | null> => {
    try {
      const entries = await readdir(join(root, path), { withFileTypes: true });
      const sorted = entries.map((entry) => ({ entry, key: nfcPath(entry.name) }));
      sorted.sort((a, b) => compare(a.key, b.key) || compare(a.entry.name, b.entry.name));
      for (let index = sorted.length - 1; index >= 0; index -= 1) {
        const { entry } = sorted[index]!;
        open.push({
          path: path === "" ? entry.name : `${path}/${entry.name}`,
          folder: entry.isDirectory(),
          link: entry.isSymbolicLink(),
        });
      }
      return null;
    } catch (error) {
      return { kind: "unreadable", path, reason: systemCode(error), folder: true };
    }
  };

  const trouble = await enter("");
  if (trouble) yield trouble;
  for (let next = open.pop(); next; next = open.pop()) {
    options.signal?.throwIfAborted();
    const { path } = next;
    if (path.includes("\uFFFD") && !exists(join(root, path))) {
      // A name that is not valid text cannot be opened by its text.
      yield { kind: "unreadable", path, reason: "NAME", folder: next.folder };
    } else if (next.link) {
      yield { kind: "link", path };
    } else if (next.folder) {
      if (options.skip?.(path)) yield { kind: "skipped", path };
      else {
        const unreadable = await enter(path);
        if (unreadable) yield unreadable;
      }
    } else {
      const entry = look(root, path);
      seen += 1;
      if (seen % 500 === 0) {
        options.onProgress?.({ stage: "walking", done: seen, item: nfcPath(path) });
        await new Promise((resolve) => setImmediate(resolve));
      }
      yield entry;
    }
  }
  options.onProgress?.({ stage: "walking", done: seen });
}

function look(root: string, path: string): WalkEntry {
  try {
    const status = lstatSync(join(root, path));
    if (status.isSymbolicLink()) return { kind: "link", path };
    if (!status.isFile()) return { kind: "special", path };
    return { kind: "file", path, size: status.size, modified: status.mtimeMs };
  } catch (error) {
    return { kind: "unreadable", path, reason: systemCode(error), folder: false };
  }
}

function exists(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The code of a system error, such as `EACCES`; `UNKNOWN` for anything else. */
export function systemCode(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code : "UNKNOWN";
}
