/** Questions a command may put to a person. They fail with `answer-needs-terminal` where nobody can answer. */
export interface Questions {
  /** Whether there is a person to ask. */
  readonly possible: boolean;
  text(
    question: string,
    options?: { default?: string; check?: (answer: string) => true | string },
  ): Promise<string>;
  secret(question: string): Promise<string>;
  confirm(question: string, byDefault: boolean): Promise<boolean>;
  choose<Value>(
    question: string,
    choices: { name: string; value: Value; description?: string }[],
  ): Promise<Value>;
}

/** Questions through inquirer, which is loaded with the first question. */
export function terminalQuestions(streams: {
  input: NodeJS.ReadStream;
  output: NodeJS.WriteStream;
  /** The signal of whatever runs when a question is put. */
  signal: () => AbortSignal;
}): Questions {
  const prompt = async <Answer>(question: object): Promise<Answer> => {
    const { default: inquirer } = await import("inquirer");
    const { input, output, signal } = streams;
    const ask = inquirer.createPromptModule({ input, output, signal: signal() });
    const { answer } = (await ask([{ name: "answer", ...question } as never])) as { answer: Answer };
    return answer;
  };
  return {
    possible: true,
    text: (message, options) =>
      prompt<string>({ type: "input", message, default: options?.default, validate: options?.check }),
    secret: (message) => prompt<string>({ type: "password", message, mask: "*" }),
    confirm: (message, byDefault) => prompt<boolean>({ type: "confirm", message, default: byDefault }),
    choose: (message, choices) =>
      // Its own hint about the keys is in English only; arrows explain themselves.
      prompt({ type: "select", message, choices, theme: { style: { keysHelpTip: () => undefined } } }),
  };
}
