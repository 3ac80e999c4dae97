import type { ManifestMessages } from "./messages.js";

const lists = { manifest: "bản kê", receipt: "biên nhận", act: "văn bản kèm theo" } as const;
const actKinds: Record<string, string> = {
  receipt: "biên nhận",
  "co-signature": "chữ ký cùng bên giao",
  witness: "xác nhận của người chứng kiến",
  supplement: "văn bản bổ sung",
  renewal: "xác nhận lưu giữ",
};
const actRoles: Record<string, string> = {
  giver: "bên giao",
  receiver: "bên nhận",
  witness: "người chứng kiến",
  keeper: "nơi lưu giữ",
};
const short = (digest: string): string => digest.slice(0, 16);
const sides = { giver: "bên giao", receiver: "bên nhận" } as const;
const papers = {
  manifest: "bản kê",
  signature: "chữ ký trên bản kê",
  receipt: "biên nhận",
  "receipt-signature": "chữ ký trên biên nhận",
} as const;
const priorHeads = { id: "mã", giver: "bên giao", receiver: "bên nhận", time: "thời điểm lập" } as const;
const custodyBreaks: Record<
  "gap" | "not-listed" | "other-reference" | "other-origin" | "earlier-way" | "refused",
  (handover: string) => string
> = {
  gap: (id) => `đường đi của hồ sơ bị đứt sau lần bàn giao ${id}: nơi đã nhận không phải nơi giao tiếp`,
  "not-listed": (id) => `lần bàn giao trước ${id} không có hồ sơ này`,
  "other-reference": (id) => `ở lần bàn giao trước ${id} hồ sơ này mang số khác`,
  "other-origin": (id) => `ở lần bàn giao trước ${id} hồ sơ này thuộc phông của đơn vị khác`,
  "earlier-way": (id) => `bản kê này không kể đủ những nơi hồ sơ đã qua trước lần bàn giao ${id}`,
  refused: (id) => `hồ sơ này đã bị từ chối ở lần bàn giao trước ${id}`,
};
const kinds: Record<string, string> = {
  text: "văn bản thường, không có ký tự điều khiển",
  "some-text": "văn bản, không để trống",
  date: "ngày, tháng hoặc năm có thật",
  time: "thời điểm theo giờ Việt Nam",
  count: "số nguyên không âm",
  boolean: "có hoặc không",
  sha256: "mã băm SHA-256",
  uuid: "mã định danh UUID",
  nonce: "32 chữ số thập lục phân",
  "handover-id": "mã bàn giao",
  "bag-path": "đường dẫn trong gói",
  list: "danh sách",
  record: "nhóm mục",
};
const kind = (expected: string): string => kinds[expected] ?? `một trong: ${expected.replaceAll("|", ", ")}`;

