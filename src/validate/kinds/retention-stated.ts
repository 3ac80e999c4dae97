import { defineKind } from "./define-kind.js";

/** The dossier says how long it is to be kept. */
export const retentionStated = defineKind({
  name: "retention-stated",
  finds: ["retention-missing"],
  read: () => null,
  check: ({ dossier, pack }) =>
    dossier.retention !== null
      ? []
      : [
          {
            code: "retention-missing",
            details: pack?.retention ? { usual: pack.retention.period } : {},
          },
        ],
});
