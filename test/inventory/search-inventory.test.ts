import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { searchInventory } from "../../src/inventory/index.js";
import { looseKey } from "../../src/model/names.js";
import { openStore } from "../../src/store/index.js";
import { aDocument, aDossier } from "../support/a-dossier.js";

const syllables =
  "Hồ sơ kỷ luật kiểm tra giám sát đảng viên Đỗ Thị Phương uỷ ủy hoà 12a 2020 61-QĐ/UBKTĐU (mật) “quỹ” ở".split(
    " ",
  );

describe("searching", () => {
  it("finds every title by its loose words, in any order, however accents are written", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.constantFrom(...syllables), { minLength: 1, maxLength: 8 }), {
          minLength: 1,
          maxLength: 5,
        }),
        fc.nat(),
        (titles, at) => {
          const store = openStore(":memory:");
          for (const [index, words] of titles.entries())
            store.dossiers.save(
              aDossier({ id: store.newId(), reference: `${index + 1}.X`, title: words.join(" ") }),
            );
          const index = at % titles.length;
          const title = titles[index]!.join(" ");
          const ways = [
            title,
            looseKey(title),
            title.normalize("NFD"),
            title.toUpperCase(),
            [...titles[index]!].reverse().join(" "),
          ];
          for (const words of ways)
            expect(searchInventory(store, words).dossiers.map(({ reference }) => reference)).toContain(
              `${index + 1}.X`,
            );
          store.close();
        },
      ),
      { numRuns: 60 },
    );
  });

  it("never fails on what is typed", () => {
    const store = openStore(":memory:");
    store.dossiers.save(aDossier({}));
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (words) => {
        searchInventory(store, words);
      }),
    );
    // Letters that SQLite does not know, and letters of other alphabets.
    store.dossiers.save(aDossier({ title: "a\u{1E922}b Привет" }));
    expect(searchInventory(store, "a\u{1E922}b").totals.dossiers).toBe(1);
    expect(searchInventory(store, "привет").totals.dossiers).toBe(1);
    expect(searchInventory(store, "приват").totals.dossiers).toBe(0);
    for (const words of ['"', "*", "a*", "NEAR(", "a AND", "-", "^x", "words:x", "'; DROP TABLE dossier", ""])
      expect(searchInventory(store, words).totals.documents).toBe(0);
  });

  it("knows what a dossier says now, not what it said before", () => {
    const store = openStore(":memory:");
    const dossier = aDossier({ title: "Chuyện cũ" });
    store.dossiers.save(dossier);
    store.dossiers.save({ ...dossier, title: "Chuyện mới" });
    expect(searchInventory(store, "chuyen cu").dossiers).toEqual([]);
    expect(searchInventory(store, "chuyen moi").dossiers).toHaveLength(1);
    store.dossiers.save({ ...dossier, title: "Chuyện mới", secrecy: "mat" });
    expect(searchInventory(store, "chuyen moi").dossiers).toEqual([]);
  });

  it("puts what holds the words in a row before what holds them scattered", () => {
    const store = openStore(":memory:");
    store.dossiers.save(aDossier({ id: "a", reference: "1", title: "Luật lệ và kỷ cương" }));
    store.dossiers.save(aDossier({ id: "b", reference: "2", title: "Hồ sơ kỷ luật" }));
    expect(searchInventory(store, "ky luat").dossiers.map(({ reference }) => reference)).toEqual(["2", "1"]);
  });

  it("finds a number with or without its leading zero, and the beginning of a last word", () => {
    const store = openStore(":memory:");
    store.dossiers.save(aDossier({}));
    store.documents.save(aDocument({ number: "05-QĐ/UBKTĐU" }));
    for (const words of ["5-QĐ", "05 qd", "05-qđ/ubkt", "quyết định kiểm tra Chi bộ kh"])
      expect(searchInventory(store, words).totals.documents, words).toBe(1);
    expect(searchInventory(store, "5 q x").totals.documents).toBe(0);
  });
});
