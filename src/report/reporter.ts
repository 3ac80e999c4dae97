import type { Messages } from "../messages/messages.js";

/** Meaning of a colour; words carry the meaning too, so nothing is lost without colours. */
export interface Ink {
  good(text: string): string;
  bad(text: string): string;
  doubtful(text: string): string;
  faint(text: string): string;
  strong(text: string): string;
  /** A command line for the user to type. */
  command(text: string): string;
}

/** How results are put into words: language, colours, width of the page in columns. */
export interface Voice {
  messages: Messages;
  ink: Ink;
  width: number;
}

/** A result goes in, the whole text comes out, ending in a newline. */
export type Reporter<Result> = (result: Result, voice: Voice) => string;

/** The formats a command can print; its keys are the values of `--format`. `text` is the usual one. */
export type Reporters<Result> = { text: Reporter<Result>; json: Reporter<Result> } & Record<
  string,
  Reporter<Result>
>;

/** A list as a sheet of a workbook. */
export interface Sheet {
  name: string;
  columns: { heading: string; width: number }[];
  rows: (string | number | null)[][];
}

/** A result as the sheets of a workbook; writing the bytes is not the business of a report. */
export type SheetsOf<Result> = (result: Result, messages: Messages) => Sheet[];

/** The result itself as one JSON document with its format's name; never translated. */
export function jsonReporter<Result extends object>(format: `bangiao-${string}/${number}`): Reporter<Result> {
  return (result) => `${JSON.stringify({ format, ...result }, null, 2)}\n`;
}
