/** Whether something thrown says that the person broke off: Ctrl-C at a question, or a signal while working. */
export function isInterruption(error: unknown, signal: AbortSignal): boolean {
  if (!(error instanceof Error)) return false;
  // inquirer's own errors for Ctrl-C at a question and for a signal while it asks.
  return (
    error.name === "ExitPromptError" ||
    error.name === "AbortPromptError" ||
    (signal.aborted && (error.name === "AbortError" || error === signal.reason))
  );
}
