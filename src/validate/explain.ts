import type { Dossier, Explanation, SlotState } from "../model/dossier.js";
import { Failure } from "../model/failure.js";
import type { Named } from "../model/findings/check.js";
import type { Store } from "../store/index.js";
import { checkDossier } from "./check-dossier.js";
import type { PackShelf } from "./choose-pack.js";

/** An explanation as it was recorded. */
export interface ExplainResult {
  explanation: Explanation;
  reference: string;
  /** Name of the paper explained; null for the dossier as a whole. */
  name: Named | null;
  /** What the check says of the slot now; null for the dossier as a whole. */
  state: SlotState | null;
}

/**
 * Records who answers for a missing paper; a later explanation for the same place replaces the earlier. `slot` may be
 * written with or without its type (`BBTK`), in any case. Failure `slot-unknown-for-type` lists the slots there are.
 */
export function explain(
  store: Store,
  shelf: PackShelf,
  dossier: Dossier,
  slot: string | null,
  answer: Pick<Explanation, "reason" | "person" | "due" | "recordedAt">,
): ExplainResult {
  const files = store.files.byDocument();
  const documents = store.documents
    .ofDossier(dossier.id)
    .map((document) => ({ ...document, files: files.get(document.id) ?? [], exposes: [] }));
  const { slots } = checkDossier(
    { dossier, documents, explanations: [], exposes: [] },
    shelf,
    answer.recordedAt.slice(0, 10),
  );
  const wanted = slot?.trim().toUpperCase();
  const found = slots.find((one) => one.slot === wanted || one.slot === `${dossier.type}.${wanted}`);
  if (wanted !== undefined && !found)
    throw new Failure("slot-unknown-for-type", {
      slot: slot ?? "",
      type: dossier.type ?? "",
      slots: slots.map((one) => one.slot),
    });
  const explanation: Explanation = { dossierId: dossier.id, slot: found?.slot ?? null, ...answer };
  store.together(() => store.dossiers.explain(explanation));
  return {
    explanation,
    reference: dossier.reference,
    name: found?.name ?? null,
    state: found?.state ?? null,
  };
}
