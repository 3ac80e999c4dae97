import { looseKey } from "../model/names.js";
import { type RegisterField, registerFields } from "../model/register-field.js";

/** The two kinds of register: one row a dossier, or one row a document. */
export type RegisterKind = "dossiers" | "documents";

/** A column of a register and the field it was taken for. */
export interface RegisterColumn {
  index: number;
  heading: string;
  field: RegisterField;
}

/** How one table is laid out. */
export interface RegisterLayout {
  kind: RegisterKind;
  columns: RegisterColumn[];
  /** Headings that no field is known for. */
  unknown: { index: number; heading: string }[];
}

type Rule = [field: RegisterField, pattern: RegExp];

/** Headings without accents, case and punctuation; the first rule that fits counts. */
const shared: Rule[] = [
  ["ordinal", /^(?:stt|s tt|so tt|tt|so thu tu(?: ho so)?|thu tu|no|docordinal|doc ordinal)$/u],
  ["secrecy", /(?:^| )(?:do mat|muc do mat|cap do mat|mat do|do bao mat)(?: |$)/u],
  ["access-mode", /^(?:mode|rights|che do (?:su dung|sd|khai thac|tiep can)|muc do tiep can)$/u],
  [
    "retention",
    /thoi han (?:bao quan|luu)|^(?:thbq|th bao quan|bao quan|maintenance|thoi han(?: bq)?|retention)$/u,
  ],
  ["language", /^(?:ngon ngu|language)$/u],
  [
    "carrier",
    /vat mang tin|hinh thuc (?:luu|tai lieu)|dang (?:luu|tai lieu|ho so)|giay dien tu|loai hinh tai lieu/u,
  ],
  ["notes", /ghi chu|^(?:note|notes|remark|remarks|description|luu y|dien giai|mo ta)$/u],
];

/**
 * Data fields of the state archive (NĐ 30/2020 annex VI, Thông tư 02/2019 and 05/2025) that we keep nowhere: what the
 * code of the dossier holds already, what is counted anew, and what only their system needs.
 */
const notKept =
  /^(?:organid|filecatalog|inforsign|infor sign|keyword|tu khoa|riskrecovery|risk recovery|riskrecoverystatus|risk recovery status)$/u;

const dossierRules: Rule[] = [
  ["ignore", notKept],
  ...shared,
  ["ignore", /^(?:doctotal|totaldoc)$|(?<!ho )so (?:luong )?(?:van ban|tai lieu|vb|tl)$/u],
  [
    "reference",
    /^(?:so|ma)?(?: va)?(?: ?(?:ky hieu|kh))?(?: cua)? ?(?:ho so|hs|dvbq|don vi bao quan)(?: (?:dvbq|don vi bao quan))?(?: so)?$|^(?:filecode|file code|filenotation|file notation|reference|(?:so|ma) luu tru)$/u,
  ],
  ["reference", /^(?:so (?:va )?ky hieu|ky hieu|so ho so luu tru)$/u],
  // Beside the whole code of the dossier, its parts say nothing more.
  ["ignore", /^(?:filecode|file code|filenotation|file notation)$/u],
  ["carrier", /^(?:confidencelevel|confidence level)$/u],
  ["shelf", /^(?:paperfilecode|paper file code)$/u],
  [
    "subjects",
    /doi tuong|(?:to chuc|tcd|dang vien|dv|nguoi)(?: dang)?(?: va)?(?: dang vien| dv)? (?:duoc|bi) /u,
  ],
  [
    "subjects",
    /^(?:to chuc dang|dang vien|to chuc dang dang vien|nguoi bi to cao|ho (?:va )?ten(?: .+)?|d tuong|subjects)$/u,
  ],
  [
    "case-next-step",
    /(?:buoc|viec|cong viec|noi dung|nhiem vu) (?:tiep theo|con lai|(?:phai |can )?lam tiep|can lam)/u,
  ],
  [
    "case-step",
    /^(?:da )?(?:den |dang o )?(?:buoc|giai doan)(?: (?:da |dang )?(?:xong|lam|thuc hien|den|hien tai))?$/u,
  ],
  [
    "case-deadline",
    /^(?:han|thoi han|ngay)(?: phai)? (?:giai quyet|hoan thanh|xu ly xong|bao cao ket qua kiem tra)/u,
  ],
  [
    "case-team",
    /^(?:truong |ten )?(?:doan|to)(?: hoac to| to)? (?:kiem tra|giam sat|cong tac|giai quyet|xac minh)/u,
  ],
  ["rectification-deadline", /han (?:bao cao )?(?:ket qua )?(?:thuc hien )?(?:ket luan|khac phuc)/u],
  [
    "discipline-published",
    /ngay (?:cong bo|ky luat|thi hanh|co hieu luc|(?:qd|quyet dinh) (?:ky luat|kl))|^cong bo/u,
  ],
  ["outcome", /ket qua|ket luan|^(?:kq|outcome|result)(?: |$)/u],
  ["discipline-form", /hinh thuc (?:xu ly )?(?:ky luat|kl$)|^(?:ky luat|ht kl|htkl)$/u],
  ["outcome", /^(?:xu ly|noi dung xu ly)$/u],
  [
    "title",
    /tieu de|ten (?:de muc|ho so|hs|vu viec)|noi dung (?:ho so|hs|vu viec|vi pham|vu|don|kt|gs|kiem tra|giam sat)|trich yeu|^(?:title|noi dung|nd|ten goi|ten vu)$/u,
  ],
  [
    "type",
    /^(?:phan )?loai(?: (?:ho so|hs|viec|vu viec|hinh|cuoc|an))?$|^(?:linh vuc|nhom ho so|quy trinh|type)$/u,
  ],
  [
    "opened",
    /(?:ngay|thoi gian|thoi diem|tg) (?:bat dau|bd$|mo|lap|khoi dau|nhan$|nhan don|tiep nhan|thu ly)|^(?:tu ngay|startdate|start date|opened|bat dau)$/u,
  ],
  [
    "closed",
    /(?:ngay|thoi gian|thoi diem|tg) (?:ket thuc|dong)|^(?:den ngay|enddate|end date|closed|ket thuc)$/u,
  ],
  [
    "period",
    /thoi gian|nien do|ngay thang bat dau (?:va )?ket thuc|^(?:tg|period)$|^(?:tu ngay den ngay|ngay thang|nam|ngay thang nam)$/u,
  ],
  ["extent", /so to.*trang|to so.*trang|trang.*so to/u],
  ["sheets", /so (?:luong )?to$|^(?:numberofpaper|number of paper|to so|to|sheets)$/u],
  ["pages", /so (?:luong )?trang|^(?:pagetotal|page total|numberofpage|number of page|trang|pages)$/u],
  ["condition", /tinh trang (?:vat ly|tai lieu)|^(?:chat luong|format)$/u],
  ["status", /tinh trang|trang thai|^(?:giai quyet|tien do|status)$/u],
  ["box", /(?:^| )(?:hop|cap)(?: (?:so|cap))?$|^so hop|^hop |^box$/u],
  ["shelf", /^(?:gia|ke|ngan|tu)(?: so)?$|^so gia|^(?:gia ke|vi tri|noi de|noi cat|noi bao quan|shelf)/u],
  ["warehouse", /^(?:kho|phong kho|kho luu tru|noi luu|noi luu tru)$/u],
  ["folder", /thu muc|duong dan|^(?:folder|ten thu muc)$/u],
  ["issuer", /^(?:co quan|don vi|nguoi|to chuc)(?: \p{L}+)? lap|^(?:creator|tac gia|noi lap)/u],
];

