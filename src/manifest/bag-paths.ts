import { collisionKey, cutToBytes, portableName } from "../fs/portable-names.js";
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

/** Longest component of a bag path, in bytes of UTF-8; with `data/` and one folder a path stays below 200. */
const longestComponent = 80;

const extensions: Partial<Record<FileFormat, string>> = {
  pdf: "pdf",
  jpeg: "jpg",
  png: "png",
  tiff: "tif",
  docx: "docx",
  xlsx: "xlsx",
  doc: "doc",
  xls: "xls",
  odt: "odt",
  ods: "ods",
  zip: "zip",
  text: "txt",
};

/**
 * Bag path of every file, `data/<dossier>/<nn slot or number>.<ext>`, by dossier, document and file in the order given.
 * Names mean the same on Windows, macOS and Linux, are NFC without `%`, and differ even where case does not count. The
 * name on the giver's disk has no part in them: it may hold a name that is protected.
 */
export function bagPathsFor(dossiers: readonly DossierForPaths[]): string[][][] {
  const folders = new Names();
  return dossiers.map((dossier) => {
    const folder = folders.take(dossier.reference, "");
    const names = new Names();
    const digits = String(Math.max(10, ...dossier.documents.map(({ ordinal }) => ordinal))).length;
    return dossier.documents.map((document) => {
      const what = document.slot ?? document.number ?? document.typeName ?? "tài liệu";
      const stem = `${String(document.ordinal).padStart(digits, "0")} ${what}`;
      return document.files.map((file, index) => {
        const piece = document.files.length > 1 ? `-${index + 1}` : "";
        return `data/${folder}/${names.take(stem, `${piece}.${extensionOf(file)}`)}`;
      });
    });
  });
}

/** Names given so far in one folder. */
class Names {
  private readonly given = new Set<string>();

  take(stem: string, ending: string): string {
    for (let copy = 1; ; copy += 1) {
      const mark = copy === 1 ? ending : ` (${copy})${ending}`;
      const room = longestComponent - Buffer.byteLength(mark);
      const name = `${cutToBytes(portableName(stem, longestComponent), room).replace(/[. ]+$/u, "")}${mark}`;
      const key = collisionKey(name);
      if (this.given.has(key)) continue;
      this.given.add(key);
      return name;
    }
  }
}

function extensionOf({ originalPath, format }: { originalPath: string; format: FileFormat }): string {
  const known = extensions[format];
  if (known) return known;
  return /\.([a-z0-9]{1,8})$/iu.exec(originalPath)?.[1]?.toLowerCase() ?? "bin";
}
