import { join } from "node:path";
import type { Manifest } from "../manifest/index.js";
import type { InventoryFile } from "../model/dossier.js";
import type { PayloadSource } from "./plan-package.js";

/**
 * Where the files of a list lie on the giver's disk: by the document they belong to and their path, or by their bytes
 * where the folder was moved and scanned again. Pure; by bag path, without those that are not found.
 */
export function findSources(
  manifest: Manifest,
  filesOf: ReadonlyMap<string, readonly InventoryFile[]>,
): Map<string, PayloadSource> {
  const sources = new Map<string, PayloadSource>();
  for (const dossier of manifest.dossiers)
    for (const document of dossier.documents) {
      const files = filesOf.get(document.id) ?? [];
      for (const { path, originalPath, sha256 } of document.files) {
        const named = files.filter((one) => one.path.normalize("NFC") === originalPath);
        const found =
          named.find((one) => one.sha256 === sha256) ??
          files.find((one) => one.sha256 === sha256) ??
          named[0];
        if (found) sources.set(path, { from: join(found.root, found.path), secrecy: found.secrecy });
      }
    }
  return sources;
}
