import type { OfficeFacts } from "../../custody/index.js";
import { readDate } from "../../inventory/index.js";
import { shellWord } from "../../report/check/next-steps.js";
import type { Choice } from "../../terminal/questions.js";
import type { Context } from "../context.js";
import { needed, neededPath, unquoted } from "../needed.js";
import type { Workspace } from "../workspace.js";

/** What the steps of the guide share: asking, saying, running a command as if it had been typed. */
export class Conversation {
  constructor(
    readonly context: Context,
    /** Options that hold for every command, as the guide itself was started with. */
    private readonly common: readonly string[],
    /** The workspace as it stands; null before there is one. */
    readonly workspace: Workspace | null,
    readonly facts: OfficeFacts | null,
  ) {}

  get texts() {
    return this.context.messages.guide.guide;
  }

  say(text: string): void {
    this.context.print(`${text}\n`);
  }

  pick<Value>(question: string, choices: readonly Choice<Value>[], zero = this.texts.back) {
    return this.context.ask.choose(question, choices, { zero });
  }

  text(question: string, byDefault?: string): Promise<string> {
    return needed(this.context, question, byDefault);
  }

  path(question: string, byDefault?: string): Promise<string> {
    return neededPath(this.context, question, byDefault);
  }

  async optional(question: string): Promise<string> {
    return (await this.context.ask.text(question)).trim();
  }

  /** The same for a path; the quotes that Windows puts around a dragged file are taken off. */
  async optionalPath(question: string): Promise<string> {
    return unquoted(await this.optional(question));
  }

  /** A date as offices write it, or nothing; as ISO 8601. `day`: month or year alone will not do. */
  async date(question: string, least: "day" | "year" = "year"): Promise<string> {
    const read = (answer: string): string | null => {
      const reading = readDate(answer, 2099);
      if (reading.kind === "empty") return "";
      if (reading.kind !== "date") return null;
      return least === "day" && reading.date.length < 10 ? null : reading.date;
    };
    const { notADate } = this.texts;
    const check = (answer: string): true | string => read(answer) !== null || notADate;
    return read(await this.context.ask.text(question, { check }))!;
  }

  /** Shows a command and runs it; what it prints is seen. Returns its exit code. */
  type(...argv: string[]): Promise<number> {
    return this.#run(argv, { unasked: false });
  }

  /** The same for a command whose questions are a step of the menu by themselves. */
  typeUnasked(...argv: string[]): Promise<number> {
    return this.#run(argv, { unasked: true });
  }

  async #run(argv: readonly string[], options: { unasked: boolean }): Promise<number> {
    const { texts } = this;
    const { ink } = this.context.voice;
    this.say(`\n${texts.runs} ${ink.command(["bangiao", ...argv.map(shellWord)].join(" "))}\n`);
    const code = await this.context.runLine([...this.common, ...argv], options);
    if (code === 130) {
      this.say(texts.stopped);
      this.context.startAfresh();
    } else if (code > 1) this.say(texts.failed({ code }));
    return code;
  }

  /** Runs a command for its data; null where it could not do it. */
  async data<Result>(...argv: string[]): Promise<Result | null> {
    let text = "";
    const code = await this.context.runLine([...this.common, ...argv, "--format", "json"], {
      collect: (part) => {
        text += part;
      },
    });
    return code > 1 ? null : (JSON.parse(text) as Result);
  }
}
