import type { Command } from "commander";
import { type ListFilter, listDossiers, readWord, type Vocabulary, wordsOf } from "../../inventory/index.js";
import type { DocumentState, DossierStatus, DossierType } from "../../model/dossier.js";
import { type ExitCode, exitCodes } from "../../model/exit-codes.js";
import { Misuse } from "../../model/failure.js";
import { listReporters } from "../../report/catalogue/index.js";
import { words } from "../command.js";
import { type Context, printResult } from "../context.js";

export interface ListOptions {
  type?: string;
  year?: string;
  status?: string;
  subject?: string;
  state?: string;
  unit?: string;
}

export function declare(command: Command, context: Context): void {
  const word = words(context.messages.catalogue.commands.list);
  command
    .option("--type <types>", word("--type"))
    .option("--year <years>", word("--year"))
    .option("--status <status>", word("--status"))
    .option("--subject <words>", word("--subject"))
    .option("--state <state>", word("--state"))
    .option("--unit <unit>", word("--unit"))
    .addHelpText("after", `\n${context.messages.house.program.formats(Object.keys(listReporters))}`)
    .action(async (options: ListOptions) => context.finish(await runList(options, context)));
}

/** Lists the dossiers that the filters let through. */
export async function runList(options: ListOptions, context: Context): Promise<ExitCode> {
  const filter: ListFilter = {
    ...(options.type === undefined ? {} : { types: readTypes(options.type) }),
    ...(options.year === undefined ? {} : { years: readYears(options.year) }),
    ...(options.status === undefined
      ? {}
      : { status: wordOf("--status", "status", options.status) as DossierStatus }),
    ...(options.state === undefined
      ? {}
      : { state: wordOf("--state", "state", options.state) as DocumentState }),
    ...(options.subject === undefined ? {} : { subject: options.subject }),
    ...(options.unit === undefined ? {} : { unit: options.unit }),
  };
  printResult(context, listReporters, listDossiers(await context.store(), filter));
  return exitCodes.ok;
}

/** Types as codes between commas, or one type in words. */
function readTypes(text: string): DossierType[] {
  const whole = readWord("type", text);
  if (whole !== null) return [whole as DossierType];
  return text.split(",").map((part) => wordOf("--type", "type", part) as DossierType);
}

function wordOf(option: string, vocabulary: Vocabulary, text: string): string {
  const code = readWord(vocabulary, text);
  if (code === null)
    throw new Misuse("option-value-not-allowed", { option, value: text, allowed: wordsOf(vocabulary) });
  return code;
}

function readYears(text: string): { from: number; until: number } {
  const match = /^\s*(\d{4})(?:\s*[-–]\s*(\d{4}))?\s*$/u.exec(text);
  if (!match)
    throw new Misuse("option-value-not-allowed", {
      option: "--year",
      value: text,
      allowed: ["2022", "2020-2022"],
    });
  const [from, until] = [Number(match[1]), Number(match[2] ?? match[1])];
  return { from: Math.min(from, until), until: Math.max(from, until) };
}
