import { realpath, stat } from "node:fs/promises";
import { join, resolve, sep } from "node:path";
import { systemCode, walk } from "../fs/walk.js";
import type { InventoryFile } from "../model/dossier.js";
import { Failure } from "../model/failure.js";
import { compareFindings, type Finding, finding } from "../model/finding.js";
import type { Job } from "../model/progress.js";
import type { Store } from "../store/index.js";
import { type FileGroup, groupFiles } from "./group-files.js";
import { type Inspected, type InspectTask, ignoredByName, inspectFiles } from "./inspect-file.js";
import { Office } from "./office.js";
import type { FileDecision } from "./read-layout.js";
import type { ScanResult } from "./scan-result.js";
import { ScanWriter } from "./scan-writer.js";
import { pathShower } from "./shown-path.js";
import type { SlotEvidence } from "./slot-evidence.js";
import { summarise } from "./summarise-scan.js";

export interface ScanOptions {
  /** By which words the papers of each slot are known; the rule packs carry it. */
  evidence: readonly SlotEvidence[];
  job?: Job;
  /** Folders, absolute, that are the program's own and hold no papers: the workspace, packages it wrote. */
  leaveOut?: readonly string[];
}

const batch = 500;

interface Found extends InspectTask {
  /** The file as the inventory knew it; null for a new one. */
  known: InventoryFile | null;
}

/**
 * Takes every file below `folder` into the inventory: reads what is new or changed, attaches what is certain, and keeps
 * proposals for the rest. Written folder by folder, so that a scan that was stopped goes on where it was. The files
 * themselves are only read. Throws `folder-not-found`, `file-not-readable`.
 */
export async function scanFolder(store: Store, folder: string, options: ScanOptions): Promise<ScanResult> {
  const job = options.job ?? {};
  const { root, prefix } = await findRoot(store, folder);
  const leaveOut = new Set((options.leaveOut ?? []).map((path) => resolve(path)));
  const known = new Map(store.files.ofRoot(root).map((file) => [file.path, file]));
  const findings: Finding[] = [];
  const seen = new Set<string>();
  const all: Found[] = [];

  const start = prefix === "" ? root : join(root, prefix);
  const below = (path: string) => (prefix === "" ? path : path === "" ? prefix : `${prefix}/${path}`);
  const aside: { path: string; reason: string }[] = [];
  const walking = walk(start, {
    ...job,
    skip: (path) => leaveOut.has(join(start, path)) || path.split("/").at(-1) === ".bangiao",
  });
  for await (const entry of walking) {
    const path = below(entry.path);
    const place = { file: path.normalize("NFC") };
    if (entry.kind === "unreadable") {
      // What is behind it is not gone: it cannot be seen.
      for (const other of known.keys())
        if (other === path || other.startsWith(`${path}/`) || path === "") seen.add(other);
      if (entry.path === "") throw new Failure("file-not-readable", { path: start, reason: entry.reason });
      findings.push(
        entry.folder
          ? finding("folder-unreadable", "error", place, { reason: entry.reason })
          : finding("file-unreadable", "error", place, { reason: entry.reason }),
      );
      continue;
    }
    if (entry.kind === "skipped") {
      for (const other of known.keys()) if (other.startsWith(`${path}/`)) seen.add(other);
      findings.push(finding("file-ignored", "info", place, { reason: "own-folder" }));
      continue;
    }
    seen.add(path);
    if (entry.kind !== "file") {
      aside.push({ path, reason: entry.kind === "link" ? "link" : "special-file" });
      continue;
    }
    const ignored = ignoredByName(path);
    if (ignored) aside.push({ path, reason: ignored });
    else
      all.push({
        path: join(root, path),
        below: path,
        size: entry.size,
        modified: entry.modified,
        known: known.get(path) ?? null,
      });
  }
  for (const file of all) file.before = isUnchanged(file) ? file.known : null;

  const vanished = [...known.values()].filter(
    (file) => file.present && !seen.has(file.path) && (prefix === "" || file.path.startsWith(`${prefix}/`)),
  );
  const office = new Office(store, options.evidence);
  office.fillSlots();
  const writer = new ScanWriter(store, root, office, known.values());
  writer.setAside(aside, known);
  writer.markVanished(vanished);
  const again = office.changedSince(root);
  const attached = new Set(store.files.attachments().map(({ fileId }) => fileId));
  const groups = groupFiles(
    all.map((file) => file.below.normalize("NFC")),
    office.folders,
  );
  const toRead = (file: Found) => !isUnchanged(file) || (again && !attached.has(file.known!.id));
  /** Files of each group that are known already, by their numbers. */
  const neighbours = new Map(
    groups.map((group) => [
      group,
      group.files.flatMap((index) => (all[index]!.known ? [all[index]!.known!.id] : [])),
    ]),
  );
  const order = looseLast(groups).map((group) => ({
    group,
    files: group.files.map((index) => all[index]!).filter(toRead),
  }));
  const total = order.reduce((sum, { files }) => sum + files.length, 0);
  const unread = order.flatMap(({ files }) => files).filter(({ before }) => !before);
  const totalBytes = unread.reduce((sum, { size }) => sum + size, 0);

  let read = 0;
  let digested = 0;
  let bytes = 0;
  const inspecting = inspectFiles(
    order.flatMap(({ files }) => files),
    job.signal ? { signal: job.signal } : {},
  );
  try {
    for (const { group, files } of order) {
      const inspected: Inspected<Found>[] = [];
      while (inspected.length < files.length) {
        const next = await inspecting.next();
        if (next.done) break;
        inspected.push(next.value);
        read += 1;
        if (!next.value.task.before) {
          digested += 1;
          bytes += next.value.task.size;
        }
        job.onProgress?.({
          stage: "inspecting",
          done: read,
          total,
          ...(totalBytes > 0 ? { bytes, totalBytes } : {}),
          item: next.value.task.below.normalize("NFC"),
        });
        // A folder of thousands is written as it is read; what its files are is decided at its end.
        if (inspected.length % batch === 0) writer.save(inspected.slice(-batch));
      }
      if (inspected.length > 0)
        findings.push(
          ...writer.write(inspected, decideGroup(office, writer, group, neighbours.get(group)!, inspected)),
        );
    }
  } finally {
    await inspecting.return(undefined);
  }
  writer.followMoves(vanished);
  office.remember(root);
  const shown = pathShower(store.dossiers.all());
  const summary = summarise(store, root, prefix, findings);
  return {
    ...summary,
    read: digested,
    unchanged: all.length - digested,
    created: writer.created,
    vanished: vanished.map(({ path }) => shown(path)),
    findings: summary.findings.sort(compareFindings),
  };
}

