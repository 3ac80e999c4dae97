import type { Decision, Manifest } from "../manifest/index.js";
import { Failure } from "../model/failure.js";

/** What the receiver answers: all dossiers accepted, or a decision about each, by dossier id. */
export type Answer = "accept-all" | ReadonlyMap<string, Decision>;

/** A decision about every dossier of a manifest, by id. Throws `decisions-wrong`. */
export function decide(manifest: Manifest, answer: Answer): Map<string, Decision> {
  if (answer === "accept-all") {
    return new Map(manifest.dossiers.map(({ id }) => [id, { outcome: "accepted", remarks: [] }]));
  }
  const references = new Map(manifest.dossiers.map(({ id, reference }) => [id, reference]));
  const refuse = (problem: "missing" | "unknown" | "reason-missing", wrong: string[]): void => {
    if (wrong.length > 0) throw new Failure("decisions-wrong", { references: wrong, problem });
  };
  refuse(
    "unknown",
    [...answer.keys()].filter((id) => !references.has(id)),
  );
  refuse(
    "missing",
    [...references].flatMap(([id, reference]) => (answer.has(id) ? [] : [reference])),
  );
  refuse(
    "reason-missing",
    [...answer].flatMap(([id, { outcome, remarks }]) =>
      outcome !== "accepted" && !remarks.some(({ why }) => /\S/u.test(why)) ? [references.get(id)!] : [],
    ),
  );
  return new Map(manifest.dossiers.map(({ id }) => [id, answer.get(id)!]));
}
