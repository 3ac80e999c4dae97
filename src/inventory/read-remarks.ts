import type {
  Condition,
  Discipline,
  DossierStatus,
  DossierType,
  Fact,
  PartialDate,
} from "../model/dossier.js";
import { looseKey } from "../model/names.js";
import { latestDay } from "../model/partial-date.js";
import { readDate } from "./read-date.js";

/** What the sentences of a register row say of a case. */
export interface Remarks {
  facts: Fact[];
  /** Sentences nobody understood, as written. */
  rest: string[];
  discipline: Discipline | null;
  rectificationDeadline: PartialDate | null;
  folder: string | null;
  /** `CB` where the remark says that a Party cell made the dossier. */
  issuer: string | null;
  paperOnly: boolean;
  /** The remark says that the case goes on. */
  unfinished: boolean;
}

export interface RemarkContext {
  type: DossierType | null;
  status: DossierStatus;
  /** Today as `YYYY-MM-DD`. */
  today: string;
}

/** A sentence may only say yes or no to a core; `others` are the words that may stand around it. */
interface Statement {
  condition: Condition;
  core: RegExp;
  types?: DossierType[];
}

const statements: Statement[] = [
  {
    condition: "extended",
    core: /gia han(?: (?:thoi gian|them|thoi han))?(?: (?:kiem tra|giam sat|giai quyet))?/u,
  },
  {
    condition: "scope_changed",
    core: /(?:thay doi|dieu chinh|bo sung|sua doi)(?: ve)? (?:noi dung|pham vi|moc thoi gian)/u,
  },
  {
    condition: "members_changed",
    core: /(?:thay doi|dieu chinh|bo sung|thay the)(?: ve)? (?:thanh vien|nhan su|thanh phan|nguoi)/u,
  },
  { condition: "verified", core: /(?:tham tra,? ?(?:va )?xac minh|tham tra|xac minh)/u },
  {
    condition: "held",
    core: /lam viec(?: rieng| truc tiep)?(?: voi)? (?:doi tuong|dang vien|to chuc dang|chi bo|chi uy|nguoi bi to cao)/u,
  },
  {
    condition: "supplied",
    core: /(?:cung cap|thu|thu thap|thu giu|giao nop|tiep nhan)(?: them)? (?:tai lieu|ho so|chung tu|van ban)/u,
  },
  {
    condition: "expertise",
    core: /(?:giam dinh|trung cau giam dinh|(?:trung cau|xin|lay) y kien chuyen mon|y kien chuyen mon)/u,
  },
  {
    condition: "twin",
    core: /(?:ket hop (?:xem xet,? ?)?(?:thi hanh |xu ly )?ky luat|(?:theo )?quy trinh kep|lam quy trinh ky luat)/u,
  },
  {
    condition: "team",
    core: /(?:lap|thanh lap)(?: rieng)? (?:to|doan)(?: (?:kiem tra|giam sat|cong tac|giai quyet|xem xet|xac minh)(?: to cao| khieu nai| ky luat)?)?/u,
  },
  {
    condition: "transferred",
    core: /chuyen(?: (?:ho so|vu viec|don|sang|den|cho|toi))* (?:co quan|cq|cong an|canh sat|csdt|vien kiem sat|vks|toa an|thanh tra|ubnd|uy ban nhan dan|don vi khac|noi khac)/u,
  },
  { condition: "withdrawn", core: /rut (?:don|to cao|khieu nai|noi dung|lai don)/u },
  {
    condition: "discipline_considered",
    core: /(?:den muc|muc)(?: phai)? (?:xem xet|xu ly|thi hanh|bi)(?:,? thi hanh| xu ly)? ky luat/u,
  },
  { condition: "appeal", core: /khieu nai/u, types: ["KLDV", "KLTC", "KTDH", "KTTCD", "GQTC", "DCSH"] },
];

/** Words that may stand before a core without changing what it says. */
const fillers =
  /^(?:co|da|duoc|phai|can|tien hanh|to chuc|thuc hien|viec|va|doi tuong|nguoi co don|nguoi to cao|nguoi khieu nai|nguoi gui don|duong su|dang vien|to chuc dang|chi bo|to kiem tra|doan kiem tra|ubkt|vu viec|ho so|noi dung|lan|trong qua trinh kiem tra|rieng|them|bi) ?/u;
const negation = /^(?:khong|ko|khong he|chua) ?/u;
/** A sentence with one of these plans, doubts or speaks of somebody else. */
const doubtful =
  /(?:^| )(?:neu|co the|du kien|de nghi|se|dang xem xet|hay khong|chua ro|khong ro|nghi|co hay|hoac)(?: |$)/u;

const forms: [string, RegExp][] = [
  ["khiển trách", /^khien trach/u],
  ["cảnh cáo", /^canh cao/u],
  ["cách chức", /^cach chuc/u],
  ["khai trừ", /^khai tru/u],
  ["giải tán", /^giai tan/u],
];

