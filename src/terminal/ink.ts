import type { Ink } from "../report/reporter.js";

const as = (text: string): string => text;

/** For everything that has no colours. */
export const colourless: Ink = {
  good: as,
  bad: as,
  doubtful: as,
  faint: as,
  strong: as,
  command: as,
};

/** Colours for a terminal that has them. */
export async function colours(): Promise<Ink> {
  const { Chalk } = await import("chalk");
  const chalk = new Chalk({ level: 1 });
  return {
    good: chalk.green,
    bad: chalk.red,
    doubtful: chalk.yellow,
    faint: chalk.dim,
    strong: chalk.bold,
    command: chalk.cyan,
  };
}
