import { cleanText } from "../model/names.js";
import type { Context } from "./context.js";

/** Asks for a line of text that must not be empty. */
export async function needed(context: Context, question: string, byDefault?: string): Promise<string> {
  const check = (answer: string): true | string =>
    cleanText(answer) !== "" || context.messages.guide.guide.needed;
  const options = byDefault === undefined ? { check } : { check, default: byDefault };
  return cleanText(await context.ask.text(question, options));
}

/** Asks for a path that must not be empty. */
export async function neededPath(context: Context, question: string, byDefault?: string): Promise<string> {
  return unquoted(await needed(context, question, byDefault));
}

/** A path without the quotes that Windows puts around a dragged file. */
export function unquoted(path: string): string {
  return path.replace(/^(["'])(.*)\1$/u, "$2");
}

/** Asks for the code of a unit: five digits. */
export async function neededCode(context: Context, question: string): Promise<string> {
  const { wrongCode } = context.messages.house.init;
  const check = (answer: string): true | string => /^\d{5}$/u.test(answer.trim()) || wrongCode;
  return (await context.ask.text(question, { check })).trim();
}
