import { join } from "node:path";
import { type PackingTrouble, writeZip, type ZipEntryToWrite } from "../fs/zip-writer.js";
import { Failure } from "../model/failure.js";
import { compareFindings, type Finding, finding, hasFindingsAt } from "../model/finding.js";
import type { Job } from "../model/progress.js";
import type { PackagePlan, PlannedPayload } from "./plan-package.js";

/** What came of making a package. */
export interface PackageResult {
  id: string;
  /** Where the package lies, or would lie. */
  path: string;
  written: boolean;
  /** Size of the archive; 0 where none was written. */
  bytes: number;
  dossiers: number;
  files: number;
  payloadBytes: number;
  findings: Finding[];
}

/** Name of the archive that a plan becomes. */
export function packageFileName(plan: PackagePlan): string {
  return `${plan.root}.zip`;
}

/**
 * Writes the package of a plan into `folder`, or nothing at all: a plan with errors, or a file that is not what the
 * manifest says, ends in findings. Throws `package-exists`, `disk-full`, `file-not-writable`, `folder-not-found`.
 */
export async function writePackage(plan: PackagePlan, folder: string, job: Job = {}): Promise<PackageResult> {
  const path = join(folder, packageFileName(plan));
  const { id, dossiers, files, payloadBytes } = plan;
  const result = {
    id,
    path,
    written: false,
    bytes: 0,
    dossiers,
    files,
    payloadBytes,
    findings: plan.findings,
  };
  if (hasFindingsAt(plan.findings, "error")) return result;
  const entries = plan.entries.map((entry): ZipEntryToWrite => {
    const name = `${plan.root}/${entry.path}`;
    if (entry.kind === "tag") return { name, bytes: entry.bytes, compress: true };
    const { from, size, sha256, compress } = entry;
    return { name, from, size, sha256, compress };
  });
  const written = await writeZip(path, entries, plan.date, job).catch((error: unknown) => {
    if (error instanceof Failure && error.code === "file-exists")
      throw new Failure("package-exists", { path }, { cause: error });
    throw error;
  });
  if (written.written) return { ...result, written: true, bytes: written.bytes };
  const payload = new Map(
    plan.entries.flatMap((entry) => (entry.kind === "payload" ? [[entry.from, entry] as const] : [])),
  );
  const troubles = written.troubles.map((trouble) => troubleFinding(trouble, payload.get(trouble.from)!));
  return { ...result, findings: [...plan.findings, ...troubles].sort(compareFindings) };
}

function troubleFinding({ expected, trouble }: PackingTrouble, planned: PlannedPayload): Finding {
  const place = { dossier: planned.dossier, file: planned.originalPath };
  switch (trouble.reason) {
    case "changed":
      return finding("file-changed", "error", place, { expected, actual: trouble.actual });
    case "missing":
      return finding("file-missing", "error", place, { sha256: expected });
    case "unreadable":
      return finding("file-unreadable", "error", place, { reason: trouble.code });
  }
}
