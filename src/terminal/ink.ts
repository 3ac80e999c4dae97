import { Chalk } from "chalk";
import type { Ink } from "../report/reporter.js";

/** Colours for a terminal that has them, none elsewhere. */
export function chooseInk(colours: boolean): Ink {
  const chalk = new Chalk({ level: colours ? 1 : 0 });
  return {
    good: chalk.green,
    bad: chalk.red,
    doubtful: chalk.yellow,
    faint: chalk.dim,
    strong: chalk.bold,
    command: chalk.cyan,
  };
}
