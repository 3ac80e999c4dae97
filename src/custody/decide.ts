import type { Decision, Manifest } from "../manifest/index.js";
import { Failure } from "../model/failure.js";

/** What the receiver answers: all dossiers accepted, or a decision about each, by reference. */
export type Answer = "accept-all" | ReadonlyMap<string, Decision>;

/** A decision about every dossier of a manifest, by id. Throws `decisions-wrong`. */
export function decide(manifest: Manifest, answer: Answer): Map<string, Decision> {
  if (answer === "accept-all") {
    return new Map(manifest.dossiers.map(({ id }) => [id, { outcome: "accepted", remarks: [] }]));
  }
  const references = new Set(manifest.dossiers.map(({ reference }) => reference));
  const refuse = (problem: "missing" | "unknown" | "reason-missing", wrong: string[]): void => {
    if (wrong.length > 0) throw new Failure("decisions-wrong", { references: wrong, problem });
  };
  refuse(
    "unknown",
    [...answer.keys()].filter((reference) => !references.has(reference)),
  );
  refuse(
    "missing",
    [...references].filter((reference) => !answer.has(reference)),
  );
  refuse(
    "reason-missing",
    [...answer].flatMap(([reference, { outcome, remarks }]) =>
      outcome !== "accepted" && !remarks.some(({ why }) => /\S/u.test(why)) ? [reference] : [],
    ),
  );
  return new Map(manifest.dossiers.map(({ id, reference }) => [id, answer.get(reference)!]));
}
