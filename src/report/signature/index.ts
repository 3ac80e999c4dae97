import type { SignatureJudgement } from "../../model/signature.js";
import { wrap } from "../plain-text.js";
import type { Voice } from "../reporter.js";

/** How a signature was judged, for a report: the indication of ETSI EN 319 102-1 in words, then how each step ended. */
export function judgementLines(
  { indication, subIndication, steps: walk }: SignatureJudgement,
  { messages, ink, width }: Voice,
): string[] {
  const { judgement, indications, subIndications, steps, outcomes } = messages.signature;
  const reason = subIndication ? `: ${subIndications[subIndication]}` : "";
  const paint = { "total-passed": ink.good, indeterminate: ink.doubtful, "total-failed": ink.bad }[
    indication
  ];
  const verdict = wrap(`${judgement.verdict}: ${indications[indication]}${reason}`, width - 2, "  ");
  const told = walk.map(({ step, outcome }) => `${steps[step]}: ${outcomes[outcome]}`).join(" · ");
  const lines = told === "" ? [] : wrap(`${judgement.steps}: ${told}`, width - 2, "  ").split("\n");
  return [...verdict.split("\n").map((line) => paint(line)), ...lines.map((line) => ink.faint(line))];
}
