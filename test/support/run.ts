import { main, type World } from "../../src/main.js";
import type { Questions } from "../../src/terminal/questions.js";

export interface Outcome {
  exitCode: number;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  cwd: string;
  env?: Record<string, string>;
  /** The clock; 28 June 2025, 9 o'clock in Hà Nội, where the test names none. */
  now?: Date;
  questions?: Questions;
  viewer?: World["viewer"];
  signal?: AbortSignal;
}

export const usualNow = new Date("2025-06-28T02:00:00Z");

/** Runs the program in process, as a user in folder `cwd` would: no terminal, no colours, Vietnamese unless told. */
export async function run(argv: string[], options: RunOptions): Promise<Outcome> {
  const outcome: Outcome = { exitCode: 0, stdout: "", stderr: "" };
  const append = (stream: "stdout" | "stderr", text: string): void => {
    outcome[stream] += text;
  };
  outcome.exitCode = await main(argv, {
    stdout: { write: (text) => append("stdout", text), columns: 100 },
    stderr: { write: (text) => append("stderr", text) },
    env: { BANGIAO_LANG: "vi", ...options.env },
    cwd: options.cwd,
    now: () => options.now ?? usualNow,
    signal: options.signal ?? new AbortController().signal,
    ...(options.questions ? { questions: options.questions } : {}),
    ...(options.viewer ? { viewer: options.viewer } : {}),
  });
  return outcome;
}

/** What a user sees of one command: the line typed, what was printed, the exit code; the folder's own name left out. */
export async function transcript(argv: string[], options: RunOptions): Promise<string> {
  const { exitCode, stdout, stderr } = await run(argv, options);
  const typed = argv.map((word) => (/[\s"]/u.test(word) ? `"${word}"` : word)).join(" ");
  const text = `$ bangiao ${typed}\n${stdout}${stderr === "" ? "" : `[stderr]\n${stderr}`}[exit ${exitCode}]\n`;
  return text.replaceAll(options.cwd, "<folder>");
}
