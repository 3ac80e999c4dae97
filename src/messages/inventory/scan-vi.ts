import type { ExposingField } from "../../model/checked-document.js";
import type { ScanMessages } from "./scan-messages.js";

const list = (items: readonly string[]): string => items.join(", ");
const secrecyLevels: Record<string, string> = { mat: "Mật", "toi-mat": "Tối mật", "tuyet-mat": "Tuyệt mật" };

const formats: ScanMessages["formats"] = {
  pdf: "PDF",
  jpeg: "ảnh JPEG",
  png: "ảnh PNG",
  tiff: "ảnh TIFF",
  docx: "Word (.docx)",
  xlsx: "Excel (.xlsx)",
  doc: "Word cũ (.doc)",
  xls: "Excel cũ (.xls)",
  odt: "LibreOffice văn bản (.odt)",
  ods: "LibreOffice bảng tính (.ods)",
  zip: "tệp nén ZIP",
  text: "văn bản thuần",
  empty: "tệp rỗng",
  unknown: "không rõ loại",
};

const format = (name: string): string => formats[name as keyof typeof formats] ?? name;

const ignored: ScanMessages["ignored"] = {
  "system-file": "tệp của hệ điều hành",
  "lock-file": "tệp khoá tạm của Word, Excel",
  link: "đường dẫn tắt (liên kết)",
  "special-file": "tệp đặc biệt, không phải tài liệu",
  "own-folder": "thư mục riêng của chương trình",
};

const exposing: Record<ExposingField, string> = {
  "file-name": "tên tệp",
  title: "tiêu đề hồ sơ",
  abstract: "trích yếu",
  "type-name": "tên loại",
  issuer: "nơi ban hành",
  signer: "người ký",
  outcome: "kết quả",
  condition: "tình trạng",
  notes: "ghi chú",
  folder: "tên thư mục",
};

