import { type Dossier, type DossierDocument, highestSecrecy, type InventoryFile } from "../model/dossier.js";
import { Failure } from "../model/failure.js";
import type { Store } from "../store/index.js";
import { emptyDocument } from "./empty-records.js";
import { findDocument } from "./find-dossier.js";
import { prepareFile } from "./match-document.js";
import { SlotReader } from "./read-slot.js";
import { pathShower } from "./shown-path.js";
import type { SlotEvidence } from "./slot-evidence.js";

/** What the clerk settles by hand: these files are these papers. */
export interface AssignRequest {
  /** Absolute paths, paths below a scanned folder, folders (all their unassigned files), or `@12`, a file by its number. */
  files: readonly string[];
  dossier: Dossier;
  /** Slot code with or without its type; null for a paper that no slot is named for. */
  slot: string | null;
  /** Number, place or id of a document of the dossier; null to let the slot decide. */
  document: string | null;
  evidence: readonly SlotEvidence[];
}

export interface AssignResult {
  reference: string;
  assigned: {
    path: string;
    slot: string | null;
    /** Number of the document, or its place as `#3`. */
    document: string;
    /** The document was opened for this file. */
    created: boolean;
    withheld: boolean;
  }[];
}

/**
 * Attaches files to a dossier, to the document or slot named. What a scan had attached is taken off; nothing moves on the
 * disk. Throws `file-not-in-inventory`, `slot-unknown-for-type`, `document-not-found`, `document-ambiguous`.
 */
export function assignFiles(store: Store, request: AssignRequest): AssignResult {
  const { dossier } = request;
  const files = findFiles(store, request.files);
  const named = request.slot === null ? null : readSlot(dossier, request.slot, request.evidence);
  const reader = new SlotReader(request.evidence);
  const shown = pathShower(store.dossiers.all());
  return store.together(() => {
    const assigned: AssignResult["assigned"] = [];
    for (const file of files) {
      const before = attachedDocuments(store, file.id);
      const documents = store.documents.ofDossier(dossier.id);
      // The dossier is known now: within it the name may say enough.
      const slot = named ?? (request.document === null ? slotByName(reader, dossier, file) : null);
      const chosen = chooseDocument(store, documents, request, named, slot, file);
      const created = chosen === null;
      const document = chosen ?? newDocument(store, dossier, documents, slot, file);
      const secrecy = highestSecrecy(document.secrecy, file.secrecy);
      const changed: DossierDocument = {
        ...document,
        slot: named ?? document.slot ?? slot,
        secrecy,
        state:
          secrecy === "none" ? (document.state === "paper-only" ? "present" : document.state) : "withheld",
      };
      store.documents.save(changed);
      store.files.detach(file.id);
      const ordinal = store.files.byDocument().get(document.id)?.length ?? 0;
      store.files.attach({
        documentId: document.id,
        fileId: file.id,
        ordinal: ordinal + 1,
        assignedBy: "person",
      });
      store.files.propose(file.id, []);
      if (secrecy !== file.secrecy) store.files.save({ ...file, secrecy });
      for (const old of before) if (old.id !== document.id) store.documents.dropUnproven(old.id);
      assigned.push({
        path: shown(file.path, dossier),
        slot: changed.slot,
        document: changed.number ?? `#${changed.ordinal}`,
        created,
        withheld: secrecy !== "none",
      });
    }
    return { reference: dossier.reference, assigned };
  });
}

function findFiles(store: Store, wanted: readonly string[]): InventoryFile[] {
  const present = store.files.all().filter((file) => file.present && file.ignored === null);
  const attached = new Set(store.files.attachments().map(({ fileId }) => fileId));
  const found = new Map<number, InventoryFile>();
  for (const words of wanted) {
    const key = clean(words);
    const number = /^@(\d+)$/u.exec(words);
    let matches = present.filter((file) =>
      number
        ? file.id === Number(number[1])
        : clean(`${file.root}/${file.path}`) === key || clean(file.path) === key,
    );
    if (matches.length === 0 && key !== "")
      matches = present.filter(
        (file) =>
          !attached.has(file.id) &&
          (clean(file.path).startsWith(`${key}/`) ||
            clean(`${file.root}/${file.path}`).startsWith(`${key}/`)),
      );
    if (matches.length === 0) throw new Failure("file-not-in-inventory", { path: words });
    for (const file of matches) found.set(file.id, file);
  }
  return [...found.values()];
}

function clean(path: string): string {
  return path.normalize("NFC").replaceAll("\\", "/").replace(/^\.\//u, "").replace(/\/+$/u, "");
}

function readSlot(dossier: Dossier, words: string, evidence: readonly SlotEvidence[]): string {
  const slots = evidence.filter(({ type }) => type === dossier.type).map(({ slot }) => slot);
  const wanted = words.trim().toUpperCase();
  const found = slots.find((slot) => slot === wanted || slot === `${dossier.type}.${wanted}`);
  if (found) return found;
  throw new Failure("slot-unknown-for-type", { slot: words, type: dossier.type ?? "", slots });
}

/** The document that is meant; null when a new one is to be opened. */
function chooseDocument(
  store: Store,
  documents: DossierDocument[],
  request: AssignRequest,
  named: string | null,
  guessed: string | null,
  file: InventoryFile,
): DossierDocument | null {
  if (request.document !== null) return findDocument(request.dossier, documents, request.document);
  if (named !== null) {
    const fitting = documents.filter(
      (document) => document.slot === named || document.alsoSlots.includes(named),
    );
    if (fitting.length <= 1) return fitting[0] ?? null;
    const held = store.files.byDocument();
    const empty = fitting.filter(({ id }) => !held.has(id));
    if (empty.length === 1) return empty[0]!;
    // Several papers of one slot: which one, only the clerk can say. The finder names them.
    return findDocument(request.dossier, documents, named);
  }
  // The dossier alone: what the scan thought of within it, where that was one document only.
  const proposals = (store.files.proposals().get(file.id) ?? []).filter(
    ({ dossierId }) => dossierId === request.dossier.id,
  );
  const [only] = proposals;
  if (proposals.length === 1 && only?.documentId)
    return documents.find(({ id }) => id === only.documentId) ?? null;
  const held = store.files.byDocument();
  const waiting =
    guessed === null
      ? []
      : documents.filter((document) => document.slot === guessed && !held.has(document.id));
  return waiting.length === 1 ? waiting[0]! : null;
}

function slotByName(reader: SlotReader, dossier: Dossier, file: InventoryFile): string | null {
  const paper = prepareFile(
    { key: 0, path: file.path.normalize("NFC"), sha256: null, page: null, laterPages: [], unreadable: false },
    dossier.type,
    reader,
  );
  return paper.slot;
}

function newDocument(
  store: Store,
  dossier: Dossier,
  documents: readonly DossierDocument[],
  slot: string | null,
  file: InventoryFile,
): DossierDocument {
  const ordinal = Math.max(0, ...documents.map((one) => one.ordinal)) + 1;
  return {
    ...emptyDocument(store.newId(), dossier.id, ordinal),
    slot,
    pages: file.pages,
    carrier: "digital",
  };
}

function attachedDocuments(store: Store, fileId: number): { id: string }[] {
  return store.files
    .attachments()
    .filter((one) => one.fileId === fileId)
    .map(({ documentId }) => ({ id: documentId }));
}
