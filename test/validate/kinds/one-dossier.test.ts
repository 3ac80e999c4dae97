import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { checkDossier } from "../../../src/validate/check-dossier.js";
import { loadShelf } from "../../../src/validate/choose-pack.js";
import { kinds } from "../../../src/validate/kinds/index.js";
import { shippedRules } from "../../support/shipped-rules.js";
import { aCase, type Paper } from "../a-case.js";

const shelf = await loadShelf(shippedRules);
const today = "2025-06-30";

/** What the rule `id` finds: place and details of each finding. */
function found(id: string, dossier: Parameters<typeof aCase>[0], papers: Paper[] = []): unknown[] {
  const { findings } = checkDossier(aCase(dossier, papers), shelf, today);
  return findings
    .filter(({ rule }) => rule?.rule === id)
    .map(({ place, details, severity }) => ({
      ...details,
      ...(place.document ? { at: place.document } : {}),
      ...(place.file ? { file: place.file } : {}),
      ...(graded.includes(id) ? { severity } : {}),
    }));
}

/** Rules whose findings are not all equally serious. */
const graded = ["scans", "names-protected", "secret-files"];

type Row = [what: string, dossier: Parameters<typeof found>[1], papers: Paper[], expected: unknown[]];

const paper = (slot: string, date: string | null, more: Paper = {}): Paper => ({ slot, date, ...more });

