import { type DossierDocument, highestSecrecy, type InventoryFile } from "../model/dossier.js";
import { type Finding, finding } from "../model/finding.js";
import type { Store, StoredProposal } from "../store/index.js";
import { emptyDocument } from "./empty-records.js";
import type { Inspected, InspectTask } from "./inspect-file.js";
import type { Office } from "./office.js";
import type { FileDecision } from "./read-layout.js";

interface Attached {
  documentId: string;
  assignedBy: "scan" | "person" | "received";
}

/** Writes what a scan found, a folder at a time, each in one transaction. */
export class ScanWriter {
  /** Documents opened by this scan. */
  created = 0;
  readonly #attachments = new Map<number, Attached[]>();
  readonly #filesOf = new Map<string, number[]>();
  readonly #digests = new Map<number, string>();
  readonly #newByDigest = new Map<string, number[]>();

  constructor(
    readonly store: Store,
    readonly root: string,
    readonly office: Office,
    known: Iterable<InventoryFile>,
  ) {
    for (const { id, sha256 } of known) if (sha256 !== null) this.#digests.set(id, sha256);
    for (const { documentId, fileId, assignedBy } of store.files.attachments())
      this.#note(fileId, { documentId, assignedBy });
  }

  isAttached(fileId: number): boolean {
    return this.#attachments.has(fileId);
  }

  /** Digests of the files that a document holds. */
  taken(documentId: string): string[] {
    return (this.#filesOf.get(documentId) ?? []).map((id) => this.#digests.get(id) ?? "");
  }

  /** To how many files of these each dossier's documents are attached. */
  dossiersOf(fileIds: Iterable<number>): Map<string, number> {
    const counts = new Map<string, number>();
    for (const id of fileIds)
      for (const { documentId } of this.#attachments.get(id) ?? []) {
        const dossierId = this.office.document(documentId)?.dossierId;
        if (dossierId !== undefined) counts.set(dossierId, (counts.get(dossierId) ?? 0) + 1);
      }
    return counts;
  }

  /** Lists what is not read: system files, links, special files. */
  setAside(
    entries: readonly { path: string; reason: string }[],
    known: ReadonlyMap<string, InventoryFile>,
  ): void {
    const fresh = entries.filter(({ path, reason }) => {
      const before = known.get(path);
      return !(before?.present && before.ignored === reason);
    });
    if (fresh.length === 0) return;
    this.store.together(() => {
      for (const { path, reason } of fresh)
        this.store.files.save({
          root: this.root,
          path,
          size: 0,
          sha256: null,
          format: "unknown",
          pages: null,
          textLayer: null,
          dpi: null,
          modified: 0,
          damage: null,
          secrecy: "none",
          ignored: reason,
          present: true,
        });
    });
  }

  markVanished(files: readonly InventoryFile[]): void {
    if (files.length === 0) return;
    this.store.together(() => {
      for (const { id } of files) this.store.files.markVanished(id);
    });
  }

  /** Saves the facts of files; gives back their numbers. */
  save(inspected: readonly Inspected<InspectTask>[]): number[] {
    return this.store.together(() =>
      inspected.map(({ task, facts, trouble }) => {
        if (trouble === "disappeared") return 0;
        // One that changed while it was read is read again by the next scan.
        const id = this.store.files.save({
          ...facts,
          root: this.root,
          path: task.below,
          ignored: null,
          present: true,
        });
        if (facts.sha256 !== null) {
          if (!this.#digests.has(id)) {
            const same = this.#newByDigest.get(facts.sha256);
            if (same) same.push(id);
            else this.#newByDigest.set(facts.sha256, [id]);
          }
          this.#digests.set(id, facts.sha256);
        }
        return id;
      }),
    );
  }

  /** Saves the files of one group and what was decided for them; gives back findings of the reading itself. */
  write(inspected: readonly Inspected<InspectTask>[], decisions: readonly FileDecision[]): Finding[] {
    const findings: Finding[] = [];
    this.store.together(() => {
      const ids = this.save(inspected);
      const opened = new Map<number, string>();
      // Papers before their copies.
      const ordered = [...decisions].sort(
        (a, b) => Number(a.copyOf !== null) - Number(b.copyOf !== null) || a.key - b.key,
      );
      for (const decision of ordered) {
        const id = ids[decision.key]!;
        if (id === 0) continue;
        this.#apply(id, inspected[decision.key]!, decision, opened);
      }
      inspected.forEach(({ task, facts, trouble }, index) => {
        const place = { file: task.below.normalize("NFC") };
        if (trouble === "disappeared" || trouble === "changed")
          findings.push(finding("file-unstable", "warning", place, { reason: trouble }));
        else if (trouble !== null)
          findings.push(finding("file-unreadable", "error", place, { reason: trouble }));
        if (ids[index] !== 0 && facts.secrecy !== "none") this.#withhold(ids[index]!, facts.secrecy);
      });
    });
    return findings;
  }

  #apply(
    id: number,
    { task, facts }: Inspected<InspectTask>,
    decision: FileDecision,
    opened: Map<number, string>,
  ): void {
    if (decision.outcome === "ask") {
      this.store.files.propose(id, decision.proposals.map(stored));
      return;
    }
    const [proposal] = decision.proposals;
    let documentId = proposal!.documentId;
    if (decision.outcome === "create") {
      const original = decision.copyOf === null ? undefined : opened.get(decision.copyOf);
      documentId = original ?? this.#open(proposal!.dossierId, decision, facts);
      opened.set(decision.key, documentId);
    } else if (documentId !== null) this.#complete(documentId, decision);
    if (documentId === null) return;
    const ordinal = (this.#filesOf.get(documentId)?.length ?? 0) + 1;
    this.store.files.attach({ documentId, fileId: id, ordinal, assignedBy: "scan" });
    // Why it was attached stays beside it, for whoever asks.
    this.store.files.propose(id, [stored({ ...proposal!, documentId })]);
    this.#note(id, { documentId, assignedBy: "scan" });
    const document = this.office.document(documentId);
    if (document && document.secrecy !== "none" && facts.secrecy === "none") {
      this.store.files.save({
        ...facts,
        root: this.root,
        path: task.below,
        ignored: null,
        present: true,
        secrecy: document.secrecy,
      });
      this.#withhold(id, document.secrecy);
    }
  }

  /** Opens a document that a file proves. Words of its pages are not kept: number, date and slot are. */
  #open(dossierId: string, decision: FileDecision, facts: Inspected<InspectTask>["facts"]): string {
    const documents = this.office.documentsOf(dossierId);
    const ordinal = Math.max(0, ...documents.map((one) => one.ordinal)) + 1;
    const { slot, number, date } = decision.created!;
    const document: DossierDocument = {
      ...emptyDocument(this.store.newId(), dossierId, ordinal),
      ...{ slot, alsoSlots: decision.alsoSlots, number, date },
      typeName: this.office.nameOfSlot(slot),
      pages: facts.pages,
      carrier: "digital",
      source: "scan",
    };
    this.store.documents.save(document);
    this.office.add(document);
    this.created += 1;
    return document.id;
  }

