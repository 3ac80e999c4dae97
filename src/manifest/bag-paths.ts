import type { FileFormat } from "../model/dossier.js";

/** What a bag path is made from. */
export interface DossierForPaths {
  reference: string;
  documents: {
    ordinal: number;
    slot: string | null;
    number: string | null;
    typeName?: string | null;
    files: { originalPath: string; format: FileFormat }[];
  }[];
}

/** Bag path of every file, by dossier, document and file in the order given. Stand-in until the real one is merged. */
export function bagPathsFor(dossiers: readonly DossierForPaths[]): string[][][] {
  return dossiers.map((dossier, at) =>
    dossier.documents.map((document) =>
      document.files.map((file, index) => {
        const extension = /\.([A-Za-z0-9]{1,8})$/u.exec(file.originalPath)?.[1] ?? "bin";
        return `data/${String(at + 1).padStart(4, "0")}/${document.ordinal}-${index + 1}.${extension}`;
      }),
    ),
  );
}
