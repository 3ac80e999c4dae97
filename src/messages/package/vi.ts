import type { PackageFindings } from "../../model/findings/package.js";
import type { PackageMessages } from "./messages.js";

const damage: Record<PackageFindings["zip-damaged"]["reason"], string> = {
  "no-end-record":
    "không tìm thấy phần kết thúc của tệp ZIP: tệp bị cắt cụt khi sao chép, hoặc không phải tệp ZIP",
  "end-record-torn": "phần kết thúc của tệp ZIP bị hỏng",
  "directory-outside": "mục lục của tệp ZIP trỏ ra ngoài tệp",
  "directory-torn": "mục lục của tệp ZIP bị hỏng, chỉ đọc được một phần",
  "several-discs": "tệp ZIP bị chia thành nhiều phần và đây không phải toàn bộ",
  "entry-count-wrong": "số mục ghi trong tệp ZIP không khớp với mục lục",
};

const fields: Record<PackageFindings["zip-header-differs"]["fields"][number], string> = {
  signature: "dấu hiệu đầu mục",
  name: "tên",
  flags: "cờ",
  method: "cách nén",
  time: "thời gian",
  crc: "mã kiểm tra",
  size: "kích thước",
  "compressed-size": "kích thước nén",
  version: "phiên bản",
};

const declaration: Record<PackageFindings["bag-declaration-wrong"]["problem"], string> = {
  "missing-line": "thiếu dòng",
  "line-malformed": "dòng viết sai mẫu",
  "extra-line": "có dòng thừa",
  "line-order": "dòng sai thứ tự",
};

const levels: Record<string, string> = { mat: "Mật", "toi-mat": "Tối mật", "tuyet-mat": "Tuyệt mật" };
const level = (code: string): string => levels[code] ?? code;
const number = (value: number): string => new Intl.NumberFormat("vi-VN").format(value);

