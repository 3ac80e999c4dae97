import type { TemplateValues } from "../fs/template-values.js";
import type { ManifestDossier } from "../manifest/index.js";
import { commonValues, type ListOnPaper } from "./handover-minutes.js";
import { extentOf, figure, inReadingOrder, periodOf, titleOf, volumeOf } from "./spelling.js";
import type { PaperWords } from "./words.js";

/** Values of the list of dossiers (NĐ 30/2020, annex VI form: seven columns): closed dossiers, then open cases. */
export async function dossierList(list: ListOnPaper, words: PaperWords): Promise<TemplateValues> {
  const { manifest } = list;
  const sorted = inReadingOrder(manifest.dossiers);
  const rows = (status: ManifestDossier["status"]) =>
    sorted.filter((one) => one.status === status).map((one, index) => dossierRow(one, index + 1, words));
  const [closed, open] = [rows("closed"), rows("open")];
  const { totals } = manifest;
  return {
    ...(await commonValues(list, words)),
    hasClosed: closed.length > 0,
    closed,
    hasOpen: open.length > 0,
    open,
    count: figure(totals.dossiers, words),
    closedCount: figure(totals.closed, words),
    openCount: figure(totals.open, words),
    sheets: figure(totals.sheets, words),
    pages: figure(totals.pages, words),
    period: periodOf(manifest.dossiers, words),
  };
}

function dossierRow(dossier: ManifestDossier, n: number, words: PaperWords) {
  const withheld = dossier.documents.filter(({ state }) => state === "withheld").length;
  const notes = [
    dossier.carrier === null || dossier.carrier === "mixed" ? null : words.carriers[dossier.carrier],
    dossier.secrecy === "none" && withheld > 0
      ? words.withheldCount({ count: figure(withheld, words) })
      : null,
    dossier.secrecy === "none" ? dossier.notes : null,
  ];
  return {
    n,
    reference: dossier.reference,
    title: titleOf(dossier, words),
    period: periodOf([dossier], words),
    retention: dossier.retention ?? "",
    extent: extentOf(volumeOf(dossier)),
    notes: notes.filter((note) => note !== null).join("; "),
  };
}
