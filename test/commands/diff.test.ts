import { hash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import exceljs from "exceljs";
import { describe, expect, it } from "vitest";
import type { ManifestInput } from "../../src/manifest/build-manifest.js";
import {
  buildReceipt,
  type Decision,
  type ReceiptComparison,
  readManifest,
  serialiseManifest,
  serialiseReceipt,
} from "../../src/manifest/index.js";
import { newHongGai } from "../manifest/a-dossier.js";
import { aManifest, anItem } from "../manifest/a-manifest.js";
import { savedAgain } from "../support/office-pdf.js";
import { run, transcript } from "../support/run.js";
import { sandbox } from "../support/sandbox.js";

const list = (changes: Partial<ManifestInput> = {}): Buffer => serialiseManifest(aManifest(changes));

/** A folder with the list `a.json`, and `b.json`: one dossier less, one more, another title. */
function twoLists(title = "Tiêu đề mới"): string {
  const cwd = sandbox();
  writeFileSync(join(cwd, "a.json"), list({ dossiers: [anItem(1), anItem(2), anItem(3)] }));
  const after = { id: "BG-06691-20250629-01", createdAt: "2025-06-29T08:30:00+07:00" };
  writeFileSync(
    join(cwd, "b.json"),
    list({ ...after, dossiers: [anItem(2, { title }), anItem(3), anItem(4)] }),
  );
  return cwd;
}

describe("the forms of a comparison", () => {
  it.each(["vi", "en"])("is text and a page that needs nothing from elsewhere, in %s", async (lang) => {
    const cwd = twoLists();
    const told = await transcript(["diff", "a.json", "b.json", "--lang", lang], { cwd });
    const same = await transcript(["diff", "a.json", "a.json", "--lang", lang], { cwd });
    const filed = await transcript(["diff", "a.json", "b.json", "--out", "a.html", "--lang", lang], { cwd });
    await expect(`${told}\n${same}\n${filed}`).toMatchFileSnapshot(`../golden/diff.${lang}.txt`);
    const page = readFileSync(join(cwd, "a.html"), "utf8");
    await expect(page).toMatchFileSnapshot(`../golden/diff.${lang}.html`);
    expect(page).toContain("default-src &#39;none&#39;");
    expect(page.match(/<(?:script|img|link|iframe|object)\b|\bsrc=|url\(|@import|https?:/giu)).toBeNull();
  });

  it("names merged, split and renamed dossiers, and puts every code of the format into words", async () => {
    const cwd = sandbox();
    const [first, second, third] = [anItem(1), anItem(2), anItem(3)];
    writeFileSync(join(cwd, "a.json"), list({ dossiers: [first, second, third, anItem(5)] }));
    const [into, part] = [anItem(7), anItem(8)];
    into.documents = [...anItem(1).documents, ...anItem(2).documents];
    const rest = anItem(3, {
      ...{ reference: "33.KTCH", status: "open", closed: null, type: "KTDH", carrier: "digital" },
      openCase: { step: "KTCH.QD", nextStep: "KTCH.KH", deadline: "2025-08", team: null },
      facts: [{ condition: "twin", value: "true", origin: "stated", evidence: "" }],
      subjects: [{ kind: "member", role: "inspected", name: "Trần Văn Bốn", code: null }],
    });
    rest.documents[0]!.document = { ...rest.documents[0]!.document, slot: "KTCH.BCKQ", original: "copy" };
    const half = anItem(5);
    part.documents = half.documents.splice(1);
    writeFileSync(join(cwd, "b.json"), list({ dossiers: [into, rest, part, half] }));
    const told = async (lang: string) =>
      (await run(["diff", "a.json", "b.json", "--lang", lang], { cwd })).stdout;
    const [vi, en] = [await told("vi"), await told("en")];
    for (const words of [
      ...["01.KTCH, 02.KTCH → 07.KTCH (gộp lại)", "05.KTCH → 08.KTCH (tách ra)", "đổi số: 03.KTCH → 33.KTCH"],
      ...[
        "tình trạng: “đã kết thúc” → “đang giải quyết”",
        "loại: “kiểm tra chấp hành” → “kiểm tra khi có dấu hiệu",
      ],
      ...["Trần Văn Bốn", "“bản sao”"],
    ])
      expect(vi.replace(/\s+/gu, " ")).toContain(words);
    for (const words of ["(merged)", "(split)", "renamed: 03.KTCH → 33.KTCH", "status: “closed” → “open”"])
      expect(en.replace(/\s+/gu, " ")).toContain(words);
    // Codes of slots, types, conditions and states stay in the JSON form.
    const plain = vi.replace(/\d+[a-z]?\.KTCH/gu, "");
    expect(plain).not.toMatch(
      /KTCH|KTDH|\b(?:open|closed|digital|mixed|true|stated|inspected|member|copy|present)\b/u,
    );
  });

  it("escapes whatever a list says", async () => {
    const hostile = `"><script src=x></script><img src=x onerror=alert(1)> & 'a' \u202e`;
    const cwd = twoLists(hostile);
    const { stdout, exitCode } = await run(["diff", "a.json", "b.json", "--format", "html"], { cwd });
    expect(exitCode).toBe(1);
    expect(stdout).toContain("&lt;script src=x&gt;");
    expect(stdout).not.toMatch(/<script|<img|\u202e/u);
  });

  it("is a workbook that LibreOffice opens, in which no title is a formula", async () => {
    const cwd = twoLists();
    const evil = anItem(5, { reference: "=HYPERLINK(1)", title: "+1+1" });
    writeFileSync(join(cwd, "c.json"), list({ dossiers: [anItem(1), anItem(2), evil] }));
    const { stdout, stderr, exitCode } = await run(["diff", "a.json", "c.json", "--out", "a.xlsx"], { cwd });
    expect([stdout, exitCode]).toEqual(["", 1]);
    expect(stderr).toContain("a.xlsx");
    writeFileSync(
      join(cwd, "b.xlsx"),
      savedAgain({ "a.xlsx": readFileSync(join(cwd, "a.xlsx")) })["a.xlsx"]!,
    );
    for (const name of ["a.xlsx", "b.xlsx"]) {
      const workbook = new exceljs.Workbook();
      await workbook.xlsx.readFile(join(cwd, name));
      expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual(["Chỗ khác nhau", "Hai bản kê"]);
      const cells: unknown[] = [];
      workbook.worksheets[0]!.eachRow((row) => row.eachCell(({ value }) => cells.push(value)));
      expect(cells).toContain("'=HYPERLINK(1)  +1+1");
      expect(cells).toContain("03.KTCH  Kiểm tra chấp hành chi bộ khu 3");
      expect(cells.filter((value) => typeof value !== "string")).toEqual([]);
    }
  });

  it("refuses before any work to write over a file, or a workbook to the terminal", async () => {
    const cwd = twoLists();
    writeFileSync(join(cwd, "a.html"), "mine");
    expect((await run(["diff", "a.json", "b.json", "--out", "a.html"], { cwd })).exitCode).toBe(3);
    expect(readFileSync(join(cwd, "a.html"), "utf8")).toBe("mine");
    const { exitCode, stderr } = await run(["diff", "a.json", "b.json", "--format", "xlsx"], { cwd });
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining("--out")]);
    await run(["diff", "a.json", "khong-co.json", "--out", "b.html"], { cwd });
    expect(existsSync(join(cwd, "b.html"))).toBe(false);
  });
});

