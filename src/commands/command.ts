import type { Command } from "commander";
import type { Messages } from "../messages/messages.js";
import type { CommandText } from "../messages/texts.js";
import type { Context } from "./context.js";
import type { OpenedAhead } from "./open-ahead.js";

/** What each command file exports: it declares its arguments and options, and an action of one run. */
export interface CommandModule {
  declare(command: Command, context: Context): void;
}

/** A line of the command table. A command's file is loaded only when the command is named. */
export interface CommandEntry {
  name: string;
  text: (messages: Messages) => CommandText;
  load?: () => Promise<CommandModule>;
  /** Begins with what needs neither texts nor options, while these are still being loaded. */
  begin?: (argv: readonly string[], cwd: string) => Promise<OpenedAhead | null>;
  children?: readonly CommandEntry[];
}

/** The help word of an argument or option; a missing one is our mistake and stops the command's own test. */
export function words(text: CommandText): (name: string) => string {
  return (name) => {
    const word = text.words[name];
    if (word === undefined) throw new Error(`no help for ${name}`);
    return word;
  };
}
