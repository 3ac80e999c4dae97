import type { ExposingField } from "../../model/checked-document.js";
import { labelOf } from "../case-view.js";
import { defineKind, type Noticed } from "./define-kind.js";

/** No name of a denouncer or petitioner stands in a file name or in the words of a register. */
export const namesProtected = defineKind({
  name: "names-protected",
  finds: ["denouncer-exposed"],
  read: () => null,
  check: ({ dossier, documents, exposes }): Noticed[] => [
    ...exposes.map((where) => told(where)),
    ...documents.flatMap((document) =>
      document.exposes.map((where) => ({
        ...told(where),
        document: document.slot ?? labelOf({ ...document, typeName: null }, dossier),
      })),
    ),
  ],
});

/** Words are masked in everything the program makes; the name of a file is seen by whoever opens the folder. */
function told(where: ExposingField): Noticed & { code: "denouncer-exposed" } {
  const seen = where === "file-name" || where === "folder";
  return { code: "denouncer-exposed", details: { where }, ...(seen ? {} : { severity: "info" as const }) };
}
