import type { CustodyStep } from "../../custody/index.js";
import type { DocumentView, FileView, ShownDossier } from "../../inventory/index.js";
import type { Fact } from "../../model/dossier.js";
import { bytes, date, dateTime, figure } from "../figures.js";
import { harmless, wrap } from "../plain-text.js";
import { jsonReporter, type Reporters, type Voice } from "../reporter.js";
import { counts, grouped, labelled, period, unitText } from "./words.js";

/** Forms of `inventory show`. */
export const showReporters: Reporters<ShownDossier & { custody: CustodyStep[] }> = {
  text: (shown, voice) =>
    `${[
      heading(shown, voice),
      [...fieldLines(shown, voice), ...caseLines(shown, voice)].join("\n"),
      custodyLines(shown, voice),
      factLines(shown, voice),
      documentLines(shown, voice),
      explanationLines(shown, voice),
      shown.revealed ? voice.ink.doubtful(voice.messages.catalogue.show.revealed) : "",
    ]
      .filter((part) => part !== "")
      .join("\n\n")}\n`,
  json: jsonReporter("bangiao-dossier/1"),
};

function heading({ dossier }: ShownDossier, { messages, ink, width }: Voice): string {
  const { words } = messages.catalogue;
  const title = dossier.title === null ? words.secretDossier : harmless(dossier.title);
  const type = dossier.type === null ? "" : ` (${messages.house.words.dossierTypes[dossier.type]})`;
  return `${ink.strong(`${words.dossier} ${harmless(dossier.reference)}`)}${type}\n${wrap(title, width)}`;
}

function fieldLines({ dossier, receivedIn }: ShownDossier, voice: Voice): string[] {
  const { messages, width } = voice;
  const { fields, show, words } = messages.catalogue;
  const { house } = messages;
  const line = (label: string, value: string | null): string[] =>
    labelled(label, value === null ? null : harmless(value), width);
  const { place, discipline } = dossier;
  const where = [
    place.warehouse && `${fields.warehouse} ${place.warehouse}`,
    place.shelf && `${fields.shelf} ${place.shelf}`,
    place.box,
  ].filter(Boolean);
  const roles = ["inspected", "denouncer", "petitioner"] as const;
  return [
    ...line(show.unit, unitText(dossier.origin, voice)),
    ...line(show.receivedIn, receivedIn),
    ...line(fields.status, house.words.status[dossier.status]),
    ...line(show.time, period(dossier.opened, dossier.closed) || words.notStated),
    ...line(fields.issuer, dossier.issuer),
    ...roles.flatMap((role) =>
      line(
        show.subjects[role],
        dossier.subjects
          .filter((subject) => subject.role === role)
          .map(({ name }) => name)
          .join("; "),
      ),
    ),
    ...line(fields.outcome, dossier.outcome),
    ...line(fields["discipline-form"], discipline?.form ?? null),
    ...line(
      fields["discipline-published"],
      discipline === null
        ? null
        : discipline.published === null
          ? words.notStated
          : date(discipline.published),
    ),
    ...line(
      fields["rectification-deadline"],
      dossier.rectificationDeadline && date(dossier.rectificationDeadline),
    ),
    ...line(fields.retention, dossier.retention),
    ...line(fields.secrecy, dossier.secrecy === "none" ? null : house.words.secrecy[dossier.secrecy]),
    ...line(fields.language, dossier.language === "vi" ? null : dossier.language),
    ...line(fields.sheets, dossier.sheets === null ? null : figure(dossier.sheets, messages.language)),
    ...line(fields.pages, dossier.pages === null ? null : figure(dossier.pages, messages.language)),
    ...line(fields.carrier, dossier.carrier && house.words.carriers[dossier.carrier]),
    ...line(show.place, where.join(", ")),
    ...line(fields.condition, dossier.condition),
    ...line(fields.folder, dossier.folder),
    ...line(fields.notes, dossier.notes),
  ];
}

function caseLines({ dossier }: ShownDossier, { messages, width }: Voice): string[] {
  const { openCase } = dossier;
  if (openCase === null) return [];
  const { fields, show } = messages.catalogue;
  const line = (label: string, value: string | null): string[] =>
    labelled(label, value === null ? null : harmless(value), width, 4);
  return [
    `  ${show.openCase}:`,
    ...line(fields["case-step"], openCase.step),
    ...line(fields["case-next-step"], openCase.nextStep),
    ...line(fields["case-deadline"], openCase.deadline && date(openCase.deadline)),
    ...line(fields["case-team"], openCase.team),
  ];
}

/** Where the dossier has been: the unit it comes from, then every handover with the answer to it. */
function custodyLines({ dossier, custody }: ShownDossier & { custody: CustodyStep[] }, voice: Voice): string {
  if (custody.length === 0) return "";
  const { messages, ink, width } = voice;
  const { way, receive, running } = messages.custody;
  const answered = ({ answer, state }: CustodyStep): string => {
    if (answer === null) return state === null ? way.noReceipt : running.status.states[state];
    const outcome = receive.outcomes[answer.outcome];
    return answer.at === null ? outcome : way.answered({ outcome, at: dateTime(answer.at) });
  };
  const texts = [
    way.origin({ unit: unitText(dossier.origin, voice) }),
    ...custody.map((step) =>
      way.step({
        id: step.handover,
        at: date(step.createdAt),
        giver: unitText(step.giver, voice),
        receiver: unitText(step.receiver, voice),
        answer: answered(step),
      }),
    ),
  ];
  const lines = texts.map((text, at) => {
    const mark = `${at + 1}. `;
    return wrap(harmless(mark + text), width - 2, " ".repeat(mark.length)).replace(/^/gmu, "  ");
  });
  return `${ink.strong(way.heading)}\n${lines.join("\n")}`;
}

