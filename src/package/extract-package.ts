import type { Container } from "../fs/container.js";
import { pathProblems } from "../fs/path-problems.js";
import { addFindings, compareFindings, type Finding } from "../model/finding.js";
import type { Job } from "../model/progress.js";
import { bagInfoName, declarationName, manifestAlgorithm } from "./bag/tag-files.js";
import { checkCompleteness, checkDigests, Spellings } from "./check-bag.js";
import { type Extraction, extractPayload, openBag, openContainer } from "./open-package.js";
import { type Bag, readBag } from "./read-bag.js";
import { checkVolumes, inOrder, locatedIn } from "./volumes.js";

/** What came of taking a package apart. */
export interface ExtractResult {
  /** The package as given; of several volumes, the first one given. */
  path: string;
  folder: string;
  copied: number;
  findings: Finding[];
}

/** A bag, what is wrong with it alone, and the files of it that are what its lists say. */
interface SoundPart {
  path: string;
  container: Container;
  bag: Bag;
  sound: Extraction[];
}

/**
 * Copies everything a bag lists by SHA-256, SHA-512 or another digest we compute, into `folder`. Files whose bytes are
 * not the listed ones, or that nothing lists, stay out and are findings. Volumes, in any order, become one payload: a
 * missing one is a finding, one that does not belong to the set is left out, and so are the tag files that speak of a
 * single volume.
 */
export async function extractPackage(
  path: string | readonly string[],
  folder: string,
  job: Job = {},
): Promise<ExtractResult> {
  const paths = typeof path === "string" ? [path] : path;
  const several = paths.length > 1;
  const findings: Finding[] = [];
  const containers: Container[] = [];
  let copied = 0;
  try {
    for (const one of paths) containers.push(await openContainer(one, !several));
    const parts: SoundPart[] = [];
    for (const [index, container] of containers.entries()) {
      const { part, wrong } = await soundPart(paths[index]!, container, job);
      addFindings(findings, locatedIn(paths[index]!, several, wrong));
      if (part) parts.push(part);
    }
    const checked = checkVolumes(inOrder(parts));
    addFindings(findings, checked.findings);
    const chosen = several ? onePayload(checked.group, findings) : parts.slice(0, 1);
    for (const { path: from, container, bag, sound } of chosen) {
      const failed = await extractPayload(openBag(container, bag), folder, sound, job);
      addFindings(findings, locatedIn(from, several, failed));
      copied += sound.length - failed.length;
    }
  } finally {
    for (const container of containers) await container.close();
  }
  return { path: paths[0]!, folder, copied, findings: findings.sort(compareFindings) };
}

async function soundPart(
  path: string,
  container: Container,
  job: Job,
): Promise<{ part: SoundPart | null; wrong: Finding[] }> {
  const bag = await readBag(container);
  if ("missing" in bag) return { part: null, wrong: [...container.findings, ...bag.missing] };
  const spellings = new Spellings(bag.files);
  const wrong = [...container.findings, ...bag.findings, ...checkCompleteness(bag, spellings, false)];
  const algorithms = [...new Set(bag.manifests.map(({ algorithm }) => algorithm))];
  const table = await container.digest([...algorithms, "sha256"], job);
  const differing = checkDigests(bag, spellings, table);
  addFindings(wrong, [...table.findings, ...differing]);
  const spoilt = new Set(differing.map(({ place }) => place.file));
  const sound = new Map<string, Extraction>();
  const take = (listed: string): void => {
    const found = spellings.find(listed);
    const sha256 = found && table.digestOf(found.file.index, "sha256");
    if (found && sha256 && !spoilt.has(listed)) sound.set(found.path, { path: found.path, sha256 });
  };
  for (const { rows, names } of bag.manifests) {
    bag.files.each((file) => names(file) && take(bag.files.pathOf(file)));
    for (const { path: listed } of rows) take(listed);
  }
  return { part: { path, container, bag, sound: [...sound.values()] }, wrong };
}

/**
 * Volumes as one payload. Each says the same under the same tag files, which are taken once; whatever would lie upon
 * another volume's file, on this system or another, is a finding, and where no system can keep both, stays out.
 */
function onePayload(volumes: readonly SoundPart[], findings: Finding[]): SoundPart[] {
  const first = new Map<string, { sha256: string; volume: SoundPart }>();
  const all: { volume: SoundPart; file: Extraction }[] = [];
  for (const volume of volumes)
    for (const file of volume.sound) {
      if (speaksOfOneVolume(file.path)) continue;
      const before = first.get(file.path);
      if (before?.sha256 === file.sha256 && !file.path.startsWith("data/")) continue;
      if (!before) first.set(file.path, { sha256: file.sha256, volume });
      all.push({ volume, file });
    }
  const refused = new Set<number>();
  const paths = all.map(({ file }) => file.path);
  // What is wrong within one volume was said of that volume.
  const said = new Set(
    volumes.flatMap(({ container, bag }) =>
      container.findings.map(({ code, place }) => `${code} ${place.file?.slice(bag.root.length)}`),
    ),
  );
  for (const problem of pathProblems(paths, (index) => refused.add(index)))
    if (!said.has(`${problem.code} ${problem.place.file}`)) findings.push(problem);
  return volumes.map((volume) => ({
    ...volume,
    sound: all.flatMap((one, index) => (one.volume === volume && !refused.has(index) ? [one.file] : [])),
  }));
}

/** Whether a tag file is about one volume, and no other volume has the same. */
function speaksOfOneVolume(path: string): boolean {
  if (path.includes("/")) return false;
  return path === declarationName || path === bagInfoName || manifestAlgorithm(path) !== null;
}
