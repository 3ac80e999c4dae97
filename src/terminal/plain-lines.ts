import { createInterface } from "node:readline/promises";
import { StringDecoder } from "node:string_decoder";
import type { Lines, TerminalStreams } from "./questions.js";

/** Ctrl-C or the end of input at a question; named as inquirer names it. */
function left(): Error {
  return Object.assign(new Error("the question was left"), { name: "ExitPromptError" });
}

/**
 * Lines on a terminal that only prints and reads, such as one with `TERM=dumb` or one that is read aloud: nothing is
 * drawn twice, no escape is written.
 */
export function plainLines({ input, output, signal }: TerminalStreams): Lines {
  const line = async (question: string): Promise<string> => {
    const reader = createInterface({ input, output, terminal: false });
    try {
      return await new Promise<string>((resolve, reject) => {
        reader.once("close", () => reject(left()));
        reader.question(question, { signal: signal() }).then(resolve, reject);
      });
    } finally {
      reader.close();
    }
  };
  return {
    text: async (question, { default: byDefault, check } = {}) => {
      for (;;) {
        const typed = await line(`${question}${byDefault === undefined ? "" : ` (${byDefault})`} `);
        const answer = typed === "" && byDefault !== undefined ? byDefault : typed;
        const verdict = check?.(answer) ?? true;
        if (verdict === true) return answer;
        output.write(`${verdict}\n`);
      }
    },
    secret: (question) => {
      output.write(`${question} `);
      return unseenLine(input, signal()).finally(() => output.write("\n"));
    },
    show: (text) => void output.write(text),
  };
}

/** A line of which nothing is shown while it is typed. */
function unseenLine(input: NodeJS.ReadStream, signal: AbortSignal): Promise<string> {
  const decoder = new StringDecoder("utf8");
  return new Promise<string>((resolve, reject) => {
    let typed: string[] = [];
    const finish = (end: () => void): void => {
      input.off("data", take);
      signal.removeEventListener("abort", stop);
      input.setRawMode(false);
      input.pause();
      end();
    };
    const stop = (): void => finish(() => reject(left()));
    const take = (bytes: Buffer): void => {
      for (const sign of decoder.write(bytes)) {
        if (sign === "\r" || sign === "\n") {
          finish(() => resolve(typed.join("")));
          return;
        }
        if (sign === "\u0003" || sign === "\u0004") {
          stop();
          return;
        }
        if (sign === "\u007F" || sign === "\b") typed.pop();
        else if (sign === "\u0015") typed = [];
        else if (sign >= " ") typed.push(sign);
      }
    };
    input.setRawMode(true);
    input.on("data", take);
    input.resume();
    signal.addEventListener("abort", stop, { once: true });
  });
}
