import { basename } from "node:path";
import { type Digested, type DigestTask, digestFiles } from "../fs/digest-files.js";
import { recogniseFormat } from "../fs/file-format.js";
import { readOfficeText } from "../fs/office-text.js";
import { PdfInspector } from "../fs/pdf.js";
import { highestSecrecy, type InventoryFile, type Secrecy } from "../model/dossier.js";
import type { Job } from "../model/progress.js";
import { type PageHead, readPageHead } from "./read-first-page.js";
import { secrecyInPath, secrecyOnPage } from "./recognise-secrecy.js";

/** A file to look into. `path` is absolute; `below` the path under the scanned folder as on disk. */
export interface InspectTask extends DigestTask {
  below: string;
  /** Facts of an earlier scan that still hold: the file is not digested again, only its first page is looked at. */
  before?: InventoryFile | null;
}

/** What looking into a file gave. The page heads serve matching and are then forgotten; no text of a page is kept. */
export interface Inspected<Task extends InspectTask> {
  task: Task;
  facts: Omit<InventoryFile, "id" | "root" | "path" | "ignored" | "present">;
  page: PageHead | null;
  laterPages: PageHead[];
  /** `disappeared`, `changed`, or the code of the system error. */
  trouble: string | null;
}

/** Files in flight: enough to keep the threads busy, few enough to keep memory small. */
const lookahead = 16;

/**
 * Reads files, each once: digest, format, pages, text layer, resolution, damage, marks of secrecy. Yields in the order
 * given. PDFs are opened in threads of their own.
 */
export async function* inspectFiles<Task extends InspectTask>(
  tasks: readonly Task[],
  job: Job = {},
): AsyncGenerator<Inspected<Task>> {
  const pdfs = new PdfInspector();
  const digests = digestFiles(
    tasks.filter(({ before }) => !before),
    job.signal ? { signal: job.signal } : {},
  );
  const underWay: Promise<Inspected<Task>>[] = [];
  try {
    for (const task of tasks) {
      job.signal?.throwIfAborted();
      let inspected: Promise<Inspected<Task>>;
      if (task.before) inspected = lookAgain(task, task.before, pdfs);
      else {
        const next = await digests.next();
        if (next.done) break;
        inspected = inspect(next.value, pdfs);
      }
      // It is awaited in its turn; until then a refusal must not count as unhandled.
      inspected.catch(() => {});
      underWay.push(inspected);
      if (underWay.length >= lookahead) yield await underWay.shift()!;
    }
    for (let next = underWay.shift(); next; next = underWay.shift()) {
      job.signal?.throwIfAborted();
      yield await next;
    }
  } finally {
    await digests.return(undefined);
    await pdfs.close();
  }
}

/** The first pages of a file whose facts are known. */
async function lookAgain<Task extends InspectTask>(
  task: Task,
  before: InventoryFile,
  pdfs: PdfInspector,
): Promise<Inspected<Task>> {
  const { size, modified, sha256, format, pages, textLayer, dpi, damage, secrecy } = before;
  const facts = { size, modified, sha256, format, pages, textLayer, dpi, damage, secrecy };
  let lines: string[] = [];
  let later: string[][] = [];
  if (damage === null && format === "pdf" && textLayer !== "no") {
    const pdf = await pdfs.inspect(task.path);
    [lines, later] = [pdf.firstPage, pdf.laterPages];
  } else if (damage === null && (format === "docx" || format === "xlsx"))
    lines = readOfficeText(task.path, format);
  return {
    task,
    facts,
    page: lines.length > 0 ? readPageHead(lines) : null,
    laterPages: later.map((one) => readPageHead(one)),
    trouble: null,
  };
}

async function inspect<Task extends InspectTask>(
  digested: Digested<Task>,
  pdfs: PdfInspector,
): Promise<Inspected<Task>> {
  const { task, sha256, size, modified, trouble } = digested;
  const below = task.below.normalize("NFC");
  let secrecy: Secrecy = secrecyInPath(below)?.level ?? "none";
  const facts: Inspected<Task>["facts"] = {
    size,
    modified,
    sha256,
    format: "unknown",
    pages: null,
    textLayer: null,
    dpi: null,
    damage: null,
    secrecy,
  };
  if (trouble !== null) {
    facts.damage = trouble === "changed" ? null : "unreadable";
    return { task, facts, page: null, laterPages: [], trouble };
  }
  const recognised = recogniseFormat(digested);
  facts.format = recognised.format;
  if (recognised.format === "empty") facts.damage = "empty";
  else if (recognised.encrypted) facts.damage = "encrypted";
  else if (recognised.damage !== null) facts.damage = "damaged";
  facts.dpi = recognised.image?.dpi ?? null;
  facts.pages = recognised.image?.pages ?? null;
  let page: PageHead | null = null;
  let laterPages: PageHead[] = [];
  const read = (lines: string[]): PageHead | null => {
    secrecy = highestSecrecy(secrecy, secrecyOnPage(lines)?.level ?? "none");
    return lines.length > 0 ? readPageHead(lines) : null;
  };
  if (recognised.format === "pdf") {
    const pdf = await pdfs.inspect(task.path);
    if (pdf.outcome === "encrypted") facts.damage = "encrypted";
    else if (pdf.outcome === "damaged") facts.damage = "damaged";
    else if (pdf.outcome === "unreadable") facts.damage = "unreadable";
    facts.pages = pdf.pages;
    facts.textLayer = pdf.textLayer;
    facts.dpi = pdf.dpi;
    page = read(pdf.firstPage);
    laterPages = pdf.laterPages.map((lines) => read(lines)).filter((one) => one !== null);
  } else if (facts.damage === null && (recognised.format === "docx" || recognised.format === "xlsx")) {
    page = read(readOfficeText(task.path, recognised.format));
    facts.textLayer = "yes";
  } else if (["jpeg", "png", "tiff"].includes(recognised.format)) facts.textLayer = "no";
  facts.secrecy = secrecy;
  return { task, facts, page, laterPages, trouble: null };
}

const systemFiles = new Set([
  "thumbs.db",
  "ehthumbs.db",
  "desktop.ini",
  ".ds_store",
  ".localized",
  "icon\r",
  ".directory",
]);

/** Why a file is listed and left alone, by its name; null for files that may hold papers. */
export function ignoredByName(path: string): "system-file" | "lock-file" | null {
  const name = basename(path);
  const lower = name.toLowerCase();
  if (systemFiles.has(lower) || name.startsWith("._")) return "system-file";
  // Word and Excel: ~$name.docx; LibreOffice: .~lock.name#
  if (name.startsWith("~$") || /^\.~lock\..*#$/u.test(name)) return "lock-file";
  return null;
}
