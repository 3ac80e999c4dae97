import type { TemplateValues } from "../fs/template-values.js";
import type { ManifestDossier, ManifestException } from "../manifest/index.js";
import { writtenDate } from "../model/partial-date.js";
import { commonValues, type ListOnPaper } from "./handover-minutes.js";
import { counted, figure, inReadingOrder, nameOnPaper, periodOf, titleOf, volumeOf } from "./spelling.js";
import type { PaperWords } from "./words.js";

/** Values of the closing sheets (chứng từ kết thúc), one page for each dossier given. */
export async function closingSheets(
  list: ListOnPaper,
  dossiers: readonly ManifestDossier[],
  words: PaperWords,
): Promise<TemplateValues> {
  const exceptions = new Map<string, ManifestException[]>();
  for (const one of list.manifest.exceptions)
    exceptions.set(one.dossier, [...(exceptions.get(one.dossier) ?? []), one]);
  return {
    ...(await commonValues(list, words)),
    dossiers: inReadingOrder(dossiers).map((dossier, index) => {
      const { sheets, pages } = volumeOf(dossier);
      const withheld = dossier.documents.filter(({ state }) => state === "withheld").length;
      const features = featuresOf(exceptions.get(dossier.id) ?? [], words);
      if (withheld > 0) features.push({ text: words.withheldCount({ count: figure(withheld, words) }) });
      return {
        /** Every sheet but the first begins a page. */
        newPage: index > 0,
        reference: dossier.reference,
        title: titleOf(dossier, words),
        period: periodOf([dossier], words) || words.blank,
        retention: dossier.retention ?? words.blank,
        dossierFonds: dossier.origin.fonds ?? words.blank,
        // A dossier of which no papers are listed has a list still to be written, not one of none.
        documents: dossier.documents.length === 0 ? words.blank : counted(dossier.documents.length, words),
        sheets: sheets === null ? words.blank : counted(sheets, words),
        lastSheet: sheets === null ? words.blank : counted(sheets, words),
        pages: pages === null ? words.blank : counted(pages, words),
        condition: dossier.condition ?? words.blank,
        hasFeatures: features.length > 0,
        features,
      };
    }),
  };
}

/** What is missing, damaged or elsewhere: a line for each kind, so that the sheet stays on its page. */
function featuresOf(exceptions: readonly ManifestException[], words: PaperWords): { text: string }[] {
  return (["missing", "damaged", "held-elsewhere"] as const).flatMap((kind) => {
    const names = exceptions
      .filter((one) => one.kind === kind)
      .map(({ slot, name, explanation }) => {
        const called = nameOnPaper(words, slot, name);
        if (explanation === null) return called;
        const due = explanation.due ? ` (${writtenDate(explanation.due)})` : "";
        return `${called} — ${explanation.reason}${due}`;
      });
    return names.length === 0 ? [] : [{ text: `${words.exceptions[kind]}: ${names.join("; ")}` }];
  });
}
