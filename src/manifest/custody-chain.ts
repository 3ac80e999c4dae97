import { type Finding, finding } from "../model/finding.js";
import { sameUnit, unitKey } from "../model/unit.js";
import type { Manifest, ManifestDossier, ManifestPriorHandover } from "./manifest.js";
import type { Receipt } from "./receipt.js";

/** What is wrong with the way of one dossier through earlier handovers. */
export type CustodyBreak = "not-listed" | "other-reference" | "other-origin" | "earlier-way" | "refused";

/**
 * Whether the earlier handovers of every dossier follow upon each other: whoever received it gave it on, and the last receiver
 * is the giver of this list. Two in a row between the same two units are a handover and its supplement.
 */
export function checkCustodyOrder(manifest: Manifest): Finding[] {
  const prior = new Map(manifest.priorHandovers.map((one) => [one.uuid, one]));
  return manifest.dossiers.flatMap(({ reference, custody }) => {
    const way = custody.flatMap((uuid) => prior.get(uuid) ?? []);
    const broken = way.find((one, index) => {
      const next = way[index + 1];
      if (!next) return !sameUnit(one.receiver, manifest.giver);
      const repeated = sameUnit(one.giver, next.giver) && sameUnit(one.receiver, next.receiver);
      return next.createdAt < one.createdAt || !(repeated || sameUnit(one.receiver, next.giver));
    });
    if (!broken) return [];
    const details = { handover: broken.id, problem: "gap" } as const;
    return [finding("custody-dossier-broken", "error", { dossier: reference }, details)];
  });
}

/**
 * Holds one earlier handover, as its own list and receipt tell it, against what a later list says of it: the same handover between
 * the same units, holding each dossier that is said to have come through it, and none of them refused.
 */
export function checkEarlierHandover(
  manifest: Manifest,
  prior: ManifestPriorHandover,
  earlier: Manifest,
  receipt: Receipt | null,
): Finding[] {
  const findings: Finding[] = [];
  const head = (what: "id" | "giver" | "receiver" | "time", expected: string, found: string): void => {
    if (expected === found) return;
    const details = { handover: prior.id, what, expected, found };
    findings.push(finding("custody-paper-differs", "error", {}, details));
  };
  head("id", `${prior.id} (${prior.uuid})`, `${earlier.id} (${earlier.uuid})`);
  head("giver", unitKey(prior.giver), unitKey(earlier.giver));
  head("receiver", unitKey(prior.receiver), unitKey(earlier.receiver));
  head("time", prior.createdAt, earlier.createdAt);
  const listed = new Map(earlier.dossiers.map((one) => [one.id, one]));
  const outcomes = new Map(receipt?.dossiers.map((one) => [one.dossier, one.outcome]));
  for (const dossier of manifest.dossiers) {
    const at = dossier.custody.indexOf(prior.uuid);
    if (at < 0) continue;
    const problem = breakOf(dossier, at, listed.get(dossier.id), outcomes.get(dossier.id));
    if (problem === null) continue;
    const details = { handover: prior.id, problem };
    // A new number is no other dossier, but whoever looks for the old one must know.
    const severity = problem === "other-reference" ? "warning" : "error";
    findings.push(finding("custody-dossier-broken", severity, { dossier: dossier.reference }, details));
  }
  return findings;
}

function breakOf(
  dossier: ManifestDossier,
  at: number,
  before: ManifestDossier | undefined,
  outcome: string | undefined,
): CustodyBreak | null {
  if (!before) return "not-listed";
  if (outcome === "refused") return "refused";
  if (before.reference !== dossier.reference) return "other-reference";
  if (unitKey(before.origin) !== unitKey(dossier.origin)) return "other-origin";
  // What had happened before it then must be the beginning of what is told now.
  return before.custody.every((uuid) => dossier.custody.slice(0, at).includes(uuid)) ? null : "earlier-way";
}