/** Reads the remarks and the result of a dossier row. Words not understood stay words: nothing is guessed. */
export function readRemarks(remarks: string | null, outcome: string | null, context: RemarkContext): Remarks {
  const result: Remarks = {
    facts: [],
    rest: [],
    discipline: null,
    rectificationDeadline: null,
    folder: null,
    issuer: null,
    paperOnly: false,
    unfinished: false,
  };
  for (const clause of clauses(outcome ?? "")) readOutcome(clause, context, result);
  const { sentences, folder } = withoutFolder(remarks ?? "");
  result.folder = folder;
  for (const clause of clauses(sentences)) {
    if (!readRemark(clause, context, result)) result.rest.push(clause);
  }
  return result;
}

/** Sentences end at `;`, at a line break, and at a full stop behind which another begins. */
function clauses(text: string): string[] {
  return text
    .split(/[;\n]+|\.(?=\s+\p{Lu})|\.\s*$/u)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== "");
}

/** A folder name may hold anything but a semicolon, so it is taken out before the text is cut into sentences. */
function withoutFolder(text: string): { sentences: string; folder: string | null } {
  const match = /(?:^|[;.\n]\s*)(?:thư mục|thu muc|folder|lưu (?:tại )?thư mục)\s*:\s*([^;\n]+)/iu.exec(text);
  if (!match) return { sentences: text, folder: null };
  const rest = `${text.slice(0, match.index)}; ${text.slice(match.index + match[0].length)}`;
  return { sentences: rest, folder: match[1]!.trim() };
}

function readRemark(clause: string, context: RemarkContext, result: Remarks): boolean {
  const key = looseKey(clause);
  const state = (condition: Condition, value: boolean): true => {
    addFact(result.facts, condition, value, clause);
    return true;
  };
  if (/^(?:dung|trong) (?:thoi )?(?:han|gian)(?: quy dinh)?$|^dung (?:tien do|ke hoach)$/u.test(key))
    return state("extended", false);
  if (
    /^(?:ho so|tai lieu|ban|toan bo)? ?(?:ban )?giay$|^(?:chua|khong) (?:so hoa|quet|scan)$|^(?:ho so|ban|luu)(?: ban)? giay (?:chua|khong) (?:so hoa|quet|scan)$|^chi (?:co|luu) (?:ban|ho so) giay$/u.test(
      key,
    )
  ) {
    result.paperOnly = true;
    return true;
  }
  if (/^(?:khong|chua) (?:duoc )?thu ly(?: don)?$/u.test(key)) return state("not_accepted", true);
  if (/^(?:da |duoc )?thu ly(?: don)?$/u.test(key)) return state("not_accepted", false);
  if (/^khieu nai lan (?:dau|thu nhat|1|i)$/u.test(key)) return state("prior_decision", false);
  if (/^(?:khieu nai|giai quyet khieu nai) lan (?:hai|thu hai|2|ii|ba|3|tiep theo)/u.test(key))
    return state("prior_decision", true);
  if (/^khong (?:phai |can |co )?(?:yeu cau )?(?:phai )?(?:bao cao )?(?:ket qua )?khac phuc$/u.test(key))
    return state("rectification_due", false);
  const deadline =
    /^(?:thoi )?han (?:bao cao |nop bao cao )?(?:ket qua )?(?:thuc hien )?(?:khac phuc|ket luan)/u.exec(key);
  if (deadline) return readDeadline(clause, context, result);
  const maker =
    /^(?:ho so )?(?:do )?(?:chi bo|cb)( \p{L}+| \d+)* (?:lap|lap ho so|ban hanh|thuc hien)$/u.exec(key);
  if (maker) {
    result.issuer = "CB";
    return state("issuer_not_cell", false);
  }
  if (
    /(?:^| )do dang(?: |$)|^(?:vu viec|ho so|viec) (?:dang giai quyet|chua ket thuc|chua xong)/u.test(key)
  ) {
    // Who continues the case is for the plan to say: the sentence stays with the notes.
    result.unfinished = true;
    return false;
  }
  return readStatements(clause, key, context, result);
}

function readDeadline(clause: string, context: RemarkContext, result: Remarks): boolean {
  const written = /\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{2,4}|\d{1,2}\s*[/.-]\s*\d{4}|ngày .*$/iu.exec(
    clause,
  )?.[0];
  const reading = readDate(written ?? "", Number(context.today.slice(0, 4)) + 1);
  if (reading.kind !== "date") return false;
  result.rectificationDeadline = reading.date;
  // The condition asks whether the day has passed; before that nobody owes the report yet.
  if (latestDay(reading.date) < context.today) addFact(result.facts, "rectification_due", true, clause);
  return true;
}

