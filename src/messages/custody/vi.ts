import type { Finding, FindingCode } from "../../model/finding.js";
import { manifestVi } from "../manifest/vi.js";
import { signatureVi } from "../signature/vi.js";
import { auditVi } from "./audit-vi.js";
import type { CustodyMessages } from "./messages.js";
import { overviewVi } from "./overview-vi.js";
import { planVi } from "./plan-vi.js";
import { runningVi } from "./running-vi.js";

const some = (items: string[]): string =>
  items.length <= 5 ? items.join(", ") : `${items.slice(0, 5).join(", ")} và ${items.length - 5} mục nữa`;

/** What is wrong with acts: with what they say, or with their signatures. */
const actFindings: Partial<Record<FindingCode, unknown>> = {
  ...manifestVi.findings,
  ...signatureVi.findings,
};
const textOf = ({ code, details }: Finding): string =>
  (actFindings[code] as (details: unknown) => string)(details);

/** The code of the unit that the register names for a case, where it is one of those that may receive it. */
const codeHinted = (hints: { reference: string; code: string | null }[], reference: string): string | null =>
  hints.find((hint) => hint.reference === reference)?.code ?? null;

export const custodyVi: CustodyMessages = {
  running: runningVi,
  audit: auditVi,
  overview: overviewVi,
  plan: planVi,
  failures: {
    "manifest-has-errors": ({ errors, dossiers }) => ({
      problem: `còn ${errors} chỗ sai chưa giải trình${dossiers.length > 0 ? ` ở hồ sơ ${some(dossiers)}` : ""}, chưa lập bản kê được.`,
      hint: "Xem từng chỗ: bangiao check. Giải trình: bangiao explain <số hồ sơ> <vị trí>. Vẫn bàn giao và ghi rõ trong bản kê: thêm --with-errors",
    }),
    "manifest-empty": ({ waiting }) => ({
      problem:
        waiting > 0
          ? `không còn hồ sơ nào cho lần bàn giao này; ${waiting} hồ sơ đã có trong bản kê khác hoặc giao cho đơn vị khác.`
          : "kho làm việc chưa có hồ sơ nào để bàn giao.",
      hint:
        waiting > 0
          ? "Lập lại cả với hồ sơ đã có trong bản kê trước: thêm --again"
          : "Nhập danh mục trước: bangiao inventory import <danh-muc.xlsx>",
    }),
    "manifest-changed": ({ id, path }) => ({
      problem: `tệp bản kê của ${id} (${path}) không còn đúng như lúc lập.`,
      hint: "Không dùng tệp này nữa. Lấy lại từ bản sao lưu, hoặc lập bản kê mới: bangiao manifest create",
    }),
    "acts-too-many": ({ path, acts, limit }) => ({
      problem: `thư mục ${path} có ${acts} văn bản ký, quá mức ${limit} của một lần bàn giao.`,
      hint: "Mỗi lần bàn giao để trong một thư mục riêng, chỉ gồm bản kê và các văn bản ký của lần đó, rồi chạy lại.",
    }),
    "act-refused": ({ id, findings }) => ({
      problem: `không ký thêm được vào lần bàn giao ${id}: ${findings.map(textOf).join("; ")}.`,
      hint: `Xem các văn bản hiện có: bangiao manifest acts ${id}`,
    }),
    "act-by-itself": ({ path }) => ({
      problem: `tệp “${path}” là văn bản ký kèm, chỉ kiểm tra được cùng bản kê và các văn bản trước nó.`,
      hint: "Lưu vào lần bàn giao của nó: bangiao manifest accept-act <tệp>. Xem tất cả: bangiao manifest acts, hoặc bangiao manifest acts <manifest.json> khi chưa có kho làm việc",
    }),
    "act-is-receipt": ({ path }) => ({
      problem: `tệp “${path}” là biên nhận, không phải văn bản ký kèm khác.`,
      hint: "Lưu biên nhận: bangiao manifest accept-receipt <tệp>",
    }),
    "manifest-not-signed": ({ id }) => ({
      problem: `bản kê ${id} chưa được ký.`,
      hint: `Ký trước: bangiao manifest sign ${id} --key <tên khoá>`,
    }),
    "manifest-already-signed": ({ id }) => ({
      problem: `bản kê ${id} đã được ký, không ký lại.`,
      hint: `Xem bản kê: bangiao manifest show ${id}. Cần sửa thì lập bản kê mới: bangiao manifest create --again`,
    }),
    "receiver-is-giver": ({ code, name }) => ({
      problem: `${name} (${code}) chính là đơn vị đang bàn giao.`,
      hint: "Mã đơn vị cũ và mới có thể trùng nhau: ghi rõ tên đơn vị nhận bằng --to-name.",
    }),
    "cases-without-successor": ({ references, candidates, hints }) => ({
      problem: `địa bàn chia cho nhiều đơn vị, chưa rõ ai tiếp tục giải quyết: ${some(references)}.`,
      hint: `Nêu từng vụ việc: ${references
        .slice(0, 2)
        .map((one) => `--cases "${one}=${codeHinted(hints, one) ?? "<mã>"}"`)
        .join(" ")}. ${
        hints.length > 0
          ? `Ghi chú trong danh mục (cần xác nhận): ${hints.map(({ reference, unit }) => `${reference} chuyển ${unit}`).join("; ")}. `
          : ""
      }Các đơn vị có thể nhận: ${candidates.map(({ code, name }) => `${code} ${name}`).join(", ")}.`,
    }),
    "dossier-conflict": ({ reference, unit }) => ({
      problem: `trong kho đã có hồ sơ ${reference} của ${unit} với nội dung khác.`,
      hint: "Không ghi đè hồ sơ đã có. Hỏi lại bên giao vì sao có hai hồ sơ cùng số.",
    }),
    "decisions-wrong": ({ references, problem }) => ({
      problem: {
        missing: `chưa trả lời về hồ sơ ${some(references)}.`,
        unknown: `gói bàn giao không có hồ sơ ${some(references)}.`,
        "reason-missing": `hồ sơ ${some(references)} bị từ chối hoặc nhận có bảo lưu mà chưa nêu lý do.`,
        "taken-already": `hồ sơ ${some(references)} đã nhận vào kho, không thể từ chối bằng biên nhận khác.`,
      }[problem],
      hint:
        problem === "taken-already"
          ? "Trả lại hồ sơ đã nhận bằng một lần bàn giao: bangiao manifest create"
          : "Trả lời từng hồ sơ: --template <tệp.csv> để lập bảng, --answers <tệp.csv> để đọc lại. Nhận tất cả: --accept-all",
    }),
    "answers-wrong": ({ path, rows }) => ({
      problem:
        rows.length === 0
          ? `“${path}” không phải bảng trả lời: thiếu cột “Số hồ sơ” hoặc “Trả lời”.`
          : `bảng trả lời “${path}” có chỗ không hiểu: ${some(
              rows.map(
                ({ row, problem, text }) =>
                  `dòng ${row}, ${
                    {
                      "dossier-unknown": `gói không có hồ sơ “${text}”`,
                      "answer-unknown": `không hiểu câu trả lời “${text}”`,
                      "answers-differ": `hồ sơ “${text}” có hai câu trả lời khác nhau`,
                    }[problem]
                  }`,
              ),
            )}.`,
      hint:
        rows.length === 0
          ? "Lập bảng trống: thêm --template <tệp.csv>"
          : "Ở cột “Trả lời” ghi: nhận, nhận có bảo lưu, hoặc từ chối; ở cột “Lý do” ghi vì sao.",
    }),
    "plan-not-read": ({ path, row }) => ({
      problem: `không đọc được bảng sắp xếp “${path}”: sai ở dòng ${row}.`,
      hint: "Bảng phải có các cột old_code, old_name, old_type, old_district, new_code, new_name, new_type, share, share_detail; mã gồm 5 chữ số.",
    }),
    "custody-papers-missing": ({ id, path }) => ({
      problem: `không còn đủ giấy tờ của lần bàn giao trước ${id} (bản kê, biên nhận, chữ ký) ở “${path}”.`,
      hint: "Gói bàn giao tiếp phải kèm giấy tờ này. Nhận lại gói cũ để lấy lại, hoặc khôi phục thư mục từ bản sao lưu.",
    }),
    "supplement-without-first": ({ id, first }) => ({
      problem: `${id} bổ sung cho lần bàn giao ${first}, nhưng lần đó chưa được nhận ở đây.`,
      hint: `Nhận gói ${first} trước, rồi nhận gói bổ sung.`,
    }),
    "case-not-open": ({ reference }) => ({
      problem: `hồ sơ ${reference} đã kết thúc, không phải vụ việc đang giải quyết.`,
      hint: "Hồ sơ đã kết thúc giao thành một khối cho một đơn vị; bỏ hồ sơ này khỏi --cases.",
    }),
    "unit-unknown": ({ code }) => ({
      problem: `chưa biết đơn vị mã ${code}.`,
      hint: 'Ghi thêm tên đơn vị: --to-name "Phường …"',
    }),
    "unit-ambiguous": ({ code, candidates }) => ({
      problem: `mã ${code} chỉ nhiều đơn vị: ${candidates.join(", ")}.`,
      hint: "Ghi rõ tên đơn vị nhận bằng --to-name.",
    }),
    "volume-size-malformed": ({ given }) => ({
      problem: `“${given}” không phải dung lượng của một tập.`,
      hint: "Ghi như 4G, 700M hoặc 4.2GiB; 4G là 4 tỉ byte, như ghi trên vỏ thẻ nhớ.",
    }),
    "package-exists": ({ path }) => ({
      problem: `đã có gói “${path}”, không ghi đè.`,
      hint: "Chọn thư mục khác bằng --out, hoặc cất gói cũ đi nơi khác.",
    }),
    "package-stopped": ({ files }) => ({
      problem: `không đóng gói được vì có tệp không còn như lúc thống kê: ${some(files)}.`,
      hint: "Quét lại rồi lập bản kê mới: bangiao inventory scan, bangiao manifest create --again",
    }),
    "package-not-valid": ({ verdict, path }) => ({
      problem:
        verdict === "untrusted"
          ? `chưa nhận được gói “${path}” vì chưa tin chứng thư của bên giao.`
          : `không nhận gói “${path}” vì gói không hợp lệ.`,
      hint:
        verdict === "untrusted"
          ? "Đối chiếu mã nhận dạng với bản giấy rồi thêm --fingerprint <mã>, hoặc chạy: bangiao trust add"
          : `Xem sai ở đâu: bangiao verify "${path}"`,
    }),
    "package-for-other-unit": ({ expected, receiver }) => ({
      problem: `gói này gửi cho ${receiver}, không phải cho ${expected}.`,
      hint: "Chuyển gói cho đúng đơn vị nhận.",
    }),
    "receipt-not-valid": ({ path, reason }) => ({
      problem: `biên nhận “${path}” không dùng được: ${reason}.`,
      hint: "Đề nghị bên nhận gửi lại cả tệp .receipt.json và tệp .p7s.",
    }),
    "receipt-conflict": ({ id }) => ({
      problem: `lần bàn giao ${id} đã có biên nhận khác.`,
      hint: "Mỗi bản kê chỉ có một biên nhận. Bên nhận trả lời lại: thêm --replace để biên nhận sau ghi rõ là thay cho biên nhận trước.",
    }),
    "comparison-not-possible": ({ path, reason }) => ({
      problem: `không so được “${path}”: ${reason}.`,
      hint: "So được hai bản kê, hai gói hoặc hai mã bàn giao; hoặc một biên nhận (.receipt.json) với một trong những thứ đó.",
    }),
  },
  commands: {
    receive: {
      summary: "kiểm tra gói bàn giao, nhận hồ sơ vào kho và ký biên nhận",
      more: "Tệp được chép vào kho của bên nhận thành phông riêng. Chạy lại bao nhiêu lần cũng ra một kết quả.",
      words: {
        package: "gói bàn giao .zip; gói nhiều tập thì ghi tất cả các tập",
        "--accept-all": "nhận tất cả hồ sơ",
        "--template": "chỉ lập bảng .csv để ghi câu trả lời về từng hồ sơ, chưa nhận gì",
        "--answers": "đọc câu trả lời về từng hồ sơ từ bảng .csv đó: nhận, nhận có bảo lưu, từ chối",
        "--replace": "biên nhận này thay cho biên nhận đã gửi trước đây của cùng lần bàn giao",
        "--key": "tên khoá ký biên nhận",
        "--passphrase-fd": "đọc mật khẩu của khoá từ luồng số này, cho chương trình tự động",
        "--fingerprint": "mã nhận dạng chứng thư bên giao, đọc từ bản giấy",
        "--person": "người ký thay mặt bên nhận",
        "--position": "chức vụ của người ký",
        "--out": "nơi ghi biên nhận để gửi lại; không ghi thì ghi vào thư mục hiện tại",
      },
    },
    log: {
      summary: "xem nhật ký: đã làm gì, lúc nào, ai làm",
      words: { "--dossier": "chỉ xem những việc liên quan đến hồ sơ này và các lần bàn giao có nó" },
    },
    logExport: {
      summary: "ghi nhật ký ra tệp: .json kèm chuỗi mã băm để kiểm tra, .csv để đọc",
      words: { file: "tệp .json hoặc .csv sẽ ghi" },
    },
    logVerify: {
      summary: "kiểm tra nhật ký có bị sửa hay không",
      more: "Dòng bị sửa, đổi chỗ, bỏ ra hay chèn vào đều bị phát hiện. Riêng việc cắt bỏ những dòng cuối, hoặc tính lại toàn bộ chuỗi, thì chỉ biết được khi có mã băm đã ghi ở nơi khác (trên giấy, trong bản log export gửi đi): thêm --noted.",
      words: { "--noted": "mã băm của một dòng, đã ghi ở nơi khác; dòng ấy phải còn trong nhật ký" },
    },
  },
  way: {
    heading: "Đường đi của hồ sơ",
    origin: ({ unit }) => `lập tại ${unit}`,
    step: ({ id, at, giver, receiver, answer }) => `${id}, lập ${at}: ${giver} → ${receiver}; ${answer}`,
    answered: ({ outcome, at }) => `bên nhận trả lời: ${outcome}, lúc ${at}`,
    noReceipt: "không thấy biên nhận",
  },
  receive: {
    notValid: "Chưa nhận gì cả. Gói bàn giao chưa qua được bước kiểm tra:",
    done: ({ id, giver }) => `Đã nhận bàn giao ${id} của ${giver} và ký biên nhận.`,
    again: ({ id }) => `Lần bàn giao ${id} đã nhận từ trước, không có gì thay đổi.`,
    counts: ({ accepted, reserved, refused, files, bytes }) =>
      `Nhận ${accepted} hồ sơ, nhận có bảo lưu ${reserved}, từ chối ${refused}; ${files} tệp (${bytes}).`,
    replaced: "Biên nhận này thay cho biên nhận trước; gửi lại cho bên giao.",
    template: ({ path, dossiers }) =>
      `Đã lập bảng trả lời cho ${dossiers} hồ sơ: ${path}. Ghi cột “Trả lời” (nhận, nhận có bảo lưu, từ chối) và “Lý do”, lưu lại dạng .csv, rồi chạy lại với --answers.`,
    columns: {
      id: "Mã hồ sơ",
      reference: "Số hồ sơ",
      answer: "Trả lời",
      what: "Về việc",
      why: "Lý do",
      title: "Tiêu đề hồ sơ",
      status: "Tình trạng",
      documents: "Số tài liệu",
      files: "Số tệp",
      exceptions: "Bên giao đã báo",
    },
    status: { open: "đang giải quyết", closed: "đã kết thúc" },
    outcomes: {
      accepted: "nhận",
      "accepted-with-reservation": "nhận có bảo lưu",
      refused: "từ chối",
    },
    ask: {
      dossier: ({ at, of, reference }) => `Hồ sơ ${at}/${of}, số ${reference}: trả lời thế nào?`,
      rest: "nhận hồ sơ này và tất cả hồ sơ còn lại",
      alike: ({ count, type }) => `nhận cả ${count} hồ sơ ${type} chưa trả lời`,
      stop: "Dừng ở đây, lần sau trả lời tiếp",
      begun: ({ answered, of }) =>
        `Lần trước đã trả lời ${answered}/${of} hồ sơ của gói này, chưa ký biên nhận.`,
      goOn: ({ left }) => `Trả lời tiếp ${left} hồ sơ còn lại`,
      useThem: "Dùng các câu trả lời ấy để ký biên nhận",
      anew: "Trả lời lại từ đầu",
      kept: ({ answered, of }) =>
        `Đã giữ câu trả lời cho ${answered}/${of} hồ sơ; chưa ký gì. Chạy lại lệnh nhận để làm tiếp.`,
      what: "Bảo lưu về việc gì (để trống nếu về cả hồ sơ)?",
      why: "Vì sao?",
      whyNeeded: "Phải nêu lý do.",
      contents: ({ documents, files }) => `${documents} tài liệu, ${files} tệp:`,
      noFile: "không có tệp",
      withheld: "tài liệu mật, giao riêng",
      declared: "Bên giao đã báo:",
    },
    remark: ({ reference, outcome, remarks }) => `${reference}: ${outcome}. ${remarks}`,
    kept: ({ folder }) => `Tệp nằm ở: ${folder}`,
    receipt: ({ path }) => `Biên nhận để gửi lại bên giao: ${path} (kèm tệp .p7s)`,
    openCases: ({ count }) => `${count} vụ việc đang giải quyết cần tiếp tục ngay.`,
    next: "Xem hồ sơ đã nhận",
  },
  log: {
    empty: "Nhật ký chưa có gì.",
    actions: {
      "workspace-created": "tạo kho làm việc",
      "registers-imported": "nhập danh mục",
      "folder-scanned": "quét thư mục",
      "files-assigned": "gắn tệp vào hồ sơ",
      "key-created": "tạo khoá ký",
      "key-imported": "nhập khoá ký",
      timestamped: "lấy dấu thời gian cho chữ ký",
      "trust-added": "tin chứng thư",
      "trust-removed": "thôi tin chứng thư",
      "revocation-list-added": "thêm danh sách chứng thư bị thu hồi",
      "plan-imported": "nhập phương án sắp xếp",
      "manifest-created": "lập bản kê",
      "act-filed": "lưu văn bản ký kèm",
      "act-signed": "ký văn bản kèm theo",
      "manifest-signed": "ký bản kê",
      "package-created": "đóng gói",
      received: "nhận bàn giao",
      "receipt-accepted": "lưu biên nhận",
      "inventory-edited": "sửa hồ sơ, tài liệu bằng tay",
      "names-revealed": "xem tên người được bảo vệ",
      checked: "kiểm tra hồ sơ",
      explained: "ghi giải trình",
      "rules-chosen": "chọn bộ quy tắc",
    },
    labels: {
      unit: "đơn vị",
      key: "khoá",
      registers: "danh mục:",
      documents: "tài liệu:",
      read: "tệp đã đọc:",
      attached: "đã gắn:",
      created: "tài liệu mới:",
      rows: "dòng:",
      receiver: "bên nhận",
      giver: "bên giao",
      dossiers: "hồ sơ:",
      files: "tệp:",
      bytes: "byte:",
      accepted: "nhận:",
      reserved: "bảo lưu:",
      refused: "từ chối:",
      sha256: "mã băm",
      manifest: "bản kê",
      receipt: "biên nhận",
      fingerprint: "chứng thư",
      dossier: "hồ sơ",
      document: "tài liệu",
      fields: "mục:",
      errors: "lỗi:",
      warnings: "cảnh báo:",
      explained: "đã giải trình:",
      slot: "giấy tờ",
      packs: "bộ quy tắc:",
    },
    columns: {
      seq: "Số",
      at: "Lúc",
      actor: "Người làm",
      action: "Việc",
      about: "Nội dung",
      sha256: "Mã băm",
    },
    exported: ({ path, entries }) => `Đã ghi ${entries} dòng nhật ký vào ${path}.`,
    lastDigest: ({ digest }) => `Mã băm dòng cuối: ${digest}`,
    by: ({ actor }) => `người làm: ${actor}`,
    whole: ({ entries, digest }) => `Nhật ký nguyên vẹn: ${entries} dòng, mã băm dòng cuối ${digest}.`,
    broken: ({ seq }) => `Nhật ký đã bị sửa: dòng ${seq} không khớp với dòng trước nó.`,
    notedThere: "Dòng có mã băm đã ghi vẫn còn.",
    notedGone:
      "Không còn dòng nào mang mã băm đã ghi: nhật ký đã bị cắt bớt, bị lập lại, hoặc mã băm này của nhật ký khác.",
    limit:
      "Việc cắt bỏ những dòng cuối thì chuỗi mã băm không tự cho biết: hãy ghi mã băm dòng cuối ra giấy, lần sau kiểm tra bằng --noted <mã băm>.",
  },
};
