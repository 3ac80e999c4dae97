import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { importRegisters } from "../../src/inventory/import-register.js";
import type { ImportResult } from "../../src/inventory/import-result.js";
import { csvText } from "../../src/model/csv-text.js";
import type { Dossier, DossierDocument } from "../../src/model/dossier.js";
import { openStore, type Store } from "../../src/store/index.js";
import { hongGai } from "../support/a-dossier.js";
import { sandbox } from "../support/sandbox.js";

const dossierHeadings = [
  "STT",
  "Số, ký hiệu hồ sơ",
  "Tiêu đề hồ sơ",
  "Loại hồ sơ",
  "Đối tượng",
  "Thời gian tài liệu",
  "Thời hạn bảo quản",
  "Số trang",
  "Kết quả",
  "Tình trạng",
  "Ghi chú",
];
const first = [
  "1",
  "01.KTCH",
  "Hồ sơ kiểm tra chi bộ khu 1",
  "Kiểm tra chấp hành",
  "Chi bộ khu 1",
  "5/2020 - 6/2020",
  "20n",
  "12",
  "Chưa phát hiện dấu hiệu vi phạm",
  "Xong",
  "Đúng thời hạn",
];
const second = [
  "2",
  "02.GQTC",
  "Hồ sơ giải quyết tố cáo đồng chí A",
  "Giải quyết tố cáo",
  "Người tố cáo: bà Lý Thị Mơ; người bị tố cáo: đ/c Hà Văn A",
  "2021",
  "VV",
  "9",
  "",
  "Đang giải quyết",
  "Vụ việc dở dang",
];
const documentHeadings = [
  "STT",
  "Hồ sơ số",
  "Số, ký hiệu văn bản",
  "Ngày tháng",
  "Trích yếu",
  "Tác giả",
  "Tờ số/Trang số",
  "Độ mật",
  "Ghi chú",
];
const papers = [
  ["1", "01.KTCH", "01-QĐ/UBKTĐU", "4/5/2020", "Quyết định kiểm tra chi bộ khu 1", "UBKT", "01-02", "", ""],
  ["2", "", "01-KH/UBKTĐU", "4/5/2020", "Kế hoạch kiểm tra chi bộ khu 1", "UBKT", "03-05", "", ""],
  ["3", "01", "không số", "11/5/2020", "Biên bản triển khai", "Tổ", "06", "", "bản giấy, chưa quét"],
  ["4", "02.GQTC", "-", "3/2021", "Đơn tố cáo của bà Lý Thị Mơ", "bà Lý Thị Mơ", "01", "", ""],
];

let store: Store;
let folder: string;
let ids: number;

beforeEach(() => {
  ids = 0;
  store = openStore(":memory:", {
    newId: () => {
      ids += 1;
      return `id-${ids}`;
    },
  });
  folder = sandbox();
});

const file = (name: string, rows: string[][]): string => {
  const path = join(folder, name);
  writeFileSync(path, csvText(rows));
  return path;
};
const take = (
  paths: string[],
  more: Partial<Parameters<typeof importRegisters>[2]> = {},
): Promise<ImportResult> =>
  importRegisters(store, paths, { origin: hongGai, now: new Date("2025-06-29T02:00:00Z"), ...more });
const dossiers = (rows: string[][] = [first, second]): string =>
  file("ho so.csv", [["MỤC LỤC HỒ SƠ"], dossierHeadings, ...rows]);
const documents = (rows: string[][] = papers): string => file("van ban.csv", [documentHeadings, ...rows]);
const dossier = (reference: string): Dossier => store.dossiers.byReference(reference)[0]!;
const papersOf = (reference: string): DossierDocument[] => store.documents.ofDossier(dossier(reference).id);
const codes = (result: ImportResult): string[] =>
  result.findings.map((one) => one.code).filter((code) => code !== "value-cleaned");

