import type { Command } from "commander";
import { type ExitCode, exitCodes } from "../../model/exit-codes.js";
import { ruleExplainReporters } from "../../report/rules/explain.js";
import { explainCode } from "../../validate/index.js";
import { words } from "../command.js";
import { type Context, printResult } from "../context.js";
import { shelfAnywhere } from "./shelf-anywhere.js";

export function declare(command: Command, context: Context): void {
  command
    .argument("<code>", words(context.messages.check.commands.rulesExplain)("code"))
    .action(async (code: string) => context.finish(await runRulesExplain(code, context)));
}

/** Says of a finding, a paper or a rule why it matters, where it is written, what is right and what is wrong. */
export async function runRulesExplain(code: string, context: Context): Promise<ExitCode> {
  printResult(context, ruleExplainReporters, explainCode(await shelfAnywhere(context), code));
  return exitCodes.ok;
}
