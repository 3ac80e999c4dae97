import type { Responsibility } from "./manifest.js";

/** Legal bases that a manifest names unless the office gives its own. */
export const defaultLegalBases: readonly string[] = [
  "Quy định 296-QĐ/TW ngày 30/5/2025 về công tác kiểm tra, giám sát và kỷ luật của Đảng",
  "Kết luận 127-KL/TW ngày 28/02/2025 về sắp xếp tổ chức bộ máy của hệ thống chính trị",
  "Công văn 64-CV/TW ngày 10/4/2025 về lưu trữ, quản lý tài liệu và cơ sở dữ liệu khi sắp xếp tổ chức",
  "Công văn 14514-CV/VPTW ngày 25/4/2025 của Văn phòng Trung ương Đảng",
];

/** The resolution that rearranged the communes of a province, by the province's name. */
const resolutions: readonly { province: string; text: string }[] = [
  {
    province: "Quảng Ninh",
    text: "Nghị quyết 1679/NQ-UBTVQH15 ngày 16/6/2025 về sắp xếp các đơn vị hành chính cấp xã của tỉnh Quảng Ninh",
  },
];

/** The default legal bases for a unit of `province`. */
export function legalBasesFor(province: string | null): string[] {
  const own = resolutions.filter((one) => province?.normalize("NFC").includes(one.province));
  return [...own.map((one) => one.text), ...defaultLegalBases];
}

const giverStatements: readonly string[] = [
  "Chịu trách nhiệm về tính đầy đủ, trung thực của danh mục; giải trình bằng văn bản đối với từng tài liệu còn thiếu",
  "Sắp xếp, phân loại, thống kê, chỉnh lý, số hoá hồ sơ trước khi bàn giao",
  "Không giữ lại, không tự ý tiêu huỷ hồ sơ, tài liệu thuộc diện bàn giao",
  "Bàn giao tài liệu mật theo thủ tục riêng, ngoài gói bàn giao này",
  "Cử người liên hệ để trả lời bên nhận về hồ sơ đã bàn giao",
  "Chịu trách nhiệm về hồ sơ đến thời điểm ký bàn giao",
];

const receiverStatements: readonly string[] = [
  "Kiểm tra số lượng và tình trạng hồ sơ theo danh mục, từng hồ sơ hoặc theo mẫu đã thống nhất",
  "Lưu giữ thành phông riêng, không xáo trộn với hồ sơ của đơn vị mình",
  "Tiếp tục giải quyết các vụ việc chưa kết thúc trong thời hạn còn lại; kiện toàn đoàn, tổ kiểm tra",
  "Tiếp nhận tài liệu mật theo thủ tục riêng",
  "Thông báo kịp thời cho bên giao những điểm sai khác; khi cần thì nhận có bảo lưu",
  "Chịu trách nhiệm về hồ sơ từ thời điểm ký nhận",
];

/** What each side answers for unless the parties agreed otherwise; the persons are those who sign for them. */
export function defaultResponsibilities(giver: string | null, receiver: string | null): Responsibility[] {
  return [
    ...giverStatements.map((statement) => ({ side: "giver" as const, statement, person: giver })),
    ...receiverStatements.map((statement) => ({ side: "receiver" as const, statement, person: receiver })),
  ];
}
