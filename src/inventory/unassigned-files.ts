import type { Dossier, DossierDocument, InventoryFile } from "../model/dossier.js";
import type { Store, StoredProposal } from "../store/index.js";
import type { Reason } from "./match-folder.js";
import { readFileName } from "./read-file-name.js";
import type { Candidate, UnassignedFile } from "./scan-result.js";
import { pathShower } from "./shown-path.js";

/** What it takes to say of a file where it may belong. */
export interface Surroundings {
  dossiers: ReadonlyMap<string, Dossier>;
  documents: ReadonlyMap<string, DossierDocument>;
  shown: (path: string) => string;
}

/** A proposal that leads to a dossier of the inventory still. */
export interface Choice {
  dossierId: string;
  documentId: string | null;
  slot: string | null;
}

/** A file that a person has to settle. */
export interface DoubtfulFile {
  /** As it may be shown. */
  file: UnassignedFile;
  /** Where its bytes are. Only for opening it: the path may hold a protected name. */
  stored: InventoryFile;
  /** What each of `file.candidates` leads to, in the same order. */
  choices: Choice[];
}

/** Says of one file where it may belong, with what each candidate leads to. */
export function doubtful(
  file: InventoryFile,
  proposals: readonly StoredProposal[],
  { dossiers, documents, shown }: Surroundings,
): DoubtfulFile {
  const path = file.path.normalize("NFC");
  const candidates: Candidate[] = [];
  const choices: Choice[] = [];
  for (const { dossierId, documentId, slot, confidence, reasons } of proposals) {
    const dossier = dossierId === null ? undefined : dossiers.get(dossierId);
    if (!dossier) continue;
    const document = documentId === null ? undefined : documents.get(documentId);
    candidates.push({
      dossier: dossier.reference,
      slot,
      document: document ? (document.number ?? `#${document.ordinal}`) : null,
      confidence,
      reasons: reasons as Reason[],
    });
    choices.push({ dossierId: dossier.id, documentId: document?.id ?? null, slot });
  }
  const known = candidates.some((one) => one.document !== null || one.slot !== null);
  const { draft } = readFileName(path.slice(path.lastIndexOf("/") + 1));
  const reason = draft
    ? "draft"
    : candidates.length === 0
      ? "no-dossier"
      : known
        ? "ambiguous"
        : "no-document";
  const masked = shown(path) !== path;
  return { file: { id: file.id, path: shown(path), masked, reason, candidates }, stored: file, choices };
}

/** Every file present that no document holds: those with candidates first, each kind in order of root and path. */
export function doubtfulFiles(store: Store): DoubtfulFile[] {
  const attached = new Set(store.files.attachments().map(({ fileId }) => fileId));
  const waiting = store.files
    .all()
    .filter(({ id, present, ignored }) => present && ignored === null && !attached.has(id));
  if (waiting.length === 0) return [];
  const dossiers = store.dossiers.all();
  const around: Surroundings = {
    dossiers: new Map(dossiers.map((dossier) => [dossier.id, dossier])),
    documents: new Map([...store.documents.byDossier().values()].flat().map((one) => [one.id, one])),
    shown: pathShower(dossiers),
  };
  const proposals = store.files.proposals();
  const all = waiting.map((file) => doubtful(file, proposals.get(file.id) ?? [], around));
  return [
    ...all.filter(({ choices }) => choices.length > 0),
    ...all.filter(({ choices }) => choices.length === 0),
  ];
}
