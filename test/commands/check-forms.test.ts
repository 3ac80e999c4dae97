import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/model/finding.js";
import { openStore } from "../../src/store/index.js";
import { aDocument, aDossier, hongGai } from "../support/a-dossier.js";
import { aPdf } from "../support/a-pdf.js";
import { run, transcript } from "../support/run.js";
import { sandbox } from "../support/sandbox.js";

const papers = ["KH", "TB", "QD", "BBKH"];

/** A workspace with one dossier whose papers lie, scanned, in the folder `ho-so`. */
async function office(title = "Hồ sơ kiểm tra Chi bộ khu 3"): Promise<string> {
  const cwd = sandbox();
  await run(["init", "--code", "06691", "--name", "Phường Hồng Gai", "--until", "2025-06-30"], { cwd });
  const store = openStore(join(cwd, ".bangiao/inventory.db"));
  store.together(() => {
    store.dossiers.save(aDossier({ origin: hongGai, title }));
    papers.forEach((slot, index) => {
      store.documents.save(
        aDocument({
          id: `5b0f2d1e-0000-4000-8000-0000000000d${index}`,
          ordinal: index + 1,
          slot: `KTCH.${slot}`,
          number: `${index + 11}-TB/UBKTĐU`,
          date: "2020-05-20",
          pages: 1,
        }),
      );
    });
  });
  store.close();
  mkdirSync(join(cwd, "ho-so/01.KTCH"), { recursive: true });
  for (const [index, slot] of papers.entries()) {
    writeFileSync(join(cwd, `ho-so/01.KTCH/${slot}.pdf`), aPdf([{ lines: [`So ${index}`] }]));
  }
  await run(["inventory", "scan", "ho-so"], { cwd });
  for (const slot of papers) {
    const path = `ho-so/01.KTCH/${slot}.pdf`;
    await run(["inventory", "assign", path, "--dossier", "01.KTCH", "--slot", slot], { cwd });
  }
  return cwd;
}

const found = async (cwd: string, ...argv: string[]): Promise<Finding[]> =>
  (JSON.parse((await run(["check", ...argv, "--format", "json"], { cwd })).stdout) as { findings: Finding[] })
    .findings;

/** Damages a file without its time of change telling so, as a failing disc does. */
function decay(path: string): void {
  const { atime, mtime } = statSync(path);
  const data = readFileSync(path);
  data[data.length >> 1]! ^= 0xff;
  writeFileSync(path, data);
  utimesSync(path, atime, mtime);
}

describe("bangiao check --files", () => {
  it("finds what was lost, changed, cut off and altered on the disc, and reads nothing without being told to", async () => {
    const cwd = await office();
    const at = (slot: string) => join(cwd, `ho-so/01.KTCH/${slot}.pdf`);
    expect((await found(cwd, "--files")).filter(({ code }) => code.startsWith("file-"))).toEqual([]);
    rmSync(at("KH"));
    writeFileSync(at("TB"), aPdf([{ lines: ["Khac han"] }, { lines: ["Hai trang"] }]));
    writeFileSync(at("QD"), "");
    decay(at("BBKH"));
    expect((await found(cwd)).filter(({ code }) => code.startsWith("file-"))).toEqual([]);
    const told = (await found(cwd, "--files")).filter(({ code }) => code.startsWith("file-"));
    expect(told.map(({ code, severity, place }) => [code, severity, place.file]).sort()).toEqual([
      ["file-changed", "error", "01.KTCH/TB.pdf"],
      ["file-damaged", "error", "01.KTCH/BBKH.pdf"],
      ["file-empty", "error", "01.KTCH/QD.pdf"],
      ["file-missing", "error", "01.KTCH/KH.pdf"],
    ]);
    expect((await run(["check", "--files"], { cwd })).exitCode).toBe(1);
  });

  it.each(["vi", "en"])("says what it read and which file is no longer what it was, in %s", async (lang) => {
    const cwd = await office();
    const whole = await transcript(["check", "--files", "--lang", lang], { cwd });
    rmSync(join(cwd, "ho-so/01.KTCH/KH.pdf"));
    writeFileSync(
      join(cwd, "ho-so/01.KTCH/TB.pdf"),
      aPdf([{ lines: ["Khac han"] }, { lines: ["Hai trang"] }]),
    );
    decay(join(cwd, "ho-so/01.KTCH/BBKH.pdf"));
    const harmed = await transcript(["check", "--files", "--lang", lang], { cwd });
    await expect(`${whole}\n${harmed}`).toMatchFileSnapshot(`../golden/check--files.${lang}.txt`);
  });

  it("says that a folder is away, not that every file in it is lost", async () => {
    const cwd = await office();
    rmSync(join(cwd, "ho-so"), { recursive: true });
    const told = await found(cwd, "--files");
    expect(told.filter(({ code }) => code === "folder-unreadable")).toHaveLength(1);
    expect(told.filter(({ code }) => code.startsWith("file-"))).toEqual([]);
  });
});