/** Files that lie in no dossier's folder come when those in folders have theirs. */
function looseLast(groups: readonly FileGroup[]): FileGroup[] {
  const parents = new Set(groups.map(({ parent }) => parent));
  const isLoose = (group: FileGroup): boolean =>
    group.folder === "" || (group.candidates.length === 0 && !parents.has(group));
  return [...groups.filter((group) => !isLoose(group)), ...groups.filter(isLoose)];
}

function isUnchanged({ known, size, modified }: Found): boolean {
  return (
    known?.present === true &&
    known.ignored === null &&
    known.size === size &&
    known.modified === modified &&
    known.sha256 !== null
  );
}

function decideGroup(
  office: Office,
  writer: ScanWriter,
  group: FileGroup,
  neighbours: readonly number[],
  inspected: readonly Inspected<Found>[],
): FileDecision[] {
  return office.decide(
    group,
    inspected.map(({ task, facts, page, laterPages }, key) => ({
      key,
      path: task.below.normalize("NFC"),
      sha256: facts.sha256,
      page,
      laterPages,
      unreadable:
        facts.damage === "empty" ||
        facts.damage === "damaged" ||
        facts.damage === "unreadable" ||
        facts.format === "zip" ||
        facts.format === "unknown",
      // A file that somebody has attached stays where it is, whatever its bytes are now.
      settled: task.known !== null && writer.isAttached(task.known.id),
    })),
    (documentId) => writer.taken(documentId),
    writer.dossiersOf(neighbours),
  );
}

/** The folder a scan counts from: the folder itself, or one scanned before that holds it. */
async function findRoot(store: Store, folder: string): Promise<{ root: string; prefix: string }> {
  let real: string;
  try {
    real = await realpath(folder);
    if (!(await stat(real)).isDirectory()) throw new Failure("folder-not-found", { path: folder });
  } catch (error) {
    if (error instanceof Failure) throw error;
    const code = systemCode(error);
    if (code === "ENOENT" || code === "ENOTDIR") throw new Failure("folder-not-found", { path: folder });
    throw new Failure("file-not-readable", { path: folder, reason: code }, { cause: error });
  }
  const roots = store.files.roots();
  const outer = roots.find(
    (root) => real === root || real.startsWith(root + (root.endsWith(sep) ? "" : sep)),
  );
  if (outer !== undefined)
    return { root: outer, prefix: real.slice(outer.length).split(sep).filter(Boolean).join("/") };
  store.together(() => {
    for (const inner of roots)
      if (inner.startsWith(real + sep))
        store.files.adoptRoot(
          inner,
          real,
          `${inner
            .slice(real.length + 1)
            .split(sep)
            .join("/")}/`,
        );
  });
  return { root: real, prefix: "" };
}
