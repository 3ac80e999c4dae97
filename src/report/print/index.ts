import type { PaperName } from "../../paperwork/index.js";
import { bytes } from "../figures.js";
import { harmless, wrap } from "../plain-text.js";
import { jsonReporter, type Reporters } from "../reporter.js";

/** What `print` wrote. */
export interface PrintResult {
  paper: PaperName;
  id: string;
  /** Whether the list was signed, so that the paper can vouch for the signer. */
  signed: boolean;
  files: { path: string; size: number }[];
}

/** Forms of the result of `print`. */
export const printReporters: Reporters<PrintResult> = {
  text: ({ paper, id, signed, files }, { messages, ink, width }) => {
    const { names, done, next, notSigned } = messages.paper;
    const lines = [
      ink.good(done({ paper: names[paper], id })),
      ...files.map(({ path, size }) => `  ${harmless(path)} (${bytes(size, messages.language)})`),
      ...(signed || !["minutes", "index", "carrier"].includes(paper)
        ? []
        : [wrap(ink.doubtful(notSigned), width)]),
      wrap(next[paper], width),
    ];
    return `${lines.join("\n")}\n`;
  },
  json: jsonReporter("bangiao-paper/1"),
};
