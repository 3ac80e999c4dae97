import type { Store } from "../store/index.js";
import { type DocumentView, type DossierView, viewerOf } from "./dossier-view.js";
import { meansUnit } from "./find-dossier.js";
import { compareFonds } from "./list-dossiers.js";

/** A dossier with its documents, as they may be shown. */
export interface ExportedDossier extends DossierView {
  documents: DocumentView[];
}

export interface ExportedInventory {
  dossiers: ExportedDossier[];
}

/** The whole inventory, or one fonds of it, as it may leave the house: protected names as codes, nothing withheld. */
export function exportInventory(store: Store, filter: { unit?: string } = {}): ExportedInventory {
  const all = store.dossiers.all();
  const viewer = viewerOf(all);
  const documents = store.documents.byDossier();
  const files = store.files.byDocument();
  const dossiers = all
    .filter(({ origin }) => filter.unit === undefined || meansUnit(filter.unit, origin))
    .map((dossier) => ({
      ...viewer.dossier(dossier),
      documents: (documents.get(dossier.id) ?? []).map((one) =>
        viewer.document(dossier, one, files.get(one.id) ?? []),
      ),
    }));
  dossiers.sort((a, b) => compareFonds(a.origin, b.origin));
  return { dossiers };
}
