import { cleanText } from "../../model/names.js";
import { harmless, indented } from "../../report/plain-text.js";
import type { Context } from "../context.js";

/** One answer that can be chosen by its number; `about` and `more` stand below it. */
export interface Choice<Value> {
  label: string;
  value: Value;
  about?: string;
  more?: string;
}

/** What a question may have besides its words. */
export interface PickOptions {
  /** What number 0 says: leaves the list. Without it there is no number 0. */
  zero?: string;
  show: (text: string) => void;
}

/**
 * Asks for one of several answers by number. Plain lines, no cursor movement: it reads well aloud, and in any console.
 * Null for number 0. Enter alone means 1.
 */
export async function pick<Value>(
  context: Context,
  question: string,
  choices: readonly Choice<Value>[],
  { zero, show }: PickOptions,
): Promise<Value | null> {
  const { guide } = context.messages.guide;
  const { ink, width } = context.voice;
  if (question !== "") show(`\n${ink.strong(harmless(question))}\n`);
  for (const [index, { label, about, more }] of choices.entries()) {
    show(`${indented("", `${String(index + 1).padStart(2)}. ${harmless(label)}`, width)}\n`);
    if (about) show(`${indented("    ", harmless(about), width)}\n`);
    if (more) show(`${indented("    ", ink.faint(harmless(more)), width)}\n`);
  }
  if (zero) show(` 0. ${zero}\n`);
  const least = zero ? 0 : 1;
  const check = (answer: string): true | string => {
    const number = Number(answer.trim());
    const fits = /^\d{1,3}$/u.test(answer.trim()) && number >= least && number <= choices.length;
    return fits || guide.notAChoice({ least, most: choices.length });
  };
  const answer = await context.ask.text(guide.choose, { default: "1", check });
  const number = Number(answer.trim());
  return number === 0 ? null : choices[number - 1]!.value;
}

/** Asks for a line of text that must not be empty. */
export async function needed(context: Context, question: string, byDefault?: string): Promise<string> {
  const check = (answer: string): true | string =>
    cleanText(answer) !== "" || context.messages.guide.guide.needed;
  const options = byDefault === undefined ? { check } : { check, default: byDefault };
  return cleanText(await context.ask.text(question, options));
}

/** Asks for a path; the quotes that Windows puts around a dragged file are taken off. */
export async function neededPath(context: Context, question: string, byDefault?: string): Promise<string> {
  return (await needed(context, question, byDefault)).replace(/^(["'])(.*)\1$/u, "$2");
}
