import type { Finding } from "../model/finding.js";
import { severities } from "../model/finding.js";
import type { Store } from "../store/index.js";
import type { CheckResult, CheckTotals } from "./check-dossiers.js";
import { fileCheckCodes } from "./check-files.js";

/** What got better or worse since an earlier run over all dossiers. */
export interface CheckChanges {
  /** When the earlier run was made. */
  since: string;
  /** Other rule packs were in use then: some differences may come from them. */
  packsDiffer: boolean;
  totals: CheckTotals;
  /** Findings that are new, more serious, or no longer answered for. */
  worse: Finding[];
  /** Findings of then that are gone, less serious, or answered for now; as they were then. */
  better: Finding[];
}

/** What a saved run says of itself beside its findings. */
interface RunSummary {
  totals: CheckTotals;
  files?: unknown;
}

/** The last run over all dossiers that was saved, with its findings; null when there is none. */
export function lastRun(store: Store): EarlierRun | null {
  const run = store.checks.last();
  return run && { ...run, findings: store.checks.findings(run.id) };
}

export interface EarlierRun {
  startedAt: string;
  packs: { name: string; sha256: string }[];
  summary: unknown;
  findings: { dossierId: string | null; finding: Finding }[];
}

/**
 * Compares a run with an earlier one. Findings are the same when code, dossier, paper and file are. With `only`, the other
 * dossiers and what belongs to none are left out; what only reading the files can tell is compared only when both did.
 */
export function compareRuns(
  earlier: EarlierRun,
  result: CheckResult,
  only?: ReadonlySet<string>,
): CheckChanges {
  const { totals, files } = earlier.summary as RunSummary;
  const bothRead = files !== undefined && files !== null && result.files !== undefined;
  const counts = (id: string | null, { code }: Finding): boolean =>
    (!only || (id !== null && only.has(id))) && (bothRead || !fileCheckCodes.has(code));
  const before = new Map<string, Finding[]>();
  for (const { dossierId, finding } of earlier.findings) {
    if (!counts(dossierId, finding)) continue;
    const key = keyOf(dossierId, finding);
    const list = before.get(key);
    if (list) list.push(finding);
    else before.set(key, [finding]);
  }
  const worse: Finding[] = [];
  const better: Finding[] = [];
  const look = (id: string | null, finding: Finding): void => {
    if (!counts(id, finding)) return;
    const old = before.get(keyOf(id, finding))?.shift();
    if (!old || weight(finding) < weight(old)) worse.push(finding);
    else if (weight(finding) > weight(old)) better.push(old);
  };
  for (const { id, findings } of result.dossiers) for (const finding of findings) look(id, finding);
  for (const finding of result.findings) look(null, finding);
  for (const gone of before.values()) better.push(...gone);
  const digests = (packs: readonly { name: string; sha256: string }[]): string =>
    packs
      .map(({ name, sha256 }) => `${name} ${sha256}`)
      .sort()
      .join();
  return {
    since: earlier.startedAt,
    packsDiffer: digests(earlier.packs) !== digests(result.packs),
    totals,
    worse,
    better,
  };
}

/** The lower, the more serious; what somebody has answered for weighs least. */
function weight({ severity, explained }: Finding): number {
  return explained ? severities.length : severities.indexOf(severity);
}

function keyOf(dossierId: string | null, { code, place, details }: Finding): string {
  // A paper without a slot may get one: then the old finding is gone and a new one is there, which is the truth.
  const where = "where" in details ? details.where : "kind" in details ? details.kind : "";
  return JSON.stringify([dossierId, code, place.document ?? "", place.file ?? "", where]);
}
