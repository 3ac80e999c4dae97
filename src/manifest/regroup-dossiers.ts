import type { ManifestDocument, ManifestDossier } from "./manifest.js";
import { MatchIndex } from "./match-index.js";

/** A document in its dossier. */
export interface Found {
  dossier: ManifestDossier;
  document: ManifestDocument;
}

/** A document that lies in one dossier before and in another after. */
export interface Passage {
  before: Found;
  after: Found;
}

/** Dossiers that were put together, taken apart, or given another reference and id. */
export interface Regrouped {
  renamed: { before: ManifestDossier; after: ManifestDossier }[];
  merged: { from: ManifestDossier[]; into: ManifestDossier }[];
  split: { from: ManifestDossier; into: ManifestDossier[] }[];
}

/** Documents that went from one dossier to another: the same id, else all the same bytes. Each stands in one passage at most. */
export function findPassages(before: readonly Found[], after: readonly Found[]): Passage[] {
  const rest = new Set(before);
  const byId = new MatchIndex(rest, ({ document }) => [document.id]);
  const passages: Passage[] = [];
  const open: Found[] = [];
  for (const one of after) {
    const known = byId.take(one.document.id, rest);
    if (known) passages.push({ before: known, after: one });
    else open.push(one);
  }
  if (open.length === 0 || rest.size === 0) return passages;
  const byBytes = new MatchIndex(rest, ({ document }) => bytesOf(document));
  for (const one of open) {
    const [bytes] = bytesOf(one.document);
    const known = bytes === undefined ? undefined : byBytes.take(bytes, rest);
    if (known) passages.push({ before: known, after: one });
  }
  return passages;
}

/** What the bytes of a document come to; nothing for one that has none: all of those are alike. */
function bytesOf({ files }: ManifestDocument): string[] {
  const digests = files.filter(({ size }) => size > 0).map(({ sha256 }) => sha256);
  return digests.length === 0 ? [] : [digests.sort().join(" ")];
}

/**
 * Reads from where documents went what became of their dossiers. `removed` and `added` are the dossiers that only one
 * side has; one of them counts as gone into, or made from, another when at least half of its documents did so.
 */
export function regroup(
  passages: readonly Passage[],
  removed: ReadonlySet<ManifestDossier>,
  added: ReadonlySet<ManifestDossier>,
): Regrouped {
  const forth = flows(passages, ({ before, after }) => [before.dossier, after.dossier]);
  const back = flows(passages, ({ before, after }) => [after.dossier, before.dossier]);
  const result: Regrouped = { renamed: [], merged: [], split: [] };
  const settled = new Set<ManifestDossier>();
  for (const before of removed) {
    const [after, ...others] = forth.get(before)?.keys() ?? [];
    if (!after || others.length > 0 || !added.has(after) || back.get(after)!.size > 1) continue;
    const count = forth.get(before)!.get(after)!;
    if (count * 2 < Math.max(before.documents.length, after.documents.length)) continue;
    result.renamed.push({ before, after });
    settled.add(before).add(after);
  }
  for (const [into, sources] of back) {
    const from = mostly(sources, removed, settled);
    if (from.length > (added.has(into) ? 1 : 0)) result.merged.push({ from, into });
  }
  for (const [from, targets] of forth) {
    const into = mostly(targets, added, settled);
    if (into.length > (removed.has(from) ? 1 : 0)) result.split.push({ from, into });
  }
  return result;
}

type Flows = Map<ManifestDossier, Map<ManifestDossier, number>>;

function flows(
  passages: readonly Passage[],
  way: (one: Passage) => [ManifestDossier, ManifestDossier],
): Flows {
  const counted: Flows = new Map();
  for (const passage of passages) {
    const [from, to] = way(passage);
    const targets = counted.get(from) ?? new Map<ManifestDossier, number>();
    counted.set(from, targets.set(to, (targets.get(to) ?? 0) + 1));
  }
  return counted;
}

/** Those of `lone` at least half of whose documents are counted here. */
function mostly(
  counted: ReadonlyMap<ManifestDossier, number>,
  lone: ReadonlySet<ManifestDossier>,
  settled: ReadonlySet<ManifestDossier>,
): ManifestDossier[] {
  return [...counted]
    .filter(([one, count]) => lone.has(one) && !settled.has(one) && count * 2 >= one.documents.length)
    .map(([one]) => one);
}
