import type { CaseView } from "../case-view.js";
import { isUsable } from "../case-view.js";
import { defineKind } from "./define-kind.js";

/** The sheets that a register declares are the sheets of its papers, and a paper's sheets carry the pages of its file. */
export const sheetsAgree = defineKind({
  name: "sheets-agree",
  finds: ["sheet-count-differs"],
  read: () => null,
  check: (view) => [...ofDossier(view), ...ofDocuments(view)],
});

/** The closing sheet of a dossier says how many sheets it has; so do its papers together, where each of them says. */
function ofDossier({ dossier, documents }: CaseView) {
  const declared = dossier.sheets;
  if (declared === null || documents.length === 0) return [];
  let counted = 0;
  for (const { sheets, alsoSlots } of documents) {
    if (sheets === null || alsoSlots.length > 0) return [];
    counted += sheets;
  }
  if (counted === declared) return [];
  return [{ code: "sheet-count-differs" as const, details: { declared, counted, of: "papers" as const } }];
}

/** A sheet has one page or two: more sheets than pages, or more than two pages to a sheet, do not go together. */
function ofDocuments({ documents }: CaseView) {
  return documents.flatMap(({ sheets, files, slot, number, ordinal, source, alsoSlots }) => {
    const usable = files.filter((file) => isUsable(file) && file.damage === null);
    if (sheets === null || source === "scan" || usable.length === 0 || alsoSlots.length > 0) return [];
    const counts = usable.map((file) => file.pages);
    if (counts.some((count) => count === null)) return [];
    const sum = (counts as number[]).reduce((total, count) => total + count, 0);
    const fits = (pages: number): boolean => pages >= sheets && pages <= 2 * sheets;
    // Two scans of one paper: one of them having a fitting number is enough.
    if (fits(sum) || (counts as number[]).some(fits)) return [];
    return [
      {
        code: "sheet-count-differs" as const,
        document: slot ?? number ?? `#${ordinal}`,
        details: { declared: sheets, counted: sum, of: "pages" as const },
      },
    ];
  });
}
