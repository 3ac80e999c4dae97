import type { AssignResult } from "../../inventory/index.js";
import { folded, harmless } from "../plain-text.js";
import { jsonReporter, type Reporters } from "../reporter.js";

/** Forms of the result of `inventory assign`. */
export const assignReporters: Reporters<AssignResult> = {
  text: ({ reference, assigned }, { messages, ink, width }) => {
    const words = messages.inventory.scanning.assign;
    return assigned
      .map(({ path, slot, document, created, withheld }) => {
        const paper = [slot ?? words.noSlot, document, ...(created ? [words.created] : [])].join(", ");
        const line = ink.good(harmless(words.done({ path, dossier: reference, paper })));
        return `${folded(`${line}${withheld ? ` (${ink.doubtful(words.withheld)})` : ""}`, width)}\n`;
      })
      .join("");
  },
  json: jsonReporter("bangiao-assignment/1"),
};
