import { describe, expect, it } from "vitest";
import { findDocument, findDossier } from "../../src/inventory/index.js";
import type { Failure } from "../../src/model/failure.js";
import { openStore, type Store } from "../../src/store/index.js";
import { aDocument, aDossier, hongGai } from "../support/a-dossier.js";

const tranHungDao = { ...hongGai, code: "06685", name: "Phường Trần Hưng Đạo" };

function storeOf(...dossiers: [reference: string, origin?: typeof hongGai][]): Store {
  const store = openStore(":memory:");
  for (const [reference, origin = hongGai] of dossiers)
    store.dossiers.save(aDossier({ id: store.newId(), reference, origin }));
  return store;
}

function failureOf(work: () => unknown): Pick<Failure, "code" | "details"> {
  try {
    work();
  } catch (error) {
    return error as Failure;
  }
  throw new Error("did not fail");
}

describe("finding a dossier", () => {
  const store = storeOf(["01.KTCH"], ["12.KTCH"], ["12a.KTCH"], ["HS 07"], ["9.2 GS"], ["Đ.05"]);

  it.each([
    ["12.KTCH", "12.KTCH"],
    ["12", "12.KTCH"],
    ["12a", "12a.KTCH"],
    ["12A", "12a.KTCH"],
    ["12 a.ktch", "12a.KTCH"],
    ["12-ktch", "12.KTCH"],
    ["12ktch", "12.KTCH"],
    [" 12.KTCH ", "12.KTCH"],
    ["1", "01.KTCH"],
    ["001", "01.KTCH"],
    ["7", "HS 07"],
    ["hs07", "HS 07"],
    ["9.2GS", "9.2 GS"],
    ["Đ.05".normalize("NFD"), "Đ.05"],
    ["d.5", "Đ.05"],
    ["06691:12", "12.KTCH"],
    ["phuong hong gai:12a", "12a.KTCH"],
  ])("takes %s for %s", (words, reference) => {
    expect(findDossier(store, words).reference).toBe(reference);
  });

  it.each(["13", "12b", "KTCH", "06685:12", "", ":", "12.KTDH"])("finds nothing by “%s”", (words) => {
    expect(failureOf(() => findDossier(store, words)).code).toBe("dossier-not-found");
  });

  it("is found by its id", () => {
    const { id } = findDossier(store, "12");
    expect(findDossier(store, id).reference).toBe("12.KTCH");
  });

  it("names what is near", () => {
    expect(failureOf(() => findDossier(store, "12b.KTCH")).details).toMatchObject({
      nearest: expect.arrayContaining(["12.KTCH", "12a.KTCH"]),
    });
  });

  it("never chooses between two of one number", () => {
    const two = storeOf(["12.KTCH"], ["12.GSCD"]);
    expect(failureOf(() => findDossier(two, "12"))).toMatchObject({
      code: "dossier-ambiguous",
      details: { candidates: ["12.GSCD", "12.KTCH"] },
    });
    expect(findDossier(two, "12 gscd").reference).toBe("12.GSCD");
  });

  it("needs the unit where two fonds have the reference", () => {
    const two = storeOf(["12.KTCH"], ["12.KTCH", tranHungDao]);
    expect(failureOf(() => findDossier(two, "12")).details).toMatchObject({
      candidates: ["06685:12.KTCH", "06691:12.KTCH"],
    });
    expect(findDossier(two, "06685:12.KTCH").origin.name).toBe("Phường Trần Hưng Đạo");
    expect(findDossier(two, "06691:12").origin.name).toBe("Phường Hồng Gai");
  });

  it("tells two units of one code by their names", () => {
    const now = { ...hongGai, code: "06685", from: "2025-07-01", until: null as never };
    const two = storeOf(["12.KTCH", now], ["12.KTCH", tranHungDao]);
    const { candidates } = failureOf(() => findDossier(two, "06685:12")).details as { candidates: string[] };
    expect(candidates).toEqual(["Phường Hồng Gai:12.KTCH", "Phường Trần Hưng Đạo:12.KTCH"]);
    for (const candidate of candidates)
      expect(`${findDossier(two, candidate).origin.name}:12.KTCH`).toBe(candidate);
  });
});

describe("finding a document of a dossier", () => {
  const dossier = aDossier({});
  const documents = [
    aDocument({ id: "a", ordinal: 1, number: "61-QĐ/UBKTĐU", slot: "KTCH.QD" }),
    aDocument({ id: "b", ordinal: 2, number: "01-KH/UBKTĐU", slot: "KTCH.KH", alsoSlots: ["KTCH.DC"] }),
    aDocument({ id: "c", ordinal: 3, number: null, slot: "KTCH.BBLV" }),
    aDocument({ id: "d", ordinal: 4, number: null, slot: "KTCH.BBLV" }),
  ];

  it.each([
    ["1", "a"],
    ["#2", "b"],
    ["61-QĐ/UBKTĐU", "a"],
    ["61-qd", "a"],
    ["1 kh ubktdu", "b"],
    ["QD", "a"],
    ["ktch.dc", "b"],
    ["c", "c"],
  ])("takes %s for document %s", (words, id) => {
    expect(findDocument(dossier, documents, words).id).toBe(id);
  });

  it("says which ones a slot may mean", () => {
    expect(failureOf(() => findDocument(dossier, documents, "BBLV"))).toMatchObject({
      code: "document-ambiguous",
      details: { candidates: ["3 (KTCH.BBLV)", "4 (KTCH.BBLV)"] },
    });
  });

  it("lists what there is when nothing fits", () => {
    expect(failureOf(() => findDocument(dossier, documents, "99")).code).toBe("document-not-found");
  });
});
