import type { Explanation } from "../model/dossier.js";
import type { Store } from "../store/index.js";
import { type DocumentView, type DossierView, type UnitName, viewerOf } from "./dossier-view.js";
import { findDossier } from "./find-dossier.js";

/** Everything the inventory knows of one dossier. */
export interface ShownDossier {
  dossier: DossierView;
  documents: DocumentView[];
  explanations: (Omit<Explanation, "dossierId" | "documentId"> & {
    /** How the document without a slot is called that it is about; null otherwise. */
    document: string | null;
  })[];
  /** The handover it came with; null for one of our own. */
  receivedIn: string | null;
  /** Whether the inventory holds more than one fonds, so that a reference alone may not be enough. */
  severalFonds: boolean;
  /** Whether protected names are shown. */
  revealed: boolean;
}

/** Looks up one dossier; see `findDossier` for how it is named. With `reveal` protected names are shown. */
export function showDossier(store: Store, words: string, options: { reveal?: boolean } = {}): ShownDossier {
  const dossier = findDossier(store, words);
  const all = store.dossiers.all();
  const viewer = viewerOf(all, options);
  const first = all[0]?.origin;
  const documents = store.documents.ofDossier(dossier.id);
  const calledBy = (id: string | null | undefined): string | null => {
    const found = documents.find((document) => document.id === id);
    return found ? (found.number ?? `#${found.ordinal}`) : null;
  };
  return {
    dossier: viewer.dossier(dossier),
    documents: documents.map((document) =>
      viewer.document(dossier, document, store.files.ofDocument(document.id)),
    ),
    explanations: store.dossiers
      .explanations()
      .filter(({ dossierId }) => dossierId === dossier.id)
      .map(({ dossierId: _dossierId, documentId, reason, person, ...rest }) => ({
        ...rest,
        document: calledBy(documentId),
        reason: viewer.text(dossier, reason),
        person: viewer.text(dossier, person),
      })),
    receivedIn: store.dossiers.receivedIn().get(dossier.id) ?? null,
    severalFonds: all.some(({ origin }) => origin.code !== first?.code || origin.until !== first?.until),
    revealed: options.reveal === true,
  };
}

/** A dossier as results name it. */
export interface NamedDossier {
  id: string;
  reference: string;
  origin: UnitName;
}
