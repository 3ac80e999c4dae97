import type { ExposingField } from "../../src/model/checked-document.js";
import type { Condition, Dossier, DossierDocument, Truth } from "../../src/model/dossier.js";
import type { CheckedDocument, CheckedDossier, CheckedFile } from "../../src/validate/case-view.js";
import { aDocument, aDossier } from "../support/a-dossier.js";

/** A paper of a case under test; `file: false` is a listed paper without a file. */
export interface Paper extends Partial<DossierDocument> {
  file?: boolean | Partial<CheckedFile>;
  exposes?: readonly ExposingField[];
}

/** A dossier in front of the check, but for what the test names; papers have a usable file unless told otherwise. */
export function aCase(
  dossier: Partial<Dossier> & {
    known?: Partial<Record<Condition, Truth>>;
    exposes?: readonly ExposingField[];
  },
  papers: Paper[] = [],
): CheckedDossier {
  const { known = {}, exposes = [], ...rest } = dossier;
  const facts = Object.entries(known).map(([condition, value]) => ({
    condition: condition as Condition,
    value,
    origin: "stated" as const,
    evidence: "",
  }));
  return {
    dossier: aDossier({
      issuer: null,
      opened: null,
      closed: null,
      ...rest,
      facts: [...(rest.facts ?? []), ...facts],
    }),
    documents: papers.map(aPaper),
    explanations: [],
    exposes,
  };
}

/** A document with its file. */
export function aPaper({ file = true, exposes = [], ...special }: Paper, index = 0): CheckedDocument {
  return {
    ...aDocument({
      id: `d${index}`,
      ordinal: index + 1,
      slot: null,
      number: null,
      date: null,
      pages: null,
      typeName: null,
      abstract: null,
      issuer: null,
      ...special,
    }),
    exposes,
    files:
      file === false
        ? []
        : [
            {
              path: `${index + 1}.pdf`,
              format: "pdf",
              textLayer: "yes",
              dpi: 200,
              pages: 1,
              damage: null,
              secrecy: "none",
              present: true,
              ...(file === true ? {} : file),
            },
          ],
  };
}
