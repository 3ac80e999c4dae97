import type { DossierStatus, DossierType, Explanation, Fact, SlotState } from "../model/dossier.js";
import { type Finding, type RuleReference, type Severity, severities } from "../model/finding.js";
import type { Named } from "../model/findings/check.js";
import { type CaseView, type CheckedDossier, dossierDate, viewCase } from "./case-view.js";
import type { PackShelf } from "./choose-pack.js";
import { inferFacts } from "./infer-facts.js";
import type { Noticed } from "./kinds/define-kind.js";
import { requireDocument } from "./kinds/document-required.js";
import { kinds } from "./kinds/index.js";
import type { Rule, RulePack, Slot } from "./rule-pack.js";

/** One slot of one dossier after the check. */
export interface SlotResult {
  slot: string;
  name: Named;
  /** When it is demanded, as the pack writes it. */
  required: string;
  state: SlotState;
  /** Somebody answers for it. */
  explained: boolean;
}

/** How complete a dossier is, counted over its slots. */
export interface Completeness {
  /** Demands that hold: there, or missing. Not yet due and unknown ones are not counted. */
  due: number;
  /** Of these: present, withheld, on paper or held elsewhere. */
  there: number;
  missing: number;
  /** Of the missing: answered for. */
  explained: number;
  unknown: number;
  notYet: number;
}

/** What the rules say of one dossier. */
export interface DossierResult {
  id: string;
  reference: string;
  title: string;
  type: DossierType | null;
  status: DossierStatus;
  /** Name of the pack that was applied; null when there is none for its type. */
  pack: string | null;
  facts: Fact[];
  slots: SlotResult[];
  completeness: Completeness;
  findings: Finding[];
}

/** Severity of what document-required notices. */
const slotSeverity: Partial<Record<Noticed["code"], Severity>> = { "slot-unknown": "warning" };

/** Checks one dossier against the pack of its type and the rules for every dossier. `today` is `YYYY-MM-DD`. */
export function checkDossier(checked: CheckedDossier, shelf: PackShelf, today: string): DossierResult {
  return judge(viewDossier(checked, shelf, today), shelf);
}

/** A dossier with its pack chosen and its facts worked out, ready for the rules. */
export function viewDossier(checked: CheckedDossier, shelf: PackShelf, today: string): CaseView {
  const pack = shelf.packFor(checked.dossier.type, dossierDate(checked));
  return viewCase(checked, pack, inferFacts(checked, pack, today), today);
}

/** Every verdict on a dossier that can be given without looking at the others. */
export function judge(view: CaseView, shelf: PackShelf): DossierResult {
  const { dossier, pack } = view;
  const findings: Finding[] = [];
  const explanations = latestExplanations(view.explanations);
  const add = (noticed: Noticed, severity: Severity, rule?: RuleReference) =>
    findings.push(asFinding(noticed, severity, dossier.reference, explanations, rule));

  if (!pack) {
    if (dossier.type === null) add({ code: "type-unknown", details: { type: null } }, "warning");
    else add({ code: "pack-not-found", details: { type: dossier.type } }, "info");
  }
  const slots: SlotResult[] = [];
  for (const slot of pack?.slots ?? []) {
    const { state, noticed } = requireDocument(view, slot);
    view.slotStates.set(slot.code, state);
    slots.push({
      slot: slot.code,
      name: slot.name,
      required: slot.demand,
      state,
      explained: state === "missing" && explains(explanations, slot.code) !== undefined,
    });
    for (const one of noticed)
      add(one, one.severity ?? slotSeverity[one.code] ?? "error", referenceOf(pack!, slot.code, slot));
  }
  for (const { pack: from, rule } of shelf.rulesFor(pack)) {
    const kind = kinds.get(rule.kind);
    if (!kind?.check) continue;
    for (const one of kind.check(view, rule.settings as never))
      add(one, one.severity ?? rule.severity, referenceOf(from, rule.id, rule));
  }
  findings.sort(bySeverity);
  return {
    id: dossier.id,
    reference: dossier.reference,
    // The title of a classified dossier may be as secret as the dossier.
    title: dossier.secrecy === "none" ? dossier.title : "",
    type: dossier.type,
    status: dossier.status,
    pack: pack?.name ?? null,
    facts: [...view.factList],
    slots,
    completeness: countSlots(slots),
    findings,
  };
}

/**
 * Most serious first, what somebody has answered for last; within a severity the order of the procedure, in which they
 * were found, stays.
 */
export function bySeverity(a: Finding, b: Finding): number {
  const rank = ({ severity, explained }: Finding): number =>
    explained ? severities.length : severities.indexOf(severity);
  return rank(a) - rank(b);
}

/** Turns what a kind noticed into a finding of a dossier, with the explanation somebody gave for it. */
export function asFinding(
  noticed: Noticed,
  severity: Severity,
  reference: string | null,
  explanations: ReadonlyMap<string | null, Explanation>,
  rule?: RuleReference,
): Finding {
  const place = {
    ...(reference === null ? {} : { dossier: reference }),
    ...(noticed.document === undefined ? {} : { document: noticed.document }),
    ...(noticed.file === undefined ? {} : { file: noticed.file }),
  };
  const answer =
    severity === "info" ? undefined : explains(explanations, slotOf(noticed), noticed.documentId);
  return {
    code: noticed.code,
    severity,
    place,
    details: noticed.details,
    ...(rule ? { rule } : {}),
    ...(answer
      ? {
          explained: {
            reason: answer.reason,
            person: answer.person,
            ...(answer.due ? { due: answer.due } : {}),
            recordedAt: answer.recordedAt,
          },
        }
      : {}),
  } as Finding;
}

function slotOf(noticed: Noticed): string | null {
  const details = noticed.details as { slot?: unknown };
  return typeof details.slot === "string" ? details.slot : null;
}

/**
 * The last explanation for each slot or, by its id, for a document without one; under null, the one for the dossier as a
 * whole.
 */
export function latestExplanations(explanations: readonly Explanation[]): Map<string | null, Explanation> {
  const latest = new Map<string | null, Explanation>();
  for (const one of explanations) {
    const about = one.slot ?? one.documentId ?? null;
    const before = latest.get(about);
    if (!before || before.recordedAt <= one.recordedAt) latest.set(about, one);
  }
  return latest;
}

/** An explanation for the slot or document; one for the whole dossier answers for everything in it. */
function explains(
  explanations: ReadonlyMap<string | null, Explanation>,
  slot: string | null,
  documentId?: string,
): Explanation | undefined {
  const about = slot ?? documentId ?? null;
  return (about === null ? undefined : explanations.get(about)) ?? explanations.get(null);
}

/** The rule behind a finding, with the source the pack gives for it. */
export function referenceOf(pack: RulePack, rule: string, grounds: Slot | Rule): RuleReference {
  return { pack: pack.name, rule, source: grounds.source, confidence: grounds.confidence };
}

function countSlots(slots: readonly SlotResult[]): Completeness {
  const count = { due: 0, there: 0, missing: 0, explained: 0, unknown: 0, notYet: 0 };
  for (const { state, explained } of slots) {
    if (state === "unknown") count.unknown += 1;
    else if (state === "not-yet") count.notYet += 1;
    else if (state === "missing") {
      count.due += 1;
      count.missing += 1;
      if (explained) count.explained += 1;
    } else if (state !== "not-applicable") {
      count.due += 1;
      count.there += 1;
    }
  }
  return count;
}
