import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import exceljs from "exceljs";
import { describe, expect, it } from "vitest";
import type { ManifestInput } from "../../src/manifest/build-manifest.js";
import { serialiseManifest } from "../../src/manifest/index.js";
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
    writeFileSync(join(cwd, "b.xlsx"), savedAgain("a.xlsx", readFileSync(join(cwd, "a.xlsx"))));
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
