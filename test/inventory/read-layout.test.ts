import { describe, expect, it } from "vitest";
import type { LayoutDocument, LayoutFile } from "../../src/inventory/match-document.js";
import { prepareDossier } from "../../src/inventory/match-folder.js";
import { readPageHead } from "../../src/inventory/read-first-page.js";
import { type FileDecision, readDossierFiles } from "../../src/inventory/read-layout.js";
import { SlotReader } from "../../src/inventory/read-slot.js";
import type { SlotEvidence } from "../../src/inventory/slot-evidence.js";

const slot = (
  code: string,
  order: number,
  symbols: string[],
  words: string[],
  notWords: string[] = [],
): SlotEvidence => ({
  type: "KTCH",
  slot: `KTCH.${code}`,
  order,
  names: { vi: code, en: code },
  symbols,
  words,
  notWords,
});

/** A pack small enough to see through. */
const reader = new SlotReader([
  slot("QD", 10, ["QĐ"], ["quyết định kiểm tra", "quyết định"], ["gia hạn"]),
  slot("KH", 20, ["KH"], ["kế hoạch kiểm tra", "kế hoạch"], ["triển khai"]),
  slot("BBTK", 50, ["BB"], ["biên bản triển khai"], ["thông báo"]),
  slot("BBXM", 90, ["BB"], ["biên bản xác minh", "thẩm tra"]),
  slot("VBDC", 100, ["QĐ", "CV"], ["quyết định gia hạn", "gia hạn"]),
  slot("BCKQ", 110, ["BC"], ["báo cáo kết quả", "kết quả kiểm tra"]),
  slot("BCTKT", 60, ["BC"], ["báo cáo tự kiểm tra", "tự kiểm tra"]),
  slot("TB", 140, ["TB"], ["thông báo kết luận"]),
]);

const dossier = prepareDossier({
  id: "d",
  reference: "01.KTCH",
  type: "KTCH",
  title: "Hồ sơ kiểm tra Chi bộ khu 3",
  subjects: ["Chi bộ khu 3"],
  folder: null,
  years: new Set([2023]),
});

function row(
  ordinal: number,
  number: string | null,
  date: string | null,
  abstract: string,
  fileName: string | null = null,
): LayoutDocument {
  return { id: `doc${ordinal}`, ordinal, slot: null, number, date, typeName: null, abstract, fileName };
}

let key = 0;
function file(path: string, lines: string[] | null = null, sha256 = `sha-${path}`): LayoutFile {
  key += 1;
  return {
    key,
    path: `01/${path}`,
    sha256,
    page: lines && readPageHead(lines),
    laterPages: [],
    unreadable: false,
  };
}

function decide(documents: LayoutDocument[], files: LayoutFile[], taken?: Map<string, string[]>): string[] {
  return readDossierFiles(dossier, 1, documents, files, reader, taken).map(words);
}

function words({ outcome, why, proposals, created }: FileDecision): string {
  if (outcome === "attach") return proposals[0]!.documentId!;
  if (outcome === "create") return `new ${created!.slot}`;
  return why === "draft" || why === "elsewhere" ? why : "ask";
}

const rows = [
  row(1, "20-QĐ/UBKTĐU", "2023-02-20", "Quyết định kiểm tra Chi bộ khu 3"),
  row(2, "20a-KH/UBKTĐU", "2023-02-20", "Kế hoạch kiểm tra Chi bộ khu 3"),
  row(3, null, "2023-02-27", "Biên bản triển khai quyết định"),
  row(4, "08-BC/CB", "2023-03-22", "Báo cáo tự kiểm tra"),
  row(5, "01-BC/TKT", "2023-03-27", "Báo cáo kết quả kiểm tra"),
];

