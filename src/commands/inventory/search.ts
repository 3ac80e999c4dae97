import type { Command } from "commander";
import { searchInventory } from "../../inventory/index.js";
import { type ExitCode, exitCodes } from "../../model/exit-codes.js";
import { Misuse } from "../../model/failure.js";
import { searchReporters } from "../../report/catalogue/index.js";
import { words } from "../command.js";
import { type Context, printResult } from "../context.js";

const usualLimit = "50";

export function declare(command: Command, context: Context): void {
  const word = words(context.messages.catalogue.commands.search);
  command
    .argument("<words...>", word("words"))
    .option("--limit <number>", word("--limit"), usualLimit)
    .addHelpText("after", `\n${context.messages.house.program.formats(Object.keys(searchReporters))}`)
    .action(async (searched: string[], options: { limit: string }) =>
      context.finish(await runSearch(searched, options, context)),
    );
}

/** Searches the inventory. */
export async function runSearch(
  searched: string[],
  options: { limit: string },
  context: Context,
): Promise<ExitCode> {
  if (!/^[1-9]\d{0,6}$/u.test(options.limit))
    throw new Misuse("option-value-not-allowed", {
      option: "--limit",
      value: options.limit,
      allowed: ["1", "50", "1000 …"],
    });
  const result = searchInventory(await context.store(), searched.join(" "), Number(options.limit));
  printResult(context, searchReporters, result);
  return exitCodes.ok;
}
