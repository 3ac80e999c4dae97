import type { Command } from "commander";
import { type ExitCode, exitCodes } from "../../model/exit-codes.js";
import { rulesShowReporters } from "../../report/rules/index.js";
import { words } from "../command.js";
import { type Context, printResult } from "../context.js";
import { namedPack } from "./shelf-anywhere.js";

export function declare(command: Command, context: Context): void {
  command
    .argument("<pack>", words(context.messages.check.commands.rulesShow)("pack"))
    .action(async (name: string) => context.finish(await runRulesShow(name, context)));
}

/** Shows one pack: its papers and rules, when they apply, where they come from. */
export async function runRulesShow(name: string, context: Context): Promise<ExitCode> {
  const { pack } = await namedPack(name, context);
  printResult(context, rulesShowReporters, { pack });
  return exitCodes.ok;
}