const tables: Record<string, Row[]> = {
  "in-order": [
    [
      "papers in the order of the procedure",
      {},
      [paper("KTCH.KH", "2021-03-08"), paper("KTCH.BBTK", "2021-03-15"), paper("KTCH.TB", "2021-05-01")],
      [],
    ],
    [
      "the later step is the one that stands out of order",
      {},
      [paper("KTCH.KH", "2021-03-08"), paper("KTCH.BBKH", "2021-04-19"), paper("KTCH.TB", "2021-04-14")],
      [{ slot: "KTCH.TB", date: "2021-04-14", before: "KTCH.BBKH", beforeDate: "2021-04-19", at: "KTCH.TB" }],
    ],
    [
      "one wrong year is told once, not at every other paper",
      {},
      [
        paper("KTCH.KH", "2031-03-08"),
        paper("KTCH.BBTK", "2021-03-15"),
        paper("KTCH.BCKQ", "2021-04-15"),
        paper("KTCH.TB", "2021-05-01"),
      ],
      [
        {
          slot: "KTCH.BBTK",
          date: "2021-03-15",
          before: "KTCH.KH",
          beforeDate: "2031-03-08",
          at: "KTCH.BBTK",
        },
      ],
    ],
    [
      "a month is not known to lie before a day within it",
      {},
      [paper("KTCH.BBKH", "2021-04-19"), paper("KTCH.TB", "2021-04")],
      [],
    ],
    ["papers of one day", {}, [paper("KTCH.BBKH", "2021-04-19"), paper("KTCH.TB", "2021-04-19")], []],
    [
      "an extension, which may come at any time",
      {},
      [paper("KTCH.VBDC", "2021-03-20"), paper("KTCH.BCTKT", "2021-03-24"), paper("KTCH.BBXM", "2021-04-24")],
      [],
    ],
    [
      "a copy, which may bear the day of its copying",
      {},
      [paper("KTCH.KH", "2022-04-19", { original: "copy" }), paper("KTCH.TB", "2021-04-20")],
      [],
    ],
    [
      "the papers of a year, which follow no procedure",
      { type: "CTBC" },
      [paper("CTBC.BCN", "2021-01-10"), paper("CTBC.CTN", "2021-02-10")],
      [],
    ],
  ],
  "in-period": [
    ["a paper within", { opened: "2021-03", closed: "2021-07" }, [paper("KTCH.KH", "2021-03-01")], []],
    [
      "a paper before",
      { opened: "2021-03", closed: "2021-07" },
      [paper("KTCH.KH", "2012-03-08")],
      [{ date: "2012-03-08", from: "2021-03", until: "2021-07", at: "KTCH.KH" }],
    ],
    [
      "a paper after, of a dossier without a first day",
      { closed: "2021" },
      [{ number: "01-TB/UBKTĐU", date: "2022-01" }],
      [{ date: "2022-01", until: "2021", at: "01-TB/UBKTĐU" }],
    ],
    ["a closing sheet, made later", { closed: "2021-04" }, [paper("KTCH.MLCT", "2021-07-12")], []],
    ["a dossier without a period", {}, [paper("KTCH.KH", "1912-03-08")], []],
    [
      "an earlier ground of a case",
      { type: "KLDV", opened: "2021-03" },
      [paper("KLDV.CC", "2020-12-01")],
      [],
    ],
  ],
  "before-closing": [
    ["on the last day", {}, [{ number: "40-TB/UBKTĐU", date: "2025-06-30" }], []],
    [
      "after the last day",
      {},
      [{ slot: "GSCD.TB", number: "41-TB/UBKTĐU", date: "2025-07-03" }],
      [{ date: "2025-07-03", closing: "2025-06-30", at: "GSCD.TB" }],
    ],
    ["a month that begins before the last day", {}, [{ number: "41-TB/UBKTĐU", date: "2025-06" }], []],
    ["minutes without a number", {}, [{ date: "2025-07-03" }], []],
    ["a letter of the police", {}, [{ number: "120/CAP-ĐT", date: "2025-07-03" }], []],
  ],
  "listed-and-there": [
    ["a paper with a file", {}, [{ number: "11-CV/UBKTĐU" }], []],
    [
      "a listed paper without one",
      {},
      [{ number: "11-CV/UBKTĐU", file: false }],
      [{ label: "11-CV/UBKTĐU", reason: "no-file", at: "11-CV/UBKTĐU" }],
    ],
    ["a paper in a slot, which is told there", {}, [{ slot: "KTCH.KH", file: false }], []],
    [
      "a paper without a number, called by its place, never by its abstract",
      { subjects: [{ kind: "other", role: "denouncer", name: "Trần Thị B", code: "NTC-01" }] },
      [{ typeName: "Đơn của bà Trần Thị B", abstract: "Đơn của bà Trần Thị B", file: { damage: "damaged" } }],
      [{ label: "#1", reason: "damaged", at: "#1" }],
    ],
  ],
  "paper-listed": [
    ["a paper dossier with a list", { carrier: "paper" }, [{ slot: "KTCH.KH", file: false }], []],
    ["a paper dossier without one", { type: "DCSH", carrier: "paper" }, [], [{ slots: 2 }]],
    ["an empty dossier that nobody calls paper", { type: "DCSH" }, [], []],
  ],
  pages: [
    ["as many as declared", {}, [{ pages: 3, file: { pages: 3 } }], []],
    [
      "fewer than declared",
      {},
      [{ slot: "KTCH.KH", pages: 4, file: { pages: 3 } }],
      [{ declared: 4, counted: 3, at: "KTCH.KH" }],
    ],
    ["none declared", {}, [{ pages: null, file: { pages: 3 } }], []],
    ["none that could be counted", {}, [{ pages: 3, file: { pages: null } }], []],
    [
      "a file that holds another paper too",
      {},
      [{ pages: 2, alsoSlots: ["KTCH.DC"], file: { pages: 3 } }],
      [],
    ],
    ["pages that only the scan itself counted", {}, [{ pages: 4, source: "scan", file: { pages: 3 } }], []],
  ],
  sheets: [
    [
      "as many as the papers together",
      { sheets: 5 },
      [
        { sheets: 2, file: { pages: 4 } },
        { sheets: 3, file: false },
      ],
      [],
    ],
    [
      "more than the papers together",
      { sheets: 6 },
      [
        { sheets: 2, file: false },
        { sheets: 3, file: false },
      ],
      [{ declared: 6, counted: 5, of: "papers" }],
    ],
    [
      "a paper that does not say",
      { sheets: 6 },
      [
        { sheets: 2, file: false },
        { sheets: null, file: false },
      ],
      [],
    ],
    ["a dossier whose papers nobody listed", { sheets: 6 }, [], []],
    ["both sides of a sheet scanned", {}, [{ sheets: 2, file: { pages: 4 } }], []],
    ["one side of a sheet scanned", {}, [{ sheets: 2, file: { pages: 2 } }], []],
    [
      "fewer pages than sheets",
      {},
      [{ slot: "KTCH.KH", sheets: 3, file: { pages: 2 } }],
      [{ declared: 3, counted: 2, of: "pages", at: "KTCH.KH" }],
    ],
    [
      "more pages than two to a sheet",
      {},
      [{ slot: "KTCH.KH", sheets: 2, file: { pages: 5 } }],
      [{ declared: 2, counted: 5, of: "pages", at: "KTCH.KH" }],
    ],
    ["pages that could not be counted", {}, [{ sheets: 2, file: { pages: null } }], []],
    [
      "a file that holds another paper too",
      {},
      [{ sheets: 1, alsoSlots: ["KTCH.DC"], file: { pages: 5 } }],
      [],
    ],
  ],
  retention: [
    ["stated", { retention: "20 năm" }, [], []],
    ["not stated, with the usual period to hand", { retention: null }, [], [{ usual: "20 năm" }]],
    ["not stated, of a type nobody knows", { retention: null, type: null }, [], [{}]],
  ],
  "case-ready": [
    ["a closed case", {}, [], []],
    [
      "an open case that says nothing",
      { status: "open" },
      [],
      [{ lacking: ["step", "next-step", "deadline"] }],
    ],
    [
      "an open case whose papers show the step",
      { status: "open", openCase: { step: null, nextStep: "Họp chi bộ", deadline: null, team: null } },
      [paper("KTCH.BCKQ", "2025-05-01")],
      [{ lacking: ["deadline"] }],
    ],
  ],
  obligations: [
    ["nothing left", {}, [], []],
    ["remedy due", { known: { rectification_due: "true" } }, [], [{ kind: "rectification" }]],
    [
      "remedy whose deadline lies ahead",
      { rectificationDeadline: "2025-09-30" },
      [],
      [{ kind: "rectification", date: "2025-09-30" }],
    ],
    [
      "remedy reported on paper",
      { rectificationDeadline: "2024-09-30" },
      [paper("KTCH.BCKP", null, { file: false, carrier: "paper" })],
      [],
    ],
    [
      "remedy listed and nowhere to be found",
      { rectificationDeadline: "2024-09-30" },
      [paper("KTCH.BCKP", null, { file: false })],
      [{ kind: "rectification", date: "2024-09-30" }],
    ],
    [
      "discipline in force on the last day of its year",
      { type: "KLDV", discipline: { form: "Cảnh cáo", published: "2024-06-30" } },
      [],
      [{ kind: "discipline-in-force", date: "2025-06-30" }],
    ],
    [
      "discipline that has lapsed",
      { type: "KLDV", discipline: { form: "Cảnh cáo", published: "2024-06-29" } },
      [],
      [],
    ],
    [
      "expulsion, which does not lapse",
      { type: "KLDV", discipline: { form: "Khai trừ", published: "2025-05-05" } },
      [],
      [],
    ],
    [
      "discipline of which nobody has said when it was published",
      { type: "KLDV", closed: "2025-01", discipline: { form: "Cảnh cáo", published: null } },
      [],
      [{ kind: "discipline-in-force" }],
    ],
    [
      "discipline that cannot have been published less than a year ago",
      { type: "KLDV", closed: "2022-01", discipline: { form: "Cảnh cáo", published: null } },
      [],
      [],
    ],
    [
      "a complaint without an answer",
      { type: "KLDV", known: { appeal: "true" } },
      [],
      [{ kind: "complaint" }],
    ],
    [
      "a complaint that was withdrawn",
      { type: "GQKN", status: "open", known: { withdrawn: "true" } },
      [],
      [],
    ],
  ],
  secrecy: [
    ["no mark", {}, [paper("KTCH.KH", null)], []],
    [
      "a mark in the row",
      {},
      [paper("KTCH.KH", null, { secrecy: "mat" })],
      [{ slot: "KTCH.KH", level: "mat", at: "KTCH.KH" }],
    ],
    [
      "a mark on the first page of a paper nobody has placed",
      {},
      [{ number: "01-BC/TKT", file: { secrecy: "tuyet-mat" } }],
      [{ level: "tuyet-mat", at: "01-BC/TKT" }],
    ],
  ],
  originals: [
    [
      "an original with a copy",
      {},
      [paper("KTCH.TB", null, { original: "original" }), paper("KTCH.TB", null, { original: "copy" })],
      [],
    ],
    ["nobody has said which it is", {}, [paper("KTCH.TB", null)], []],
    [
      "a copy only",
      {},
      [paper("KTCH.TB", null, { original: "copy" })],
      [
        {
          slot: "KTCH.TB",
          name: { vi: expect.stringContaining("Thông báo"), en: expect.any(String) },
          at: "KTCH.TB",
        },
      ],
    ],
    [
      "a copy, the original with the police",
      {},
      [paper("KTCH.TB", null, { original: "copy", file: false, state: "held-elsewhere" })],
      [],
    ],
    [
      "a copy of the decision that is contested",
      { type: "GQKN" },
      [paper("GQKN.QDBKN", null, { original: "copy" })],
      [],
    ],
    ["a copy of a letter nobody has placed", {}, [{ number: "11-CV/UBKTĐU", original: "copy" }], []],
  ],
  scans: [
    ["200 dpi with text", {}, [{ file: { dpi: 200 } }], []],
    ["198 dpi, the rounding of a scanner", {}, [{ file: { dpi: 198 } }], []],
    [
      "150 dpi, which can be read",
      {},
      [{ file: { dpi: 150 } }],
      [{ dpi: 150, required: 200, file: "1.pdf", severity: "info" }],
    ],
    [
      "100 dpi, which is hard to read",
      {},
      [{ file: { dpi: 100 } }],
      [{ dpi: 100, required: 200, file: "1.pdf", severity: "warning" }],
    ],
    [
      "several files, told once at the worst",
      {},
      [{ file: { dpi: 150 } }, { file: { dpi: 96 } }, { file: { dpi: 300 } }],
      [{ dpi: 96, required: 200, files: 2, file: "2.pdf", severity: "warning" }],
    ],
    ["a file that was never paper", {}, [{ file: { dpi: null } }], []],
    [
      "pictures without text",
      {},
      [{ file: { textLayer: "no" } }, { file: { textLayer: "partial" } }],
      [{ files: 2, file: "1.pdf", severity: "info" }],
    ],
    ["a photograph", {}, [{ file: { format: "jpeg", textLayer: "no" } }], []],
    ["a damaged file, which is told elsewhere", {}, [{ file: { dpi: 50, damage: "damaged" } }], []],
    ["a file that is gone", {}, [{ file: { dpi: 50, present: false } }], []],
    ["a classified paper, whose file is not named", {}, [{ secrecy: "mat", file: { dpi: 50 } }], []],
    ["a classified dossier", { secrecy: "mat" }, [{ file: { dpi: 50 } }], []],
  ],
  "names-protected": [
    ["no name anywhere", { type: "GQTC" }, [paper("GQTC.DON", null)], []],
    [
      "a name in a file name",
      { type: "GQTC" },
      [paper("GQTC.DON", null, { exposes: ["file-name"] })],
      [{ where: "file-name", at: "GQTC.DON", severity: "warning" }],
    ],
    [
      "a name in the title, which is masked wherever it is shown",
      { exposes: ["title"] },
      [],
      [{ where: "title", severity: "info" }],
    ],
    ["a name in a folder", { exposes: ["folder"] }, [], [{ where: "folder", severity: "warning" }]],
    [
      "a name in an abstract and the notes of one paper",
      {},
      [{ number: "11-CV/UBKTĐU", exposes: ["abstract", "notes"] }],
      [
        { where: "abstract", at: "11-CV/UBKTĐU", severity: "info" },
        { where: "notes", at: "11-CV/UBKTĐU", severity: "info" },
      ],
    ],
  ],
  "secret-files": [
    ["no mark", {}, [paper("KTCH.KH", null)], []],
    [
      "a mark in the register and a file",
      {},
      [paper("KTCH.KH", null, { secrecy: "toi-mat" })],
      [{ paper: "KTCH.KH", level: "toi-mat", where: "register", at: "KTCH.KH", severity: "info" }],
    ],
    [
      "a mark in the name of the file, which is not told",
      {},
      [{ number: "01-BC/TKT", file: { secrecy: "mat", path: "12.KTCH/Báo cáo (MẬT).pdf" } }],
      [{ paper: "01-BC/TKT", level: "mat", where: "file-name", at: "01-BC/TKT", severity: "info" }],
    ],
    [
      "a mark on the first page",
      {},
      [{ file: { secrecy: "tuyet-mat" } }],
      [{ paper: "#1", level: "tuyet-mat", where: "first-page", at: "#1", severity: "warning" }],
    ],
    [
      "a paper of a dossier that is marked as a whole",
      { secrecy: "mat" },
      [paper("KTCH.KH", null)],
      [{ paper: "KTCH.KH", level: "mat", where: "register", at: "KTCH.KH", severity: "info" }],
    ],
    [
      "withheld, nobody has said at what level",
      {},
      [paper("KTCH.KH", null, { state: "withheld" })],
      [{ paper: "KTCH.KH", level: "mat", where: "register", at: "KTCH.KH", severity: "info" }],
    ],
    ["on paper only", {}, [paper("KTCH.KH", null, { secrecy: "mat", file: false })], []],
    ["a file that is gone", {}, [paper("KTCH.KH", null, { secrecy: "mat", file: { present: false } })], []],
  ],
};

describe.each(Object.entries(tables))("%s", (id, rows) => {
  test.each(rows)("%s", (_, dossier, papers, expected) => {
    expect(found(id, dossier, papers)).toEqual(expected);
  });
});

describe("every kind", () => {
  test("has a page that explains it", () => {
    const folder = new URL("../../../src/validate/kinds/", import.meta.url);
    const pages = readdirSync(folder).filter((name) => name.endsWith(".md"));
    const headings = pages.map((name) => readFileSync(new URL(name, folder), "utf8").split("\n")[0]!);
    for (const name of ["document-required", ...kinds.keys()])
      expect(
        headings.some((heading) => heading.includes(name)),
        name,
      ).toBe(true);
  });

  test("has a table of cases, here or where dossiers are looked at together", () => {
    const rules = shelf.packs.find(({ type }) => type === null)!.rules;
    const covered = rules
      .filter(({ id }) => id in tables || id.startsWith("numbers-"))
      .map(({ kind }) => kind);
    expect([...covered].sort()).toEqual([...kinds.keys()].sort());
  });
});
