import { describe, expect, it } from "vitest";
import {
  findProtectedPeople,
  hideNames,
  readSubjects,
  samePerson,
  withCodes,
  writerOfLetter,
} from "../../src/inventory/read-subjects.js";
import { spellingKey } from "../../src/model/spelling-key.js";

describe("subjects", () => {
  it.each([
    ["Chi bộ khu 3", [{ kind: "organisation", role: "inspected", name: "Chi bộ khu 3", code: null }]],
    [
      "đ/c Nguyễn Văn Tuấn, Chi bộ khu 7",
      [{ kind: "member", role: "inspected", name: "Nguyễn Văn Tuấn, Chi bộ khu 7", code: null }],
    ],
    [
      "Đồng chí Lê A và tập thể chi uỷ",
      [{ kind: "member", role: "inspected", name: "Lê A và tập thể chi uỷ", code: null }],
    ],
    ["Trần Thị Bích", [{ kind: "member", role: "inspected", name: "Trần Thị Bích", code: null }]],
    [
      "Chi bộ 1; Chi bộ 2",
      [
        { kind: "organisation", name: "Chi bộ 1" },
        { kind: "organisation", name: "Chi bộ 2" },
      ],
    ],
    [
      "Người tố cáo: bà Ngô Thị Bích, tổ 2, khu 5; người bị tố cáo: đ/c Vũ Văn Thắng (Chi bộ khu 5)",
      [
        { role: "denouncer", name: "Ngô Thị Bích" },
        { role: "inspected", kind: "member", name: "Vũ Văn Thắng (Chi bộ khu 5)" },
      ],
    ],
    ["Người gửi: ông Phan Liên, số 3", [{ role: "petitioner", name: "Phan Liên" }]],
    ["Đơn không tên", []],
    ["nặc danh", []],
  ])("%s", (text, expected) => {
    expect(readSubjects(text, null)).toEqual(expected.map((one) => expect.objectContaining(one)));
  });
});

describe("people who must not be named", () => {
  it.each([
    ["Đơn tố cáo của bà Đặng Thị Oanh (tổ 4, khu 6) đối với đ/c Phạm Văn Thắng", "GQTC", ["Đặng Thị Oanh"]],
    ["Đơn phản ánh, kiến nghị của công dân Lê Thị Hà", null, ["Lê Thị Hà"]],
    ["Biên bản làm việc với người tố cáo (bà Đặng Thị Oanh)", "GQTC", ["Đặng Thị Oanh"]],
    ["Thông báo cho người có đơn là ông Hà Văn Ba", "DONTHU", ["Hà Văn Ba"]],
    ["Đơn của bà Phan Thị Liên phản ánh mất vệ sinh", "DONTHU", ["Phan Thị Liên"]],
    ["Đơn của bà Phan Thị Liên xin nghỉ", "KTCH", []],
    ["Đơn khiếu nại của đồng chí Nguyễn Văn Phong", "GQKN", []],
    ["Báo cáo giải trình của người bị tố cáo, đ/c Vũ Văn Thắng", "GQTC", []],
  ] as const)("%s", (text, type, names) => {
    expect(findProtectedPeople(text, type).map(({ name }) => name)).toEqual(names);
  });

  it("write letters", () => {
    expect(writerOfLetter("Đơn tố cáo đ/c A", "bà Ngô Thị Bích", "GQTC")).toEqual({
      role: "denouncer",
      name: "Ngô Thị Bích",
    });
    expect(writerOfLetter("Đơn tố cáo đ/c A", "không rõ", "GQTC")).toBeNull();
    expect(writerOfLetter("Phiếu đề xuất", "bà Ngô Thị Bích", "GQTC")).toBeNull();
  });

  it("get one code each, and keep it", () => {
    const once = withCodes(
      [],
      [
        { role: "denouncer", name: "Ngô Thị Hoà" },
        { role: "petitioner", name: "Lê Quý" },
      ],
    );
    expect(once.map(({ code }) => code)).toEqual(["NTC-01", "NCD-01"]);
    const again = withCodes(once, [
      { role: "denouncer", name: "Ngô Thị Hòa" },
      { role: "petitioner", name: "Lê Quí" },
      { role: "denouncer", name: "Đỗ An" },
    ]);
    expect(again.map(({ code }) => code)).toEqual(["NTC-01", "NCD-01", "NTC-02"]);
  });

  it.each([
    [
      "Đơn tố cáo của bà Ngô Thị Hoà (tổ 2, khu 5) đối với đ/c Vũ Văn Thắng",
      "Đơn tố cáo của NTC-01 đối với đ/c Vũ Văn Thắng",
    ],
    ["bà Ngô Thị Hòa, tổ 2, khu 5; người bị tố cáo: đ/c Thắng", "NTC-01; người bị tố cáo: đ/c Thắng"],
    ["BÀ NGÔ THỊ HOÀ", "NTC-01"],
    ["Don cua ba Ngo Thi Hoa", "Don cua ba NTC-01"],
    ["làm việc với bà Hoà", "làm việc với NTC-01"],
    ["Chi bộ Hoà Bình, ông Ngô Thế Hoàng", "Chi bộ Hoà Bình, ông Ngô Thế Hoàng"],
  ])("%s", (text, expected) => {
    const subjects = withCodes([], [{ role: "denouncer", name: "Ngô Thị Hoà" }]);
    expect(hideNames(text, subjects)).toBe(expected);
  });
});

describe("two spellings of a name", () => {
  it.each([
    ["Hoà", "Hòa", true],
    ["Uỷ ban", "Ủy Ban", true],
    ["Lê Quý", "Lê Quí", true],
    ["Mỹ", "Mĩ", true],
    ["Thuỳ", "Thùy", true],
    ["Hà", "Hạ", false],
    ["Hoa", "Hoà", false],
    ["Đạo", "Dạo", false],
  ])("%s and %s", (a, b, same) => {
    expect(spellingKey(a) === spellingKey(b)).toBe(same);
    expect(samePerson(`Lê ${a}`, `Lê ${b}`.normalize("NFD"))).toBe(same);
  });
});
