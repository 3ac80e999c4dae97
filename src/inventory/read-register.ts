import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { extname } from "node:path";
import { openCsv } from "../fs/csv.js";
import { openSpreadsheet } from "../fs/spreadsheet.js";
import type { Table } from "../fs/table.js";
import { Failure } from "../model/failure.js";
import type { Job } from "../model/progress.js";
import type { RegisterField } from "../model/register-field.js";
import { headingKey } from "./headings.js";
import { type ReadTable, TableReader } from "./read-table.js";

/** A register as read from its file: nothing decided yet about what is in the inventory already. */
export interface ReadRegister {
  path: string;
  sha256: string;
  tables: ReadTable[];
  /** Of a CSV file: how its bytes were read and its cells cut. */
  csv: { encoding: string; separator: string } | null;
}

export interface ReadOptions {
  /** What the user says of headings: heading as written, field. */
  mapping?: [heading: string, field: RegisterField][];
  job?: Job;
}

/**
 * Reads a register file, `.xlsx` or `.csv` by its content. Throws `file-not-found`, `file-not-readable`, the failures of
 * workbooks and CSV files, `register-without-headings`, `mapping-heading-unknown`.
 */
export async function readRegister(path: string, options: ReadOptions = {}): Promise<ReadRegister> {
  const { mapping = [], job = {} } = options;
  const text = await isText(path);
  const mapped = new Map(mapping.map(([heading, field]) => [headingKey(heading), field]));
  const tables: ReadTable[] = [];
  let csv: ReadRegister["csv"] = null;
  let done = 0;
  const take = async (table: Table): Promise<void> => {
    const reader = new TableReader({ name: table.name, hidden: table.hidden, separated: text }, mapped);
    for await (const row of table.rows) {
      reader.push(row);
      done += 1;
      if (done % 1_000 === 0) {
        job.signal?.throwIfAborted();
        job.onProgress?.({ stage: "reading-register", done, item: path });
      }
    }
    tables.push(reader.end());
  };
  if (text) {
    const table = await openCsv(path);
    csv = { encoding: table.encoding, separator: table.separator };
    await take(table);
  } else {
    for await (const table of openSpreadsheet(path)) await take(table);
  }
  checkMapping(mapping, tables);
  if (!tables.some((table) => table.layout)) {
    throw new Failure("register-without-headings", { path, sheets: tables.map((table) => table.sheet) });
  }
  return { path, sha256: await digest(path), tables, csv };
}

/** A file that says it is a workbook, or begins like one, is opened as one, so that its failure names the right thing. */
async function isText(path: string): Promise<boolean> {
  try {
    if ((await stat(path)).isDirectory()) throw new Failure("file-not-readable", { path, reason: "EISDIR" });
    const file = await open(path);
    try {
      const head = Buffer.alloc(512);
      const { bytesRead } = await file.read(head, 0, head.length, 0);
      const start = head.subarray(0, bytesRead);
      if (/^(?:PK|%PDF|\xD0\xCF\x11\xE0)/u.test(start.toString("latin1"))) return false;
      if (/<(?:html|table|\?xml|!doctype)/iu.test(start.toString("latin1"))) return false;
    } finally {
      await file.close();
    }
    return !/^\.(?:xlsx|xlsm|xls|xlsb|ods)$/iu.test(extname(path));
  } catch (error) {
    if (error instanceof Failure) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new Failure("file-not-found", { path }, { cause: error });
    throw new Failure("file-not-readable", { path, reason: code ?? "" }, { cause: error });
  }
}

/** A heading that the user names and no table has is a slip of the hand: better said than passed over. */
function checkMapping(mapping: [string, RegisterField][], tables: ReadTable[]): void {
  const headings = tables.flatMap(({ layout, rows }) => {
    if (layout) return [...layout.columns, ...layout.unknown].map((column) => column.heading);
    // No row was taken for headings: the fullest one is what the user has before the eyes.
    let widest: string[] = [];
    for (let index = 0; index < Math.min(rows.length, 30); index += 1) {
      const filled = Object.values(rows.at(index).raw);
      if (filled.length > widest.length) widest = filled;
    }
    return widest;
  });
  const known = new Set(headings.map(headingKey));
  for (const [heading] of mapping) {
    if (!known.has(headingKey(heading))) {
      throw new Failure("mapping-heading-unknown", { heading, headings: [...new Set(headings)] });
    }
  }
}

async function digest(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest("hex");
}
