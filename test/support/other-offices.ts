import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { csvText } from "../../src/model/csv-text.js";
import { aPdf } from "./a-pdf.js";

/** A paper of an invented case: its slot without the type, its kind, what stands below, and its number's symbol. */
type PaperKind = readonly [slot: string, kind: string, about: string, symbol: string | null];

const inspection: PaperKind[] = [
  ["QD", "Quyết định", "thành lập Tổ kiểm tra việc chấp hành quy chế làm việc đối với {subject}", "QĐ"],
  ["KH", "Kế hoạch", "kiểm tra việc chấp hành quy chế làm việc đối với {subject}", "KH"],
  ["DC", "Đề cương", "gợi ý báo cáo tự kiểm tra của {subject}", null],
  ["BBTK", "Biên bản", "công bố quyết định, triển khai kế hoạch kiểm tra tại {subject}", null],
  ["BCTKT", "Báo cáo", "tự kiểm tra việc chấp hành quy chế làm việc của {subject}", "BC"],
  ["BBLV", "Biên bản", "làm việc với cấp uỷ {subject}", null],
  ["BCKQ", "Báo cáo", "kết quả kiểm tra của Tổ kiểm tra đối với {subject}", "BC"],
  ["TB", "Thông báo", "kết luận kiểm tra đối với {subject}", "TB"],
];
const supervision: PaperKind[] = [
  ["QD", "Quyết định", "thành lập Tổ giám sát chuyên đề đối với {subject}", "QĐ"],
  ["KH", "Kế hoạch", "giám sát chuyên đề đối với {subject}", "KH"],
  ["DC", "Đề cương", "báo cáo phục vụ giám sát đối với {subject}", null],
  ["BBTK", "Biên bản", "triển khai kế hoạch giám sát tại {subject}", null],
  ["BC", "Báo cáo", "của {subject} theo đề cương giám sát", "BC"],
  ["BCKQ", "Báo cáo", "kết quả giám sát của Tổ giám sát đối với {subject}", "BC"],
  ["TB", "Thông báo", "kết quả giám sát đối với {subject}", "TB"],
];
const discipline: PaperKind[] = [
  ["KH", "Kế hoạch", "xem xét, thi hành kỷ luật đối với {subject}", "KH"],
  ["BBTK", "Biên bản", "triển khai kế hoạch xem xét kỷ luật đối với {subject}", null],
  ["BKD", "Bản tự kiểm điểm", "của {subject}", null],
  ["BBHN", "Biên bản", "hội nghị chi bộ kiểm điểm {subject}", null],
  ["BCDN", "Báo cáo", "đề nghị thi hành kỷ luật đối với {subject}", "BC"],
];

interface Case {
  type: string;
  subject: string;
  day: string;
  kinds: PaperKind[];
}

const cases: Case[] = [
  { type: "KTCH", subject: "Chi bộ Trường Tiểu học Kim Đồng", day: "2021-03-08", kinds: inspection },
  { type: "GSCD", subject: "Chi bộ thôn Bãi Cháy", day: "2021-09-06", kinds: supervision },
  { type: "KTCH", subject: "Chi bộ khu 5", day: "2022-04-11", kinds: inspection },
  // The same cell twice in one year.
  { type: "GSCD", subject: "Chi bộ khu 5", day: "2022-09-05", kinds: supervision },
  { type: "KLDV", subject: "đồng chí Lục Thế Sơn", day: "2022-10-03", kinds: discipline },
  { type: "GSCD", subject: "Chi bộ khu 9", day: "2023-05-08", kinds: supervision },
  { type: "KTCH", subject: "Chi bộ Trạm Y tế", day: "2023-08-14", kinds: inspection },
  { type: "KLDV", subject: "đồng chí Bế Thị Ngân", day: "2024-02-19", kinds: discipline },
  { type: "KTCH", subject: "Chi bộ khu 12", day: "2024-06-10", kinds: inspection },
];

const words: Record<string, string> = { KTCH: "Kiểm tra", GSCD: "Giám sát", KLDV: "Kỷ luật" };

/** One paper as it lies on the disk of an office. */
export interface LaidPaper {
  path: string;
  reference: string;
  slot: string;
  /** Whether text, name or the numbers of the files tell which paper it is, without looking at the picture. */
  tellable: boolean;
}

