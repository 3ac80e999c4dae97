export type { DocumentWords } from "./check-table.js";
export type { Attachment, StoredProposal } from "./file-table.js";
export type { HandoverDossier, KnownAct } from "./handover-table.js";
export type { LogEntry } from "./log-table.js";
export { openStore, type Store, type StoreOptions, sqliteVersion } from "./open-store.js";
export type { Cleaning, EarlierRow, RegisterRow } from "./register-table.js";
export type { SearchHit } from "./search-table.js";
export { openSpool, type Spool } from "./spool.js";
export { lockWorkspace, lookAtLock } from "./workspace-lock.js";
