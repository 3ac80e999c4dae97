import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Dossier, DossierDocument } from "../../src/model/dossier.js";
import { openStore } from "../../src/store/index.js";
import { aDocument, aDossier, aFile, hongGai } from "../support/a-dossier.js";
import { run, transcript } from "../support/run.js";
import { sandbox } from "../support/sandbox.js";

interface Paper extends Partial<DossierDocument> {
  slot: string | null;
  /** No file, and nothing says it is on paper. */
  lost?: boolean;
}

/** A workspace with the given dossiers; every paper has a file unless it is lost or on paper. */
async function workspace(...dossiers: { dossier: Partial<Dossier>; papers: Paper[] }[]): Promise<string> {
  const cwd = sandbox();
  await run(["init", "--code", "06691", "--name", "Phường Hồng Gai", "--until", "2025-06-30"], { cwd });
  const store = openStore(join(cwd, ".bangiao/inventory.db"));
  store.together(() => {
    dossiers.forEach(({ dossier, papers }, at) => {
      const id = `00000000-0000-4000-8000-00000000000${at}`;
      store.dossiers.save(aDossier({ origin: hongGai, id, ...dossier }));
      papers.forEach(({ lost, ...paper }, index) => {
        const document = aDocument({
          id: `${id.slice(0, 24)}${String(at * 100 + index).padStart(12, "0")}`,
          dossierId: id,
          ordinal: index + 1,
          number: null,
          date: null,
          pages: null,
          typeName: null,
          abstract: null,
          ...paper,
        });
        store.documents.save(document);
        if (lost || paper.carrier === "paper" || paper.state === "held-elsewhere") return;
        const fileId = store.files.save(aFile({ path: `${dossier.reference}/${index + 1}.pdf` }));
        store.files.attach({ documentId: document.id, fileId, ordinal: 1, assignedBy: "scan" });
      });
    });
  });
  store.close();
  return cwd;
}

const inspection = {
  dossier: {
    reference: "01.KTCH",
    title: "Hồ sơ kiểm tra Chi bộ khu 3",
    opened: "2020-05",
    closed: "2020-12",
  },
  papers: [
    { slot: "KTCH.QD", number: "61-QĐ/UBKTĐU", date: "2020-05-04" },
    { slot: "KTCH.KH", number: "51-KH/UBKTĐU", date: "2020-05-04" },
    { slot: "KTCH.LLV", carrier: "paper" as const },
    { slot: "KTCH.BBKH", date: "2020-06-16" },
    { slot: "KTCH.TB", number: "01-TB/UBKTĐU", date: "2020-06-09" },
    { slot: "KTCH.BCTKT", number: "11-BC/CB", date: "2020-05-20", lost: true },
  ],
};

const openCase = {
  dossier: {
    reference: "38.KLDV",
    type: "KLDV" as const,
    title: "Hồ sơ xem xét, thi hành kỷ luật đồng chí Hà Thị Liên",
    status: "open" as const,
    opened: "2025-03",
    closed: null,
    retention: null,
  },
  papers: [
    { slot: "KLDV.CC" },
    { slot: "KLDV.KH" },
    { slot: "KLDV.DC" },
    { slot: "KLDV.BKD", secrecy: "mat" as const },
  ],
};

