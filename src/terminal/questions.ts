import { harmless, indented } from "../report/plain-text.js";
import type { Voice } from "../report/reporter.js";

/** One answer that can be chosen by its number; `about` and `more` stand below it. */
export interface Choice<Value> {
  name: string;
  value: Value;
  about?: string;
  more?: string;
}

/** What a choice may have besides its answers. */
export interface ChooseOptions {
  /** What number 0 says: it leaves the list, and is answered with null. Without it there is no number 0. */
  zero?: string;
  /** The words around the list; whoever runs a command gives them. */
  voice?: Voice;
}

/** Questions a command may put to a person. They fail with `answer-needs-terminal` where nobody can answer. */
export interface Questions {
  /** Whether there is a person to ask. */
  readonly possible: boolean;
  text(question: string, options?: TextOptions): Promise<string>;
  secret(question: string): Promise<string>;
  confirm(question: string, byDefault: boolean, options?: ChooseOptions): Promise<boolean>;
  /** One of several answers; null for number 0. Enter alone means 1. */
  choose<Value>(
    question: string,
    choices: readonly Choice<Value>[],
    options?: ChooseOptions,
  ): Promise<Value | null>;
}

/** What a question for a line may have besides its words. */
export interface TextOptions {
  default?: string;
  /** True, or what is wrong with the answer; then it is asked again. */
  check?: (answer: string) => true | string;
}

/** How lines come and go on a terminal. */
export interface Lines {
  text(question: string, options?: TextOptions): Promise<string>;
  secret(question: string): Promise<string>;
  show(text: string): void;
}

/** A signal of whatever runs when a question is put, and the streams of the terminal. */
export interface TerminalStreams {
  input: NodeJS.ReadStream;
  output: NodeJS.WriteStream;
  signal: () => AbortSignal;
}

/** Questions at a terminal. Every choice is a list of plain lines and a number to type: it reads well aloud, in any console. */
export function terminalQuestions(lines: Lines): Questions {
  const choose = async <Value>(
    question: string,
    choices: readonly Choice<Value>[],
    { zero, voice }: ChooseOptions = {},
  ): Promise<Value | null> => {
    if (!voice) throw new Error("a choice needs the words around it");
    const { ink, width, messages } = voice;
    const { guide } = messages.guide;
    // Some questions have a heading of their own.
    if (question !== "") lines.show(`\n${ink.strong(indented("", harmless(question), width))}\n`);
    for (const [index, { name, about, more }] of choices.entries()) {
      lines.show(`${indented("", `${String(index + 1).padStart(2)}. ${harmless(name)}`, width)}\n`);
      if (about) lines.show(`${indented("    ", harmless(about), width)}\n`);
      if (more) lines.show(`${indented("    ", ink.faint(harmless(more)), width)}\n`);
    }
    if (zero) lines.show(` 0. ${harmless(zero)}\n`);
    const least = zero ? 0 : 1;
    const check = (answer: string): true | string => {
      const number = Number(answer.trim());
      const fits = /^\d{1,3}$/u.test(answer.trim()) && number >= least && number <= choices.length;
      return fits || guide.notAChoice({ least, most: choices.length });
    };
    const answer = await lines.text(guide.choose, { default: "1", check });
    const number = Number(answer.trim());
    return number === 0 ? null : choices[number - 1]!.value;
  };
  return {
    possible: true,
    text: (question, options) => lines.text(question, options),
    secret: (question) => lines.secret(question),
    choose,
    confirm: async (question, byDefault, options) => {
      const { yes, no } = options!.voice!.messages.guide.guide;
      const choices = [
        { name: yes, value: true },
        { name: no, value: false },
      ];
      return (await choose(question, byDefault ? choices : choices.reverse(), options)) ?? byDefault;
    },
  };
}

/** The questions as a command puts them: in its words, and with nothing half drawn left on the line before. */
export function inVoice(questions: Questions, voice: Voice, wipe: () => void): Questions {
  const after = <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
    wipe();
    return ask();
  };
  return {
    possible: questions.possible,
    text: (question, options) => after(() => questions.text(question, options)),
    secret: (question) => after(() => questions.secret(question)),
    confirm: (question, byDefault) => after(() => questions.confirm(question, byDefault, { voice })),
    choose: (question, choices, options) =>
      after(() => questions.choose(question, choices, { ...options, voice })),
  };
}

/** Lines through inquirer, which is loaded with the first question. */
export function editedLines({ input, output, signal }: TerminalStreams): Lines {
  const prompt = async (question: object): Promise<string> => {
    const { default: inquirer } = await import("inquirer");
    const ask = inquirer.createPromptModule({ input, output, signal: signal() });
    // One plain sign before and after the answer: no ticks that a console may lack or a voice would read.
    const theme = { prefix: "?" };
    const { answer } = (await ask([{ name: "answer", theme, ...question } as never])) as { answer: string };
    return answer;
  };
  return {
    text: (message, options) =>
      prompt({ type: "input", message, default: options?.default, validate: options?.check }),
    secret: (message) => prompt({ type: "password", message, mask: "*", toggleMask: false }),
    show: (text) => void output.write(text),
  };
}
