import type { Database } from "better-sqlite3";

/** Names of the workspace's settings. */
export type SettingName = "unit" | "language" | "rule-packs" | "last-check" | "scanned" | "plans";

/** Small facts about the workspace itself, by name. */
export class SettingTable {
  readonly #get;
  readonly #set;

  constructor(database: Database) {
    this.#get = database.prepare<[string], { value: string }>("SELECT value FROM setting WHERE name = ?");
    this.#set = database.prepare<[string, string]>(
      "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    );
  }

  get(name: SettingName): string | null {
    return this.#get.get(name)?.value ?? null;
  }

  set(name: SettingName, value: string): void {
    this.#set.run(name, value);
  }
}
