import { type Carrier, type DossierStatus, type DossierType, dossierTypes } from "../model/dossier.js";
import { looseKey } from "../model/names.js";

/** Words for dossier types; the first that fits counts, so the narrower stand before the wider. */
const typeWords: [DossierType, RegExp][] = [
  ["GQKN", /khieu nai/u],
  ["GQTC", /to cao|to giac/u],
  ["DCSH", /dinh chi/u],
  ["KTDH", /dau hieu vi pham|dhvp|dau hieu vp/u],
  ["KTTCD", /tai chinh|kttc(?:d|$| )|dang phi/u],
  ["KTNV", /(?:nhiem vu|cong tac) (?:kiem tra,? ?giam sat|ktgs|kiem tra|thi hanh ky luat)|ktnv/u],
  ["GSTX", /giam sat thuong xuyen/u],
  [
    "CTBC",
    /^(?:ho so )?(?:chuong trinh|bao cao|so sach|ky hop|ct bc)|tap (?:luu|bao cao)|so sach|bien ban ky hop/u,
  ],
  ["GSCD", /giam sat/u],
  ["KLTC", /ky luat.*(?:to chuc|chi bo|chi uy|dang bo|dang uy|cap uy|ban chap hanh)/u],
  ["KLDV", /ky luat/u],
  ["DONTHU", /don thu|don phan anh|nac danh|kien nghi|xu ly don|phan anh/u],
  ["KTCH", /kiem tra|chap hanh/u],
];

/** Symbols that offices write for a type beside its own code. */
const typeAliases: Record<string, DossierType> = {
  KTDHVP: "KTDH",
  DHVP: "KTDH",
  KTTC: "KTTCD",
  KTTCĐ: "KTTCD",
  KTTCDANG: "KTTCD",
  GS: "GSCD",
  GQĐT: "DONTHU",
  ĐT: "DONTHU",
  KTCĐ: "KTCH",
};

/** The dossier type that words of a type column or a title mean. */
export function readDossierType(text: string): DossierType | null {
  const symbol = typeOfSymbol(text.trim());
  if (symbol) return symbol;
  const key = looseKey(text);
  // “kỷ luật đồng chí … đảng viên Chi bộ khu 7” is about the member, whatever organisation stands behind.
  if (
    /ky luat.{0,40}?(?:dong chi|d c |dang vien)/u.test(key) &&
    !/to chuc dang/u.test(key) &&
    !/khieu nai|dau hieu|dhvp/u.test(key)
  ) {
    return "KLDV";
  }
  return typeWords.find(([, pattern]) => pattern.test(key))?.[0] ?? null;
}

/** The type in a reference such as `01.KTCH` or `05-KTDHVP/2023`. */
export function typeOfReference(reference: string): DossierType | null {
  for (const part of reference.split(/[^\p{L}]+/u)) {
    const type = typeOfSymbol(part);
    if (type) return type;
  }
  return null;
}

function typeOfSymbol(symbol: string): DossierType | null {
  const key = symbol.normalize("NFC").toUpperCase();
  return (
    dossierTypes.find((type) => type === key) ?? (Object.hasOwn(typeAliases, key) ? typeAliases[key]! : null)
  );
}

/** Open or closed, by the words of a status column; null for words that are not known. */
export function readStatus(text: string): DossierStatus | null {
  const key = looseKey(text);
  if (
    /^(?:chua|dang|con|do dang|tam dinh chi|tiep tuc|mo)(?: |$)|do dang|chua (?:ket thuc|xong|hoan thanh)/u.test(
      key,
    )
  )
    return "open";
  if (
    /xong|ket thuc|hoan thanh|hoan tat|da (?:ket luan|giai quyet|luu|dong)|^(?:dong|luu|luu tru|nop luu|x|da nop luu)$/u.test(
      key,
    )
  )
    return "closed";
  return null;
}

/** Retention as the clerk's abbreviation means it: `VV` is Vĩnh viễn, `20n` is 20 năm; other words stay. */
export function readRetention(text: string): string {
  const key = looseKey(text);
  if (/^(?:vv|vinh vien|v vien)$/u.test(key)) return "Vĩnh viễn";
  const years = /^(\d{1,3}) ?(?:n|nam)?$/u.exec(key);
  return years && !/^0/u.test(key) ? `${Number(years[1])} năm` : text;
}

/** `maintenance` of the state archive's data fields: two digits for a period; 07 is one that is not said. */
export function readMaintenanceCode(text: string): { retention: string | null } | null {
  const periods = ["Vĩnh viễn", "70 năm", "50 năm", "30 năm", "20 năm", "10 năm", null];
  return /^0[1-7]$/u.test(text) ? { retention: periods[Number(text) - 1]! } : null;
}

