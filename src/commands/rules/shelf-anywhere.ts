import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { findPack, type PackShelf, type RulePack } from "../../validate/index.js";
import { officeShelf } from "../check.js";
import type { Context } from "../context.js";

/** The packs of the workspace, or the shipped ones where there is none. */
export async function shelfAnywhere(context: Context, named: readonly string[] = []): Promise<PackShelf> {
  const store = context.workspaceIfAny() ? await context.store() : null;
  return officeShelf(store, context, named);
}

/** The pack that words on the command line mean: a file, or a name or type on the shelf; and the shelf it stands on. */
export async function namedPack(
  words: string,
  context: Context,
): Promise<{ pack: RulePack; shelf: PackShelf }> {
  const path = resolve(context.cwd, words);
  if (!/\.ya?ml$/iu.test(words) && !existsSync(path)) {
    const shelf = await shelfAnywhere(context);
    return { pack: findPack(shelf, words), shelf };
  }
  const shelf = await shelfAnywhere(context, [path]);
  return { pack: shelf.packs.find((pack) => pack.path === path) ?? findPack(shelf, words), shelf };
}
