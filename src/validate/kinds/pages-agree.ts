import { isUsable } from "../case-view.js";
import { defineKind } from "./define-kind.js";

/** The pages a register declares are the pages its files have. */
export const pagesAgree = defineKind({
  name: "pages-agree",
  finds: ["page-count-differs"],
  read: () => null,
  check: ({ documents }) =>
    documents.flatMap(({ pages, files, slot, number, ordinal, source, alsoSlots }) => {
      // The pages of a file with a password cannot be told for certain.
      const usable = files.filter((file) => isUsable(file) && file.damage === null);
      if (pages === null || source === "scan" || usable.length === 0 || alsoSlots.length > 0) return [];
      const counts = usable.map((file) => file.pages);
      if (counts.some((count) => count === null)) return [];
      const counted = (counts as number[]).reduce((sum, count) => sum + count, 0);
      // Two scans of one paper: one of them having the right number is enough.
      if (counted === pages || counts.includes(pages)) return [];
      return [
        {
          code: "page-count-differs" as const,
          document: slot ?? number ?? `#${ordinal}`,
          details: { declared: pages, counted },
        },
      ];
    }),
});
