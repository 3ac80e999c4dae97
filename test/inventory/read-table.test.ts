import { describe, expect, it } from "vitest";
import { readHeadings } from "../../src/inventory/headings.js";
import { mappingOf, readTable } from "../../src/inventory/read-table.js";
import { rowsOf } from "../support/a-table.js";

const fieldsOf = (headings: string[]): Record<string, string> | null => {
  const layout = readHeadings(headings);
  return (
    layout && {
      kind: layout.kind,
      ...Object.fromEntries(layout.columns.map(({ heading, field }) => [heading, field])),
    }
  );
};
const read = (values: (string | number)[][], mapping = mappingOf([]), separated = false) => {
  const table = readTable({ name: "Sheet1", hidden: false, separated }, rowsOf(values), mapping);
  return { ...table, rows: [...table.rows] };
};
const kinds = (values: (string | number)[][]): string[] => read(values).rows.map((row) => row.kind);

/** Every data field of NĐ 30/2020 annex VI, Thông tư 02/2019 and Thông tư 05/2025, and where its values go. */
const archiveFields: Record<"dossiers" | "documents", Record<string, string>> = {
  dossiers: {
    fileCode: "reference",
    OrganId: "ignore",
    FileCatalog: "ignore",
    FileNotation: "ignore",
    Title: "title",
    maintenance: "retention",
    mode: "access-mode",
    Creator: "issuer",
    language: "language",
    startDate: "opened",
    endDate: "closed",
    keyword: "ignore",
    totalDoc: "ignore",
    DocTotal: "ignore",
    numberOfPaper: "sheets",
    numberOfPage: "pages",
    format: "condition",
    inforSign: "ignore",
    confidenceLevel: "carrier",
    paperFileCode: "shelf",
    riskRecovery: "ignore",
    riskRecoveryStatus: "ignore",
    description: "notes",
  },
  documents: {
    fileCode: "reference",
    docId: "ignore",
    docCode: "ignore",
    OrganId: "ignore",
    FileCatalog: "ignore",
    FileNotation: "ignore",
    DocOrdinal: "ordinal",
    maintenance: "ignore",
    typeName: "type-name",
    codeNumber: "code-number",
    codeNotation: "code-notation",
    issuedDate: "date",
    organName: "issuer",
    subject: "abstract",
    language: "ignore",
    PageAmount: "pages",
    inforSign: "ignore",
    keyword: "ignore",
    mode: "access-mode",
    confidenceLevel: "carrier",
    autograph: "ignore",
    format: "ignore",
    riskRecovery: "ignore",
    riskRecoveryStatus: "ignore",
    process: "ignore",
    description: "notes",
    SignerInfo: "signer",
    Position: "ignore",
    FullName: "ignore",
    To: "ignore",
    ToPlaces: "ignore",
    Priority: "ignore",
    IssuedAmount: "ignore",
    DueDate: "ignore",
    ArrivalDate: "ignore",
    ArrivalNumber: "ignore",
    TraceHeaderList: "ignore",
  },
};

describe("the data fields of the state archive", () => {
  it.each(["dossiers", "documents"] as const)(
    "of %s all have a place, or are known not to be kept",
    (kind) => {
      const { kind: read, ...found } = fieldsOf(Object.keys(archiveFields[kind]))!;
      expect(read).toBe(kind);
      expect(found).toEqual(archiveFields[kind]);
    },
  );

  it("may come under other names for what is counted or dated", () => {
    expect(fieldsOf(["FileNotation", "Title", "Rights", "PageTotal", "StartDate"])).toMatchObject({
      FileNotation: "reference",
      Rights: "access-mode",
      PageTotal: "pages",
    });
    expect(fieldsOf(["FileCode", "Subject", "FullName", "numberOfPage", "IssuedDate"])).toMatchObject({
      FullName: "signer",
      numberOfPage: "pages",
    });
  });
});

