import { relative, resolve, sep } from "node:path";
import type { Command } from "commander";
import { appendLog } from "../../custody/index.js";
import { type ExitCode, exitCodes } from "../../model/exit-codes.js";
import { Misuse } from "../../model/failure.js";
import { officeTime } from "../../model/vietnam-time.js";
import { rulesUseReporters } from "../../report/rules/use.js";
import { loadShelf, tryExamples } from "../../validate/index.js";
import { actorOf } from "../actor.js";
import { words } from "../command.js";
import { type Context, chosenReporter } from "../context.js";

export interface RulesUseOptions {
  shipped?: boolean;
}

export function declare(command: Command, context: Context): void {
  const word = words(context.messages.check.commands.rulesUse);
  command
    .argument("[file...]", word("file"))
    .option("--shipped", word("--shipped"))
    .action(async (files: string[], options: RulesUseOptions) =>
      context.finish(await runRulesUse(files, options, context)),
    );
}

/**
 * Sets the packs that this workspace uses beside the shipped ones. They are loaded and their examples tried first: a pack
 * with a mistake changes nothing (exit 3), one whose examples do not come out is used, with exit 1 and a word about it.
 */
export async function runRulesUse(
  files: readonly string[],
  { shipped = false }: RulesUseOptions,
  context: Context,
): Promise<ExitCode> {
  const report = chosenReporter(context, rulesUseReporters);
  if (files.length > 0 === shipped) throw new Misuse("options-missing", { options: ["<file…> | --shipped"] });
  const store = await context.storeForChange("rules use");
  const { folder } = context.workspace();
  const paths = files.map((file) => resolve(context.cwd, file));
  const shelf = await loadShelf(resolve(context.templates, "rules"), paths);
  const own = shelf.packs.filter(({ path }) => paths.includes(path));
  const today = officeTime(context.now()).slice(0, 10);
  const packs = own.map((pack) => ({
    name: pack.name,
    version: pack.version,
    path: pack.path,
    wrong: tryExamples(pack, today, shelf.packs).filter(({ differences }) => differences.length > 0).length,
  }));
  // Kept as seen from the workspace, so that it may move with its packs; `/` on every system.
  const kept = paths.map((path) => {
    const near = relative(folder, path);
    return near.startsWith("..") ? path : near.split(sep).join("/");
  });
  store.together(() => {
    store.settings.set("rule-packs", JSON.stringify(kept));
    appendLog(store, {
      at: officeTime(context.now()),
      actor: actorOf(context),
      action: "rules-chosen",
      details: { packs: packs.map(({ name, version }) => `${name} ${version}`).join(", ") || "shipped" },
    });
  });
  context.print(report({ packs }, context.voice));
  return packs.some(({ wrong }) => wrong > 0) ? exitCodes.negative : exitCodes.ok;
}
