import type { HouseMessages } from "./messages.js";

const list = (items: string[]): string => items.join(", ");

/** What the operating system answered, in words; an answer that is not in the list is shown as it came. */
const systemReasons: Record<string, string> = {
  refused: "bị từ chối vì không an toàn",
  unknown: "không rõ nguyên nhân",
  EACCES: "không có quyền",
  EPERM: "không có quyền",
  ENOENT: "không còn ở đó",
  EBUSY: "chương trình khác đang dùng",
  EISDIR: "đây là thư mục, không phải tệp",
  ENOTDIR: "đây là tệp, không phải thư mục",
  EROFS: "ổ đĩa chỉ cho đọc",
  EIO: "ổ đĩa đọc ghi bị lỗi",
  ENOSPC: "ổ đĩa hết chỗ",
  EMFILE: "mở quá nhiều tệp cùng lúc",
  ENAMETOOLONG: "tên quá dài",
  EEXIST: "đã có sẵn",
};
const why = (reason: string): string => systemReasons[reason] ?? reason;

export const houseVi: HouseMessages = {
  failures: {
    "unknown-command": ({ command, nearest }) => ({
      problem: `không có lệnh “${command}”.`,
      hint: nearest
        ? `Có phải bạn muốn gõ: bangiao ${nearest}? Xem tất cả các lệnh: bangiao --help`
        : "Xem tất cả các lệnh: bangiao --help",
    }),
    "unknown-option": ({ option, nearest }) => ({
      problem: `không có tuỳ chọn “${option}”.`,
      hint: nearest ? `Có phải bạn muốn gõ ${nearest}?` : "Thêm --help sau lệnh để xem các tuỳ chọn của nó.",
    }),
    "argument-missing": ({ argument }) => ({
      problem: `còn thiếu “${argument}”.`,
      hint: "Thêm --help sau lệnh để xem cách viết đầy đủ.",
    }),
    "too-many-arguments": ({ command }) => ({
      problem: `lệnh “${command}” không nhận nhiều giá trị như vậy.`,
      hint: "Nếu tên có dấu cách, đặt cả tên trong ngoặc kép.",
    }),
    "option-value-missing": ({ option }) => ({
      problem: `sau tuỳ chọn ${option} phải có giá trị.`,
      hint: "Thêm --help sau lệnh để xem cách viết đầy đủ.",
    }),
    "options-missing": ({ options }) => ({
      problem: `còn thiếu: ${list(options)}.`,
      hint: "Viết thêm các tuỳ chọn này, hoặc chạy lệnh trong cửa sổ dòng lệnh để được hỏi từng mục.",
    }),
    "option-value-not-allowed": ({ option, value, allowed }) => ({
      problem: `${option} không nhận giá trị “${value}”.`,
      hint: `Các giá trị được nhận: ${list(allowed)}.`,
    }),
    "options-conflict": ({ options }) => ({
      problem: `không dùng cùng lúc được: ${list(options)}.`,
      hint: "Chỉ giữ lại một trong các tuỳ chọn này.",
    }),
    "answer-needs-terminal": ({ question }) => ({
      problem: `cần người trả lời câu hỏi “${question}” nhưng lệnh không chạy trong cửa sổ dòng lệnh.`,
      hint: "Chạy lệnh trong cửa sổ dòng lệnh, hoặc ghi câu trả lời bằng tuỳ chọn (xem --help).",
    }),
    "workspace-not-found": ({ folder }) => ({
      problem: `chưa có kho làm việc nào trong “${folder}” và các thư mục chứa nó.`,
      hint: "Tạo kho làm việc: bangiao init. Nếu đã có ở nơi khác: thêm --workspace <thư mục>.",
    }),
    "workspace-exists": ({ folder }) => ({
      problem: `“${folder}” đã là kho làm việc, không tạo lại để khỏi mất dữ liệu đã có.`,
      hint: "Cứ dùng tiếp kho này, hoặc chọn thư mục khác: bangiao init --workspace <thư mục>",
    }),
    "store-busy": ({ holder }) => ({
      problem: holder
        ? `lệnh “${holder.command}” (tiến trình ${holder.pid}, chạy từ ${holder.since}) đang dùng kho làm việc.`
        : "một lệnh khác đang dùng kho làm việc.",
      hint: "Chờ lệnh kia xong rồi chạy lại.",
    }),
    "store-damaged": ({ path, reason }) => ({
      problem: `không đọc được cơ sở dữ liệu “${path}” (${reason}).`,
      hint: "Đừng xoá tệp này. Chép cả thư mục .bangiao sang nơi khác rồi lấy lại bản sao lưu gần nhất.",
    }),
    "store-newer": ({ path, version, known }) => ({
      problem: `“${path}” do phiên bản bangiao mới hơn tạo ra (dữ liệu bản ${version}, chương trình này hiểu đến bản ${known}).`,
      hint: "Cài phiên bản bangiao mới hơn rồi chạy lại.",
    }),
    "dossier-not-found": ({ reference, nearest }) => ({
      problem: `không có hồ sơ số “${reference}”.`,
      hint:
        nearest.length > 0
          ? `Hồ sơ gần giống: ${list(nearest)}. Xem tất cả: bangiao inventory list`
          : "Xem các hồ sơ đang có: bangiao inventory list",
    }),
    "dossier-ambiguous": ({ reference, candidates }) => ({
      problem: `số “${reference}” chỉ nhiều hồ sơ: ${list(candidates)}.`,
      hint: "Ghi rõ đơn vị lập trước số hồ sơ, như trong danh sách trên.",
    }),
    "document-not-found": ({ document, dossier, candidates }) => ({
      problem: `hồ sơ ${dossier} không có tài liệu “${document}”.`,
      hint:
        candidates.length > 0
          ? `Các tài liệu của hồ sơ: ${list(candidates)}.`
          : `Xem hồ sơ: bangiao inventory show ${dossier}`,
    }),
    "field-unknown": ({ field, allowed, nearest }) => ({
      problem: `không có mục “${field}”.`,
      hint: nearest ? `Có phải “${nearest}”? Các mục: ${list(allowed)}.` : `Các mục: ${list(allowed)}.`,
    }),
    "field-value-not-allowed": ({ field, value, allowed }) => ({
      problem: `mục “${field}” không nhận giá trị “${value}”.`,
      hint: `Giá trị được nhận: ${allowed}.`,
    }),
    "handover-not-found": ({ id, known }) => ({
      problem: id ? `không có đợt bàn giao “${id}”.` : "chưa có đợt bàn giao nào.",
      hint:
        known.length > 0
          ? `Các đợt đang có: ${list(known)}.`
          : "Lập bản kê trước: bangiao manifest create --to <mã đơn vị nhận>",
    }),
    "file-not-found": ({ path }) => ({
      problem: `không tìm thấy tệp “${path}”.`,
      hint: "Kiểm tra lại tên tệp; nếu tên có dấu cách thì đặt trong ngoặc kép.",
    }),
    "folder-not-found": ({ path }) => ({
      problem: `không tìm thấy thư mục “${path}”.`,
      hint: "Kiểm tra lại tên thư mục; nếu tên có dấu cách thì đặt trong ngoặc kép.",
    }),
    "file-not-readable": ({ path, reason }) => ({
      problem: `không đọc được “${path}” (${why(reason)}).`,
      hint: "Kiểm tra quyền đọc; nếu tệp đang mở trong chương trình khác thì đóng lại rồi chạy lại.",
    }),
    "file-not-writable": ({ path, reason }) => ({
      problem: `không ghi được “${path}” (${why(reason)}).`,
      hint: "Kiểm tra quyền ghi vào thư mục; nếu tệp đang mở trong chương trình khác thì đóng lại rồi chạy lại.",
    }),
    "file-exists": ({ path }) => ({
      problem: `“${path}” đã có, không ghi đè.`,
      hint: "Chọn tên hoặc thư mục khác.",
    }),
    "disk-full": ({ path, needed, free }) => ({
      problem: `ổ đĩa chứa “${path}” không đủ chỗ${
        needed === undefined || free === undefined
          ? ""
          : ` (cần ${Math.ceil(needed / 1e6)} MB, còn ${Math.floor(free / 1e6)} MB)`
      }.`,
      hint: "Giải phóng bớt chỗ hoặc chọn ổ đĩa khác rồi chạy lại; chưa có gì bị ghi dở.",
    }),
    "file-too-large": ({ path, size, limit }) => ({
      problem: `“${path}” quá lớn (${size} byte, tối đa ${limit} byte).`,
      hint: "Kiểm tra xem có chọn nhầm tệp không.",
    }),
  },
  program: {
    summary: "Bàn giao hồ sơ kiểm tra, giám sát, kỷ luật khi sáp nhập đơn vị cấp xã",
    headings: {
      usage: "Cách dùng:",
      arguments: "Giá trị:",
      options: "Tuỳ chọn:",
      globalOptions: "Tuỳ chọn chung:",
      commands: "Lệnh:",
      default: "mặc định",
    },
    usage: { options: "[tuỳ chọn]", command: "<lệnh>" },
    helpOption: "xem hướng dẫn",
    versionOption: "xem số phiên bản",
    globalOptions: {
      workspace:
        "thư mục của kho làm việc (hoặc BANGIAO_WORKSPACE); nếu không ghi, tìm từ thư mục hiện tại trở lên",
      lang: "ngôn ngữ: vi hoặc en (hoặc BANGIAO_LANG)",
      format: "dạng kết quả in ra: text, json …",
      quiet: "chỉ in kết quả, không in lời nhắn",
      "no-color": "không dùng màu (hoặc NO_COLOR)",
      progress: "báo tiến độ: auto, json hoặc none",
      debug: "in chi tiết kỹ thuật khi có lỗi",
    },
    formats: (names) => `Dạng kết quả (--format): ${names.join(", ")}`,
    moreHelp: (command) => `Hướng dẫn của từng lệnh: ${command} <lệnh> --help`,
  },
  problem: (text) => `Lỗi: ${text}`,
  hint: (text) => `Việc cần làm: ${text}`,
  bug: ({ version }) =>
    `Lỗi: chương trình bangiao ${version} gặp sự cố ngoài dự kiến. Dữ liệu của bạn không bị thay đổi dở dang.\n` +
    "Việc cần làm: chạy lại với --debug và gửi toàn bộ phần in ra cho người phụ trách chương trình.",
  interrupted: "Đã dừng theo yêu cầu; không có gì bị ghi dở.",
  yes: "có",
  no: "không",
  severities: { error: "lỗi", warning: "cảnh báo", info: "lưu ý" },
  stages: {
    walking: "Đang tìm tệp",
    inspecting: "Đang xem tệp",
    digesting: "Đang tính mã kiểm tra",
    "reading-register": "Đang đọc danh mục",
    checking: "Đang kiểm tra hồ sơ",
    planning: "Đang xếp gói",
    packing: "Đang đóng gói",
    opening: "Đang mở gói",
    verifying: "Đang kiểm tra gói",
    copying: "Đang chép tệp",
    comparing: "Đang so sánh",
  },
  progress: {
    items: (stage, figure) =>
      `${figure} ${stage === "checking" ? "hồ sơ" : stage === "reading-register" ? "dòng" : stage === "comparing" ? "bản kê" : "tệp"}`,
    perSecond: (amount) => `${amount}/giây`,
    left: (seconds) => {
      if (seconds < 10) return "sắp xong";
      if (seconds < 55) return `còn khoảng ${Math.ceil(seconds / 10) * 10} giây`;
      const minutes = Math.max(1, Math.round(seconds / 60));
      if (minutes < 60) return `còn khoảng ${minutes} phút`;
      const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
      return `còn khoảng ${hours} giờ${rest === 0 ? "" : ` ${rest} phút`}`;
    },
  },
  words: {
    dossierTypes: {
      KTCH: "kiểm tra chấp hành",
      KTDH: "kiểm tra khi có dấu hiệu vi phạm",
      GSCD: "giám sát chuyên đề",
      KLDV: "kỷ luật đảng viên",
      KLTC: "kỷ luật tổ chức đảng",
      GQTC: "giải quyết tố cáo",
      GQKN: "giải quyết khiếu nại kỷ luật",
      KTTCD: "kiểm tra tài chính đảng",
      KTNV: "kiểm tra nhiệm vụ kiểm tra, giám sát",
      CTBC: "chương trình, báo cáo, sổ sách",
      DONTHU: "đơn thư",
      DCSH: "đình chỉ sinh hoạt",
      GSTX: "giám sát thường xuyên",
    },
    slotStates: {
      present: "có",
      missing: "thiếu",
      "not-applicable": "không phải có",
      unknown: "chưa rõ",
      "not-yet": "chưa đến bước",
      withheld: "tài liệu mật, giao riêng",
      "paper-only": "chỉ có bản giấy",
      "held-elsewhere": "cơ quan khác đang giữ",
    },
    documentStates: {
      present: "có",
      withheld: "tài liệu mật, giao riêng",
      "paper-only": "chỉ có bản giấy",
      "held-elsewhere": "cơ quan khác đang giữ",
    },
    carriers: { paper: "giấy", digital: "điện tử", mixed: "giấy và điện tử" },
    secrecy: { none: "không mật", mat: "Mật", "toi-mat": "Tối mật", "tuyet-mat": "Tuyệt mật" },
    status: { open: "đang giải quyết", closed: "đã kết thúc" },
    unitKinds: { xa: "xã", phuong: "phường", "thi-tran": "thị trấn", "dac-khu": "đặc khu" },
    conditions: {
      issuer_not_cell: "hồ sơ do cấp trên chi bộ lập (không phải chi bộ)",
      object_org: "đối tượng là tổ chức đảng",
      object_member: "đối tượng là đảng viên",
      team: "có lập đoàn (tổ)",
      supplied: "đối tượng có cung cấp tài liệu",
      verified: "có thẩm tra, xác minh",
      held: "có làm việc với đối tượng",
      extended: "có gia hạn",
      scope_changed: "có thay đổi nội dung",
      members_changed: "có thay đổi thành viên đoàn (tổ)",
      expertise: "có trưng cầu giám định",
      signs_found: "phát hiện dấu hiệu vi phạm",
      transferred: "đã chuyển cơ quan có thẩm quyền",
      discipline_considered: "có xem xét kỷ luật",
      discipline_proposed: "chỉ đề nghị, cấp trên quyết định kỷ luật",
      discipline_imposed: "đã thi hành kỷ luật",
      no_discipline: "không thi hành kỷ luật",
      twin: "làm theo quy trình kết hợp (quy trình kép)",
      withdrawn: "người gửi đã rút đơn",
      not_accepted: "không thụ lý",
      rectification_due: "đã đến hạn báo cáo khắc phục",
      appeal: "có khiếu nại",
      prior_decision: "đã có quyết định giải quyết lần trước",
      secret: "có tài liệu mật",
      term_dossier: "là hồ sơ của cả nhiệm kỳ",
    },
  },
  commands: {
    init: {
      summary: "tạo kho làm việc của đơn vị",
      more: "Kho làm việc là thư mục .bangiao trong thư mục hiện tại. Mục nào chưa ghi thì chương trình sẽ hỏi.",
      words: {
        "--code": "mã đơn vị hành chính, 5 chữ số",
        "--name": "tên đơn vị, ví dụ “Phường Hồng Gai”",
        "--kind": "loại đơn vị: xa, phuong, thi-tran, dac-khu",
        "--organisation": "tên đảng uỷ",
        "--committee": "tên uỷ ban kiểm tra",
        "--province": "tỉnh, thành phố",
        "--fonds": "phông số",
        "--from": "ngày đơn vị bắt đầu hoạt động (YYYY-MM-DD)",
        "--until": "ngày cuối cùng đơn vị hoạt động (YYYY-MM-DD); bỏ trống nếu vẫn hoạt động",
        "--set-lang": "ngôn ngữ dùng cho kho này: vi hoặc en",
      },
    },
    inventory: { summary: "thống kê hồ sơ, tài liệu, tệp", words: {} },
    manifest: { summary: "lập, ký, xem bản kê bàn giao", words: {} },
    package: { summary: "đóng gói bàn giao", words: {} },
    key: { summary: "khoá ký của đơn vị", words: {} },
    trust: { summary: "chứng thư của đơn vị khác mà ta tin", words: {} },
  },
  init: {
    done: ({ unit, code, folder }) => `Đã tạo kho làm việc của ${unit} (mã ${code}) tại ${folder}`,
    next: "Bước tiếp theo: nhập danh mục hồ sơ",
    questions: {
      code: "Mã đơn vị hành chính (5 chữ số):",
      name: "Tên đơn vị:",
      until: "Ngày cuối cùng đơn vị hoạt động (YYYY-MM-DD, bỏ trống nếu vẫn hoạt động):",
      committee: "Tên uỷ ban kiểm tra:",
    },
    wrongCode: "Mã đơn vị gồm đúng 5 chữ số, ví dụ 06691",
  },
};
