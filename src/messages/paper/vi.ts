import type { PaperMessages } from "./messages.js";

const problems = {
  "not-office": "không phải tệp Word (.docx) hoặc Excel (.xlsx) mở được",
  "too-large": "quá lớn so với một mẫu giấy tờ",
} as const;

const list = "mã bàn giao, tệp manifest.json hoặc gói bàn giao; không ghi thì lấy bản kê mới nhất";
const out = "tệp hoặc thư mục để ghi; không ghi thì để vào thư mục đang đứng";
const template = "mẫu của đơn vị, dùng thay mẫu có sẵn";
const overwrite = "ghi đè lên tệp đã có";
const dossier = "chỉ in cho hồ sơ này; ghi được nhiều lần";
const paper = { list, "--out": out, "--template": template, "--overwrite": overwrite };

export const paperVi: PaperMessages = {
  failures: {
    "template-wrong": ({ path, problem, word, allowed }) => {
      if (problem === "field-unknown")
        return {
          problem: `mẫu ${path} có trường “${word}” mà giấy tờ này không có.`,
          hint: `Sửa tên trường trong mẫu. Các trường dùng được: ${allowed.join(", ")}.`,
        };
      if (problem === "mark-wrong")
        return {
          problem: `mẫu ${path} có dấu mở hoặc đóng không khớp${word === "" ? "" : `: {${word}}`}.`,
          hint: "Mỗi {#tên} phải có một {/tên} ở sau. Sửa trong mẫu rồi in lại.",
        };
      if (problem === "picture-not-alone")
        return {
          problem: `trong mẫu ${path}, hình {@${word}} đứng chung dòng với chữ khác.`,
          hint: "Để {@…} một mình trong một đoạn, không có cả dấu cách.",
        };
      return {
        problem: `không dùng được mẫu ${path}: ${problems[problem]}.`,
        hint: "Chép mẫu có sẵn trong thư mục templates/paperwork rồi sửa trên bản chép đó.",
      };
    },
    "paper-without-content": ({ paper: name, id }) => ({
      problem: `bàn giao ${id} không có gì để in ${paperVi.names[name as keyof typeof paperVi.names] ?? name}.`,
      hint:
        name === "labels"
          ? "Ghi hộp cho hồ sơ bằng lệnh: bangiao inventory edit dossier <số hồ sơ> box=<hộp>, rồi lập bản kê mới. Nhãn dán USB, đĩa: bangiao print labels --carrier"
          : "Xem bản kê bằng lệnh: bangiao manifest show --full",
    }),
    "paper-source-not-valid": ({ path, reason }) => ({
      problem: `không in từ ${path}: ${reason}.`,
      hint: `Kiểm tra bằng lệnh: bangiao verify ${path}`,
    }),
    "paper-source-locked": ({ path }) => ({
      problem: `gói ${path} đã khoá, không đọc được bản kê trong đó.`,
      hint: "Ghi mã bàn giao thay cho tên gói. Nhãn USB của gói chia nhiều tập thì ghi thêm số tập: --volumes <số tập>",
    }),
    "paper-needs-receipt": ({ id }) => ({
      problem: id === "" ? "chưa có biên nhận nào." : `bàn giao ${id} chưa có biên nhận.`,
      hint: "Bên nhận lập biên nhận bằng lệnh: bangiao receive; bên giao lưu biên nhận bằng lệnh: bangiao manifest accept-receipt",
    }),
    "paper-code-malformed": ({ given }) => ({
      problem: `“${given.length > 60 ? `${given.slice(0, 60)}…` : given}” không phải mã in trên giấy, hoặc gõ sai.`,
      hint: "Quét lại mã QR, hoặc gõ lại cả dòng “Mã đối chiếu” bắt đầu bằng BG-. Đặt mã trong ngoặc kép nếu có dấu cách.",
    }),
  },
  commands: {
    print: {
      summary: "in giấy tờ bàn giao ra tệp Word, Excel",
      more: "Chữ trong giấy tờ lấy từ mẫu ở templates/paperwork; đơn vị sửa mẫu bằng Word, Excel rồi dùng với --template.",
      words: {},
    },
    minutes: {
      summary: "biên bản bàn giao hồ sơ, tài liệu",
      more: "Có mã băm bản kê, mã nhận dạng chứng thư của hai bên và mã QR để đối chiếu: bangiao verify <gói> --paper <mã>.",
      words: paper,
    },
    index: { summary: "mục lục hồ sơ (7 cột)", words: paper },
    contents: {
      summary: "mục lục văn bản trong từng hồ sơ (7 cột)",
      more: "Trên 500 hồ sơ thì chia thành nhiều tệp.",
      words: { ...paper, "--dossier": dossier },
    },
    closing: {
      summary: "chứng từ kết thúc của từng hồ sơ",
      more: "Trên 500 hồ sơ thì chia thành nhiều tệp.",
      words: { ...paper, "--dossier": dossier },
    },
    receipt: {
      summary: "biên bản tiếp nhận, theo biên nhận đã ký",
      more: "Mã in trên biên bản này kiểm tra bằng lệnh: bangiao verify <biên nhận> --paper <mã>",
      words: { ...paper, list: "mã bàn giao hoặc tệp .receipt.json; không ghi thì lấy biên nhận mới nhất" },
    },
    labels: {
      summary: "nhãn dán hộp, hoặc dán USB, đĩa mang gói; có mã QR",
      more: "Với --carrier, chỉ vào gói vừa đóng thì biết gói có mấy tập: bangiao print labels <gói> --carrier. Gói đã khoá bằng mật khẩu thì ghi số tập ở --volumes.",
      words: {
        ...paper,
        "--carrier": "in nhãn cho USB, đĩa mang gói thay cho nhãn hộp",
        "--volumes": "gói có mấy tập, mỗi tập một nhãn",
      },
    },
  },
  names: {
    minutes: "biên bản bàn giao",
    index: "mục lục hồ sơ",
    contents: "mục lục văn bản",
    closing: "chứng từ kết thúc",
    receipt: "biên bản tiếp nhận",
    labels: "nhãn hộp",
    carrier: "nhãn USB, đĩa",
  },
  done: ({ paper: name, id }) => `Đã ghi ${name} của bàn giao ${id}:`,
  notSigned:
    "Bản kê chưa ký nên giấy này chưa có mã nhận dạng chứng thư của bên giao. Ký rồi in lại: bangiao manifest sign",
  next: {
    minutes:
      "Mở bằng Word, điền chỗ còn để trống, in, hai bên ký và đóng dấu. Bên nhận đối chiếu mã trên giấy khi kiểm tra gói.",
    index: "Mở bằng Excel, in trên khổ A4 ngang, kèm theo biên bản bàn giao.",
    contents: "Mở bằng Excel, in trên khổ A4 ngang, mỗi hồ sơ một trang mới, để vào đầu hồ sơ.",
    closing: "Mở bằng Word, in, người lập hồ sơ ký, để vào cuối hồ sơ.",
    receipt: "Mở bằng Word, in, ký và đóng dấu, gửi bên giao một bản.",
    labels: "Mở bằng Word, in, cắt và dán lên hộp.",
    carrier: "Mở bằng Word, in, cắt và dán lên USB, đĩa hoặc phong bì đựng.",
  },
  inPaper: {
    day: ({ day, month, year }) => `ngày ${day} tháng ${month} năm ${year}`,
    unit: ({ name, code, until }) => `${name} (mã ${code}${until ? `, hoạt động đến ${until}` : ""})`,
    organisation: ({ unit }) => `Đảng uỷ ${unit.charAt(0).toLocaleLowerCase("vi")}${unit.slice(1)}`,
    committee: "Uỷ ban Kiểm tra",
    period: ({ from, to }) => `${from} – ${to}`,
    sheets: ({ count }) => `${count} tờ`,
    pages: ({ count }) => `${count} trang`,
    withheld: ({ level }) => `(${level}: bàn giao riêng, không ghi trích yếu)`,
    withheldCount: ({ count }) => `${count} tài liệu mật bàn giao riêng`,
    copy: "bản sao",
    notYet: "chưa ký",
    volume: ({ number, of }) => `Tập ${number}/${of}`,
    conditionUnknown: "chưa ghi tình trạng",
    scanPlace: ({ reference, ordinal, times }) =>
      `hồ sơ ${reference}, văn bản ${ordinal}${times > 1 ? ` (${times} tệp)` : ""}`,
    registers: [
      { slot: "CTBC.SOVB", name: "Sổ đăng ký văn bản đi, đến" },
      { slot: "CTBC.SODON", name: "Sổ tiếp nhận, theo dõi đơn thư" },
      { slot: "CTBC.SOKL", name: "Sổ theo dõi tổ chức đảng, đảng viên bị kỷ luật" },
      { slot: "CTBC.SOBB", name: "Sổ biên bản" },
    ],
  },
};
