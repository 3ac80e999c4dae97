import type { ExplainResult } from "../../validate/index.js";
import { folded, harmless } from "../plain-text.js";
import { jsonReporter, type Reporters } from "../reporter.js";

/** Forms of the result of `explain`. */
export const explainReporters: Reporters<ExplainResult> = {
  text: ({ explanation, reference, name, document, state }, { messages, ink, width }) => {
    const { explain } = messages.check;
    const paper =
      explanation.slot === null
        ? document === null
          ? explain.wholeDossier
          : `“${document}”`
        : `“${name?.[messages.language] ?? ""}” (${explanation.slot})`;
    const { person, due } = explanation;
    const lines = [ink.good(harmless(explain.done({ reference, paper, person, ...(due ? { due } : {}) })))];
    if (state !== null && state !== "missing")
      lines.push(ink.doubtful(explain.notMissing({ paper, state: messages.house.words.slotStates[state] })));
    return `${folded(lines.join("\n"), width)}\n`;
  },
  json: jsonReporter("bangiao-explanation/1"),
};
