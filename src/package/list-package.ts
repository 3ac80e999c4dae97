import type { Container } from "../fs/container.js";
import { addFindings, compareFindings, type Finding } from "../model/finding.js";
import { openContainer } from "./open-package.js";
import { readBag } from "./read-bag.js";
import type { VolumeSummary } from "./verification.js";
import { bagCountOf, checkVolumes, inOrder, locatedIn, type Volume } from "./volumes.js";

/** One of the files or folders given, as far as listing looks. */
export interface ListedVolume extends VolumeSummary {
  kind: "zip" | "folder";
  /** Whether there is a bag in it. */
  isBag: boolean;
  files: { path: string; size: number }[];
}

/** What is in a package, without looking into any file of the payload. */
export interface PackageListing {
  /** The package as given; of several volumes, the first one given. */
  path: string;
  /** In the order of their numbers; a package in one piece is one of them. */
  volumes: ListedVolume[];
  bytes: number;
  /** What listing alone showed to be wrong. */
  findings: Finding[];
}

/** Lists a package, or all volumes of one. Throws only when a path cannot be read at all. */
export async function listPackage(path: string | readonly string[]): Promise<PackageListing> {
  const paths = typeof path === "string" ? [path] : path;
  const findings: Finding[] = [];
  const bags: Pick<Volume, "path" | "bag">[] = [];
  const listed: ListedVolume[] = [];
  for (const one of paths) {
    const container = await openContainer(one);
    try {
      const bag = await readBag(container);
      const wrong = "missing" in bag ? bag.missing : bag.findings;
      addFindings(findings, locatedIn(one, paths.length > 1, [...container.findings, ...wrong]));
      if (!("missing" in bag)) bags.push({ path: one, bag });
      const mark = "missing" in bag ? null : bagCountOf(bag);
      const place = { path: one, number: mark?.number ?? null, count: mark?.count ?? null };
      listed.push({ ...place, kind: container.kind, isBag: !("missing" in bag), files: filesOf(container) });
    } finally {
      await container.close();
    }
  }
  const { findings: ofGroup } = checkVolumes(inOrder(bags));
  // What is missing takes nothing from what is shown.
  addFindings(
    findings,
    ofGroup.map((one) => (one.code === "volume-missing" ? { ...one, severity: "warning" as const } : one)),
  );
  const rank = ({ number }: ListedVolume): number => number ?? Number.POSITIVE_INFINITY;
  return {
    path: paths[0]!,
    volumes: listed.sort((a, b) => rank(a) - rank(b) || 0),
    bytes: listed.reduce((sum, { files }) => sum + files.reduce((all, { size }) => all + size, 0), 0),
    findings: findings.sort(compareFindings),
  };
}

function filesOf({ files }: Container): { path: string; size: number }[] {
  return files.map(({ path, size }) => ({ path, size }));
}
