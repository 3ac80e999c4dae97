import type { FoundDocument, SearchResult } from "../../inventory/index.js";
import { date, figure } from "../figures.js";
import { harmless, wrap } from "../plain-text.js";
import { jsonReporter, type Reporters } from "../reporter.js";
import { counts, unitText } from "./words.js";

/** Forms of `inventory search`. */
export const searchReporters: Reporters<SearchResult> = {
  text: ({ words, dossiers, totals }, voice) => {
    const { messages, ink, width } = voice;
    const { search, words: terms } = messages.catalogue;
    if (totals.dossiers === 0) return `${search.none(harmless(words))}\n`;
    const units = new Set(dossiers.map(({ origin }) => unitText(origin, voice)));
    const blocks = dossiers.map((dossier) => {
      const title = dossier.title === null ? terms.secretDossier : harmless(dossier.title);
      const where = units.size > 1 ? ` – ${unitText(dossier.origin, voice)}` : "";
      const head = `${ink.strong(harmless(dossier.reference))}  ${title}${where}`;
      return [wrap(head, width, "  "), ...dossier.documents.map((one) => documentLine(one, width))].join(
        "\n",
      );
    });
    const more = totals.dossiers - dossiers.length;
    const found = search.found({
      dossiers: counts({ dossiers: totals.dossiers }, voice),
      documents: counts({ documents: totals.documents }, voice),
    });
    const rest = more > 0 ? ` ${search.more(figure(more, messages.language))}` : "";
    return `${blocks.join("\n")}\n\n${found}${rest}\n`;
  },
  json: jsonReporter("bangiao-search/1"),
};

function documentLine({ ordinal, number, date: day, slot, what }: FoundDocument, width: number): string {
  const parts = [number ?? slot, day && date(day), what].filter((part) => part !== null && part !== "");
  const text = `${String(ordinal).padStart(5)}. `;
  return text + wrap(harmless(parts.join(" · ")), width - 7).replaceAll("\n", `\n${" ".repeat(7)}`);
}
