import type { Responsibility } from "./manifest.js";

/** A statement as lists carry it, and what English papers print for it. */
interface Statement {
  vi: string;
  en: string;
}

const ofAllProvinces: readonly Statement[] = [
  {
    vi: "Quy định 296-QĐ/TW ngày 30/5/2025 về công tác kiểm tra, giám sát và kỷ luật của Đảng",
    en: "Regulation of 30 May 2025 on the inspection, supervision and discipline work of the Party",
  },
  {
    vi: "Kết luận 127-KL/TW ngày 28/02/2025 về sắp xếp tổ chức bộ máy của hệ thống chính trị",
    en: "Conclusion of 28 February 2025 on rearranging the organisation of the political system",
  },
  {
    vi: "Công văn 64-CV/TW ngày 10/4/2025 về lưu trữ, quản lý tài liệu và cơ sở dữ liệu khi sắp xếp tổ chức",
    en: "Official letter of 10 April 2025 on archiving and managing documents and databases when organisations are rearranged",
  },
  {
    vi: "Công văn 14514-CV/VPTW ngày 25/4/2025 của Văn phòng Trung ương Đảng",
    en: "Official letter of 25 April 2025 of the Office of the Party Central Committee",
  },
];

/** Legal bases that a manifest names unless the office gives its own. */
export const defaultLegalBases: readonly string[] = ofAllProvinces.map(({ vi }) => vi);

/** The resolution that rearranged the communes of a province, by the province's name. */
const resolutions: readonly (Statement & { province: string })[] = [
  {
    province: "Quảng Ninh",
    vi: "Nghị quyết 1679/NQ-UBTVQH15 ngày 16/6/2025 về sắp xếp các đơn vị hành chính cấp xã của tỉnh Quảng Ninh",
    en: "Resolution of 16 June 2025 on rearranging the commune-level administrative units of Quảng Ninh province",
  },
];

/** The default legal bases for a unit of `province`. */
export function legalBasesFor(province: string | null): string[] {
  const own = resolutions.filter((one) => province?.normalize("NFC").includes(one.province));
  return [...own.map(({ vi }) => vi), ...defaultLegalBases];
}

const giverStatements: readonly Statement[] = [
  {
    vi: "Chịu trách nhiệm về tính đầy đủ, trung thực của danh mục; giải trình bằng văn bản đối với từng tài liệu còn thiếu",
    en: "Answers for the list being complete and true; explains in writing every document that is missing",
  },
  {
    vi: "Sắp xếp, phân loại, thống kê, chỉnh lý, số hoá hồ sơ trước khi bàn giao",
    en: "Arranges, sorts, counts, puts in order and digitises the dossiers before handing them over",
  },
  {
    vi: "Không giữ lại, không tự ý tiêu huỷ hồ sơ, tài liệu thuộc diện bàn giao",
    en: "Keeps back nothing and destroys nothing of its own accord that is to be handed over",
  },
  {
    vi: "Bàn giao tài liệu mật theo thủ tục riêng, ngoài gói bàn giao này",
    en: "Hands over classified papers by their own procedure, outside this package",
  },
  {
    vi: "Cử người liên hệ để trả lời bên nhận về hồ sơ đã bàn giao",
    en: "Names a person who answers the receiver's questions about the dossiers handed over",
  },
  {
    vi: "Chịu trách nhiệm về hồ sơ đến thời điểm ký bàn giao",
    en: "Answers for the dossiers until the handover is signed",
  },
];

const receiverStatements: readonly Statement[] = [
  {
    vi: "Kiểm tra số lượng và tình trạng hồ sơ theo danh mục, từng hồ sơ hoặc theo mẫu đã thống nhất",
    en: "Checks number and condition of the dossiers against the list, one by one or by an agreed sample",
  },
  {
    vi: "Lưu giữ thành phông riêng, không xáo trộn với hồ sơ của đơn vị mình",
    en: "Keeps them as a fonds of their own, not mixed with the dossiers of its own unit",
  },
  {
    vi: "Tiếp tục giải quyết các vụ việc chưa kết thúc trong thời hạn còn lại; kiện toàn đoàn, tổ kiểm tra",
    en: "Continues the open cases within the time left to them; completes the inspection teams and groups",
  },
  {
    vi: "Tiếp nhận tài liệu mật theo thủ tục riêng",
    en: "Takes over classified papers by their own procedure",
  },
  {
    vi: "Thông báo kịp thời cho bên giao những điểm sai khác; khi cần thì nhận có bảo lưu",
    en: "Tells the giver in good time of what differs; where needed, accepts with reservations",
  },
  {
    vi: "Chịu trách nhiệm về hồ sơ từ thời điểm ký nhận",
    en: "Answers for the dossiers from when the receipt is signed",
  },
];

/** What each side answers for unless the parties agreed otherwise; the persons are those who sign for them. */
export function defaultResponsibilities(giver: string | null, receiver: string | null): Responsibility[] {
  return [
    ...giverStatements.map(({ vi }) => ({ side: "giver" as const, statement: vi, person: giver })),
    ...receiverStatements.map(({ vi }) => ({ side: "receiver" as const, statement: vi, person: receiver })),
  ];
}

const englishBases = new Map([...resolutions, ...ofAllProvinces].map(({ vi, en }) => [vi, en]));
const englishDuties = new Map([...giverStatements, ...receiverStatements].map(({ vi, en }) => [vi, en]));

/**
 * A legal basis for an English paper: one of ours in English, with kind and number in Vietnamese behind it, for that is how
 * it is found. Another text stays as its office wrote it.
 */
export function legalBasisInEnglish(text: string): string {
  const english = englishBases.get(text);
  return english === undefined ? text : `${english} (${text.split(" ngày ")[0]})`;
}

/** A responsibility for an English paper: one of ours in English; another stays as its office wrote it. */
export function responsibilityInEnglish(statement: string): string {
  return englishDuties.get(statement) ?? statement;
}
