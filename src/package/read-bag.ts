import type { Container, ContainerFile } from "../fs/container.js";
import { addFindings, type Finding, finding } from "../model/finding.js";
import { type BagInfoElement, readBagInfo } from "./bag/bag-info.js";
import { type DigestList, decodePath, readDigestList } from "./bag/payload.js";
import {
  type BagDeclaration,
  bagInfoName,
  declarationName,
  decodeTagFile,
  fetchName,
  knownAlgorithms,
  linesOf,
  manifestAlgorithm,
  readDeclaration,
} from "./bag/tag-files.js";
import { BagFiles } from "./bag-files.js";

/** A payload or tag manifest of a bag. */
export interface BagManifest extends Omit<DigestList<ContainerFile>, "findings"> {
  name: string;
  kind: "payload" | "tags";
  algorithm: string;
}

/** A bag as far as its own words go; nothing of the payload has been read. */
export interface Bag {
  /** Path of the bag's folder in its container, ending in `/`, or empty. */
  root: string;
  files: BagFiles;
  declaration: BagDeclaration | null;
  info: BagInfoElement[];
  manifests: BagManifest[];
  /** What is wrong with what the bag says of itself. */
  findings: Finding[];
}

/** Largest list of digests that is read, in bytes; as much as the directory of an archive may take. */
const listLimit = 256 << 20;
/** Largest other tag files: what they say is short. */
const limits: Readonly<Record<string, number>> = {
  [declarationName]: 16 << 10,
  [bagInfoName]: 1 << 20,
  [fetchName]: 64 << 20,
};

/** Finds the one bag of a container and reads its tag files. Null when there is none. */
export async function readBag(container: Container): Promise<Bag | { missing: Finding[] }> {
  const roots = bagRoots(container.files);
  if (roots.length === 0) return { missing: [finding("bag-not-found", "error", {}, {})] };
  const findings: Finding[] = [];
  if (roots.length > 1) findings.push(finding("bag-several", "error", {}, { bags: roots.slice(0, 20) }));
  const root = roots[0]!;
  if (root !== "")
    for (const { path } of container.files)
      if (!path.startsWith(root)) findings.push(finding("entry-outside-bag", "error", { file: path }, {}));
  const files = new BagFiles(container.files, root);
  const bag: Bag = { root, files, declaration: null, info: [], manifests: [], findings };
  const declared = await readTagText(container, bag, declarationName, "UTF-8");
  if (declared !== null) {
    const { declaration, findings: wrong } = readDeclaration(declared);
    bag.declaration = declaration;
    addFindings(findings, wrong);
  }
  await readInfo(container, bag);
  await readManifests(container, bag);
  await refuseFetch(container, bag);
  return bag;
}

/** Folders that hold a declaration, the outermost first; a payload may well hold a bag of its own. */
function bagRoots(files: readonly ContainerFile[]): string[] {
  const roots = files
    .filter(({ path }) => path.endsWith(declarationName))
    .map(({ path }) => path.slice(0, -declarationName.length))
    .filter((root) => root === "" || (root.endsWith("/") && root.split("/").length === 2));
  const outermost = roots.includes("") ? roots.filter((root) => root !== "data/") : roots;
  return [...new Set(outermost)].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
}

async function readTagText(
  container: Container,
  bag: Bag,
  name: string,
  encoding = bag.declaration?.encoding ?? "UTF-8",
): Promise<string | null> {
  const file = bag.files.get(name);
  if (!file) return null;
  const limit = limits[name] ?? listLimit;
  if (file.size > limit) {
    const details = { bytes: file.size, limit };
    bag.findings.push(finding("bag-file-too-large", "error", { file: name }, details));
    return null;
  }
  const bytes = await container.read(file, limit);
  if (!bytes) {
    bag.findings.push(finding("entry-unreadable", "error", { file: name }, { reason: "refused" }));
    return null;
  }
  const { text, findings } = decodeTagFile(bytes, encoding, name);
  addFindings(bag.findings, findings);
  return text;
}

async function readInfo(container: Container, bag: Bag): Promise<void> {
  if (!bag.files.has(bagInfoName)) {
    bag.findings.push(finding("bag-info-missing", "info", {}, {}));
    return;
  }
  const text = await readTagText(container, bag, bagInfoName);
  if (text === null) return;
  const { elements, findings } = readBagInfo(text);
  bag.info = elements;
  addFindings(bag.findings, findings);
}

async function readManifests(container: Container, bag: Bag): Promise<void> {
  const version = bag.declaration?.version ?? "1.0";
  for (const [name] of bag.files.tags()) {
    const known = manifestAlgorithm(name);
    if (!known) continue;
    const { kind, algorithm } = known;
    const place = { file: name };
    const strength = knownAlgorithms[algorithm];
    if (!strength) {
      bag.findings.push(finding("bag-algorithm-unsupported", "warning", place, { algorithm }));
      continue;
    }
    // Sections 2.1.3 and 2.2.1: one list for each algorithm. Any number of them would also take any amount of memory.
    const other = bag.manifests.find((one) => one.kind === kind && one.algorithm === algorithm);
    if (other) {
      bag.findings.push(finding("bag-list-doubled", "error", place, { other: other.name }));
      continue;
    }
    if (strength.weak) bag.findings.push(finding("bag-algorithm-weak", "warning", place, { algorithm }));
    const text = await readTagText(container, bag, name);
    if (text === null) continue;
    const { findings: wrong, ...list } = readDigestList<ContainerFile>(text, {
      ...{ name, kind, version, hexLength: strength.hexLength },
      known: {
        span: bag.files.span,
        // Whatever is readable had its whole path judged when the container was listed.
        find: (path) => {
          const file = bag.files.get(path);
          return file?.readable ? file : null;
        },
      },
    });
    addFindings(bag.findings, wrong);
    bag.manifests.push({ name, kind, algorithm, ...list });
  }
  if (!bag.manifests.some(({ kind }) => kind === "payload"))
    bag.findings.push(finding("bag-manifest-missing", "error", {}, {}));
  if (!bag.manifests.some(({ kind }) => kind === "tags"))
    bag.findings.push(finding("bag-tag-manifest-missing", "info", {}, {}));
}

/** A bag whose files are still to be fetched from somewhere is not whole, and nothing is ever fetched. */
async function refuseFetch(container: Container, bag: Bag): Promise<void> {
  const text = await readTagText(container, bag, fetchName);
  if (text === null) return;
  const version = bag.declaration?.version ?? "1.0";
  const details = { files: 0, missing: 0 };
  for (const line of linesOf(text)) {
    if (line.trim() === "") continue;
    details.files += 1;
    const path = /^\S+[ \t]+(?:\d+|-)[ \t]+(.+)$/u.exec(line)?.[1];
    if (path === undefined || !bag.files.has(decodePath(path, version))) details.missing += 1;
  }
  if (details.files === 0) return;
  bag.findings.push(
    finding("bag-fetch-refused", details.missing > 0 ? "error" : "warning", { file: fetchName }, details),
  );
}
