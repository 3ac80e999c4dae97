import { createHash } from "node:crypto";
import { basename } from "node:path";
import { readYamlFile, type YamlNode } from "../fs/yaml.js";
import {
  type Condition,
  conditions,
  type DossierType,
  dossierTypes,
  type PartialDate,
} from "../model/dossier.js";
import type { Severity } from "../model/finding.js";
import { severities } from "../model/finding.js";
import type { Named } from "../model/findings/check.js";
import { looseKey } from "../model/names.js";
import { type Expression, writeExpression } from "./conditions.js";
import { kinds } from "./kinds/index.js";
import { type Example, readExamples } from "./rule-examples.js";
import { type Confidence, confidences, RuleReader } from "./rule-reader.js";

/** First key of every rule pack. */
export const rulePackFormat = "bangiao-rules/1";

/** What a paper is in its case: issued by the body that leads it, or the paper that concludes it. */
export const slotRoles = ["lead", "conclusion"] as const;
export type SlotRole = (typeof slotRoles)[number];

/** Where a demand comes from, in words, and how sure the pack's author is of it. */
export interface Grounds {
  source: string;
  confidence: Confidence;
}

/** A place in a dossier that the rules of its type name: a demand of the kind document-required. */
export interface Slot extends Grounds {
  code: string;
  name: Named;
  /** When it is demanded; null: listed if it is there, never missed. */
  required: Expression | null;
  /** The same as a pack writes it: `always`, `if-present`, `team and issuer_not_cell`. */
  demand: string;
  /** Place in the procedure; 900 and above close the dossier. */
  order: number;
  /** False for papers that may come at any time, such as an extension. */
  inOrder: boolean;
  /** Type symbols in the number that usually identify the paper. */
  symbols: string[];
  /** Words in file names, abstracts and titles that name the paper. */
  words: string[];
  /** Words that say it is another paper. */
  notWords: string[];
  /** Facts of the case that follow when this paper is in the dossier. */
  proves: ReadonlyMap<Condition, "true" | "false">;
  roles: readonly SlotRole[];
  /** Slots of other types whose papers fill this one too. */
  sameAs: string[];
}

/** One demand of another kind than document-required. */
export interface Rule extends Grounds {
  id: string;
  kind: string;
  severity: Severity;
  says: Named;
  /** Understood by the kind, and only by it. */
  settings: unknown;
  /** Dossiers the rule has nothing to say about, and dossiers in which it finds something. */
  passes: Example[];
  fails: Example[];
}

/** A regulation and the days it was in force. */
export interface LegalBasis {
  document: string;
  about: Named;
  from: PartialDate | null;
  until: PartialDate | null;
  confidence: Confidence;
}

/** What a dossier's title says about its case; `words` are loose keys. Without words: holds when nothing before it did. */
export interface TitleSign {
  words: string[];
  condition: Condition;
  value: "true" | "false";
}

/** A rule pack, loaded and understood. */
export interface RulePack {
  name: string;
  version: string;
  path: string;
  /** Of the file's bytes, lower-case hex. */
  sha256: string;
  /** The type of dossier it is for; null: for every dossier, beside the pack of its type. */
  type: DossierType | null;
  title: Named;
  /** The days of dossiers it applies to. */
  from: PartialDate | null;
  until: PartialDate | null;
  basis: LegalBasis[];
  retention: (Grounds & { period: string; note: Named | null }) | null;
  titleSigns: TitleSign[];
  slots: Slot[];
  rules: Rule[];
  examples: Example[];
}

/** A pack as its file states it, before the pack it extends is filled in. */
interface Draft {
  pack: RulePack;
  extends: string | null;
  off: { word: string; line: number; column: number }[];
  reader: RuleReader;
}

/**
 * Loads rule packs and fills in what a pack extends, which must be among `paths` or `base`.
 * Failures: `rule-pack-wrong`, `yaml-not-readable`, those of reading a file.
 */
export async function loadRulePacks(
  paths: readonly string[],
  base: readonly RulePack[] = [],
): Promise<RulePack[]> {
  const drafts: Draft[] = [];
  for (const path of paths) {
    const { node, bytes } = await readYamlFile(path);
    drafts.push(readPack(path, node, createHash("sha256").update(bytes).digest("hex")));
  }
  return completePacks(drafts, base);
}