/** Each fact with where it is known from; one that a stronger origin overrides is said to be unused. */
function factLines({ dossier, receivedIn }: ShownDossier, { messages, ink, width }: Voice): string {
  if (dossier.facts.length === 0) return "";
  const { show } = messages.catalogue;
  const strength: Record<Fact["origin"], number> = { stated: 0, register: 1, inferred: 2 };
  const lines = [...grouped(dossier.facts, ({ condition }) => condition)].flatMap(([condition, facts]) =>
    [...facts]
      .sort((a, b) => strength[a.origin] - strength[b.origin])
      .map((fact, index) => {
        const statement = messages.house.words.conditions[condition];
        // What was taken in with a handover says where it came from there; here the list is the evidence.
        const here = receivedIn !== null && fact.evidence === receivedIn;
        const origin = here ? show.listedOrigins[fact.origin] : show.origins[fact.origin];
        const known = [origin, harmless(fact.evidence)].filter((part) => part !== "");
        const text = `- ${statement}: ${show.truths[fact.value]} (${known.join(": ")})`;
        return index === 0
          ? wrap(text, width - 2, "  ").replace(/^/gmu, "  ")
          : ink.faint(wrap(`${text} – ${show.overridden}`, width - 2, "  ").replace(/^/gmu, "  "));
      }),
  );
  return `${ink.strong(show.facts)}\n${lines.join("\n")}`;
}

function documentLines({ documents }: ShownDossier, voice: Voice): string {
  const { show } = voice.messages.catalogue;
  if (documents.length === 0) return show.noDocuments;
  const files = documents.reduce((sum, one) => sum + one.fileCount, 0);
  const head = `${voice.ink.strong(show.documents)}: ${counts({ documents: documents.length, files }, voice)}`;
  return [head, ...documents.flatMap((document) => documentBlock(document, voice))].join("\n");
}

function documentBlock(document: DocumentView, { messages, ink, width }: Voice): string[] {
  const { words, show, fields } = messages.catalogue;
  const { house, language } = messages;
  const slots = [document.slot, ...document.alsoSlots].filter((slot) => slot !== null);
  const name = [
    document.number && harmless(document.number),
    document.date && date(document.date),
    slots.length > 0 && slots.map(harmless).join(" + "),
  ].filter(Boolean);
  const what = document.withheld ? words.secretDocument : (document.abstract ?? document.typeName);
  const state = document.withheld
    ? [document.secrecy === "none" ? null : house.words.secrecy[document.secrecy], show.withheld]
    : [document.state === "present" ? null : house.words.documentStates[document.state]];
  const remarks = [
    ...state,
    document.issuer,
    document.signer,
    document.sheets === null ? null : words.sheets(figure(document.sheets, language), document.sheets),
    document.pages === null ? null : words.pages(figure(document.pages, language), document.pages),
    document.extent && `${fields.extent} ${document.extent}`,
    document.original && words[document.original],
    document.carrier && house.words.carriers[document.carrier],
    document.notes,
  ].filter((one) => one !== null && one !== "");
  const indent = "      ";
  const below = (text: string): string => wrap(text, width - indent.length).replace(/^/gmu, indent);
  const files = document.withheld
    ? document.fileCount > 0
      ? [below(show.filesWithheld(words.files(figure(document.fileCount, language), document.fileCount)))]
      : []
    : document.files.map((file) => below(`${show.file}: ${fileText(file, messages)}`));
  const none = document.files.length === 0 && !document.withheld && document.state === "present";
  return [
    `${String(document.ordinal).padStart(4)}. ${ink.strong(name.join(" · ") || "–")}`,
    ...(what === null ? [] : [below(harmless(what))]),
    ...(remarks.length === 0 ? [] : [below(harmless(remarks.join(" · ")))]),
    ...files,
    ...(none ? [below(ink.doubtful(show.noFile))] : []),
  ];
}

function fileText(file: FileView, messages: Voice["messages"]): string {
  const { words, show } = messages.catalogue;
  const facts = [
    bytes(file.size, messages.language),
    file.pages === null ? null : words.pages(figure(file.pages, messages.language), file.pages),
    file.textLayer === "no" ? show.noTextLayer : null,
    file.damage && show.damage[file.damage],
    file.present ? null : show.missingFile,
  ].filter((fact) => fact !== null);
  return `${harmless(file.path)} (${facts.join(", ")})`;
}

function explanationLines({ explanations }: ShownDossier, { messages, ink, width }: Voice): string {
  if (explanations.length === 0) return "";
  const { show } = messages.catalogue;
  const lines = explanations.map(({ slot, document, reason, person, due, recordedAt }) => {
    const said = show.explained({
      reason,
      person,
      due: due === null ? null : date(due),
      recorded: date(recordedAt),
    });
    return wrap(harmless(`- ${slot ?? document ?? show.wholeDossier}: ${said}`), width - 2, "  ").replace(
      /^/gmu,
      "  ",
    );
  });
  return `${ink.strong(show.explanations)}\n${lines.join("\n")}`;
}
