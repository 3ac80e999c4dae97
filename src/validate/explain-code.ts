import { Failure } from "../model/failure.js";
import type { Severity } from "../model/finding.js";
import type { Named } from "../model/findings/check.js";
import { type ExplainedCode, explainedCodes } from "../model/findings/explained.js";
import { nearest } from "../model/names.js";
import type { PackShelf } from "./choose-pack.js";
import { kinds } from "./kinds/index.js";
import type { Example } from "./rule-examples.js";
import type { Grounds, RulePack, Slot } from "./rule-pack.js";

/** A rule or a demand behind a code, with where it comes from. */
export interface RuleExplained extends Grounds {
  pack: string;
  /** Slot code, or id of the rule. */
  rule: string;
  name: Named;
  /** When the paper is demanded, as the pack writes it; null for rules of other kinds. */
  demand: string | null;
  severity: Severity | null;
  /** Examples of the pack: a dossier that is as it should be, and one that is not; null where it gives none. */
  passes: string | null;
  fails: string | null;
}

/** What is behind a code: the finding it stands for (or the one its slot gives), and the rules that give it. */
export interface CodeExplained {
  code: string;
  finding: ExplainedCode | null;
  rules: RuleExplained[];
}

/**
 * Explains the code of a finding (`number-gap`), of a slot (`KTCH.BBTK`, or `BBTK` of every type that has it) or of a
 * rule (`in-order`), in any case. Failure `rule-code-unknown` with the nearest there is.
 */
export function explainCode(shelf: PackShelf, words: string): CodeExplained {
  const code = words.trim();
  const lower = code.toLowerCase();
  const finding = explainedCodes.find((one) => one === lower);
  if (finding) return { code: finding, finding, rules: rulesBehind(shelf, finding) };
  const wanted = code.toUpperCase();
  const slots = shelf.packs.flatMap((pack) =>
    pack.slots
      .filter((slot) => slot.code === wanted || slot.code.endsWith(`.${wanted}`))
      .map((slot) => ofSlot(pack, slot)),
  );
  if (slots.length > 0) return { code: wanted, finding: "document-missing", rules: slots };
  const rules = shelf.packs.flatMap((pack) =>
    pack.rules.filter(({ id }) => id.toLowerCase() === lower).map((rule) => ofRule(pack, rule)),
  );
  const kind = shelf.packs.flatMap((pack) => pack.rules).find(({ id }) => id.toLowerCase() === lower)?.kind;
  if (rules.length > 0) {
    const first = kinds.get(kind ?? "")?.finds.find((one) => explainedCodes.some((other) => other === one));
    return { code: lower, finding: (first as ExplainedCode | undefined) ?? null, rules };
  }
  const known = [
    ...explainedCodes,
    ...shelf.packs.flatMap((pack) => [
      ...pack.slots.map((slot) => slot.code),
      ...pack.rules.map(({ id }) => id),
    ]),
  ];
  const near = nearest(wanted, known) ?? nearest(lower, known);
  throw new Failure("rule-code-unknown", { code, ...(near ? { nearest: near } : {}) });
}

function rulesBehind(shelf: PackShelf, finding: ExplainedCode): RuleExplained[] {
  return shelf.packs.flatMap((pack) =>
    pack.rules
      .filter(({ kind }) => kinds.get(kind)?.finds.includes(finding))
      .map((rule) => ofRule(pack, rule)),
  );
}

function ofRule(pack: RulePack, rule: RulePack["rules"][number]): RuleExplained {
  const { id, says, severity, source, confidence, passes, fails } = rule;
  return {
    pack: pack.name,
    rule: id,
    name: says,
    demand: null,
    severity,
    source,
    confidence,
    passes: passes[0]?.shows ?? null,
    fails: fails[0]?.shows ?? null,
  };
}

function ofSlot(pack: RulePack, { code, name, demand, source, confidence }: Slot): RuleExplained {
  const missed = (example: Example): boolean => example.states.get("missing")?.includes(code) ?? false;
  const held = (example: Example): boolean =>
    !missed(example) && example.documents.some(({ slot, as }) => slot === code && as !== "listed");
  return {
    pack: pack.name,
    rule: code,
    name,
    demand,
    severity: demand === "if-present" ? null : "error",
    source,
    confidence,
    passes: pack.examples.find(held)?.shows ?? null,
    fails: pack.examples.find(missed)?.shows ?? null,
  };
}
