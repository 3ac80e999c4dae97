import { join } from "node:path";
import type { PackingTrouble, ZipEntryToWrite } from "../fs/zip-writer.js";
import { Failure } from "../model/failure.js";
import { compareFindings, type Finding, finding, hasFindingsAt } from "../model/finding.js";
import type { Job } from "../model/progress.js";
import type { PackagePlan, PlannedPayload } from "./plan-package.js";

/** Most that deal with packages write none. */
const writer = () => import("../fs/zip-writer.js");

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
  const { writeZip } = await writer();
  const written = await writeZip(path, zipEntries(plan), plan.date, job).catch(packageExists);
  if (written.written) return { ...result, written: true, bytes: written.bytes };
  return { ...result, findings: withTroubles([plan], written.troubles) };
}

/** What came of making several volumes; `path` of the whole is the folder. */
export interface VolumesResult extends PackageResult {
  volumes: PackageResult[];
}

/**
 * Writes the volumes of a handover into `folder`, all of them or none. Throws as `writePackage` does; free space is
 * looked for once, for all of them.
 */
export async function writeVolumes(
  plans: readonly PackagePlan[],
  folder: string,
  job: Job = {},
): Promise<VolumesResult> {
  const result = volumesPlanned(plans, folder);
  if (hasFindingsAt(result.findings, "error")) return result;
  const { id, date } = plans[0]!;
  const archives = plans.map((plan) => ({ name: packageFileName(plan), entries: zipEntries(plan) }));
  const { writeZips } = await writer();
  const written = await writeZips(folder, id, archives, date, job).catch(packageExists);
  if (!written.written) return { ...result, findings: withTroubles(plans, written.troubles) };
  const volumes = result.volumes.map((volume, i) => ({ ...volume, written: true, bytes: written.bytes[i]! }));
  return { ...result, written: true, bytes: volumes.reduce((sum, { bytes }) => sum + bytes, 0), volumes };
}

/** What writing these volumes would give, with nothing written. */
export function volumesPlanned(plans: readonly PackagePlan[], folder: string): VolumesResult {
  const volumes = plans.map((plan): PackageResult => {
    const { id, dossiers, files, payloadBytes, findings } = plan;
    const counts = { dossiers, files, payloadBytes, findings };
    return { id, path: join(folder, packageFileName(plan)), written: false, bytes: 0, ...counts };
  });
  const sum = (of: (one: PackageResult) => number): number =>
    volumes.reduce((total, one) => total + of(one), 0);
  return {
    id: plans[0]!.id,
    path: folder,
    written: false,
    bytes: 0,
    dossiers: sum(({ dossiers }) => dossiers),
    files: sum(({ files }) => files),
    payloadBytes: sum(({ payloadBytes }) => payloadBytes),
    findings: volumes.flatMap(({ findings }) => findings),
    volumes,
  };
}

function zipEntries(plan: PackagePlan): ZipEntryToWrite[] {
  return plan.entries.map((entry): ZipEntryToWrite => {
    const name = `${plan.root}/${entry.path}`;
    if (entry.kind === "tag") return { name, bytes: entry.bytes, compress: true };
    const { from, size, sha256, compress } = entry;
    return { name, from, size, sha256, compress };
  });
}

function packageExists(error: unknown): never {
  if (error instanceof Failure && error.code === "file-exists" && "path" in error.details)
    throw new Failure("package-exists", { path: String(error.details.path) }, { cause: error });
  throw error;
}

function withTroubles(plans: readonly PackagePlan[], troubles: readonly PackingTrouble[]): Finding[] {
  const payload = new Map<string, PlannedPayload>();
  for (const { entries } of plans)
    for (const entry of entries) if (entry.kind === "payload") payload.set(entry.from, entry);
  return [
    ...plans.flatMap(({ findings }) => findings),
    ...troubles.map((trouble) => troubleFinding(trouble, payload.get(trouble.from)!)),
  ].sort(compareFindings);
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
