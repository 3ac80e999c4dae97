import { secrecyOf } from "../case-view.js";
import { defineKind } from "./define-kind.js";

/** Papers that bear a secrecy mark are named, so that they are handed over by their own procedure. */
export const secrecy = defineKind({
  name: "secrecy",
  finds: ["secret-withheld"],
  read: () => null,
  check: ({ documents }) =>
    documents.flatMap((document) => {
      const level = secrecyOf(document);
      if (level === "none" && document.state !== "withheld") return [];
      const { slot, number, ordinal } = document;
      return [
        {
          code: "secret-withheld" as const,
          document: slot ?? number ?? `#${ordinal}`,
          details: { ...(slot ? { slot } : {}), level: level === "none" ? "mat" : level },
        },
      ];
    }),
});
