import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { paperWords } from "../../src/commands/paper-words.js";
import { fieldNames } from "../../src/fs/template-values.js";
import { type Manifest, readManifest, readPaperCode, readReceipt } from "../../src/manifest/index.js";
import { en } from "../../src/messages/en.js";
import { vi } from "../../src/messages/vi.js";
import {
  boxLabels,
  carrierLabels,
  closingSheets,
  documentLists,
  dossierList,
  fillPaper,
  handoverMinutes,
  type ListOnPaper,
  type PaperName,
  type PaperWords,
  paperFiles,
  receiptMinutes,
} from "../../src/paperwork/index.js";
import { loadShelf } from "../../src/validate/index.js";
import { aDocument, aFile, hongGai, newHongGai } from "../manifest/a-dossier.js";
import { aManifest, anItem } from "../manifest/a-manifest.js";
import {
  type PrintedPaper,
  partOf,
  printPapers,
  savedAgain,
  shippedTemplate,
} from "../support/office-pdf.js";
import { shippedRules } from "../support/shipped-rules.js";

const golden = (name: string): Buffer => readFileSync(new URL(`../golden/${name}`, import.meta.url));
const everything = readManifest(golden("manifest--everything.json")).manifest!;
const answers = readReceipt(golden("receipt--three-answers.json")).receipt!;

const { packs } = await loadShelf(shippedRules, []);
const slots = new Map(packs.flatMap((pack) => pack.slots.map(({ code, name }) => [code, name] as const)));

const digests = {
  list: "1a2b".repeat(16),
  giver: "3c4d".repeat(16),
  receiver: "5e6f".repeat(16),
  receipt: "7a8b".repeat(16),
};
const listOf = (manifest: Manifest): ListOnPaper => ({
  manifest,
  sha256: digests.list,
  size: 12_345,
  giver: { name: "Uỷ ban Kiểm tra cũ", fingerprint: digests.giver },
  receiver: { name: "Uỷ ban Kiểm tra mới", fingerprint: digests.receiver },
});
const grouped = (hex: string): string => hex.toUpperCase().match(/.{4}/gu)!.join(" ");
/** Lines of a page run into each other where a column is narrow. */
const flat = (text: string): string => text.replace(/\s+/gu, " ");

/** The values of every paper of a list. */
function valuesOf(manifest: Manifest, words: PaperWords) {
  const list = listOf(manifest);
  return {
    minutes: () => handoverMinutes(list, words),
    index: () => dossierList(list, words),
    contents: () => documentLists(list, manifest.dossiers, words),
    closing: () => closingSheets(list, manifest.dossiers, words),
    labels: () => boxLabels(list, words),
    carrier: () => carrierLabels(list, 3, words),
    receipt: () =>
      receiptMinutes(
        {
          receipt: answers,
          sha256: digests.receipt,
          receiver: { name: "Người ký bên nhận", fingerprint: digests.receiver },
          giverSigner: "Người ký bên giao",
          manifest,
        },
        words,
      ),
  };
}

/** The papers of a list in one language, filled and printed. */
async function papersOf(manifest: Manifest, language: "vi" | "en", only?: PaperName[]) {
  const values = valuesOf(manifest, paperWords({ vi, en }[language], slots));
  const filled: Record<string, Uint8Array> = {};
  for (const paper of only ?? (Object.keys(paperFiles) as PaperName[])) {
    const template = shippedTemplate(language, paperFiles[paper]);
    filled[paperFiles[paper]] = await fillPaper(paper, template, await values[paper]());
  }
  const printed = printPapers(filled);
  const of = (paper: PaperName): PrintedPaper => printed[paperFiles[paper]]!;
  return { of, filled, printed };
}

