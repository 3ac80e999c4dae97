import type { DossierType } from "../model/dossier.js";
import type { ManifestDossier, ManifestTotals, TypeTotals } from "./manifest.js";

/** Counts dossiers one by one; what stands at the end is what a manifest of them declares. */
export class TotalsCounter {
  readonly #byType = new Map<DossierType | null, TypeTotals>();
  readonly #boxes = new Set<string>();
  readonly #sums = {
    dossiers: 0,
    closed: 0,
    open: 0,
    documents: 0,
    withheld: 0,
    paperOnly: 0,
    heldElsewhere: 0,
    sheets: 0,
    pages: 0,
    files: 0,
    bytes: 0,
  };

  add(dossier: ManifestDossier): void {
    const sums = this.#sums;
    const ofType = this.#byType.get(dossier.type) ?? {
      type: dossier.type,
      dossiers: 0,
      documents: 0,
      files: 0,
      bytes: 0,
    };
    this.#byType.set(dossier.type, ofType);
    sums.dossiers += 1;
    ofType.dossiers += 1;
    sums[dossier.status] += 1;
    if (dossier.box !== null) {
      this.#boxes.add(JSON.stringify([dossier.warehouse, dossier.shelf, dossier.box]));
    }
    let [sheets, pages] = [0, 0];
    for (const document of dossier.documents) {
      sums.documents += 1;
      ofType.documents += 1;
      if (document.state === "withheld") sums.withheld += 1;
      if (document.state === "paper-only") sums.paperOnly += 1;
      if (document.state === "held-elsewhere") sums.heldElsewhere += 1;
      sheets += document.sheets ?? 0;
      pages += document.pages ?? 0;
      for (const file of document.files) {
        sums.files += 1;
        sums.bytes += file.size;
        ofType.files += 1;
        ofType.bytes += file.size;
      }
    }
    // What the dossier's own row says goes before the sum over its documents.
    sums.sheets += dossier.sheets ?? sheets;
    sums.pages += dossier.pages ?? pages;
  }

  totals(): ManifestTotals {
    const { files, bytes, ...counts } = this.#sums;
    const byType = [...this.#byType.values()].sort((a, b) => ((a.type ?? "~") < (b.type ?? "~") ? -1 : 1));
    return { ...counts, boxes: this.#boxes.size, files, bytes, byType };
  }
}
