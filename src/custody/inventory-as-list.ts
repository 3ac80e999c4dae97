import {
  type ComparedList,
  DossierLister,
  type DossierToHandOver,
  digestsOfSecretFiles,
  type ManifestDossier,
  unitOf,
  type WorkspaceHead,
} from "../manifest/index.js";
import type { Dossier, Explanation } from "../model/dossier.js";
import type { Job } from "../model/progress.js";
import type { Unit } from "../model/unit.js";
import type { Store } from "../store/index.js";
import { checkDossiers, type PackShelf } from "../validate/index.js";
import { stepOrders, withStep } from "./open-step.js";

/**
 * The inventory of an office as it stands, as one side of a comparison: every dossier as a list would show it at `now`
 * (RFC 3339, `+07:00`), papers withheld and names protected in the same way. Files are those of the last scan. Dossiers come
 * one by one; of each only what the check says of it is held all the while. Changes nothing.
 */
export function inventoryAsList(
  store: Store,
  shelf: PackShelf,
  { unit, now }: { unit: Unit; now: string },
  job: Job = {},
): ComparedList {
  const all = store.dossiers.all().sort((a, b) => (a.id < b.id ? -1 : 1));
  const explanations = new Map<string, Explanation[]>();
  for (const one of store.dossiers.explanations()) {
    explanations.set(one.dossierId, [...(explanations.get(one.dossierId) ?? []), one]);
  }
  const orders = stepOrders(shelf);
  const checked = new Map(
    checkDossiers(store, shelf, { at: now }, job).dossiers.map(({ id, facts, findings, slots }) => [
      id,
      { facts, findings, slots: slots.filter(({ slot }) => orders.has(slot)) },
    ]),
  );
  const itemOf = (dossier: Dossier): DossierToHandOver => {
    const check = checked.get(dossier.id);
    return {
      dossier: {
        ...dossier,
        facts: check?.facts ?? dossier.facts,
        openCase: withStep(dossier, check?.slots ?? [], orders),
      },
      documents: papersOf(store, dossier),
      explanations: explanations.get(dossier.id) ?? [],
      findings: (check?.findings ?? []).filter(({ code }) => code !== "case-without-successor"),
      successor: null,
      custody: [],
    };
  };
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
    for (const [at, one] of all.entries()) {
      if (at % 200 === 0) job.signal?.throwIfAborted();
      const listed = lister.list(lister.prepare(itemOf(one)));
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
