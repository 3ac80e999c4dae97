import { type Statistics, takeStock } from "../inventory/index.js";
import type { DossierType } from "../model/dossier.js";
import type { Finding } from "../model/finding.js";
import type { Job } from "../model/progress.js";
import { protectNames } from "../model/protected-names.js";
import type { Unit } from "../model/unit.js";
import type { Store } from "../store/index.js";
import { type CheckTotals, checkDossiers, type PackShelf } from "../validate/index.js";
import { type HandoverStatus, handoverStatus } from "./handover-status.js";
import { shownSteps } from "./open-step.js";
import type { Plan } from "./plan.js";
import { type PlanStanding, planStanding } from "./plan-units.js";
import {
  type RunningCase,
  type RunningObligation,
  runningCases,
  runningObligations,
} from "./running-work.js";

/** How many of the papers that dossiers of one type must hold are there. */
export interface TypeCompleteness {
  type: DossierType | null;
  dossiers: number;
  there: number;
  due: number;
}

/** Papers that a dossier lacks, each with what explains it. */
export interface LackingDossier {
  reference: string;
  findings: Finding[];
}

/** The state of an office at one moment, for looking rather than reading. Protected names stand as their codes. */
export interface Overview {
  unit: Unit;
  /** RFC 3339, with the zone of the office. */
  at: string;
  totals: CheckTotals;
  byType: TypeCompleteness[];
  stock: Statistics;
  lacking: LackingDossier[];
  cases: RunningCase[];
  obligations: RunningObligation[];
  handovers: HandoverStatus;
  /** Null where the plan does not know this unit. */
  plan: PlanStanding | null;
}

/** Where the office is: its unit, its plans, the folder of its handovers; `at` is the moment to judge by. */
export interface OverviewRequest {
  unit: Unit;
  plans: readonly Plan[];
  handovers: string;
  at: string;
}

/** Gathers what there is, what is missing, what goes on and what was handed over. Changes nothing. */
export async function overviewOf(
  store: Store,
  shelf: PackShelf,
  { unit, plans, handovers, at }: OverviewRequest,
  job: Job = {},
): Promise<Overview> {
  const today = at.slice(0, 10);
  const check = checkDossiers(store, shelf, { at }, job);
  const all = store.dossiers.all();
  const protectorOf = protectNames(all);
  const shown = new Map(all.map((one) => [one.id, protectorOf(one)(one.reference)]));
  const byType = new Map<DossierType | null, TypeCompleteness>();
  const lacking: LackingDossier[] = [];
  for (const { id, type, completeness, findings } of check.dossiers) {
    const line = byType.get(type) ?? { type, dossiers: 0, there: 0, due: 0 };
    line.dossiers += 1;
    line.there += completeness.there;
    line.due += completeness.due;
    byType.set(type, line);
    const reference = shown.get(id) ?? "";
    const missing = findings
      .filter(({ code }) => code === "document-missing" || code === "document-without-file")
      .map((one) => ({ ...one, place: { ...one.place, dossier: reference } }));
    if (missing.length > 0) lacking.push({ reference, findings: missing });
  }
  const standing = planStanding(store, plans, unit);
  return {
    unit,
    at,
    totals: check.totals,
    byType: [...byType.values()].sort((a, b) => ((a.type ?? "~") < (b.type ?? "~") ? -1 : 1)),
    stock: takeStock(store),
    lacking,
    cases: runningCases(store, unit, today, shownSteps(store, shelf, at, check)),
    obligations: runningObligations(store, today),
    handovers: await handoverStatus(store, handovers),
    plan: standing.unit === null ? null : standing,
  };
}
