import { existsSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { Failure } from "../model/failure.js";

/** The folders of a workspace, all absolute. */
export interface Workspace {
  /** The folder that holds `.bangiao`. */
  folder: string;
  database: string;
  lock: string;
  keys: string;
  trust: string;
  handovers: string;
  /** Files taken over from other units, a folder for each handover. */
  received: string;
  /** Answers about packages that are not signed yet. */
  begun: string;
}

/** The workspace in `folder`, whether or not it is there yet. */
export function workspaceIn(folder: string): Workspace {
  const home = join(folder, ".bangiao");
  return {
    folder,
    database: join(home, "inventory.db"),
    lock: join(home, "lock"),
    keys: join(home, "keys"),
    trust: join(home, "trust"),
    handovers: join(home, "handovers"),
    received: join(home, "received"),
    begun: join(home, "begun"),
  };
}

/**
 * Finds the workspace: the one named outright, else the nearest `.bangiao` from `start` upwards; null when there is none.
 * A named folder may be the workspace's folder or its `.bangiao`. Throws `workspace-not-found` when the named one is none.
 */
export function findWorkspace(start: string, named?: string): Workspace | null {
  if (named !== undefined) {
    const folder = resolve(start, named);
    const candidates = [folder, ...(folder.endsWith(".bangiao") ? [dirname(folder)] : [])];
    for (const candidate of candidates) if (isWorkspace(candidate)) return workspaceIn(candidate);
    throw new Failure("workspace-not-found", { folder });
  }
  for (let folder = resolve(start); ; folder = dirname(folder)) {
    if (isWorkspace(folder)) return workspaceIn(folder);
    if (folder === dirname(folder)) return null;
  }
}

function isWorkspace(folder: string): boolean {
  const { database } = workspaceIn(folder);
  return existsSync(database) && statSync(database).isFile();
}
