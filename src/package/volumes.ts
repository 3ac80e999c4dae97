import { basename } from "node:path";
import type { Container, ContainerFile, DigestTable } from "../fs/container.js";
import { type Finding, finding } from "../model/finding.js";
import { type BagCount, readBagCount } from "./bag/bag-count.js";
import { infoValue } from "./bag/bag-info.js";
import type { FilesByPath } from "./check-bag.js";
import type { Bag } from "./read-bag.js";

/** A bag that was read, with its digests. */
export interface Volume {
  path: string;
  container: Container;
  bag: Bag;
  table: DigestTable;
}

/** Which bag of how many the metadata say a bag is; null where they say nothing that can be understood. */
export function bagCountOf(bag: Bag): BagCount | null {
  const text = infoValue(bag.info, "Bag-Count");
  return text === null ? null : readBagCount(text);
}

/** Bags in the order of their numbers; those without one last. */
export function inOrder<V extends Pick<Volume, "bag">>(volumes: readonly V[]): V[] {
  const number = ({ bag }: V): number => bagCountOf(bag)?.number ?? Number.POSITIVE_INFINITY;
  return [...volumes].sort((a, b) => number(a) - number(b) || 0);
}

/** Where there are several volumes, a finding names the one it is about. */
export function locatedIn(path: string, several: boolean, findings: readonly Finding[]): Finding[] {
  if (!several) return [...findings];
  const volume = basename(path);
  return findings.map((one) => {
    const { file } = one.place;
    return { ...one, place: { ...one.place, file: file === undefined ? volume : `${volume}: ${file}` } };
  });
}

/**
 * What the bags given are as a group: which are missing, given twice, of another group, or say nothing of it; and
 * those that make up the group, each number once. One bag that says nothing of volumes is a group by itself.
 */
export function checkVolumes<V extends Pick<Volume, "path" | "bag">>(
  volumes: readonly V[],
): { findings: Finding[]; missing: number[]; group: V[] } {
  const findings: Finding[] = [];
  const place = ({ path }: V) => ({ file: basename(path) });
  const groupOf = ({ bag }: V): string => infoValue(bag.info, "Bag-Group-Identifier") ?? "";
  const marked = volumes.flatMap((volume) => {
    const mark = bagCountOf(volume.bag);
    if (mark) return [{ volume, ...mark, group: groupOf(volume) }];
    // One bag alone need not say that it is the only one.
    const text = infoValue(volume.bag.info, "Bag-Count");
    if (volumes.length > 1 || text !== null)
      findings.push(finding("volume-unmarked", "error", place(volume), { text: (text ?? "").slice(0, 80) }));
    return [];
  });
  const first = mostCommon(marked);
  if (!first) return { findings, missing: [], group: volumes.length === 1 ? [...volumes] : [] };
  const name = (group: string, count: number | null): string =>
    `${group === "" ? "?" : group.slice(0, 120)} × ${count ?? "?"}`;
  const given = new Set<number>();
  const members: V[] = [];
  for (const { volume, number, count, group } of marked) {
    if (group !== first.group || count !== first.count) {
      const details = { group: name(group, count), expected: name(first.group, first.count) };
      findings.push(finding("volume-foreign", "error", place(volume), details));
    } else if (given.has(number))
      findings.push(finding("volume-repeated", "error", place(volume), { number }));
    else {
      given.add(number);
      members.push(volume);
    }
  }
  const missing: number[] = [];
  const last = first.count ?? Math.max(...given);
  for (let number = 1; number <= last; number += 1) if (!given.has(number)) missing.push(number);
  // A count that is absurd must not fill the report.
  for (const number of missing.slice(0, 100))
    findings.push(finding("volume-missing", "error", {}, { number, count: last }));
  return { findings, missing, group: members };
}

/** The mark of the set that most of the bags given say they are of; of two as common ones, the first. */
function mostCommon<M extends { group: string; count: number | null }>(marked: readonly M[]): M | null {
  const alike = (a: M): number => marked.filter((b) => a.group === b.group && a.count === b.count).length;
  return marked.reduce<M | null>((best, one) => (best && alike(best) >= alike(one) ? best : one), null);
}

/** Several bags as one; what each listed is not joined. */
export interface JoinedBag extends Pick<Bag, "info"> {
  files: FilesByPath;
}

/**
 * Several bags as one: the payload of all, the tag files of the first. A payload path that two bags hold is a finding,
 * and the first one counts.
 */
export function joinVolumes(volumes: readonly Volume[]): {
  bag: JoinedBag;
  table: DigestTable;
  findings: Finding[];
} {
  const findings: Finding[] = [];
  const files = new Map<string, ContainerFile>();
  const starts: number[] = [];
  let start = 0;
  for (const [order, { bag, container }] of volumes.entries()) {
    starts.push(start);
    for (const [path, file] of bag.files) {
      const payload = path.startsWith("data/");
      if (!payload && order > 0) continue;
      if (files.has(path)) findings.push(finding("name-duplicate", "error", { file: path }, {}));
      else files.set(path, { ...file, index: start + file.index });
    }
    start += container.files.length;
  }
  const table: DigestTable = {
    findings: [],
    digestOf(index, algorithm) {
      const owner = starts.findLastIndex((one) => one <= index);
      return volumes[owner]?.table.digestOf(index - starts[owner]!, algorithm) ?? null;
    },
    isDigestOf(index, algorithm, digests, at) {
      const owner = starts.findLastIndex((one) => one <= index);
      return volumes[owner]?.table.isDigestOf(index - starts[owner]!, algorithm, digests, at) ?? false;
    },
  };
  return { bag: { info: volumes[0]!.bag.info, files }, table, findings };
}
