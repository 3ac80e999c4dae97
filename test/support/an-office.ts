import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Dossier, DossierDocument } from "../../src/model/dossier.js";
import { openStore, type Store } from "../../src/store/index.js";
import { aDocument, aDossier } from "./a-dossier.js";

/** Writes files below `folder`: their bytes by path. */
export function lay(folder: string, files: Record<string, string | Buffer>): void {
  for (const [path, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
}

/** A store in memory that holds these dossiers, each with its documents; identifiers are counted. */
export function anOffice(dossiers: [Partial<Dossier>, Partial<DossierDocument>[]][]): Store {
  let next = 0;
  const newId = (): string => {
    next += 1;
    return `00000000-0000-4000-8000-${String(next).padStart(12, "0")}`;
  };
  const store = openStore(":memory:", { newId });
  for (const [special, documents] of dossiers) {
    const dossier = aDossier({ id: newId(), ...special });
    store.dossiers.save(dossier);
    documents.forEach((document, index) => {
      store.documents.save(
        aDocument({
          id: newId(),
          dossierId: dossier.id,
          ordinal: index + 1,
          slot: null,
          number: null,
          date: null,
          typeName: null,
          abstract: null,
          ...document,
        }),
      );
    });
  }
  return store;
}
