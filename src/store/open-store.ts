import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { Failure } from "../model/failure.js";
import { CheckTable } from "./check-table.js";
import { DocumentTable } from "./document-table.js";
import { DossierTable } from "./dossier-table.js";
import { FileTable } from "./file-table.js";
import { HandoverTable } from "./handover-table.js";
import { LogTable } from "./log-table.js";
import { migrations } from "./migrations.js";
import { orderedIds } from "./ordered-id.js";
import { RegisterTable } from "./register-table.js";
import { indexKey, SearchTable } from "./search-table.js";
import { SettingTable } from "./setting-table.js";
import { UnitTable } from "./unit-table.js";

/** The inventory of one workspace: the one owner of its SQL. Tables take and return plain model values. */
export interface Store {
  readonly settings: SettingTable;
  readonly units: UnitTable;
  readonly dossiers: DossierTable;
  readonly documents: DocumentTable;
  readonly files: FileTable;
  readonly registers: RegisterTable;
  readonly search: SearchTable;
  readonly checks: CheckTable;
  readonly handovers: HandoverTable;
  readonly log: LogTable;
  /** Runs `work` in one transaction: all of it, or nothing. Calls inside calls join the outer one. */
  together<Result>(work: () => Result): Result;
  /** `together` for work that writes a great deal: the words for searching enter their index at its end. */
  inBulk<Result>(work: () => Result): Result;
  /** A fresh identifier for a dossier or document. */
  newId(): string;
  /** Reads every page once. Throws `store-damaged` where they do not fit together. */
  requireWhole(): void;
  close(): void;
}

export interface StoreOptions {
  /** Makes the database when it is not there. */
  create?: boolean;
  /** How long to wait for another command, in milliseconds. */
  patience?: number;
  /** Where identifiers come from; tests give a fixed sequence. */
  newId?: () => string;
  /** Told every SQL statement that runs, for debugging. */
  trace?: (sql: string) => void;
}

/**
 * Opens the database at `path` (`:memory:` for tests) and brings its schema up to date.
 * Throws `store-damaged`, `store-newer`, `store-busy`, `file-not-found`.
 */
export function openStore(path: string, options: StoreOptions = {}): Store {
  if (path !== ":memory:") {
    if (!options.create && !existsSync(path)) throw new Failure("file-not-found", { path });
    if (options.create) mkdirSync(dirname(path), { recursive: true });
  }
  const database = guarded(path, () => {
    const opened = new Database(path, {
      timeout: options.patience ?? 5_000,
      ...(options.trace ? { verbose: (sql: unknown) => options.trace?.(String(sql)) } : {}),
    });
    opened.pragma("journal_mode = WAL");
    opened.pragma("synchronous = FULL");
    opened.pragma("foreign_keys = ON");
    opened.pragma("trusted_schema = OFF");
    migrate(opened, path);
    return opened;
  });
  const together = <Result>(work: () => Result): Result =>
    guarded(path, () => (database.inTransaction ? work() : database.transaction(work).immediate()));
  const inBulk = <Result>(work: () => Result): Result => {
    // Pages that do not fit are written twice; what a bulk of work touches at a time fits in so much.
    database.pragma("cache_size = -65536");
    try {
      return together(() => {
        search.hold();
        const result = work();
        search.release();
        return result;
      });
    } finally {
      search.dropHold();
      database.pragma("cache_size = -16000");
    }
  };
  const units = new UnitTable(database);
  const search = new SearchTable(database);
  const dossiers = new DossierTable(database, units, search);
  return {
    settings: new SettingTable(database),
    units,
    dossiers,
    documents: new DocumentTable(database, search),
    files: new FileTable(database),
    registers: new RegisterTable(database),
    search,
    checks: new CheckTable(database),
    handovers: new HandoverTable(database, units),
    log: new LogTable(database),
    together,
    inBulk,
    newId: options.newId ?? orderedIds(),
    requireWhole: () =>
      guarded(path, () => {
        const verdict = database.pragma("quick_check(1)", { simple: true });
        if (verdict !== "ok") throw new Failure("store-damaged", { path, reason: "quick_check" });
      }),
    close: () => {
      database.close();
    },
  };
}

/** Applies what is missing, each migration in one transaction with its own bookkeeping (`user_version`). */
export function migrate(database: Database.Database, path: string): void {
  const newest = migrations.at(-1)!.version;
  const version = database.pragma("user_version", { simple: true }) as number;
  if (version > newest) throw new Failure("store-newer", { path, version, known: newest });
  defineMigrationFunctions(database);
  for (const migration of migrations) {
    if (migration.version <= version) continue;
    database
      .transaction(() => {
        // Another process may have migrated while this one waited for the lock.
        if ((database.pragma("user_version", { simple: true }) as number) >= migration.version) return;
        database.exec(migration.sql);
        database.pragma(`user_version = ${migration.version}`);
      })
      .immediate();
  }
}

/** What migrations need and SQL has not: the key of a text in the index, and texts put together whatever is NULL. */
function defineMigrationFunctions(database: Database.Database): void {
  database.function("index_key", { deterministic: true }, (text: unknown) => indexKey(String(text ?? "")));
  database.function("concat_words", { deterministic: true, varargs: true }, (...texts: unknown[]) =>
    texts.filter((text) => text !== null).join(" "),
  );
}

function guarded<Result>(path: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof Database.SqliteError) {
      if (error.code.startsWith("SQLITE_BUSY")) throw new Failure("store-busy", {}, { cause: error });
      if (error.code.startsWith("SQLITE_FULL")) throw new Failure("disk-full", { path }, { cause: error });
      if (/^SQLITE_(NOTADB|CORRUPT|CANTOPEN|READONLY|IOERR)/u.test(error.code))
        throw new Failure("store-damaged", { path, reason: error.code }, { cause: error });
    }
    throw error;
  }
}

/** The version of SQLite; null where the library does not load on this computer. */
export function sqliteVersion(): string | null {
  try {
    const database = new Database(":memory:");
    try {
      return (
        database.prepare<[], { version: string }>("SELECT sqlite_version() AS version").get()?.version ?? null
      );
    } finally {
      database.close();
    }
  } catch {
    return null;
  }
}
