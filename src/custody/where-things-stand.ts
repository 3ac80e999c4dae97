import type { HandoverState } from "../model/handover.js";
import type { StepName } from "../model/step.js";

/** What must be known of an office to say what comes next. Counts are of the unit's own dossiers unless said. */
export interface OfficeFacts {
  unit: { code: string; name: string; from: string | null; until: string | null };
  dossiers: number;
  /** Dossiers that came from other units. */
  received: number;
  documents: number;
  /** Files present, those left alone (`Thumbs.db`) not counted. */
  files: number;
  /** Files that belong to no document yet. */
  unassigned: number;
  /** Whether a check of everything was ever made. */
  checked: boolean;
  /** Errors of the check that nobody has answered for. */
  openErrors: number;
  /** Dossiers in which a condition is unknown on which a demand hangs. */
  unknown: number;
  /** Keys that can sign now. */
  keys: number;
  /** Dossiers that no handover holds yet. */
  waiting: number;
  /** Handovers this unit gives, oldest first. */
  outgoing: { id: string; state: HandoverState }[];
  /** Handovers received. */
  incoming: number;
}

/** One step of the way. At most one is `next`; `open` ones can be taken now, `waiting` ones need an earlier one. */
export interface Step {
  name: StepName;
  state: "done" | "next" | "open" | "waiting";
  /** How much there is to do, where that can be counted. */
  count?: number;
}

/** Whether a unit is at the receiving end: it goes on working and has no dossiers of its own to give. */
export function isReceiver({ unit, dossiers }: OfficeFacts): boolean {
  return unit.until === null && dossiers === 0;
}

/** The steps of an office in their order, with what is done and what comes next. Null: there is no workspace yet. */
export function whereThingsStand(facts: OfficeFacts | null): Step[] {
  if (facts === null)
    return [
      { name: "init", state: "next" },
      { name: "verify", state: "open" },
    ];
  const all = isReceiver(facts)
    ? [...receiving(facts), ...giving(facts)]
    : [...giving(facts), ...receiving(facts)];
  const steps = all.filter(({ name }, index) => all.findIndex((one) => one.name === name) === index);
  const next = steps.find(({ state }) => state === "next");
  return steps.map((step) =>
    step.state === "next" && step !== next ? { ...step, state: "open" as const } : step,
  );
}

/** The steps of the unit that gives; several may say `next`, of which the first counts. */
function giving(facts: OfficeFacts): Step[] {
  const { dossiers, files, unassigned, checked, openErrors, unknown, keys } = facts;
  const some = dossiers > 0 || facts.received > 0;
  const states = facts.outgoing.map(({ state }) => state);
  const begun = states.some((state) => state === "drafted" || state === "signed");
  const packed = states.filter((state) => state === "packed" || state === "sent").length;
  const toGive = begun || facts.waiting > 0;
  const gives = !isReceiver(facts);
  const due = (step: Omit<Step, "state">, needed: boolean, possible = true): Step => ({
    ...step,
    state: !possible ? "waiting" : needed ? (gives ? "next" : "open") : "done",
  });
  const whenever = (step: Omit<Step, "state">, possible: boolean): Step => ({
    ...step,
    state: possible ? "open" : "waiting",
  });
  return [
    due({ name: "import" }, dossiers === 0),
    // A unit whose dossiers are all paper has nothing to scan: once the check was made, nobody insists.
    due({ name: "scan" }, files === 0 && !checked, some),
    unassigned > 0 && checked
      ? whenever({ name: "assign", count: unassigned }, true)
      : due({ name: "assign", count: unassigned }, unassigned > 0, files > 0),
    due({ name: "check" }, !checked, some),
    unknown > 0 ? whenever({ name: "facts", count: unknown }, checked) : due({ name: "facts" }, false, some),
    due({ name: "explain", count: openErrors }, openErrors > 0 && toGive, checked),
    due({ name: "key" }, keys === 0, some),
    due({ name: "handover", count: facts.waiting }, toGive, some && checked),
    whenever({ name: "print" }, states.length > 0 || facts.incoming > 0),
    whenever({ name: "certificate" }, keys > 0),
    due({ name: "receipt", count: packed }, packed > 0, states.length > 0),
  ];
}

function receiving(facts: OfficeFacts): Step[] {
  const receives = isReceiver(facts);
  const due = (name: StepName, needed: boolean): Step => ({
    name,
    state: receives && needed ? "next" : "open",
  });
  const none = facts.incoming === 0;
  const key: Step[] = receives && facts.keys === 0 ? [{ name: "key", state: none ? "next" : "open" }] : [];
  return [...key, due("receive", none), due("verify", false), due("trust", false)];
}
