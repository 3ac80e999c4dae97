import { secrecyInPath } from "../../inventory/index.js";
import { secrecyOf } from "../case-view.js";
import { defineKind } from "./define-kind.js";

/** Files of classified papers lie among the others, where they should not. */
export const secretFiles = defineKind({
  name: "secret-files",
  finds: ["secret-file-present"],
  read: () => null,
  check: ({ dossier, documents }) =>
    documents.flatMap((document) => {
      const there = document.files.filter(({ present }) => present);
      if (there.length === 0) return [];
      const own = secrecyOf(document);
      const level = own !== "none" ? own : document.state === "withheld" ? "mat" : dossier.secrecy;
      if (level === "none") return [];
      const marked = there.find(({ secrecy }) => secrecy !== "none");
      const where = there.some(({ path }) => secrecyInPath(path))
        ? ("file-name" as const)
        : marked && document.secrecy === "none"
          ? ("first-page" as const)
          : ("register" as const);
      // The name of the file may tell what the paper is about: the paper is named, not the file.
      const { slot, number, ordinal } = document;
      const paper = slot ?? number ?? `#${ordinal}`;
      return [
        {
          code: "secret-file-present" as const,
          document: paper,
          details: { paper, level, where },
          ...(level === "tuyet-mat" ? {} : { severity: "info" as const }),
        },
      ];
    }),
});
