import { basename } from "node:path";
import type { YamlNode } from "../fs/yaml.js";
import { type Condition, conditions, type DossierType, dossierTypes } from "../model/dossier.js";
import { severities } from "../model/finding.js";
import { looseKey } from "../model/names.js";
import { writeExpression } from "./conditions.js";
import { kinds } from "./kinds/index.js";
import { readExamples } from "./rule-examples.js";
import {
  type Grounds,
  type Rule,
  type RulePack,
  rulePackFormat,
  type Slot,
  type SlotRole,
  slotRoles,
  type TitleSign,
} from "./rule-pack.js";
import { confidences, RuleReader } from "./rule-reader.js";

/** A pack as its file states it, before the pack it extends is filled in. */
export interface PackDraft {
  pack: RulePack;
  extends: string | null;
  off: { word: string; line: number; column: number }[];
  reader: RuleReader;
}

/** Reads one pack from parsed YAML. `sha256` is that of its bytes. Failure `rule-pack-wrong`. */
export function readPack(path: string, node: YamlNode, sha256: string): PackDraft {
  const reader = new RuleReader(path, node);
  reader.choice("format", [rulePackFormat]);
  const name = reader.has("name") ? reader.text("name") : basename(path).replace(/\.ya?ml$/iu, "");
  const version = reader.text("version");
  const parent = reader.optionalText("extends");
  const type = readType(reader, parent !== null);
  const title = reader.named("title");
  const valid = reader.optionalMap("valid");
  const from = valid?.date("from") ?? null;
  const until = valid?.date("until") ?? null;
  valid?.finish();

  const sources = new Map<string, string>();
  for (const { key, value } of reader.optionalMap("sources")?.entries() ?? [])
    if (value.kind === "scalar") sources.set(key.text, value.text);
    else reader.wrong(value, "value-wrong", key.text);

  const basis = reader.maps("basis").map((one) => {
    const law = {
      document: one.text("document"),
      about: one.named("about"),
      from: one.date("from"),
      until: one.date("until"),
      confidence: one.choice("confidence", confidences),
    };
    one.finish();
    return law;
  });

  const pack: RulePack = {
    name,
    version,
    path,
    sha256,
    type,
    title,
    from,
    until,
    basis,
    retention: readRetention(reader.optionalMap("retention"), sources),
    titleSigns: reader.maps("title-says").map(readTitleSign),
    slots: readSlots(reader.maps("slots"), sources),
    rules: readRules(reader.maps("rules"), sources),
    examples: readExamples(reader, "examples"),
  };
  const off =
    parent === null
      ? []
      : reader.scalars("off").map(({ text, line, column }) => ({ word: text, line, column }));
  reader.finish();
  return { pack, extends: parent, off, reader };
}

function readType(reader: RuleReader, optional: boolean): DossierType | null {
  if (optional && !reader.has("type")) return null;
  const type = reader.choice("type", [...dossierTypes, "every"]);
  return type === "every" ? null : type;
}

function readRetention(reader: RuleReader | null, sources: Map<string, string>): RulePack["retention"] {
  if (!reader) return null;
  const retention = {
    period: reader.text("period"),
    note: reader.has("note") ? reader.named("note") : null,
    ...readGrounds(reader, sources),
  };
  reader.finish();
  return retention;
}

function readGrounds(reader: RuleReader, sources: Map<string, string>): Grounds {
  const labels = reader.scalars("source");
  if (labels.length === 0) reader.text("source");
  const source = labels.map(({ text }) => citation(text, sources)).join("; ");
  return { source, confidence: reader.choice("confidence", confidences) };
}

/** `A7` or `A7 mẫu KL12` in words, where `A7` is among the pack's sources; any other text stands for itself. */
function citation(text: string, sources: ReadonlyMap<string, string>): string {
  const [label, ...rest] = text.split(" ");
  const work = sources.get(label ?? "");
  if (work === undefined) return text;
  return rest.length === 0 ? work : `${work}, ${rest.join(" ")}`;
}

function readTitleSign(reader: RuleReader): TitleSign {
  const sign = {
    words: reader.texts("words").map(looseKey),
    condition: reader.choice("fact", conditions),
    value: reader.flag("is", true) ? ("true" as const) : ("false" as const),
  };
  reader.finish();
  return sign;
}

function readSlots(readers: readonly RuleReader[], sources: Map<string, string>): Slot[] {
  const seen = new Set<string>();
  return readers.map((reader) => {
    const code = reader.text("code");
    if (seen.has(code)) reader.wrong(reader.position("code"), "duplicate", code);
    seen.add(code);
    const proves = new Map<Condition, "true" | "false">();
    const provesReader = reader.optionalMap("proves");
    for (const { key } of provesReader?.entries() ?? []) {
      const condition = conditions.find((word) => word === key.text);
      if (!condition) provesReader?.wrong(key, "condition-unknown", key.text, [...conditions]);
      else proves.set(condition, provesReader?.flag(condition, true) ? "true" : "false");
    }
    const required = reader.expression("required");
    const slot: Slot = {
      code,
      name: reader.named("name"),
      required,
      demand: required === null ? "if-present" : writeExpression(required),
      order: reader.count("order"),
      inOrder: reader.flag("in-order", true),
      symbols: reader.texts("symbols"),
      words: reader.texts("words"),
      notWords: reader.texts("not-words"),
      proves,
      roles: readRoles(reader),
      sameAs: reader.texts("same-as"),
      ...readGrounds(reader, sources),
    };
    reader.finish();
    return slot;
  });
}

function readRoles(reader: RuleReader): SlotRole[] {
  return reader.scalars("role").map((item) => {
    const role = slotRoles.find((word) => word === item.text);
    return role ?? reader.wrong(item, "value-wrong", item.text, [...slotRoles]);
  });
}

function readRules(readers: readonly RuleReader[], sources: Map<string, string>): Rule[] {
  const seen = new Set<string>();
  return readers.map((reader) => {
    const id = reader.text("id");
    if (seen.has(id)) reader.wrong(reader.position("id"), "duplicate", id);
    seen.add(id);
    const name = reader.text("kind");
    const kind = kinds.get(name);
    if (!kind) return reader.wrong(reader.position("kind"), "kind-unknown", name, [...kinds.keys()]);
    const examples = reader.map("examples");
    const rule: Rule = {
      id,
      kind: name,
      severity: reader.choice("severity", severities),
      says: reader.named("says"),
      settings: kind.read(reader),
      passes: readExamples(examples, "passes"),
      fails: readExamples(examples, "fails"),
      ...readGrounds(reader, sources),
    };
    examples.finish();
    reader.finish();
    return rule;
  });
}