interface Paper {
  reference: string;
  /** From 1, in its dossier and over all. */
  place: number;
  running: number;
  type: string;
  subject: string;
  slot: string;
  kind: string;
  abstract: string;
  number: string | null;
  day: string;
}

/** How an office names its folders and files, and what its scanner does. */
export interface Habit {
  path: (paper: Paper, dossier: number) => string;
  reference: (dossier: number, one: Case) => string;
  /** Whether the page can be read by a machine. */
  text: (paper: Paper) => boolean;
  /** Whether the name of a picture tells what it is, be it by its number in the list alone. */
  telling: boolean;
  documents: boolean;
}

const bare = (text: string): string =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gu, "d").replace(/Đ/gu, "D");
const two = (value: number): string => String(value).padStart(2, "0");
const english: Record<string, string> = {
  "Quyết định": "DEC",
  "Kế hoạch": "PLAN",
  "Đề cương": "OUTLINE",
  "Biên bản": "MIN",
  "Báo cáo": "RPT",
  "Thông báo": "NOTICE",
  "Bản tự kiểm điểm": "SELF",
};
const englishTypes: Record<string, string> = { KTCH: "INSP", GSCD: "SUPV", KLDV: "DISC" };

/** Invented offices, each with habits that neither sample has. */
export const otherOffices: Record<string, Habit> = {
  "folders that are bare numbers, files as the scanner calls them": {
    path: ({ running }, dossier) => `HO SO/${two(dossier)}/SCAN${String(running).padStart(4, "0")}.pdf`,
    reference: (dossier) => two(dossier),
    text: ({ running }) => running % 12 !== 0,
    telling: false,
    documents: true,
  },
  "all papers in one folder, dates first, no diacritics": {
    path: ({ day, number, kind, abstract }) =>
      `scan tong hop/${day.replaceAll("-", ".")} ${number ? number.replaceAll("/", "-") : bare(kind)} ${bare(abstract)}.pdf`,
    reference: (dossier, { type, day }) => `${dossier}/${type}-${day.slice(0, 4)}`,
    text: ({ running }) => running % 2 === 0,
    telling: true,
    documents: true,
  },
  "English-ish abbreviations, underscores, and no list of documents": {
    path: ({ type, subject, day, place, kind }) =>
      `${day.slice(0, 4)}_${englishTypes[type]}_${bare(subject).replaceAll(" ", "_")}/${two(place)}_${english[kind]}.pdf`,
    reference: (dossier, { type }) => `${two(dossier)}.${type}`,
    text: () => true,
    telling: false,
    documents: false,
  },
  "years above, pictures numbered as the list counts them": {
    path: ({ day, subject, type, place, kind }, dossier) =>
      `${day.slice(0, 4)}/${words[type]} ${bare(subject)} (HS ${dossier})/${two(place)}${place % 4 === 0 ? ` ${bare(kind)}` : ""}.pdf`,
    reference: (dossier, { type, day }) => `${two(dossier)}-${type}-${day.slice(2, 4)}`,
    text: ({ place }) => place % 2 === 0,
    telling: true,
    documents: true,
  },
  "numbered prefixes and nothing else": {
    path: ({ subject, place }, dossier) => `${two(dossier)}. ${subject}/${place}.pdf`,
    reference: (dossier, { type }) => `${two(dossier)}.${type}`,
    text: ({ running }) => running % 9 !== 0,
    telling: true,
    documents: true,
  },
};

/** An office whose scanner counts on, most papers pictures: their order between those that can be read is all there is. */
export const countingOffice: Habit = {
  path: ({ subject, running }, dossier) =>
    `HS ${two(dossier)} ${subject}/scan${String(200 + 2 * running)}.pdf`,
  reference: (dossier, { type }) => `${two(dossier)}.${type}`,
  text: ({ place }) => place % 3 === 0,
  telling: false,
  documents: true,
};