export const manifestVi: ManifestMessages = {
  findings: {
    "list-empty": ({ list }) => `${lists[list]} rỗng`,
    "list-too-large": ({ list, what, limit, line }) =>
      `${lists[list]} quá lớn (${{ file: "cả tệp", line: "một dòng", list: "một danh sách" }[what]} vượt ${limit}${line ? `, dòng ${line}` : ""})`,
    "list-byte-order-mark": ({ list }) =>
      `${lists[list]} có dấu BOM ở đầu tệp: tệp đã bị chương trình khác ghi lại`,
    "list-line-ending": ({ list, line, ending }) =>
      ending === "missing"
        ? `dòng cuối của ${lists[list]} (dòng ${line}) không kết thúc bằng dấu xuống dòng: tệp bị cắt hoặc bị sửa`
        : `dòng ${line} của ${lists[list]} xuống dòng kiểu Windows: tệp đã bị chương trình khác ghi lại`,
    "list-not-utf8": ({ list, line }) => `dòng ${line} của ${lists[list]} không phải là chữ UTF-8`,
    "list-format-unknown": ({ list, found, known }) =>
      `không phải ${lists[list]} dạng ${known}${found ? ` mà là “${found}”` : ""}`,
    "list-framing": ({ list, line, expected }) =>
      `dòng ${line} của ${lists[list]} không đúng khuôn${expected ? `, phải là ${expected}` : ", sau đó không được có gì"}`,
    "list-json-broken": ({ list, line, column }) =>
      `dòng ${line} của ${lists[list]} không đọc được từ cột ${column}`,
    "list-key-duplicate": ({ list, line, field }) =>
      `dòng ${line} của ${lists[list]}: mục “${field}” ghi hai lần`,
    "list-key-unknown": ({ list, line, field }) => `dòng ${line} của ${lists[list]}: mục lạ “${field}”`,
    "list-key-missing": ({ list, line, field }) => `dòng ${line} của ${lists[list]}: thiếu mục “${field}”`,
    "list-key-order": ({ list, line, field }) =>
      `dòng ${line} của ${lists[list]}: mục “${field}” không đúng thứ tự`,
    "list-not-nfc": ({ list, line, field }) =>
      `dòng ${line} của ${lists[list]}: “${field}” viết bằng Unicode tổ hợp (NFD), không phải dựng sẵn (NFC)`,
    "list-value-wrong": ({ list, line, field, expected }) =>
      `dòng ${line} của ${lists[list]}: giá trị của “${field}” không được nhận; phải là ${kind(expected)}`,
    "list-not-canonical": ({ list, line, column }) =>
      `dòng ${line} của ${lists[list]} viết khác cách quy định từ cột ${column}`,
    "list-findings-cut": ({ limit }) => `còn nhiều chỗ sai nữa, chỉ liệt kê ${limit} chỗ đầu`,
    "manifest-total-differs": ({ field, declared, counted }) =>
      `tổng số “${field}” ghi ${declared}, đếm được ${counted}`,
    "manifest-dossier-repeated": ({ what }) =>
      what === "id" ? "hồ sơ được liệt kê hai lần" : "hồ sơ không đứng đúng thứ tự của bản kê",
    "manifest-document-repeated": ({ id }) => `tài liệu ${id} được liệt kê hai lần`,
    "manifest-path-repeated": ({ path }) => `hai tệp cùng một chỗ trong gói: ${path}`,
    "manifest-secret-shown": ({ what }) =>
      `bản kê để lộ ${{ title: "tiêu đề", abstract: "trích yếu", signer: "người ký", notes: "nội dung", files: "tệp" }[what]} của tài liệu mật`,
    "manifest-parties-same": () => "bên giao và bên nhận là một đơn vị",
    "manifest-reference-wrong": ({ list, reference }) =>
      `danh sách “${list}” nhắc đến hồ sơ ${reference} không khớp với bản kê`,
    "receipt-other-handover": ({ expected, found }) =>
      `biên nhận của lần bàn giao ${found}, không phải ${expected}`,
    "receipt-other-manifest": ({ expected, found }) =>
      `biên nhận trả lời một bản kê khác (mã băm ${short(found)}…, bản đã gửi là ${short(expected)}…)`,
    "receipt-other-signature": ({ what, expected, found }) =>
      `biên nhận dẫn ${what === "signature" ? "chữ ký" : "chứng thư"} khác của bên giao (${short(found)}…, đúng ra là ${short(expected)}…)`,
    "receipt-other-party": ({ side, expected, found }) =>
      `${sides[side]} trong biên nhận là ${found}, trong bản kê là ${expected}`,
    "receipt-dossier-unknown": ({ reference }) =>
      `biên nhận nói đến hồ sơ ${reference} không có trong bản kê`,
    "receipt-dossier-unanswered": ({ reference }) => `biên nhận không trả lời về hồ sơ ${reference}`,
    "receipt-dossier-repeated": ({ reference }) => `biên nhận trả lời hai lần về hồ sơ ${reference}`,
    "receipt-reference-differs": ({ expected, found }) =>
      `biên nhận ghi số hồ sơ ${found}, bản kê ghi ${expected}`,
    "receipt-count-differs": ({ field, declared, counted }) =>
      `số liệu “${field}” của biên nhận ghi ${declared}, đếm được ${counted}`,
    "receipt-reason-missing": ({ outcome }) =>
      outcome === "refused" ? "từ chối nhận mà không nêu lý do" : "nhận có bảo lưu mà không nêu lý do",
    "receipt-earlier-than-manifest": ({ manifest, receipt }) =>
      `biên nhận đề ${receipt}, trước cả bản kê (${manifest})`,
    "act-role-wrong": ({ kind, role }) =>
      `vai của người ký (${actRoles[role] ?? role}) không hợp với loại văn bản (${actKinds[kind] ?? kind})`,
    "act-previous-missing": ({ previous }) =>
      `văn bản này nối sau một văn bản không có ở đây hoặc có chữ ký không đúng (SHA-256 ${short(previous)}…)`,
    "act-forked": ({ previous }) => `có hai văn bản cùng nối sau một văn bản (SHA-256 ${short(previous)}…)`,
    "act-repeated": () => "văn bản này bị nộp lặp lại",
    "act-earlier-than-previous": ({ previous, act }) =>
      `văn bản ghi lập lúc ${act}, trước văn bản mà nó nối sau (${previous})`,
    "act-two-roles": ({ certificate }) =>
      `một chứng thư (${short(certificate)}…) ký ở hai vai khác nhau trong cùng lần bàn giao`,
    "act-signed-twice": ({ certificate }) => `chứng thư ${short(certificate)}… đã ký bản kê này rồi`,
    "act-signer-not-giver": ({ certificate }) =>
      `người ký bổ sung (${short(certificate)}…) không phải người đã ký bản kê cho bên giao`,
    "act-known-missing": ({ kind, sha256 }) =>
      `thiếu ${actKinds[kind] ?? kind} đã ghi trong sổ của đơn vị (SHA-256 ${short(sha256)}…)`,
    "act-signer-changed": ({ kind, expected, found }) =>
      `${actKinds[kind] ?? "bản kê"} do chứng thư ${short(found)}… ký, còn sổ của đơn vị ghi chứng thư ký là ${short(expected)}…: đã bị ký lại bằng khoá khác`,
    "act-signer-untrusted": ({ kind, name, fingerprint }) =>
      `người ký ${actKinds[kind] ?? kind} (${name}) chưa được tin trên máy này (${short(fingerprint)}…); so mã nhận dạng với bản giấy rồi thêm bằng bangiao trust add`,
    "acts-too-many": ({ acts, limit }) => `gói kèm ${acts} văn bản ký, quá mức ${limit}`,
    "acts-too-large": ({ limit }) =>
      `các văn bản ký kèm gói lớn quá mức ${limit / 1024 / 1024} MB cộng lại, nên không văn bản nào được đọc`,
    "custody-paper-missing": ({ handover, what }) =>
      `gói thiếu ${papers[what]} của lần bàn giao trước ${handover}`,
    "custody-paper-differs": ({ handover, what, expected, found }) =>
      what === "manifest" || what === "receipt"
        ? `${papers[what]} của lần bàn giao trước ${handover} không phải tờ mà bản kê này dẫn (SHA-256 ${short(found)}…, đúng ra là ${short(expected)}…)`
        : `bản kê của lần bàn giao trước ${handover} ghi ${priorHeads[what]} là ${found}, bản kê này ghi ${expected}`,
    "custody-signer-untrusted": ({ handover, name, fingerprint }) =>
      `chưa tin chứng thư của ${name}, người đã ký ở lần bàn giao trước ${handover} (${short(fingerprint)}…)`,
    "custody-dossier-broken": ({ handover, problem }) => custodyBreaks[problem](handover),
    "receipt-same-signer": () =>
      "bản kê và biên nhận do cùng một khoá ký: một người không thể đứng cả hai bên",
  },
  commands: {
    create: {
      summary: "lập bản kê bàn giao",
      more: "Hồ sơ đã kết thúc giao thành một khối cho một đơn vị; vụ việc đang giải quyết giao cho đơn vị tiếp tục giải quyết (--cases).",
      words: {
        "--to": "mã đơn vị nhận",
        "--to-name": "tên đơn vị nhận, khi mã chưa gặp lần nào",
        "--cases": "vụ việc đang giải quyết và mã đơn vị tiếp tục, viết <số hồ sơ>=<mã>; ghi được nhiều lần",
        "--cases-only": "chỉ giao những vụ việc nêu ở --cases, không giao khối hồ sơ đã kết thúc",
        "--with-errors": "vẫn bàn giao dù còn chỗ sai chưa giải trình; bản kê sẽ ghi rõ điều đó",
        "--again": "lập lại cả với hồ sơ đã có trong bản kê trước",
        "--supplement":
          "mã lần bàn giao cần bổ sung: giao hồ sơ đã bị từ chối, hồ sơ có thêm tài liệu, hồ sơ mới tìm thấy",
        "--person": "người ký thay mặt bên giao",
        "--position": "chức vụ của người ký",
        "--to-person": "người ký thay mặt bên nhận",
        "--to-position": "chức vụ người ký bên nhận",
        "--basis": "căn cứ pháp lý, thay cho các căn cứ ghi sẵn; ghi được nhiều lần",
        "--also-basis":
          "thêm căn cứ vào sau các căn cứ ghi sẵn: quyết định về tổ chức đảng, kế hoạch bàn giao; ghi được nhiều lần",
        "--witness":
          "bên chứng kiến, viết <cơ quan>; <họ tên>; <chức vụ>, không biết người thì chỉ ghi cơ quan; ghi được nhiều lần",
        "--term-from": "ngày bắt đầu nhiệm kỳ, để tính số văn bản cuối cùng đã dùng",
        "--pack": "bộ quy tắc của đơn vị, dùng thay bộ có sẵn",
      },
    },
    act: {
      summary: "ký thêm một văn bản vào lần bàn giao: cùng ký, chứng kiến, bổ sung, xác nhận lưu giữ",
      more: "co-signature: thêm một người ký cho bên giao; witness: người chứng kiến; supplement: bên giao bổ sung sau; renewal: nơi lưu giữ xác nhận các văn bản trước còn nguyên. Mỗi văn bản nối sau văn bản cuối cùng.",
      words: {
        kind: "co-signature, witness, supplement hoặc renewal",
        id: "mã bàn giao; không ghi thì lấy lần mới nhất đã ký",
        "--key": "tên khoá ký",
        "--person": "họ tên người ký",
        "--position": "chức vụ người ký",
        "--organisation": "tổ chức của người ký; nếu không ghi, lấy tên đơn vị này",
        "--statement": "lời xác nhận, thay cho lời mẫu",
        "--item": "nội dung bổ sung hoặc lưu ý về một hồ sơ, dạng <số hồ sơ>=<nội dung>; lặp lại được",
        "--passphrase-fd": "đọc mật khẩu của khoá từ luồng số này, cho chương trình tự động",
      },
    },
    acceptAct: {
      summary: "kiểm tra và lưu một văn bản ký kèm do nơi khác gửi đến",
      more: "Văn bản ký cùng bên giao, chứng kiến, bổ sung do người khác ký trên máy khác. Chữ ký, người ký và chỗ nối với các văn bản đã có đều phải đúng thì mới lưu.",
      words: {
        act: "tệp .json của văn bản; chữ ký .p7s nằm bên cạnh",
        "--fingerprint": "mã nhận dạng chứng thư người ký, đọc từ bản giấy",
      },
    },
    acts: {
      summary: "kiểm tra biên nhận và mọi văn bản ký kèm của một lần bàn giao",
      words: {
        id: "mã bàn giao, hoặc tệp manifest.json có thư mục acts bên cạnh; không ghi thì lấy lần mới nhất đã ký",
      },
    },
    sign: {
      summary: "ký bản kê bằng khoá của bên giao",
      words: {
        id: "mã bàn giao; không ghi thì lấy bản kê mới nhất chưa ký",
        "--key": "tên khoá ký",
        "--signature": "tệp .p7s đã ký ở nơi khác trên chính tệp manifest.json này, thay cho --key",
        "--passphrase-fd": "đọc mật khẩu của khoá từ luồng số này, cho chương trình tự động",
      },
    },
    show: {
      summary: "xem bản kê",
      words: {
        manifest: "mã bàn giao hoặc tệp manifest.json; không ghi thì lấy bản kê mới nhất",
        "--full": "liệt kê cả tài liệu và tệp của từng hồ sơ",
      },
    },
    export: {
      summary: "xuất bản kê ra bảng tính",
      words: {
        manifest: "mã bàn giao hoặc tệp manifest.json",
        "--out": "tệp .csv hoặc .xlsx",
        "--list": "danh sách nào, khi ghi ra .csv",
      },
    },
    acceptReceipt: {
      summary: "kiểm tra và lưu biên nhận bên nhận gửi lại",
      words: {
        receipt: "tệp .receipt.json; chữ ký .p7s nằm bên cạnh",
        "--fingerprint": "mã nhận dạng chứng thư bên nhận, đọc từ bản giấy",
      },
    },
    diff: {
      summary:
        "so hai bản kê, hai gói bàn giao, hoặc một bản kê với danh mục hiện có; đối chiếu biên nhận với bản kê",
      words: {
        before:
          "bản kê trước: tệp, gói, mã bàn giao, hoặc thư mục làm việc (danh mục hiện có); hoặc tệp biên nhận .receipt.json",
        after: "bản kê hoặc thư mục làm việc để so với; hoặc bản kê mà biên nhận trả lời",
        "--out": "ghi kết quả vào tệp mới; đuôi .html, .xlsx, .json, .txt quyết định dạng",
      },
    },
  },
  show: {
    title: ({ id }) => `BẢN KÊ BÀN GIAO ${id}`,
    supplement: ({ id }) => `bổ sung cho bản kê ${id}`,
    madeAt: "Lập lúc",
    giver: "Bên giao",
    receiver: "Bên nhận",
    witness: "Chứng kiến",
    signed: "đã ký",
    notSigned: "chưa ký",
    digest: "Mã băm SHA-256",
    overridden: ({ errors }) => `Bàn giao khi còn ${errors} chỗ sai chưa giải trình.`,
    totals: ({ dossiers, closed, open, documents, files, bytes }) =>
      `${dossiers} hồ sơ (${closed} đã kết thúc, ${open} đang giải quyết), ${documents} tài liệu, ${files} tệp (${bytes})`,
    volume: ({ sheets, pages, boxes }) => `${sheets} tờ, ${pages} trang, ${boxes} hộp`,
    untyped: "chưa rõ loại",
    headings: {
      byType: "THEO LOẠI HỒ SƠ",
      closed: "HỒ SƠ ĐÃ KẾT THÚC",
      openCases: "VỤ VIỆC ĐANG GIẢI QUYẾT",
      obligations: "VIỆC CÒN PHẢI LÀM",
      withheld: "TÀI LIỆU MẬT, BÀN GIAO RIÊNG",
      exceptions: "THIẾU, HỎNG, Ở NƠI KHÁC",
      remaining: "HỒ SƠ KHÔNG THUỘC LẦN BÀN GIAO NÀY",
      lastNumbers: "SỐ VĂN BẢN CUỐI CÙNG ĐÃ DÙNG",
      responsibilities: "TRÁCH NHIỆM CÁC BÊN",
      legalBases: "CĂN CỨ",
      custody: "ĐÃ QUA CÁC LẦN BÀN GIAO",
    },
    columns: {
      reference: "Số hồ sơ",
      type: "Loại",
      title: "Tiêu đề",
      documents: "Tài liệu",
      files: "Tệp",
      dossiers: "Hồ sơ",
    },
    secretTitle: ({ level }) => `(hồ sơ ${level}, không ghi tiêu đề)`,
    step: "đã làm đến",
    nextStep: "việc tiếp theo",
    deadline: "hạn",
    team: "đoàn/tổ",
    successor: "tiếp tục giải quyết",
    noSuccessor: "chưa có đơn vị tiếp tục giải quyết",
    obligations: {
      rectification: ({ until }) => `chưa có báo cáo khắc phục${until ? `, hạn ${until}` : ""}`,
      discipline: ({ form, since, until }) =>
        `${form}${since ? `, công bố ${since}` : ", chưa rõ ngày công bố"}${until ? `, hết hiệu lực ${until}` : ", chưa tính được ngày hết hiệu lực"}`,
      complaint: "khiếu nại đang giải quyết",
    },
    withheld: ({ number, date, level, sheets }) =>
      `${number ?? "không số"}${date ? `, ${date}` : ""}, ${level}${sheets === null ? "" : `, ${sheets} tờ`}`,
    exceptions: {
      missing: "thiếu",
      damaged: "hỏng, không mở được",
      "held-elsewhere": "bản chính ở nơi khác",
      unanswered: "chưa rõ có phải có không",
    },
    explained: ({ reason, person, due }) => `giải trình: ${reason} — ${person}${due ? `, hẹn ${due}` : ""}`,
    notExplained: "chưa giải trình",
    remaining: {
      "goes-to-other-receiver": "giao cho đơn vị khác",
      "in-other-handover": "đã có trong bản kê khác",
      "no-successor": "chưa rõ giao cho ai",
    },
    lastNumber: ({ number, date }) => `${number}${date ? ` (${date})` : ""}`,
    sides: { giver: "Bên giao", receiver: "Bên nhận" },
    nothing: "không có",
  },
  create: {
    done: ({ id, receiver }) => `Đã lập bản kê ${id}, giao cho ${receiver}.`,
    remaining: ({ count }) => `${count} hồ sơ không thuộc lần bàn giao này, có ghi trong bản kê.`,
    forms: { witness: "<cơ quan>; <họ tên>; <chức vụ>", successor: "<số hồ sơ>=<mã đơn vị>" },
    guessedReceiver: ({ name }) => `Đơn vị nhận lấy từ bảng sắp xếp đơn vị hành chính: ${name}.`,
    next: "Xem lại rồi ký",
  },
  act: {
    kinds: actKinds,
    done: ({ kind, id }) => `Đã ký xong ${kind} của lần bàn giao ${id}.`,
    next: "Gửi cho các bên hai tệp này:",
    heading: ({ id }) => `Các văn bản ký kèm của lần bàn giao ${id}`,
    none: ({ id }) => `Lần bàn giao ${id} chưa có văn bản ký kèm nào.`,
  },
  sign: {
    done: ({ id, signer }) => `Đã ký bản kê ${id} bằng chứng thư của ${signer}.`,
    fingerprint: "Mã nhận dạng chứng thư, ghi vào biên bản giấy",
    next: "Đóng gói",
  },
  export: { done: ({ path, rows }) => `Đã ghi ${rows} dòng vào ${path}.` },
  acceptAct: {
    filed: ({ id, kind }) => `Đã lưu ${kind} của lần bàn giao ${id}.`,
    again: ({ id, kind }) => `Văn bản này (${kind}) của lần bàn giao ${id} đã lưu từ trước.`,
    refused: "Không lưu văn bản này vì có chỗ sai:",
    notReadable: "Không lưu gì cả vì tệp này không phải văn bản ký kèm nguyên vẹn:",
    compare: "So mã nhận dạng chứng thư của người ký với bản giấy rồi chạy lại kèm mã đó:",
  },
  acceptReceipt: {
    accepted: ({ id, receiver }) => `Biên nhận của ${receiver} cho lần bàn giao ${id} đúng và đã được lưu.`,
    again: ({ id }) => `Biên nhận này của lần bàn giao ${id} đã lưu từ trước.`,
    refused: ({ id }) => `Không lưu biên nhận của lần bàn giao ${id} vì có chỗ sai:`,
    notReadable: "Không lưu gì cả vì tệp này không phải biên nhận nguyên vẹn:",
    untrusted: ({ fingerprint }) =>
      `Chưa tin chứng thư của bên nhận (${fingerprint}). Đối chiếu với bản giấy rồi chạy: bangiao trust add`,
    counts: ({ accepted, reserved, refused }) =>
      `Nhận ${accepted} hồ sơ, nhận có bảo lưu ${reserved}, từ chối ${refused}.`,
    remark: ({ what, why }) => (what ? `${what}: ${why}` : why),
  },
  diff: {
    same: "Hai bản kê giống nhau.",
    sameInventory: "Không có gì khác nhau.",
    sides: { before: "Trước", after: "Sau" },
    inventory: ({ unit }) => `danh mục hiện có của ${unit}`,
    otherIds: ({ dossiers, documents }) =>
      `${dossiers} hồ sơ, ${documents} tài liệu giống nhau nhưng mang mã định danh khác (danh mục được lập lại từ đầu)`,
    setAside: ({ remaining, otherFonds }) =>
      `Không so: ${[
        ...(remaining > 0 ? [`${remaining} hồ sơ bản kê ghi là không thuộc lần bàn giao này`] : []),
        ...(otherFonds > 0 ? [`${otherFonds} hồ sơ của đơn vị khác`] : []),
      ].join("; ")}.`,
    merged: ({ from, into }) => `${from.join(", ")} → ${into} (gộp lại)`,
    split: ({ from, into }) => `${from} → ${into.join(", ")} (tách ra)`,
    areas: {
      parties: "Các bên",
      head: "Phần đầu",
      totals: "Tổng số",
      otherIds: "Mã định danh",
      responsibilities: "Trách nhiệm",
      dossiers: "Hồ sơ",
      documents: "Tài liệu",
      files: "Tệp",
      openCases: "Vụ việc đang giải quyết",
      obligations: "Việc còn phải làm",
      withheld: "Tài liệu mật",
      exceptions: "Thiếu, hỏng, ở nơi khác",
      remaining: "Hồ sơ không thuộc lần bàn giao này",
    },
    added: "thêm",
    removed: "bớt",
    changed: "đổi",
    moved: "chuyển chỗ",
    renamed: "đổi số",
    regrouped: "gộp, tách",
    inDossier: ({ reference }) => `hồ sơ ${reference}`,
    rescanned: "nội dung tệp khác",
    empty: "(trống)",
    kinds: {
      handover: "bàn giao",
      supplement: "bàn giao bổ sung",
      organisation: "tổ chức",
      member: "đảng viên",
      other: "khác",
      rectification: "khắc phục",
      "discipline-in-force": "kỷ luật còn hiệu lực",
      complaint: "khiếu nại",
    },
    noManifest: "không có bản kê bên trong",
    twoReceipts: "cả hai bên đều là biên nhận",
    handoverUnknown: ({ id }) =>
      `thư mục làm việc này không có bản kê ${id} mà biên nhận trả lời; hãy nêu tệp bản kê hoặc gói bàn giao`,
    written: ({ path }) => `Đã ghi kết quả so sánh vào ${path}`,
    page: {
      title: "So sánh hai bản kê bàn giao",
      titleInventory: "So sánh với danh mục hiện có",
      more: ({ count }) => `… và ${count} chỗ nữa không ghi ở đây; xem đủ bằng: bangiao diff … --format json`,
    },
    sheets: { differences: "Chỗ khác nhau", sides: "Hai bản kê" },
    columns: {
      area: "Phần",
      kind: "Thay đổi",
      name: "Hồ sơ, tài liệu, tệp",
      field: "Mục",
      list: "Bản kê",
      id: "Mã bàn giao",
      madeAt: "Lập lúc",
      giver: "Bên giao",
      receiver: "Bên nhận",
      dossiers: "Số hồ sơ",
    },
    more: ({ count }) => `… và ${count} chỗ nữa; xem đủ: thêm --format json`,
    summary: ({ added, removed, changed, moved }) =>
      `Khác nhau: thêm ${added}, bớt ${removed}, đổi ${changed}, chuyển chỗ ${moved}.`,
  },
  receiptDiff: {
    title: "Đối chiếu biên nhận với bản kê bàn giao",
    sides: { receipt: "Biên nhận", list: "Bản kê" },
    otherHandover: ({ receipt, list }) =>
      `Biên nhận này trả lời lần bàn giao khác: biên nhận của ${receipt}, bản kê là ${list}. Hãy tìm đúng bản kê của ${receipt}.`,
    otherList: ({ answered, found }) =>
      `Biên nhận trả lời một bản kê khác: bản được trả lời có mã băm ${short(answered)}…, bản này là ${short(found)}…. Hãy lấy đúng bản kê đã gửi.`,
    otherParty: ({ side, receipt, list }) =>
      `Khác ${sides[side]}: biên nhận ghi ${receipt}, bản kê ghi ${list}.`,
    otherReference: ({ reference }) => `biên nhận ghi số hồ sơ ${reference}`,
    answers: {
      accepted: "Nhận",
      "accepted-with-reservation": "Nhận có bảo lưu",
      refused: "Từ chối",
      unanswered: "Không được trả lời",
      unlisted: "Biên nhận có, bản kê không có",
    },
    allAccepted: "Bên nhận đã nhận mọi hồ sơ của bản kê này, không bảo lưu.",
    summary: (counts) =>
      `Nhận ${counts.accepted} hồ sơ, nhận có bảo lưu ${counts["accepted-with-reservation"]}, từ chối ${counts.refused}, không được trả lời ${counts.unanswered}, không có trong bản kê ${counts.unlisted}.`,
    notVerified:
      "Chỉ so nội dung, chưa kiểm tra chữ ký: bangiao verify <biên nhận> <bản kê> kiểm tra chữ ký.",
    sheets: { answers: "Trả lời từng hồ sơ", sides: "Biên nhận và bản kê" },
    columns: {
      reference: "Số hồ sơ",
      title: "Tiêu đề",
      answer: "Trả lời",
      otherReference: "Số ghi ở biên nhận",
      what: "Về việc gì",
      why: "Lý do",
    },
  },
  fields: {
    kind: "loại",
    id: "mã",
    uuid: "mã định danh",
    createdAt: "thời điểm lập",
    tool: "chương trình",
    version: "phiên bản",
    rulePacks: "bộ quy tắc",
    legalBases: "căn cứ",
    giver: "bên giao",
    receiver: "bên nhận",
    witnesses: "bên chứng kiến",
    person: "người ký",
    position: "chức vụ",
    code: "mã đơn vị",
    name: "tên",
    organisation: "tổ chức",
    committee: "uỷ ban",
    province: "tỉnh",
    fonds: "phông số",
    from: "từ ngày",
    until: "đến ngày",
    checked: "kết quả kiểm tra",
    error: "lỗi",
    warning: "cảnh báo",
    info: "ghi chú",
    explained: "đã giải trình",
    overridden: "bàn giao dù còn lỗi",
    lastNumbers: "số văn bản cuối cùng",
    priorHandovers: "các lần bàn giao trước",
    supplements: "bổ sung cho",
    reference: "số hồ sơ",
    origin: "đơn vị lập",
    type: "loại",
    title: "tiêu đề",
    issuer: "cơ quan ban hành",
    opened: "ngày mở",
    closed: "ngày kết thúc",
    status: "tình trạng",
    subjects: "đối tượng",
    outcome: "kết quả",
    discipline: "kỷ luật",
    form: "hình thức",
    published: "ngày công bố",
    rectificationDeadline: "hạn khắc phục",
    facts: "điều kiện của vụ việc",
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
    custody: "các lần bàn giao đã qua",
    ordinal: "thứ tự",
    slot: "vị trí trong hồ sơ",
    alsoSlots: "vị trí khác trong hồ sơ",
    number: "số, ký hiệu",
    date: "ngày",
    typeName: "tên loại",
    abstract: "trích yếu",
    signer: "người ký",
    extent: "tờ số",
    original: "bản chính/bản sao",
    state: "hiện trạng",
    dossiers: "số hồ sơ",
    open: "đang giải quyết",
    documents: "số tài liệu",
    withheld: "tài liệu mật",
    paperOnly: "chỉ có bản giấy",
    heldElsewhere: "ở nơi khác",
    boxes: "số hộp",
    files: "số tệp",
    bytes: "dung lượng (byte)",
    step: "bước đang ở",
    nextStep: "bước tiếp theo",
    deadline: "thời hạn",
    team: "người, tổ giải quyết",
    successor: "đơn vị giải quyết tiếp",
    subject: "đối tượng",
    since: "từ ngày",
    level: "độ mật",
    explanation: "giải trình",
    reason: "lý do",
    due: "hẹn ngày",
    handover: "lần bàn giao",
    unit: "đơn vị",
  },
};
