import type { PlannedUnit, PlanStanding } from "../../custody/index.js";
import { date } from "../figures.js";
import { harmless, indented } from "../plain-text.js";
import { jsonReporter, type Reporters, type Voice } from "../reporter.js";

/** What importing a plan gave. */
export interface PlanImported {
  province: string;
  from: string;
  rows: number;
  before: number;
  after: number;
}

/** Forms of the result of `plan import`. */
export const planImportReporters: Reporters<PlanImported> = {
  text: (result, { messages, ink }) =>
    `${ink.good(harmless(messages.custody.plan.imported({ ...result, from: date(result.from) })))}\n`,
  json: jsonReporter("bangiao-plan-imported/1"),
};

/** Forms of the result of `plan show`; `words` is what was looked for. */
export const planReporters: Reporters<{ words: string | null; units: PlannedUnit[] }> = {
  text: ({ words, units }, voice) => {
    const { messages, ink, width } = voice;
    const { plan } = messages.custody;
    if (units.length === 0) return `${harmless(plan.nothing({ words: words ?? "" }))}\n`;
    if (words === null) {
      const lines = units.map((unit) => {
        const to = unit.parts.map(({ code, name }) => `${code} ${name}`).join("; ");
        return indented("", harmless(`${unit.code} ${unit.name} (${unit.district}) → ${to}`), width);
      });
      const split = units.filter(({ because }) => because !== "only-one").length;
      return `${lines.join("\n")}\n\n${plan.summary({ units: units.length, split })}\n`;
    }
    const blocks = units.map((unit) => [
      heading(unit, voice),
      ...parts(unit, voice),
      ...proposal(unit, voice),
    ]);
    return `${[...blocks.map((lines) => lines.join("\n")), ink.faint(plan.confirm)].join("\n\n")}\n`;
  },
  json: jsonReporter("bangiao-plan/1"),
};

/** Forms of the result of `plan status`. */
export const planStatusReporters: Reporters<PlanStanding> = {
  text: ({ unit, parts: standing, complete }, voice) => {
    const { messages, ink, width } = voice;
    const { plan } = messages.custody;
    if (unit === null) return `${plan.unknown}\n`;
    const lines = standing.map(({ code, name, share, shareDetail, handovers }) => {
      const done = handovers.length > 0;
      const state = done ? plan.handedOver({ ids: handovers.join(", ") }) : plan.notYet;
      const text = `${code} ${name} (${plan.shares[shareDetail] ?? plan.shares[share]}): ${state}`;
      return indented("  ", done ? harmless(text) : ink.doubtful(harmless(text)), width);
    });
    const end = [...proposal(unit, voice), ...(complete ? [ink.good(plan.complete)] : [])];
    return `${[heading(unit, voice), ...lines, ...end].join("\n")}\n`;
  },
  json: jsonReporter("bangiao-plan-status/1"),
};

function heading(
  { code, name, district, province, period, from }: PlannedUnit,
  { messages, ink }: Voice,
): string {
  const where = [district, province].filter((one) => one !== null).join(", ");
  const when = messages.custody.plan[period]({ from: date(from) });
  return ink.strong(harmless(`${code} ${name} (${where}; ${when})`));
}

function parts({ parts: list, period }: PlannedUnit, { messages, width }: Voice): string[] {
  const { shares } = messages.custody.plan;
  const sign = period === "before" ? "→" : "←";
  return list.map(({ code, name, share, shareDetail }) =>
    indented("  ", harmless(`${sign} ${code} ${name}: ${shares[shareDetail] ?? shares[share]}`), width),
  );
}

function proposal(unit: PlannedUnit, { messages, width }: Voice): string[] {
  const { because } = messages.custody.plan;
  if (unit.because === null) return [];
  const name = unit.parts.find(({ code }) => code === unit.proposal)?.name ?? "";
  const text = unit.because === "split" ? because.split : because[unit.because]({ name });
  return [indented("  ", harmless(text), width)];
}
