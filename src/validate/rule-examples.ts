import type { Position } from "../fs/yaml.js";
import { type ExposingField, exposingFields } from "../model/checked-document.js";
import {
  type Condition,
  conditions,
  type DossierStatus,
  type DossierType,
  dossierTypes,
  type PartialDate,
  type Secrecy,
  type SlotState,
  secrecyLevels,
  slotStates,
} from "../model/dossier.js";
import { RuleReader } from "./rule-reader.js";

/** One paper of an example. */
export interface ExampleDocument {
  slot: string | null;
  date: PartialDate | null;
  number: string | null;
  sheets: number | null;
  pages: number | null;
  counted: number | null;
  secrecy: Secrecy;
  original: "original" | "copy" | null;
  /** Resolution of its scan in dots per inch. */
  dpi: number | null;
  /** Whether its file has text to search. */
  text: boolean;
  exposes: ExposingField[];
  /** Where it is: a usable file, paper, elsewhere, or listed and nowhere to be found. */
  as: "file" | "paper" | "elsewhere" | "listed";
}

/** A dossier a pack gives as an example, and what the check must say of it. */
export interface Example extends Position {
  shows: string;
  /** Type of the dossier where the pack is for every type. */
  type: DossierType | null;
  facts: ReadonlyMap<Condition, "true" | "false">;
  title: string;
  issuer: string | null;
  status: DossierStatus;
  opened: PartialDate | null;
  closed: PartialDate | null;
  until: PartialDate | null;
  today: PartialDate | null;
  retention: string | null;
  sheets: number | null;
  paperOnly: boolean;
  openCase: { step: string | null; nextStep: string | null; deadline: PartialDate | null } | null;
  discipline: { form: string; published: PartialDate | null } | null;
  rectificationDeadline: PartialDate | null;
  exposes: ExposingField[];
  documents: ExampleDocument[];
  /** Slots by the state they must come out in; a state that is named is named in full. */
  states: ReadonlyMap<SlotState, string[]>;
  /** Codes of the findings that must come out, each as often as it comes; null: not looked at. */
  findings: string[] | null;
  /** Slot codes named anywhere in the example, with their places. */
  slotWords: ({ word: string } & Position)[];
}

/** States an example may name; the rest follow from them. */
const namedStates = slotStates.filter((state) => state !== "present");

/** Reads the examples of a pack or rule. */
export function readExamples(parent: RuleReader, key: string): Example[] {
  return parent.maps(key).map((reader) => {
    const slotWords: Example["slotWords"] = [];
    const open = reader.optionalMap("open-case");
    const discipline = reader.optionalMap("discipline");
    const example: Example = {
      line: reader.node.line,
      column: reader.node.column,
      shows: reader.text("shows"),
      type: reader.has("type") ? reader.choice("type", dossierTypes) : null,
      facts: readFacts(reader.optionalMap("facts")),
      title: reader.optionalText("title") ?? "",
      issuer: reader.optionalText("issuer"),
      status: reader.choice("status", ["open", "closed"], "closed"),
      opened: reader.date("opened"),
      closed: reader.date("closed"),
      until: reader.date("unit-until"),
      today: reader.date("today"),
      retention: reader.optionalText("retention"),
      sheets: reader.has("sheets") ? reader.count("sheets") : null,
      paperOnly: reader.flag("paper-only", false),
      openCase: open && {
        step: open.optionalText("step"),
        nextStep: open.optionalText("next-step"),
        deadline: open.date("deadline"),
      },
      discipline: discipline && { form: discipline.text("form"), published: discipline.date("published") },
      rectificationDeadline: reader.date("rectification-deadline"),
      exposes: readExposes(reader),
      documents: readDocuments(reader, slotWords),
      states: readStates(reader.optionalMap("gives"), slotWords),
      findings: reader.has("findings") ? reader.texts("findings").filter((code) => code !== "none") : null,
      slotWords,
    };
    open?.finish();
    discipline?.finish();
    reader.finish();
    return example;
  });
}

function readFacts(reader: RuleReader | null): Map<Condition, "true" | "false"> {
  const facts = new Map<Condition, "true" | "false">();
  for (const { key } of reader?.entries() ?? []) {
    const condition = conditions.find((word) => word === key.text);
    if (!condition) reader?.wrong(key, "condition-unknown", key.text, [...conditions]);
    else facts.set(condition, reader?.flag(condition, true) ? "true" : "false");
  }
  return facts;
}

function readDocuments(reader: RuleReader, words: Example["slotWords"]): ExampleDocument[] {
  return reader.items("documents").map((item) => {
    const blank: ExampleDocument = {
      slot: null,
      date: null,
      number: null,
      sheets: null,
      pages: null,
      counted: null,
      secrecy: "none",
      original: null,
      dpi: null,
      text: true,
      exposes: [],
      as: "file",
    };
    if (item.kind === "scalar") {
      words.push({ word: item.text, line: item.line, column: item.column });
      return { ...blank, slot: item.text };
    }
    const paper = new RuleReader(reader.path, item);
    const slot = paper.optionalText("slot");
    if (slot) words.push({ word: slot, ...paper.position("slot") });
    const document: ExampleDocument = {
      slot,
      date: paper.date("date"),
      number: paper.optionalText("number"),
      sheets: paper.has("sheets") ? paper.count("sheets") : null,
      pages: paper.has("pages") ? paper.count("pages") : null,
      counted: paper.has("counted") ? paper.count("counted") : null,
      secrecy: paper.choice("secrecy", secrecyLevels, "none"),
      original: paper.has("original") ? paper.choice("original", ["original", "copy"]) : null,
      dpi: paper.has("dpi") ? paper.count("dpi") : null,
      text: paper.flag("text", true),
      exposes: readExposes(paper),
      as: paper.choice("as", ["file", "paper", "elsewhere", "listed"], "file"),
    };
    paper.finish();
    return document;
  });
}

function readExposes(reader: RuleReader): ExposingField[] {
  return reader.scalars("exposes").map((item) => {
    const field = exposingFields.find((word) => word === item.text);
    return field ?? reader.wrong(item, "value-wrong", item.text, [...exposingFields]);
  });
}

function readStates(reader: RuleReader | null, words: Example["slotWords"]): Map<SlotState, string[]> {
  const states = new Map<SlotState, string[]>();
  for (const { key } of reader?.entries() ?? []) {
    const state = namedStates.find((word) => word === key.text);
    if (!state) {
      reader?.wrong(key, "key-unknown", key.text, [...namedStates]);
      continue;
    }
    const codes = (reader?.scalars(state) ?? []).filter(({ text }) => text !== "none");
    for (const { text, line, column } of codes) words.push({ word: text, line, column });
    states.set(
      state,
      codes.map(({ text }) => text),
    );
  }
  return states;
}
