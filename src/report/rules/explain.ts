import type { CodeExplained, RuleExplained } from "../../validate/index.js";
import { demandWords } from "../check/text.js";
import { harmless, indented } from "../plain-text.js";
import { jsonReporter, type Reporters, type Voice } from "../reporter.js";

/** Forms of the result of `rules explain`. */
export const ruleExplainReporters: Reporters<CodeExplained> = {
  text: ({ code, finding, rules }, voice) => {
    const { messages, ink, width } = voice;
    const { explainCode, why } = messages.check;
    const lines = [ink.strong(harmless(code))];
    if (finding !== null) lines.push(indented("", harmless(why[finding].why), width));
    if (finding !== null && rules.length === 0)
      lines.push(
        "",
        ...examples(explainCode.right, why[finding].right, explainCode.wrong, why[finding].wrong, voice),
      );
    for (const rule of rules) lines.push("", ...ruleLines(rule, voice));
    return `${lines.join("\n")}\n`;
  },
  json: jsonReporter("bangiao-rule-explained/1"),
};

function ruleLines(rule: RuleExplained, voice: Voice): string[] {
  const { messages, ink, width } = voice;
  const { explainCode, rules, confidence } = messages.check;
  const name = rule.name[messages.language];
  const put = (text: string): string => indented("  ", harmless(text), width);
  const lines = [ink.strong(harmless(`${rule.rule} (${rule.pack}): ${name}`))];
  if (rule.demand !== null) lines.push(put(capital(demandWords(rule.demand, messages))));
  if (rule.severity !== null) lines.push(put(explainCode.severity(messages.house.severities[rule.severity])));
  lines.push(ink.faint(put(rules.source({ source: rule.source, confidence: confidence[rule.confidence] }))));
  const passes = rule.passes ?? (rule.demand === null ? null : explainCode.held(name));
  const fails =
    rule.fails ?? (rule.demand === null || rule.demand === "if-present" ? null : explainCode.missed(name));
  return [...lines, ...examples(explainCode.right, passes, explainCode.wrong, fails, voice)];
}

function examples(
  right: string,
  passes: string | null,
  wrong: string,
  fails: string | null,
  { ink, width }: Voice,
): string[] {
  const lines: string[] = [];
  if (passes !== null) lines.push(ink.good(indented("  ", harmless(`${right} ${passes}`), width)));
  if (fails !== null) lines.push(ink.bad(indented("  ", harmless(`${wrong} ${fails}`), width)));
  return lines;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
