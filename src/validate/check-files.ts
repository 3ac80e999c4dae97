import { stat } from "node:fs/promises";
import { join } from "node:path";
import { type Digested, type DigestTask, digestFiles } from "../fs/digest-files.js";
import { recogniseFormat } from "../fs/file-format.js";
import type { InventoryFile } from "../model/dossier.js";
import type { Job } from "../model/progress.js";
import { protectNames } from "../model/protected-names.js";
import type { Store } from "../store/index.js";
import type { Noticed } from "./kinds/define-kind.js";

/** What reading every file again gave. */
export interface FilesChecked {
  /** Files that were read, or should have been. */
  files: number;
  bytes: number;
  /** Those that are as they were scanned. */
  same: number;
}

/** Files compared with their digests: how many, and what is wrong with which, by dossier id; under null what belongs to none. */
export interface FileCheck {
  checked: FilesChecked;
  noticed: ReadonlyMap<string | null, Noticed[]>;
}

/** Codes of findings that only reading the files can give. */
export const fileCheckCodes: ReadonlySet<string> = new Set([
  "file-missing",
  "file-changed",
  "file-damaged",
  "file-empty",
  "file-unreadable",
  "folder-unreadable",
]);

interface Task extends DigestTask {
  file: InventoryFile;
  dossierId: string | null;
  shown: string;
  paper: string | null;
}

/**
 * Reads the files of the inventory again, on several threads, and compares them with what the scan found. With `only`,
 * those of these dossiers. Files that were gone already at the last scan count as missing where a document wants them.
 * Nothing in the store is changed.
 */
export async function checkFiles(
  store: Store,
  only: ReadonlySet<string> | undefined,
  job: Job = {},
): Promise<FileCheck> {
  const noticed = new Map<string | null, Noticed[]>();
  const notice = (dossierId: string | null, one: Noticed): void => {
    const list = noticed.get(dossierId);
    if (list) list.push(one);
    else noticed.set(dossierId, [one]);
  };
  const checked: FilesChecked = { files: 0, bytes: 0, same: 0 };
  const tasks: Task[] = [];
  const roots = new Map<string, boolean>();
  for (const task of filesToRead(store, only)) {
    const { root } = task.file;
    if (!roots.has(root)) {
      const there = (await stat(root).catch(() => null))?.isDirectory() ?? false;
      roots.set(root, there);
      // A stick that is not plugged in has not lost its files.
      if (!there) notice(null, { code: "folder-unreadable", file: root, details: { reason: "ENOENT" } });
    }
    if (!roots.get(root)) continue;
    checked.files += 1;
    if (task.file.present) tasks.push(task);
    else notice(task.dossierId, asNoticed(task, { code: "file-missing", details: digestOf(task.file) }));
  }
  for await (const read of digestFiles(tasks, job)) {
    checked.bytes += read.sha256 === null ? 0 : read.size;
    const wrong = compare(read);
    if (wrong) notice(read.task.dossierId, asNoticed(read.task, wrong));
    else checked.same += 1;
  }
  return { checked, noticed };
}

/** Files with the dossier and paper they belong to; a file of several papers once. */
function* filesToRead(store: Store, only: ReadonlySet<string> | undefined): Generator<Task> {
  const dossiers = store.dossiers.all();
  const protect = protectNames(dossiers);
  const maskOf = new Map(dossiers.map((dossier) => [dossier.id, protect(dossier)]));
  const anywhere = dossiers[0] ? protect({ ...dossiers[0], subjects: [] }) : (text: string) => text;
  const secret = new Set(dossiers.filter(({ secrecy }) => secrecy !== "none").map(({ id }) => id));
  const homes = new Map<number, { dossierId: string; paper: string | null }>();
  const papers = new Map<string, { dossierId: string; paper: string | null }>();
  for (const [dossierId, documents] of store.documents.byDossier())
    for (const { id, slot, number, ordinal, secrecy, state } of documents) {
      const withheld = secrecy !== "none" || state === "withheld" || secret.has(dossierId);
      papers.set(id, { dossierId, paper: withheld ? (slot ?? number ?? `#${ordinal}`) : null });
    }
  for (const { fileId, documentId } of store.files.attachments()) {
    const home = papers.get(documentId);
    // Of two papers in one file the classified one decides whether its name may be told.
    if (home && (!homes.has(fileId) || home.paper !== null)) homes.set(fileId, home);
  }
  for (const file of store.files.all()) {
    if (file.ignored !== null) continue;
    const home = homes.get(file.id);
    if (home ? only && !only.has(home.dossierId) : only || !file.present) continue;
    const path = file.path.normalize("NFC");
    const marked = file.secrecy !== "none" ? (home?.paper ?? "") : (home?.paper ?? null);
    yield {
      path: join(file.root, file.path),
      size: file.size,
      modified: file.modified,
      file,
      dossierId: home?.dossierId ?? null,
      shown: (home ? maskOf.get(home.dossierId)! : anywhere)(path),
      paper: marked,
    };
  }
}

type Wrong = Pick<Noticed, "code" | "details">;

/** The name of the file of a classified paper may tell what it is about: its paper is named instead. */
function asNoticed({ paper, shown }: Task, wrong: Wrong): Noticed {
  const place = paper === null ? { file: shown } : paper === "" ? {} : { document: paper };
  return { ...wrong, ...place } as Noticed;
}

function digestOf({ sha256 }: InventoryFile): { sha256?: string } {
  return sha256 === null ? {} : { sha256 };
}

/** What is wrong with a file; null when it is as it was scanned. */
function compare({ task, sha256, size, modified, head, tail, trouble }: Digested<Task>): Wrong | null {
  const { file } = task;
  if (trouble === "disappeared") return { code: "file-missing", details: digestOf(file) };
  if (trouble === "changed" || sha256 === null)
    return trouble === "changed"
      ? { code: "file-changed", details: { expected: file.sha256 ?? "", actual: "" } }
      : { code: "file-unreadable", details: { reason: trouble ?? "" } };
  if (file.sha256 === sha256) {
    // Damage that the scan found is still there.
    if (file.damage === "empty") return { code: "file-empty", details: {} };
    if (file.damage === "damaged")
      return { code: "file-damaged", details: { format: file.format, reason: "structure" } };
    return null;
  }
  if (file.sha256 === null) return { code: "file-changed", details: { expected: "", actual: sha256 } };
  if (size === 0) return { code: "file-empty", details: {} };
  // Nobody wrote to it, and its bytes are others: the disc forgets. (Copying keeps times to the millisecond at best.)
  if (size === file.size && Math.abs(modified - file.modified) < 2)
    return { code: "file-damaged", details: { format: file.format, reason: "altered" } };
  const now = recogniseFormat({ head, tail, size });
  if (now.damage !== null || (now.format === "unknown" && file.format !== "unknown"))
    return { code: "file-damaged", details: { format: file.format, reason: "structure" } };
  return { code: "file-changed", details: { expected: file.sha256, actual: sha256 } };
}
