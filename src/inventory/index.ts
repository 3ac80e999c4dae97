export { type AssignRequest, type AssignResult, assignFiles } from "./assign-files.js";
export type { Change } from "./changes.js";
export {
  type DocumentView,
  type DossierView,
  type FileView,
  type UnitName,
  unitName,
  type Viewer,
  viewerOf,
} from "./dossier-view.js";
export {
  addDocument,
  addDossier,
  type EditResult,
  editDocument,
  editDossier,
} from "./edit-inventory.js";
export { type ExportedDossier, type ExportedInventory, exportInventory } from "./export-registers.js";
export { factOf } from "./facts.js";
export { dossierFinder, findDocument, findDossier, qualifiedReference } from "./find-dossier.js";
export { findingsOfFiles, requiredDpi } from "./findings-of-files.js";
export { fieldByName } from "./headings.js";
export { type ImportOptions, importRegister, importRegisters } from "./import-register.js";
export type {
  ImportChange,
  ImportCounts,
  ImportResult,
  RegisterSummary,
  SheetSummary,
  UnderstoodRow,
} from "./import-result.js";
export { type DossierList, type ListedDossier, type ListFilter, listDossiers } from "./list-dossiers.js";
export type { Reason } from "./match-folder.js";
export { referenceKey } from "./match-reference.js";
export { readDate } from "./read-date.js";
export { paperOfText, SlotReader } from "./read-slot.js";
export { samePerson } from "./read-subjects.js";
export { secrecyInPath, secrecyOnPage } from "./recognise-secrecy.js";
export { type ScanOptions, scanFolder } from "./scan-folder.js";
export type { Candidate, ScanResult, UnassignedFile } from "./scan-result.js";
export {
  type FoundDocument,
  type FoundDossier,
  type SearchResult,
  searchInventory,
} from "./search-inventory.js";
export type { Author } from "./settle-fields.js";
export { type NamedDossier, type ShownDossier, showDossier } from "./show-dossier.js";
export type { SlotEvidence } from "./slot-evidence.js";
export { readWord, type Vocabulary, wordsOf } from "./stated-values.js";
export { successorHint } from "./successor-hint.js";
export {
  type Body,
  type DisciplineForm,
  type OpenCaseLine,
  type Statistics,
  type Stock,
  takeStock,
} from "./take-stock.js";
export { type Choice, type DoubtfulFile, doubtfulFiles } from "./unassigned-files.js";
