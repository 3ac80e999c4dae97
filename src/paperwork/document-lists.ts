import type { TemplateValues } from "../fs/template-values.js";
import type { ManifestDocument, ManifestDossier } from "../manifest/index.js";
import { writtenDate } from "../model/partial-date.js";
import { commonValues, type ListOnPaper } from "./handover-minutes.js";
import { figure, inReadingOrder, periodOf, titleOf } from "./spelling.js";
import type { PaperWords } from "./words.js";

/**
 * Values of the lists of documents (seven columns), one after the other for the dossiers given. A classified paper keeps
 * its number, date, type and sheets and loses its abstract.
 */
export async function documentLists(
  list: ListOnPaper,
  dossiers: readonly ManifestDossier[],
  words: PaperWords,
): Promise<TemplateValues> {
  return {
    ...(await commonValues(list, words)),
    dossiers: inReadingOrder(dossiers).map((dossier) => ({
      reference: dossier.reference,
      title: titleOf(dossier, words),
      period: periodOf([dossier], words),
      retention: dossier.retention ?? words.blank,
      dossierFonds: dossier.origin.fonds ?? words.blank,
      count: figure(dossier.documents.length, words),
      documents: dossier.documents.map((one, index) => documentRow(one, index + 1, words)),
    })),
  };
}

function documentRow(document: ManifestDocument, n: number, words: PaperWords) {
  const { state, original, notes } = document;
  const remarks = [
    state === "present" || state === "withheld" ? null : words.documentStates[state],
    original === "copy" ? words.copy : null,
    notes,
  ];
  return {
    n,
    number: document.number ?? "",
    date: document.date === null ? "" : writtenDate(document.date),
    content: contentOf(document, words),
    author: document.issuer ?? "",
    extent: extentWords(document, words),
    notes: remarks.filter((remark) => remark !== null).join("; "),
  };
}

/** Type and abstract in one; abstracts that begin with the type say it once. */
function contentOf({ typeName, abstract, state, secrecy }: ManifestDocument, words: PaperWords): string {
  if (state === "withheld") {
    const mark = words.withheld({ level: words.secrecy[secrecy] });
    return typeName === null ? mark : `${typeName} ${mark}`;
  }
  if (abstract === null || typeName === null) return abstract ?? typeName ?? "";
  const plain = (text: string): string => text.normalize("NFC").toLocaleLowerCase("vi");
  return plain(abstract).startsWith(plain(typeName)) ? abstract : `${typeName}: ${abstract}`;
}

/** Which sheets of the dossier it takes, where the register says so; else how many. */
function extentWords({ extent, sheets, pages }: ManifestDocument, words: PaperWords): string {
  if (extent !== null) return extent;
  if (sheets !== null) return words.sheets({ count: figure(sheets, words) });
  return pages === null ? "" : words.pages({ count: figure(pages, words) });
}
