import { existsSync } from "node:fs";
import { extname, resolve } from "node:path";
import { Failure, Misuse } from "../model/failure.js";
import type { Reporters, SheetsOf } from "../report/reporter.js";
import { type Context, chosenReporter } from "./context.js";

/** Hands a result to the user; `null` when it went to the terminal, else the file it went to. */
export type Deliver<Result> = (result: Result) => Promise<string | null>;

/**
 * How a result reaches the user: as text on stdout, or into the file of `--out`. A workbook is bytes and needs a file; the
 * extension `.xlsx` of `--out` asks for one as well as `--format xlsx`. Called before the work begins, so that a wrong
 * format or a file that is there already is told at once: Misuse, `file-exists`.
 */
export function chooseDelivery<Result>(
  context: Context,
  reporters: Reporters<Result>,
  sheetsOf: SheetsOf<Result>,
  out: string | undefined,
): Deliver<Result> {
  const target = out === undefined ? null : resolve(context.cwd, out);
  const format = context.format ?? (target === null ? "text" : formatOf(target, reporters));
  if (target !== null && existsSync(target)) throw new Failure("file-exists", { path: target });
  if (format === "xlsx") {
    if (target === null) throw new Misuse("options-missing", { options: ["--out <….xlsx>"] });
    return async (result) => {
      const { writeSpreadsheet } = await import("../fs/spreadsheet.js");
      await writeSpreadsheet(target, sheetsOf(result, context.messages));
      return target;
    };
  }
  const report = chosenReporter({ ...context, format }, { ...reporters, xlsx: reporters.text });
  return async (result) => {
    if (target === null) {
      context.print(report(result, context.voice));
      return null;
    }
    const { writeWhole } = await import("../fs/write-whole.js");
    // A file is read without a terminal's colours.
    await writeWhole(target, report(result, { ...context.voice, ink: plainInk }));
    return target;
  };
}

/** The format that a file's extension stands for; text where it stands for none. */
function formatOf<Result>(path: string, reporters: Reporters<Result>): string {
  const extension = extname(path).slice(1).toLowerCase();
  return extension === "xlsx" || Object.hasOwn(reporters, extension) ? extension : "text";
}

const same = (text: string): string => text;
const plainInk = { good: same, bad: same, doubtful: same, faint: same, strong: same, command: same };
