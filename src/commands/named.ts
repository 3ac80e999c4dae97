import type { CommandEntry } from "./command.js";
import { commandTable } from "./index.js";

/** Options that hold for any command and take a value. */
export const withValue: ReadonlySet<string> = new Set(["--workspace", "--lang", "--format", "--progress"]);

/** The entries that a line names, from the outermost: found by the words that stand before the first that names none. */
export function namedEntries(argv: readonly string[]): CommandEntry[] {
  const named: CommandEntry[] = [];
  let entries: readonly CommandEntry[] | undefined = commandTable;
  for (let index = 0; index < argv.length && entries; index += 1) {
    const word = argv[index]!;
    if (word.startsWith("-")) {
      if (withValue.has(word)) index += 1;
      continue;
    }
    const entry: CommandEntry | undefined = entries.find(({ name }) => name === word);
    if (!entry) break;
    named.push(entry);
    entries = entry.children;
  }
  return named;
}
