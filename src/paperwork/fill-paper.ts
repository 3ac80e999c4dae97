import { fillSpreadsheetTemplate } from "../fs/spreadsheet-template.js";
import type { TemplateValues } from "../fs/template-values.js";
import { fillWordTemplate } from "../fs/word-template.js";
import type { TagFile } from "../package/index.js";
import { dossierList } from "./dossier-list.js";
import { handoverMinutes, type ListOnPaper } from "./handover-minutes.js";
import type { PaperWords } from "./words.js";

/** The papers there are, with the file that each is made from; the words differ from language to language, the names do not. */
export const paperFiles = {
  minutes: "bien-ban-ban-giao.docx",
  index: "muc-luc-ho-so.xlsx",
  contents: "muc-luc-van-ban.xlsx",
  closing: "chung-tu-ket-thuc.docx",
  receipt: "bien-ban-nhan.docx",
  labels: "nhan-hop.docx",
  carrier: "nhan-usb.docx",
} as const;

export type PaperName = keyof typeof paperFiles;

/** A template as it was read from `path`. */
export interface PaperTemplate {
  path: string;
  bytes: Uint8Array;
}

/** Fills the template of a paper. Same template and values, same bytes. Throws `template-wrong`. */
export async function fillPaper(
  paper: PaperName,
  template: PaperTemplate,
  values: TemplateValues,
): Promise<Uint8Array> {
  const fill = paperFiles[paper].endsWith(".xlsx") ? fillSpreadsheetTemplate : fillWordTemplate;
  return fill(template.bytes, values, template.path);
}

/** The papers that travel in every package, as files of its `handover/` folder. */
export async function papersOfPackage(
  list: ListOnPaper,
  templates: Record<"minutes" | "index", PaperTemplate>,
  words: PaperWords,
): Promise<TagFile[]> {
  const minutes = await fillPaper("minutes", templates.minutes, await handoverMinutes(list, words));
  const index = await fillPaper("index", templates.index, await dossierList(list, words));
  return [
    { path: `handover/${paperFiles.minutes}`, bytes: minutes },
    { path: `handover/${paperFiles.index}`, bytes: index },
  ];
}
