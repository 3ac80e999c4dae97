import type { RegisterMessages } from "./registers.js";

const fields: RegisterMessages["fields"] = {
  ordinal: "số thứ tự",
  reference: "số, ký hiệu hồ sơ",
  title: "tiêu đề hồ sơ",
  type: "loại hồ sơ",
  subjects: "đối tượng",
  period: "thời gian tài liệu",
  opened: "ngày bắt đầu",
  closed: "ngày kết thúc",
  retention: "thời hạn bảo quản",
  extent: "tờ số, trang số",
  sheets: "số tờ",
  pages: "số trang",
  outcome: "kết quả",
  "discipline-form": "hình thức kỷ luật",
  "discipline-published": "ngày công bố kỷ luật",
  "rectification-deadline": "hạn khắc phục",
  "case-step": "bước đã xong",
  "case-next-step": "bước tiếp theo",
  "case-deadline": "hạn giải quyết",
  "case-team": "đoàn (tổ) phụ trách",
  status: "tình trạng giải quyết",
  warehouse: "kho",
  shelf: "giá",
  box: "hộp",
  condition: "tình trạng vật lý",
  issuer: "tác giả, cơ quan lập",
  number: "số, ký hiệu văn bản",
  "code-number": "số văn bản",
  "code-notation": "ký hiệu văn bản",
  date: "ngày văn bản",
  "type-name": "tên loại",
  abstract: "trích yếu",
  signer: "người ký",
  "file-name": "tên tệp",
  original: "bản chính hay bản sao",
  folder: "thư mục",
  carrier: "giấy hay điện tử",
  secrecy: "độ mật",
  "access-mode": "chế độ sử dụng",
  language: "ngôn ngữ",
  notes: "ghi chú",
  ignore: "bỏ qua",
  id: "mã trong kho",
  origin: "đơn vị hình thành",
  discipline: "kỷ luật",
  rectificationDeadline: "hạn khắc phục",
  facts: "dữ kiện",
  place: "nơi để",
  openCase: "vụ việc dở dang",
  dossierId: "hồ sơ",
  slot: "mục giấy tờ",
  alsoSlots: "mục giấy tờ khác",
  typeName: "tên loại",
  fileName: "tên tệp",
  state: "tình trạng tài liệu",
  source: "nguồn",
};

const reasons: RegisterMessages["reasons"] = {
  tcvn3: "phông TCVN3 (ABC)",
  vni: "phông VNI",
  "unicode-form": "dạng Unicode",
  "line-break": "xuống dòng trong ô",
  blanks: "dấu cách thừa",
  invisible: "ký tự ẩn",
  "number-form": "cách viết số văn bản",
  abbreviation: "chữ viết tắt",
};

const field = (name: string): string => fields[name as keyof typeof fields] ?? name;
const reason = (name: string): string => reasons[name as keyof typeof reasons] ?? name;

const formats: Record<string, string> = {
  xls: "bảng tính Excel đời cũ (.xls)",
  xlsb: "bảng tính Excel dạng nhị phân (.xlsb)",
  ods: "bảng tính OpenDocument (.ods)",
  html: "trang web đặt tên thành bảng tính",
  xml: "bảng tính XML đời cũ",
  pdf: "tệp PDF",
  docx: "văn bản Word",
  zip: "tệp nén",
};

