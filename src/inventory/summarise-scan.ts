import type { Dossier, DossierDocument, InventoryFile } from "../model/dossier.js";
import { type Finding, finding } from "../model/finding.js";
import type { Store } from "../store/index.js";
import { findingsOfFiles } from "./findings-of-files.js";
import type { ScanResult, UnassignedFile } from "./scan-result.js";
import { pathShower } from "./shown-path.js";
import { doubtful } from "./unassigned-files.js";

type Summary = Pick<
  ScanResult,
  "folder" | "files" | "bytes" | "attached" | "unassigned" | "ignored" | "withheld" | "findings"
>;

/** What the inventory now holds of a scanned folder: every file attached, unassigned or ignored. */
export function summarise(store: Store, root: string, prefix: string, findings: readonly Finding[]): Summary {
  const files = store.files
    .ofRoot(root)
    .filter(({ path, present }) => present && (prefix === "" || path.startsWith(`${prefix}/`)));
  const documents = new Map<string, DossierDocument>();
  for (const list of store.documents.byDossier().values()) for (const one of list) documents.set(one.id, one);
  const dossiers = new Map(store.dossiers.all().map((dossier) => [dossier.id, dossier]));
  const attachedTo = new Map<number, string>();
  const withFiles = new Set<string>();
  for (const { fileId, documentId } of store.files.attachments()) {
    attachedTo.set(fileId, documentId);
    const dossierId = documents.get(documentId)?.dossierId;
    if (dossierId !== undefined) withFiles.add(dossierId);
  }
  const proposals = store.files.proposals();
  const shower = pathShower([...dossiers.values()]);
  const shown = (path: string, fileId?: number): string => {
    const document = fileId === undefined ? undefined : documents.get(attachedTo.get(fileId) ?? "");
    return shower(path, document && dossiers.get(document.dossierId));
  };
  const referenceOf = (file: InventoryFile): string | undefined => {
    const document = documents.get(attachedTo.get(file.id) ?? "");
    return document ? dossiers.get(document.dossierId)?.reference : undefined;
  };

  const unassigned: UnassignedFile[] = [];
  const ignored: Summary["ignored"] = [];
  const loose = new Map<string, { files: number; hopeful: boolean }>();
  let [attached, withheld, bytes] = [0, 0, 0];
  for (const file of files) {
    const path = file.path.normalize("NFC");
    if (file.ignored !== null) {
      ignored.push({ path: shown(path), reason: file.ignored });
      continue;
    }
    bytes += file.size;
    if (file.secrecy !== "none") withheld += 1;
    const folder = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
    if (attachedTo.has(file.id)) {
      attached += 1;
      loose.set(folder, { files: 0, hopeful: true });
      continue;
    }
    const { file: one } = doubtful(file, proposals.get(file.id) ?? [], { dossiers, documents, shown });
    unassigned.push(one);
    const state = loose.get(folder) ?? { files: 0, hopeful: false };
    loose.set(folder, { files: state.files + 1, hopeful: state.hopeful || one.candidates.length > 0 });
  }

  const all: Finding[] = [...findings, ...findingsOfFiles(files, referenceOf)].map((one) =>
    masked(one, shown),
  );
  for (const file of files) {
    const path = file.path.normalize("NFC");
    if (file.ignored === null && shown(path, file.id) !== path) {
      const dossier = referenceOf(file);
      const place = { ...(dossier === undefined ? {} : { dossier }), file: shown(path, file.id) };
      all.push(finding("denouncer-exposed", "warning", place, { where: "file-name" }));
    }
  }
  for (const { path, reason, candidates } of unassigned)
    all.push(
      finding(
        "file-unassigned",
        "warning",
        { file: path },
        { reason, candidates: candidates.map(({ dossier }) => dossier) },
      ),
    );
  // Of a part of a folder nothing can be said about the dossiers that lie elsewhere.
  if (prefix === "") all.push(...dossiersWithoutFiles(store, dossiers, documents, withFiles));
  for (const [folder, state] of loose)
    if (folder !== "" && !state.hopeful)
      all.push(finding("folder-without-dossier", "warning", { file: folder }, { files: state.files }));
  return {
    folder: prefix === "" ? root : `${root}/${prefix}`,
    files: files.length - ignored.length,
    bytes,
    attached,
    unassigned,
    ignored,
    withheld,
    findings: dropRepeated(all),
  };
}

/** Dossiers that should have files, as far as the registers say, and have none in the whole inventory. */
function dossiersWithoutFiles(
  store: Store,
  dossiers: ReadonlyMap<string, Dossier>,
  documents: ReadonlyMap<string, DossierDocument>,
  withFiles: ReadonlySet<string>,
): Finding[] {
  const received = store.dossiers.receivedIn();
  const states = new Map<string, DossierDocument["state"][]>();
  for (const { dossierId, state } of documents.values()) {
    const list = states.get(dossierId);
    if (list) list.push(state);
    else states.set(dossierId, [state]);
  }
  return [...dossiers.values()]
    .filter(({ id, carrier }) => !withFiles.has(id) && carrier !== "paper" && !received.has(id))
    .filter(
      ({ id }) =>
        states.get(id)?.every((state) => state === "paper-only" || state === "held-elsewhere") !== true,
    )
    .map(({ reference }) => finding("dossier-without-files", "warning", { dossier: reference }, {}));
}

/** A finding with the names of protected persons as codes. */
function masked(one: Finding, shown: (path: string) => string): Finding {
  const place = one.place.file === undefined ? one.place : { ...one.place, file: shown(one.place.file) };
  if (one.code === "content-duplicate")
    return { ...one, place, details: { same: one.details.same.map((path) => shown(path)) } };
  return { ...one, place };
}

/** A file that could not be read is said once, with the reason of this scan. */
function dropRepeated(findings: Finding[]): Finding[] {
  const said = new Set<string>();
  return findings.filter(({ code, place }) => {
    if (code !== "file-unreadable") return true;
    if (said.has(place.file ?? "")) return false;
    said.add(place.file ?? "");
    return true;
  });
}
