import type { Messages } from "../../messages/messages.js";
import type { ExampleResult, RulePack } from "../../validate/index.js";
import { demandWords } from "../check/text.js";
import { harmless, table, wrap } from "../plain-text.js";
import { jsonReporter, type Reporters, type Voice } from "../reporter.js";

/** The packs there are. */
export interface RulesListResult {
  packs: Pick<RulePack, "name" | "version" | "type" | "title" | "from" | "until" | "sha256" | "path">[];
  /** How many slots and rules each pack has, in the same order. */
  demands: number[];
}

/** One pack, for reading. */
export interface RulesShowResult {
  pack: RulePack;
}

/** What came of the examples of a pack. */
export interface RulesTryResult {
  name: string;
  examples: ExampleResult[];
}

/** Forms of the result of `rules list`. */
export const rulesListReporters: Reporters<RulesListResult> = {
  text: ({ packs, demands }, { messages, width }) => {
    const { columns, period } = messages.check.rules;
    const rows = packs.map((pack, index) => [
      pack.name,
      pack.version,
      typeWords(pack, messages),
      String(demands[index]),
      period(pack),
    ]);
    const head = [columns.name, columns.version, columns.for, columns.demands, columns.period];
    return `${table([head, ...rows.map((row) => row.map(harmless))], width)}\n`;
  },
  json: jsonReporter("bangiao-rule-packs/1"),
};

/** Forms of the result of `rules show`. */
export const rulesShowReporters: Reporters<RulesShowResult> = {
  text: ({ pack }, voice) => `${packLines(pack, voice).join("\n")}\n`,
  json: ({ pack }) => `${JSON.stringify({ format: "bangiao-rule-pack/1", ...packFacts(pack) }, null, 2)}\n`,
};

/** Forms of the result of `rules try`. */
export const rulesTryReporters: Reporters<RulesTryResult> = {
  text: ({ name, examples }, { messages, ink }) => {
    const { rules } = messages.check;
    const states = messages.house.words.slotStates;
    const wrong = examples.filter(({ differences }) => differences.length > 0);
    const lines = wrong.flatMap(({ line, shows, differences }) => [
      ink.bad(harmless(rules.exampleFails({ line, shows }))),
      ...differences.map((one) =>
        one.what === "state"
          ? `  ${rules.stateDiffers({
              slot: one.slot,
              expected: one.expected && states[one.expected],
              actual: states[one.actual],
            })}`
          : `  ${(one.expected ? rules.findingMissing : rules.findingUnexpected)(one.code)}`,
      ),
    ]);
    const sum = rules.tried({ name, examples: examples.length, wrong: wrong.length });
    return `${[...lines, (wrong.length === 0 ? ink.good : ink.bad)(sum)].join("\n")}\n`;
  },
  json: jsonReporter("bangiao-rule-examples/1"),
};

function typeWords({ type }: Pick<RulePack, "type">, messages: Messages): string {
  return type === null ? messages.check.rules.every : `${type} · ${messages.house.words.dossierTypes[type]}`;
}

function packLines(pack: RulePack, { messages, ink, width }: Voice): string[] {
  const { rules, confidence } = messages.check;
  const { language } = messages;
  const grounds = (one: { source: string; confidence: "S" | "S2" | "GK" }): string =>
    rules.source({ source: one.source, confidence: confidence[one.confidence] });
  const broken = (text: string, indent: string): string[] =>
    wrap(harmless(text), width - indent.length)
      .split("\n")
      .map((line) => indent + line);
  const lines = [
    ink.strong(`${pack.name} ${pack.version} · ${pack.title[language]}`),
    `${rules.columns.for}: ${typeWords(pack, messages)}; ${rules.columns.period}: ${rules.period(pack)}`,
  ];
  if (pack.retention) {
    lines.push(rules.retention(pack.retention.period), ...broken(grounds(pack.retention), "  "));
    if (pack.retention.note) lines.push(...broken(pack.retention.note[language], "  "));
  }
  if (pack.basis.length > 0) lines.push("", ink.strong(rules.basis));
  for (const law of pack.basis)
    lines.push(...broken(`${law.document}: ${law.about[language]} (${rules.period(law)})`, "  "));
  if (pack.slots.length > 0) lines.push("", ink.strong(rules.demands));
  for (const slot of pack.slots)
    lines.push(
      ...broken(`${slot.code}  ${slot.name[language]}`, "  "),
      ...broken(demandWords(slot.demand, messages), "      "),
      ...broken(grounds(slot), "      ").map((line) => ink.faint(line)),
    );
  if (pack.rules.length > 0) lines.push("", ink.strong(rules.others));
  for (const rule of pack.rules)
    lines.push(
      ...broken(`${rule.id}  ${rule.says[language]} (${messages.house.severities[rule.severity]})`, "  "),
      ...broken(grounds(rule), "      ").map((line) => ink.faint(line)),
    );
  return lines;
}

/** What a pack says, without what only the engine needs. */
function packFacts(pack: RulePack): object {
  const { name, version, sha256, type, title, from, until, basis, retention } = pack;
  return {
    name,
    version,
    sha256,
    type,
    title,
    from,
    until,
    basis,
    retention,
    slots: pack.slots.map(({ required: _, proves, ...slot }) => ({
      ...slot,
      proves: Object.fromEntries(proves),
    })),
    rules: pack.rules.map(({ id, kind, severity, says, source, confidence }) => ({
      id,
      kind,
      severity,
      says,
      source,
      confidence,
    })),
  };
}
