import type { CatalogueMessages } from "./messages.js";

const list = (items: string[]): string => items.join(", ");

const fieldsHelp =
  "Mỗi mục viết <mục>=<giá trị>; đặt trong ngoặc kép nếu có dấu cách; để trống sau dấu = là xoá giá trị. ";

export const catalogueVi: CatalogueMessages = {
  failures: {
    "document-ambiguous": ({ document, dossier, candidates }) => ({
      problem: `trong hồ sơ ${dossier}, “${document}” chỉ nhiều tài liệu: ${list(candidates)}.`,
      hint: "Gọi tài liệu bằng số thứ tự của nó (số đứng trước ngoặc).",
    }),
    "dossier-exists": ({ reference }) => ({
      problem: `đã có hồ sơ số “${reference}”.`,
      hint: `Xem hồ sơ đó: bangiao inventory show ${reference}. Nếu là hồ sơ khác, đặt số khác, ví dụ thêm a, b sau số.`,
    }),
    "assignment-without-value": ({ text }) => ({
      problem: `chưa rõ “${text}” là mục nào, giá trị nào.`,
      hint: 'Viết theo dạng <mục>=<giá trị>, ví dụ: box="Hộp 02" hoặc twin=true',
    }),
    "field-required": ({ field }) => ({
      problem: `mục “${field}” phải có giá trị.`,
      hint: `Viết thêm: ${field.split(",")[0]!}=<giá trị>`,
    }),
    "export-format-unsupported": ({ path, allowed }) => ({
      problem: `chưa biết ghi “${path}” theo dạng nào.`,
      hint: `Đặt tên tệp có đuôi: ${list(allowed)}.`,
    }),
  },
  commands: {
    list: {
      summary: "liệt kê hồ sơ",
      more: "Các điều kiện lọc dùng được cùng lúc. Thứ tự theo số hồ sơ: 2, 12, 12a.",
      words: {
        "--type": "loại hồ sơ, ví dụ KTCH; nhiều loại cách nhau bằng dấu phẩy",
        "--year": "năm, hoặc từ năm đến năm: 2022, 2020-2022",
        "--status": "open (đang giải quyết) hoặc closed (đã kết thúc)",
        "--subject": "tên tổ chức đảng, đảng viên là đối tượng; không cần dấu",
        "--state": "có tài liệu ở tình trạng: present, withheld, paper-only, held-elsewhere",
        "--unit": "mã hoặc tên đơn vị có phông, khi kho có nhiều phông",
      },
    },
    show: {
      summary: "xem mọi điều đã biết về một hồ sơ",
      words: {
        reference: "số hồ sơ; chỉ cần phần số nếu không trùng: 12",
        "--reveal": "hiện cả tên người tố cáo, người gửi đơn; việc xem này được ghi vào nhật ký",
        "--person": "người thực hiện, để ghi vào nhật ký",
      },
    },
    edit: { summary: "sửa bằng tay", words: {} },
    editDossier: {
      summary: "sửa thông tin hồ sơ, xác nhận dữ kiện",
      more:
        `${fieldsHelp}Ví dụ: bangiao inventory edit dossier 12 twin=true box="Hộp 02" closed=5/7/2022\n` +
        "Các mục: reference, type, title, issuer, opened, closed, status, organisations, members, others, denouncers, " +
        "petitioners, outcome, discipline-form, discipline-published, rectification-deadline, retention, secrecy, " +
        "language, sheets, pages, carrier, warehouse, shelf, box, condition, notes, case-step, case-next-step, " +
        "case-deadline, case-team, folder; tên mục viết bằng tiếng Việt cũng được, ví dụ “tiêu đề=…”. " +
        "Nhiều tên người, tổ chức cách nhau bằng dấu chấm phẩy.\n" +
        "Dữ kiện (team, twin, held, verified …) nhận true, false, unknown hoặc có, không, chưa rõ.",
      words: {
        reference: "số hồ sơ",
        assignments: "<mục>=<giá trị>",
        "--person": "người xác nhận, ghi kèm dữ kiện",
      },
    },
    editDocument: {
      summary: "sửa thông tin một tài liệu",
      more:
        `${fieldsHelp}Ví dụ: bangiao inventory edit document 12 3 date=5/7/2022 slot=QD\n` +
        "Các mục: ordinal, slot, also-slots, number, date, type-name, issuer, abstract, signer, sheets, pages, extent, " +
        "original, secrecy, carrier, state, notes, file-name.",
      words: {
        reference: "số hồ sơ",
        document: "số thứ tự trong hồ sơ, số và ký hiệu, hoặc mã vị trí của tài liệu",
        "--person": "người thực hiện, để ghi vào nhật ký",
        assignments: "<mục>=<giá trị>",
      },
    },
    add: { summary: "thêm bằng tay", words: {} },
    addDossier: {
      summary: "thêm một hồ sơ chưa có trong danh mục",
      more: `${fieldsHelp}Phải có tiêu đề: title="…". Các mục như ở lệnh: bangiao inventory edit dossier --help`,
      words: {
        reference: "số hồ sơ",
        assignments: "<mục>=<giá trị>",
        "--person": "người xác nhận, ghi kèm dữ kiện",
      },
    },
    addDocument: {
      summary: "thêm một tài liệu vào hồ sơ",
      more: `${fieldsHelp}Các mục như ở lệnh: bangiao inventory edit document --help`,
      words: {
        reference: "số hồ sơ",
        "--person": "người thực hiện, để ghi vào nhật ký",
        assignments: "<mục>=<giá trị>",
      },
    },
    stats: {
      summary: "số liệu: hồ sơ, tài liệu, trang, tệp; kiểm tra, giám sát, kỷ luật theo năm",
      words: { "--unit": "mã hoặc tên đơn vị có phông, khi kho có nhiều phông" },
    },
    search: {
      summary: "tìm trong hồ sơ và tài liệu, không cần gõ dấu",
      more: "Tìm trong số hồ sơ, tiêu đề, số và ký hiệu, trích yếu, đối tượng, ghi chú. Không tìm trong tài liệu mật và tên người được bảo vệ.",
      words: { words: "các từ cần tìm, ví dụ: ho so ky luat", "--limit": "số hồ sơ in ra nhiều nhất" },
    },
    export: {
      summary: "ghi danh mục hồ sơ, mục lục tài liệu ra tệp",
      more: "Dạng tệp theo đuôi tên: .xlsx (cả hai danh mục), .csv (một danh mục), .json (tất cả).",
      words: {
        file: "tệp sẽ ghi: .xlsx, .csv hoặc .json",
        "--list": "danh mục ghi vào tệp .csv: dossiers (hồ sơ) hoặc documents (tài liệu)",
        "--unit": "mã hoặc tên đơn vị có phông, khi kho có nhiều phông",
        "--overwrite": "ghi đè nếu tệp đã có",
      },
    },
  },
  fields: {
    reference: "số hồ sơ",
    type: "loại",
    title: "tiêu đề",
    issuer: "cơ quan lập",
    opened: "ngày mở",
    closed: "ngày kết thúc",
    status: "tình trạng",
    organisations: "tổ chức",
    members: "đảng viên",
    others: "đối tượng khác",
    denouncers: "người tố cáo",
    petitioners: "người gửi đơn",
    outcome: "kết quả",
    "discipline-form": "hình thức kỷ luật",
    "discipline-published": "ngày công bố kỷ luật",
    "rectification-deadline": "hạn khắc phục",
    retention: "thời hạn bảo quản",
    secrecy: "độ mật",
    language: "ngôn ngữ",
    sheets: "số tờ",
    pages: "số trang",
    carrier: "vật mang tin",
    warehouse: "kho",
    shelf: "giá",
    box: "hộp",
    condition: "tình trạng vật lý",
    notes: "ghi chú",
    "case-step": "bước đã xong",
    "case-next-step": "bước tiếp theo",
    "case-deadline": "hạn giải quyết",
    "case-team": "đoàn (tổ)",
    folder: "thư mục",
    ordinal: "thứ tự",
    slot: "vị trí",
    "also-slots": "vị trí khác",
    number: "số và ký hiệu",
    date: "ngày",
    "type-name": "tên loại",
    abstract: "trích yếu",
    signer: "người ký",
    extent: "tờ số",
    original: "bản chính hay bản sao",
    state: "tình trạng",
    "file-name": "tên tệp",
  },
  words: {
    dossier: "Hồ sơ",
    document: "Tài liệu",
    dossiers: (value) => `${value} hồ sơ`,
    documents: (value) => `${value} tài liệu`,
    files: (value) => `${value} tệp`,
    pages: (value) => `${value} trang`,
    sheets: (value) => `${value} tờ`,
    unit: ({ name, code, until }) => `${name} (mã ${code}${until === null ? "" : `, đến hết ${until}`})`,
    original: "bản chính",
    copy: "bản sao",
    total: "Tổng cộng",
    notStated: "chưa ghi",
    secretDossier: "(hồ sơ mật, không hiện nội dung)",
    secretDocument: "(tài liệu mật, không hiện trích yếu)",
  },
  list: {
    headings: {
      unit: "Đơn vị",
      reference: "Số hồ sơ",
      type: "Loại",
      title: "Tiêu đề",
      issuer: "Cơ quan lập",
      opened: "Ngày mở",
      closed: "Ngày kết thúc",
      time: "Thời gian",
      status: "Tình trạng",
      secrecy: "Độ mật",
      retention: "Thời hạn bảo quản",
      carrier: "Vật mang tin",
      box: "Hộp",
      documents: "Tài liệu",
      files: "Tệp",
    },
    fonds: (unit) => `Phông ${unit}`,
    shown: ({ shown, all }) => `(lọc được ${shown} trong ${all} hồ sơ)`,
    none: "Không có hồ sơ nào như vậy.",
    empty: "Chưa có hồ sơ nào. Nhập danh mục: bangiao inventory import <danh-muc.xlsx>",
  },
  show: {
    unit: "đơn vị",
    time: "thời gian",
    receivedIn: "nhận trong đợt bàn giao",
    subjects: { inspected: "đối tượng", denouncer: "người tố cáo", petitioner: "người gửi đơn" },
    facts: "Dữ kiện",
    origins: { stated: "cán bộ xác nhận", register: "theo danh mục", inferred: "suy từ tài liệu" },
    truths: { true: "có", false: "không", unknown: "chưa rõ" },
    overridden: "không dùng",
    documents: "Tài liệu",
    noDocuments: "Chưa có tài liệu nào trong hồ sơ này.",
    noFile: "chưa có tệp",
    filesWithheld: (files) => `${files}, không hiện`,
    withheld: "mật, giao riêng",
    file: "tệp",
    missingFile: "không còn thấy ở lần quét sau",
    damage: {
      empty: "tệp rỗng",
      damaged: "tệp hỏng",
      encrypted: "tệp đặt mật khẩu",
      unreadable: "không đọc được",
    },
    noTextLayer: "chỉ có ảnh, không có lớp chữ",
    explanations: "Giải trình",
    wholeDossier: "cả hồ sơ",
    explained: ({ reason, person, due, recorded }) =>
      `${reason} (${person}, ghi ngày ${recorded}${due === null ? "" : `, hẹn ${due}`})`,
    revealed: "Đang hiện tên người được bảo vệ; việc xem này đã ghi vào nhật ký.",
    place: "nơi để",
    openCase: "Vụ việc đang giải quyết",
  },
  edit: {
    changed: ({ what, count }) => `Đã sửa ${count} mục của ${what}:`,
    unchanged: ({ what }) => `Không có gì thay đổi ở ${what}.`,
    added: ({ what }) => `Đã thêm ${what}:`,
    hidden: "đã đổi (tài liệu mật, không hiện)",
    document: ({ dossier, ordinal, name }) =>
      `tài liệu ${ordinal}${name === null ? "" : ` (${name})`} của hồ sơ ${dossier}`,
    dossier: (reference) => `hồ sơ ${reference}`,
  },
};
