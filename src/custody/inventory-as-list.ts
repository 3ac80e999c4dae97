import {
  type ComparedList,
  DossierLister,
  type DossierToHandOver,
  digestsOfSecretFiles,
  type ManifestDossier,
  unitOf,
  type WorkspaceHead,
} from "../manifest/index.js";
import type { Dossier } from "../model/dossier.js";
import type { Job } from "../model/progress.js";
import type { Unit } from "../model/unit.js";
import type { Store } from "../store/index.js";
import { checkOneByOne, type DossierResult, type PackShelf } from "../validate/index.js";
import { stepOrders, withStep } from "./open-step.js";

/**
 * The inventory of an office as it stands, as one side of a comparison: every dossier as a list would show it at `now`
 * (RFC 3339, `+07:00`), papers withheld and names protected in the same way. Files are those of the last scan. Dossiers come
 * one by one and are checked one by one. The store must not be closed before they ended, or were ended with `return`. Changes nothing.
 */
export function inventoryAsList(
  store: Store,
  shelf: PackShelf,
  { unit, now }: { unit: Unit; now: string },
  job: Job = {},
): ComparedList & { dossiers: AsyncGenerator<ManifestDossier> } {
  const all = store.dossiers.all().sort((a, b) => (a.id < b.id ? -1 : 1));
  const explanations = store.dossiers.explanationsByDossier();
  const orders = stepOrders(shelf);
  const itemOf = (dossier: Dossier, check: DossierResult): DossierToHandOver => ({
    dossier: { ...dossier, facts: check.facts, openCase: withStep(dossier, check.slots, orders) },
    documents: papersOf(store, dossier),
    explanations: explanations.get(dossier.id) ?? [],
    findings: check.findings.filter(({ code }) => code !== "case-without-successor"),
    successor: null,
    custody: [],
  });
  const secrets = digestsOfSecretFiles(withPapers(store, all));
  const lister = new DossierLister(all, secrets, now.slice(0, 10));
  const head: WorkspaceHead = {
    kind: "workspace",
    unit: unitOf(unit),
    at: now,
    ...{ openCases: [], obligations: [], withheld: [], exceptions: [] },
    received: new Set(store.dossiers.receivedIn().keys()),
  };
  async function* dossiers(): AsyncGenerator<ManifestDossier> {
    let at = 0;
    // Both run in the order of ids.
    for (const check of checkOneByOne(store, shelf, now)) {
      if (at % 200 === 0) job.signal?.throwIfAborted();
      const one = all[at]!;
      at += 1;
      const listed = lister.list(lister.prepare(itemOf(one, check)));
      if (listed.openCase) head.openCases.push(listed.openCase);
      head.obligations.push(...listed.obligations);
      head.withheld.push(...listed.withheld);
      head.exceptions.push(...listed.exceptions);
      yield listed.dossier;
    }
  }
  return { head, dossiers: dossiers() };
}

function papersOf(store: Store, { id }: Dossier): DossierToHandOver["documents"] {
  return store.documents
    .ofDossier(id)
    .map((document) => ({ document, files: store.files.ofDocument(document.id) }));
}

function* withPapers(store: Store, dossiers: readonly Dossier[]) {
  for (const dossier of dossiers) yield { dossier, documents: papersOf(store, dossier) };
}
