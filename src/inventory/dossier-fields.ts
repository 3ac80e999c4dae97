import type {
  Carrier,
  Dossier,
  DossierStatus,
  DossierType,
  OpenCase,
  Secrecy,
  Subject,
} from "../model/dossier.js";
import { Misuse } from "../model/failure.js";
import type { DossierField, ValueKind } from "../model/stated-fields.js";

/** How a field of a dossier is read from it and put into it; values are text, null where there is none. */
export interface FieldOf<Whole> {
  /** What a Vietnamese clerk may type in place of the field's name. */
  vietnamese: string;
  kind: ValueKind;
  get(whole: Whole): string | null;
  set(whole: Whole, value: string | null): Whole;
  /** It cannot be emptied. */
  required?: boolean;
  /** It tells what the paper is about, and is not repeated of a secret one. */
  telling?: boolean;
}

/** Gives a code to a person newly protected. */
export type NewCode = (role: "denouncer" | "petitioner") => string;

const counted = (value: string | null): number | null => (value === null ? null : Number(value));
const shown = (value: number | null): string | null => (value === null ? null : String(value));

type TextKey = "reference" | "issuer" | "outcome" | "retention" | "condition" | "notes" | "folder" | "title";

function text(key: TextKey, vietnamese: string, special: Partial<FieldOf<Dossier>> = {}): FieldOf<Dossier> {
  return {
    vietnamese,
    kind: "text",
    get: (dossier) => dossier[key],
    set: (dossier, value) => ({ ...dossier, [key]: value }),
    ...special,
  };
}

function date(key: "opened" | "closed" | "rectificationDeadline", vietnamese: string): FieldOf<Dossier> {
  return {
    vietnamese,
    kind: "date",
    get: (dossier) => dossier[key],
    set: (dossier, value) => ({ ...dossier, [key]: value }),
  };
}

function place(key: keyof Dossier["place"], vietnamese: string): FieldOf<Dossier> {
  return {
    vietnamese,
    kind: "text",
    get: (dossier) => dossier.place[key],
    set: (dossier, value) => ({ ...dossier, place: { ...dossier.place, [key]: value } }),
  };
}

function openCase(key: keyof OpenCase, vietnamese: string, kind: ValueKind = "text"): FieldOf<Dossier> {
  return {
    vietnamese,
    kind,
    telling: kind === "text",
    get: (dossier) => dossier.openCase?.[key] ?? null,
    set: (dossier, value) => {
      const none: OpenCase = { step: null, nextStep: null, deadline: null, team: null };
      const next = { ...none, ...dossier.openCase, [key]: value };
      return { ...dossier, openCase: Object.values(next).every((one) => one === null) ? null : next };
    },
  };
}

function subjects(
  belongs: (subject: Subject) => boolean,
  make: (name: string) => Subject,
  vietnamese: string,
): FieldOf<Dossier> {
  return {
    vietnamese,
    kind: "names",
    telling: true,
    // What is said of a change names protected persons by their codes.
    get: (dossier) =>
      dossier.subjects
        .filter(belongs)
        .map(({ name, code }) => code ?? name)
        .join("; ") || null,
    set: (dossier, value) => {
      const known = dossier.subjects.filter(belongs);
      const next = (value?.split("; ") ?? []).map(
        (word) => known.find(({ name, code }) => name === word || code === word) ?? make(word),
      );
      return { ...dossier, subjects: [...dossier.subjects.filter((one) => !belongs(one)), ...next] };
    },
  };
}

