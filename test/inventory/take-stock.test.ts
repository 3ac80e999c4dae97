import { describe, expect, it } from "vitest";
import { takeStock } from "../../src/inventory/index.js";
import type { Dossier, Subject } from "../../src/model/dossier.js";
import { openStore } from "../../src/store/index.js";
import { aDocument, aDossier, aFile } from "../support/a-dossier.js";

const organisation = (name: string): Subject => ({
  kind: "organisation",
  role: "inspected",
  name,
  code: null,
});
const member = (name: string): Subject => ({ kind: "member", role: "inspected", name, code: null });

function statistics(...dossiers: Partial<Dossier>[]) {
  const store = openStore(":memory:");
  dossiers.forEach((special, index) => {
    store.dossiers.save(aDossier({ id: store.newId(), reference: `${index + 1}.X`, ...special }));
  });
  return takeStock(store);
}

describe("the figures of a term", () => {
  it("count organisations and members by year and by whose work it was", () => {
    const { work } = statistics(
      { type: "KTCH", closed: "2020-06", subjects: [organisation("Chi bộ 1"), organisation("Chi bộ 2")] },
      { type: "KTDH", closed: "2020", issuer: "ĐU", subjects: [member("A")] },
      { type: "GSCD", closed: "2020-12", subjects: [member("B"), member("C")] },
      { type: "KTCH", closed: "2021", issuer: "CB khu 3", subjects: [member("D")] },
      { type: "CTBC", closed: "2020", subjects: [] },
    );
    expect(work).toEqual([
      {
        year: 2020,
        body: "committee",
        inspected: { organisations: 0, members: 1 },
        supervised: { organisations: 0, members: 0 },
        disciplined: { organisations: 0, members: 0 },
      },
      {
        year: 2020,
        body: "inspection-committee",
        inspected: { organisations: 2, members: 0 },
        supervised: { organisations: 0, members: 2 },
        disciplined: { organisations: 0, members: 0 },
      },
      {
        year: 2021,
        body: "cell",
        inspected: { organisations: 0, members: 1 },
        supervised: { organisations: 0, members: 0 },
        disciplined: { organisations: 0, members: 0 },
      },
    ]);
  });

  it("count a discipline by its form in the year of its publication, also one from a twin process", () => {
    const { discipline } = statistics(
      { type: "KLDV", closed: "2020-12", discipline: { form: "Khiển trách", published: "2021-01-05" } },
      {
        type: "KTDH",
        closed: "2021",
        subjects: [organisation("Chi bộ 1"), member("A")],
        discipline: { form: "Khai trừ khỏi Đảng", published: null },
      },
      { type: "KLTC", closed: "2021", discipline: { form: "cảnh cáo", published: "2021" } },
      { type: "KLDV", closed: "2021", discipline: { form: "Không thi hành kỷ luật", published: null } },
      { type: "KLDV", closed: "2021", discipline: null },
    );
    expect(discipline).toEqual([
      { year: 2021, form: "khiển trách", organisations: 0, members: 1 },
      { year: 2021, form: "cảnh cáo", organisations: 1, members: 0 },
      { year: 2021, form: "khai trừ", organisations: 0, members: 1 },
    ]);
  });

  it("say how many dossiers name nobody, and never count denouncers", () => {
    const { work, withoutSubject } = statistics(
      { type: "KTCH", subjects: [] },
      { type: "KTDH", subjects: [{ kind: "member", role: "denouncer", name: "A", code: "NTC-01" }] },
    );
    expect(work).toEqual([]);
    expect(withoutSubject).toBe(2);
  });
});

describe("the figures of the stock", () => {
  it("add up documents, pages, files and bytes that are there", () => {
    const store = openStore(":memory:");
    store.dossiers.save(aDossier({ pages: 99 }));
    store.documents.save(aDocument({ pages: 3 }));
    for (const [path, present] of [
      ["a.pdf", true],
      ["b.pdf", false],
    ] as const) {
      const fileId = store.files.save(aFile({ path, present, size: 500 }));
      store.files.attach({ documentId: aDocument({}).id, fileId, ordinal: 1, assignedBy: "scan" });
    }
    store.dossiers.save(
      aDossier({ id: "2", reference: "2", type: null, opened: null, closed: null, pages: 7 }),
    );
    const { totals, byType, byYear } = takeStock(store);
    expect(totals).toEqual({ dossiers: 2, documents: 1, pages: 10, files: 1, bytes: 500 });
    expect(byType.map(({ type, pages }) => [type, pages])).toEqual([
      ["KTCH", 3],
      [null, 7],
    ]);
    expect(byYear.map(({ year }) => year)).toEqual([2020, null]);
  });
});
