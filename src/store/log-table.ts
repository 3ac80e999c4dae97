import type { Database } from "better-sqlite3";

/** One line of the workspace's log. `previous` is the digest of the entry before it. */
export interface LogEntry {
  seq: number;
  at: string;
  actor: string;
  action: string;
  details: string;
  previous: string;
  sha256: string;
}

/** The append-only log; the database itself refuses to change or delete a line. */
export class LogTable {
  readonly #add;
  readonly #last;
  readonly #all;

  constructor(database: Database) {
    this.#add = database.prepare(
      `INSERT INTO log_entry (seq, at, actor, action, details, previous, sha256)
       VALUES (@seq, @at, @actor, @action, @details, @previous, @sha256)`,
    );
    this.#last = database.prepare<[], LogEntry>("SELECT * FROM log_entry ORDER BY seq DESC LIMIT 1");
    this.#all = database.prepare<[], LogEntry>("SELECT * FROM log_entry ORDER BY seq");
  }

  /** Appends an entry whose number and digests the caller has computed. */
  append(entry: LogEntry): void {
    this.#add.run(entry);
  }

  last(): LogEntry | null {
    return this.#last.get() ?? null;
  }

  all(): IterableIterator<LogEntry> {
    return this.#all.iterate();
  }
}