const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`;

export const registersVi: RegisterMessages = {
  findings: {
    "row-not-understood": ({ reason: why, text }) =>
      ({
        "no-reference": `không biết dòng này thuộc hồ sơ nào: ${text}`,
        "no-content": `dòng này không có nội dung: ${text}`,
        "unknown-dossier": `số hồ sơ ghi tắt ứng với nhiều hồ sơ, chưa nhập dòng này: ${text}`,
        "too-many-columns": `dòng này nhiều ô hơn số cột (có dấu ngăn cách nằm trong nội dung?), chưa nhập: ${text}`,
      })[why],
    "date-impossible": ({ field: name, text }) =>
      `${field(name)} ghi “${text}”: lịch không có ngày này, để trống ngày`,
    "date-not-understood": ({ field: name, text }) =>
      `${field(name)} ghi “${text}”: không đọc được theo thứ tự ngày/tháng/năm, để trống ngày`,
    "value-not-understood": ({ field: name, text }) =>
      `${field(name)} ghi “${text}”: chưa hiểu, chưa lấy giá trị này`,
    "value-cleaned": ({ field: name, raw, clean, reasons: why }) =>
      `${field(name)}: “${raw}” → “${clean}” (${why.map(reason).join(", ")})`,
    "heading-unknown": ({ heading }) =>
      `chưa biết cột “${heading}” ghi gì; nội dung cột chỉ được giữ nguyên văn (chỉ định bằng --map "${heading}=<mục>")`,
    "reference-duplicate": ({ reference, rows }) =>
      rows.length > 1
        ? `số hồ sơ “${reference}” có ở các dòng ${rows.join(", ")} với nội dung khác nhau; chỉ lấy dòng đầu`
        : `hồ sơ “${reference}” đã có với tiêu đề khác; giữ tiêu đề đã có`,
    "row-repeated": ({ firstRow }) => `trùng nguyên văn với dòng ${firstRow}, không nhập lần nữa`,
    "dossier-without-row": ({ reference }) =>
      `mục lục văn bản nhắc đến hồ sơ “${reference}” nhưng danh mục hồ sơ không có; đã mở hồ sơ này`,
    "row-vanished": ({ reference }) =>
      `lần nhập trước có dòng này${reference ? ` (hồ sơ ${reference})` : ""}, lần này không còn; không xoá gì trong kho`,
    "row-hidden": () => "dòng bị ẩn trong bảng tính, vẫn được đọc",
  },
  failures: {
    "register-format-unsupported": ({ path, format }) => ({
      problem: `“${path}” là ${formats[format] ?? "loại tệp khác"}, chưa đọc được.`,
      hint:
        format === "pdf" || format === "docx" || format === "zip"
          ? "Chọn tệp bảng tính .xlsx hoặc .csv."
          : "Mở tệp bằng Excel hoặc LibreOffice, chọn Lưu thành (Save As), kiểu Excel Workbook (.xlsx), rồi nhập tệp mới.",
    }),
    "register-damaged": ({ path, sheet }) => ({
      problem:
        sheet === undefined
          ? `tệp “${path}” bị hỏng hoặc không phải bảng tính.`
          : `trang tính “${sheet}” trong tệp “${path}” bị hỏng.`,
      hint: "Mở thử bằng Excel; nếu mở được, lưu lại thành tệp .xlsx mới rồi nhập tệp đó.",
    }),
    "register-encrypted": ({ path }) => ({
      problem: `tệp “${path}” đặt mật khẩu.`,
      hint: "Mở bằng Excel, vào Tệp > Thông tin > Bảo vệ sổ làm việc, bỏ mật khẩu, lưu lại rồi nhập.",
    }),
    "register-too-large": ({ path, what, limit, sheet }) => ({
      problem: `${sheet === undefined ? "" : `trang tính “${sheet}”: `}${
        {
          file: `tệp “${path}” lớn hơn ${megabytes(limit)}.`,
          unpacked: `tệp “${path}” bung ra lớn hơn ${megabytes(limit)}.`,
          texts: `“${path}” chứa quá nhiều chữ (hơn ${limit} ký tự).`,
          rows: `“${path}” có hơn ${limit} dòng.`,
          columns: `“${path}” có dòng hơn ${limit} cột.`,
          cells: `“${path}” có vùng bảng hơn ${limit} ô.`,
          cell: `“${path}” có ô dài hơn ${limit} ký tự.`,
        }[what]
      }`,
      hint: "Một danh mục hồ sơ không lớn như vậy: kiểm tra lại tệp, xoá hình ảnh và vùng thừa, hoặc tách thành nhiều tệp.",
    }),
    "register-without-headings": ({ path, sheets }) => ({
      problem: `không tìm thấy dòng tên cột trong “${path}”${sheets.filter(Boolean).length > 0 ? ` (các trang: ${sheets.join(", ")})` : ""}.`,
      hint: 'Kiểm tra dòng tên cột (ví dụ STT, Số ký hiệu, Tiêu đề, Thời gian…). Có thể chỉ định: --map "<tên cột>=<mục>"',
    }),
    "register-encoding-unknown": ({ path }) => ({
      problem: `không đọc được “${path}” như một tệp văn bản.`,
      hint: "Mở bằng Excel và lưu lại thành .xlsx, rồi nhập tệp đó.",
    }),
    "mapping-heading-unknown": ({ heading, headings }) => ({
      problem: `không có cột nào tên “${heading}”.`,
      hint: headings.length > 0 ? `Các cột tìm thấy: ${headings.join(" | ")}` : "Xem lại tên cột trong tệp.",
    }),
    "mapping-field-unknown": ({ field: name, fields: known }) => ({
      problem: `không có mục “${name}”.`,
      hint: `Các mục: ${known.map((one) => `${one} (${field(one)})`).join(", ")}`,
    }),
  },
  command: {
    summary: "nhập danh mục hồ sơ, mục lục văn bản (.xlsx, .csv)",
    more: "Tự tìm dòng tên cột, tự nhận bảng mã (Unicode, TCVN3, VNI) và cách viết ngày. Nhập lại cùng một tệp không làm thay đổi gì.",
    words: {
      file: "một hay nhiều tệp .xlsx, .csv",
      "--map": 'cột nào là mục nào, ví dụ --map "Nội dung vụ việc=title"; dùng được nhiều lần',
      "--dry-run": "chỉ cho xem các dòng đã hiểu thế nào, không ghi vào kho",
      "--changes": "ghi mọi giá trị đã làm sạch ra tệp CSV này",
    },
  },
  fields,
  reasons,
  report: {
    read: ({ registers, dossiers, documents }) =>
      `Đã đọc ${registers} tệp: ${dossiers} dòng hồ sơ, ${documents} dòng văn bản.`,
    tried: "Chỉ xem thử: chưa ghi gì vào kho.",
    dossiers: "Hồ sơ",
    documents: "Tài liệu",
    added: (count) => `thêm ${count}`,
    updated: (count) => `cập nhật ${count}`,
    unchanged: (count) => `không đổi ${count}`,
    repeated: (count) => `đã có từ trước ${count}`,
    vanished: (count) => `không còn trong danh mục ${count}`,
    sheet: (name) => `trang “${name}”`,
    dossierRows: (count) => `${count} hồ sơ`,
    documentRows: (count) => `${count} văn bản`,
    noTable: "không có bảng",
    ignored: (count) => `bỏ qua ${count} dòng tiêu đề, tên cột, cộng, ký tên`,
    hiddenRows: (count) => `${count} dòng ẩn`,
    hiddenSheet: "trang ẩn",
    encodings: {
      tcvn3: "chuyển từ phông TCVN3 (ABC)",
      vni: "chuyển từ phông VNI",
      "utf-8": "UTF-8",
      "utf-16le": "UTF-16",
      "utf-16be": "UTF-16",
      "windows-1258": "bảng mã Windows-1258",
      "single-byte": "bảng mã một byte",
    },
    cleaned: ({ count, reasons: list }) => `Đã làm sạch ${count} giá trị (${list}).`,
    cleanedHint: (command) => `Xem từng giá trị: ${command}`,
    cleanedWritten: (path) => `Đã ghi từng giá trị vào ${path}`,
    changes: "Thay đổi so với lần nhập trước:",
    change: ({ field: name, from, to }) => `${name}: ${from} → ${to}`,
    nothing: "trống",
    toReview: (count) => `Cần xem lại (${count}):`,
    row: (number) => `dòng ${number}`,
    rowKinds: { added: "thêm", updated: "cập nhật", unchanged: "không đổi", repeated: "đã có" },
    next: "Bước tiếp theo: quét thư mục hồ sơ",
    cleanedColumns: {
      register: "Tệp",
      sheet: "Trang",
      row: "Dòng",
      field: "Mục",
      raw: "Ghi trong tệp",
      clean: "Đã lấy là",
      reasons: "Vì sao",
    },
  },
};