  /** Gives a document the slots that its file shows, where it has none. */
  #complete(documentId: string, decision: FileDecision): void {
    const document = this.office.document(documentId);
    if (!document) return;
    const slot = document.slot ?? decision.slot;
    const alsoSlots =
      document.alsoSlots.length > 0 ? document.alsoSlots : decision.alsoSlots.filter((one) => one !== slot);
    if (slot === document.slot && alsoSlots.length === document.alsoSlots.length) return;
    Object.assign(document, { slot, alsoSlots });
    this.store.documents.save(document);
  }

  /** A secret file makes its documents withheld; a level is never lowered here. */
  #withhold(fileId: number, secrecy: DossierDocument["secrecy"]): void {
    for (const { documentId } of this.#attachments.get(fileId) ?? []) {
      const document = this.office.document(documentId);
      if (!document) continue;
      const level = highestSecrecy(document.secrecy, secrecy);
      if (level === document.secrecy && document.state === "withheld") continue;
      Object.assign(document, { secrecy: level, state: "withheld" });
      this.store.documents.save(document);
    }
  }

  /** A file that went and one that came with the same bytes: what a person settled for the one holds for the other. */
  followMoves(vanished: readonly InventoryFile[]): void {
    this.store.together(() => {
      for (const old of vanished) {
        const attached = this.#attachments.get(old.id);
        const came = old.sha256 === null || old.size === 0 ? [] : (this.#newByDigest.get(old.sha256) ?? []);
        const [fresh] = came;
        if (!attached || fresh === undefined || came.length > 1) continue;
        const byPerson = attached.filter(({ assignedBy }) => assignedBy === "person");
        if (byPerson.length === 0 && this.isAttached(fresh)) {
          this.store.files.detach(old.id);
          continue;
        }
        this.store.files.detach(fresh);
        this.store.files.detach(old.id);
        for (const { documentId, assignedBy } of attached)
          this.store.files.attach({ documentId, fileId: fresh, ordinal: 1, assignedBy });
        this.store.files.propose(fresh, []);
      }
    });
  }

  #note(fileId: number, attached: Attached): void {
    const list = this.#attachments.get(fileId);
    if (list) list.push(attached);
    else this.#attachments.set(fileId, [attached]);
    const files = this.#filesOf.get(attached.documentId);
    if (files) files.push(fileId);
    else this.#filesOf.set(attached.documentId, [fileId]);
  }
}

function stored({
  dossierId,
  documentId,
  slot,
  confidence,
  reasons,
}: FileDecision["proposals"][number]): StoredProposal {
  return { dossierId, documentId, slot, confidence, reasons };
}
