import { compareFindings, type Finding } from "../model/finding.js";
import { openContainer } from "./open-package.js";
import { type Bag, readBag } from "./read-bag.js";

/** What is in a package, without looking into any file of the payload. */
export interface PackageListing {
  path: string;
  kind: "zip" | "folder";
  /** Whether there is a bag in it. */
  isBag: boolean;
  files: { path: string; size: number }[];
  bytes: number;
  /** What listing alone showed to be wrong. */
  findings: Finding[];
}

/** Lists a package. Throws only when `path` cannot be read at all. */
export async function listPackage(path: string): Promise<PackageListing> {
  const container = await openContainer(path);
  try {
    const bag = await readBag(container);
    const wrong = "missing" in bag ? bag.missing : (bag as Bag).findings;
    const files = container.files.map((file) => ({ path: file.path, size: file.size }));
    return {
      path,
      kind: container.kind,
      isBag: !("missing" in bag),
      files,
      bytes: files.reduce((sum, { size }) => sum + size, 0),
      findings: [...container.findings, ...wrong].sort(compareFindings),
    };
  } finally {
    await container.close();
  }
}
