import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { documentFieldTable } from "../../src/inventory/document-fields.js";
import { dossierFieldTable } from "../../src/inventory/dossier-fields.js";
import { addDossier, editDocument, editDossier } from "../../src/inventory/index.js";
import { readWord, type Vocabulary } from "../../src/inventory/stated-values.js";
import { catalogueVi } from "../../src/messages/catalogue/vi.js";
import { houseVi } from "../../src/messages/house/vi.js";
import { conditions, type Dossier } from "../../src/model/dossier.js";
import {
  type DossierField,
  documentFields,
  dossierFields,
  type ValueKind,
} from "../../src/model/stated-fields.js";
import { openStore, type Store } from "../../src/store/index.js";
import { aDocument, aDossier, hongGai } from "../support/a-dossier.js";

const author = { person: "Vũ Thị Lan", day: "2025-06-28" };
const table = dossierFieldTable(() => "NTC-77");

const full: Partial<Dossier> = {
  subjects: [
    { kind: "organisation", role: "inspected", name: "Chi bộ khu 3", code: null },
    { kind: "member", role: "inspected", name: "Lê Thị Mai", code: null },
    { kind: "other", role: "inspected", name: "Hợp tác xã", code: null },
    { kind: "member", role: "denouncer", name: "Dương Văn Khánh", code: "NTC-01" },
    { kind: "member", role: "petitioner", name: "Ngô Thị Hoà", code: "NCD-01" },
  ],
  outcome: "Kết quả",
  discipline: { form: "Cảnh cáo", published: "2021-05" },
  rectificationDeadline: "2021-12-31",
  facts: [
    { condition: "team", value: "true", origin: "register", evidence: "x" },
    { condition: "team", value: "false", origin: "inferred", evidence: "y" },
    { condition: "twin", value: "true", origin: "stated", evidence: "z" },
  ],
  sheets: 3,
  pages: 9,
  carrier: "mixed",
  place: { warehouse: "1", shelf: "2", box: "3" },
  condition: "tốt",
  notes: "Ghi chú",
  openCase: { step: "a", nextStep: "b", deadline: "2025-08", team: "c" },
  folder: "01",
};

function storeWith(dossier: Partial<Dossier>): Store {
  const store = openStore(":memory:");
  store.dossiers.save(aDossier(dossier));
  return store;
}

const text = fc.stringMatching(/^[A-Za-zĐđơưạế][A-Za-z0-9Đđơưạế ,.-]{0,20}[a-z]$/u);
const values: Record<ValueKind, fc.Arbitrary<string>> = {
  text,
  names: fc.array(text, { minLength: 1, maxLength: 3 }).map((names) => names.join("; ")),
  date: fc.constantFrom("2020", "5/2021", "4/5/2020", "2022-12-31", "ngày 05 tháng 7 năm 2025"),
  count: fc.nat(999_999).map(String),
  type: fc.constantFrom("KTCH", "gscd", "kỷ luật đảng viên"),
  status: fc.constantFrom("open", "đã kết thúc"),
  secrecy: fc.constantFrom("none", "MẬT", "tối mật"),
  carrier: fc.constantFrom("paper", "điện tử", "hỗn hợp"),
  state: fc.constantFrom("present", "paper-only"),
  original: fc.constantFrom("original", "bản sao"),
  truth: fc.constantFrom("true", "không", "chưa rõ"),
  slot: fc.constantFrom("KTCH.QD", "kh"),
  slots: fc.constantFrom("KTCH.QD, KH"),
};

