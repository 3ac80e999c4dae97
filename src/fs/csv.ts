import { readFile, stat } from "node:fs/promises";
import { Failure } from "../model/failure.js";
import { decodeText, type TextEncoding } from "./decode-text.js";
import { type Table, type TableLimits, type TableRow, tableLimits } from "./table.js";

/** A CSV file as its one table, with what was found out about its form. */
export interface CsvTable extends Table {
  encoding: TextEncoding;
  separator: Separator;
}

export const separators = [",", ";", "\t"] as const;
export type Separator = (typeof separators)[number];

/**
 * A CSV file: separator and encoding found out. Row numbers count records, as a spreadsheet program shows them.
 * Throws `register-too-large`, `register-damaged`, `register-encoding-unknown` (it is no text).
 */
export async function openCsv(path: string, limits: TableLimits = tableLimits): Promise<CsvTable> {
  const { size } = await stat(path);
  if (size > limits.fileBytes) {
    throw new Failure("register-too-large", { path, what: "file", limit: limits.fileBytes });
  }
  const { text, encoding } = decodeText(await readFile(path));
  if (text.includes("\0")) throw new Failure("register-encoding-unknown", { path });
  const stated = /^"?sep=(.)"?\r?\n/iu.exec(text);
  const separator = separators.find((one) => one === stated?.[1]) ?? findSeparator(text);
  const body = stated ? text.slice(stated[0].length) : text;
  const records = await parseRecords(body, separator, stated ? 2 : 1, path, limits);
  return {
    name: "",
    hidden: false,
    encoding,
    separator,
    rows: toRows(records),
  };
}

/** The records that have something in them, each with its number; the cells of one apart would take three times the room. */
interface Records {
  numbers: number[];
  joined: string[];
}

/** No text that is read as a register holds it, so that it can stand between the cells of a record. */
const between = "\0";

async function* toRows({ numbers, joined }: Records): AsyncGenerator<TableRow> {
  for (const [index, number] of numbers.entries()) {
    const record = joined[index]!.split(between);
    yield {
      number,
      hidden: false,
      cells: record.map((text) => (text === "" ? null : { kind: "text", text })),
    };
  }
}

async function parseRecords(
  text: string,
  separator: Separator,
  firstNumber: number,
  path: string,
  limits: TableLimits,
): Promise<Records> {
  const { parse } = await import("csv-parse/sync");
  const parseWith = (quotes: { relax_quotes: true } | { quote: null }): Records => {
    const records: Records = { numbers: [], joined: [] };
    let number = firstNumber - 1;
    parse(text, {
      delimiter: separator,
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: limits.cellLength * 4,
      ...quotes,
      on_record: (record: string[]) => {
        number += 1;
        if (record.length > limits.columns)
          throw new Failure("register-too-large", { path, what: "columns", limit: limits.columns });
        if (record.every((cell) => cell === "")) return null;
        if (records.numbers.length >= limits.rows)
          throw new Failure("register-too-large", { path, what: "rows", limit: limits.rows });
        records.numbers.push(number);
        records.joined.push(record.join(between));
        return null;
      },
    });
    return records;
  };
  try {
    return parseWith({ relax_quotes: true });
  } catch (error) {
    if (error instanceof Failure) throw error;
    // A lone quotation mark swallows the rest of the file: read again with quotation marks as ordinary letters.
    try {
      return parseWith({ quote: null });
    } catch (second) {
      if (second instanceof Failure) throw second;
      throw new Failure("register-damaged", { path, reason: (second as Error).message }, { cause: second });
    }
  }
}

/** The separator that cuts most of the first lines into the same number of cells, two or more. */
export function findSeparator(text: string): Separator {
  const lines = text
    .slice(0, 64 * 1024)
    .split(/\r\n|\r|\n/u)
    .slice(0, 60);
  let best: Separator = ",";
  let bestScore = 0;
  for (const separator of separators) {
    const counts = new Map<number, number>();
    for (const line of lines) {
      const cells = line.replace(/"[^"]*"/gu, "").split(separator).length;
      if (cells > 1) counts.set(cells, (counts.get(cells) ?? 0) + 1);
    }
    // Commas also stand inside sentences, but not the same number of them in line after line.
    const [cells, times] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [0, 0];
    const score = times * Math.min(cells, 8);
    if (score > bestScore) [best, bestScore] = [separator, score];
  }
  return best;
}
