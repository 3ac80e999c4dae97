import type { RuleFailures } from "../../model/failures/rules.js";
import type { CheckFindings } from "../../model/findings/check.js";
import type { CheckMessages } from "./messages.js";
import { whyVi } from "./why-vi.js";

const day = (date: string): string => date.split("-").reverse().join("/");
const list = (items: string[]): string => items.join(", ");

const whyNoFile: Record<CheckFindings["document-without-file"]["reason"], string> = {
  "no-file": "có trong mục lục nhưng không có tệp, cũng không ghi là bản giấy",
  empty: "có trong mục lục nhưng tệp rỗng, không có nội dung",
  damaged: "có trong mục lục nhưng tệp bị hỏng, không mở được",
  unreadable: "có trong mục lục nhưng không đọc được tệp",
  vanished: "có trong mục lục nhưng tệp đã bị chuyển đi hoặc xoá sau lần quét trước",
};

const lackingWords = {
  step: "đã đến bước nào",
  "next-step": "việc tiếp theo",
  deadline: "thời hạn",
} as const;

export const checkVi: CheckMessages = {
  findings: {
    "document-missing": ({ name, slot }) => `thiếu “${name.vi}” (${slot})`,
    "document-without-file": ({ name, slot, label, reason }) =>
      name ? `thiếu “${name.vi}” (${slot}): ${whyNoFile[reason]}` : `“${label}” ${whyNoFile[reason]}`,
    "paper-not-listed": ({ slots }) =>
      `hồ sơ giấy chưa có mục lục văn bản: phải mở hộp mới biết đủ hay thiếu (${slots} loại giấy tờ chưa rõ)`,
    "slot-unknown": ({ name, slot }) => `chưa rõ có phải có “${name.vi}” (${slot}) hay không`,
    "original-missing": ({ name, slot }) => `chỉ có bản sao của “${name.vi}” (${slot}), chưa thấy bản chính`,
    "secret-withheld": ({ slot, level }) =>
      `tài liệu ${secrecyWords[level] ?? level}${slot ? ` (${slot})` : ""}: giao riêng theo quy định, không đưa tệp vào gói`,
    "type-unknown": () => "chưa biết hồ sơ thuộc loại nào nên chưa kiểm tra được giấy tờ phải có",
    "pack-not-found": () => "loại hồ sơ này chưa có bộ quy tắc, không kiểm tra giấy tờ phải có",
    "documents-out-of-order": ({ slot, date, before, beforeDate }) =>
      `ngày không theo trình tự: ${slot} đề ngày ${day(date)}, trước ${before} ngày ${day(beforeDate)}`,
    "date-outside-period": ({ date, from, until }) =>
      `ngày ${day(date)} nằm ngoài thời gian của hồ sơ (${from ? day(from) : "…"} – ${until ? day(until) : "…"})`,
    "issued-after-closing": ({ date, closing }) =>
      `ban hành ngày ${day(date)}, sau ngày cuối cùng của đơn vị (${day(closing)})`,
    "number-duplicate": ({ number, documents }) =>
      `số ${number} đã dùng cho văn bản khác: ${list(documents)}`,
    "number-gap": ({ issuer, type, numbers }) =>
      `chưa thấy các số ${list(numbers)} của loạt ${type}/${issuer}; có thể là văn bản mật hoặc để ở hồ sơ khác`,
    "page-count-differs": ({ declared, counted }) =>
      `số trang không khớp: mục lục ghi ${declared}, tệp có ${counted}`,
    "sheet-count-differs": ({ declared, counted, of }) =>
      of === "papers"
        ? `số tờ không khớp: hồ sơ ghi ${declared} tờ, cộng các văn bản được ${counted} tờ`
        : `số tờ không khớp: mục lục ghi ${declared} tờ, tệp có ${counted} trang`,
    "case-without-successor": () => "vụ việc đang giải quyết chưa ghi đơn vị nào làm tiếp",
    "case-without-next-step": ({ lacking }) =>
      `vụ việc đang giải quyết chưa ghi: ${list(lacking.map((one) => lackingWords[one]))}`,
    "obligation-open": ({ kind, date }) =>
      kind === "rectification"
        ? `chưa có báo cáo khắc phục sau kết luận${date ? ` (hạn ${day(date)})` : ""}`
        : kind === "discipline-in-force"
          ? `quyết định kỷ luật còn hiệu lực${date ? ` đến hết ngày ${day(date)}` : ""}`
          : "có khiếu nại chưa thấy kết quả giải quyết",
    "retention-missing": ({ usual }) =>
      `chưa ghi thời hạn bảo quản${usual ? ` (loại hồ sơ này thường là: ${usual.toLowerCase()})` : ""}`,
    "slot-state": ({ slot }) => `giấy tờ ${slot}`,
    "file-missing": () => "không còn tệp ở chỗ cũ",
    "file-changed": () => "nội dung tệp đã thay đổi sau lần quét trước",
  },
  failures: {
    "yaml-not-readable": ({ path, line, column, reason }) => ({
      problem: `không đọc được bộ quy tắc “${path}”, dòng ${line}, cột ${column}: ${yamlReasons[reason] ?? "viết sai cách"}.`,
      hint: "Sửa dòng này rồi thử lại: bangiao rules try <tệp>",
    }),
    "rule-pack-wrong": ({ path, line, column, problem, word, nearest, allowed }) => ({
      problem: `bộ quy tắc “${path}”, dòng ${line}, cột ${column}: ${packProblems[problem](word)}.`,
      hint: nearest
        ? `Có phải “${nearest}”?`
        : allowed && allowed.length > 0 && allowed.length <= 30
          ? `Các từ được dùng: ${list(allowed)}.`
          : "Sửa rồi thử lại: bangiao rules try <tệp>",
    }),
    "rule-code-unknown": ({ code, nearest }) => ({
      problem: `không có mã “${code}”.`,
      hint: nearest
        ? `Có phải “${nearest}”?`
        : "Mã giấy tờ có trong: bangiao rules show <loại hồ sơ>. Mã phát hiện có trong: bangiao check --format csv",
    }),
    "rule-pack-not-found": ({ name, known }) => ({
      problem: `không có bộ quy tắc “${name}”.`,
      hint: `Các bộ quy tắc đang có: ${list(known)}. Bộ quy tắc riêng thì ghi đường dẫn tới tệp.`,
    }),
  },
  commands: {
    check: {
      summary: "kiểm tra hồ sơ theo bộ quy tắc: thiếu gì, vì sao, làm gì tiếp",
      more: "Không ghi số hồ sơ thì kiểm tra tất cả. Không có --files thì lệnh này không đọc tệp, chỉ dựa vào danh mục và lần quét gần nhất.",
      words: {
        dossier: "số, ký hiệu hồ sơ",
        "--pack":
          "bộ quy tắc riêng của đơn vị (tệp .yaml), dùng thay bộ quy tắc cùng loại; ghi nhiều lần được",
        "--files": "đọc lại từng tệp và so với lần quét trước: mất, đổi, hỏng",
        "--since": "last: chỉ cho xem chỗ tốt lên, xấu đi so với lần kiểm tra tất cả gần nhất",
        "--out": "ghi kết quả vào tệp mới; đuôi .html, .xlsx, .csv, .json quyết định dạng",
        "--fail-on": "báo không đạt từ mức nào: error hoặc warning",
      },
    },
    explain: {
      summary: "giải trình giấy tờ thiếu: vì sao, ai chịu trách nhiệm, bao giờ có",
      more: "Giấy tờ vẫn được ghi là thiếu, nhưng đã có người giải trình, và vào danh sách ngoại lệ của bản kê.",
      words: {
        dossier: "số, ký hiệu hồ sơ",
        slot: "mã giấy tờ, ví dụ KTCH.BBTK hoặc BBTK; bỏ trống nếu giải trình cho cả hồ sơ",
        "--document": "số văn bản hoặc số thứ tự (#3), cho tài liệu chưa xếp vào loại giấy tờ nào",
        "--reason": "lý do",
        "--person": "người chịu trách nhiệm trả lời",
        "--due": "ngày hẹn bổ sung (YYYY-MM-DD, YYYY-MM hoặc YYYY)",
      },
    },
    rules: { summary: "các bộ quy tắc kiểm tra hồ sơ", words: {} },
    rulesList: { summary: "liệt kê các bộ quy tắc", words: {} },
    rulesShow: {
      summary: "xem một bộ quy tắc: giấy tờ phải có, điều kiện, căn cứ",
      words: { pack: "tên bộ quy tắc, loại hồ sơ (ví dụ KTCH) hoặc tệp .yaml" },
    },
    rulesTry: {
      summary: "thử một bộ quy tắc với các ví dụ ghi trong đó",
      words: { pack: "tệp .yaml hoặc tên bộ quy tắc" },
    },
    rulesExplain: {
      summary: "giải thích một mã: căn cứ, vì sao cần, thế nào là đúng, thế nào là sai",
      words: { code: "mã phát hiện (number-gap), mã giấy tờ (KTCH.BBTK) hoặc mã quy tắc (in-order)" },
    },
    rulesUse: {
      summary: "chọn bộ quy tắc riêng cho kho làm việc này",
      more: "Bộ quy tắc riêng được đọc và thử trước; viết sai thì không có gì thay đổi.",
      words: {
        file: "tệp .yaml, một hoặc nhiều",
        "--shipped": "trở lại chỉ dùng các bộ quy tắc kèm theo chương trình",
      },
    },
  },
  confidence: {
    S: "đã đối chiếu văn bản gốc",
    S2: "theo bản trích, chưa đối chiếu văn bản gốc",
    GK: "theo nếp làm việc, đơn vị có thể sửa",
  },
  demand: {
    always: "luôn phải có",
    ifPresent: "có thì liệt kê, không có cũng không thiếu",
    when: (conditions) => `phải có khi ${conditions}`,
    and: " và ",
    or: " hoặc ",
    not: (condition) => `không phải “${condition}”`,
  },
  report: {
    because: ({ source, confidence }) => `Căn cứ: ${source} (${confidence})`,
    cited: (number) => `Căn cứ [${number}]`,
    source: ({ source, confidence }) => `${source} (${confidence})`,
    sources: "Căn cứ",
    explainedMark: "đã giải trình",
    explained: ({ person, date, reason, due }) =>
      `${person}, ngày ${day(date)}: ${reason}${due ? `; hẹn bổ sung ${day(due)}` : ""}`,
    completeness: ({ there, due }) => `có ${there}/${due} giấy tờ phải có`,
    noPack: "không có bộ quy tắc",
    question: ({ conditions, papers }) =>
      `chưa rõ: ${list(conditions)}. Liên quan đến ${list(papers.map((paper) => `“${paper}”`))}`,
    ifFound: "Nếu có tệp:",
    ifLost: "Nếu không có:",
    ifYes: "Nếu đúng:",
    ifNo: "Nếu không:",
    ifNone: "Nếu đều không:",
    toDo: "Cần làm:",
    holes: {
      unit: "<mã đơn vị nhận>",
      file: "<tệp>",
      reason: "lý do",
      person: "họ tên",
      type: "<mã loại>",
      text: "nội dung",
      date: "<năm-tháng-ngày>",
      register: "<mục lục.xlsx>",
    },
    general: "Chung cho cả kho",
    tableTitle: "Mức đầy đủ của từng hồ sơ",
    columns: {
      dossier: "Hồ sơ",
      there: "Có/phải có",
      missing: "Thiếu",
      explained: "Đã giải trình",
      unknown: "Chưa rõ",
      notYet: "Chưa đến bước",
    },
    totals: ({ dossiers, complete, due, there }) =>
      `Đã kiểm tra ${dossiers} hồ sơ: ${complete} hồ sơ đủ; có ${there}/${due} giấy tờ phải có.`,
    counts: ({ error, warning, info, explained }) =>
      `${error} lỗi, ${warning} cảnh báo, ${info} lưu ý; ${explained} chỗ đã giải trình.`,
    nothing: "Không có điều gì phải xử lý.",
    next: "Không còn lỗi chưa giải trình. Bước tiếp theo:",
    asWorkbook: { lead: "Xem dạng bảng trong Excel:", file: "kiem-tra.xlsx" },
    csv: {
      dossier: "Hồ sơ",
      title: "Tiêu đề hồ sơ",
      severity: "Mức độ",
      code: "Mã",
      place: "Chỗ",
      message: "Nội dung",
      source: "Căn cứ",
      confidence: "Độ tin cậy của căn cứ",
      explained: "Giải trình",
      person: "Người giải trình",
      due: "Hẹn bổ sung",
    },
    files: ({ files, same, bytes }) =>
      `Đã đọc lại ${files} tệp (${bytes}): ${same} tệp đúng như lần quét trước.`,
    changes: {
      heading: ({ since, better, worse }) =>
        `So với lần kiểm tra ${since}: tốt lên ${better} chỗ, xấu đi ${worse} chỗ`,
      packsDiffer: "Bộ quy tắc đã khác lần trước; có chỗ khác nhau chỉ vì vậy.",
      worse: "Xấu đi (mới có, nặng hơn hoặc không còn giải trình)",
      better: "Tốt lên (đã hết, nhẹ hơn hoặc đã giải trình)",
      same: "Không có gì thay đổi.",
      noEarlier:
        "Chưa có lần kiểm tra nào trước đây để so sánh. Lần này được giữ lại để lần sau so sánh: bangiao check",
      totals: ({ thereBefore, dueBefore, there, due }) =>
        `Giấy tờ phải có: trước ${thereBefore}/${dueBefore}, nay ${there}/${due}.`,
    },
    page: {
      title: "Kết quả kiểm tra hồ sơ",
      made: ({ at }) => `Kiểm tra lúc ${at}`,
      packs: (names) => `Bộ quy tắc: ${list(names)}`,
      contents: "Mức đầy đủ của từng hồ sơ",
      toDo: "Việc cần làm",
    },
    sheets: { findings: "Việc cần xử lý", dossiers: "Hồ sơ", slots: "Giấy tờ phải có" },
    slotColumns: { slot: "Mã giấy tờ", name: "Giấy tờ", demand: "Khi nào phải có", state: "Tình trạng" },
    type: "Loại hồ sơ",
    written: ({ path }) => `Đã ghi kết quả vào ${path}`,
  },
  explain: {
    done: ({ reference, paper, person, due }) =>
      `Đã ghi giải trình cho hồ sơ ${reference}: ${paper}. Người chịu trách nhiệm: ${person}${due ? `, hẹn bổ sung ${day(due)}` : ""}.`,
    wholeDossier: "cả hồ sơ",
    notMissing: ({ paper, state }) => `Lưu ý: ${paper} hiện không phải là thiếu (${state}).`,
  },
  why: whyVi,
  explainCode: {
    right: "Đúng:",
    wrong: "Sai:",
    severity: (severity) => `Mức độ: ${severity}`,
    held: (name) => `Có “${name}”: tệp mở được, bản giấy, hoặc cơ quan khác đang giữ.`,
    missed: (name) => `Phải có “${name}” mà không thấy ở đâu, cũng chưa ai giải trình.`,
  },
  rules: {
    uses: "Từ nay kho làm việc này dùng thêm bộ quy tắc riêng:",
    usesShipped: "Từ nay kho làm việc này chỉ dùng các bộ quy tắc kèm theo chương trình.",
    examplesWrong: (count) => `có ${count} ví dụ không đúng như đã ghi, xem:`,
    columns: {
      name: "Tên",
      version: "Bản",
      for: "Dùng cho",
      demands: "Số quy tắc",
      period: "Hồ sơ trong thời gian",
    },
    every: "mọi hồ sơ",
    period: ({ from, until }) =>
      from && until
        ? `${day(from)} – ${day(until)}`
        : from
          ? `từ ${day(from)}`
          : until
            ? `đến ${day(until)}`
            : "mọi thời gian",
    basis: "Văn bản áp dụng",
    retention: (period) => `Thời hạn bảo quản: ${period}`,
    demands: "Giấy tờ",
    others: "Quy tắc khác",
    words: (words) => `Nhận ra qua: ${list(words)}`,
    source: ({ source, confidence }) => `Căn cứ: ${source} (${confidence})`,
    tried: ({ name, examples, wrong }) =>
      wrong === 0
        ? `Bộ quy tắc ${name}: ${examples} ví dụ đều đúng như đã ghi.`
        : `Bộ quy tắc ${name}: ${wrong}/${examples} ví dụ không đúng như đã ghi.`,
    exampleFails: ({ line, shows }) => `Dòng ${line}: ${shows}`,
    stateDiffers: ({ slot, expected, actual }) =>
      `${slot}: kiểm tra ra “${actual}”${expected ? `, ví dụ ghi “${expected}”` : ", ví dụ không ghi"}`,
    findingMissing: (code) => `không phát hiện như ví dụ ghi: ${code}`,
    findingUnexpected: (code) => `phát hiện mà ví dụ không ghi: ${code}`,
  },
};

