import { labelOf, whereabouts, whyNoFile } from "../case-view.js";
import { defineKind } from "./define-kind.js";

/** A listed paper that nobody has put in a slot is there too. Those in slots are the business of document-required. */
export const listedAndThere = defineKind({
  name: "listed-and-there",
  finds: ["document-without-file"],
  read: () => null,
  check: ({ documents, dossier, pack }) => {
    const slots = new Set(pack?.slots.flatMap(({ code, sameAs }) => [code, ...sameAs]));
    return documents.flatMap((document) => {
      if ([document.slot, ...document.alsoSlots].some((slot) => slot !== null && slots.has(slot))) return [];
      if (whereabouts(document, dossier) !== "listed") return [];
      const label = labelOf(document, dossier);
      return [
        {
          code: "document-without-file" as const,
          document: label,
          details: { label, reason: whyNoFile(document) },
        },
      ];
    });
  },
});
