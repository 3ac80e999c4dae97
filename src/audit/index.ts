export { type AuditedHandover, type AuditRequest, type AuditResult, auditFolder } from "./audit-folder.js";
export { type Gap, type GapKind, gapKinds } from "./gaps.js";
