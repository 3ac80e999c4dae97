import type { ContainerFile, DigestTable } from "../fs/container.js";
import { collisionKey } from "../fs/portable-names.js";
import { type Finding, finding } from "../model/finding.js";
import { infoValue } from "./bag/bag-info.js";
import { type Oxum, readOxum } from "./bag/oxum.js";
import { bagInfoName, knownAlgorithms } from "./bag/tag-files.js";
import type { Bag } from "./read-bag.js";

/** The files of a bag, or of several bags together. */
export interface FilesByPath {
  get(path: string): ContainerFile | undefined;
  keys(): Iterable<string>;
}

/** Finds the file that a list means, where list and bag spell its name differently. */
export class Spellings {
  private folded: Map<string, string[]> | null = null;

  constructor(private readonly files: FilesByPath) {}

  /** The file of exactly this name, or the only one of another normalisation or case. */
  find(path: string): { path: string; file: ContainerFile; how: "exact" | "normalisation" | "case" } | null {
    const exact = this.files.get(path);
    if (exact) return { path, file: exact, how: "exact" };
    this.folded ??= this.fold();
    const near = this.folded.get(collisionKey(path)) ?? [];
    const sameText = near.filter((other) => other.normalize("NFC") === path.normalize("NFC"));
    const found = sameText.length > 0 ? sameText : near;
    if (found.length !== 1) return null;
    const how = sameText.length > 0 ? "normalisation" : "case";
    return { path: found[0]!, file: this.files.get(found[0]!)!, how };
  }

  private fold(): Map<string, string[]> {
    const folded = new Map<string, string[]>();
    for (const path of this.files.keys()) {
      const key = collisionKey(path);
      const group = folded.get(key);
      if (group) group.push(path);
      else folded.set(key, [path]);
    }
    return folded;
  }
}

/** What the payload really holds. */
export function payloadOf(bag: Bag): Oxum {
  let bytes = 0;
  let files = 0;
  bag.files.eachOfPayload(({ size }) => {
    bytes += size;
    files += 1;
  });
  return { bytes, files };
}

/**
 * Completeness in both directions: every listed file is there, every payload file is listed in every payload manifest,
 * and the Payload-Oxum is right. `strict` treats an unlisted tag file under `handover/` as an error.
 */
export function checkCompleteness(bag: Bag, spellings: Spellings, strict: boolean): Finding[] {
  const findings: Finding[] = [];
  /** Files that some list means under another spelling. */
  const meant = new Set<string>();
  const meantTags = new Set<string>();
  const tagLists = bag.manifests.filter(({ kind }) => kind === "tags");
  for (const manifest of bag.manifests) {
    meant.clear();
    for (const { path } of manifest.rows) {
      if (bag.files.has(path)) continue;
      const found = spellings.find(path);
      if (!found) {
        findings.push(finding("bag-file-missing", "error", { file: path }, { manifest: manifest.name }));
        continue;
      }
      meant.add(found.path);
      if (manifest.kind === "tags") meantTags.add(found.path);
      if (found.how === "exact") continue;
      const severity = found.how === "case" ? "error" : "warning";
      const details = { manifest: manifest.name, found: found.path, how: found.how };
      findings.push(finding("bag-path-spelled-differently", severity, { file: path }, details));
    }
    if (manifest.kind === "tags") continue;
    // Before 1.0 it was enough that one of several lists named a file.
    const others =
      bag.declaration?.version === "1.0"
        ? []
        : bag.manifests.filter((one) => one.kind === "payload" && one !== manifest);
    bag.files.eachOfPayload((file) => {
      if (manifest.names(file)) return;
      const path = bag.files.pathOf(file);
      if (!manifest.lists(path, file) && !meant.has(path) && !others.some((other) => other.lists(path, file)))
        findings.push(finding("bag-file-extra", "error", { file: path }, { manifest: manifest.name }));
    });
  }
  if (tagLists.length > 0)
    for (const [path, file] of bag.files.tags()) {
      if (path.startsWith("tagmanifest-") || meantTags.has(path)) continue;
      if (tagLists.some((list) => list.lists(path, file))) continue;
      const severity = strict ? "error" : "info";
      findings.push(finding("bag-tag-file-unlisted", severity, { file: path }, {}));
    }
  findings.push(...checkOxum(bag));
  return findings;
}

function checkOxum(bag: Bag): Finding[] {
  const place = { file: bagInfoName };
  const text = infoValue(bag.info, "Payload-Oxum");
  if (text === null) return bag.info.length > 0 ? [finding("bag-oxum-missing", "info", place, {})] : [];
  const expected = readOxum(text);
  if (!expected) return [finding("bag-oxum-not-understood", "warning", place, { text: text.slice(0, 80) })];
  const actual = payloadOf(bag);
  return expected.bytes === actual.bytes && expected.files === actual.files
    ? []
    : [finding("bag-oxum-differs", "error", place, { expected, actual })];
}

/** Compares every digest that the bag lists with what was read. */
export function checkDigests(bag: Bag, spellings: Spellings, table: DigestTable): Finding[] {
  const findings: Finding[] = [];
  const unreadable = new Set<string>();
  for (const { name, algorithm, rows, names, digests } of bag.manifests) {
    const compare = (path: string, { index }: ContainerFile, expected: () => string): void => {
      const actual = table.digestOf(index, algorithm);
      if (actual === null) {
        if (!unreadable.has(path))
          findings.push(finding("entry-unreadable", "error", { file: path }, { reason: "not-digested" }));
        unreadable.add(path);
      } else if (actual !== expected()) {
        const details = { manifest: name, algorithm, expected: expected(), actual };
        findings.push(finding("bag-digest-differs", "error", { file: path }, details));
      }
    };
    const length = (knownAlgorithms[algorithm]?.hexLength ?? 0) / 2;
    bag.files.each((file) => {
      const at = file.index * length;
      if (!names(file) || table.isDigestOf(file.index, algorithm, digests, at)) return;
      compare(bag.files.pathOf(file), file, () => digests.toString("hex", at, at + length));
    });
    for (const { path, digest } of rows) {
      const file = spellings.find(path)?.file;
      if (file) compare(path, file, () => digest);
    }
  }
  return findings;
}
