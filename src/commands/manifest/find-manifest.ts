import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { chooseHandover } from "../../custody/index.js";
import { isHandoverId } from "../../manifest/index.js";
import type { Context } from "../context.js";

/** Where the manifest lies that a user named by id or path; without a name, the latest of the workspace. */
export async function findManifestPath(context: Context, named: string | undefined): Promise<string> {
  if (named !== undefined) {
    const path = resolve(context.cwd, named);
    if (existsSync(path)) {
      // The folder of a handover stands for its manifest; a package or an unpacked bag stays what it is.
      const inside = join(path, "manifest.json");
      return statSync(path).isDirectory() && existsSync(inside) ? inside : path;
    }
    if (!isHandoverId(named)) return path;
  }
  const handover = chooseHandover(await context.store(), named);
  return join(context.workspace().handovers, handover.id, "manifest.json");
}
