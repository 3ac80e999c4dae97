import type { Database } from "better-sqlite3";
import type { InventoryFile } from "../model/dossier.js";

type FileRow = Omit<InventoryFile, "present" | "textLayer"> & {
  present: 0 | 1;
  text_layer: InventoryFile["textLayer"];
};

/** Which file holds which document, and who said so. */
export interface Attachment {
  documentId: string;
  fileId: number;
  ordinal: number;
  assignedBy: "scan" | "person" | "received";
}

/** Where a file may belong, as a scan left it for the clerk; `reasons` are the scan's own, as JSON keeps them. */
export interface StoredProposal {
  dossierId: string | null;
  documentId: string | null;
  slot: string | null;
  confidence: number;
  reasons: unknown[];
}

type ProposalRow = Omit<StoredProposal, "reasons"> & { fileId: number; reasons: string };

const select = `SELECT file.id, scan_root.path AS root, file.path, size, sha256, format, pages, text_layer, dpi, modified,
  damage, secrecy, ignored, present FROM file JOIN scan_root ON scan_root.id = file.root_id`;

/** Files under the scanned folders, and the documents they hold. */
export class FileTable {
  readonly #root;
  readonly #addRoot;
  readonly #save;
  readonly #all;
  readonly #byId;
  readonly #ofRoot;
  readonly #ofDocument;
  readonly #attach;
  readonly #detach;
  readonly #attachments;
  readonly #roots;
  readonly #adopt;
  readonly #dropRoot;
  readonly #vanish;
  readonly #clearProposals;
  readonly #addProposal;
  readonly #proposals;