/** The fields of a dossier; `newCode` serves persons that become protected by the change. */
export function dossierFieldTable(newCode: NewCode): Record<DossierField, FieldOf<Dossier>> {
  const inspected = (kind: Subject["kind"], vietnamese: string): FieldOf<Dossier> =>
    subjects(
      (one) => one.role === "inspected" && one.kind === kind,
      (name) => ({ kind, role: "inspected", name, code: null }),
      vietnamese,
    );
  const protectedRole = (role: "denouncer" | "petitioner", vietnamese: string): FieldOf<Dossier> =>
    subjects(
      (one) => one.role === role,
      (name) => ({ kind: "member", role, name, code: newCode(role) }),
      vietnamese,
    );
  return {
    reference: text("reference", "số hồ sơ", { required: true }),
    type: {
      vietnamese: "loại",
      kind: "type",
      get: (dossier) => dossier.type,
      set: (dossier, value) => ({ ...dossier, type: value as DossierType | null }),
    },
    title: text("title", "tiêu đề", { required: true, telling: true }),
    issuer: text("issuer", "cơ quan lập"),
    opened: date("opened", "ngày mở"),
    closed: date("closed", "ngày kết thúc"),
    status: {
      vietnamese: "tình trạng",
      kind: "status",
      required: true,
      get: (dossier) => dossier.status,
      set: (dossier, value) => ({ ...dossier, status: value as DossierStatus }),
    },
    organisations: inspected("organisation", "tổ chức"),
    members: inspected("member", "đảng viên"),
    others: inspected("other", "đối tượng khác"),
    denouncers: protectedRole("denouncer", "người tố cáo"),
    petitioners: protectedRole("petitioner", "người gửi đơn"),
    outcome: text("outcome", "kết quả", { telling: true }),
    "discipline-form": {
      vietnamese: "hình thức kỷ luật",
      kind: "text",
      telling: true,
      get: (dossier) => dossier.discipline?.form ?? null,
      set: (dossier, form) => ({
        ...dossier,
        discipline:
          form === null && !dossier.discipline?.published
            ? null
            : { form: form ?? "", published: dossier.discipline?.published ?? null },
      }),
    },
    "discipline-published": {
      vietnamese: "ngày công bố kỷ luật",
      kind: "date",
      telling: true,
      get: (dossier) => dossier.discipline?.published ?? null,
      set: (dossier, published) => ({
        ...dossier,
        discipline:
          published === null && !dossier.discipline?.form
            ? null
            : { form: dossier.discipline?.form ?? "", published },
      }),
    },
    "rectification-deadline": date("rectificationDeadline", "hạn khắc phục"),
    retention: text("retention", "thời hạn bảo quản"),
    secrecy: {
      vietnamese: "độ mật",
      kind: "secrecy",
      get: (dossier) => dossier.secrecy,
      set: (dossier, value) => ({ ...dossier, secrecy: (value ?? "none") as Secrecy }),
    },
    language: {
      vietnamese: "ngôn ngữ",
      kind: "text",
      get: (dossier) => dossier.language,
      set: (dossier, value) => ({ ...dossier, language: value ?? "vi" }),
    },
    sheets: {
      vietnamese: "số tờ",
      kind: "count",
      get: (dossier) => shown(dossier.sheets),
      set: (dossier, value) => ({ ...dossier, sheets: counted(value) }),
    },
    pages: {
      vietnamese: "số trang",
      kind: "count",
      get: (dossier) => shown(dossier.pages),
      set: (dossier, value) => ({ ...dossier, pages: counted(value) }),
    },
    carrier: {
      vietnamese: "vật mang tin",
      kind: "carrier",
      get: (dossier) => dossier.carrier,
      set: (dossier, value) => ({ ...dossier, carrier: value as Carrier | null }),
    },
    warehouse: place("warehouse", "kho"),
    shelf: place("shelf", "giá"),
    box: place("box", "hộp"),
    condition: text("condition", "tình trạng vật lý", { telling: true }),
    notes: text("notes", "ghi chú", { telling: true }),
    "case-step": openCase("step", "bước đã xong"),
    "case-next-step": openCase("nextStep", "bước tiếp theo"),
    "case-deadline": openCase("deadline", "hạn giải quyết", "date"),
    "case-team": openCase("team", "đoàn (tổ)"),
    folder: text("folder", "thư mục", { telling: true }),
  };
}

/** A discipline is a form with a day of publication; a day without a form says nothing. Throws `field-required`. */
export function demandWholeDiscipline(dossier: Dossier): void {
  if (dossier.discipline?.form === "") throw new Misuse("field-required", { field: "discipline-form" });
}
