import { Command, CommanderError, Help, Option } from "commander";
import { Misuse } from "../model/failure.js";
import { nearest } from "../model/names.js";
import type { CommandEntry } from "./command.js";
import type { Context } from "./context.js";
import { commandTable } from "./index.js";
import { namedEntries, withValue } from "./named.js";

/**
 * The program of one command line: commander's tree of commands, of which only the named one is loaded with its options.
 * The returned function parses and runs; commander's complaints come out as Misuse.
 */
export async function buildProgram(
  argv: readonly string[],
  context: Context,
  output: { out: (text: string) => void },
): Promise<(argv: readonly string[]) => Promise<void>> {
  const program = new Command("bangiao");
  const { program: text } = context.messages.house;
  program.description(text.summary);
  dress(program, context, output);
  addGlobalOptions(program, context);
  const path = namedEntries(argv).map(({ name }) => name);
  await addChildren(program, commandTable, path, context, output);
  const help = context.messages.house.program.moreHelp("bangiao");
  program.addHelpText("after", `\n${help}`);
  return async (line) => {
    if (isBare(line)) {
      if (!context.atTerminal) program.outputHelp();
      else await (await import("./guide/guide.js")).runGuide(line, context);
      return;
    }
    try {
      await program.parseAsync([...line], { from: "user" });
    } catch (error) {
      if (error instanceof CommanderError) complain(error, program, path);
      else throw error;
    }
  };
}

/** Loads the files of the command that a line names, where it names one. */
export async function loadNamed(argv: readonly string[]): Promise<void> {
  for (const { load } of namedEntries(argv)) await load?.();
}

/** The names of all commands, such as `inventory import`. */
export function commandPaths(entries: readonly CommandEntry[] = commandTable, before = ""): string[] {
  return entries.flatMap((entry) => [
    ...(entry.load ? [`${before}${entry.name}`] : []),
    ...commandPaths(entry.children ?? [], `${before}${entry.name} `),
  ]);
}

/** Commands and groups of commands: all that can be meant by a misspelt word. */
function knownPaths(): string[] {
  return [...commandTable.map(({ name }) => name), ...commandPaths()];
}

async function addChildren(
  parent: Command,
  entries: readonly CommandEntry[],
  [name, ...rest]: string[],
  context: Context,
  output: { out: (text: string) => void },
): Promise<void> {
  for (const entry of entries) {
    const command = parent.command(entry.name);
    const text = entry.text(context.messages);
    command.summary(text.summary).description(text.more ? `${text.summary}\n\n${text.more}` : text.summary);
    dress(command, context, output);
    if (entry.children)
      await addChildren(command, entry.children, entry.name === name ? rest : [], context, output);
    if (entry.load && entry.name === name) (await entry.load()).declare(command, context);
  }
}

/** Help in the user's language, complaints thrown, output to the world's streams. */
function dress(command: Command, context: Context, output: { out: (text: string) => void }): void {
  const { headings, helpOption, usage } = context.messages.house.program;
  const titles: Record<string, string> = {
    "Usage:": headings.usage,
    "Arguments:": headings.arguments,
    "Options:": headings.options,
    "Global Options:": headings.globalOptions,
    "Commands:": headings.commands,
  };
  command
    .exitOverride()
    .helpCommand(false)
    .helpOption("-h, --help", helpOption)
    .configureOutput({
      writeOut: output.out,
      writeErr: () => undefined,
      getOutHelpWidth: () => context.voice.width,
    })
    .configureHelp({
      showGlobalOptions: true,
      commandUsage: (one) =>
        Help.prototype.commandUsage
          .call(new Help(), one)
          .replace("[options]", usage.options)
          .replace("[command]", usage.command),
      styleTitle: (title) => titles[title] ?? title,
      // The texts say which values there are, in the reader's language.
      argumentDescription: (argument) => argument.description,
      optionDescription: (option) =>
        option.defaultValue === undefined ||
        option.defaultValue === true ||
        typeof option.defaultValue === "object"
          ? option.description
          : `${option.description} (${headings.default}: ${String(option.defaultValue)})`,
    });
}

