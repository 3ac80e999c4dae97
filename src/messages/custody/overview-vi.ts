import type { OverviewMessages } from "./overview.js";

export const overviewVi: OverviewMessages = {
  command: {
    summary: "ghi một trang để xem và in: mức đầy đủ, chỗ thiếu, việc đang giải quyết, các lần bàn giao",
    more: "Trang mở được khi không có mạng, in vừa khổ A4. Tên người tố cáo được thay bằng mã; hồ sơ mật không có tiêu đề.",
    words: { "--out": "tệp để ghi, đuôi .html" },
  },
  title: ({ unit }) => `Tình hình hồ sơ của ${unit}`,
  made: ({ at }) => `Lập lúc ${at}`,
  completeness: "Mức đầy đủ",
  overall: ({ there, due, percent }) => `Có ${there} trên ${due} giấy tờ phải có (${percent}%).`,
  dossiers: ({ dossiers, complete }) => `${dossiers} hồ sơ, trong đó ${complete} hồ sơ không thiếu gì.`,
  bar: ({ label, value }) => `${label}: ${value}`,
  headings: {
    types: "Theo loại hồ sơ",
    years: "Theo năm",
    missing: "Còn thiếu",
    cases: "Vụ việc đang giải quyết",
    obligations: "Việc còn phải làm",
    handovers: "Các lần bàn giao",
    plan: "Theo phương án sắp xếp đơn vị",
    fates: "Hồ sơ đang ở đâu",
  },
  columns: {
    type: "Loại",
    year: "Năm",
    dossiers: "Hồ sơ",
    documents: "Tài liệu",
    there: "Có / phải có",
    dossier: "Hồ sơ",
    deadline: "Thời hạn",
  },
  nothingMissing: "Không thiếu giấy tờ nào.",
  more: ({ count }) => `Và ${count} hồ sơ nữa; xem đủ bằng lệnh`,
  planUnknown: "Phương án sắp xếp không có đơn vị này.",
  written: ({ path }) => `Đã ghi trang báo cáo vào ${path}.`,
};