const documentRules: Rule[] = [
  ["ignore", notKept],
  // Of one document: its dossier says how long it is kept, in what language and state it is.
  ["ignore", /^(?:maintenance|language|ngon ngu|format|process|autograph|position|traceheaderlist)$/u],
  ...shared,
  [
    "ignore",
    /^(?:docid|doc id|doccode|doc code|to|topla?ces|noi nhan|priority|so ban|issuedamount|duedate|arrivaldate|arrivalnumber)$/u,
  ],
  ["carrier", /^(?:confidencelevel|confidence level)$/u],
  [
    "reference",
    /^(?:thuoc |luu (?:tai |o |trong )?)?(?:so|ma)?(?: va)?(?: ?(?:ky hieu|kh))?(?: cua)? ?(?:ho so|hs|dvbq|don vi bao quan)(?: (?:dvbq|don vi bao quan))?(?: so)?$|^(?:filecode|file code|filenotation|file notation|dossier)$/u,
  ],
  [
    "file-name",
    /^(?:ten )?(?:tep|file)(?: (?:tin|dinh kem|scan|so hoa))?$|^(?:ten )?(?:tep|file) |duong dan/u,
  ],
  [
    "abstract",
    /trich yeu|^(?:subject|abstract|noi dung|nd|ve viec|v v|ten (?:van ban|tai lieu|vb)|tieu de(?: (?:van ban|tai lieu))?)$|ten loai va|noi dung (?:van ban|tai lieu|vb)/u,
  ],
  ["type-name", /^(?:ten )?(?:the )?loai(?: (?:van ban|tai lieu|vb|giay to))?$|^(?:typename|type name)$/u],
  [
    "number",
    /^so(?: va)? (?:ky )?hieu|^so(?: va)? kh(?: (?:van ban|vb|tai lieu|tl))?$|^so (?:van ban|vb|cong van|cv|tai lieu|di|den)$|^number$/u,
  ],
  ["code-number", /^(?:codenumber|code number|so)$/u],
  ["code-notation", /^(?:codenotation|code notation|ky hieu(?: (?:van ban|vb))?)$/u],
  [
    "date",
    /^(?:ngay|ngay thang|nam|date)(?: |$)|^(?:issueddate|issued date)$|thoi gian (?:ban hanh|van ban)|ngay (?:ban hanh|van ban|vb|ky)/u,
  ],
  ["ignore", /^(?:filenotation|file notation)$/u],
  ["signer", /nguoi ky|^(?:signer|signerinfo|fullname|full name)$/u],
  ["ignore", /^(?:signerinfo|fullname|full name)$/u],
  [
    "issuer",
    /tac gia|(?:co quan|noi|don vi|to chuc)(?: \p{L}+)? ban hanh|^(?:organname|organ name|nguoi viet|noi gui)$/u,
  ],
  ["extent", /to so|trang so|so to.*trang|^(?:tu to|tu trang|trang|to|tu to den to|vi tri)$/u],
  ["pages", /so (?:luong )?trang|^(?:pageamount|page amount|numberofpage|number of page)$/u],
  ["sheets", /so (?:luong )?to$/u],
  ["original", /^(?:loai ban|ban chinh|ban goc|ban chinh ban sao|tinh trang ban)/u],
  ["condition", /^tinh trang(?: vat ly)?$/u],
];