/** Understands one pack from parsed YAML; for tests and editors. `base` holds the packs it may extend. */
export function understandPack(
  path: string,
  node: YamlNode,
  sha256 = "",
  base: readonly RulePack[] = [],
): RulePack {
  return completePacks([readPack(path, node, sha256)], base)[0]!;
}

function completePacks(drafts: readonly Draft[], base: readonly RulePack[]): RulePack[] {
  const done = new Map<string, RulePack>(base.map((pack) => [pack.name, pack]));
  const waiting = new Map(drafts.map((draft) => [draft.pack.name, draft]));
  const finish = (draft: Draft, chain: readonly string[]): RulePack => {
    const { pack, reader } = draft;
    if (draft.extends === null) {
      checkWhole(draft, pack);
      return pack;
    }
    const parentDraft = draft.extends === pack.name ? undefined : waiting.get(draft.extends);
    if (chain.includes(draft.extends)) reader.wrong(reader.position("extends"), "value-wrong", draft.extends);
    const parent = parentDraft ? finish(parentDraft, [...chain, pack.name]) : done.get(draft.extends);
    if (!parent) {
      const known = [...done.keys(), ...waiting.keys()].filter((name) => name !== pack.name);
      return reader.wrong(reader.position("extends"), "value-wrong", draft.extends, known);
    }
    const whole = extend(parent, draft);
    checkWhole(draft, whole);
    return whole;
  };
  return drafts.map((draft) => finish(draft, []));
}

/** The parent's slots and rules, with those of the draft added or put in their place, less those switched off. */
function extend(parent: RulePack, draft: Draft): RulePack {
  const { pack, reader } = draft;
  const names = new Set([...parent.slots.map(({ code }) => code), ...parent.rules.map(({ id }) => id)]);
  const off = new Set<string>();
  for (const at of draft.off) {
    if (!names.has(at.word)) reader.wrong(at, "value-wrong", at.word, [...names]);
    off.add(at.word);
  }
  if (pack.type !== null && pack.type !== parent.type)
    reader.wrong(reader.position("type"), "value-wrong", pack.type, [parent.type ?? "every"]);
  return {
    ...pack,
    type: parent.type,
    from: pack.from ?? parent.from,
    until: pack.until ?? parent.until,
    basis: pack.basis.length > 0 ? pack.basis : parent.basis,
    retention: pack.retention ?? parent.retention,
    titleSigns: [...pack.titleSigns, ...parent.titleSigns],
    slots: replaceBy(parent.slots, pack.slots, ({ code }) => code).filter(({ code }) => !off.has(code)),
    rules: replaceBy(parent.rules, pack.rules, ({ id }) => id).filter(({ id }) => !off.has(id)),
  };
}

function replaceBy<T>(old: readonly T[], fresh: readonly T[], key: (item: T) => string): T[] {
  const merged = new Map(old.map((item) => [key(item), item]));
  for (const item of fresh) merged.set(key(item), item);
  return [...merged.values()];
}

function checkWhole(draft: Draft, pack: RulePack): void {
  const { reader } = draft;
  if (pack.type === null && pack.slots.length > 0)
    reader.wrong(reader.position("slots"), "value-wrong", "slots");
  for (const slot of pack.slots)
    if (!slot.code.startsWith(`${pack.type}.`))
      reader.wrong(reader.position("slots"), "value-wrong", slot.code, [
        `${pack.type}.${slot.code.replace(/^.*\./u, "")}`,
      ]);
  pack.slots.sort((a, b) => a.order - b.order || (a.code < b.code ? -1 : 1));
  const codes = pack.slots.map(({ code }) => code);
  const known = new Set(codes);
  for (const example of pack.examples)
    for (const { word, line, column } of example.slotWords)
      if (!known.has(word) && word.startsWith(`${pack.type}.`))
        reader.wrong({ line, column }, "value-wrong", word, codes);
}

function readPack(path: string, node: YamlNode, sha256: string): Draft {
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
