import type { Command } from "commander";
import { type ExitCode, exitCodes } from "../../model/exit-codes.js";
import { officeTime } from "../../model/vietnam-time.js";
import { rulesTryReporters } from "../../report/rules/index.js";
import { tryExamples } from "../../validate/index.js";
import { words } from "../command.js";
import { type Context, printResult } from "../context.js";
import { namedPack } from "./shelf-anywhere.js";

export function declare(command: Command, context: Context): void {
  command
    .argument("<pack>", words(context.messages.check.commands.rulesTry)("pack"))
    .action(async (name: string) => context.finish(await runRulesTry(name, context)));
}

/** Runs the examples of a pack; exit 1 when one does not come out as written. */
export async function runRulesTry(name: string, context: Context): Promise<ExitCode> {
  const { pack, shelf } = await namedPack(name, context);
  const examples = tryExamples(pack, officeTime(context.now()).slice(0, 10), shelf.packs);
  printResult(context, rulesTryReporters, { name: pack.name, examples });
  return examples.some(({ differences }) => differences.length > 0) ? exitCodes.negative : exitCodes.ok;
}
