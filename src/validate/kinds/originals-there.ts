import { whereabouts } from "../case-view.js";
import { defineKind } from "./define-kind.js";

/** What the case was decided by is there as an original, not only as a copy. */
export const originalsThere = defineKind({
  name: "originals-there",
  finds: ["original-missing"],
  /** `except`: slots, with or without the type, for which a copy is what the procedure wants. */
  read: (rule) => ({ except: new Set(rule.texts("except")) }),
  check: ({ pack, dossier, bySlot }, { except }) =>
    (pack?.slots ?? []).flatMap(({ code, name }) => {
      if (except.has(code) || except.has(code.slice(code.indexOf(".") + 1))) return [];
      // A paper that also fills a slot of another type is judged in its own.
      const papers = (bySlot.get(code) ?? []).filter(
        ({ slot, alsoSlots }) => slot === code || alsoSlots.includes(code),
      );
      const onlyCopies =
        papers.length > 0 &&
        papers.every(
          (paper) => paper.original === "copy" && whereabouts(paper, dossier) !== "held-elsewhere",
        );
      return onlyCopies
        ? [{ code: "original-missing" as const, document: code, details: { slot: code, name } }]
        : [];
    }),
});