function readStatements(clause: string, key: string, context: RemarkContext, result: Remarks): boolean {
  if (doubtful.test(key)) return false;
  const joint = /^(.*?(?:thay doi|dieu chinh|bo sung)) noi dung(?: va)? (thanh vien|nhan su)$/u.exec(key);
  if (joint) {
    const value = polarity(joint[1]!.replace(/(?:thay doi|dieu chinh|bo sung)$/u, "").trim(), context.status);
    if (value === null) return false;
    addFact(result.facts, "scope_changed", value, clause);
    addFact(result.facts, "members_changed", value, clause);
    return true;
  }
  for (const { condition, core, types } of statements) {
    if (types && !(context.type && types.includes(context.type))) continue;
    const match = core.exec(key);
    if (!match) continue;
    const before = key.slice(0, match.index).trim();
    const behind = key.slice(match.index + match[0].length).trim();
    if (/^(?:khong|0 lan|chua)$/u.test(behind) && before === "") {
      addFact(result.facts, condition, false, clause);
      return true;
    }
    if (/(?:^| )(?:khong|chua|ko)(?: |$)/u.test(behind) || behind.split(" ").length > 10) continue;
    const value = polarity(before, context.status);
    if (value === null) continue;
    addFact(result.facts, condition, value, clause);
    return true;
  }
  return false;
}

/** Yes or no from the words before a core; null when other words stand there, or two negations. */
function polarity(before: string, status: DossierStatus): boolean | null {
  let rest = before;
  let negations = 0;
  while (rest !== "") {
    const no = negation.exec(rest);
    if (no) {
      // Not yet, in a case that goes on, is not no.
      if (no[0].startsWith("chua") && status === "open") return null;
      negations += 1;
      rest = rest.slice(no[0].length);
      continue;
    }
    const filler = fillers.exec(rest);
    if (!filler) return null;
    rest = rest.slice(filler[0].length);
  }
  return negations > 1 ? null : negations === 0;
}

function readOutcome(clause: string, context: RemarkContext, result: Remarks): void {
  const key = looseKey(clause);
  const state = (condition: Condition, value: boolean): void =>
    addFact(result.facts, condition, value, clause);
  const published = /(?:cong bo|cong khai)(?: ngay)?/u.exec(key);
  const form = forms.find(([, pattern]) =>
    pattern.test(
      key.replace(/^(?:hinh thuc|ky luat|thi hanh ky luat|xu ly ky luat)(?: bang)?(?: hinh thuc)? /u, ""),
    ),
  );
  if (form) {
    result.discipline = { form: form[0], published: result.discipline?.published ?? null };
    state("discipline_imposed", true);
    state("discipline_considered", true);
    if (context.type === "KLDV" || context.type === "KLTC") state("no_discipline", false);
    if (/de nghi/u.test(key)) state("discipline_proposed", true);
    else if (/quyet dinh/u.test(key)) state("discipline_proposed", false);
  }
  if (published) {
    const date = publishedDate(clause, context);
    if (date !== null) {
      if (result.discipline) result.discipline = { ...result.discipline, published: date };
    }
    return;
  }
  if (form) return;
  if (
    /^(?:da ket luan )?(?:chua|khong) (?:phat hien|co|thay|xac dinh)(?: \p{L}+)?(?: co)? ?dau hieu vi pham/u.test(
      key,
    )
  )
    state("signs_found", false);
  else if (/^(?:co|phat hien|xac dinh co|phat hien co) dau hieu vi pham/u.test(key))
    state("signs_found", true);
  if (/(?:chua|khong) den muc(?: phai)? (?:xem xet|xu ly|thi hanh)/u.test(key)) {
    state("discipline_considered", false);
    state("discipline_imposed", false);
    state("discipline_proposed", false);
  } else if (
    /^(?:khong|mien)(?: phai| bi)? (?:xu ly|thi hanh|xem xet)(?: \p{L}+){0,2} ?ky luat|^mien ky luat|^khong ky luat/u.test(
      key,
    )
  ) {
    state("discipline_imposed", false);
    if (context.type === "KLDV" || context.type === "KLTC") state("no_discipline", true);
  } else if (
    /^de nghi (?:thi hanh )?(?:ky luat|khien trach|canh cao|cach chuc|khai tru|giai tan)/u.test(key)
  ) {
    state("discipline_proposed", true);
  }
  if (/^khong thu ly/u.test(key)) state("not_accepted", true);
  const transferred = statements.find((one) => one.condition === "transferred")!.core.exec(key);
  if (transferred) {
    const value = polarity(key.slice(0, transferred.index).trim(), context.status);
    if (value !== null) state("transferred", value);
  }
}

function publishedDate(clause: string, context: RemarkContext): PartialDate | null {
  const written = /(?:công bố|công khai)(?:\s+ngày)?\s*:?\s*(.+)$/iu.exec(clause)?.[1];
  const reading = readDate((written ?? "").replace(/[).]+$/u, ""), Number(context.today.slice(0, 4)) + 1);
  return reading.kind === "date" ? reading.date : null;
}

/** The first statement on a condition counts; a second that contradicts it makes it unknown. */
function addFact(facts: Fact[], condition: Condition, value: boolean, evidence: string): void {
  const known = facts.find((fact) => fact.condition === condition);
  if (!known) facts.push({ condition, value: value ? "true" : "false", origin: "register", evidence });
  else if (known.value !== "unknown" && known.value !== String(value)) {
    known.value = "unknown";
    known.evidence = `${known.evidence} / ${evidence}`;
  }
}