/** Fields that only one kind of register has; they tell which kind a table is. */
const telling: Record<RegisterKind, ReadonlySet<RegisterField>> = {
  dossiers: new Set([
    "title",
    "type",
    "subjects",
    "period",
    "opened",
    "closed",
    "outcome",
    "discipline-form",
    "status",
    "box",
    "shelf",
  ]),
  documents: new Set([
    "number",
    "code-number",
    "date",
    "type-name",
    "abstract",
    "signer",
    "issuer",
    "file-name",
  ]),
};

/** The key under which two spellings of one heading meet. */
export function headingKey(heading: string): string {
  return looseKey(heading);
}

/** A field by its own name, whatever the case. */
export function fieldByName(name: string): RegisterField | undefined {
  const key = name.trim().toLowerCase().replaceAll("_", "-");
  return registerFields.find((field) => field === key);
}

/**
 * The layout that a row of headings gives, or null when the row is no row of headings: fewer than three columns that
 * are known, or too little to tell dossiers from documents. `mapping` (heading key to field) goes before every rule.
 */
export function readHeadings(
  headings: (string | null)[],
  mapping: ReadonlyMap<string, RegisterField> = new Map(),
): RegisterLayout | null {
  if (headings.some((heading) => heading !== null && heading.length > 120)) return null;
  if (mapping.size === 0 && !mayBeHeadings(headings)) return null;
  const dossiers = layoutAs("dossiers", headings, mapping);
  const documents = layoutAs("documents", headings, mapping);
  const [dossierScore, documentScore] = [tellingScore(dossiers), tellingScore(documents)];
  const best = documentScore > dossierScore ? documents : dossiers;
  const known = best.columns.length;
  const filled = headings.filter((heading) => heading !== null).length;
  if (known < (mapping.size > 0 ? 2 : 3) || known * 2 < filled) return null;
  const has = (field: RegisterField): boolean => best.columns.some((column) => column.field === field);
  const enough =
    best.kind === "dossiers"
      ? (has("title") || has("subjects")) && (has("reference") || has("ordinal"))
      : has("abstract") || has("type-name") || (has("number") && has("date"));
  return enough ? best : null;
}

/** One test of a cell in place of thirty: nearly every row of a register is none of headings. */
const anyHeading = new RegExp(
  [...dossierRules, ...documentRules].map(([, pattern]) => `(?:${pattern.source})`).join("|"),
  "u",
);

function mayBeHeadings(headings: (string | null)[]): boolean {
  const filled = headings.filter((heading) => heading !== null);
  let known = 0;
  for (const heading of filled) if (anyHeading.test(headingKey(heading))) known += 1;
  return known >= 3 && known * 2 >= filled.length;
}

function tellingScore(layout: RegisterLayout): number {
  return layout.columns.filter((column) => telling[layout.kind].has(column.field)).length;
}

function layoutAs(
  kind: RegisterKind,
  headings: (string | null)[],
  mapping: ReadonlyMap<string, RegisterField>,
): RegisterLayout {
  const rules = kind === "dossiers" ? dossierRules : documentRules;
  const columns: RegisterColumn[] = [];
  const unknown: RegisterLayout["unknown"] = [];
  const taken = new Set<RegisterField>();
  const place = (index: number, heading: string, field: RegisterField | undefined): void => {
    // A field twice is one too many: the first column keeps it, the second is shown to the clerk.
    if (field === undefined || taken.has(field)) unknown.push({ index, heading });
    else {
      // What is passed over may be many columns.
      if (field !== "ignore") taken.add(field);
      columns.push({ index, heading, field });
    }
  };
  const later: [number, string][] = [];
  headings.forEach((heading, index) => {
    if (heading === null) return;
    const mapped = mapping.get(headingKey(heading));
    if (mapped) place(index, heading, mapped);
    else later.push([index, heading]);
  });
  for (const [index, heading] of later) {
    const key = headingKey(heading);
    place(index, heading, rules.find(([field, pattern]) => pattern.test(key) && !taken.has(field))?.[0]);
  }
  columns.sort((a, b) => a.index - b.index);
  return { kind, columns, unknown };
}
