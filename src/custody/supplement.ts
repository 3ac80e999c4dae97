import type { Manifest } from "../manifest/index.js";
import { Failure } from "../model/failure.js";
import type { Handover } from "../model/handover.js";
import { unitKey } from "../model/unit.js";
import type { Store } from "../store/index.js";
import { readKeptManifest } from "./handover-files.js";

/** The handover that a supplement completes. Throws `handover-not-found`, `manifest-not-signed`. */
export function handoverToSupplement(store: Store, id: string): Handover {
  const outgoing = store.handovers.all().filter(({ direction }) => direction === "outgoing");
  const found = outgoing.find((one) => one.id === id);
  if (!found) throw new Failure("handover-not-found", { id, known: outgoing.map((one) => one.id) });
  if (found.state === "drafted") throw new Failure("manifest-not-signed", { id });
  return found;
}

/**
 * Dossiers that the receiver holds or was promised, and that have papers or files by now which no list named: a
 * supplement lists them again as they are.
 */
export async function grownDossiers(
  store: Store,
  handovers: string,
  first: Handover,
): Promise<ReadonlySet<string>> {
  const listed = new Map<string, { documents: Set<string>; withheld: Set<string>; files: Set<string> }>();
  for (const handover of store.handovers.all()) {
    if (handover.direction !== "outgoing" || unitKey(handover.receiver) !== unitKey(first.receiver)) continue;
    const refused = new Set(
      store.handovers
        .dossiers(handover.id)
        .flatMap((one) => (one.outcome === "refused" ? [one.dossierId] : [])),
    );
    const { manifest } = await readKeptManifest(handovers, handover);
    for (const dossier of manifest.dossiers) if (!refused.has(dossier.id)) note(listed, dossier);
  }
  const documents = store.documents.byDossier();
  const files = store.files.byDocument();
  const grown = new Set<string>();
  for (const [id, known] of listed) {
    for (const document of documents.get(id) ?? []) {
      const there = (files.get(document.id) ?? []).filter((one) => one.present && one.ignored === null);
      const fresh = there.some(({ sha256 }) => sha256 !== null && !known.files.has(sha256));
      if (!known.documents.has(document.id) || (fresh && !known.withheld.has(document.id))) grown.add(id);
    }
  }
  return grown;
}

function note(
  listed: Map<string, { documents: Set<string>; withheld: Set<string>; files: Set<string> }>,
  { id, documents }: Manifest["dossiers"][number],
): void {
  const known = listed.get(id) ?? { documents: new Set(), withheld: new Set(), files: new Set() };
  listed.set(id, known);
  for (const document of documents) {
    known.documents.add(document.id);
    if (document.state === "withheld") known.withheld.add(document.id);
    for (const { sha256 } of document.files) known.files.add(sha256);
  }
}
