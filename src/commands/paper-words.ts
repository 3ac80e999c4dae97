import type { Messages } from "../messages/messages.js";
import type { PaperWords } from "../paperwork/index.js";

/** The words of a language that papers need. */
export function paperWords(messages: Messages): PaperWords {
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
    ...messages.paper.inPaper,
  };
}
