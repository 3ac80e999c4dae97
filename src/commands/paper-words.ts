import type { Messages } from "../messages/messages.js";
import type { Named } from "../model/findings/check.js";
import type { PaperWords } from "../paperwork/index.js";

/** The words of a language that papers need. `slots`: what the shipped rule packs call the places in a dossier, by code. */
export function paperWords(messages: Messages, slots: ReadonlyMap<string, Named>): PaperWords {
  const { words } = messages.house;
  const { show } = messages.manifest;
  return {
    language: messages.language,
    dossierTypes: words.dossierTypes,
    untyped: show.untyped,
    secrecy: words.secrecy,
    carriers: words.carriers,
    documentStates: words.documentStates,
    exceptions: show.exceptions,
    remaining: show.remaining,
    obligations: show.obligations,
    secretTitle: show.secretTitle,
    notExplained: show.notExplained,
    noSuccessor: show.noSuccessor,
    blank: "…………",
    slotNames: new Map([...slots].map(([code, name]) => [code, name[messages.language]])),
    ...messages.paper.inPaper,
  };
}
