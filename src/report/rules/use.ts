import { harmless } from "../plain-text.js";
import { jsonReporter, type Reporters } from "../reporter.js";

/** The packs a workspace was set to use; none: the shipped ones alone. */
export interface RulesUseResult {
  /** `wrong`: examples that do not come out as written. */
  packs: { name: string; version: string; path: string; wrong: number }[];
}

/** Forms of the result of `rules use`. */
export const rulesUseReporters: Reporters<RulesUseResult> = {
  text: ({ packs }, { messages, ink }) => {
    const { rules } = messages.check;
    if (packs.length === 0) return `${ink.good(rules.usesShipped)}\n`;
    const lines = [ink.good(rules.uses)];
    for (const { name, version, path, wrong } of packs) {
      lines.push(harmless(`  ${name} ${version}  ${path}`));
      if (wrong > 0) {
        lines.push(ink.doubtful(`    ${rules.examplesWrong(wrong)}`));
        lines.push(`    ${ink.command(`bangiao rules try ${harmless(name)}`)}`);
      }
    }
    return `${lines.join("\n")}\n`;
  },
  json: jsonReporter("bangiao-rules-used/1"),
};
