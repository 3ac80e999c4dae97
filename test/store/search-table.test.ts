import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, it } from "vitest";
import { openStore } from "../../src/store/index.js";
import { migrations } from "../../src/store/migrations.js";
import { aDocument, aDossier } from "../support/a-dossier.js";

it("indexes what a database of the first version holds exactly as if it were saved now", () => {
  const path = join(mkdtempSync(join(tmpdir(), "bangiao-store-")), "inventory.db");
  const dossiers = [
    aDossier({
      id: "1",
      subjects: [
        { kind: "organisation", role: "inspected", name: "Chi bộ khu 3", code: null },
        { kind: "member", role: "denouncer", name: "Dương Văn Khánh", code: "NTC-01" },
      ],
      notes: "Ghi chú",
    }),
    aDossier({ id: "2", reference: "02.KTCH", secrecy: "mat" }),
  ];
  const documents = [
    aDocument({ id: "a", dossierId: "1", number: "05-QĐ/UBKTĐU" }),
    aDocument({ id: "b", dossierId: "1", ordinal: 2, state: "withheld", abstract: "Kín" }),
    aDocument({
      id: "c",
      dossierId: "1",
      ordinal: 3,
      number: null,
      typeName: null,
      issuer: null,
      abstract: null,
    }),
  ];
  const filled = openStore(path, { create: true });
  for (const dossier of dossiers) filled.dossiers.save(dossier);
  for (const document of documents) filled.documents.save(document);
  filled.close();
  const database = new Database(path);
  const entries = () =>
    database
      .prepare("SELECT dossier_id, document_id, words FROM search_entry ORDER BY dossier_id, document_id")
      .all();
  const saved = entries();
  // Back to the schema of the first version.
  database.exec(`DROP TABLE search_index; DROP TABLE search_entry;
    DROP TABLE explanation; CREATE TABLE explanation (id INTEGER PRIMARY KEY, dossier_id TEXT NOT NULL REFERENCES dossier,
      slot TEXT, reason TEXT NOT NULL, person TEXT NOT NULL, due TEXT, recorded_at TEXT NOT NULL) STRICT;
    CREATE UNIQUE INDEX explanation_place ON explanation (dossier_id, ifnull(slot, ''));
    PRAGMA user_version = 1`);
  openStore(path).close();
  expect(entries()).toEqual(saved);
  expect(JSON.stringify(saved)).not.toMatch(/khanh|kin"/u);
  expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1));
  database.exec("INSERT INTO search_index (search_index) VALUES ('integrity-check')");
  database.close();
});

it("forgets a document that is taken back", () => {
  const store = openStore(":memory:");
  store.dossiers.save(aDossier({}));
  const document = aDocument({ source: "scan", abstract: "Tờ trình lạ" });
  store.documents.save(document);
  expect(store.search.find("to trinh la")).toHaveLength(1);
  store.documents.dropUnproven(document.id);
  expect(store.search.find("to trinh la")).toEqual([]);
});

it("finds the words of a bulk of work at its end: new ones, changed ones, and no old ones", () => {
  const store = openStore(":memory:");
  store.dossiers.save(aDossier({ id: "1", title: "Giám sát chi bộ" }));
  store.documents.save(aDocument({ id: "a", dossierId: "1", abstract: "Quyết định cũ" }));
  store.inBulk(() => {
    store.dossiers.save(aDossier({ id: "1", title: "Kiểm tra đảng phí" }));
    store.documents.save(aDocument({ id: "a", dossierId: "1", abstract: "Kế hoạch mới" }));
    store.documents.save(aDocument({ id: "b", dossierId: "1", abstract: "Thông báo nháp" }));
    store.documents.save(aDocument({ id: "b", dossierId: "1", abstract: "Thông báo kết luận" }));
  });
  const found = (words: string): (string | null)[] =>
    store.search.find(words).map(({ documentId }) => documentId);
  expect(found("giám sát")).toEqual([]);
  expect(found("đảng phí")).toEqual([null]);
  expect(found("cũ")).toEqual([]);
  expect(found("kế hoạch")).toEqual(["a"]);
  expect(found("nháp")).toEqual([]);
  expect(found("kết luận")).toEqual(["b"]);
});

it("leaves the index as it was when a bulk of work fails, and works on after it", () => {
  const store = openStore(":memory:");
  const fail = (): never =>
    store.inBulk(() => {
      store.dossiers.save(aDossier({ id: "1", title: "Giám sát chi bộ" }));
      throw new Error("halt");
    });
  expect(fail).toThrow("halt");
  expect(fail).toThrow("halt");
  expect(store.search.find("giám sát")).toEqual([]);
  store.inBulk(() => store.dossiers.save(aDossier({ id: "1", title: "Giám sát chi bộ" })));
  store.dossiers.save(aDossier({ id: "2", reference: "2", title: "Giám sát đảng viên" }));
  expect(store.search.find("giám sát")).toHaveLength(2);
});
