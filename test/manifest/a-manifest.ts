import { buildManifest, type ManifestInput } from "../../src/manifest/build-manifest.js";
import type { DossierToHandOver } from "../../src/manifest/list-dossier.js";
import type { Manifest } from "../../src/manifest/manifest.js";
import type { Dossier } from "../../src/model/dossier.js";
import { aDocument, aDossier, aFile, hongGai, newHongGai } from "./a-dossier.js";

/** A dossier to hand over: two documents with a file each unless told otherwise. */
export function anItem(
  number: number,
  changes: Partial<Dossier> = {},
  more: Partial<DossierToHandOver> = {},
): DossierToHandOver {
  return {
    dossier: aDossier(number, changes),
    documents: [
      { document: aDocument(number, 1, { slot: "KTCH.QD" }), files: [aFile(number * 100 + 1)] },
      {
        document: aDocument(number, 2, { slot: "KTCH.KH", number: "02-KH/UBKTĐU", typeName: "Kế hoạch" }),
        files: [aFile(number * 100 + 2)],
      },
    ],
    explanations: [],
    findings: [],
    successor: null,
    custody: [],
    ...more,
  };
}

/** What a manifest is made from, with what a test cares about changed. */
export function anInput(changes: Partial<ManifestInput> = {}): ManifestInput {
  return {
    kind: "handover",
    id: "BG-06691-20250628-01",
    uuid: "6f1e0c9a-3b5d-8a2e-9c47-1d2f3a4b5c6d",
    createdAt: "2025-06-28T08:30:00+07:00",
    tool: { name: "bangiao", version: "0.1.0" },
    rulePacks: [{ name: "KTCH", version: "1", sha256: "a".repeat(64) }],
    giver: { unit: hongGai, person: "Phạm Thị Lan", position: "Chủ nhiệm" },
    receiver: { unit: newHongGai, person: null, position: null },
    witnesses: [],
    dossiers: [anItem(1), anItem(2)],
    remaining: [],
    priorHandovers: [],
    overridden: false,
    termStart: null,
    ...changes,
  };
}

export function aManifest(changes: Partial<ManifestInput> = {}): Manifest {
  return buildManifest(anInput(changes));
}