/** Lays registers and scans of an office below `folder`; gives back where the truth lies. */
export function layOtherOffice(folder: string, habit: Habit): { registers: string[]; papers: LaidPaper[] } {
  const list: string[][] = [
    ["TT", "Ký hiệu HS", "Nội dung vụ việc", "Loại hồ sơ", "Đối tượng kiểm tra, giám sát", "Năm"],
  ];
  const documents: string[][] = [["Hồ sơ", "TT", "Số KH văn bản", "Ngày", "Loại VB", "Trích yếu"]];
  const papers: LaidPaper[] = [];
  let running = 0;
  cases.forEach((one, index) => {
    const dossier = index + 1;
    const reference = habit.reference(dossier, one);
    const said = `${words[one.type]} ${one.subject}`;
    list.push([String(dossier), reference, said, words[one.type]!, one.subject, one.day.slice(0, 4)]);
    one.kinds.forEach(([slot, kind, about, symbol], at) => {
      running += 1;
      const place = at + 1;
      const day = new Date(Date.parse(one.day) + at * 4 * 86_400_000).toISOString().slice(0, 10);
      const number = symbol === null ? null : `${two(dossier + at)}-${symbol}/UBKTĐU`;
      const abstract = about.replace("{subject}", one.subject);
      const paper: Paper = { ...one, reference, place, running, slot, kind, abstract, number, day };
      const text = habit.text(paper);
      const path = habit.path(paper, dossier);
      mkdirSync(dirname(join(folder, "scan", path)), { recursive: true });
      writeFileSync(
        join(folder, "scan", path),
        text ? pageOf(paper) : aPdf([{ dpi: 200 }], { ballast: running }),
      );
      papers.push({ path, reference, slot: `${one.type}.${slot}`, tellable: text || habit.telling });
      const [year, month, date] = day.split("-");
      documents.push([
        reference,
        String(place),
        number ?? "",
        `${date}/${month}/${year}`,
        kind,
        `${kind} ${abstract}`,
      ]);
    });
  });
  const registers = [join(folder, "danh sach.csv")];
  writeFileSync(registers[0]!, csvText(list));
  if (habit.documents) {
    registers.push(join(folder, "van ban.csv"));
    writeFileSync(registers[1]!, csvText(documents));
  }
  return { registers, papers };
}

/** Papers that lie about and look like one of the office's own, and are not, or not surely; none may be attached. */
export function layDecoys(folder: string): string[] {
  const about = "thành lập Tổ kiểm tra việc chấp hành quy chế làm việc đối với";
  const decision = { kind: "Quyết định", number: "03-QĐ/UBKTĐU", day: "2022-04-11" };
  const decoys: Record<string, Pick<Paper, "kind" | "abstract" | "number" | "day">> = {
    // Number and day of a paper of the office, about another cell.
    "QD khu 7.pdf": { ...decision, abstract: `${about} Chi bộ khu 7` },
    // Its number and cell, another year.
    "QD khu 5 cu.pdf": { ...decision, abstract: `${about} Chi bộ khu 5`, day: "2017-04-10" },
    // Its cell and day, a number that no list has.
    "QD khac.pdf": { ...decision, abstract: `${about} Chi bộ khu 5`, number: "77-QĐ/UBKTĐU" },
    // Nobody is named.
    "QD chung.pdf": { ...decision, number: "41-QĐ/UBKTĐU", abstract: "ban hành quy chế làm việc" },
    "Du thao QD khu 5.pdf": { ...decision, abstract: `${about} Chi bộ khu 5` },
    // Minutes of one cell on the day of another's.
    "BB khu 12.pdf": {
      kind: "Biên bản",
      number: null,
      day: "2022-04-23",
      abstract: "làm việc tại Chi bộ khu 12",
    },
  };
  for (const [name, paper] of Object.entries(decoys))
    writeFileSync(join(folder, "scan", name), pageOf(paper));
  return Object.keys(decoys);
}

/** The first page as such papers look. */
function pageOf({
  kind,
  abstract,
  number,
  day,
}: Pick<Paper, "kind" | "abstract" | "number" | "day">): Buffer {
  const [year, month, date] = day.split("-");
  const pieces = abstract.match(/.{1,48}(?:\s|$)/gu)!.map((piece) => piece.trim());
  return aPdf([
    {
      lines: [
        ["ĐẢNG UỶ XÃ BẾN LAU", "ĐẢNG CỘNG SẢN VIỆT NAM"],
        "UỶ BAN KIỂM TRA",
        [number === null ? "*" : `Số ${number}`, `Bến Lau, ngày ${date} tháng ${month} năm ${year}`],
        kind.toUpperCase(),
        ...pieces,
        "-----",
        "Căn cứ Điều lệ Đảng;",
      ],
      dpi: 200,
    },
  ]);
}