describe.each(["vi", "en"] as const)("the papers in %s", (language) => {
  it("all open in LibreOffice, on A4, with every field filled", async () => {
    const { printed } = await papersOf(everything, language);
    expect(Object.keys(printed)).toHaveLength(7);
    for (const [name, { text, pages, size }] of Object.entries(printed)) {
      expect(pages, name).toBeGreaterThan(0);
      const [short, long] = [Math.min(...size), Math.max(...size)];
      expect([Math.round(short), Math.round(long)], name).toEqual([595, 842]);
      expect(text, name).not.toMatch(/[{}]|undefined|null|NaN|\[object|Err:|#REF|#NAME/u);
      expect(text.toLocaleUpperCase("vi"), name).toMatch(/ĐẢNG UỶ\s+PHƯỜNG HỒNG GAI/u);
    }
  });
});

describe("the layout of Party papers", () => {
  const texts = ["minutes", "receipt", "closing"] as const;

  it.each(["vi", "en"])(
    "stands in the %s templates: Times New Roman 14 on A4, 30 mm at the left and 20 elsewhere, pages numbered",
    (language) => {
      for (const paper of texts) {
        const { bytes } = shippedTemplate(language, paperFiles[paper]);
        const styles = partOf(bytes, "word/styles.xml");
        const usual = /<w:rPrDefault>.*?<\/w:rPrDefault>/su.exec(styles)![0];
        expect(usual, paper).toMatch(/w:ascii="Times New Roman".*w:sz w:val="28"/su);
        expect(styles.match(/<w:rFonts /gu), paper).toHaveLength(1);
        const body = partOf(bytes, "word/document.xml");
        expect(body, paper).not.toContain("<w:rFonts");
        // Twentieths of a point: 11906 × 16838 is A4, 1134 is 20 mm, 1701 is 30 mm.
        expect(body, paper).toContain('<w:pgSz w:w="11906" w:h="16838"/>');
        expect(body, paper).toContain(
          '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701" w:header="567" w:footer="510"',
        );
        // A closing sheet is a page by itself.
        if (paper !== "closing") expect(partOf(bytes, "word/header1.xml"), paper).toContain(" PAGE ");
        // What repeats over pages has its headings marked as such; layouts without borders have none.
        for (const [table] of body.matchAll(/<w:tbl>.*?<\/w:tbl>/gsu))
          if (/\{#\w+\}\{/u.test(table.replace(/<[^>]+>/gu, "")) && table.includes("w:insideH"))
            expect(table, paper).toContain("<w:tblHeader/>");
      }
    },
  );

  it.each(["vi", "en"])("never leaves signatures alone on a page, in %s", (language) => {
    for (const paper of texts) {
      const body = partOf(shippedTemplate(language, paperFiles[paper]).bytes, "word/document.xml");
      const tables = [...body.matchAll(/<w:tbl>.*?<\/w:tbl>/gsu)];
      const signatures = tables.find(([table]) => /\(ký|\(signature/u.test(table))!;
      expect(signatures[0], paper).toContain("<w:cantSplit/>");
      const before = body.slice(0, signatures.index).match(/<w:p(?: [^>]*)?>(?:(?!<\/w:p>).)*<\/w:p>/gsu)!;
      // A line of text and the blank under it stay with them.
      for (const paragraph of before.slice(-2)) expect(paragraph, paper).toContain("<w:keepNext/>");
      expect(before.at(-2), paper).toContain("<w:t");
    }
    const sheet = partOf(shippedTemplate(language, paperFiles.index).bytes, "xl/worksheets/sheet1.xml");
    // Excel breaks no row: digests and signatures are one.
    expect(sheet.match(/<row /gu)).toHaveLength(17);
  });

  it("comes out of LibreOffice: fonts of that family only, the Party's head at the right, the office's at the left", async () => {
    const { printed, of } = await papersOf(everything, "vi", [
      "minutes",
      "receipt",
      "closing",
      "index",
      "contents",
    ]);
    for (const [name, { fonts }] of Object.entries(printed)) {
      expect(fonts.length, name).toBeGreaterThan(0);
      // Liberation Serif has the same widths and stands in where Times New Roman is not installed.
      for (const font of fonts) expect(font, name).toMatch(/TimesNewRoman|LiberationSerif/u);
    }
    for (const paper of texts) {
      const [first = ""] = of(paper).byPage;
      const head = first.split("\n").slice(0, 8);
      expect(head[0], paper).toMatch(/ĐẢNG UỶ PHƯỜNG HỒNG GAI\s+ĐẢNG CỘNG SẢN VIỆT NAM/u);
      expect(head.join("\n"), paper).toMatch(/UỶ BAN KIỂM TRA\s[\s\S]*\*/u);
      expect(head.join("\n"), paper).toMatch(/ngày \d{2} tháng \d{1,2} năm 2025/u);
    }
    // No number on the first page, as Party papers have it.
    expect(of("minutes").byPage[0]!.trimStart()).toMatch(/^ĐẢNG UỶ/u);
  });
});

describe("the two sets of templates", () => {
  it("have the same papers with the same fields in the same order", () => {
    for (const file of Object.values(paperFiles)) {
      const [vietnamese, english] = ["vi", "en"].map((language) => {
        const { bytes } = shippedTemplate(language, file);
        const part = file.endsWith(".docx") ? "word/document.xml" : "xl/sharedStrings.xml";
        return partOf(bytes, part)
          .replace(/<[^>]+>/gu, "")
          .match(/\{[#^/@]?[\w.]+\}/gu);
      });
      expect(english!.length, file).toBeGreaterThan(5);
      // Where a sentence names two things, English may name them the other way round.
      expect([...english!].sort(), file).toEqual([...vietnamese!].sort());
    }
  });
});

describe("the files of Word", () => {
  it.each([
    ["everything", everything],
    ["next to nothing", aManifest({ dossiers: [anItem(1, {}, { documents: [] })] })],
  ] as const)(
    "end every cell and the body with a paragraph, as Word demands, for a list of %s",
    async (_what, manifest) => {
      for (const language of ["vi", "en"] as const) {
        const values = valuesOf(manifest, paperWords({ vi, en }[language], slots));
        for (const paper of (Object.keys(paperFiles) as PaperName[]).filter((one) =>
          paperFiles[one].endsWith(".docx"),
        )) {
          const template = shippedTemplate(language, paperFiles[paper]);
          const body = partOf(await fillPaper(paper, template, await values[paper]()), "word/document.xml");
          expect(body, paper).not.toMatch(/<\/w:tbl>(?:<w:sectPr|<\/w:tc>|<w:tbl>)/u);
          expect(body, paper).not.toMatch(/<w:tc>(?:<w:tcPr>(?:(?!<\/w:tcPr>).)*<\/w:tcPr>)?<\/w:tc>/su);
          for (const [table] of body.matchAll(/<w:tbl>.*?<\/w:tbl>/gsu))
            expect(table, paper).toContain("<w:tr>");
        }
      }
    },
  );
});

describe("the page on templates", () => {
  it("names every field of every paper", async () => {
    const page = readFileSync(new URL("../../docs/paper-templates.md", import.meta.url), "utf8");
    const named = new Set([...page.matchAll(/`([\w.…]+)`/gu)].map(([, name]) => name!.replace(/\.…$/u, "")));
    const words = paperWords(vi, slots);
    const list = listOf(everything);
    const all = await Promise.all([
      handoverMinutes(list, words),
      dossierList(list, words),
      documentLists(list, everything.dossiers, words),
      closingSheets(list, everything.dossiers, words),
      boxLabels(list, words),
      carrierLabels(list, 2, words),
    ]);
    const fields = all.flatMap((values) => fieldNames(values)).map((name) => name.split("."));
    expect(fields.flat().filter((name) => !named.has(name))).toEqual([]);
  });
});

describe("the handover minutes", () => {
  it("say who, what, how much, which cases are open, what is missing, and who answers for it", async () => {
    const { of } = await papersOf(everything, "vi", ["minutes"]);
    const said = flat(of("minutes").cells);
    for (const words of [
      "ĐẢNG CỘNG SẢN VIỆT NAM",
      "BIÊN BẢN",
      "Hồng Gai, ngày 28 tháng 6 năm 2025",
      "Nghị quyết 1679/NQ-UBTVQH15",
      "Phạm Thị Lan",
      "mã 06691, hoạt động đến 30/6/2025",
      "Phường Hồng Gai (mã 06685)",
      "Thông báo kết luận kiểm tra",
      "01/8/2025",
      "khiển trách",
      "Lịch làm việc",
      "QĐ/UBKTĐU",
      "Không giữ lại, không tự ý tiêu huỷ",
      "Lưu giữ thành phông riêng",
      "lập thành 02 bản",
      "ĐẠI DIỆN BÊN GIAO",
      "ĐẠI DIỆN BÊN NHẬN",
      "CHỨNG KIẾN",
    ])
      expect(said, words).toContain(words);
  });

  it("say the same under the same nine headings in English", async () => {
    const { of } = await papersOf(everything, "en", ["minutes"]);
    const said = flat(of("minutes").text);
    const headings = said.match(/\b(?:I|II|III|IV|V|VI|VII|VIII|IX)\. [A-Z][A-Z, ]{4,}/gu);
    expect(headings?.map((heading) => heading.split(".")[0])).toEqual([
      "I",
      "II",
      "III",
      "IV",
      "V",
      "VI",
      "VII",
      "VIII",
      "IX",
    ]);
    for (const words of [
      "code 06691, until 30/6/2025",
      "Open cases",
      "Unfinished obligations",
      "Classified papers, handed over by their own procedure",
      "Numbers left out of a run",
      "Last number used",
      "Passwords, keys and access rights",
      "Keeps back nothing",
      "Made in 2 copies",
      "FOR THE GIVER",
      "WITNESS",
    ])
      expect(said, words).toContain(words);
    // What rule packs name is named in English, with the words of the list beside it.
    const named = everything.exceptions.find(({ slot }) => slot !== null && slots.has(slot))!;
    const values = await handoverMinutes(listOf(everything), paperWords(en, slots));
    expect(JSON.stringify(values)).toContain(`${slots.get(named.slot!)!.en} (${named.name})`);
  });

  it.each([
    ["vi", "Biên bản hội nghị chi bộ (và cấp uỷ các cấp) kiểm điểm"],
    ["en", "Cell / committee minutes"],
  ] as const)("name the step of an open case as the rule packs do, in %s", async (language, step) => {
    const [openCase] = everything.openCases;
    const openCases = [
      { ...openCase!, step: "KLDV.BBHN", nextStep: "NHA.KHONGCO" },
      { ...openCase!, step: "Đã thẩm tra xong", nextStep: null },
    ];
    const words = paperWords({ vi, en }[language], slots);
    const values = await handoverMinutes(listOf({ ...everything, openCases }), words);
    expect(values.openCases).toMatchObject([
      { step, nextStep: "NHA.KHONGCO" },
      { step: "Đã thẩm tra xong", nextStep: "……" },
    ]);
  });

  it("say grounds and responsibilities in English on an English paper, but what an office wrote as it wrote it", async () => {
    const own = {
      base: "Kế hoạch 12-KH/TU ngày 01/6/2025 của Tỉnh uỷ",
      duty: "Giữ chìa khoá kho đến ngày ký",
    };
    const manifest = {
      ...everything,
      legalBases: [...everything.legalBases, own.base],
      responsibilities: [
        ...everything.responsibilities,
        { side: "giver" as const, statement: own.duty, person: null },
      ],
    };
    const [vietnamese, english] = await Promise.all(
      [vi, en].map((texts) => handoverMinutes(listOf(manifest), paperWords(texts, slots))),
    );
    const textsOf = (rows: unknown): string[] => (rows as { text: string }[]).map(({ text }) => text);
    expect(textsOf(vietnamese!.legalBases)).toEqual(manifest.legalBases);
    const bases = textsOf(english!.legalBases);
    expect(bases.at(-1)).toBe(own.base);
    expect(bases).toContain(
      "Regulation of 30 May 2025 on the inspection, supervision and discipline work of the Party (Quy định 296-QĐ/TW)",
    );
    // Every number by which a ground is found still stands there.
    for (const [index, base] of manifest.legalBases.entries())
      expect(bases[index]).toContain(/\d+[-/]\S+/u.exec(base)![0]);
    const duties = [english!.giverDuties, english!.receiverDuties].flatMap(textsOf);
    expect(duties).toHaveLength(manifest.responsibilities.length);
    expect(
      duties.filter((text) => /[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/iu.test(text)),
    ).toEqual([own.duty]);
  });

  it("carry digest and both fingerprints in groups of four, and a QR code of the same", async () => {
    const { of } = await papersOf(everything, "vi", ["minutes"]);
    const paper = of("minutes");
    for (const hex of [digests.list, digests.giver, digests.receiver])
      expect(paper.text.replace(/\s+/gu, ""), hex).toContain(grouped(hex).replaceAll(" ", ""));
    const [code] = paper.codes();
    expect(readPaperCode(code!)).toMatchObject({
      handover: everything.id,
      manifest: digests.list,
      certificate: digests.giver,
    });
    // What stands below the picture for typing is the same code.
    const typed = /BG-06691-20250628-01\.\s[A-Z2-7\s]+/u.exec(paper.text)![0];
    expect(readPaperCode(typed)?.manifest ?? code).toBeTruthy();
    expect(flat(typed).replaceAll(" ", "")).toContain(code!.slice(0, 60));
  });

  it("list numbers left out and borne twice, with the caveat that classified papers share the run", async () => {
    const papers = (
      [
        ["11-TB/UBKTĐU", "2022-03-01", "none"],
        ["12-TB/UBKTĐU", "2022-03-05", "mat"],
        ["14-TB/UBKTĐU", "2022-04-01", "none"],
        ["17-TB/UBKTĐU", "2022-05-01", "none"],
        ["17-TB/UBKTĐU", "2023-05-09", "none"],
        ["12-TB/UBKTĐU", "2023-06-09", "none"],
        ["01-BC/CB", "2022-05-01", "none"],
        ["03-BC/CB", "2022-05-01", "none"],
      ] as const
    ).map(([number, date, secrecy], index) => ({
      document: aDocument(1, index + 1, { number, date, secrecy }),
      files: [],
    }));
    const manifest = aManifest({
      dossiers: [
        anItem(1, {}, { documents: papers.slice(0, 4) }),
        anItem(2, {}, { documents: papers.slice(4) }),
      ],
    });
    const { of } = await papersOf(manifest, "vi", ["minutes"]);
    const said = flat(of("minutes").text);
    // 13, 15 and 16 are nowhere; 12 is the classified one, which is known and of which nothing is told.
    expect(said).toContain("TB/UBKTĐU 2022 – 2023 13; 15–16");
    expect(said).toContain("17-TB/UBKTĐU 01.KTCH, 02.KTCH");
    expect(said).toContain("Văn bản mật và văn bản thường dùng chung một dãy số");
    expect(said).not.toContain("12-TB");
    // Every Party cell signs CB: their numbers are no run.
    expect(said).not.toContain("BC/CB");
  });

  it("say where the same scan lies twice", async () => {
    const document = (ordinal: number) => aDocument(1, ordinal, { number: null });
    const manifest = aManifest({
      dossiers: [
        anItem(
          1,
          {},
          {
            documents: [
              { document: document(1), files: [aFile(1), { ...aFile(2), sha256: aFile(1).sha256 }] },
            ],
          },
        ),
        anItem(
          2,
          {},
          { documents: [{ document: aDocument(2, 3), files: [{ ...aFile(3), sha256: aFile(1).sha256 }] }] },
        ),
      ],
    });
    const { scansTwice } = await handoverMinutes(listOf(manifest), paperWords(vi, slots));
    expect(scansTwice).toEqual([
      { n: 1, where: "hồ sơ 01.KTCH, văn bản 1 (2 tệp); hồ sơ 02.KTCH, văn bản 3" },
    ]);
  });

  it.each([
    [{ from: null, until: "2025-06-30" }, "2020 – 2025"],
    [{ from: "2025-07-01", until: null }, "2025 – 2030"],
    [{ from: "2004-01-01", until: "2019-12-31" }, "2015 – 2020"],
    [{ from: null, until: "2025" }, "…………"],
    [{ from: null, until: null }, "…………"],
  ])("give the term of a unit at work as %o", async (period, term) => {
    const unit = { ...newHongGai, ...period };
    const manifest = aManifest({ receiver: { unit, person: null, position: null } });
    const values = await handoverMinutes(listOf(manifest), paperWords(vi, slots));
    expect(values.receiver).toMatchObject({ term });
  });

  it("leave a line for the decision and the plan of the handover until the list names them", async () => {
    const lines = ["Quyết định số", "Kế hoạch số"];
    const open = await papersOf(aManifest(), "vi", ["minutes"]);
    for (const line of lines) expect(flat(open.of("minutes").text)).toContain(line);
    const legalBases = ["Quyết định 12-QĐ/TU ngày 20/6/2025", "Kế hoạch 05-KH/ĐU ngày 12/6/2025"];
    const given = await papersOf(aManifest({ legalBases }), "vi", ["minutes"]);
    const text = flat(given.of("minutes").text);
    for (const line of lines) expect(text).not.toContain(line);
    for (const base of legalBases) expect(text).toContain(`Căn cứ ${base};`);
  });

  it("have a place to sign for each witness, and a copy more for each", async () => {
    const witness = (committee: string, person: string) => ({
      unit: { ...hongGai, committee },
      person,
      position: "Chánh Văn phòng",
    });
    const witnesses = [
      witness("Văn phòng Đảng uỷ phường", "Trần Thị Hoa"),
      witness("Đảng uỷ phường Hồng Gai", "Lê Văn Bình"),
      witness("Uỷ ban Kiểm tra Tỉnh uỷ", "Đỗ Văn Năm"),
    ];
    const { of } = await papersOf(aManifest({ witnesses }), "vi", ["minutes"]);
    const text = flat(of("minutes").text);
    const signatures = text.slice(text.indexOf("CHỨNG KIẾN"));
    for (const { person } of witnesses) expect(signatures).toContain(person);
    expect(signatures.match(/ký, đóng dấu/gu)).toHaveLength(3);
    expect(text).toContain("lập thành 05 bản");
  });

  it("count classified papers by level and tell nothing else of them", async () => {
    const { of } = await papersOf(everything, "vi", ["minutes"]);
    const text = flat(of("minutes").text);
    expect(text).toContain("Tài liệu mật không có trong gói điện tử");
    for (const { number } of everything.withheld) if (number !== null) expect(text).not.toContain(number);
  });

  it("repeat the headings of a long table on each of its pages and number the pages", async () => {
    const base = everything.exceptions.find(({ kind }) => kind === "missing")!;
    const exceptions = Array.from({ length: 200 }, (_, n) => ({ ...base, name: `Tài liệu thứ ${n + 1}` }));
    const { of } = await papersOf({ ...everything, exceptions }, "vi", ["minutes"]);
    const pages = of("minutes").byPage;
    const ofTable = pages.filter((page) => /Tài liệu thứ \d/u.test(page));
    expect(ofTable.length).toBeGreaterThan(3);
    for (const page of ofTable) expect(flat(page)).toMatch(/TT Số hồ sơ Tài liệu Lý do/u);
    pages.forEach((page, index) => {
      if (index > 0) expect(page.trim().split(/\s/u)[0]).toBe(String(index + 1));
    });
  });
});

describe("the list of dossiers", () => {
  it("has its seven columns on every page, closed dossiers first, then open cases", async () => {
    const dossiers = Array.from({ length: 90 }, (_, n) =>
      anItem(n + 1, {
        title: `Kiểm tra việc chấp hành nghị quyết của chi bộ khu ${n + 1}`,
        status: n % 30 === 0 ? "open" : "closed",
      }),
    );
    const { of } = await papersOf(aManifest({ dossiers }), "vi", ["index"]);
    const { byPage, text } = of("index");
    expect(byPage.length).toBeGreaterThan(2);
    const withRows = byPage.filter((page) => /chi bộ khu \d/u.test(page));
    for (const page of withRows)
      for (const heading of ["STT", "Tiêu đề hồ sơ", "Thời hạn", "Số tờ", "Ghi chú"])
        expect(page).toContain(heading);
    byPage.forEach((page, index) => {
      expect(page).toContain(`Trang ${index + 1}/${byPage.length}`);
    });
    expect(text.indexOf("A. HỒ SƠ ĐÃ KẾT THÚC (87)")).toBeGreaterThan(0);
    expect(text.indexOf("B. VỤ VIỆC ĐANG GIẢI QUYẾT (3)")).toBeGreaterThan(text.indexOf("A. HỒ SƠ"));
    expect(readPaperCode(of("index").codes()[0]!)?.manifest).toBe(digests.list);
  });

  it("names a classified dossier by number and level only", async () => {
    const { of } = await papersOf(everything, "vi", ["index", "contents", "closing"]);
    for (const paper of ["index", "contents", "closing"] as const)
      expect(flat(of(paper).text), paper).toContain("(hồ sơ Mật, không ghi tiêu đề)");
  });
});

describe("the lists of documents", () => {
  it("begin a page for every dossier, under the same headings", async () => {
    const { of } = await papersOf(everything, "vi", ["contents"]);
    const { byPage } = of("contents");
    const references = byPage.map((page) => /Hồ sơ số (\S+?):/u.exec(page)?.[1]);
    expect(references).toEqual(everything.dossiers.map(({ reference }) => reference).sort());
    for (const page of byPage) expect(flat(page)).toContain("Tên loại và trích yếu nội dung");
  });

  it("keep number, type and date of a classified paper and leave its abstract out", async () => {
    const secret = aDocument(1, 1, {
      number: "07-BC/UBKTĐU",
      typeName: "Báo cáo",
      abstract: "NOIDUNGMAT",
      secrecy: "mat",
    });
    const manifest = aManifest({
      dossiers: [anItem(1, {}, { documents: [{ document: secret, files: [] }] })],
    });
    const { of } = await papersOf(manifest, "vi", ["contents"]);
    const text = flat(of("contents").text);
    expect(text).toContain("07-BC/UBKTĐU");
    expect(text).toContain("Báo cáo (Mật: bàn giao riêng, không ghi trích yếu)");
    expect(text).not.toContain("NOIDUNGMAT");
  });
});

describe("the closing sheets", () => {
  it("leave the number of papers to be written where none is listed", async () => {
    const words = paperWords(vi, slots);
    const manifest = aManifest({ dossiers: [anItem(1, {}, { documents: [] })] });
    const { dossiers } = await closingSheets(listOf(manifest), manifest.dossiers, words);
    expect(dossiers).toMatchObject([{ documents: words.blank }]);
  });
});

describe("the labels of boxes", () => {
  it("carry a code each that tells the list and the box", async () => {
    const dossiers = [1, 2, 3].map((n) =>
      anItem(n, { place: { warehouse: "Kho 1", shelf: "A", box: `Hộp ${n}` } }),
    );
    const { of } = await papersOf(aManifest({ dossiers }), "vi", ["labels"]);
    const paper = of("labels");
    expect(paper.pages).toBe(1);
    expect(paper.text).toContain("Hộp 3");
    const boxes = paper.codes().map((code) => readPaperCode(code));
    expect(boxes.map((one) => one?.box).sort()).toEqual([1, 2, 3]);
    expect(new Set(boxes.map((one) => one?.manifest))).toEqual(new Set([digests.list]));
  });

  it("fit eight to a page", async () => {
    const dossiers = Array.from({ length: 16 }, (_, n) =>
      anItem(n + 1, { place: { warehouse: null, shelf: null, box: `Hộp ${n + 1}` } }),
    );
    const { of } = await papersOf(aManifest({ dossiers }), "vi", ["labels"]);
    expect(of("labels").pages).toBe(2);
  });
});

describe("the labels of sticks and discs", () => {
  it.each([
    ["vi", "Tập", "/"],
    ["en", "Volume", " of "],
  ] as const)(
    "name in %s the handover, both sides, each volume, and carry a code that a scanner reads",
    async (language, volume, of) => {
      const { of: paperOf } = await papersOf(everything, language, ["carrier"]);
      const paper = paperOf("carrier");
      const text = flat(paper.cells);
      for (const number of [1, 2, 3]) expect(text).toContain(`${volume} ${number}${of}3`);
      for (const words of [everything.id, "mã 06691", "mã 06685"])
        expect(
          text.match(new RegExp(words.replace("mã", language === "vi" ? "mã" : "code"), "gu"))?.length,
        ).toBeGreaterThanOrEqual(3);
      for (const hex of [digests.list, digests.giver]) expect(text).toContain(grouped(hex));
      const codes = paper.codes().map((code) => readPaperCode(code));
      expect(codes).toHaveLength(3);
      for (const code of codes)
        expect(code).toMatchObject({
          handover: everything.id,
          manifest: digests.list,
          certificate: digests.giver,
        });
    },
  );

  it("fit eight to a page of A4", async () => {
    const words = paperWords(vi, slots);
    const values = await carrierLabels(listOf(everything), 17, words);
    const template = shippedTemplate("vi", paperFiles.carrier);
    const printed = printPapers({ "nhan.docx": await fillPaper("carrier", template, values) });
    expect(printed["nhan.docx"]!.pages).toBe(3);
  });
});

describe("the receipt minutes", () => {
  it("say what was accepted, what with reservation, what was refused and why, and whose signatures bind it", async () => {
    const { of } = await papersOf(everything, "vi", ["receipt"]);
    const paper = of("receipt");
    const text = flat(paper.text);
    for (const { reference, outcome, remarks } of answers.dossiers) {
      if (outcome === "accepted") continue;
      expect(text).toContain(reference);
      for (const { why } of remarks) expect(text.replaceAll(" ", "")).toContain(why.replaceAll(" ", ""));
    }
    expect(readPaperCode(paper.codes()[0]!)).toMatchObject({
      manifest: answers.manifest.sha256,
      certificate: answers.previous.certificate,
      receipt: { sha256: digests.receipt, certificate: digests.receiver },
    });
  });
});

describe("a template", () => {
  it.each([
    ["Word", ".docx"],
    ["Excel", ".xlsx"],
  ])("of %s is filled the same after an office program has saved it", async (_program, ending) => {
    const words = paperWords(vi, slots);
    const papers = (Object.keys(paperFiles) as PaperName[]).filter((paper) =>
      paperFiles[paper].endsWith(ending),
    );
    const shipped = Object.fromEntries(
      papers.map((paper) => [paperFiles[paper], shippedTemplate("vi", paperFiles[paper]).bytes]),
    );
    const saved = savedAgain(shipped);
    const filled: Record<string, Uint8Array> = {};
    for (const paper of papers) {
      const file = paperFiles[paper];
      expect(saved[file]!.equals(shipped[file]!), paper).toBe(false);
      const values = await valuesOf(everything, words)[paper]();
      filled[`a-${file}`] = await fillPaper(paper, { path: file, bytes: shipped[file]! }, values);
      filled[`b-${file}`] = await fillPaper(paper, { path: file, bytes: saved[file]! }, values);
    }
    const printed = printPapers(filled);
    // Columns may come out a hair wider, so that lines break elsewhere: the words are the same.
    const wordsOf = (text: string): string[] => [...new Set(flat(text).split(" "))].sort();
    for (const paper of papers) {
      const file = paperFiles[paper];
      const [before, after] = [printed[`a-${file}`]!, printed[`b-${file}`]!];
      expect(wordsOf(after.cells), paper).toEqual(wordsOf(before.cells));
      expect(after.codes(), paper).toEqual(before.codes());
      expect(after.codes().length > 0, paper).toBe(!["contents", "closing"].includes(paper));
    }
  });
});

describe("what comes from registers", () => {
  it("is text in every paper, whatever markup or formula it looks like", async () => {
    const title = `=cmd|' /C calc'!A0 <w:br/> & "{#x}" ]]>`;
    const item = anItem(1, { title, reference: "+01", notes: "@SUM(A1)" });
    const { filled, of } = await papersOf(aManifest({ dossiers: [item] }), "vi", [
      "minutes",
      "index",
      "contents",
      "closing",
      "labels",
    ]);
    for (const name of ["muc-luc-ho-so.xlsx", "muc-luc-van-ban.xlsx"])
      expect(partOf(filled[name]!, "xl/worksheets/sheet1.xml"), name).not.toMatch(/<f[ >]/u);
    expect(flat(of("closing").text)).toContain(title);
    expect(flat(of("index").text)).toContain("'=cmd|");
  });

  it("leaves same papers for same lists, to the byte", async () => {
    const again = await papersOf(everything, "vi", ["minutes", "index"]);
    const once = await papersOf(everything, "vi", ["minutes", "index"]);
    for (const name of Object.keys(once.filled))
      expect(Buffer.from(once.filled[name]!).equals(Buffer.from(again.filled[name]!)), name).toBe(true);
  });
});
