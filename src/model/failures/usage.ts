/** The command line is wrong. */
export interface UsageFailures {
  "unknown-command": { command: string; nearest?: string };
  "unknown-option": { option: string; nearest?: string };
  "argument-missing": { argument: string };
  "too-many-arguments": { command: string };
  "option-value-missing": { option: string };
  "options-missing": { options: string[] };
  "option-value-not-allowed": { option: string; value: string; allowed: string[] };
  "options-conflict": { options: string[] };
  "answer-needs-terminal": { question: string };
}