describe("editing a dossier", () => {
  it("changes the fields named and no other", () => {
    const assignment = fc
      .constantFrom(...dossierFields)
      .chain((field) => fc.tuple(fc.constant(field), values[table[field].kind]));
    fc.assert(
      fc.property(fc.array(assignment, { minLength: 1, maxLength: 5 }), (assignments) => {
        const store = storeWith(full);
        const before = store.dossiers.byReference("01.KTCH")[0]!;
        const written = assignments.map(([field, value]) => `${field}=${value}`);
        const { changes } = editDossier(store, before.id, written, author);
        const after = store.dossiers.find(before.id)!;
        const named = new Set<DossierField>(assignments.map(([field]) => field));
        for (const field of dossierFields)
          if (!named.has(field)) expect(table[field].get(after)).toBe(table[field].get(before));
        expect(after.facts).toEqual(before.facts);
        for (const { field } of changes) expect(named).toContain(field);
        store.close();
      }),
      { numRuns: 60 },
    );
  });

  it("leaves what the register and the papers say beside what is stated", () => {
    const store = storeWith(full);
    editDossier(store, "1", ["team=unknown", "twin="], author);
    expect(store.dossiers.byReference("01.KTCH")[0]!.facts).toEqual([
      { condition: "team", value: "false", origin: "inferred", evidence: "y" },
      { condition: "team", value: "true", origin: "register", evidence: "x" },
      { condition: "team", value: "unknown", origin: "stated", evidence: "Vũ Thị Lan, 2025-06-28" },
    ]);
  });

  it("keeps the code of a protected person who stays, and gives a new one to who comes", () => {
    const store = storeWith(full);
    editDossier(store, "1", ["denouncers=Dương Văn Khánh; Phạm Thị Nở"], author);
    editDossier(store, "1", ["denouncers=NTC-01; Phạm Thị Nở; Trần Văn Bình"], author);
    const { subjects } = store.dossiers.byReference("01.KTCH")[0]!;
    expect(subjects.filter(({ role }) => role === "denouncer").map(({ name, code }) => [name, code])).toEqual(
      [
        ["Dương Văn Khánh", "NTC-01"],
        ["Phạm Thị Nở", "NTC-02"],
        ["Trần Văn Bình", "NTC-03"],
      ],
    );
  });

  it("keeps the name of a denouncer taken off the dossier out of what it prints", () => {
    const store = storeWith({ ...full, title: "Đơn của Dương Văn Khánh" });
    const { changes } = editDossier(store, "1", ["denouncers=", "title=Đơn"], author);
    expect(JSON.stringify(changes)).not.toContain("Khánh");
  });

  it.each([
    ["discipline-form=", "field-required"],
    ["title=", "field-required"],
    ["status=", "field-required"],
    ["pages=-1", "field-value-not-allowed"],
    ["pages=1000000", "field-value-not-allowed"],
    ["opened=12/31/2020", "field-value-not-allowed"],
    ["opened=2020-02-30", "field-value-not-allowed"],
    ["twin=maybe", "field-value-not-allowed"],
    ["secrecy=khẩn", "field-value-not-allowed"],
    ["nonsense=1", "field-unknown"],
    ["=1", "assignment-without-value"],
  ])("refuses %s", (assignment, code) => {
    expect(() => editDossier(storeWith(full), "1", [assignment], author)).toThrow(
      expect.objectContaining({ code, exitCode: 2 }),
    );
  });

  it("gives a dossier added by hand the type that its reference names", () => {
    const store = storeWith({});
    addDossier(store, hongGai, "13.KLDV", ["title=Kỷ luật"], author);
    expect(store.dossiers.byReference("13.KLDV")[0]).toMatchObject({ type: "KLDV", facts: [] });
  });
});

describe("editing a document", () => {
  it("withholds a paper marked secret, and gives it back when it is declassified", () => {
    const store = storeWith({});
    const document = aDocument({});
    store.documents.save(document);
    const edit = (assignment: string) => editDocument(store, "1", "1", [assignment], author).changes;
    expect(edit("secrecy=mật").map(({ field, to }) => [field, to])).toEqual([
      ["secrecy", "mat"],
      ["state", "withheld"],
    ]);
    edit("secrecy=none");
    expect(store.documents.find(document.id)).toEqual(document);
  });

  it("changes the fields named and no other", () => {
    const others = documentFields.filter((field) => !["ordinal", "secrecy", "state"].includes(field));
    const assignment = fc
      .constantFrom(...others)
      .chain((field) => fc.tuple(fc.constant(field), values[documentFieldTable[field].kind]));
    fc.assert(
      fc.property(fc.array(assignment, { minLength: 1, maxLength: 4 }), (assignments) => {
        const store = storeWith({});
        const before = aDocument({
          signer: "A",
          notes: "b",
          extent: "1-2",
          alsoSlots: ["KTCH.DC"],
          sheets: 1,
        });
        store.documents.save(before);
        editDocument(
          store,
          "1",
          "1",
          assignments.map(([field, value]) => `${field}=${value}`),
          author,
        );
        const after = store.documents.find(before.id)!;
        const named = new Set<string>(assignments.map(([field]) => field));
        for (const field of documentFields)
          if (!named.has(field))
            expect(documentFieldTable[field].get(after)).toBe(documentFieldTable[field].get(before));
        store.close();
      }),
      { numRuns: 40 },
    );
  });
});

describe("what a clerk may type", () => {
  it.each<[Vocabulary, Record<string, string>]>([
    ["type", houseVi.words.dossierTypes],
    ["status", houseVi.words.status],
    ["secrecy", houseVi.words.secrecy],
    ["carrier", houseVi.words.carriers],
    ["state", houseVi.words.documentStates],
    ["truth", catalogueVi.show.truths],
    ["original", { original: catalogueVi.words.original, copy: catalogueVi.words.copy }],
  ])("is, for %s, every word that is printed", (vocabulary, words) => {
    for (const [code, word] of Object.entries(words)) {
      expect(readWord(vocabulary, word)).toBe(code);
      expect(readWord(vocabulary, code.toUpperCase())).toBe(code);
    }
  });

  it("is every field by the name that is printed", () => {
    for (const field of dossierFields) expect(catalogueVi.fields[field]).toBe(table[field].vietnamese);
    for (const field of documentFields)
      if (!dossierFields.includes(field as DossierField))
        expect(catalogueVi.fields[field]).toBe(documentFieldTable[field].vietnamese);
  });

  it("never means a condition when it names a field", () => {
    for (const field of [...dossierFields, ...documentFields]) expect(conditions).not.toContain(field);
  });
});
