import type { Command } from "commander";
import { type ExitCode, exitCodes } from "../../model/exit-codes.js";
import { rulesListReporters } from "../../report/rules/index.js";
import { type Context, printResult } from "../context.js";
import { shelfAnywhere } from "./shelf-anywhere.js";

export function declare(command: Command, context: Context): void {
  command.action(async () => context.finish(await runRulesList(context)));
}

/** Lists the packs that a check would choose from. */
export async function runRulesList(context: Context): Promise<ExitCode> {
  const { packs } = await shelfAnywhere(context);
  printResult(context, rulesListReporters, {
    packs: packs.map(({ name, version, type, title, from, until, sha256, path }) => ({
      name,
      version,
      type,
      title,
      from,
      until,
      sha256,
      path,
    })),
    demands: packs.map(({ slots, rules }) => slots.length + rules.length),
  });
  return exitCodes.ok;
}
