import { readDocumentNumber } from "../../model/document-number.js";
import { certainlyBefore } from "../../model/partial-date.js";
import { defineKind } from "./define-kind.js";

/** The old body issued nothing after its last day. */
export const issuedInTime = defineKind({
  name: "issued-in-time",
  finds: ["issued-after-closing"],
  read: () => null,
  check: ({ dossier, documents }) => {
    const closing = dossier.origin.until;
    if (closing === null) return [];
    return documents.flatMap(({ date, slot, number, ordinal }) => {
      if (date === null || number === null || !certainlyBefore(closing, date)) return [];
      // Only a paper numbered by a Party body: letters of courts or the police may well come later.
      if (readDocumentNumber(number).scheme !== "party") return [];
      return [
        {
          code: "issued-after-closing" as const,
          document: slot ?? number ?? `#${ordinal}`,
          details: { date, closing },
        },
      ];
    });
  },
});