function addGlobalOptions(program: Command, context: Context): void {
  const { globalOptions, versionOption } = context.messages.house.program;
  program
    .version(context.version, "-V, --version", versionOption)
    .option("--workspace <folder>", globalOptions.workspace)
    .addOption(new Option("--lang <vi|en>", globalOptions.lang).choices(["vi", "en"]))
    .option("--format <format>", globalOptions.format)
    .option("-q, --quiet", globalOptions.quiet)
    .option("--no-color", globalOptions["no-color"])
    .addOption(
      new Option("--progress <auto|json|none>", globalOptions.progress).choices(["auto", "json", "none"]),
    )
    .option("--debug", globalOptions.debug);
}

const alone = new Set(["-q", "--quiet", "--no-color", "--debug"]);

/** Whether a line names no command and asks for nothing: only options that hold for any command, or none. */
function isBare(argv: readonly string[]): boolean {
  for (let index = 0; index < argv.length; index += 1) {
    const [name = "", value] = argv[index]!.split("=", 2);
    if (withValue.has(name)) {
      if (value === undefined) index += 1;
      const given = value ?? argv[index];
      const allowed: Record<string, string[]> = {
        "--lang": ["vi", "en"],
        "--progress": ["auto", "json", "none"],
      };
      if (given === undefined || !(allowed[name]?.includes(given) ?? true)) return false;
    } else if (!alone.has(name)) return false;
  }
  return true;
}

/** Commander's complaint as a Misuse; help and version are none. */
function complain(error: CommanderError, program: Command, path: string[]): void {
  const quoted = /'([^']*)'/u.exec(error.message)?.[1] ?? "";
  const command = path.reduce<Command>(
    (at, name) => at.commands.find((one) => one.name() === name) ?? at,
    program,
  );
  const flags = [...command.options, ...program.options].flatMap(({ long }) => (long ? [long] : []));
  switch (error.code) {
    case "commander.help":
      // A group of commands named without one of them: its help is the answer.
      command.outputHelp();
      return;
    case "commander.helpDisplayed":
    case "commander.version":
      return;
    case "commander.unknownCommand": {
      const full = [...path, quoted].join(" ");
      throw new Misuse("unknown-command", { command: full, nearest: nearest(full, knownPaths()) });
    }
    case "commander.unknownOption":
      throw new Misuse("unknown-option", { option: quoted, nearest: nearest(quoted, flags) });
    case "commander.missingArgument":
      throw new Misuse("argument-missing", { argument: quoted });
    case "commander.optionMissingArgument":
      throw new Misuse("option-value-missing", { option: quoted });
    case "commander.missingMandatoryOptionValue":
      throw new Misuse("options-missing", { options: [quoted] });
    case "commander.excessArguments":
      if (path.length === 0 || command.commands.length > 0) {
        const full = [...path, ...command.args].join(" ");
        throw new Misuse("unknown-command", { command: full, nearest: nearest(full, knownPaths()) });
      }
      throw new Misuse("too-many-arguments", { command: path.join(" ") });
    case "commander.invalidArgument": {
      const argument = /value '([^']*)' is invalid for argument '([^']*)'/u.exec(error.message);
      if (argument) {
        const [, value = "", name = ""] = argument;
        const allowed = command.registeredArguments.find((one) => one.name() === name)?.argChoices ?? [];
        throw new Misuse("option-value-not-allowed", { option: name, value, allowed });
      }
      const [, option = "", value = ""] = /option '([^']*)' argument '([^']*)'/u.exec(error.message) ?? [];
      const known = [...command.options, ...program.options].find((one) => one.flags === option);
      throw new Misuse("option-value-not-allowed", { option, value, allowed: known?.argChoices ?? [] });
    }
    default:
      throw new Misuse("unknown-option", { option: quoted });
  }
}
