import type { GuideMessages } from "./messages.js";

export const guideVi: GuideMessages = {
  commands: {
    handover: {
      summary: "bàn giao một mạch: kiểm tra, lập bản kê, ký, đóng gói",
      more:
        "Chỉ hỏi những gì bắt buộc phải biết. Nếu lần trước dừng giữa chừng thì làm tiếp từ bước đó. " +
        "Khi không có người trả lời, mục nào thiếu thì báo một lượt.",
      words: {
        "--to": "mã đơn vị nhận",
        "--to-name": "tên đơn vị nhận, khi một mã chỉ nhiều đơn vị",
        "--to-person": "người ký bên nhận",
        "--to-position": "chức vụ người ký bên nhận",
        "--person": "người ký bên giao",
        "--position": "chức vụ người ký bên giao",
        "--cases": "việc đang giải quyết giao cho đơn vị nào: <số hồ sơ>=<mã đơn vị>; ghi được nhiều lần",
        "--with-errors": "vẫn bàn giao dù còn chỗ thiếu chưa giải trình; bản kê ghi rõ điều đó",
        "--again": "lập bản kê mới, kể cả hồ sơ đã nằm trong đợt trước",
        "--key": "khoá ký; không cần ghi khi chỉ có một khoá",
        "--out": "thư mục để đặt gói, ví dụ ổ USB",
        "--volume-size": "chia gói thành nhiều tập, mỗi tập không quá cỡ này, ví dụ 4G hoặc 700M",
        "--passphrase-fd": "đọc mật khẩu của khoá từ cổng vào có số này",
      },
    },
    doctor: {
      summary: "khám máy: chương trình, kho làm việc, khoá ký, chỗ trống, đồng hồ",
      more: "Không sửa gì. Mỗi chỗ chưa ổn có kèm việc cần làm.",
      words: {},
    },
    completion: {
      summary: "in đoạn lệnh để phím Tab gợi ý lệnh của bangiao",
      more:
        "bash: bangiao completion bash >> ~/.bashrc\n" +
        "zsh: bangiao completion zsh >> ~/.zshrc\n" +
        "PowerShell 5.1 trở lên: thêm dòng sau vào tệp mà $PROFILE chỉ tới, rồi mở lại cửa sổ:\n" +
        "  bangiao completion powershell | Out-String | Invoke-Expression\n" +
        "Đoạn cho PowerShell chưa được chạy thử trong PowerShell thật.",
      words: { shell: "bash, zsh hoặc powershell" },
    },
  },
  guide: {
    title: "bangiao - bàn giao hồ sơ kiểm tra, giám sát, kỷ luật của Đảng",
    noWorkspace: ({ folder }) => `Thư mục ${folder} chưa có kho làm việc.`,
    workspace: ({ folder }) => `Kho làm việc: ${folder}`,
    office: ({ unit, code, stock }) => `${unit} (mã ${code}): ${stock}`,
    stock: ({ dossiers, documents, files, received }) =>
      `có ${dossiers} hồ sơ của đơn vị, ${documents} tài liệu, ${files} tệp` +
      (received > 0 ? `; đã nhận ${received} hồ sơ của đơn vị khác.` : "."),
    nothingYet: "chưa có hồ sơ nào.",
    open: ({ errors, unknown, unassigned }) => {
      const parts = [
        ...(errors > 0 ? [`${errors} lỗi chưa giải trình`] : []),
        ...(unknown > 0 ? [`${unknown} hồ sơ còn câu hỏi chưa trả lời`] : []),
        ...(unassigned > 0 ? [`${unassigned} tệp chưa rõ thuộc hồ sơ nào`] : []),
      ];
      return parts.length === 0 ? null : `Còn lại: ${parts.join(", ")}.`;
    },
    handover: ({ id, state }) => `Đợt bàn giao ${id}: ${state}.`,
    states: {
      drafted: "đã lập bản kê, chưa ký",
      signed: "đã ký bản kê, chưa đóng gói",
      packed: "đã đóng gói, chờ biên nhận",
      sent: "đã gửi, chờ biên nhận",
      received: "đã nhận",
      answered: "bên nhận đã ký biên nhận",
    },
    next: ({ label }) => `Việc nên làm tiếp: ${label}.`,
    nothingNext: "Không còn việc bắt buộc nào.",
    steps: {
      init: {
        label: "Tạo kho làm việc",
        about: "Ghi mã và tên đơn vị; chương trình mở một cơ sở dữ liệu trong thư mục này.",
        command: "bangiao init",
      },
      import: {
        label: "Nhập danh mục hồ sơ",
        about: "Đọc mục lục Excel hoặc CSV như đang có, không cần sửa lại tệp.",
        command: "bangiao inventory import <danh-muc.xlsx>",
      },
      scan: {
        label: "Quét thư mục bản số hoá",
        about: "Xem từng tệp, gắn vào hồ sơ khi chắc chắn; không sửa, không dời tệp nào.",
        command: "bangiao inventory scan <thư mục>",
      },
      assign: {
        label: "Gắn tệp còn lại vào hồ sơ",
        about: "Xem lần lượt từng tệp chưa rõ và chọn hồ sơ; dừng lúc nào cũng được.",
        command: "bangiao inventory settle",
      },
      check: {
        label: "Kiểm tra hồ sơ theo quy định",
        about: "Cho biết từng hồ sơ còn thiếu giấy tờ gì, vì sao phải có.",
        command: "bangiao check",
      },
      facts: {
        label: "Trả lời các câu hỏi về vụ việc",
        about: "Ví dụ có gia hạn hay không; trả lời xong mới biết giấy tờ nào phải có.",
        command: "bangiao inventory edit dossier <số hồ sơ> <điều kiện>=true",
      },
      explain: {
        label: "Giải trình chỗ còn thiếu",
        about: "Ghi lý do và người chịu trách nhiệm cho giấy tờ không tìm thấy.",
        command: "bangiao explain <số hồ sơ> <mục> --reason … --person …",
      },
      key: {
        label: "Tạo khoá ký của đơn vị",
        about: "Khoá dùng để ký bản kê hoặc biên nhận; được giữ bằng một mật khẩu.",
        command: "bangiao key create <tên khoá>",
      },
      handover: {
        label: "Lập bản kê, ký và đóng gói",
        about: "Làm một mạch từ kiểm tra đến gói bàn giao; dừng ở đâu thì lần sau làm tiếp từ đó.",
        command: "bangiao handover",
      },
      print: {
        label: "In giấy tờ bàn giao",
        about: "Biên bản, mục lục hồ sơ, nhãn hộp dưới dạng Word và Excel.",
        command: "bangiao print minutes",
      },
      certificate: {
        label: "Xuất chứng thư cho bên kia",
        about: "Tệp nhỏ để bên kia kiểm tra chữ ký; đối chiếu mã nhận dạng trên giấy.",
        command: "bangiao key export <tên khoá> --public --out <tệp.crt>",
      },
      receipt: {
        label: "Nhập biên nhận của bên nhận",
        about: "So biên nhận với những gì đã giao rồi lưu lại.",
        command: "bangiao manifest accept-receipt <biên nhận>",
      },
      verify: {
        label: "Kiểm tra một gói",
        about: "Xem gói có đủ, có nguyên vẹn, chữ ký của ai; không thay đổi gì.",
        command: "bangiao verify <gói.zip>",
      },
      trust: {
        label: "Tin chứng thư của bên kia",
        about: "Chỉ làm sau khi đối chiếu mã nhận dạng với bản giấy.",
        command: "bangiao trust add <tệp.crt>",
      },
      receive: {
        label: "Nhận hồ sơ từ một gói",
        about: "Kiểm tra gói, trả lời từng hồ sơ hoặc nhận tất cả, rồi ký biên nhận.",
        command: "bangiao receive <gói.zip> --key <tên khoá>",
      },
      pack: {
        label: "Đóng gói lại",
        about: "Tạo lại gói của đợt đã ký, ra ổ khác, chia tập hoặc có khoá.",
        command: "bangiao package create --out <thư mục>",
      },
      status: {
        label: "Xem tình hình các đợt bàn giao",
        about: "Đợt nào đã gửi, đã được nhận; hồ sơ nào còn lại hoặc bị từ chối.",
        command: "bangiao manifest status",
      },
      list: {
        label: "Xem danh sách hồ sơ",
        about: "In các hồ sơ đang có trong kho làm việc.",
        command: "bangiao inventory list",
      },
      search: {
        label: "Tìm hồ sơ, tài liệu",
        about: "Gõ vài từ, không cần dấu.",
        command: "bangiao inventory search <từ cần tìm>",
      },
      cases: {
        label: "Xem vụ việc đang giải quyết",
        about: "Từng vụ đã đến bước nào, hạn khi nào, đơn vị nào làm tiếp.",
        command: "bangiao inventory cases",
      },
      obligations: {
        label: "Xem việc còn phải làm sau kết luận",
        about: "Việc phải khắc phục, kỷ luật còn hiệu lực, khiếu nại chưa giải quyết.",
        command: "bangiao inventory obligations",
      },
      plan: {
        label: "Xem phương án sắp xếp đơn vị",
        about: "Đơn vị cũ nhập vào đâu, đơn vị mới gồm những đơn vị nào.",
        command: "bangiao plan show <mã hoặc tên đơn vị>",
      },
      report: {
        label: "Lập trang tổng hợp tình hình",
        about: "Một trang mở bằng trình duyệt, in được: hồ sơ, vụ việc, chỗ còn thiếu, bàn giao.",
        command: "bangiao report --out <tệp.html>",
      },
      log: {
        label: "Xem nhật ký",
        about: "Những việc đã làm ở đây, lúc nào, ai làm.",
        command: "bangiao log",
      },
      doctor: {
        label: "Khám máy",
        about: "Xem chương trình, khoá ký, chỗ trống và đồng hồ có ổn không.",
        command: "bangiao doctor",
      },
    },
    count: (count) => `còn ${count}`,
    recommended: "nên làm tiếp",
    command: "Lệnh",
    more: { label: "Việc khác", about: "Các bước đã xong hoặc chưa tới, xem danh sách, khám máy." },
    back: "Quay lại",
    leave: "Thoát",
    bye: "Tạm biệt. Gõ bangiao để mở lại.",
    howToAnswer: "Gõ số rồi bấm Enter; chỉ bấm Enter là chọn 1. Ctrl-C để bỏ dở việc đang làm.",
    choose: "Chọn số:",
    notAChoice: ({ least, most }) => `Hãy gõ một số từ ${least} đến ${most}.`,
    needed: "Mục này không được để trống.",
    notADate: "Chưa đọc được ngày này. Hãy gõ như 30/6/2025.",
    stopped: "Đã bỏ dở việc này, trở lại trình đơn.",
    failed: ({ code }) => `Lệnh chưa làm được (mã ${code}). Xem lời nhắn ở trên.`,
    yes: "Có",
    no: "Không",
    dontKnow: "Chưa biết, để sau",
    later: "Bỏ qua chỗ này, để sau",
    other: "Khác, tự gõ",
    runs: "Chạy lệnh:",
    ask: {
      code: "Mã đơn vị hành chính (5 chữ số):",
      name: "Tên đơn vị, ví dụ Phường Hồng Gai:",
      until: "Ngày thôi hoạt động, như 30/6/2025 (vẫn hoạt động thì để trống):",
      registers: "Nhập những tệp danh mục nào?",
      allOfThese: "Nhập tất cả các tệp trên",
      path: "Đường dẫn tệp danh mục:",
      folder: "Đường dẫn thư mục:",
      scanFolder: "Quét thư mục nào?",
      fact: ({ at, of, dossier, statement }) => `Câu ${at}/${of}, hồ sơ ${dossier}: ${statement}?`,
      sameForAll: ({ count, answer }) => `${answer}, cho cả ${count} hồ sơ còn câu này`,
      laterForAll: ({ count }) => `Để sau, cho cả ${count} hồ sơ còn câu này`,
      hole: ({ at, of, dossier, problem }) => `Chỗ ${at}/${of}, hồ sơ ${dossier}: ${problem}`,
      explainIt: "Giải trình chỗ này",
      explainAlike: ({ count }) => `Giải trình cả ${count} chỗ thiếu cùng loại với cùng lý do, cùng người`,
      explainAll: ({ count }) => `Giải trình cả ${count} chỗ còn lại với cùng lý do, cùng người`,
      reason: "Lý do:",
      person: "Người chịu trách nhiệm trả lời:",
      due: "Hẹn bổ sung ngày nào, như 1/8/2025 (không hẹn thì để trống):",
      keyName: "Đặt tên khoá:",
      key: "Ký bằng khoá nào?",
      receivers: "Giao cho đơn vị nào?",
      receiver: "Mã đơn vị nhận (5 chữ số):",
      receiverName: "Tên đơn vị nhận (để trống nếu mã đã đủ rõ):",
      successor: ({ reference }) => `Việc đang giải quyết ${reference} giao cho đơn vị nào?`,
      out: "Đặt gói vào thư mục nào (ví dụ ổ USB):",
      withErrors: ({ count }) => `Còn ${count} lỗi chưa giải trình. Làm thế nào?`,
      stop: "Dừng lại để giải trình",
      goOnWithErrors: "Vẫn bàn giao; bản kê ghi rõ là còn lỗi",
      paper: "In giấy tờ nào?",
      papers: {
        minutes: "Biên bản bàn giao",
        index: "Mục lục hồ sơ",
        contents: "Mục lục văn bản trong từng hồ sơ",
        closing: "Tờ kết thúc hồ sơ",
        receipt: "Biên bản nhận hồ sơ (bên nhận)",
        labels: "Nhãn hộp",
      },
      form: "Đóng gói thế nào?",
      forms: {
        whole: { label: "Một tệp, không khoá", about: "Thường dùng; chép thẳng vào ổ USB." },
        volumes: { label: "Chia thành nhiều tập", about: "Khi ổ USB hoặc đĩa không chứa nổi một tệp lớn." },
        locked: {
          label: "Một tệp, khoá bằng mật khẩu",
          about: "Người nhặt được không mở được; báo mật khẩu cho bên nhận bằng đường khác.",
        },
        both: { label: "Chia thành nhiều tập, khoá bằng mật khẩu", about: "Cả hai cách trên." },
      },
      size: "Mỗi tập lớn nhất bao nhiêu?",
      sizes: {
        stick: "4 GB: ổ USB định dạng FAT32",
        dvd: "4,3 GB: đĩa DVD",
        cd: "690 MB: đĩa CD",
      },
      otherSize: "Cỡ mỗi tập, ví dụ 2G hoặc 500M:",
      package: "Đường dẫn gói (.zip) hoặc biên nhận (.receipt.json):",
      packages: "Gói nào?",
      volumes: ({ first, count }) => `${first} và các tập kèm theo (${count} tập)`,
      nextVolume: ({ have, of }) =>
        `Mới có ${have}/${of} tập. Đường dẫn tập tiếp theo (để trống nếu không có):`,
      certificate: "Đường dẫn tệp chứng thư (.crt):",
      label: "Tên để nhận ra chứng thư này, ví dụ Hồng Gai cũ:",
      receipt: "Đường dẫn tệp biên nhận (.receipt.json):",
      words: "Từ cần tìm:",
      paperCode: "Mã đối chiếu in trên biên bản giấy (không có thì để trống):",
      planUnit: "Mã hoặc tên đơn vị (để trống để xem tất cả):",
      report: "Ghi trang tổng hợp vào tệp:",
      reportName: "tong-hop.html",
      onePassword: "Sắp hỏi mật khẩu của khoá; khi gõ, màn hình chỉ hiện dấu sao.",
    },
    nothingToDo: "Không còn gì để làm ở bước này.",
  },
  handover: {
    step: ({ at, of, name }) => `Bước ${at}/${of}: ${name}`,
    names: { check: "kiểm tra hồ sơ", manifest: "lập bản kê", sign: "ký bản kê", package: "đóng gói" },
    complete: ({ dossiers, explained }) =>
      `Đã kiểm tra ${dossiers} hồ sơ: không còn lỗi nào chưa giải trình` +
      (explained > 0 ? ` (${explained} chỗ đã giải trình).` : "."),
    stillMissing: ({ count }) =>
      `Còn ${count} lỗi chưa giải trình nên chưa lập bản kê. Giải trình bằng lệnh bangiao explain, ` +
      "hoặc thêm --with-errors để bàn giao và ghi rõ điều đó.",
    continues: ({ id }) => `Làm tiếp đợt ${id} còn dở. Muốn lập bản kê mới: thêm --again.`,
    nextCertificate:
      "Trao cho bên nhận: gói này, tệp chứng thư và mã nhận dạng ghi trên giấy. Xuất chứng thư:",
  },
  doctor: {
    title: "Khám máy",
    marks: { good: "ổn", remark: "lưu ý", bad: "CẦN LÀM" },
    good: "Không có gì phải làm.",
    bad: ({ count }) => `Có ${count} chỗ cần làm.`,
    toDo: "Việc cần làm",
    node: ({ version, least, fine }) =>
      fine ? `Node.js ${version}` : `Node.js ${version} quá cũ, cần từ ${least} trở lên`,
    nodeToDo: ({ least }) => `Cài Node.js bản ${least} hoặc mới hơn.`,
    sqlite: ({ version }) =>
      version === null ? "Không mở được thành phần cơ sở dữ liệu SQLite" : `SQLite ${version}`,
    sqliteToDo: "Cài lại chương trình: npm ci, trong thư mục của bangiao.",
    workspace: ({ folder }) =>
      folder === null ? "Thư mục này chưa có kho làm việc" : `Kho làm việc: ${folder}`,
    workspaceToDo: "Nếu đây là nơi làm việc của đơn vị: bangiao init",
    database: ({ problem }) =>
      problem === null ? "Cơ sở dữ liệu đọc tốt" : `Cơ sở dữ liệu không đọc được: ${problem}`,
    databaseToDo: "Đừng xoá gì. Chép cả thư mục .bangiao sang nơi khác rồi lấy lại bản sao lưu gần nhất.",
    writable: ({ folder, fine }) => (fine ? `Ghi được vào ${folder}` : `Không ghi được vào ${folder}`),
    writableToDo: "Xin quyền ghi vào thư mục này, hoặc đặt kho làm việc ở thư mục khác.",
    lock: ({ state, command }) =>
      state === "none"
        ? "Không có lệnh nào đang giữ kho làm việc"
        : state === "running"
          ? `Lệnh “${command}” đang dùng kho làm việc`
          : `Lệnh “${command}” đã dừng đột ngột, còn để lại dấu giữ kho`,
    lockToDo: ({ path }) =>
      `Nếu chắc chắn không ai đang chạy bangiao với kho này thì xoá tệp ${path}; lệnh tiếp theo trên cùng máy cũng tự gỡ.`,
    space: ({ free, needed, fine }) =>
      fine ? `Ổ đĩa còn trống ${free}` : `Ổ đĩa chỉ còn trống ${free}, nên có ít nhất ${needed}`,
    spaceToDo: "Giải phóng bớt chỗ, hoặc đóng gói ra ổ khác: bangiao package create --out <thư mục>",
    clock: ({ now, reason }) =>
      ({
        fine: `Đồng hồ: ${now}`,
        "before-program": `Đồng hồ chỉ ${now}, sớm hơn ngày làm ra chương trình này`,
        "before-log": `Đồng hồ chỉ ${now}, sớm hơn việc đã ghi trong nhật ký`,
        "far-future": `Đồng hồ chỉ ${now}, quá xa trong tương lai`,
      })[reason],
    clockToDo: "Chỉnh lại ngày giờ của máy trước khi ký: chữ ký mang ngày giờ này.",
    zone: ({ offset, fine }) =>
      fine ? `Múi giờ: ${offset}` : `Máy đặt múi giờ ${offset}, không phải giờ Việt Nam (+07:00)`,
    zoneToDo: "Giấy tờ luôn ghi giờ Việt Nam; nếu máy ở Việt Nam thì nên chỉnh lại múi giờ.",
    keysNone: "Chưa có khoá ký",
    keysNoneToDo: "Trước khi ký bản kê hoặc biên nhận: bangiao key create ben-giao",
    keysUnreadable: "Không đọc được thư mục khoá",
    keysUnreadableToDo: ({ folder }) =>
      `Xem các tệp .crt trong ${folder}; tệp hỏng thì lấy lại từ bản sao lưu.`,
    key: ({ name, until, state }) =>
      ({
        valid: `Khoá ${name}: dùng được đến ${until}`,
        soon: `Khoá ${name}: sắp hết hạn, ${until}`,
        expired: `Khoá ${name}: đã hết hạn ${until}`,
        "not-yet-valid": `Khoá ${name}: chưa đến ngày dùng được`,
      })[state],
    keyToDo: "Tạo khoá mới và trao chứng thư mới cho bên kia: bangiao key create <tên khác>",
    keyEarlyToDo:
      "Xem lại đồng hồ của máy trước; đồng hồ đúng thì đợi đến ngày ấy, hoặc tạo khoá khác: bangiao key create <tên khác>",
    keyPermission: ({ name }) => `Khoá ${name}: người khác trên máy này đọc được tệp khoá`,
    keyPermissionToDo: ({ path }) => `Chỉ để người giữ khoá đọc được: chmod 600 "${path}"`,
    fonts: ({ fine }) =>
      fine ? "Có phông chữ Times New Roman cho giấy tờ" : "Không thấy phông chữ Times New Roman",
    fontsToDo: "Giấy tờ vẫn mở được nhưng dáng chữ khác; cài phông này trên máy dùng để in.",
  },
};
