import { harmless } from "../plain-text.js";
import { jsonReporter, type Reporters } from "../reporter.js";
import { counts } from "./words.js";

/** What `inventory export` wrote. */
export interface ExportResult {
  path: string;
  dossiers: number;
  documents: number;
}

/** Forms of the result of `inventory export`. */
export const exportReporters: Reporters<ExportResult> = {
  text: ({ path, dossiers, documents }, voice) => {
    const { export: text } = voice.messages.catalogue;
    // A CSV file holds one of the two registers.
    const what = counts(
      { ...(dossiers > 0 || documents === 0 ? { dossiers } : {}), ...(documents > 0 ? { documents } : {}) },
      voice,
    );
    const done = text.done({ path: harmless(path), what });
    return `${voice.ink.good(done)}\n${text.left}\n`;
  },
  json: jsonReporter("bangiao-export/1"),
};
