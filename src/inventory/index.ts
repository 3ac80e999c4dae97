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
export { referenceKey } from "./match-reference.js";
export { samePerson } from "./read-subjects.js";