export const scanVi: ScanMessages = {
  findings: {
    "file-empty": () => "tệp rỗng, không có gì bên trong; cần quét lại",
    "file-damaged": ({ format: name, reason }) =>
      reason === "altered"
        ? `tệp ${format(name)} bị hỏng trên đĩa: ngày sửa không đổi mà nội dung đã khác; lấy lại từ bản lưu hoặc quét lại`
        : `tệp ${format(name)} bị hỏng hoặc bị cắt cụt, không mở được; cần quét lại`,
    "file-encrypted": ({ format: name }) =>
      `tệp ${format(name)} có mật khẩu, không mở được; cần bỏ mật khẩu hoặc bàn giao kèm mật khẩu theo đường riêng`,
    "file-unreadable": ({ reason }) =>
      `không đọc được tệp${reason === "" ? "" : ` (${reason})`}; kiểm tra quyền đọc`,
    "file-unstable": ({ reason }) =>
      reason === "changed"
        ? "tệp đang bị sửa trong lúc quét; đóng tệp rồi quét lại"
        : "tệp biến mất trong lúc quét; quét lại để chắc chắn",
    "format-mismatch": ({ extension, format: name }) =>
      `tên có đuôi “.${extension}” nhưng nội dung là ${format(name)}`,
    "content-duplicate": ({ same }) => `nội dung giống hệt: ${list(same)}`,
    "file-unassigned": ({ candidates }) =>
      candidates.length > 0
        ? `chưa gắn vào tài liệu nào; có thể thuộc hồ sơ ${list([...new Set(candidates)])}`
        : "chưa gắn vào hồ sơ nào",
    "file-ignored": ({ reason }) => `bỏ qua: ${ignored[reason]}`,
    "folder-without-dossier": ({ files }) =>
      `thư mục có ${files} tệp nhưng không khớp với hồ sơ nào trong danh mục`,
    "folder-unreadable": ({ reason }) => `không mở được thư mục (${reason}); kiểm tra quyền đọc`,
    "dossier-without-files": () => "có trong danh mục nhưng chưa thấy tệp nào",
    "scan-resolution-low": ({ dpi, required, files }) =>
      files === undefined
        ? `ảnh quét chỉ ${dpi} dpi, nên từ ${required} dpi trở lên`
        : `${files} tệp quét dưới ${required} dpi, thấp nhất ${dpi} dpi`,
    "text-layer-missing": ({ files }) =>
      files === undefined
        ? "chỉ có ảnh, chưa có lớp chữ để tìm kiếm"
        : `${files} tệp chỉ có ảnh, chưa có lớp chữ để tìm kiếm, ví dụ tệp này`,
    "secret-file-present": ({ paper, level, where }) =>
      `${paper === undefined ? "" : `tệp của ${paper} `}mang dấu ${secrecyLevels[level] ?? level} (thấy ở ${
        { register: "danh mục", "file-name": "tên tệp hoặc thư mục", "first-page": "trang văn bản" }[where]
      }): chỉ kê vào danh sách, không đưa vào gói bàn giao`,
    "denouncer-exposed": ({ where }) =>
      where === "file-name"
        ? "tên tệp lộ tên người tố cáo hoặc người có đơn; nên đổi tên tệp trước khi bàn giao"
        : `${exposing[where]} lộ tên người tố cáo hoặc người có đơn; khi bàn giao tên này được thay bằng mã`,
  },
  failures: {
    "file-not-in-inventory": ({ path }) => ({
      problem: `trong kho làm việc không có tệp “${path}”.`,
      hint: "Quét thư mục chứa tệp trước: bangiao inventory scan <thư mục>. Tên có dấu cách thì đặt trong ngoặc kép.",
    }),
    "slot-unknown-for-type": ({ slot, type, slots }) => ({
      problem:
        type === ""
          ? `hồ sơ chưa rõ loại nên không có mục “${slot}”.`
          : `hồ sơ loại ${type} không có mục “${slot}”.`,
      hint:
        slots.length > 0
          ? `Các mục của loại này: ${list(slots)}.`
          : "Ghi loại hồ sơ trước: bangiao inventory edit dossier <số hồ sơ> type=<loại>",
    }),
  },
  commands: {
    scan: {
      summary: "Quét thư mục tài liệu: nhận dạng tệp, gắn vào hồ sơ, nêu chỗ cần xem",
      more: "Chỉ đọc, không sửa, không chuyển, không xoá tệp nào. Lần quét sau chỉ đọc những tệp mới hoặc đã thay đổi.",
      words: { folder: "thư mục cần quét, có thể ghi nhiều thư mục" },
    },
    assign: {
      summary: "Gắn tệp vào hồ sơ, vào đúng tài liệu hoặc đúng mục",
      words: {
        file: "tệp cần gắn: đường dẫn, thư mục (mọi tệp chưa gắn trong đó), hoặc @số của tệp",
        "--dossier": "số, ký hiệu hồ sơ",
        "--slot": "mã mục trong hồ sơ, ví dụ KTCH.QD hoặc QD",
        "--document": "số, ký hiệu văn bản hoặc thứ tự của tài liệu trong hồ sơ",
      },
    },
    settle: {
      summary: "Hỏi từng tệp chưa gắn được để gắn vào hồ sơ; không có ai trả lời thì liệt kê",
      more: "Mỗi câu trả lời được ghi ngay. Dừng lúc nào cũng được; lần sau hỏi tiếp những tệp còn lại.",
      words: {},
    },
  },
  formats,
  ignored,
  scan: {
    heading: ({ folder, files, bytes }) => `Đã quét “${folder}”: ${files} tệp, ${bytes}`,
    read: ({ read, unchanged }) => `${read} tệp đọc lần này, ${unchanged} tệp không đổi từ lần trước`,
    attached: ({ count, created, createdText }) =>
      `${count} tệp đã gắn vào tài liệu${created > 0 ? ` (mở thêm ${createdText} tài liệu chưa có trong danh mục)` : ""}`,
    unassigned: (count) => `${count} tệp chưa gắn được`,
    ignored: ({ count, reasons }) => `${count} mục bỏ qua: ${list(reasons)}`,
    withheld: (count) => `${count} tệp mang dấu mật: chỉ kê tên, không đưa vào gói`,
    vanished: (count) => `${count} tệp lần trước có, nay không còn thấy`,
    toLookAt: "Cần xem",
    group: ({ count, severity }) => `${severity} (${count})`,
    more: (count) => `… còn ${count} nữa; xem đủ bằng --format json`,
    unassignedHeading: "Chưa gắn được",
    noDossier: "không khớp hồ sơ nào",
    draft: "tên ghi là dự thảo",
    maybe: ({ dossier, paper, percent, reasons }) =>
      `có thể là ${dossier}${paper === "" ? "" : `, ${paper}`} (${percent} %${reasons.length > 0 ? `: ${reasons.join("; ")}` : ""})`,
    reasons: {
      inFolder: "nằm trong thư mục của hồ sơ này",
      folder: "danh mục ghi thư mục này",
      fileName: "danh mục ghi tên tệp này",
      reference: (reference) => `số hồ sơ ${reference}`,
      type: (type) => `loại ${type.charAt(0).toLowerCase()}${type.slice(1)}`,
      subject: (subject) => `đối tượng “${subject}”`,
      year: (year) => `năm ${year}`,
      papers: (papers) => `${papers} văn bản trong thư mục có trong danh mục`,
      number: (number) => `số ${number}`,
      date: (date) => `ngày ${date}`,
      order: (place) => `theo thứ tự tệp trong thư mục thì là tài liệu thứ ${place} của danh mục`,
      words: (words) => `có chữ “${words}”`,
      abstract: "trích yếu giống",
    },
    assignHint: "gắn bằng lệnh",
    next: "Tiếp theo",
    allDone: "Mọi tệp đều đã có chỗ.",
  },
  assign: {
    done: ({ path, dossier, paper }) => `Đã gắn “${path}” vào hồ sơ ${dossier}: ${paper}`,
    created: "tài liệu mới mở",
    withheld: "mang dấu mật, không đưa vào gói",
    noSlot: "chưa rõ mục",
  },
  settle: {
    begin: (count) => `Còn ${count} tệp chưa chắc thuộc tài liệu nào. Xem và gắn từng tệp ngay bây giờ?`,
    heading: ({ index, total, path }) => `Tệp ${index}/${total}: ${path}`,
    facts: ({ format: kind, pages, size }) =>
      [kind, ...(pages === null ? [] : [`${pages} trang`]), size].join(", "),
    because: (dossier, reasons) => `Hồ sơ ${dossier}: ${reasons === "" ? "chưa có căn cứ rõ" : reasons}`,
    question: "Tệp này thuộc về đâu?",
    candidate: ({ dossier, paper, percent }) =>
      `Hồ sơ ${dossier}${paper === "" ? "" : `, ${paper}`} (${percent} %)`,
    alike: ({ count, dossier }) =>
      `Gắn cả ${count} tệp cùng thư mục này vào hồ sơ ${dossier}, mỗi tệp theo đề xuất đầu của nó`,
    other: "Hồ sơ khác, tự ghi số…",
    open: "Mở tệp ra xem",
    skip: "Để sau",
    stop: "Dừng ở đây",
    whichDossier: "Số, ký hiệu hồ sơ:",
    whichPaper: "Mã mục (ví dụ QD) hoặc số văn bản; để trống nếu chưa rõ:",
    opened: "Đã gọi chương trình xem tệp.",
    cannotOpen: "Không mở được tệp bằng chương trình của máy này.",
    done: ({ assigned, left }) =>
      `Đã gắn ${assigned} tệp${left > 0 ? `; còn ${left} tệp, hỏi tiếp bằng lệnh: bangiao inventory settle` : "; không còn tệp nào chờ"}.`,
    nothing: "Không có tệp nào chờ gắn.",
  },
};
