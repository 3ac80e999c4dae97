import { main, type World } from "./main.js";
import { systemViewer } from "./terminal/open-file.js";
import type { Questions } from "./terminal/questions.js";

/**
 * The program as a process: real streams, clock and signals. The first interruption lets running work stop cleanly, a
 * second one ends the process at once. Output into a closed pipe ends quietly, as other programs do.
 */
export async function runInProcess(): Promise<void> {
  const { stdin, stdout, stderr, env } = process;
  for (const stream of [stdout, stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
  let interruption = new AbortController();
  let ended = false;
  const interrupt = (): void => interruption.abort();
  process.once("SIGINT", interrupt);
  process.once("SIGTERM", () => {
    ended = true;
    interruption.abort();
  });
  const world: World = {
    stdout,
    stderr,
    env,
    cwd: process.cwd(),
    now: () => new Date(),
    signal: interruption.signal,
    renewSignal: () => {
      if (interruption.signal.aborted && !ended) {
        interruption = new AbortController();
        process.once("SIGINT", interrupt);
      }
      return interruption.signal;
    },
  };
  if (stdin.isTTY && stderr.isTTY && env.CI === undefined) {
    world.questions = await questionsAt(() => interruption.signal, env.TERM === "dumb");
    world.viewer = systemViewer(process.platform);
  }
  process.exitCode = await main(process.argv.slice(2), world);
}

/** Questions at the terminal; on a `plain` one, which cannot draw a line anew, without any editing. */
async function questionsAt(signal: () => AbortSignal, plain: boolean): Promise<Questions> {
  const { editedLines, terminalQuestions } = await import("./terminal/questions.js");
  const streams = { input: process.stdin, output: process.stderr, signal };
  return terminalQuestions(
    plain ? (await import("./terminal/plain-lines.js")).plainLines(streams) : editedLines(streams),
  );
}