describe("deciding for the files of a dossier", () => {
  it("finds documents by number, by words, by the file name of the register, by the first page", () => {
    const documents = [...rows, row(6, null, null, "Ảnh chụp", "IMG_001.jpg")];
    expect(
      decide(documents, [
        file("01-QĐ 20-QĐ-UBKTĐU.pdf"),
        file("bb trien khai.pdf"),
        file("img_001.JPG"),
        file("scan7.pdf", [
          "Số 01-BC/TKT",
          "ngày 27 tháng 3 năm 2023",
          "BÁO CÁO",
          "kết quả kiểm tra Chi bộ khu 3",
        ]),
      ]),
    ).toEqual(["doc1", "doc3", "doc6", "doc5"]);
  });

  it("leaves a picture with an idle name to the clerk", () => {
    expect(decide(rows, [file("scan0048.pdf"), file("bien ban.pdf"), file("bb2.pdf")])).toEqual([
      "ask",
      "ask",
      "ask",
    ]);
  });

  it("does not take a paper of another number for the one in the register", () => {
    expect(decide(rows, [file("21-QĐ-UBKTĐU.pdf")])).toEqual(["ask"]);
  });

  it("still knows a paper whose register row has a wrong number, by kind and day", () => {
    const lines = [
      "Số 30-QĐ/UBKTĐU",
      "ngày 20 tháng 02 năm 2023",
      "QUYẾT ĐỊNH",
      "kiểm tra đối với Chi bộ khu 3",
    ];
    expect(decide(rows, [file("quyet dinh.pdf", lines)])).not.toEqual(["doc2"]);
  });

  it("opens a document for a paper that no row names, when its slot is beyond doubt", () => {
    expect(decide(rows, [file("thong bao ket luan.pdf"), file("QD gia han.pdf")])).toEqual([
      "new KTCH.TB",
      "new KTCH.VBDC",
    ]);
    expect(decide([], [file("63-QĐ-UBKTĐU.pdf")])).toEqual(["ask"]);
  });

  it("gives a document to one file, and to a second one only as a copy, a second scan or a part of it", () => {
    const first = file("BB trien khai.pdf");
    expect(decide(rows, [first, file("bien ban trien khai qd.pdf")])).toContain("ask");
    expect(decide(rows, [first, file("BB trien khai (scan lai).pdf")])).toEqual(["doc3", "doc3"]);
    expect(
      decide(rows, [file("a/BB trien khai.pdf", null, "same"), file("b/BB trien khai.pdf", null, "same")]),
    ).toEqual(["doc3", "doc3"]);
    expect(decide(rows, [file("BB trien khai trang 1.jpg"), file("BB trien khai trang 2.jpg")])).toEqual([
      "doc3",
      "doc3",
    ]);
  });

  it("asks about the second file of a document that has one from before", () => {
    const taken = new Map([["doc3", ["older"]]]);
    expect(decide(rows, [file("BB trien khai.pdf")], taken)).toEqual(["ask"]);
    expect(decide(rows, [file("BB trien khai.pdf", null, "older")], taken)).toEqual(["doc3"]);
  });

  it("never takes a draft for the paper", () => {
    expect(decide(rows, [file("Kế hoạch kiểm tra (dự thảo).docx")])).toEqual(["draft"]);
  });

  it("asks about a paper that speaks of another cell", () => {
    const lines = [
      "Số 20-QĐ/UBKTĐU",
      "ngày 20 tháng 02 năm 2023",
      "QUYẾT ĐỊNH",
      "kiểm tra đối với Chi bộ khu 9",
    ];
    expect(decide(rows, [file("quyet dinh.pdf", lines)])).toEqual(["elsewhere"]);
    expect(decide(rows, [file("quyet dinh khu 9.pdf")])).toEqual(["elsewhere"]);
  });

  it("cannot tell two verifications apart that nothing tells apart, but can by day or number", () => {
    const two = [
      row(1, null, "2023-03-01", "Biên bản xác minh"),
      row(2, null, "2023-03-09", "Biên bản xác minh"),
    ];
    const files = [file("BB xac minh 2.pdf"), file("BB xac minh.pdf")];
    expect(decide(two, files)).toEqual(["ask", "ask"]);
    // What is offered first follows the running number, the days in their order.
    const offered = readDossierFiles(dossier, 1, two, files, reader).map(
      (one) => one.proposals[0]!.documentId,
    );
    expect(offered).toEqual(["doc2", "doc1"]);
    expect(decide(two, [file("BB xac minh ngay 9-3.pdf"), file("BB xac minh ngay 1-3.pdf")])).toEqual([
      "doc2",
      "doc1",
    ]);
    expect(decide([], [file("2023_03_01_BB_xac_minh.pdf"), file("2023_03_09_BB_xac_minh.pdf")])).toEqual([
      "new KTCH.BBXM",
      "new KTCH.BBXM",
    ]);
    expect(decide([], [file("BB xac minh.pdf"), file("bien ban xac minh.pdf")])).toEqual(["ask", "ask"]);
  });

  it("lets the first page and the name outvote neither the other: where they differ it asks", () => {
    const lines = ["BÁO CÁO", "tự kiểm tra của chi bộ"];
    expect(decide([], [file("thong bao ket luan.pdf", lines)])).toEqual(["ask"]);
  });

  it("sees that one file holds two papers", () => {
    const plan = file("ke hoach.pdf", ["KẾ HOẠCH", "kiểm tra Chi bộ khu 3"]);
    const [decision] = readDossierFiles(
      dossier,
      1,
      rows,
      [{ ...plan, laterPages: [readPageHead(["BIÊN BẢN", "triển khai quyết định"])] }],
      reader,
    );
    expect(decision).toMatchObject({ outcome: "attach", slot: "KTCH.KH", alsoSlots: ["KTCH.BBTK"] });
  });

  it("gives every file exactly one answer, whatever lies there", () => {
    const names = [
      "",
      " ",
      "....",
      "QĐ",
      "1",
      "01",
      "2023",
      "BB BB BB",
      "quyet dinh ke hoach bien ban",
      "𝕏.pdf",
      "a".repeat(250),
    ];
    const files = names.map((name) => file(`${name}.pdf`));
    expect(readDossierFiles(dossier, 1, rows, files, reader).map((one) => one.key)).toEqual(
      files.map((one) => one.key),
    );
  });

  it("takes pictures at the numbers they bear, once others show that these are the places in the list", () => {
    const files = ["1 QD.pdf", "2.pdf", "3 bb trien khai.pdf", "4.pdf", "5.pdf"].map((name) => file(name));
    expect(decide(rows, files)).toEqual(["doc1", "doc2", "doc3", "doc4", "doc5"]);
    // One that can be read does not bear its place: then numbers prove nothing.
    const moved = ["1 QD.pdf", "2.pdf", "3.pdf", "4 bb trien khai.pdf", "5.pdf"].map((name) => file(name));
    expect(decide(rows, moved)).toEqual(["doc1", "ask", "ask", "doc3", "ask"]);
    // A paper more than the list has, behind all that can be read.
    const more = ["1 QD.pdf", "2.pdf", "3 bb trien khai.pdf", "4.pdf", "5.pdf", "6.pdf"].map((name) =>
      file(name),
    );
    expect(decide(rows, more)).toEqual(["doc1", "doc2", "doc3", "ask", "ask", "ask"]);
  });

  it("offers pictures between two known papers the free documents between these, in their order", () => {
    const offered = (names: string[]): (string | null)[] =>
      readDossierFiles(
        dossier,
        1,
        rows,
        names.map((name) =>
          /^scan/u.test(name) ? file(name, name === "scan0010.pdf" ? decision : null) : file(name),
        ),
        reader,
      ).map(({ outcome, proposals }) => (outcome === "ask" ? (proposals[0]?.documentId ?? null) : outcome));
    const decision = ["Số 20-QĐ/UBKTĐU", "ngày 20 tháng 02 năm 2023", "QUYẾT ĐỊNH", "kiểm tra Chi bộ khu 3"];
    expect(offered(["scan0010.pdf", "scan0012.pdf", "scan0015.pdf", "scan0019.pdf", "scan0020.pdf"])).toEqual(
      ["attach", "doc2", "doc3", "doc4", "doc5"],
    );
    // One too few: which is missing, the order does not say.
    expect(offered(["scan0010.pdf", "scan0012.pdf", "scan0015.pdf"])).toEqual(["attach", null, null]);
  });
});
