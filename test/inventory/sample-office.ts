import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { DossierType, Secrecy } from "../../src/model/dossier.js";

/** Where the sample corpora lie, beside the repository; null when they do not. */
export function sampleFolder(unit: string): string | null {
  for (const up of ["../../../shared/samples/", "../../../../shared/samples/"]) {
    const path = fileURLToPath(new URL(`${up}${unit}`, import.meta.url));
    if (existsSync(path)) return path;
  }
  return null;
}

export type Row = Record<string, string>;

/** A small CSV reader for the truth files: comma, quotes, one line per row. */
export function readTruth(path: string): Row[] {
  const rows: string[][] = [[]];
  let cell = "";
  let quoted = false;
  for (const character of readFileSync(path, "utf8")) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && (character === "," || character === "\n")) {
      rows.at(-1)!.push(cell);
      cell = "";
      if (character === "\n") rows.push([]);
    } else cell += character;
  }
  const [head, ...body] = rows.filter((row) => row.length > 1);
  return body.map((row) => Object.fromEntries(head!.map((name, index) => [name, row[index] ?? ""])));
}

export interface SampleDossier {
  key: string;
  reference: string;
  type: DossierType;
  title: string;
  subjects: string[];
  folder: string | null;
  status: "open" | "closed";
  documents: SampleDocument[];
}

export interface SampleDocument {
  ordinal: number;
  /** What it really is, for judging only. */
  slot: string;
  number: string | null;
  date: string | null;
  abstract: string | null;
  fileName: string | null;
  secrecy: Secrecy;
}

/** The dossiers and documents that the registers of a sample list, taken from its truth files and the sheets themselves. */
export async function sampleOffice(folder: string): Promise<SampleDossier[]> {
  const cells = await registerCells(folder);
  const dossiers = readTruth(`${folder}/truth/dossiers.csv`);
  const rows = readTruth(`${folder}/truth/rows.csv`);
  return dossiers
    .filter((row) => row.register_row !== "")
    .map((row) => {
      const [file, sheet, line] = row.register_row!.replace("danh-muc/", "").split("!");
      const cell = cells(file!, sheet!, Number(line));
      const documents = rows
        .filter((one) => one.kind === "document" && one.dossier === row.dossier && one.repeat !== "yes")
        .map((one, index) => {
          const at = cells(one.register!, one.sheet!, Number(one.row));
          return {
            ordinal: index + 1,
            slot: one.slot!,
            number: one.number_written && /\d/u.test(one.number_written) ? one.number_written : null,
            date:
              one.date === ""
                ? null
                : one.date!.slice(0, { day: 10, month: 7, year: 4 }[one.date_precision!] ?? 10),
            abstract: at("trích yếu"),
            fileName: at("tên tệp"),
            secrecy: one.secret === "yes" ? ("mat" as const) : ("none" as const),
          };
        });
      const note = cell("ghi chú") ?? "";
      const hint = /thư mục:\s*(.+?)\s*(?:;|$)/u.exec(note)?.[1] ?? null;
      return {
        key: row.dossier!,
        reference: row.reference!,
        type: row.type as DossierType,
        title: row.title!,
        subjects: row.object ? [row.object] : [],
        folder: hint,
        status: row.status as "open" | "closed",
        documents,
      };
    });
}

type Cells = (file: string, sheet: string, row: number) => (heading: string) => string | null;

async function registerCells(folder: string): Promise<Cells> {
  const ExcelJS = createRequire(import.meta.url)("exceljs") as typeof import("exceljs");
  const tables = new Map<string, string[][]>();
  for (const row of readTruth(`${folder}/truth/rows.csv`)) {
    const file = row.register!;
    const key = `${file}!${row.sheet}`;
    if (tables.has(key)) continue;
    if (file.endsWith(".csv")) {
      const utf8 = file.includes("utf8") ? file : null;
      const text = utf8 ? readFileSync(`${folder}/danh-muc/${utf8}`, "utf8") : "";
      tables.set(
        key,
        ["", ...text.split(/\r?\n/u)].map((line) => ["", ...line.normalize("NFC").split(";")]),
      );
      continue;
    }
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(`${folder}/danh-muc/${file}`);
    for (const sheet of book.worksheets) {
      const lines: string[][] = [];
      sheet.eachRow((line, number) => {
        const values: string[] = [];
        line.eachCell((cell, column) => {
          values[column] = cell.text;
        });
        lines[number] = values;
      });
      tables.set(`${file}!${sheet.name}`, lines);
    }
  }
  return (file, sheet, row) => {
    const table = tables.get(`${file}!${sheet}`) ?? [];
    return (heading) => {
      for (let line = row; line > 0; line -= 1) {
        const column = (table[line] ?? []).findIndex((text) =>
          text?.normalize("NFC").replace(/\s+/gu, " ").toLowerCase().includes(heading),
        );
        if (column > 0 && line < row)
          return (
            (table[row]?.[column] ?? "")
              .normalize("NFC")
              .replace(/[\s\u00A0]+/gu, " ")
              .trim() || null
          );
      }
      return null;
    };
  };
}