describe("bangiao check --since last", () => {
  it.each(["vi", "en"])("says what got better and worse, in %s", async (lang) => {
    const cwd = await office();
    const first = await transcript(["check", "--since", "last", "--lang", lang], { cwd });
    const answer = ["--reason", "Thất lạc khi chuyển trụ sở", "--person", "Nguyễn Văn B"];
    await run(["explain", "01.KTCH", "BCTKT", ...answer], { cwd });
    await run(["inventory", "edit", "document", "01.KTCH", "12-TB/UBKTĐU", "date=2020-05-01"], { cwd });
    const later = { cwd, now: new Date("2025-06-29T02:00:00Z") };
    const second = await transcript(["check", "--since", "last", "--lang", lang], later);
    await expect(`${first}\n${second}`).toMatchFileSnapshot(`../golden/check-since.${lang}.txt`);
    const log = await run(["log", "--lang", lang], { cwd });
    expect(log.stdout).toContain(lang === "vi" ? "kiểm tra hồ sơ" : "dossiers checked");
  });
});

describe("the forms of a check", () => {
  const hostile = `"><script src=http://x.test/a.js></script><img src=x onerror=alert(1)> & 'a' \u202e`;

  it.each(["vi", "en"])("is a page that needs nothing from elsewhere, in %s", async (lang) => {
    const cwd = await office();
    const options = ["--since", "last", "--files", "--lang", lang];
    expect((await run(["check", "--out", "a.html", ...options], { cwd })).exitCode).toBe(1);
    const page = readFileSync(join(cwd, "a.html"), "utf8");
    await expect(page).toMatchFileSnapshot(`../golden/check.${lang}.html`);
    expect(page).toContain("default-src &#39;none&#39;");
    expect(page.match(/<(?:script|img|link|iframe|object)\b|\bsrc=|url\(|@import|https?:/giu)).toBeNull();
    for (const [, id] of page.matchAll(/href="#([^"]+)"/gu)) expect(page).toContain(`id="${id}"`);
  });

  it("escapes whatever a register says", async () => {
    const cwd = await office(hostile);
    const { stdout } = await run(["check", "--format", "html"], { cwd });
    expect(stdout).toContain("&lt;script src=http://x.test/a.js&gt;");
    expect(stdout).toContain("\\u{202e}");
    expect(stdout).not.toMatch(/<script|<img|\u202e/u);
  });

  it("is a workbook that other programs read", async () => {
    const cwd = await office();
    const { stdout, stderr } = await run(["check", "--out", "a.xlsx"], { cwd });
    expect(stdout).toBe("");
    expect(stderr).toContain("a.xlsx");
    const sheet = execFileSync("unzip", ["-p", join(cwd, "a.xlsx"), "xl/worksheets/sheet3.xml"], {
      encoding: "utf8",
    });
    expect(sheet).toContain("KTCH.BCTKT");
    expect(sheet).toContain("thiếu");
  });

  it("refuses before any work to write over a file, or a workbook to the terminal", async () => {
    const cwd = await office();
    writeFileSync(join(cwd, "a.html"), "mine");
    expect((await run(["check", "--out", "a.html"], { cwd })).exitCode).toBe(3);
    expect(readFileSync(join(cwd, "a.html"), "utf8")).toBe("mine");
    const { exitCode, stderr } = await run(["check", "--format", "xlsx"], { cwd });
    expect(exitCode).toBe(2);
    expect(stderr).toContain("--out");
    expect((await run(["check", "--format", "docx"], { cwd })).stderr).toContain("xlsx");
    expect(existsSync(join(cwd, "a.xlsx"))).toBe(false);
  });
});