export const packageVi: PackageMessages = {
  findings: {
    "zip-damaged": ({ reason }) => damage[reason],
    "zip-too-many-entries": ({ entries, limit }) =>
      `quá nhiều mục (${number(entries)}), chương trình chỉ mở gói có tối đa ${number(limit)} mục`,
    "zip-directory-too-large": ({ bytes, limit }) =>
      `mục lục của tệp ZIP quá lớn (${number(bytes)} byte, tối đa ${number(limit)})`,
    "zip-several-ends": ({ ends }) =>
      `tệp ZIP có ${number(ends)} phần kết thúc, mỗi chương trình có thể thấy nội dung khác nhau`,
    "zip-leading-data": ({ bytes }) => `có ${number(bytes)} byte lạ ở trước nội dung gói`,
    "zip-trailing-data": ({ bytes }) => `có ${number(bytes)} byte lạ ở sau nội dung gói`,
    "zip-hidden-data": ({ bytes }) => `có ${number(bytes)} byte giấu trong gói, không thuộc tệp nào`,
    "zip-entries-overlap": ({ other }) =>
      other === "" ? "chồng lên dữ liệu của tệp khác" : `chồng lên dữ liệu của “${other}”`,
    "zip-entry-outside": () => "dữ liệu nằm ngoài phạm vi của gói",
    "zip-entry-encrypted": () => "bị đặt mật khẩu, không đọc được",
    "zip-method-unsupported": ({ method }) => `nén bằng phương pháp lạ (mã số ${method}), không đọc được`,
    "zip-ratio-suspicious": ({ ratio }) =>
      `khai là giải nén ra gấp ${number(ratio)} lần, có thể là bẫy làm đầy máy; không mở`,
    "zip-size-lies": ({ declared, actual }) =>
      `kích thước khai sai: khai ${number(declared)} byte, thực tế ${number(actual)} byte`,
    "zip-header-differs": ({ fields: list }) =>
      `hai chỗ ghi trong tệp ZIP không khớp nhau: ${list.map((field) => fields[field]).join(", ")}`,
    "zip-crc-differs": ({ expected, actual }) =>
      `dữ liệu hỏng: mã kiểm tra phải là ${expected}, đọc được ${actual}`,
    "zip-data-damaged": () => "dữ liệu nén bị hỏng, không giải nén được",
    "package-repacked": () =>
      "gói đã được một chương trình khác đóng lại sau khi bangiao tạo ra; nội dung vẫn được kiểm tra như thường",
    "name-empty": () => "đường dẫn có phần tên trống",
    "name-absolute": () => "đường dẫn bắt đầu từ gốc ổ đĩa, có thể ghi đè tệp ngoài thư mục nhận",
    "name-drive": () => "đường dẫn có tên ổ đĩa, có thể ghi đè tệp ngoài thư mục nhận",
    "name-escapes": () => "đường dẫn thoát ra ngoài thư mục nhận",
    "name-backslash": () => "tên có dấu gạch chéo ngược",
    "name-control-character": () => "tên có ký tự điều khiển hoặc ký tự đảo chiều chữ để đánh lừa người đọc",
    "name-forbidden-character": () => "tên có ký tự mà Windows không cho dùng",
    "name-reserved": () => "tên bị Windows giữ riêng cho thiết bị, không mở được trên Windows",
    "name-trailing-dot-or-space": () =>
      "tên kết thúc bằng dấu chấm hoặc dấu cách, Windows sẽ đổi thành tên khác",
    "name-too-long": () => "tên quá dài hoặc nằm dưới quá nhiều cấp thư mục",
    "name-not-nfc": () => "tên viết bằng dấu tổ hợp (NFD), máy khác có thể coi là tên khác",
    "name-not-utf8": () => "tên không ghi bằng UTF-8, mỗi máy có thể đọc một khác",
    "name-duplicate": () => "có hai tệp cùng một tên trong gói",
    "name-case-collision": ({ other }) =>
      `chỉ khác “${other}” ở chữ hoa, chữ thường; trên Windows sẽ đè lên nhau`,
    "name-unicode-collision": ({ other }) => `trông giống hệt “${other}” nhưng ghi bằng mã khác`,
    "name-file-and-folder": () => "cùng một tên vừa là tệp vừa là thư mục",
    "entry-is-link": () => "là liên kết trỏ tới nơi khác, không phải tệp thật; không đi theo",
    "entry-is-device": () => "là thiết bị hoặc loại tệp đặc biệt, không phải tài liệu",
    "entry-unreadable": () => "không đọc được nội dung để kiểm tra",
    "bag-not-found": () => "không tìm thấy tệp bagit.txt: đây không phải gói bàn giao",
    "bag-several": ({ bags }) => `có nhiều gói trong một tệp: ${bags.map((bag) => bag || "./").join(", ")}`,
    "entry-outside-bag": () => "nằm ngoài thư mục của gói",
    "bag-declaration-wrong": ({ problem, text }) =>
      `bản khai của gói sai: ${declaration[problem]}${text === "" ? "" : ` “${text}”`}`,
    "bag-version-old": ({ version }) => `gói theo BagIt bản cũ ${version}`,
    "bag-version-unknown": ({ version }) => `không biết phiên bản BagIt “${version}”`,
    "bag-encoding-unsupported": ({ encoding }) => `không đọc được bảng mã “${encoding}”`,
    "bag-text-not-utf8": () => "nội dung không đúng bảng mã đã khai",
    "bag-byte-order-mark": () => "đầu tệp có dấu BOM thừa",
    "bag-line-not-understood": ({ line, text }) => `dòng ${number(line)} không hiểu được: “${text}”`,
    "bag-list-abandoned": ({ line }) =>
      `quá nhiều dòng, hoặc quá nhiều dòng không dùng được; từ dòng ${number(line)} trở đi không đọc nữa`,
    "bag-file-too-large": ({ bytes, limit }) =>
      `tệp mô tả quá lớn (${number(bytes)} byte, tối đa ${number(limit)})`,
    "bag-info-missing": () => "gói không có tệp bag-info.txt",
    "bag-info-label-repeated": ({ label }) => `mục “${label}” ghi nhiều lần`,
    "bag-oxum-missing": () => "không ghi tổng dung lượng và số tệp (Payload-Oxum)",
    "bag-oxum-not-understood": ({ text }) => `tổng dung lượng và số tệp ghi sai mẫu: “${text}”`,
    "bag-oxum-differs": ({ expected, actual }) =>
      `tổng số không khớp: khai ${number(expected.files)} tệp, ${number(expected.bytes)} byte; ` +
      `thực có ${number(actual.files)} tệp, ${number(actual.bytes)} byte`,
    "bag-manifest-missing": () => "gói không có danh sách mã băm của các tệp",
    "bag-tag-manifest-missing": () => "gói không có danh sách mã băm của các tệp mô tả",
    "bag-algorithm-weak": ({ algorithm }) => `mã băm ${algorithm} đã lỗi thời, không chống được làm giả`,
    "bag-list-doubled": ({ other }) => `cùng loại mã băm với ${other}, danh sách này không được dùng`,
    "bag-algorithm-unsupported": ({ algorithm }) =>
      `không biết loại mã băm “${algorithm}”, danh sách này không được dùng`,
    "bag-path-repeated": ({ manifest, conflicting }) =>
      `ghi hai lần trong ${manifest}${conflicting ? " với hai mã băm khác nhau" : ""}`,
    "bag-path-not-allowed": ({ manifest, line }) =>
      `đường dẫn không được phép, dòng ${number(line)} của ${manifest}`,
    "bag-path-spelled-differently": ({ manifest, found, how }) =>
      `${manifest} ghi tên này, trong gói lại là “${found}” (khác ${how === "case" ? "chữ hoa, chữ thường" : "cách ghi dấu"})`,
    "bag-file-missing": ({ manifest }) =>
      `thiếu trong gói${manifest === "" ? "" : `, dù có ghi trong ${manifest}`}`,
    "bag-file-extra": ({ manifest }) => `tệp thừa: không ghi trong ${manifest}`,
    "bag-tag-file-unlisted": () => "tệp kèm theo không được ghi trong danh sách mã băm",
    "bag-digest-differs": ({ manifest, expected, actual }) =>
      `nội dung đã bị thay đổi: ${manifest} ghi mã băm ${short(expected)}, đọc được ${short(actual)}`,
    "bag-fetch-refused": ({ files, missing }) =>
      missing > 0
        ? `gói thiếu ${number(missing)} tệp và bảo tải từ trên mạng về (fetch.txt); chương trình không tải gì cả`
        : `có danh sách ${number(files)} tệp để tải từ trên mạng (fetch.txt); các tệp đó đều đã có trong gói`,
    "volume-missing": ({ number: one, count }) =>
      `thiếu tập ${number(one)} trên tổng số ${number(count)} tập`,
    "volume-repeated": ({ number: one }) => `tập ${number(one)} được đưa vào hai lần`,
    "volume-foreign": ({ group, expected }) => `là tập của bộ khác (${group}), không thuộc ${expected}`,
    "volume-unmarked": ({ text }) =>
      text === "" ? "không ghi là tập thứ mấy" : `số tập ghi không hiểu được: “${text}”`,
    "volume-manifest-differs": ({ part }) =>
      part === "list"
        ? "bản kê trong tập này khác bản kê của tập đầu"
        : "chữ ký trong tập này khác chữ ký của tập đầu",
    "volume-too-small": ({ size, needed }) =>
      `mỗi tập ${number(size)} byte là quá nhỏ: cần ít nhất ${number(needed)} byte mới chứa được tệp này`,
    "handover-manifest-missing": () => "gói không có bản kê bàn giao",
    "handover-signature-missing": () => "bản kê chưa được ký",
    "handover-id-differs": ({ manifest, bag }) => `bản kê là của ${manifest}, nhưng gói ghi là ${bag}`,
    "handover-file-missing": () => "có trong bản kê nhưng không có trong gói",
    "handover-file-unlisted": () => "có trong gói nhưng không có trong bản kê",
    "handover-file-repeated": () => "ghi hai lần trong bản kê",
    "handover-size-differs": ({ expected, actual }) =>
      `dung lượng khác bản kê: bản kê ghi ${number(expected)} byte, thực có ${number(actual)} byte`,
    "paper-agrees": ({ signer }) =>
      signer ? "bản kê và người ký đúng như mã in trên giấy" : "bản kê đúng như mã in trên giấy",
    "paper-agrees-with-receipt": ({ receipt }) =>
      receipt
        ? "biên nhận, người ký biên nhận và bản kê đúng như mã in trên giấy"
        : "biên nhận trả lời đúng bản kê ghi trong mã trên giấy; giấy này in trước khi có biên nhận nên không xác nhận chính biên nhận",
    "paper-differs": ({ what, expected, found }) =>
      ({
        handover: `giấy nói về bàn giao ${expected}, còn đây là ${found}`,
        manifest: `bản kê không phải bản kê ghi trên giấy (mã băm ${short(found)}, trên giấy là ${short(expected)})`,
        certificate: `người ký không phải người ghi trên giấy (mã nhận dạng chứng thư ${short(found)}, trên giấy là ${short(expected)})`,
        giver: `người ký bản kê mà biên nhận nêu không phải người ghi trên giấy (mã nhận dạng chứng thư ${short(found)}, trên giấy là ${short(expected)})`,
        receipt: `biên nhận không phải biên nhận ghi trên giấy (mã băm ${short(found)}, trên giấy là ${short(expected)})`,
        receiver: `người ký biên nhận không phải người ghi trên giấy (mã nhận dạng chứng thư ${short(found)}, trên giấy là ${short(expected)})`,
      })[what],
    "handover-digest-differs": ({ expected, actual }) =>
      actual === ""
        ? "không đối chiếu được nội dung với bản kê vì không đọc được tệp"
        : `nội dung khác bản kê đã ký: bản kê ghi mã băm ${short(expected)}, đọc được ${short(actual)}`,
    "handover-secret-file": ({ level: code }) =>
      `tài liệu độ ${level(code)} mà lại kèm tệp: tài liệu mật không được đưa vào gói`,
    "package-secret-refused": ({ level: code }) =>
      `tài liệu độ ${level(code)}: tệp không được đưa vào gói, phải bàn giao theo quy định về bí mật nhà nước`,
  },
  commands: {
    create: {
      summary: "đóng gói bàn giao: một tệp ZIP gồm bản kê đã ký và mọi tệp ghi trong đó",
      more: "Mỗi tệp được đọc lại và so với mã băm trong bản kê. Có tệp nào đã thay đổi thì không tạo gói và nêu rõ từng tệp.",
      words: {
        id: "số bàn giao; không ghi thì lấy lần bàn giao mới nhất đã ký",
        "--out": "thư mục để đặt gói",
        "--volume-size":
          "chia gói thành nhiều tập không lớn hơn mức này (4G, 700M, …) để vừa thẻ nhớ hoặc đĩa",
        "--dry-run": "chỉ cho xem gói sẽ gồm những gì, không ghi gì cả",
      },
    },
    list: {
      summary: "xem trong gói có những gì, không giải nén",
      words: { package: "tệp ZIP hoặc thư mục của gói; gói nhiều tập thì ghi tất cả các tập" },
    },
    extract: {
      summary: "lấy các tệp trong gói ra một thư mục, tệp nào sai mã băm thì không lấy",
      more: "Các tập của một gói được lấy ra cùng một thư mục. Thiếu tập nào thì nêu tập ấy; tệp trong các tập còn lại vẫn được lấy.",
      words: {
        package:
          "tệp ZIP hoặc thư mục của gói; gói nhiều tập thì ghi tất cả các tập, theo thứ tự nào cũng được",
        "--to": "thư mục nhận, được tạo nếu chưa có",
      },
    },
    verify: {
      summary: "kiểm tra một gói bàn giao, một thư mục đã giải nén, riêng bản kê hoặc biên nhận",
      more:
        "Kết luận là một trong ba: hợp lệ; chưa rõ người ký; không hợp lệ. Lệnh chỉ trả về mã 0 khi hợp lệ.\n" +
        "Không giải nén ra ngoài, không đi theo liên kết, không tải gì từ mạng.\n" +
        "Biên nhận được đối chiếu với bản kê nó trả lời, nếu bản kê có trong kho làm việc, nằm cùng thư mục hoặc được ghi kèm.",
      words: {
        package: "tệp ZIP, thư mục, manifest.json hoặc biên nhận; gói nhiều tập thì ghi tất cả các tập",
        "--fingerprint":
          "mã nhận dạng chứng thư của bên giao, đọc từ biên bản giấy (64 chữ số thập lục phân)",
        "--paper":
          "mã đối chiếu in trên biên bản giao hoặc biên bản nhận, quét từ mã QR hoặc gõ lại; thay cho --fingerprint",
        "--bag": "chỉ kiểm tra tệp ZIP và gói BagIt, không cần bản kê bàn giao",
      },
    },
  },
  create: {
    planned: ({ id, path }) => `Gói ${id} sẽ được ghi vào ${path}`,
    written: ({ path, size }) => `Đã tạo gói ${path} (${size})`,
    plannedVolumes: ({ id, count, folder }) => `Gói ${id} sẽ được chia thành ${count} tập trong ${folder}`,
    writtenVolumes: ({ count, folder, size }) =>
      `Đã tạo gói gồm ${count} tập trong ${folder} (tổng cộng ${size}); phải giao đủ cả ${count} tập`,
    stopped: ({ id, errors }) =>
      `Chưa tạo được gói ${id}: có ${errors} lỗi. Không có tệp dở dang nào để lại.`,
    contents: ({ dossiers, files, size }) => `${dossiers} hồ sơ, ${files} tệp, ${size}`,
    nextAfterStop:
      "Quét lại thư mục, xem vì sao tệp thay đổi, rồi lập và ký bản kê mới; nếu tệp bị sửa nhầm thì khôi phục tệp cũ và đóng gói lại",
    next: "Kiểm tra lại gói trước khi giao",
  },
  list: {
    heading: ({ path }) => `Nội dung của ${path}`,
    noBag: "Không tìm thấy gói bàn giao trong tệp này.",
    notVerified: "Đây chỉ là danh sách; nội dung chưa được kiểm tra",
    total: ({ files, size }) => `${files} tệp, ${size}`,
    columns: { path: "Đường dẫn", size: "Dung lượng" },
  },
  extract: {
    done: ({ files, folder }) => `Đã lấy ${files} tệp ra thư mục ${folder}`,
    some: ({ files, failed, folder }) =>
      `Đã lấy ${files} tệp ra thư mục ${folder}; còn ${failed} lỗi sau đây`,
  },
  verify: {
    verdicts: {
      valid: "HỢP LỆ: gói còn nguyên vẹn, đúng với bản kê đã ký, và người ký đã được tin cậy.",
      untrusted:
        "CHƯA RÕ NGƯỜI KÝ: gói còn nguyên vẹn và đúng với bản kê đã ký, nhưng chưa có gì xác nhận người ký là ai.",
      invalid: "KHÔNG HỢP LỆ: không nhận gói này như hiện trạng.",
    },
    bagVerdicts: {
      valid: "GÓI NGUYÊN VẸN: tệp ZIP và gói BagIt đều đúng. Chữ ký và bản kê bàn giao không được kiểm tra.",
      invalid: "GÓI KHÔNG NGUYÊN VẸN.",
    },
    receiptVerdicts: {
      valid: "BIÊN NHẬN HỢP LỆ: đúng mẫu, chữ ký đúng, và người ký đã được tin cậy.",
      untrusted:
        "CHƯA RÕ NGƯỜI KÝ: biên nhận đúng mẫu và chữ ký đúng, nhưng chưa có gì xác nhận người ký là ai.",
      invalid: "BIÊN NHẬN KHÔNG HỢP LỆ.",
    },
    receiptCompared: {
      yes: "Đã đối chiếu, khớp với bản kê đã gửi.",
      no: "Chưa đối chiếu với bản kê đã gửi.",
    },
    receiptList: ({ path }) => `Đã đối chiếu với bản kê ${path}`,
    receipt: ({ id, created }) => `Biên nhận cho bàn giao ${id}, lập ${created}`,
    receiptCounts: ({ accepted, reserved, refused }) =>
      `nhận ${accepted} hồ sơ, nhận có bảo lưu ${reserved}, từ chối ${refused}`,
    receiptStages: { signature: "Chữ ký trên biên nhận", manifest: "Nội dung biên nhận" },
    stages: {
      container: "Tệp ZIP hoặc thư mục",
      declaration: "Bản khai của gói",
      completeness: "Đủ tệp, không thừa",
      digests: "Mã băm từng tệp",
      signature: "Chữ ký trên bản kê",
      trust: "Người ký",
      manifest: "Bản kê so với nội dung",
      acts: "Văn bản ký kèm",
      custody: "Các lần bàn giao trước",
    },
    outcomes: { passed: "đạt", failed: "KHÔNG ĐẠT", untrusted: "CHƯA RÕ", skipped: "bỏ qua" },
    counts: ({ error, warning, info }) =>
      [error && `${error} lỗi`, warning && `${warning} cảnh báo`, info && `${info} lưu ý`]
        .filter(Boolean)
        .join(", "),
    skipped: {
      "asked-for-bag-only": "chỉ yêu cầu kiểm tra gói",
      "no-bag": "không tìm thấy gói",
      "no-package": "chỉ có bản kê, không có gói",
      "only-receipt": "chỉ có biên nhận",
      "manifest-missing": "không có bản kê",
      "manifest-unreadable": "không đọc được bản kê",
      "signature-missing": "không có chữ ký",
      "signature-wrong": "chữ ký sai nên không xét người ký",
    },
    headings: { stages: "Các bước kiểm tra", findings: "Chi tiết", next: "Việc cần làm" },
    handover: ({ id, created }) => `Bàn giao ${id}, lập ${created}`,
    giver: "Bên giao",
    receiver: "Bên nhận",
    unit: ({ name, code, until }) => `${name} (mã ${code}${until ? `, hoạt động đến ${until}` : ""})`,
    contents: ({ dossiers, closed, open, documents, files, size }) =>
      `${dossiers} hồ sơ (${closed} đã kết thúc, ${open} đang giải quyết), ${documents} tài liệu, ${files} tệp, ${size}`,
    withheld: ({ count }) => `${count} tài liệu mật bàn giao riêng, không có trong gói`,
    signer: ({ name, at }) => `Người ký: ${name}${at ? `, khai ký lúc ${at}` : ""}`,
    selfMade: "Chứng thư do chính đơn vị tự tạo, không có cơ quan nào xác nhận.",
    trustedAs: ({ label }) => `Tin cậy theo: ${label}`,
    fingerprint: "Mã nhận dạng chứng thư",
    bag: ({ version, files, size, algorithms }) =>
      `Gói BagIt ${version}, ${files} tệp, ${size}, mã băm ${algorithms}`,
    manifestDigest: "Mã băm bản kê",
    volume: ({ number: one, count }) => `tập ${one} trên ${count}`,
    more: ({ count }) => `… và ${count} điểm nữa cùng loại; xem đủ bằng --format json`,
    next: {
      receive: "Nhận gói",
      compareFingerprint:
        "So mã nhận dạng trên với mã nhận dạng in trong biên bản giấy có chữ ký của bên giao. Nếu đúng, gõ lại lệnh kèm mã nhận dạng đó",
      askSender: "Báo bên giao các điểm nêu trên và xin gói khác",
      acceptReceipt: "Đối chiếu với bản kê đã gửi và lưu biên nhận",
      fileReceipt: "Lưu biên nhận vào kho làm việc",
      compareReceiver:
        "So mã nhận dạng trên với mã nhận dạng của bên nhận trên giấy (giấy biên nhận hoặc biên bản có chữ ký của bên nhận). Nếu đúng, gõ lại lệnh kèm mã nhận dạng đó",
      askReceiver: "Báo bên nhận các điểm nêu trên và xin biên nhận khác",
      keepReceipt: "Giữ nguyên biên nhận này làm chứng, không sửa gì trong đó.",
      allVolumes: "Lấy đủ các tập còn thiếu từ bên giao rồi kiểm tra tất cả cùng một lần",
      keepPackage: "Giữ nguyên gói này làm chứng, không sửa gì trong đó.",
      bagOnly: "Nếu đây không phải gói do bangiao tạo, chỉ kiểm tra phần gói",
    },
  },
};

/** Đầu của một mã băm, đủ để đối chiếu bằng mắt. */
function short(digest: string): string {
  return digest.length > 16 ? `${digest.slice(0, 16)}…` : digest;
}