const secrecyWords: Record<string, string> = { mat: "Mật", "toi-mat": "Tối mật", "tuyet-mat": "Tuyệt mật" };

const packProblems: Record<RuleFailures["rule-pack-wrong"]["problem"], (word: string) => string> = {
  "key-unknown": (word) => `không có mục “${word}”`,
  "key-missing": (word) => `thiếu mục “${word}”`,
  "value-wrong": (word) => `giá trị “${word}” không dùng được ở đây`,
  "kind-unknown": (word) => `không có loại quy tắc “${word}”`,
  "condition-unknown": (word) => `không có điều kiện “${word}”`,
  "expression-unfinished": (word) => `“${word}” còn dở: thiếu dấu đóng ngoặc hoặc thiếu điều kiện ở cuối`,
  "operator-missing": (word) => `trước “${word}” thiếu “and” hoặc “or”`,
  duplicate: (word) => `“${word}” được ghi hai lần`,
};

const yamlReasons: Record<string, string> = {
  empty: "tệp không có nội dung",
  "not-utf-8": "tệp không phải mã UTF-8",
  "alias-not-allowed": "không dùng tham chiếu (&, *) trong bộ quy tắc",
  "duplicate-key": "một mục được ghi hai lần",
  "tab-as-indent": "lùi dòng bằng phím Tab, phải dùng dấu cách",
  "bad-indent": "lùi dòng không đều",
  "missing-char": "thiếu một dấu, ví dụ dấu ngoặc hoặc dấu phẩy",
  "nested-too-deeply": "lồng nhau quá nhiều tầng",
};
