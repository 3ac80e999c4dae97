import type { carriers, DossierType, dossierTypes, secrecyLevels } from "../model/dossier.js";
import { Misuse } from "../model/failure.js";
import { cleanText, looseKey } from "../model/names.js";
import type { ValueKind } from "../model/stated-fields.js";
import { readDate } from "./read-date.js";

/** The codes of each vocabulary with the words, loosely written, that a Vietnamese office has for them. */
const vocabularies = {
  type: {
    KTCH: ["kiểm tra chấp hành", "kiểm tra chuyên đề"],
    KTDH: ["kiểm tra khi có dấu hiệu vi phạm", "kiểm tra dấu hiệu vi phạm"],
    GSCD: ["giám sát chuyên đề"],
    KLDV: ["kỷ luật đảng viên"],
    KLTC: ["kỷ luật tổ chức đảng", "kỷ luật tổ chức"],
    GQTC: ["giải quyết tố cáo", "tố cáo"],
    GQKN: ["giải quyết khiếu nại kỷ luật", "giải quyết khiếu nại", "khiếu nại"],
    KTTCD: ["kiểm tra tài chính đảng", "tài chính đảng"],
    KTNV: ["kiểm tra nhiệm vụ kiểm tra, giám sát", "kiểm tra thực hiện nhiệm vụ kiểm tra, giám sát"],
    CTBC: ["chương trình, báo cáo, sổ sách", "chương trình, báo cáo"],
    DONTHU: ["đơn thư", "xử lý đơn thư"],
    DCSH: ["đình chỉ sinh hoạt", "đình chỉ sinh hoạt đảng"],
    GSTX: ["giám sát thường xuyên"],
  },
  status: {
    open: ["đang giải quyết", "đang thực hiện", "chưa kết thúc", "mở"],
    closed: ["đã kết thúc", "kết thúc", "đã đóng", "đóng"],
  },
  secrecy: {
    none: ["không mật", "không", "thường"],
    mat: ["mật"],
    "toi-mat": ["tối mật"],
    "tuyet-mat": ["tuyệt mật"],
  },
  carrier: {
    paper: ["giấy", "bản giấy"],
    digital: ["điện tử", "bản điện tử", "số"],
    mixed: ["giấy và điện tử", "hỗn hợp"],
  },
  state: {
    present: ["có"],
    withheld: ["tài liệu mật, giao riêng", "giao riêng"],
    "paper-only": ["chỉ có bản giấy", "bản giấy"],
    "held-elsewhere": ["cơ quan khác đang giữ", "nơi khác giữ"],
  },
  original: {
    original: ["bản chính", "bản gốc", "gốc"],
    copy: ["bản sao", "sao", "photo", "bản photo"],
  },
  truth: {
    true: ["có", "đúng", "yes"],
    false: ["không", "sai", "no"],
    unknown: ["chưa rõ", "không rõ"],
  },
} as const satisfies Partial<Record<ValueKind, Record<string, readonly string[]>>>;
export type Vocabulary = keyof typeof vocabularies;

const isVocabulary = (kind: ValueKind): kind is Vocabulary => Object.hasOwn(vocabularies, kind);

const codeKey = (code: string): string => looseKey(code);

/** The code of a vocabulary for what was written: the code itself in any case, or a Vietnamese word in any spelling. */
export function readWord(vocabulary: Vocabulary, text: string): string | null {
  const wanted = looseKey(text);
  for (const [code, words] of Object.entries(vocabularies[vocabulary]))
    if (codeKey(code) === wanted || words.some((word: string) => looseKey(word) === wanted)) return code;
  return null;
}

/** Each code of a vocabulary with its first Vietnamese word. */
export function wordsOf(vocabulary: Vocabulary): string[] {
  return Object.entries(vocabularies[vocabulary]).map(([code, words]) => `${code} (${words[0]})`);
}

/** The words that a field of this kind takes, for the message that refuses another. */
export function allowedWords(kind: ValueKind): string {
  if (isVocabulary(kind)) return wordsOf(kind).join(", ");
  if (kind === "date") return "d/m/yyyy, m/yyyy, yyyy, yyyy-mm-dd";
  if (kind === "count") return "0–999999";
  return "KTCH.QD, KTCH.KH …";
}

const mostCounted = 999_999;
const longestText = 10_000;

/**
 * A value as it is stored, from what was typed; null for an empty one. `by.type` completes a slot named without its
 * dossier type; no year with two digits is later than that of `by.day`. Throws `field-value-not-allowed`.
 */
export function readStated(
  field: string,
  kind: ValueKind,
  raw: string,
  by: { day: string; type: DossierType | null },
): string | null {
  const text = cleanText(raw);
  if (text === "") return null;
  const refuse = (): never => {
    throw new Misuse("field-value-not-allowed", { field, value: text, allowed: allowedWords(kind) });
  };
  if (isVocabulary(kind)) return readWord(kind, text) ?? refuse();
  switch (kind) {
    case "date":
      return readOfficeDate(text, by.day) ?? refuse();
    case "count":
      return /^\d{1,6}$/u.test(text) && Number(text) <= mostCounted ? String(Number(text)) : refuse();
    case "slot":
      return readSlot(text, by.type) ?? refuse();
    case "slots":
      return text
        .split(/[\s,;]+/u)
        .filter((one) => one !== "")
        .map((one) => readSlot(one, by.type) ?? refuse())
        .join("; ");
    case "names":
      return text
        .split(";")
        .map((name) => name.trim())
        .filter((name) => name !== "")
        .join("; ");
    default:
      return text.length <= longestText ? text : refuse();
  }
}

function readSlot(text: string, type: DossierType | null): string | null {
  const code = text.toUpperCase();
  const full = code.includes(".") || type === null ? code : `${type}.${code}`;
  return /^[A-Z]{2,10}\.[A-Z0-9]{1,12}$/u.test(full) ? full : null;
}

/** A date as an office writes it, day first, or in ISO 8601; possibly only a month or a year. */
function readOfficeDate(text: string, day: string): string | null {
  const reading = readDate(text, Number(day.slice(0, 4)));
  return reading.kind === "date" ? reading.date : null;
}

// A vocabulary that the model has grown and this file has not does not compile.
const complete: {
  type: Record<(typeof dossierTypes)[number], unknown>;
  secrecy: Record<(typeof secrecyLevels)[number], unknown>;
  carrier: Record<(typeof carriers)[number], unknown>;
} = vocabularies;
void complete;
