import type { TemplateValues } from "../fs/template-values.js";
import { commonValues, type ListOnPaper } from "./handover-minutes.js";
import { inPairs } from "./spelling.js";
import type { PaperWords } from "./words.js";

/** Values of the labels for the sticks or discs that carry a package, one for each of its volumes, two in a row. */
export async function carrierLabels(
  list: ListOnPaper,
  volumes: number,
  words: PaperWords,
): Promise<TemplateValues> {
  const labels = Array.from({ length: volumes }, (_, index) => ({
    volume: words.volume({ number: index + 1, of: volumes }),
  }));
  return { ...(await commonValues(list, words)), rows: inPairs(labels) };
}
