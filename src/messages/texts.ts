/** Text for each finding of an area; a finding with parts is a function, so the compiler finds a missing one. */
export type FindingTexts<Details> = { [C in keyof Details]: (details: Details[C]) => string };

/** What went wrong, and what the user can do now, with the command to type where there is one. */
export interface FailureText {
  problem: string;
  hint?: string;
}

export type FailureTexts<Details> = { [C in keyof Details]: (details: Details[C]) => FailureText };

/** Help of one command: a line for the list, and a word for each argument and option. */
export interface CommandText {
  summary: string;
  /** A few lines below the usage, where the summary is not enough. */
  more?: string;
  /** Each argument and option by its name as declared: `file`, `--dry-run`. */
  words: Record<string, string>;
}
