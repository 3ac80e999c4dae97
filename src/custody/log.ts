import { createHash } from "node:crypto";
import { protectNames } from "../model/protected-names.js";
import type { LogEntry, Store } from "../store/index.js";

/** What the log records. */
export type LogAction =
  | "workspace-created"
  | "registers-imported"
  | "folder-scanned"
  | "files-assigned"
  | "key-created"
  | "key-imported"
  | "timestamped"
  | "trust-added"
  | "trust-removed"
  | "revocation-list-added"
  | "plan-imported"
  | "manifest-created"
  | "manifest-signed"
  | "package-created"
  | "received"
  | "receipt-accepted"
  | "act-signed"
  | "act-filed"
  | "inventory-edited"
  | "names-revealed"
  | "checked"
  | "explained"
  | "rules-chosen";

/** What is to be recorded. Details are ids, counts and digests, never names or contents. */
export interface LogRecord {
  /** RFC 3339, `+07:00`. */
  at: string;
  actor: string;
  action: LogAction;
  details: Record<string, string | number | null>;
}

/** An entry as it is shown. */
export interface LogLine {
  seq: number;
  at: string;
  actor: string;
  action: string;
  details: Record<string, string | number | null>;
  /** What the ids in the details mean today: reference of the dossier, number or place of the document. */
  names: { dossier?: string; document?: string };
  sha256: string;
}

/** What checking the log gave: every entry follows from the one before, or the first that does not. */
export interface LogCheck {
  whole: boolean;
  entries: number;
  /** Number of the first entry that does not fit. */
  broken: number | null;
  /** Digest of the last entry; written down elsewhere it shows that nothing was cut off. */
  last: string | null;
  /** Whether an entry has the digest that was asked for; null where none was. False: the end was cut off, or all was made anew. */
  known: boolean | null;
}

const beginning = "0".repeat(64);

/** Appends an entry that holds the digest of the one before. Joins a running transaction. */
export function appendLog(store: Store, record: LogRecord): void {
  store.together(() => {
    const last = store.log.last();
    const entry = {
      seq: (last?.seq ?? 0) + 1,
      at: record.at,
      actor: record.actor,
      action: record.action,
      details: JSON.stringify(record.details),
      previous: last?.sha256 ?? beginning,
    };
    store.log.append({ ...entry, sha256: digestOf(entry) });
  });
}

/** The entries of the log, oldest first; of one dossier only those about it and about the handovers that hold it. */
export function readLog(store: Store, dossierId?: string): LogLine[] {
  const about = dossierId === undefined ? () => true : concerns(store, dossierId);
  const entries = [...store.log.all()].filter(about);
  const protectorOf = protectNames(store.dossiers.all());
  return entries.map(({ seq, at, actor, action, details: text, sha256 }) => {
    const details = readDetails(text);
    const names: LogLine["names"] = {};
    const dossier = store.dossiers.find(String(details.dossier ?? ""));
    const document = store.documents.find(String(details.document ?? ""));
    if (dossier) names.dossier = protectorOf(dossier)(dossier.reference);
    if (dossier && document) {
      const name = document.number ?? document.typeName ?? `#${document.ordinal}`;
      names.document = protectorOf(dossier)(name);
    }
    return { seq, at, actor, action, details, names, sha256 };
  });
}

function concerns(store: Store, dossierId: string): (entry: LogEntry) => boolean {
  const through = new Set(
    store.handovers.all().flatMap(({ id }) => {
      return store.handovers.dossiers(id).some((one) => one.dossierId === dossierId) ? [id] : [];
    }),
  );
  return ({ details: text }) => {
    const { dossier, handover } = readDetails(text);
    return dossier === dossierId || (typeof handover === "string" && through.has(handover));
  };
}

/** The entries as they are chained, so that anybody can compute the digests again. */
export function exportLog(store: Store): LogEntry[] {
  return [...store.log.all()];
}

/**
 * Checks that no entry was changed, moved, taken out or put in. That the end was cut off, or the whole chain computed anew by
 * somebody who can write into the database, only a digest that was noted elsewhere can show: `noted`.
 */
export function verifyLog(store: Store, noted: string | null = null): LogCheck {
  return verifyLogEntries(store.log.all(), noted);
}

/** The same for the entries of an exported log. */
export function verifyLogEntries(chain: Iterable<LogEntry>, noted: string | null = null): LogCheck {
  let previous = beginning;
  let entries = 0;
  let known = noted === null ? null : false;
  for (const entry of chain) {
    const right =
      entry.seq === entries + 1 && entry.previous === previous && entry.sha256 === digestOf(entry);
    const last = entries === 0 ? null : previous;
    if (!right) return { whole: false, entries, broken: entry.seq, last, known };
    previous = entry.sha256;
    entries += 1;
    if (previous === noted) known = true;
  }
  return { whole: true, entries, broken: null, last: entries === 0 ? null : previous, known };
}

function digestOf({ seq, at, actor, action, details, previous }: Omit<LogEntry, "sha256">): string {
  return createHash("sha256")
    .update(JSON.stringify([seq, at, actor, action, details, previous]))
    .digest("hex");
}

function readDetails(text: string): LogLine["details"] {
  try {
    return JSON.parse(text) as LogLine["details"];
  } catch {
    return { text };
  }
}
