import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, it } from "vitest";
import { appendLog, readLog, verifyLog, verifyLogEntries } from "../../src/custody/index.js";
import { openStore } from "../../src/store/index.js";
import { transcript } from "../support/run.js";
import { sandbox } from "../support/sandbox.js";
import { anOffice, firstOfJuly } from "./offices.js";

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

function check(path: string, noted: string | null = null) {
  const store = openStore(path);
  const result = verifyLog(store, noted);
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
  [
    "moved before another",
    "UPDATE log_entry SET seq = 9 WHERE seq = 2; UPDATE log_entry SET seq = 2 WHERE seq = 3; UPDATE log_entry SET seq = 3 WHERE seq = 9",
    2,
  ],
  [
    "put in",
    `UPDATE log_entry SET seq = 4 WHERE seq = 3; INSERT INTO log_entry (seq, at, actor, action, details, previous, sha256)
     SELECT 3, at, actor, action, details, sha256, '${"a".repeat(64)}' FROM log_entry WHERE seq = 2`,
    3,
  ],
  [
    "copied to the end",
    `INSERT INTO log_entry SELECT 4, at, actor, action, details, previous, '${"b".repeat(64)}' FROM log_entry WHERE seq = 3`,
    4,
  ],
])("an entry that was %s is found", (_, sql, broken) => {
  const path = filled();
  tamper(path, sql);
  expect(check(path)).toMatchObject({ whole: false, broken });
});

it("a log cut off at its end is whole in itself; a digest that was noted elsewhere tells", () => {
  const path = filled();
  const noted = check(path).last!;
  expect(check(path, noted)).toMatchObject({ whole: true, known: true });
  tamper(path, "DELETE FROM log_entry WHERE seq = 3");
  expect(check(path)).toMatchObject({ whole: true, entries: 2, known: null });
  expect(check(path, noted)).toMatchObject({ whole: true, entries: 2, known: false });
  // Any earlier entry that was noted is still there.
  expect(check(path, check(path).last!)).toMatchObject({ known: true });
});

it("a chain that somebody computed anew is whole in itself; a digest that was noted elsewhere tells", () => {
  const [path, other] = [filled(), filled()];
  const noted = check(path).last!;
  const entries = openStore(other);
  appendLog(entries, { at: "2025-06-28T10:00:00+07:00", actor: "lan", action: "received", details: {} });
  const forged = [...entries.log.all()].slice(0, 2);
  entries.close();
  expect(verifyLogEntries(forged, noted)).toMatchObject({ whole: true, known: false });
});

it.each(["vi", "en"])(
  "says in %s what the chain does not show, and checks a digest from paper",
  async (lang) => {
    const office = await anOffice(
      join(sandbox(), "a"),
      ["--code", "06691", "--name", "Phường Hồng Gai"],
      firstOfJuly,
    );
    const verify = (...more: string[]) =>
      transcript(["log", "verify", "--lang", lang, ...more], { cwd: office.folder });
    const { last } = await office.json<{ last: string }>("log", "verify");
    const told = [
      await verify(),
      await verify("--noted", last),
      await verify("--noted", "0".repeat(64)),
      await verify("--noted", "12ab"),
    ].join("\n");
    await expect(told.replaceAll(last, "<digest>")).toMatchFileSnapshot(`../golden/log-verify.${lang}.txt`);
    // As it stands on paper: in capitals, in groups.
    const grouped = last.toUpperCase().replace(/(.{4})/gu, "$1 ");
    expect((await office.type("log", "verify", "--noted", grouped)).exitCode).toBe(0);
  },
);

it("refuses to change a line through the store's own database", () => {
  const database = new Database(filled());
  expect(() => database.exec("DELETE FROM log_entry")).toThrow("append-only");
  database.close();
});
