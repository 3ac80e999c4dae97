import { join } from "node:path";
import type { Manifest, ManifestDocument, ManifestDossier } from "../manifest/index.js";
import type { Dossier, DossierDocument } from "../model/dossier.js";
import { Failure } from "../model/failure.js";
import { unitKey } from "../model/unit.js";
import type { Store } from "../store/index.js";

/** Folder of a received file below the folder of its handover: its place in the bag without `data/`. */
export function storedPath(bagPath: string): string {
  return bagPath.replace(/^data\//u, "");
}

/**
 * Makes sure that taking dossiers in would write over nothing of one's own: neither a dossier of the same fonds and
 * reference, nor one that was here before under the same id. Throws `dossier-conflict`.
 */
export function refuseConflicts(store: Store, manifest: Manifest, accepted: ReadonlySet<string>): void {
  const receivedIn = store.dossiers.receivedIn();
  for (const listed of manifest.dossiers) {
    if (!accepted.has(listed.id)) continue;
    const conflict = (): never => {
      throw new Failure("dossier-conflict", { reference: listed.reference, unit: listed.origin.name });
    };
    const known = store.dossiers.find(listed.id);
    if (known) {
      const sameOrigin =
        known.origin.code === listed.origin.code && known.origin.until === listed.origin.until;
      const before = store.handovers.find(receivedIn.get(listed.id) ?? "");
      // Only the unit it came from may send it once more: a supplement, or a list made again.
      const sameGiver = before !== null && unitKey(before.giver) === unitKey(manifest.giver);
      if (!sameGiver || !sameOrigin || known.reference !== listed.reference) conflict();
    }
    const namesakes = store.dossiers
      .byReference(listed.reference, listed.origin)
      .filter(({ id, origin }) => id !== listed.id && origin.name === listed.origin.name);
    if (namesakes.length > 0) conflict();
    for (const { id } of listed.documents) {
      const document = store.documents.find(id);
      if (document && document.dossierId !== listed.id) conflict();
    }
  }
}

/** A supplement completes a handover that was received here. Throws `supplement-without-first`. */
export function refuseStranger(store: Store, { id, supplements }: Manifest): void {
  if (supplements === null) return;
  const first = store.handovers.find(supplements.id);
  if (first?.direction === "incoming" && first.manifestSha256 === supplements.sha256) return;
  throw new Failure("supplement-without-first", { id, first: supplements.id });
}

/** Whether a document holds these bytes already from an earlier handover, so that they are not kept twice. */
export function heldAlready(store: Store, documentId: string, sha256: string, folder: string): boolean {
  return store.files
    .ofDocument(documentId)
    .some((file) => file.sha256 === sha256 && file.present && file.root !== folder);
}

/** Records received dossiers with their documents, files and explanations; ids and references are kept. Call inside `together`. */
export function takeIn(
  store: Store,
  manifest: Manifest,
  accepted: ReadonlySet<string>,
  folder: string,
): void {
  const successors = new Map(manifest.openCases.map((one) => [one.dossier, one]));
  for (const listed of manifest.dossiers) {
    if (!accepted.has(listed.id)) continue;
    // A supplement adds papers; what this office has written about the dossier since then stays.
    const grows = manifest.kind === "supplement" && store.dossiers.find(listed.id) !== null;
    if (!grows) store.dossiers.save(dossierOf(listed, manifest, successors.get(listed.id)), manifest.id);
    for (const document of listed.documents) {
      if (!grows || !store.documents.find(document.id)) {
        store.documents.save(documentOf(document, listed.id));
      }
      document.files.forEach((file, index) => {
        if (heldAlready(store, document.id, file.sha256, folder)) return;
        const fileId = store.files.save({
          root: folder,
          path: storedPath(file.path),
          size: file.size,
          sha256: file.sha256,
          format: file.format,
          pages: file.pages,
          textLayer: null,
          dpi: null,
          modified: Date.parse(manifest.createdAt),
          damage: file.size === 0 ? "empty" : null,
          secrecy: "none",
          ignored: null,
          present: true,
        });
        store.files.attach({ documentId: document.id, fileId, ordinal: index + 1, assignedBy: "received" });
      });
    }
  }
  takeExplanations(store, manifest, accepted);
}

/** What the giver answered for stays answered for; what this office has said itself is not written over. */
function takeExplanations(store: Store, manifest: Manifest, accepted: ReadonlySet<string>): void {
  const said = new Set(store.dossiers.explanations().map(({ dossierId, slot }) => `${dossierId} ${slot}`));
  for (const { dossier, slot, explanation } of manifest.exceptions) {
    if (slot === null || explanation === null || !accepted.has(dossier)) continue;
    if (said.has(`${dossier} ${slot}`) || said.has(`${dossier} null`)) continue;
    store.dossiers.explain({ dossierId: dossier, slot, ...explanation, recordedAt: manifest.createdAt });
  }
}

function dossierOf(
  listed: ManifestDossier,
  manifest: Manifest,
  openCase: Manifest["openCases"][number] | undefined,
): Dossier {
  const { warehouse, shelf, box, custody: _custody, documents: _documents, ...rest } = listed;
  return {
    ...rest,
    // A dossier classified as a whole came without its title.
    title: listed.title ?? "",
    subjects: listed.subjects.map((subject) => ({
      ...subject,
      code: subject.role === "inspected" ? null : subject.name,
    })),
    facts: listed.facts.map((fact) => ({ ...fact, evidence: manifest.id })),
    place: { warehouse, shelf, box },
    openCase: openCase
      ? {
          step: openCase.step,
          nextStep: openCase.nextStep,
          deadline: openCase.deadline,
          team: openCase.team,
        }
      : null,
    folder: null,
  };
}

function documentOf(listed: ManifestDocument, dossierId: string): DossierDocument {
  const { files, ...rest } = listed;
  const fileName = files[0]?.originalPath.split("/").at(-1) ?? null;
  return { ...rest, dossierId, fileName, source: "received" };
}

/** Where the received files of a handover lie. */
export function receivedFolder(received: string, id: string): string {
  return join(received, id);
}
