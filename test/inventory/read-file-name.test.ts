import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readFileName } from "../../src/inventory/read-file-name.js";
import { readPageHead } from "../../src/inventory/read-first-page.js";

describe("reading a file name", () => {
  it.each([
    ["61-QĐ-UBKTĐU.pdf", { number: 61, suffix: "", symbol: "QD", issuer: "UBKTDU" }, null],
    ["01-QĐ 61-QĐ-UBKTĐU.pdf", { number: 61, symbol: "QD" }, 1],
    ["08–TB 01–TB–UBKTĐU.pdf", { number: 1, symbol: "TB" }, 8],
    ["02-KH 20a-KH-UBKTĐU.pdf", { number: 20, suffix: "a", symbol: "KH" }, 2],
    ["06-BC 08-BC-CB.pdf", { number: 8, symbol: "BC", issuer: "CB" }, 6],
    ["QĐ số 12_QĐ_UBKTĐU về kiểm tra.pdf", { number: 12, symbol: "QD" }, null],
    ["KH 05-KH-UBKT nam 2022.docx", { number: 5, issuer: "UBKTDU" }, null],
  ])("finds the number in “%s”", (name, number, position) => {
    const read = readFileName(name);
    expect(read.number).toMatchObject(number);
    expect(read.position).toBe(position);
  });

  it.each([
    "2023_04_BB_lam_viec.pdf",
    "2024_12_BB_HOI_NGHI.pdf",
    "03-De cuong.pdf",
    "scan0044.pdf",
    "IMG_20230407_161710.jpg",
  ])("finds no number in “%s”", (name) => {
    expect(readFileName(name).number).toBeNull();
  });

  it("leaves open whether 07-KH is a number or a place", () => {
    expect(readFileName("07-KH.pdf")).toMatchObject({
      number: null,
      shortNumber: { number: 7, symbol: "KH" },
    });
  });

  it("reads dates with and without a year, and takes them out of the words", () => {
    expect(readFileName("2023_04_BB_lam_viec.pdf")).toMatchObject({
      date: "2023-04",
      words: ["bien", "ban", "lam", "viec"],
    });
    expect(readFileName("BB hoi nghi chi bo ngay 19-5.pdf")).toMatchObject({
      date: null,
      dayMonth: { day: 19, month: 5 },
    });
    expect(readFileName("BB 19.5.2021 trien khai.pdf").date).toBe("2021-05-19");
    expect(readFileName("ngay 31-13.pdf").dayMonth).toBeNull();
  });

  it("writes short forms out, and reads capitals, NFD and underscores alike", () => {
    const words = ["bien", "ban", "ky", "hop", "uy", "ban", "kiem", "tra"];
    for (const name of [
      "BB kỳ họp UBKT.pdf",
      "bb_ky_hop_ubkt.PDF",
      "BB KY HOP UBKT",
      "BB kỳ họp UBKT.pdf".normalize("NFD"),
    ])
      expect(readFileName(name).words).toEqual(words);
  });

  it("reads names typed in an old font", () => {
    expect(readFileName("QuyÕt ®Þnh kiÓm tra khu 1.pdf").words.slice(0, 4)).toEqual([
      "quyet",
      "dinh",
      "kiem",
      "tra",
    ]);
  });

  it("knows drafts, copies, second scans and parts", () => {
    expect(readFileName("KH kiem tra khu 6 - du thao.docx").draft).toBe(true);
    expect(readFileName("Dự thảo kế hoạch.docx").draft).toBe(true);
    expect(readFileName("QD kiem tra khu 5 (ban sao).pdf")).toMatchObject({ copy: true, draft: false });
    expect(readFileName("BB hoi nghi (scan lai).pdf").copy).toBe(true);
    expect(readFileName("ke hoach(1).pdf")).toMatchObject({ copy: true, words: ["ke", "hoach"] });
    expect(readFileName("BB hoi nghi trang 2.jpg").part).toBe(2);
    expect(readFileName("BB hoi nghi.jpg")).toMatchObject({ copy: false, part: null });
  });

  it("never throws, whatever the name", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 260 }), (name) => {
        expect(readFileName(name).words.join(" ")).toBe(readFileName(name).words.join(" ").trim());
      }),
    );
  });
});

describe("reading the head of a page", () => {
  it("reads number, date, kind and abstract of a decision", () => {
    const head = readPageHead([
      "ĐẢNG UỶ PHƯỜNG HỒNG GAI",
      "ĐẢNG CỘNG SẢN VIỆT NAM",
      "UỶ BAN KIỂM TRA",
      "Hồng Gai, ngày 13 tháng 5 năm 2024",
      "Số 40-QĐ/UBKTĐU",
      "QUYẾT ĐỊNH",
      "giám sát việc thực hiện nguyên tắc tập trung dân chủ",
      "đối với Chi bộ khu 8",
      "-----",
      "Căn cứ Quy định số 22-QĐ/TW, ngày 28/7/2021",
    ]);
    expect(head).toMatchObject({
      number: { number: 40, symbol: "QD", issuer: "UBKTDU" },
      date: "2024-05-13",
      kind: "quyet dinh",
    });
    expect(head.words.slice(0, 4)).toEqual(["quyet", "dinh", "giam", "sat"]);
    expect(head.words).toContain("8");
    expect(head.words).not.toContain("22");
  });

  it("takes no number from the papers that the page cites", () => {
    expect(
      readPageHead(["BIÊN BẢN", "triển khai Quyết định", "Số 10-QĐ/UBKTĐU, ngày 13/9/2021"]).number,
    ).toBeNull();
  });

  it("reads a letter, which has no heading", () => {
    const head = readPageHead([
      "Số 01-CV/UBKTĐU",
      "Hồng Gai, ngày 27 tháng 6 năm 2022",
      "gia hạn thời gian giải quyết tố cáo",
      "Kính gửi: …",
    ]);
    expect(head).toMatchObject({ kind: null, number: { symbol: "CV" } });
    expect(head.words.slice(0, 2)).toEqual(["gia", "han"]);
  });

  it("forgives one misread letter in a heading", () => {
    expect(readPageHead(["BIÊN BÂN", "hội nghị"]).kind).toBe("bien ban");
    expect(readPageHead(["QUYẾT OỊNH"]).kind).toBe("quyet dinh");
  });

  it("finds nothing in running text, and invents no day", () => {
    expect(readPageHead(["Quyết định này có hiệu lực", "ngày 31 tháng 2 năm 2023"])).toEqual({
      number: null,
      date: null,
      kind: null,
      words: [],
    });
  });
});