describe("headings", () => {
  it.each([
    [
      "the state's list of dossiers",
      [
        "STT",
        "Số, ký hiệu hồ sơ",
        "Tiêu đề hồ sơ",
        "Thời gian tài liệu",
        "Thời hạn bảo quản",
        "Số tờ/số trang",
        "Ghi chú",
      ],
      {
        kind: "dossiers",
        STT: "ordinal",
        "Số, ký hiệu hồ sơ": "reference",
        "Tiêu đề hồ sơ": "title",
        "Thời gian tài liệu": "period",
        "Thời hạn bảo quản": "retention",
        "Số tờ/số trang": "extent",
        "Ghi chú": "notes",
      },
    ],
    [
      "the state's list of documents",
      [
        "STT",
        "Số, ký hiệu văn bản",
        "Ngày tháng năm văn bản",
        "Tên loại và trích yếu nội dung",
        "Tác giả văn bản",
        "Tờ số/Trang số",
        "Ghi chú",
      ],
      {
        kind: "documents",
        STT: "ordinal",
        "Số, ký hiệu văn bản": "number",
        "Ngày tháng năm văn bản": "date",
        "Tên loại và trích yếu nội dung": "abstract",
        "Tác giả văn bản": "issuer",
        "Tờ số/Trang số": "extent",
        "Ghi chú": "notes",
      },
    ],
    [
      "a filing plan",
      [
        "SỐ VÀ KÝ HIỆU HỒ SƠ",
        "TÊN ĐỀ MỤC VÀ TIÊU ĐỀ HỒ SƠ",
        "THỜI HẠN BẢO QUẢN",
        "NGƯỜI LẬP HỒ SƠ",
        "GHI CHÚ",
      ],
      {
        kind: "dossiers",
        "SỐ VÀ KÝ HIỆU HỒ SƠ": "reference",
        "TÊN ĐỀ MỤC VÀ TIÊU ĐỀ HỒ SƠ": "title",
        "THỜI HẠN BẢO QUẢN": "retention",
        "NGƯỜI LẬP HỒ SƠ": "issuer",
        "GHI CHÚ": "notes",
      },
    ],
    [
      "an office without accents",
      [
        "tt",
        "hs so",
        "noi dung",
        "doi tuong",
        "ngay bat dau",
        "ngay ket thuc",
        "thbq",
        "so to",
        "trang thai",
      ],
      {
        kind: "dossiers",
        tt: "ordinal",
        "hs so": "reference",
        "noi dung": "title",
        "doi tuong": "subjects",
        "ngay bat dau": "opened",
        "ngay ket thuc": "closed",
        thbq: "retention",
        "so to": "sheets",
        "trang thai": "status",
      },
    ],
    [
      "the data fields of dossiers",
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
        "description",
      ],
      {
        kind: "dossiers",
        fileCode: "reference",
        title: "title",
        maintenance: "retention",
        mode: "access-mode",
        language: "language",
        startDate: "opened",
        endDate: "closed",
        totalDoc: "ignore",
        numberOfPaper: "sheets",
        numberOfPage: "pages",
        format: "condition",
        description: "notes",
      },
    ],
    [
      "the data fields of documents",
      [
        "FileCode",
        "DocOrdinal",
        "TypeName",
        "CodeNumber",
        "CodeNotation",
        "IssuedDate",
        "OrganName",
        "Subject",
        "PageAmount",
        "Description",
      ],
      {
        kind: "documents",
        FileCode: "reference",
        DocOrdinal: "ordinal",
        TypeName: "type-name",
        CodeNumber: "code-number",
        CodeNotation: "code-notation",
        IssuedDate: "date",
        OrganName: "issuer",
        Subject: "abstract",
        PageAmount: "pages",
        Description: "notes",
      },
    ],
    [
      "a list of open cases",
      [
        "Số hồ sơ",
        "Nội dung vụ việc",
        "Đối tượng",
        "Bước đang làm",
        "Việc cần làm tiếp",
        "Hạn giải quyết",
        "Tổ kiểm tra",
        "Trạng thái",
      ],
      {
        kind: "dossiers",
        "Số hồ sơ": "reference",
        "Nội dung vụ việc": "title",
        "Đối tượng": "subjects",
        "Bước đang làm": "case-step",
        "Việc cần làm tiếp": "case-next-step",
        "Hạn giải quyết": "case-deadline",
        "Tổ kiểm tra": "case-team",
        "Trạng thái": "status",
      },
    ],
    [
      "a list of documents in another order and wording",
      [
        "Tên văn bản",
        "Ngày ban hành",
        "Số hiệu",
        "Cơ quan ban hành",
        "Người ký",
        "Mức độ mật",
        "Tên file",
        "Thuộc hồ sơ",
      ],
      {
        kind: "documents",
        "Tên văn bản": "abstract",
        "Ngày ban hành": "date",
        "Số hiệu": "number",
        "Cơ quan ban hành": "issuer",
        "Người ký": "signer",
        "Mức độ mật": "secrecy",
        "Tên file": "file-name",
        "Thuộc hồ sơ": "reference",
      },
    ],
  ])("of %s", (_name, headings, expected) => {
    expect(fieldsOf(headings)).toEqual(expected);
  });

  it.each([
    [["Đảng uỷ phường A", "Cộng hoà xã hội", "Ngày 5"]],
    [["1", "01.KTCH", "Hồ sơ kiểm tra chi bộ khu 1"]],
    [["Họ tên", "Năm sinh", "Quê quán", "Chức vụ"]],
  ])("are not %j", (cells) => {
    expect(readHeadings(cells)).toBeNull();
  });

  it.each([
    [
      "dossiers",
      [
        "Số TT",
        "Số, ký hiệu HS (ĐVBQ)",
        "Tiêu đề hồ sơ (đơn vị bảo quản)",
        "Ngày tháng bắt đầu và kết thúc",
        "THBQ",
      ],
      ["ordinal", "reference", "title", "period", "retention"],
    ],
    [
      "dossiers",
      [
        "STT",
        "Mã lưu trữ",
        "Tên hồ sơ, tài liệu",
        "Thời gian hình thành tài liệu",
        "Tờ",
        "Trang",
        "Hộp",
        "Kệ",
      ],
      ["ordinal", "reference", "title", "period", "sheets", "pages", "box", "shelf"],
    ],
    [
      "dossiers",
      ["STT", "Mã HS", "Tên vụ", "Thời điểm lập", "Thời hạn", "Tổng số trang", "Nơi để", "Số lượng VB"],
      ["ordinal", "reference", "title", "opened", "retention", "pages", "shelf", "ignore"],
    ],
    [
      "dossiers",
      ["STT", "Họ tên đảng viên vi phạm", "Nội dung vi phạm", "Hình thức KL", "Hồ sơ số"],
      ["ordinal", "subjects", "title", "discipline-form", "reference"],
    ],
    [
      "dossiers",
      ["STT", "Tên TCĐ được KT", "Nội dung KT", "Kết luận", "Số hồ sơ"],
      ["ordinal", "subjects", "title", "outcome", "reference"],
    ],
    [
      "dossiers",
      ["STT", "Đ/tượng", "ND", "KQ", "HT KL", "Số HS", "Năm"],
      ["ordinal", "subjects", "title", "outcome", "discipline-form", "reference", "period"],
    ],
    [
      "dossiers",
      ["No.", "File code", "Title", "Type", "Opened", "Closed", "Retention", "Remarks"],
      ["ordinal", "reference", "title", "type", "opened", "closed", "retention", "notes"],
    ],
    [
      "documents",
      ["STT", "Số CV", "Ngày CV", "Về việc", "Nơi gửi", "Nơi nhận", "Lưu tại HS số"],
      ["ordinal", "number", "date", "abstract", "issuer", "ignore", "reference"],
    ],
    [
      "documents",
      ["STT", "Loại VB", "Số VB", "Ngày VB", "Trích yếu VB", "Số trang VB", "Thuộc hồ sơ"],
      ["ordinal", "type-name", "number", "date", "abstract", "pages", "reference"],
    ],
  ] as const)("in the short forms of offices tell a list of %s: %j", (kind, headings, fields) => {
    const layout = readHeadings([...headings]);
    expect(layout?.kind).toBe(kind);
    expect(layout?.columns.map(({ field }) => field)).toEqual(fields);
  });

  it("that nobody knows are shown, and can be settled by hand", () => {
    const headings = ["STT", "Mã số", "Nội dung vụ việc", "Thời hạn bảo quản", "Cán bộ theo dõi"];
    expect(readHeadings(headings)!.unknown.map(({ heading }) => heading)).toEqual([
      "Mã số",
      "Cán bộ theo dõi",
    ]);
    const layout = readHeadings(
      headings,
      mappingOf([
        ["mã số", "reference"],
        ["Cán bộ theo dõi", "ignore"],
      ]),
    )!;
    expect(layout.unknown).toEqual([]);
    expect(layout.columns.find(({ heading }) => heading === "Mã số")!.field).toBe("reference");
  });
});

