import { existsSync, statSync } from "node:fs";
import { extname, join, parse, resolve } from "node:path";
import type { Command } from "commander";
import { writeWhole } from "../fs/write-whole.js";
import type { ManifestDossier } from "../manifest/index.js";
import { type ExitCode, exitCodes } from "../model/exit-codes.js";
import { Failure, Misuse } from "../model/failure.js";
import { nearest } from "../model/names.js";
import {
  boxesOf,
  boxLabels,
  carrierLabels,
  closingSheets,
  documentLists,
  dossierList,
  fillPaper,
  handoverMinutes,
  type PaperName,
  paperFiles,
  receiptMinutes,
} from "../paperwork/index.js";
import { type PrintResult, printReporters } from "../report/print/index.js";
import { type CommandModule, words } from "./command.js";
import { type Context, chosenReporter } from "./context.js";
import { shippedSlotNames } from "./manifest/slot-names.js";
import { listForPaper, receiptForPaper, templateFor, volumesOf } from "./paper-sources.js";
import { paperWords } from "./paper-words.js";

export interface PrintOptions {
  out?: string;
  template?: string;
  overwrite?: boolean;
  dossier?: string[];
  carrier?: boolean;
  volumes?: string;
}

/** More volumes than anyone would carry by hand. */
const mostVolumes = 999;

/** Dossiers in one file: Word and Excel stay quick, and Excel takes no more page breaks than 1,026. */
const dossiersPerFile = 500;

export const printMinutes = paperCommand("minutes");
export const printIndex = paperCommand("index");
export const printContents = paperCommand("contents");
export const printClosing = paperCommand("closing");
export const printReceipt = paperCommand("receipt");
export const printLabels = paperCommand("labels");

function paperCommand(paper: Exclude<PaperName, "carrier">): CommandModule {
  return {
    declare(command: Command, context: Context): void {
      const word = words(context.messages.paper.commands[paper]);
      command
        .argument("[list]", word("list"))
        .option("--out <path>", word("--out"))
        .option("--template <file>", word("--template"))
        .option("--overwrite", word("--overwrite"));
      if (paper === "contents" || paper === "closing") {
        const collect = (value: string, before: string[]): string[] => [...before, value];
        command.option("--dossier <reference>", word("--dossier"), collect, []);
      }
      if (paper === "labels") {
        command.option("--carrier", word("--carrier")).option("--volumes <count>", word("--volumes"));
      }
      command.action(async (named: string | undefined, options: PrintOptions) =>
        context.finish(await runPrint(options.carrier ? "carrier" : paper, named, options, context)),
      );
    },
  };
}

/** Prints a paper of a handover to a file, or to several where there are many dossiers. */
export async function runPrint(
  paper: PaperName,
  named: string | undefined,
  options: PrintOptions,
  context: Context,
): Promise<ExitCode> {
  const report = chosenReporter(context, printReporters);
  const volumes = readVolumes(options);
  const language = paperWords(context.messages, await shippedSlotNames(context));
  const template = await templateFor(paper, options.template, context.messages.language, context);
  let id: string;
  let signed = true;
  const papers: (() => Promise<Uint8Array>)[] = [];
  if (paper === "receipt") {
    const receipt = await receiptForPaper(named, context);
    id = receipt.receipt.handover.id;
    papers.push(async () => fillPaper(paper, template, await receiptMinutes(receipt, language)));
  } else {
    const list = await listForPaper(named, context);
    id = list.manifest.id;
    signed = list.giver !== null;
    if (paper === "labels" && boxesOf(list.manifest.dossiers).length === 0) {
      throw new Failure("paper-without-content", { paper, id });
    }
    if (paper === "carrier") {
      const count = volumes ?? (await volumesOf(named, context));
      papers.push(async () => fillPaper(paper, template, await carrierLabels(list, count, language)));
    } else if (paper === "contents" || paper === "closing") {
      const valuesOf = paper === "contents" ? documentLists : closingSheets;
      const dossiers = chosenDossiers(list.manifest.dossiers, options.dossier ?? []);
      if (dossiers.length === 0) throw new Failure("paper-without-content", { paper, id });
      for (let from = 0; from < dossiers.length; from += dossiersPerFile) {
        const some = dossiers.slice(from, from + dossiersPerFile);
        papers.push(async () => fillPaper(paper, template, await valuesOf(list, some, language)));
      }
    } else {
      const valuesOf = { minutes: handoverMinutes, index: dossierList, labels: boxLabels }[paper];
      papers.push(async () => fillPaper(paper, template, await valuesOf(list, language)));
    }
  }
  const paths = pathsFor(paper, id, papers.length, options, context);
  const files: PrintResult["files"] = [];
  for (const [index, make] of papers.entries()) {
    context.signal.throwIfAborted();
    const bytes = await make();
    await writeWhole(paths[index]!, bytes);
    files.push({ path: paths[index]!, size: bytes.length });
  }
  context.print(report({ paper, id, signed, files }, context.voice));
  return exitCodes.ok;
}

/** How many volumes the user says there are. */
function readVolumes({ carrier, volumes }: PrintOptions): number | null {
  if (volumes === undefined) return null;
  if (!carrier) throw new Misuse("options-missing", { options: ["--carrier"] });
  const count = Number(volumes);
  if (!Number.isInteger(count) || count < 1 || count > mostVolumes)
    throw new Misuse("option-value-not-allowed", {
      option: "--volumes",
      value: volumes,
      allowed: [`1–${mostVolumes}`],
    });
  return count;
}

/** Where the files go. What an office has typed into an earlier print is not written over unless asked for. */
function pathsFor(
  paper: PaperName,
  id: string,
  count: number,
  { out, overwrite }: PrintOptions,
  context: Context,
): string[] {
  const named = resolve(context.cwd, out ?? ".");
  const isFolder = existsSync(named) && statSync(named).isDirectory();
  const whole = isFolder ? join(named, `${id}-${paperFiles[paper]}`) : named;
  const { dir, name, ext } = parse(whole);
  if (!existsSync(dir)) throw new Failure("folder-not-found", { path: dir });
  const proper = extname(paperFiles[paper]);
  // Without its ending no office program would open it; most often a folder was meant that is not there.
  if (ext.toLowerCase() !== proper)
    throw new Misuse("option-value-not-allowed", {
      option: "--out",
      value: out ?? "",
      allowed: [`<…>${proper}`],
    });
  const digits = String(count).length;
  const paths =
    count === 1
      ? [whole]
      : Array.from({ length: count }, (_, index) =>
          join(dir, `${name}-${String(index + 1).padStart(digits, "0")}${ext}`),
        );
  const [taken] = overwrite ? [] : paths.filter((path) => existsSync(path));
  if (taken !== undefined) throw new Failure("file-exists", { path: taken });
  return paths;
}

function chosenDossiers(
  dossiers: readonly ManifestDossier[],
  references: readonly string[],
): readonly ManifestDossier[] {
  if (references.length === 0) return dossiers;
  return references.map((reference) => {
    const wanted = reference.normalize("NFC").trim();
    const found = dossiers.find((one) => one.reference === wanted);
    if (found) return found;
    const known = dossiers.map((one) => one.reference);
    const near = nearest(wanted, known);
    throw new Failure("dossier-not-found", { reference: wanted, nearest: near === undefined ? [] : [near] });
  });
}
