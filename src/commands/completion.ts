import { Argument, Command } from "commander";
import { type ExitCode, exitCodes } from "../model/exit-codes.js";
import { type CompletionWords, completionReporters, shells } from "../report/completion/index.js";
import { type CommandEntry, type CommandModule, words } from "./command.js";
import { type Context, printResult } from "./context.js";

/** The command that completes the words of a command table; the table holds this command and cannot be imported here. */
export const completionOf = (table: readonly CommandEntry[]): CommandModule => ({
  declare(command: Command, context: Context) {
    const word = words(context.messages.guide.commands.completion);
    command
      .addArgument(new Argument("<shell>", word("shell")).choices(shells))
      .action(async (shell: (typeof shells)[number]) =>
        context.finish(await runCompletion(table, shell, context)),
      );
  },
});

/** Prints the script that teaches a shell the words of the command table. */
export async function runCompletion(
  table: readonly CommandEntry[],
  shell: (typeof shells)[number],
  context: Context,
): Promise<ExitCode> {
  const commands: CompletionWords[] = [];
  await collect(table, [], commands, context);
  printResult(context, completionReporters, { shell, commands, options: commonOptions(context) });
  return exitCodes.ok;
}

async function collect(
  entries: readonly CommandEntry[],
  path: readonly string[],
  into: CompletionWords[],
  context: Context,
): Promise<void> {
  into.push({ path: path.join(" "), words: entries.map(({ name }) => name) });
  for (const { name, load, children } of entries) {
    const here = [...path, name];
    if (children) await collect(children, here, into, context);
    if (!load) continue;
    const command = new Command(name);
    (await load()).declare(command, context);
    const options = command.options.flatMap(({ long }) => (long ? [long] : []));
    const choices = command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []);
    const known = into.find((one) => one.path === here.join(" "));
    if (known) known.words.push(...options);
    else into.push({ path: here.join(" "), words: [...choices, ...options] });
  }
}

/** The options that hold for every command, from the texts that explain them. */
function commonOptions(context: Context): string[] {
  const names = Object.keys(context.messages.house.program.globalOptions);
  return [...names.map((name) => `--${name}`), "--help"];
}
