export { type AuditRequest, auditFolder } from "./audit-folder.js";
export type {
  AuditedCase,
  AuditedHandover,
  AuditedLog,
  AuditedStock,
  AuditResult,
  PlannedGiver,
} from "./audit-result.js";
export { type Gap, type GapKind, gapKinds } from "./gaps.js";
