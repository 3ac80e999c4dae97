import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { builtProgram } from "./outside.js";

const clock = new URL("./fixed-clock.mjs", import.meta.url).href;
const driver = fileURLToPath(new URL("./terminal.py", import.meta.url));

export interface TerminalOutcome {
  exit: number;
  /** What went wrong with the conversation itself; null when all was answered. */
  problem: string | null;
  screen: string;
  /** Lines that were too long for the terminal: it broke them wherever its edge was. */
  torn: string[];
  raw: string;
}

type Talk = readonly [wait: string, type: string][];

export interface TerminalOptions {
  cwd: string;
  env?: Record<string, string>;
  columns?: number;
  /** The clock; the real one where the test names none. */
  now?: Date;
}

/**
 * Runs the built program as a person would, in a pseudo-terminal that Python opens, of 80 columns unless told: waits for
 * each text, then types what stands beside it (`\r` is Enter, `\u0003` Ctrl-C, `@words` the number of the choice that
 * begins so, with Enter).
 */
export function atTerminal(
  argv: readonly string[],
  talk: Talk,
  { now, env, ...options }: TerminalOptions,
): TerminalOutcome {
  const program = [process.execPath, ...(now ? ["--import", clock] : []), builtProgram, ...argv];
  const clocked = { ...env, ...(now ? { BANGIAO_TEST_NOW: now.toISOString() } : {}) };
  return anyProgramAtTerminal(program, talk, { ...options, env: clocked });
}

/** The same with any other program that asks a person. */
export function anyProgramAtTerminal(
  argv: readonly string[],
  talk: Talk,
  { cwd, env = {}, columns = 80 }: Omit<TerminalOptions, "now">,
): TerminalOutcome {
  const { CI: _, BANGIAO_PASSPHRASE_FILE: __, ...usual } = process.env;
  const job = { argv, cwd, env: { NO_COLOR: "1", ...env }, talk, columns };
  const { stdout, stderr, status } = spawnSync("python3", [driver], {
    input: JSON.stringify(job),
    encoding: "utf8",
    env: usual,
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`the pseudo-terminal did not work: ${stderr}`);
  return JSON.parse(stdout) as TerminalOutcome;
}
