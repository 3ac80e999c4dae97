import type { Change, EditResult } from "../../inventory/index.js";
import type { Condition } from "../../model/dossier.js";
import { date, figure } from "../figures.js";
import { harmless, wrap } from "../plain-text.js";
import { jsonReporter, type Reporters, type Voice } from "../reporter.js";

/** Forms of `inventory edit` and `inventory add`. */
export const editReporters: Reporters<EditResult> = {
  text: (result, voice) => {
    const { edit } = voice.messages.catalogue;
    const { document, dossier, changes, added } = result;
    const what = harmless(
      document === null
        ? edit.dossier(dossier.reference)
        : edit.document({
            dossier: dossier.reference,
            ordinal: document.ordinal,
            name: document.number ?? document.slot,
          }),
    );
    if (added) return `${voice.ink.good(edit.added({ what }))}\n${lines(changes, voice, true)}`;
    if (changes.length === 0) return `${edit.unchanged({ what })}\n`;
    return `${voice.ink.good(edit.changed({ what, count: changes.length }))}\n${lines(changes, voice, false)}`;
  },
  json: jsonReporter("bangiao-edit/1"),
};

function lines(changes: Change[], voice: Voice, added: boolean): string {
  const { catalogue, house } = voice.messages;
  return changes
    .map((change) => {
      const label =
        change.kind === "truth"
          ? house.words.conditions[change.field as Condition]
          : catalogue.fields[change.field as keyof typeof catalogue.fields];
      const to = value(change, change.to, voice);
      const text = change.hidden
        ? catalogue.edit.hidden
        : added
          ? to
          : `${value(change, change.from, voice)} → ${to}`;
      return `${wrap(`${label}: ${text}`, voice.width - 2, "  ").replace(/^/gmu, "  ")}\n`;
    })
    .join("");
}

/** A value in the words of the reader. */
function value({ kind }: Change, text: string | null, { messages }: Voice): string {
  const { house, catalogue } = messages;
  if (text === null) return `(${catalogue.words.notStated})`;
  const from = <Word extends string>(words: Record<Word, string>): string => words[text as Word];
  switch (kind) {
    case "date":
      return date(text);
    case "count":
      return figure(Number(text), messages.language);
    case "type":
      return `${text} (${from(house.words.dossierTypes)})`;
    case "status":
      return from(house.words.status);
    case "secrecy":
      return from(house.words.secrecy);
    case "carrier":
      return from(house.words.carriers);
    case "state":
      return from(house.words.documentStates);
    case "original":
      return from({ original: catalogue.words.original, copy: catalogue.words.copy });
    case "truth":
      return from(catalogue.show.truths);
    default:
      return `“${harmless(text)}”`;
  }
}