/** Adds the receipt `r.receipt.json` for the list `a.json` of `twoLists`, with an outcome for each of its dossiers. */
function answer(cwd: string, ...outcomes: Decision["outcome"][]): void {
  const bytes = readFileSync(join(cwd, "a.json"));
  const { manifest } = readManifest(bytes);
  const decisions = new Map(
    manifest!.dossiers.map(({ id }, index): [string, Decision] => {
      const outcome = outcomes[index]!;
      return [id, { outcome, remarks: outcome === "accepted" ? [] : [{ what: "tờ 3", why: "bản quét mờ" }] }];
    }),
  );
  const receipt = buildReceipt({
    answers: {
      ...{ manifest: manifest!, size: bytes.length, sha256: hash("sha256", bytes) },
      ...{ signature: "a".repeat(64), certificate: "b".repeat(64) },
    },
    receiver: { unit: newHongGai, person: "Lê Văn Bảy", position: "Chủ nhiệm" },
    decisions,
    replaces: null,
    nonce: "00112233445566778899aabbccddeeff",
    createdAt: "2025-07-02T09:00:00+07:00",
    tool: { name: "bangiao", version: "0.1.0" },
  });
  writeFileSync(join(cwd, "r.receipt.json"), serialiseReceipt(receipt));
}

describe("a receipt held against a list", () => {
  it.each(["vi", "en"])("says in %s what was answered, and when it belongs elsewhere", async (lang) => {
    const cwd = twoLists();
    answer(cwd, "accepted", "accepted-with-reservation", "refused");
    const told = [];
    for (const argv of [
      ["r.receipt.json", "a.json"],
      ["r.receipt.json", "b.json"],
      ["r.receipt.json", "r.receipt.json"],
      ["r.receipt.json", "a.json", "--out", "r.html"],
    ])
      told.push(await transcript(["diff", ...argv, "--lang", lang], { cwd }));
    answer(cwd, "accepted", "accepted", "accepted");
    told.push(await transcript(["diff", "a.json", "r.receipt.json", "--lang", lang], { cwd }));
    await expect(told.join("\n")).toMatchFileSnapshot(`../golden/diff-receipt.${lang}.txt`);
    const page = readFileSync(join(cwd, "r.html"), "utf8");
    expect(page).toContain("bản quét mờ");
    expect(page.match(/<(?:script|img|link|iframe|object)\b|\bsrc=|url\(|@import|https?:/giu)).toBeNull();
  });

  it("is content only when all was accepted and it answers these very bytes", async () => {
    const cwd = twoLists();
    const judge = async (name: string) => {
      const { exitCode, stdout } = await run(["diff", "r.receipt.json", name, "--format", "json"], { cwd });
      const { sameHandover, sameList, allAccepted, counts } = JSON.parse(stdout) as ReceiptComparison;
      return { exitCode, sameHandover, sameList, allAccepted, counts };
    };
    answer(cwd, "accepted", "accepted", "accepted");
    const none = { "accepted-with-reservation": 0, refused: 0, unanswered: 0, unlisted: 0 };
    const right = { sameHandover: true, sameList: true, allAccepted: true };
    expect(await judge("a.json")).toEqual({ exitCode: 0, ...right, counts: { accepted: 3, ...none } });
    // The same handover listed with one title changed: the same dossiers, other bytes.
    writeFileSync(
      join(cwd, "c.json"),
      list({ dossiers: [anItem(1, { title: "Khác" }), anItem(2), anItem(3)] }),
    );
    expect(await judge("c.json")).toEqual({
      ...{ exitCode: 1, sameHandover: true, sameList: false, allAccepted: false },
      counts: { accepted: 3, ...none },
    });
    expect(await judge("b.json")).toEqual({
      ...{ exitCode: 1, sameHandover: false, sameList: false, allAccepted: false },
      counts: { accepted: 2, ...none, unanswered: 1, unlisted: 1 },
    });
  });

  it("is a workbook with the reasons, and takes neither a torn receipt nor a workspace without its list", async () => {
    const cwd = twoLists();
    answer(cwd, "accepted", "refused", "accepted");
    expect((await run(["diff", "r.receipt.json", "a.json", "--out", "r.xlsx"], { cwd })).exitCode).toBe(1);
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.readFile(join(cwd, "r.xlsx"));
    const row = workbook.worksheets[0]!.getRow(3);
    expect([1, 3, 5, 6].map((at) => row.getCell(at).value)).toEqual([
      ...["02.KTCH", "Từ chối", "tờ 3", "bản quét mờ"],
    ]);
    await run(["init", "--code", "06691", "--name", "Phường Hồng Gai"], { cwd });
    const workspace = await run(["diff", "r.receipt.json", "."], { cwd });
    expect([workspace.exitCode, workspace.stdout]).toEqual([3, ""]);
    expect(workspace.stderr).toContain("thư mục làm việc");
    const bytes = readFileSync(join(cwd, "r.receipt.json"));
    writeFileSync(join(cwd, "r.receipt.json"), bytes.subarray(0, bytes.length - 40));
    const torn = await run(["diff", "r.receipt.json", "a.json"], { cwd });
    expect([torn.exitCode, torn.stdout]).toEqual([3, ""]);
    expect(torn.stderr).toContain("biên nhận");
  });
});