/** `format` of the state archive's data fields, which is the state a paper is in; other words stay. */
export function readCondition(text: string): string {
  const states = ["Tốt", "Bình thường", "Hỏng"];
  return /^0[1-3]$/u.test(text) ? states[Number(text) - 1]! : text;
}

/** The carrier that a column of that name states; null for words that are not known. */
export function readCarrier(text: string): Carrier | null {
  const key = looseKey(text);
  // `confidenceLevel` of the state archive's data fields: made electronically, digitised from paper, both.
  if (/^0[1-3]$/u.test(key)) return key === "01" ? "digital" : "mixed";
  const paper = /giay|ban cung/u.test(key);
  const digital =
    /dien tu|so hoa|file|tep|scan|ban mem/u.test(key) && !/(?:chua|khong) (?:so hoa|scan|quet)/u.test(key);
  if (/hon hop|ca hai/u.test(key) || (paper && digital)) return "mixed";
  return paper ? "paper" : digital ? "digital" : null;
}

/** Types of papers by the words or symbol that begin their abstract. */
const paperTypes: [string, RegExp][] = [
  ["Quyết định", /^(?:quyết định|qđ)(?=\s|$)/iu],
  ["Quy định", /^quy định(?=\s|$)/iu],
  ["Kế hoạch", /^(?:kế hoạch|kh)(?=\s|$)/iu],
  ["Thông báo", /^(?:thông báo|tb)(?=\s|$)/iu],
  ["Báo cáo", /^(?:báo cáo|bc)(?=\s|$)/iu],
  ["Biên bản", /^(?:biên bản|bb|trích biên bản)(?=\s|$)/iu],
  ["Tờ trình", /^(?:tờ trình|ttr)(?=\s|$)/iu],
  ["Công văn", /^(?:công văn|cv)(?=\s|$)/iu],
  ["Chương trình", /^(?:chương trình|ctr)(?=\s|$)/iu],
  ["Nghị quyết", /^(?:nghị quyết|nq)(?=\s|$)/iu],
  ["Kết luận", /^(?:kết luận|kl)(?=\s|$)/iu],
  ["Quy chế", /^(?:quy chế|qc)(?=\s|$)/iu],
  ["Hướng dẫn", /^(?:hướng dẫn|hd)(?=\s|$)/iu],
  ["Đề cương", /^đề cương(?=\s|$)/iu],
  ["Lịch làm việc", /^lịch (?:làm việc|công tác)(?=\s|$)/iu],
  ["Phiếu chuyển", /^(?:phiếu chuyển|pc)(?=\s|$)/iu],
  ["Phiếu", /^phiếu(?=\s|$)/iu],
  ["Đơn", /^đơn(?=\s|$)/iu],
  ["Bản kiểm điểm", /^bản (?:tự )?kiểm điểm(?=\s|$)/iu],
  ["Bản giải trình", /^bản (?:tường trình|giải trình)(?=\s|$)/iu],
  ["Bảng kê", /^bảng (?:kê|thống kê)(?=\s|$)/iu],
  ["Danh sách", /^danh sách(?=\s|$)/iu],
  ["Danh mục", /^danh mục(?=\s|$)/iu],
  ["Mục lục", /^mục lục(?=\s|$)/iu],
  ["Sổ", /^sổ(?=\s|$)/iu],
  ["Giấy mời", /^giấy mời(?=\s|$)/iu],
];

/** The type of a paper, from the words with which its abstract begins. */
export function paperTypeOf(abstract: string): string | null {
  return paperTypes.find(([, pattern]) => pattern.test(abstract))?.[0] ?? null;
}

/** `typeName` of the state archive's data fields, 01 to 31. */
const typeNameCodes =
  "Nghị quyết|Quyết định|Chỉ thị|Quy chế|Quy định|Thông cáo|Thông báo|Hướng dẫn|Chương trình|Kế hoạch|Phương án|Đề án|Dự án|Báo cáo|Tờ trình|Giấy uỷ quyền|Phiếu gửi|Phiếu chuyển|Phiếu báo|Biên bản|Hợp đồng|Công văn|Công điện|Bản ghi nhớ|Bản thoả thuận|Giấy mời|Giấy giới thiệu|Giấy nghỉ phép|Thư công|Bản đồ|Bản vẽ kỹ thuật".split(
    "|",
  );

/** The name behind a two-digit type code; null for 32, any other kind; other words stay. */
export function readTypeName(text: string): string | null {
  if (text === "32") return null;
  return (/^\d{2}$/u.test(text) ? typeNameCodes[Number(text) - 1] : undefined) ?? text;
}

/** A key of an abstract under which its spellings in two registers meet: abbreviated types written out. */
export function abstractKey(abstract: string): string {
  const type = paperTypeOf(abstract);
  const pattern = paperTypes.find(([name]) => name === type)?.[1];
  const rest = pattern ? abstract.replace(pattern, "") : abstract;
  return looseKey(`${type ?? ""} ${rest}`);
}
