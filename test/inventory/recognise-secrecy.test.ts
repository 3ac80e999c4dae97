import { describe, expect, it } from "vitest";
import { secrecyInPath, secrecyOnPage } from "../../src/inventory/recognise-secrecy.js";

describe("marks of secrecy in names", () => {
  it.each([
    ["06 DHVP Do Thi Phuong/Bao cao ket qua ngay 21-3 (MẬT).pdf", "mat"],
    ["KTDH/BC kết quả - MẬT.pdf", "mat"],
    ["KTDH/MẬT - BC kết quả.pdf", "mat"],
    ["BC kết quả_MẬT_2023.pdf", "mat"],
    ["bao cao (mat).pdf", "mat"],
    ["bao cao - mat.pdf", "mat"],
    ["BC [Tối mật].pdf", "toi-mat"],
    ["tuyet mat/BC.pdf", "tuyet-mat"],
    ["Tài liệu mật/01.pdf", "mat"],
    ["TÀI LIỆU TUYỆT MẬT/01.pdf", "tuyet-mat"],
    ["báo cáo tối mật 2021.docx", "toi-mat"],
    ["Hồ sơ (MẬT)/scan0001.pdf".normalize("NFD"), "mat"],
    ["độ mật.pdf", "mat"],
    ["BÁO CÁO MẬT.PDF", "mat"],
  ])("sees the mark in “%s”", (path, level) => {
    expect(secrecyInPath(path)).toEqual({ level, where: "file-name" });
  });

  it.each([
    "Cam kết bảo vệ bí mật nhà nước.pdf",
    "BẢO VỆ BÍ MẬT NHÀ NƯỚC.pdf",
    "Báo cáo mật độ dân số.pdf",
    "BÁO CÁO MẬT ĐỘ DÂN SỐ.PDF",
    "mật khẩu.txt",
    "Hop Mat Tran To quoc.pdf",
    "GAP MAT DAU XUAN.pdf",
    "gap-mat.pdf",
    "danh sach co mat.pdf",
    "giai phong mat bang.pdf",
    "LƯU HÀNH NỘI BỘ.pdf",
    "HOẢ TỐC - công văn.pdf",
    "Nguyễn Thị Mật.pdf",
    "Hoa toc - bao cao.pdf",
  ])("sees none in “%s”", (path) => {
    expect(secrecyInPath(path)).toBeNull();
  });
});

describe("marks of secrecy on a page", () => {
  const head = ["UỶ BAN KIỂM TRA", "ĐẢNG CỘNG SẢN VIỆT NAM", "Số 01-BC/TKT"];
  it.each([
    ["MẬT", "mat"],
    ["TỐI MẬT", "toi-mat"],
    ["TUYỆT MẬT", "tuyet-mat"],
    ["* MẬT *", "mat"],
    ["M Ậ T", "mat"],
    ["(Mật)", "mat"],
    ["Độ mật: Tối mật", "toi-mat"],
    ["MẶT", "mat"],
    ["TOI MAT", "toi-mat"],
    ["Số 05-BC/UBKTĐU (MẬT)", "mat"],
    ["MẬT   ĐẢNG CỘNG SẢN VIỆT NAM", "mat"],
    ["MẬT".normalize("NFD"), "mat"],
  ])("sees the stamp “%s”", (line, level) => {
    expect(secrecyOnPage([...head, line, "BÁO CÁO"])).toEqual({ level, where: "first-page" });
  });

  it.each([
    [["giữ bí mật thông tin theo quy định"]],
    [["BẢO VỆ BÍ", "MẬT"]],
    [["HOẢ TỐC"]],
    [["LƯU HÀNH NỘI BỘ"]],
    [["mật độ dân cư"]],
    [["mật"]],
    [["MẶT TRẬN TỔ QUỐC VIỆT NAM"]],
    [["Thượng khẩn"]],
  ])("sees none in %j", (lines) => {
    expect(secrecyOnPage([...head, ...lines])).toBeNull();
  });

  it("takes the highest level, and never gives back words of the page", () => {
    const mark = secrecyOnPage([...head, "MẬT", "tên người tố cáo", "TUYỆT MẬT"]);
    expect(mark).toEqual({ level: "tuyet-mat", where: "first-page" });
    expect(JSON.stringify(mark)).not.toContain("tố cáo");
  });

  it("does not take a lone MẶT deep in the text for a stamp", () => {
    expect(secrecyOnPage([...Array.from({ length: 30 }, () => "dòng chữ thường"), "MẶT"])).toBeNull();
  });
});
