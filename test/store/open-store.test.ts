import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import type { Dossier } from "../../src/model/dossier.js";
import { Failure } from "../../src/model/failure.js";
import { openStore } from "../../src/store/index.js";
import { aDossier } from "../support/a-dossier.js";

const folder = () => mkdtempSync(join(tmpdir(), "bangiao-store-"));

describe("the store", () => {
  it("gives back a dossier exactly as it was saved", () => {
    const store = openStore(":memory:");
    const dossier: Dossier = aDossier({
      reference: "12a.GSCD",
      subjects: [
        { kind: "organisation", role: "inspected", name: "Chi bộ khu 1", code: null },
        { kind: "member", role: "denouncer", name: "Trần Thị B", code: "NTC-01" },
      ],
      facts: [{ condition: "team", value: "true", origin: "register", evidence: "Có lập tổ" }],
      discipline: { form: "Khiển trách", published: "2024-03" },
      openCase: { step: "KTCH.BBTK", nextStep: null, deadline: "2025-08", team: null },
    });
    store.together(() => store.dossiers.save(dossier));
    expect(store.dossiers.find(dossier.id)).toEqual(dossier);
    expect(store.dossiers.byReference("12a.GSCD")).toEqual([dossier]);
  });

  it("lists dossiers in Vietnamese order with numbers by value", () => {
    const store = openStore(":memory:");
    for (const reference of ["12a.GSCD", "2.KTCH", "12.KTCH", "Đ.01"])
      store.dossiers.save(aDossier({ reference, id: store.newId() }));
    expect(store.dossiers.all().map((dossier) => dossier.reference)).toEqual([
      "2.KTCH",
      "12.KTCH",
      "12a.GSCD",
      "Đ.01",
    ]);
  });

  it("keeps nothing of a transaction that failed half-way", () => {
    const store = openStore(":memory:");
    expect(() =>
      store.together(() => {
        store.dossiers.save(aDossier({}));
        throw new Error("stop");
      }),
    ).toThrow("stop");
    expect(store.dossiers.all()).toEqual([]);
  });

  it("refuses a second dossier of the same reference in the same fonds", () => {
    const store = openStore(":memory:");
    store.dossiers.save(aDossier({ id: "1" }));
    expect(() => store.dossiers.save(aDossier({ id: "2" }))).toThrow(/UNIQUE/u);
  });

  it("knows two units of one code apart by their period", () => {
    const store = openStore(":memory:");
    const unit = aDossier({}).origin;
    store.units.save({ ...unit, code: "06685", name: "Phường Trần Hưng Đạo", until: "2025-06-30" });
    store.units.save({ ...unit, code: "06685", name: "Phường Hồng Gai", from: "2025-07-01", until: null });
    expect(store.units.byCode("06685").map(({ name }) => name)).toEqual([
      "Phường Trần Hưng Đạo",
      "Phường Hồng Gai",
    ]);
  });

  it("never lets a line of the log be changed or deleted", () => {
    const path = join(folder(), "inventory.db");
    const store = openStore(path, { create: true });
    store.log.append({ seq: 1, at: "", actor: "", action: "", details: "", previous: "", sha256: "a" });
    store.close();
    const database = new Database(path);
    expect(() => database.exec("UPDATE log_entry SET actor = 'x'")).toThrow(/append-only/u);
    expect(() => database.exec("DELETE FROM log_entry")).toThrow(/append-only/u);
  });

  it("has the schema that is written down in one place", async () => {
    const path = join(folder(), "inventory.db");
    openStore(path, { create: true }).close();
    const database = new Database(path, { readonly: true });
    const parts = database
      .prepare<[], { sql: string }>(
        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid",
      )
      .all()
      .map(({ sql }) => `${sql};\n`);
    database.close();
    await expect(parts.join("\n")).toMatchFileSnapshot("../../src/store/schema.sql");
  });

  it("says that a database made by a newer version is not for this one", () => {
    const path = join(folder(), "inventory.db");
    openStore(path, { create: true }).close();
    const database = new Database(path);
    database.pragma("user_version = 9999");
    database.close();
    expect(() => openStore(path)).toThrow(expect.objectContaining({ code: "store-newer" }));
  });

  it("says that a file that is no database is damaged", () => {
    const path = join(folder(), "inventory.db");
    writeFileSync(path, "not a database ".repeat(500));
    expect(() => openStore(path)).toThrow(Failure);
    expect(() => openStore(path)).toThrow(expect.objectContaining({ code: "store-damaged" }));
  });

  it("waits for another command's transaction and then says that the store is busy", () => {
    const path = join(folder(), "inventory.db");
    openStore(path, { create: true }).close();
    const other = new Database(path);
    other.exec("BEGIN IMMEDIATE");
    const store = openStore(path, { patience: 50 });
    expect(() => store.together(() => undefined)).toThrow(expect.objectContaining({ code: "store-busy" }));
    other.exec("ROLLBACK");
    expect(store.together(() => "now")).toBe("now");
  });
});
