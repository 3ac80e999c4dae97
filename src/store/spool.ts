import Database from "better-sqlite3";

/** Texts that wait under a key, on disk and not in memory; all of it is gone when it is closed, or the program ends. */
export interface Spool {
  put(key: string, text: string): void;
  /** Takes out one text with this key. */
  take(key: string): string | null;
  /** What is left whose key begins so, in the order in which it came. */
  left(beginning: string): IterableIterator<string>;
  close(): void;
}

/** Opens an empty spool: a database without a name, which SQLite keeps in a file that nobody else can open. */
export function openSpool(): Spool {
  const database = new Database("");
  // What is lost in a crash is worth nothing without the program that wrote it.
  database.pragma("journal_mode = OFF");
  database.pragma("synchronous = OFF");
  database.pragma("cache_size = -16000");
  database.exec(
    "CREATE TABLE waiting (id INTEGER PRIMARY KEY, key TEXT NOT NULL, text TEXT NOT NULL) STRICT; CREATE INDEX by_key ON waiting (key)",
  );
  database.exec("BEGIN");
  const put = database.prepare<[string, string]>("INSERT INTO waiting (key, text) VALUES (?, ?)");
  const find = database.prepare<[string], { id: number; text: string }>(
    "SELECT id, text FROM waiting WHERE key = ? LIMIT 1",
  );
  const drop = database.prepare<[number]>("DELETE FROM waiting WHERE id = ?");
  const left = database.prepare<[string, string], { text: string }>(
    "SELECT text FROM waiting WHERE key >= ? AND key < ? ORDER BY id",
  );
  return {
    put: (key, text) => {
      put.run(key, text);
    },
    take(key) {
      const found = find.get(key);
      if (!found) return null;
      drop.run(found.id);
      return found.text;
    },
    *left(beginning) {
      for (const { text } of left.iterate(beginning, `${beginning}\u{10ffff}`)) yield text;
    },
    close: () => {
      database.close();
    },
  };
}