describe("importing registers", () => {
  it("makes dossiers and documents of rows, whatever the order of the files", async () => {
    const result = await take([documents(), dossiers()]);
    expect(codes(result)).toEqual([]);
    expect(result).toMatchObject({ dossiers: { rows: 2, added: 2 }, documents: { rows: 4, added: 4 } });
    expect(dossier("01.KTCH")).toMatchObject({
      type: "KTCH",
      title: "Hồ sơ kiểm tra chi bộ khu 1",
      opened: "2020-05",
      closed: "2020-06",
      retention: "20 năm",
      pages: 12,
      status: "closed",
      issuer: "UBKTĐU",
      subjects: [{ kind: "organisation", name: "Chi bộ khu 1" }],
      outcome: "Chưa phát hiện dấu hiệu vi phạm",
    });
    expect(dossier("02.GQTC")).toMatchObject({
      status: "open",
      retention: "Vĩnh viễn",
      notes: "Vụ việc dở dang",
      openCase: null,
    });
    expect(
      papersOf("01.KTCH").map(({ ordinal, number, date, pages, state, typeName }) => [
        ordinal,
        number,
        date,
        pages,
        state,
        typeName,
      ]),
    ).toEqual([
      [1, "01-QĐ/UBKTĐU", "2020-05-04", 2, "present", "Quyết định"],
      [2, "01-KH/UBKTĐU", "2020-05-04", 3, "present", "Kế hoạch"],
      [3, null, "2020-05-11", 1, "paper-only", "Biên bản"],
    ]);
  });

  it("gives a denouncer a code, and the name to the store alone", async () => {
    const result = await take([dossiers(), documents()], { dryRun: false });
    expect(dossier("02.GQTC").subjects).toContainEqual({
      kind: "other",
      role: "denouncer",
      name: "Lý Thị Mơ",
      code: "NTC-01",
    });
    expect(papersOf("02.GQTC")[0]).toMatchObject({ abstract: "Đơn tố cáo của NTC-01", issuer: "NTC-01" });
    expect(JSON.stringify(result)).not.toContain("Mơ");
    const tried = await take([dossiers(), documents()], { dryRun: true });
    expect(JSON.stringify(tried)).not.toContain("Mơ");
  });

  it("learns a name late, and hides it in what was there before", async () => {
    await take([documents([["1", "05.X", "-", "3/2021", "Thư cảm ơn gửi bà Lý Thị Mơ", "Tổ", "1", "", ""]])]);
    await take([
      dossiers([
        [
          "1",
          "05.X",
          "Hồ sơ tố cáo",
          "Giải quyết tố cáo",
          "Người tố cáo: bà Lý Thị Mơ",
          "2021",
          "VV",
          "1",
          "",
          "Xong",
          "",
        ],
      ]),
    ]);
    expect(papersOf("05.X")[0]!.abstract).toBe("Thư cảm ơn gửi NTC-01");
  });

  it("opens a dossier that only a list of documents names, and fills it when its row comes", async () => {
    const result = await take([documents()]);
    expect(codes(result)).toEqual(["dossier-without-row", "dossier-without-row"]);
    expect(dossier("01.KTCH")).toMatchObject({ title: "01.KTCH", type: "KTCH" });
    const { id } = dossier("01.KTCH");
    const kept = papersOf("01.KTCH").map((paper) => paper.id);
    const filled = await take([dossiers()]);
    expect(filled.dossiers).toMatchObject({ added: 0, updated: 2 });
    expect(dossier("01.KTCH")).toMatchObject({
      id,
      title: "Hồ sơ kiểm tra chi bộ khu 1",
      retention: "20 năm",
    });
    expect(dossier("02.GQTC").status).toBe("open");
    expect(papersOf("01.KTCH").map((paper) => paper.id)).toEqual(kept);
  });

  it("changes nothing the second time, and says so", async () => {
    await take([dossiers(), documents()]);
    const before = [store.dossiers.all(), [...store.documents.byDossier()]];
    const again = await take([dossiers(), documents()]);
    expect(again).toMatchObject({
      dossiers: { added: 0, unchanged: 2 },
      documents: { added: 0, unchanged: 4 },
      changes: [],
    });
    expect([store.dossiers.all(), [...store.documents.byDossier()]]).toEqual(before);
  });

  it("takes over what a row changed, and says what it was", async () => {
    await take([dossiers(), documents()]);
    const changed = [...first];
    changed[5] = "5/2020 - 7/2020";
    changed[10] = "Gia hạn 01 lần";
    const paper = [...papers[0]!];
    paper[3] = "5/5/2020";
    const result = await take([dossiers([changed, second]), documents([paper, ...papers.slice(1)])]);
    expect(
      result.changes.map(({ dossier: reference, document, field, from, to }) => [
        reference,
        document,
        field,
        from,
        to,
      ]),
    ).toEqual([
      ["01.KTCH", null, "closed", "2020-06", "2020-07"],
      ["01.KTCH", null, "extended", "false", "true"],
      ["01.KTCH", "01-QĐ/UBKTĐU", "date", "2020-05-04", "2020-05-05"],
    ]);
    expect(dossier("01.KTCH").closed).toBe("2020-07");
    expect(dossier("01.KTCH").facts.find((fact) => fact.condition === "extended")).toMatchObject({
      value: "true",
      evidence: "Gia hạn 01 lần",
    });
  });

  it("says that a row has vanished, and deletes nothing", async () => {
    await take([dossiers(), documents()]);
    const result = await take([dossiers([first]), documents([papers[0]!, papers[1]!, papers[3]!])]);
    expect(
      result.findings
        .filter((one) => one.code === "row-vanished")
        .map((one) => [one.place.dossier, one.place.document]),
    ).toEqual([
      ["01.KTCH", "Biên bản triển khai"],
      ["02.GQTC", undefined],
    ]);
    expect(result).toMatchObject({ dossiers: { vanished: 1 }, documents: { vanished: 1 } });
    expect(store.dossiers.all()).toHaveLength(2);
    expect(papersOf("01.KTCH")).toHaveLength(3);
  });

  it("puts a row that was squeezed in where it stands, and keeps the others what they were", async () => {
    await take([dossiers(), documents()]);
    const before = papersOf("01.KTCH").map((paper) => paper.id);
    const squeezed = [
      "2",
      "01.KTCH",
      "01a-QĐ/UBKTĐU",
      "5/5/2020",
      "Quyết định bổ sung thành viên",
      "UBKT",
      "02a",
      "",
      "",
    ];
    const renumbered = papers.map((paper, index) => [String(index < 1 ? 1 : index + 2), ...paper.slice(1)]);
    const result = await take([documents([renumbered[0]!, squeezed, ...renumbered.slice(1)])]);
    expect(result).toMatchObject({ documents: { added: 1, unchanged: 4, vanished: 0 }, changes: [] });
    expect(papersOf("01.KTCH").map((paper) => paper.number)).toEqual([
      "01-QĐ/UBKTĐU",
      "01a-QĐ/UBKTĐU",
      "01-KH/UBKTĐU",
      null,
    ]);
    expect(papersOf("01.KTCH").map((paper) => paper.id)).toEqual([
      before[0],
      expect.any(String),
      before[1],
      before[2],
    ]);
  });

  it("leaves alone what a person has stated since", async () => {
    await take([dossiers(), documents()]);
    const edited = dossier("01.KTCH");
    store.dossiers.save({ ...edited, title: "Tiêu đề do người sửa", retention: "50 năm" });
    store.dossiers.saveFact(edited.id, {
      condition: "extended",
      value: "true",
      origin: "stated",
      evidence: "Trần Thị C",
    });
    store.documents.save({ ...papersOf("01.KTCH")[0]!, slot: "KTCH.QD", abstract: "Trích yếu do người sửa" });
    const changed = [...first];
    changed[2] = "Hồ sơ kiểm tra chi bộ khu phố 1";
    changed[7] = "13";
    const result = await take([dossiers([changed, second]), documents()]);
    expect(result.changes.map((change) => change.field)).toEqual(["pages"]);
    expect(dossier("01.KTCH")).toMatchObject({
      title: "Tiêu đề do người sửa",
      retention: "50 năm",
      pages: 13,
    });
    expect(
      dossier("01.KTCH")
        .facts.filter((fact) => fact.condition === "extended")
        .map((fact) => [fact.origin, fact.value]),
    ).toEqual([
      ["register", "false"],
      ["stated", "true"],
    ]);
    expect(papersOf("01.KTCH")[0]).toMatchObject({ slot: "KTCH.QD", abstract: "Trích yếu do người sửa" });
  });

  it("knows a document again that another register has in another spelling", async () => {
    await take([dossiers(), documents()]);
    const other = file("cu.csv", [
      ["Hồ sơ số", "Số và ký hiệu", "Ngày", "Tên loại và trích yếu", "Ghi chú"],
      ["1", "Số 1 - qđ/ubktđu", "04.05.20", "QĐ kiểm tra Chi bộ khu 1", "bản photo"],
      ["1", "", "11/05/2020", "BB triển khai", ""],
      ["1", "09-BC/CB", "20/5/2020", "Báo cáo tự kiểm tra", ""],
    ]);
    const result = await take([other]);
    expect(result.documents).toMatchObject({ added: 1, updated: 1, repeated: 1 });
    expect(papersOf("01.KTCH")).toHaveLength(4);
    expect(papersOf("01.KTCH")[0]).toMatchObject({
      abstract: "Quyết định kiểm tra chi bộ khu 1",
      original: "copy",
    });
  });

  it("keeps two papers of one number apart, and takes a row written twice once", async () => {
    const twice = ["1", "01.KTCH", "12-QĐ/UBKTĐU", "1/6/2020", "Quyết định gia hạn", "UBKT", "", "", ""];
    const other = [
      "2",
      "01.KTCH",
      "12-QĐ/UBKTĐU",
      "1/6/2020",
      "Quyết định thay đổi thành viên",
      "UBKT",
      "",
      "",
      "",
    ];
    const result = await take([dossiers([first]), documents([twice, other, twice])]);
    expect(papersOf("01.KTCH").map((paper) => paper.abstract)).toEqual([
      "Quyết định gia hạn",
      "Quyết định thay đổi thành viên",
    ]);
    expect(codes(result)).toEqual(["row-repeated"]);
  });

  it("takes the first of two rows with one reference, and never a short number that fits two dossiers", async () => {
    const result = await take([
      dossiers([
        first,
        ["2", "01.KTCH", "Hồ sơ khác hẳn", "", "", "2021", "", "", "", "", ""],
        ["3", "07/2020", "Hồ sơ A", "", "", "2020", "", "", "", "", ""],
        ["4", "07/2021", "Hồ sơ B", "", "", "2021", "", "", "", "", ""],
      ]),
      documents([
        ["1", "07", "01-BC/CB", "1/6/2020", "Báo cáo", "CB", "", "", ""],
        ["2", "12a.GSCD", "-", "1/6/2020", "Báo cáo", "CB", "", "", ""],
        ["3", "12", "-", "1/6/2020", "Biên bản", "CB", "", "", ""],
      ]),
    ]);
    expect(codes(result).sort()).toEqual([
      "dossier-without-row",
      "dossier-without-row",
      "reference-duplicate",
      "row-not-understood",
    ]);
    expect(store.dossiers.all().map((one) => one.reference)).toEqual([
      "01.KTCH",
      "07/2020",
      "07/2021",
      "12",
      "12a.GSCD",
    ]);
  });

  it("lists a paper under a secrecy mark without saying what it is about", async () => {
    const secret = [
      "1",
      "01.KTCH",
      "03-BC/UBKTĐU",
      "1/6/2020",
      "Báo cáo  kín về việc X",
      "UBKT",
      "",
      "Mật",
      "",
    ];
    const marked = [
      "2",
      "01.KTCH",
      "04-BC/UBKTĐU",
      "1/6/2020",
      "Báo cáo về việc Y (TỐI MẬT)",
      "UBKT",
      "",
      "",
      "",
    ];
    const open = [
      "3",
      "01.KTCH",
      "05-BC/UBKTĐU",
      "1/6/2020",
      "Biên bản bỏ phiếu bí mật",
      "UBKT",
      "",
      "Lưu hành nội bộ",
      "",
    ];
    const paths = [dossiers([first]), documents([secret, marked, open])];
    expect(JSON.stringify(await take(paths, { dryRun: true }))).not.toMatch(/việc [XY]/u);
    const result = await take(paths);
    expect(JSON.stringify(result)).not.toMatch(/việc [XY]/u);
    expect(papersOf("01.KTCH").map(({ secrecy, state }) => [secrecy, state])).toEqual([
      ["mat", "withheld"],
      ["toi-mat", "withheld"],
      ["none", "present"],
    ]);
  });

  it("reads an export in the data fields of the state archive", async () => {
    const list = file("tt05.csv", [
      [
        "fileCode",
        "title",
        "maintenance",
        "mode",
        "language",
        "startDate",
        "endDate",
        "totalDoc",
        "numberOfPaper",
        "numberOfPage",
        "format",
        "confidenceLevel",
        "paperFileCode",
        "description",
      ],
      [
        "H49.64.33.2001.160",
        "Kiểm tra chi bộ",
        "05",
        "03",
        "01",
        "05/03/2021",
        "30/04/2021",
        "9",
        "12",
        "20",
        "02",
        "02",
        "H49.K1/G2/H3.05",
        "",
      ],
    ]);
    const contents = file("tt05 vb.csv", [
      [
        "fileCode",
        "docOrdinal",
        "typeName",
        "codeNumber",
        "codeNotation",
        "issuedDate",
        "organName",
        "subject",
        "numberOfPage",
      ],
      ["H49.64.33.2001.160", "1", "02", "12", "QĐ/UBKTĐU", "05/03/2021", "UBKT", "Về việc kiểm tra", "2"],
      ["H49.64.33.2001.160", "2", "32", "", "", "06/03/2021", "UBKT", "Biên bản triển khai", "1"],
    ]);
    await take([list, contents]);
    expect(dossier("H49.64.33.2001.160")).toMatchObject({
      retention: "20 năm",
      secrecy: "mat",
      language: "vi",
      opened: "2021-03-05",
      closed: "2021-04-30",
      sheets: 12,
      pages: 20,
      condition: "Bình thường",
      carrier: "mixed",
      place: { shelf: "H49.K1/G2/H3.05" },
    });
    expect(papersOf("H49.64.33.2001.160")).toMatchObject([
      {
        number: "12-QĐ/UBKTĐU",
        typeName: "Quyết định",
        date: "2021-03-05",
        pages: 2,
        abstract: "Về việc kiểm tra",
      },
      { number: null, typeName: "Biên bản", pages: 1 },
    ]);
  });

  it("reads where an open case stands, and tells a later row what changed in it", async () => {
    const columns = [
      "Số hồ sơ",
      "Nội dung vụ việc",
      "Đối tượng",
      "Trạng thái",
      "Bước đang làm",
      "Việc cần làm tiếp",
    ];
    const more = ["Hạn giải quyết", "Tổ kiểm tra"];
    const row = (status: string, deadline: string): string[] =>
      ["7", "Kiểm tra chi bộ khu 7", "Chi bộ khu 7", status, "Thẩm tra", "Họp xét"].concat(deadline, "Tổ 3");
    await take([file("dang lam.csv", [[...columns, ...more], row("Đang giải quyết", "15/8/2025")])]);
    const then = { step: "Thẩm tra", nextStep: "Họp xét", deadline: "2025-08-15", team: "Tổ 3" };
    expect(dossier("7")).toMatchObject({ status: "open", openCase: then });
    const next = await take([
      file("dang lam.csv", [[...columns, ...more], row("Đang giải quyết", "30/9/2025")]),
    ]);
    expect(next.changes.map(({ field }) => field)).toEqual(["openCase"]);
    expect(dossier("7").openCase).toEqual({ ...then, deadline: "2025-09-30" });
    await take([file("dang lam.csv", [[...columns, ...more], row("Đã kết thúc", "30/9/2025")])]);
    expect(dossier("7")).toMatchObject({ status: "closed" });
  });

  it("leaves alone what a register says again: nothing is written for a row that is as it was", async () => {
    await take([dossiers(), documents()]);
    const before = store.registers.rows(store.registers.find("van ban.csv")!.id);
    const again = await take([dossiers(), documents([...papers.slice(0, 2), papers[3]!])]);
    expect(again).toMatchObject({ documents: { unchanged: 3, vanished: 1, updated: 0 }, changes: [] });
    const after = store.registers.rows(store.registers.find("van ban.csv")!.id);
    expect(after.map(({ row }) => row)).toEqual([1, 2, 3, 4]);
    expect(after.slice(0, 3)).toEqual(before.slice(0, 3));
    expect(after[3]).toMatchObject({ raw: before[4]!.raw, documentId: before[4]!.documentId });
  });

  it("is all or nothing: what stops half-way leaves the registers, papers and words of before", async () => {
    await take([dossiers(), documents()]);
    const state = (): unknown => [
      store.dossiers.all(),
      [...store.documents.byDossier()],
      store.registers.rows(store.registers.find("van ban.csv")!.id),
      store.search.find("quyết định"),
    ];
    const before = state();
    const more = Array.from({ length: 5 }, (_, index) => [
      String(index + 5),
      "02.GQTC",
      `0${index + 2}-QĐ/UBKTĐU`,
      "4/5/2021",
      "Quyết định thẩm tra",
      "UBKT",
      "",
      "",
      "",
    ]);
    const saving = store.documents.save;
    let saved = 0;
    store.documents.save = (document) => {
      saved += 1;
      if (saved > 3) throw new Error("no room");
      saving.call(store.documents, document);
    };
    await expect(take([dossiers(), documents([...papers, ...more])])).rejects.toThrow("no room");
    store.documents.save = saving;
    expect(state()).toEqual(before);
    const again = await take([dossiers(), documents([...papers, ...more])]);
    expect(again.documents).toMatchObject({ added: 5, unchanged: 4 });
    expect(store.search.find("thẩm tra")).toHaveLength(5);
  });

  it("keeps every paper what it was when the rows of a list come in another order, dossiers mixed", async () => {
    const rows = Array.from({ length: 40 }, (_, index) => [
      String(index + 1),
      index % 2 === 0 ? "01.KTCH" : "02.GQTC",
      `${index + 1}-BC/UBKTĐU`,
      "4/5/2020",
      `Báo cáo thứ ${index + 1}`,
      "UBKT",
      "",
      "",
      "",
    ]);
    await take([dossiers(), documents(rows)]);
    const idsOf = (): Map<string, string> =>
      new Map(["01.KTCH", "02.GQTC"].flatMap(papersOf).map(({ number, id }) => [number!, id]));
    const before = idsOf();
    const again = await take([dossiers(), documents([...rows].reverse())]);
    expect(again.documents).toMatchObject({ unchanged: 40, added: 0, vanished: 0 });
    expect(idsOf()).toEqual(before);
    const part = await take([dossiers(), documents(rows.slice(10))]);
    expect(part.documents).toMatchObject({ unchanged: 30, vanished: 10 });
    expect(codes(part).filter((code) => code === "row-vanished")).toHaveLength(10);
  });

  it("writes nothing on a dry run, and shows the rows as understood", async () => {
    const result = await take([dossiers(), documents()], { dryRun: true });
    expect(store.dossiers.all()).toEqual([]);
    expect(store.registers.find("ho so.csv")).toBeNull();
    expect(result.rows[0]).toEqual({
      register: "ho so.csv",
      sheet: "",
      row: 3,
      kind: "dossier",
      what: "added",
      dossier: "01.KTCH",
      type: "KTCH",
      number: null,
      from: "2020-05",
      until: "2020-06",
      title: "Hồ sơ kiểm tra chi bộ khu 1",
    });
    expect(result.rows).toHaveLength(6);
  });

  it("accounts for every row: dossier, document, or what else it is", async () => {
    await take([dossiers([first, second, ["", "", "dòng lạc", "", "", "x", "y", "", "", "", ""]])]);
    const register = store.registers.find("ho so.csv")!;
    expect(store.registers.rows(register.id).map((row) => [row.row, row.kind])).toEqual([
      [1, "title"],
      [2, "heading"],
      [3, "dossier"],
      [4, "dossier"],
      [5, "not-understood"],
    ]);
  });

  it("does what the user says of a heading, and refuses a heading that is not there", async () => {
    const path = file("la.csv", [
      ["STT", "Mã", "Việc", "Thời hạn bảo quản"],
      ["1", "A1", "Kiểm tra chi bộ", "VV"],
    ]);
    await expect(take([path])).rejects.toMatchObject({ code: "register-without-headings" });
    await take([path], {
      mapping: [
        ["mã", "reference"],
        ["Việc", "title"],
      ],
    });
    expect(dossier("A1")).toMatchObject({ title: "Kiểm tra chi bộ", retention: "Vĩnh viễn" });
    await expect(take([path], { mapping: [["Mãa", "reference"]] })).rejects.toMatchObject({
      code: "mapping-heading-unknown",
      details: { headings: expect.arrayContaining(["Mã"]) },
    });
  });
});
