import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openCsv } from "../../src/fs/csv.js";

/** Folder of one sample corpus beside the repository; null where it is not there. */
export function corpusFolder(name: string): string | null {
  for (const up of ["../../../shared/samples", "../../../../shared/samples"]) {
    const folder = fileURLToPath(new URL(`${up}/${name}`, import.meta.url));
    if (existsSync(folder)) return folder;
  }
  return null;
}

/** The registers of a corpus that are tables. */
export function corpusRegisters(folder: string): string[] {
  const registers = join(folder, "danh-muc");
  return readdirSync(registers)
    .filter((name) => /\.(?:xlsx|csv)$/u.test(name))
    .sort()
    .map((name) => join(registers, name));
}

/** A truth file as records by column name. */
export async function truth(folder: string, file: string): Promise<Record<string, string>[]> {
  const table = await openCsv(join(folder, "truth", file));
  let headings: string[] | null = null;
  const records: Record<string, string>[] = [];
  for await (const row of table.rows) {
    const cells = row.cells.map((cell) => (cell?.kind === "text" ? cell.text : ""));
    if (headings === null) headings = cells;
    else records.push(Object.fromEntries(headings.map((heading, index) => [heading, cells[index] ?? ""])));
  }
  return records;
}
