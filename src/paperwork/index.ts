/** The papers of a handover: what each says, as values, and filling its template with them. */
export { boxesOf, boxLabels } from "./box-labels.js";
export { carrierLabels } from "./carrier-labels.js";
export { closingSheets } from "./closing-sheets.js";
export { documentLists } from "./document-lists.js";
export { dossierList } from "./dossier-list.js";
export { fillPaper, type PaperName, type PaperTemplate, paperFiles, papersOfPackage } from "./fill-paper.js";
export { handoverMinutes, type ListOnPaper, type PaperSigner } from "./handover-minutes.js";
export { type ReceiptOnPaper, receiptMinutes } from "./receipt-minutes.js";
export type { PaperWords } from "./words.js";
