/** What each exit code of the program means; scripts rely on these numbers. */
export const exitCodes = {
  /** Done, nothing wrong. */
  ok: 0,
  /** Done, with a negative answer: incomplete, not valid, different. */
  negative: 1,
  /** The command line is wrong. */
  usage: 2,
  /** Could not do it: bad input file, disk full, no permission, wrong passphrase. */
  failed: 3,
  /** Our mistake. */
  bug: 70,
  /** Interrupted by the user. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