  constructor(database: Database) {
    this.#root = database.prepare<[string], { id: number }>("SELECT id FROM scan_root WHERE path = ?");
    this.#addRoot = database.prepare<[string]>("INSERT INTO scan_root (path) VALUES (?)");
    this.#save = database.prepare<unknown[], { id: number }>(
      `INSERT INTO file (root_id, path, size, sha256, format, pages, text_layer, dpi, modified, damage, secrecy, ignored, present)
       VALUES (@rootId, @path, @size, @sha256, @format, @pages, @textLayer, @dpi, @modified, @damage, @secrecy, @ignored, @present)
       ON CONFLICT (root_id, path) DO UPDATE SET size = excluded.size, sha256 = excluded.sha256, format = excluded.format,
         pages = excluded.pages, text_layer = excluded.text_layer, dpi = excluded.dpi, modified = excluded.modified,
         damage = excluded.damage, secrecy = excluded.secrecy, ignored = excluded.ignored, present = excluded.present
       RETURNING id`,
    );
    this.#all = database.prepare<[], FileRow>(`${select} ORDER BY scan_root.path, file.path`);
    this.#byId = database.prepare<[number], FileRow>(`${select} WHERE file.id = ?`);
    this.#ofRoot = database.prepare<[string], FileRow>(
      `${select} WHERE scan_root.path = ? ORDER BY file.path`,
    );
    this.#ofDocument = database.prepare<[string], FileRow>(
      `${select} JOIN document_file ON document_file.file_id = file.id WHERE document_file.document_id = ?
       ORDER BY document_file.ordinal, file.id`,
    );
    this.#attach = database.prepare(
      `INSERT INTO document_file (document_id, file_id, ordinal, assigned_by) VALUES (@documentId, @fileId, @ordinal, @assignedBy)
       ON CONFLICT (document_id, file_id) DO UPDATE SET ordinal = excluded.ordinal, assigned_by = excluded.assigned_by`,
    );
    this.#detach = database.prepare<[number]>("DELETE FROM document_file WHERE file_id = ?");
    this.#attachments = database.prepare<[], Attachment>(
      `SELECT document_id AS documentId, file_id AS fileId, ordinal, assigned_by AS assignedBy FROM document_file
       ORDER BY document_id, ordinal, file_id`,
    );
    this.#roots = database.prepare<[], { path: string }>("SELECT path FROM scan_root ORDER BY path");
    this.#adopt = database.prepare<[number, string, number]>(
      "UPDATE OR IGNORE file SET root_id = ?, path = ? || path WHERE root_id = ?",
    );
    this.#dropRoot = database.prepare<[number, number]>(
      "DELETE FROM scan_root WHERE id = ? AND NOT EXISTS (SELECT 1 FROM file WHERE root_id = ?)",
    );
    this.#vanish = database.prepare<[number]>("UPDATE file SET present = 0 WHERE id = ?");
    this.#clearProposals = database.prepare<[number]>("DELETE FROM proposal WHERE file_id = ?");
    this.#addProposal = database.prepare(
      `INSERT INTO proposal (file_id, ordinal, dossier_id, document_id, slot, confidence, reasons)
       VALUES (@fileId, @ordinal, @dossierId, @documentId, @slot, @confidence, @reasons)`,
    );
    this.#proposals = database.prepare<[], ProposalRow>(
      `SELECT file_id AS fileId, dossier_id AS dossierId, document_id AS documentId, slot, confidence, reasons
       FROM proposal ORDER BY file_id, ordinal`,
    );
  }

  /** Inserts or renews a file, found by root and path, and returns its number. */
  save(file: Omit<InventoryFile, "id">): number {
    const rootId = this.#root.get(file.root)?.id ?? Number(this.#addRoot.run(file.root).lastInsertRowid);
    return this.#save.get({ ...file, rootId, present: file.present ? 1 : 0, root: undefined })!.id;
  }

  find(id: number): InventoryFile | null {
    const row = this.#byId.get(id);
    return row ? fromRow(row) : null;
  }

  /** All files, in order of root and path. */
  all(): InventoryFile[] {
    return this.#all.all().map(fromRow);
  }

  /** The files known under one scanned folder. */
  ofRoot(root: string): InventoryFile[] {
    return this.#ofRoot.all(root).map(fromRow);
  }

  /** The files that hold one document, in order. */
  ofDocument(documentId: string): InventoryFile[] {
    return this.#ofDocument.all(documentId).map(fromRow);
  }

  attach(attachment: Attachment): void {
    this.#attach.run(attachment);
  }

  /** Takes a file off every document it was attached to. */
  detach(fileId: number): void {
    this.#detach.run(fileId);
  }

  /** The scanned folders. */
  roots(): string[] {
    return this.#roots.all().map(({ path }) => path);
  }

  /** Takes the files of a scanned folder over into one that holds it; `prefix` is the way from the one to the other. */
  adoptRoot(inner: string, outer: string, prefix: string): void {
    const from = this.#root.get(inner);
    if (!from) return;
    const to = this.#root.get(outer)?.id ?? Number(this.#addRoot.run(outer).lastInsertRowid);
    this.#adopt.run(to, prefix, from.id);
    this.#dropRoot.run(from.id, from.id);
  }

  /** Notes that a file is no longer where it was. Nothing else about it is forgotten. */
  markVanished(fileId: number): void {
    this.#vanish.run(fileId);
  }

  /** Replaces the proposals for a file, best first; an empty list clears them. */
  propose(fileId: number, proposals: readonly StoredProposal[]): void {
    this.#clearProposals.run(fileId);
    proposals.forEach((proposal, ordinal) => {
      this.#addProposal.run({ ...proposal, fileId, ordinal, reasons: JSON.stringify(proposal.reasons) });
    });
  }

  /** All proposals by file, best first. */
  proposals(): Map<number, StoredProposal[]> {
    const groups = new Map<number, StoredProposal[]>();
    for (const { fileId, reasons, ...rest } of this.#proposals.iterate()) {
      const proposal = { ...rest, reasons: JSON.parse(reasons) as unknown[] };
      const group = groups.get(fileId);
      if (group) group.push(proposal);
      else groups.set(fileId, [proposal]);
    }
    return groups;
  }

  attachments(): Attachment[] {
    return this.#attachments.all();
  }

  /** Files of each document, by document id, in order. */
  byDocument(): Map<string, InventoryFile[]> {
    const files = new Map(this.all().map((file) => [file.id, file]));
    const groups = new Map<string, InventoryFile[]>();
    for (const { documentId, fileId } of this.#attachments.iterate()) {
      const file = files.get(fileId)!;
      const group = groups.get(documentId);
      if (group) group.push(file);
      else groups.set(documentId, [file]);
    }
    return groups;
  }
}

function fromRow({ text_layer, present, ...rest }: FileRow): InventoryFile {
  return { ...rest, textLayer: text_layer, present: present === 1 };
}