describe("bangiao check", () => {
  it.each(["vi", "en"])("says what is missing, why it is wanted and what to type, in %s", async (lang) => {
    const cwd = await workspace(inspection, openCase);
    const text = await transcript(["check", "--lang", lang], { cwd });
    await expect(text).toMatchFileSnapshot(`../golden/check.${lang}.txt`);
  });

  it("tells commands that work as they are typed", async () => {
    const cwd = await workspace(inspection, openCase);
    const { stdout } = await run(["check"], { cwd });
    const commands = [...stdout.matchAll(/bangiao ((?:inventory edit|explain) .*)$/gmu)]
      .map(([, line]) => line!.replaceAll("<năm-tháng-ngày>", "2020-06-20"))
      .map((line) => [...line.matchAll(/(?:[^\s"]|"[^"]*")+/gu)].map(([word]) => word.replaceAll('"', "")));
    expect(commands.length).toBeGreaterThan(10);
    for (const argv of commands) expect((await run(argv, { cwd })).exitCode, argv.join(" ")).toBe(0);
    const after = JSON.parse((await run(["check", "--format", "json"], { cwd })).stdout);
    expect(after.counts).toMatchObject({ error: 0, warning: 0 });
  });

  it("prints every finding once, with its rule, as JSON, and every slot with its state", async () => {
    const cwd = await workspace(inspection, openCase);
    const { stdout, exitCode } = await run(["check", "--format", "json"], { cwd });
    const result = JSON.parse(stdout);
    expect(exitCode).toBe(1);
    expect(result).toMatchObject({ format: "bangiao-check/1", at: "2025-06-28T09:00:00+07:00" });
    expect(result.findings).toContainEqual(
      expect.objectContaining({
        code: "document-missing",
        severity: "error",
        place: { dossier: "01.KTCH", document: "KTCH.DC" },
        rule: expect.objectContaining({ pack: "ktch", rule: "KTCH.DC", confidence: "S2" }),
      }),
    );
    const states = (reference: string) =>
      Object.fromEntries(
        result.dossiers
          .find((one: { reference: string }) => one.reference === reference)
          .slots.map((one: { slot: string; state: string }) => [one.slot, one.state]),
      );
    expect(states("01.KTCH")).toMatchObject({
      "KTCH.QD": "present",
      "KTCH.LLV": "paper-only",
      "KTCH.DC": "missing",
      "KTCH.TLKT": "unknown",
      "KTCH.DX": "not-applicable",
    });
    expect(states("38.KLDV")).toMatchObject({
      "KLDV.BKD": "withheld",
      "KLDV.BBTK": "missing",
      "KLDV.QDKL": "not-yet",
      "KLDV.MLCT": "not-yet",
    });
  });

  it("says where the name of a denouncer stands, and never the name", async () => {
    const name = "Nguyễn Thị Hoa";
    const cwd = await workspace({
      dossier: {
        reference: "07.GQTC",
        type: "GQTC",
        title: `Hồ sơ giải quyết tố cáo của bà ${name}`,
        subjects: [{ kind: "other", role: "denouncer", name, code: "NTC-01" }],
      },
      papers: [{ slot: "GQTC.DON", abstract: `Đơn của ${name}`, typeName: `Đơn của ${name}` }],
    });
    const store = openStore(join(cwd, ".bangiao/inventory.db"));
    const fileId = store.files.save(aFile({ path: "07.GQTC/don-nguyenthihoa.pdf", dpi: 90 }));
    const [paper] = store.documents.ofDossier("00000000-0000-4000-8000-000000000000");
    store.files.attach({ documentId: paper!.id, fileId, ordinal: 2, assignedBy: "person" });
    store.close();
    for (const format of ["text", "json", "csv"]) {
      const { stdout } = await run(["check", "--format", format], { cwd });
      expect(stdout).toContain("NTC-01");
      expect(stdout).not.toMatch(/nguy[eễ]n ?th[iị] ?hoa/iu);
    }
    const { findings } = JSON.parse((await run(["check", "--format", "json"], { cwd })).stdout);
    const told = findings.filter(({ code }: { code: string }) => code === "denouncer-exposed");
    expect(told.map((one: { details: { where: string } }) => one.details.where)).toEqual([
      "file-name",
      "title",
      "abstract",
      "type-name",
    ]);
    expect(findings).toContainEqual(
      expect.objectContaining({
        code: "scan-resolution-low",
        place: { dossier: "07.GQTC", file: "07.GQTC/don-NTC-01.pdf" },
      }),
    );
  });

  it("gives a table for Excel in which no cell is run as a formula", async () => {
    const cwd = await workspace({ dossier: { reference: "=1+1", title: "@SUM(A1)" }, papers: [] });
    const { stdout } = await run(["check", "--format", "csv"], { cwd });
    expect(stdout.startsWith("\uFEFFHồ sơ,")).toBe(true);
    expect(stdout).toContain("\r\n'=1+1,'@SUM(A1),");
    expect(stdout).not.toMatch(/(^|,)[=@]/mu);
  });

  it("checks only the dossiers that are named, and keeps only runs over all of them", async () => {
    const cwd = await workspace(inspection, openCase);
    const { stdout } = await run(["check", "38.KLDV", "--format", "json"], { cwd });
    expect(JSON.parse(stdout).dossiers).toHaveLength(1);
    const saved = () => {
      const store = openStore(join(cwd, ".bangiao/inventory.db"));
      const run = store.checks.last();
      store.close();
      return run;
    };
    expect(saved()).toBeNull();
    await run(["check"], { cwd });
    expect(saved()).toMatchObject({ dossiers: 2, startedAt: "2025-06-28T09:00:00+07:00" });
  });

  it("answers 1 while there are errors, 0 when there are none, and 1 for warnings where asked to", async () => {
    const complete = {
      dossier: { reference: "08.DONTHU", type: "DONTHU" as const, retention: "20 năm", facts: [] },
      papers: [{ slot: "DONTHU.DON" }, { slot: "DONTHU.PDX" }],
    };
    const cwd = await workspace(complete);
    expect((await run(["check"], { cwd })).exitCode).toBe(0);
    expect((await run(["check", "--fail-on", "warning"], { cwd })).exitCode).toBe(1);
    expect((await run(["check", "--fail-on", "info"], { cwd })).exitCode).toBe(2);
  });

  it("follows an office's own pack, which may extend a shipped one", async () => {
    const cwd = await workspace(inspection);
    writeFileSync(
      join(cwd, "cua-toi.yaml"),
      "format: bangiao-rules/1\nversion: '1'\nextends: ktch\ntitle: { vi: Riêng, en: Own }\noff: [KTCH.DC]\n",
    );
    const { stdout } = await run(["check", "--pack", "cua-toi.yaml", "--format", "json"], { cwd });
    expect(stdout).not.toContain("KTCH.DC");
    expect(stdout).toContain("KTCH.BBTK");
  });

  it("names the nearest dossier for a reference that does not exist", async () => {
    const cwd = await workspace(inspection);
    const { exitCode, stderr } = await run(["check", "01.KTHC"], { cwd });
    expect(exitCode).toBe(3);
    expect(stderr).toContain("01.KTCH");
  });
});

describe("bangiao explain", () => {
  it("records who answers for a missing paper; it stays missing, but is an exception, not an error", async () => {
    const cwd = await workspace(inspection);
    const explain = [
      "explain",
      "01.KTCH",
      "dc",
      "--reason",
      "Thất lạc khi chuyển trụ sở",
      "--person",
      "Nguyễn Văn B",
    ];
    expect(await transcript([...explain, "--due", "2025-08"], { cwd })).toMatchInlineSnapshot(`
      "$ bangiao explain 01.KTCH dc --reason "Thất lạc khi chuyển trụ sở" --person "Nguyễn Văn B" --due 2025-08
      Đã ghi giải trình cho hồ sơ 01.KTCH: “Đề cương gợi ý báo cáo tự kiểm tra” (KTCH.DC). Người chịu
      trách nhiệm: Nguyễn Văn B, hẹn bổ sung 08/2025.
      [exit 0]
      "
    `);
    const { stdout } = await run(["check"], { cwd });
    expect(stdout).toContain("đã giải trình: thiếu “Đề cương gợi ý báo cáo tự kiểm tra”");
    expect(stdout).toContain(
      "Nguyễn Văn B, ngày 28/06/2025: Thất lạc khi chuyển trụ sở; hẹn bổ sung 08/2025",
    );
    const { counts, totals } = JSON.parse((await run(["check", "--format", "json"], { cwd })).stdout);
    expect(counts.explained).toBe(1);
    expect(totals.explained).toBe(1);
    expect(totals.missing).toBeGreaterThan(1);
  });

  it("records who answers for a document that is in no slot, by itself", async () => {
    const papers = [
      { slot: null, number: "11-CV/UBKTĐU", lost: true },
      { slot: null, number: null, lost: true },
    ];
    const cwd = await workspace({ dossier: { reference: "01.KTCH" }, papers });
    const lost = async () =>
      JSON.parse((await run(["check", "--format", "json"], { cwd })).stdout)
        .findings.filter(({ code }: { code: string }) => code === "document-without-file")
        .map((one: { place: { document: string }; explained?: { person: string } }) => [
          one.place.document,
          one.explained?.person,
        ]);
    const answer = ["--reason", "Cho mượn", "--person", "Nguyễn Văn B"];
    expect(
      await transcript(["explain", "01.KTCH", "--document", "11-CV", ...answer], { cwd }),
    ).toMatchInlineSnapshot(`
      "$ bangiao explain 01.KTCH --document 11-CV --reason "Cho mượn" --person "Nguyễn Văn B"
      Đã ghi giải trình cho hồ sơ 01.KTCH: “11-CV/UBKTĐU”. Người chịu trách nhiệm: Nguyễn Văn B.
      [exit 0]
      "
    `);
    expect(
      await transcript(["explain", "01.KTCH", "--document", "11-CV", ...answer, "--lang", "en"], { cwd }),
    ).toMatchInlineSnapshot(`
      "$ bangiao explain 01.KTCH --document 11-CV --reason "Cho mượn" --person "Nguyễn Văn B" --lang en
      Explanation recorded for dossier 01.KTCH: “11-CV/UBKTĐU”. Answers for it: Nguyễn Văn B.
      [exit 0]
      "
    `);
    expect(await lost()).toEqual([
      ["#2", undefined],
      ["11-CV/UBKTĐU", "Nguyễn Văn B"],
    ]);
    expect((await run(["check"], { cwd })).stdout).toContain('bangiao explain 01.KTCH --document "#2"');
    await run(["explain", "01.KTCH", "--document", "#2", ...answer], { cwd });
    expect(await lost()).toContainEqual(["#2", "Nguyễn Văn B"]);
    expect((await run(["inventory", "show", "01.KTCH"], { cwd })).stdout).toContain("11-CV/UBKTĐU: Cho mượn");
    expect((await run(["log"], { cwd })).stdout).toContain("ghi giải trình");
    const both = ["explain", "01.KTCH", "DC", "--document", "#2", ...answer];
    expect((await run(both, { cwd })).exitCode).toBe(2);
  });

  it("answers for the dossier as a whole when no paper is named", async () => {
    const cwd = await workspace(inspection);
    await run(["explain", "01.KTCH", "--reason", "Kho bị ngập", "--person", "Nguyễn Văn B"], { cwd });
    expect((await run(["check"], { cwd })).exitCode).toBe(0);
  });

  it("names the papers there are for a code that does not exist, and what is left out", async () => {
    const cwd = await workspace(inspection);
    const wrong = await run(["explain", "01.KTCH", "XYZ", "--reason", "a", "--person", "b"], { cwd });
    expect(wrong.exitCode).toBe(3);
    const { exitCode, stderr } = await run(["explain", "01.KTCH", "DC"], { cwd });
    expect(exitCode).toBe(2);
    expect(stderr).toContain("--reason, --person");
    const due = await run(["explain", "01.KTCH", "DC", "--reason", "a", "--person", "b", "--due", "mai"], {
      cwd,
    });
    expect(due.exitCode).toBe(2);
  });
});

describe("bangiao rules", () => {
  it.each(["vi", "en"])("lists and shows packs without a workspace, in %s", async (lang) => {
    const cwd = sandbox();
    const list = await transcript(["rules", "list", "--lang", lang], { cwd });
    const show = await transcript(["rules", "show", "dcsh", "--lang", lang], { cwd });
    await expect(list + show).toMatchFileSnapshot(`../golden/rules.${lang}.txt`);
  });

  it("tries the examples of a pack and says which do not come out as written", async () => {
    const cwd = sandbox();
    expect((await run(["rules", "try", "KTCH"], { cwd })).exitCode).toBe(0);
    writeFileSync(
      join(cwd, "sai.yaml"),
      [
        "format: bangiao-rules/1",
        "version: '1'",
        "extends: dcsh",
        "title: { vi: Thử, en: Try }",
        "examples:",
        "  - shows: Chỉ có quyết định",
        "    documents: [DCSH.QD]",
        "    gives: { missing: none }",
      ].join("\n"),
    );
    expect(await transcript(["rules", "try", "sai.yaml"], { cwd })).toMatchInlineSnapshot(`
      "$ bangiao rules try sai.yaml
      Dòng 6: Chỉ có quyết định
        DCSH.TTR: kiểm tra ra “thiếu”, ví dụ không ghi
      Bộ quy tắc sai: 1/1 ví dụ không đúng như đã ghi.
      [exit 1]
      "
    `);
  });

  it("names file, line and the nearest right word for a mistake in a pack", async () => {
    const cwd = sandbox();
    writeFileSync(
      join(cwd, "sai.yaml"),
      "format: bangiao-rules/1\nversion: '1'\nextends: dcsh\ntitle: { vi: Thử, en: Try }\nslotz: []\n",
    );
    expect(await transcript(["rules", "try", "sai.yaml"], { cwd })).toMatchInlineSnapshot(`
      "$ bangiao rules try sai.yaml
      [stderr]
      Lỗi: bộ quy tắc “<folder>/sai.yaml”, dòng 5, cột 1: không có mục “slotz”.
      Việc cần làm: Có phải “slots”?
      [exit 3]
      "
    `);
  });

  it("lists the packs there are for a name that is none", async () => {
    const { exitCode, stderr } = await run(["rules", "show", "ktxx"], { cwd: sandbox() });
    expect(exitCode).toBe(3);
    expect(stderr).toContain("ktch");
  });
});