const headings = [
  "STT",
  "Số, ký hiệu hồ sơ",
  "Tiêu đề hồ sơ",
  "Thời gian tài liệu",
  "Thời hạn bảo quản",
  "Số tờ",
  "Ghi chú",
];
const documentHeadings = [
  "STT",
  "Số, ký hiệu văn bản",
  "Ngày tháng",
  "Trích yếu",
  "Tác giả",
  "Tờ số",
  "Ghi chú",
];

describe("a table", () => {
  it("is found below titles, above totals and signatures, page after page", () => {
    expect(
      kinds([
        ["ĐẢNG UỶ XÃ B", "", "", "ĐẢNG CỘNG SẢN VIỆT NAM"],
        ["MỤC LỤC HỒ SƠ"],
        [],
        headings,
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
        ["I. Hồ sơ năm 2020"],
        [1, "01", "Kiểm tra chi bộ thôn 1", "2020", "20 năm", 12],
        [2, "02", "Kiểm tra chi bộ thôn 2", "2020", "20 năm", 15],
        headings,
        [3, "03", "Giám sát chi bộ thôn 3", "2021", "20 năm", 9],
        ["", "Tổng cộng", "3 hồ sơ", "", "", 36],
        ["Mục lục này gồm có 03 hồ sơ"],
        ["", "", "", "", "Ngày 20 tháng 6 năm 2025"],
        ["", "Người lập", "", "", "T/M UỶ BAN KIỂM TRA"],
        ["", "(ký, ghi rõ họ tên)", "", "", "Chủ nhiệm"],
        ["", "Trần Thị C", "", "", "Lê Văn D"],
      ]),
    ).toEqual([
      "title",
      "title",
      "heading",
      "heading",
      "section",
      "dossier",
      "dossier",
      "heading",
      "dossier",
      "total",
      "signature",
      "signature",
      "signature",
      "signature",
      "signature",
    ]);
  });

  it("has headings in two rows where the upper ones are merged", () => {
    const { layout, rows } = read([
      ["STT", "Số hồ sơ", "Tiêu đề hồ sơ", "Thời gian", "", "Số lượng", "", "Thời hạn bảo quản"],
      ["", "", "", "Bắt đầu", "Kết thúc", "Số tờ", "Số trang", ""],
      [1, "01", "Kiểm tra chi bộ thôn 1", "5/2020", "6/2020", 12, 20, "20 năm"],
    ]);
    expect(Object.fromEntries(layout!.columns.map(({ index, field }) => [index, field]))).toEqual({
      0: "ordinal",
      1: "reference",
      2: "title",
      3: "opened",
      4: "closed",
      5: "sheets",
      6: "pages",
      7: "retention",
    });
    expect(rows.map((row) => row.kind)).toEqual(["heading", "heading", "dossier"]);
  });

  it.each([
    ["Hồ sơ số 28.KLTC: Xem xét kỷ luật chi bộ 7", "28.KLTC", "Xem xét kỷ luật chi bộ 7"],
    ["HỒ SƠ SỐ: 05/2021", "05/2021", null],
    ["Hồ sơ 12a - Giám sát chi bộ", "12a", "Giám sát chi bộ"],
    ["HS số 3, kỷ luật đảng viên", "3", "kỷ luật đảng viên"],
    ["07.KTTCD - Kiểm tra tài chính", "07.KTTCD", "Kiểm tra tài chính"],
  ])("gives the rows below “%s” their dossier", (text, reference, title) => {
    const { rows } = read([
      documentHeadings,
      [text],
      [1, "02-QĐ/UBKTĐU", "5/5/2021", "Quyết định kiểm tra", "UBKT", "01"],
    ]);
    expect(rows.map((row) => row.kind)).toEqual(["heading", "section", "document"]);
    expect(rows[2]!.section).toEqual({ reference, title });
  });

  it("gives all rows the dossier named above its headings", () => {
    const { rows } = read([
      ["MỤC LỤC VĂN BẢN"],
      ["Phông số: 03", "", "Hồ sơ số: 05.KTCH"],
      ["Hồ sơ số:", "05.KTCH"],
      documentHeadings,
      [1, "02-QĐ/UBKTĐU", "5/5/2021", "Quyết định", "UBKT", "01"],
    ]);
    expect(rows.at(-1)!.section?.reference).toBe("05.KTCH");
  });

  it("does not take a year for a dossier", () => {
    const { rows } = read([
      documentHeadings,
      ["Hồ sơ 2024"],
      [1, "02-QĐ/UBKTĐU", "5/5/2021", "Quyết định", "UBKT", "01"],
    ]);
    expect(rows[2]!.section).toBeNull();
  });

  it("takes no row whose values were displaced by a separator inside one of them", () => {
    const table = [headings, [1, "01", "Kiểm tra, giám sát", "2020", "20 năm", 12, "", "thừa"]];
    const cut = read(table, mappingOf([]), true);
    expect(cut.rows[1]).toMatchObject({ kind: "not-understood", displaced: true });
    // In a workbook the cell is a remark in the margin.
    expect(read(table).rows[1]).toMatchObject({ kind: "dossier", displaced: false });
  });

  it("keeps what it cannot understand apart, with its words", () => {
    const { rows } = read([headings, ["", "", "một dòng lạc lõng", "x", "y"]]);
    expect(rows[1]).toMatchObject({ kind: "not-understood", raw: { "Tiêu đề hồ sơ": "một dòng lạc lõng" } });
  });

  it("decides the encoding column by column", () => {
    const { rows, encodings } = read([
      ["STT", "Số, ký hiệu hồ sơ", "Tiêu đề hồ sơ", "Thời gian tài liệu", "Ghi chú"],
      [1, "01.KTCH", "Hå s¬ kiÓm tra chi bé khu 3", "5/2020", "Bản chính"],
      [2, "02.KTCH", "Hå s¬ gi¸m s¸t ®ång chÝ NguyÔn V¨n A", "6/2020", "Đã số hoá"],
    ]);
    expect(encodings).toEqual(["tcvn3"]);
    expect(rows[1]!.values.title!.text).toBe("Hồ sơ kiểm tra chi bộ khu 3");
    expect(rows[1]!.values.notes!.text).toBe("Bản chính");
  });

  it("converts the values of a column that two people filled in two fonts, and leaves those in Unicode", () => {
    const titles = [
      "Hồ sơ kiểm tra chi bộ khu 3",
      "Hå s¬ gi¸m s¸t ®ång chÝ NguyÔn V¨n A",
      "Lá án Hà",
      "Hồ sơ kỷ luật",
    ];
    const { rows } = read([
      headings,
      ...titles.map((title, at) => [at + 1, `0${at + 1}`, title, "2020", "20 năm"]),
    ]);
    expect(rows.slice(1).map((row) => row.values.title!.text)).toEqual([
      "Hồ sơ kiểm tra chi bộ khu 3",
      "Hồ sơ giám sát đồng chí Nguyễn Văn A",
      "Lá án Hà",
      "Hồ sơ kỷ luật",
    ]);
  });

  it("sees that the font changes thousands of rows down, and changes back", () => {
    const many = (count: number, title: string): string[] => Array.from({ length: count }, () => title);
    const titles = [
      ...many(6_000, "Hồ sơ kiểm tra chi bộ khu 3"),
      ...many(6_000, "Hå s¬ kiÓm tra chi bé khu 3"),
      ...many(6_000, "Hồ sơ kiểm tra chi bộ khu 3"),
    ];
    const { rows, encodings } = read([
      headings,
      ...titles.map((title, at) => [at + 1, `${at + 1}`, title, "2020", "20 năm"]),
    ]);
    expect(encodings).toEqual(["tcvn3"]);
    expect(new Set(rows.slice(1).map((row) => row.values.title!.text))).toEqual(
      new Set(["Hồ sơ kiểm tra chi bộ khu 3"]),
    );
  });
});
