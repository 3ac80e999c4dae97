import { drawQrCode } from "../fs/qr-code.js";
import type { TemplateValues } from "../fs/template-values.js";
import { type ManifestDossier, writePaperCode } from "../manifest/index.js";
import { compareVietnamese } from "../model/names.js";
import { commonValues, type ListOnPaper } from "./handover-minutes.js";
import { figure, inPairs, inReadingOrder, periodOf } from "./spelling.js";
import type { PaperWords } from "./words.js";

interface Box {
  box: string;
  place: string;
  dossiers: ManifestDossier[];
}

/** The boxes of a list, in reading order; dossiers that name no box are in none. */
export function boxesOf(dossiers: readonly ManifestDossier[]): Box[] {
  const boxes = new Map<string, Box>();
  for (const dossier of inReadingOrder(dossiers)) {
    const { warehouse, shelf, box } = dossier;
    if (box === null) continue;
    const key = JSON.stringify([warehouse, shelf, box]);
    const place = [warehouse, shelf].filter((part) => part !== null).join(", ");
    const found = boxes.get(key) ?? { box, place, dossiers: [] };
    found.dossiers.push(dossier);
    boxes.set(key, found);
  }
  return [...boxes.values()].sort(
    (a, b) => compareVietnamese(a.place, b.place) || compareVietnamese(a.box, b.box),
  );
}

/** Values of the labels of all boxes, two in a row. The code on each tells the list it belongs to and its number. */
export async function boxLabels(list: ListOnPaper, words: PaperWords): Promise<TemplateValues> {
  const boxes = boxesOf(list.manifest.dossiers);
  const labels: TemplateValues[] = [];
  for (const [index, { box, place, dossiers }] of boxes.entries()) {
    const code = writePaperCode({
      handover: list.manifest.id,
      manifest: list.sha256,
      certificate: null,
      receipt: null,
      box: (index + 1) & 0xffff,
    });
    const retention = [...new Set(dossiers.map((one) => one.retention).filter((one) => one !== null))];
    labels.push({
      box,
      boxNumber: `${index + 1}/${boxes.length}`,
      place: place === "" ? "" : ` · ${place}`,
      first: dossiers[0]!.reference,
      last: dossiers.at(-1)!.reference,
      references: dossiers.length <= 6 ? dossiers.map((one) => one.reference).join(", ") : "",
      manyDossiers: dossiers.length > 6,
      dossiers: figure(dossiers.length, words),
      period: periodOf(dossiers, words),
      retention: retention.slice(0, 4).join(", "),
      boxCode: { png: (await drawQrCode(code)).png, millimetres: 25 },
    });
  }
  return { ...(await commonValues(list, words)), rows: inPairs(labels) };
}
