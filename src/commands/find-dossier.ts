import type { Dossier } from "../model/dossier.js";
import { Failure } from "../model/failure.js";
import { cleanText, nearest } from "../model/names.js";
import type { Store } from "../store/index.js";

/** The dossier with this reference. Failures `dossier-not-found`, `dossier-ambiguous`. */
export function findDossier(store: Store, words: string): Dossier {
  const reference = cleanText(words);
  const found = store.dossiers.byReference(reference);
  if (found.length === 1) return found[0]!;
  if (found.length > 1)
    throw new Failure("dossier-ambiguous", {
      reference,
      candidates: found.map(({ origin }) => `${origin.code}:${reference}`),
    });
  const near = nearest(
    reference,
    store.dossiers.all().map((dossier) => dossier.reference),
  );
  throw new Failure("dossier-not-found", { reference, nearest: near ? [near] : [] });
}
