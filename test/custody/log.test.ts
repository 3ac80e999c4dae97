import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, it } from "vitest";
import { appendLog, readLog, verifyLog } from "../../src/custody/index.js";
import { openStore } from "../../src/store/index.js";
import { sandbox } from "../support/sandbox.js";

function filled(): string {
  const path = join(sandbox(), "inventory.db");
  const store = openStore(path, { create: true });
  for (const [index, action] of (
    ["manifest-created", "manifest-signed", "receipt-accepted"] as const
  ).entries()) {
    appendLog(store, {
      at: `2025-06-28T09:0${index}:00+07:00`,
      actor: "lan",
      action,
      details: { handover: "BG-06691-20250628-01" },
    });
  }
  store.close();
  return path;
}

/** What somebody with the database file and a tool of their own would do. */
function tamper(path: string, sql: string): void {
  const database = new Database(path);
  database.exec("DROP TRIGGER log_entry_stays; DROP TRIGGER log_entry_remains;");
  database.exec(sql);
  database.close();
}

function check(path: string) {
  const store = openStore(path);
  const result = verifyLog(store);
  store.close();
  return result;
}

it("holds, in each entry, the digest of the one before", () => {
  const path = filled();
  const store = openStore(path);
  expect(readLog(store).map(({ seq, action }) => [seq, action])).toEqual([
    [1, "manifest-created"],
    [2, "manifest-signed"],
    [3, "receipt-accepted"],
  ]);
  expect(verifyLog(store)).toMatchObject({ whole: true, entries: 3, broken: null });
  store.close();
});

it.each([
  ["changed", "UPDATE log_entry SET details = '{}' WHERE seq = 2", 2],
  ["redated", "UPDATE log_entry SET at = '2025-06-01T09:00:00+07:00' WHERE seq = 1", 1],
  ["taken out", "DELETE FROM log_entry WHERE seq = 2", 3],
  ["taken from the beginning", "DELETE FROM log_entry WHERE seq = 1", 2],
])("an entry that was %s is found", (_, sql, broken) => {
  const path = filled();
  tamper(path, sql);
  expect(check(path)).toMatchObject({ whole: false, broken });
});

it("a log cut off at its end shows another last digest", () => {
  const path = filled();
  const before = check(path).last;
  tamper(path, "DELETE FROM log_entry WHERE seq = 3");
  expect(check(path)).toMatchObject({ whole: true, entries: 2 });
  expect(check(path).last).not.toBe(before);
});

it("refuses to change a line through the store's own database", () => {
  const database = new Database(filled());
  expect(() => database.exec("DELETE FROM log_entry")).toThrow("append-only");
  database.close();
});
