import { copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { csvText } from "../../src/model/csv-text.js";
import { openStore } from "../../src/store/index.js";
import { run, transcript } from "../support/run.js";
import { sandbox } from "../support/sandbox.js";

const fixture = (name: string): string => new URL(`../fixtures/registers/${name}`, import.meta.url).pathname;
let cwd: string;

beforeEach(async () => {
  cwd = sandbox();
  await run(["init", "--code", "06691", "--name", "Phường Hồng Gai", "--until", "2025-06-30"], { cwd });
  for (const name of ["ho-so.csv", "van-ban-tcvn3.csv"]) copyFileSync(fixture(name), join(cwd, name));
});

describe("bangiao inventory import", () => {
  it.each(["vi", "en"])("tells a clerk how much there was and what to look at, in %s", async (lang) => {
    const text = await transcript(["inventory", "import", "ho-so.csv", "van-ban-tcvn3.csv", "--lang", lang], {
      cwd,
    });
    await expect(text).toMatchFileSnapshot(`../golden/inventory-import.${lang}.txt`);
  });

  it.each(["vi", "en"])("says what changed, in %s", async (lang) => {
    await run(["inventory", "import", "ho-so.csv"], { cwd });
    const text = readFileSync(join(cwd, "ho-so.csv"), "utf8")
      .replace("Đúng thời hạn", "Gia hạn 01 lần")
      .replace(";12;", ";14;");
    writeFileSync(
      join(cwd, "ho-so.csv"),
      text
        .split("\r\n")
        .filter((line) => !line.startsWith("3;"))
        .join("\r\n"),
    );
    await expect(
      await transcript(["inventory", "import", "ho-so.csv", "--lang", lang], { cwd }),
    ).toMatchFileSnapshot(`../golden/inventory-import-again.${lang}.txt`);
  });

  it("only shows what it understood on a dry run", async () => {
    const { stdout, exitCode } = await run(["inventory", "import", "ho-so.csv", "--dry-run"], { cwd });
    expect(exitCode).toBe(1);
    expect(stdout).toContain("01.KTCH");
    expect(stdout).toContain("chưa ghi gì vào kho");
    const store = openStore(join(cwd, ".bangiao/inventory.db"));
    expect(store.dossiers.all()).toEqual([]);
    store.close();
  });

  it("prints the whole result as JSON, and no protected name in it", async () => {
    const { stdout } = await run(
      ["inventory", "import", "ho-so.csv", "van-ban-tcvn3.csv", "--format", "json"],
      { cwd },
    );
    const result = JSON.parse(stdout) as {
      format: string;
      dossiers: { added: number };
      registers: unknown[];
    };
    expect(result).toMatchObject({ format: "bangiao-import/1", dossiers: { added: 2 } });
    expect(result.registers).toHaveLength(2);
    expect(stdout).not.toContain("Lý Thị Mơ");
  });

  it("writes every cleaned value to a file that Excel opens and that holds no formula and no name", async () => {
    writeFileSync(
      join(cwd, "la.csv"),
      csvText([
        ["Hồ sơ số", "Số, ký hiệu", "Ngày", "Trích yếu"],
        ["01.KTCH", "1-QĐ/UBKTĐU", "1/6/2020", "=cmd()  x"],
      ]),
    );
    await run(
      ["inventory", "import", "ho-so.csv", "van-ban-tcvn3.csv", "la.csv", "--changes", "lam-sach.csv"],
      { cwd },
    );
    const text = readFileSync(join(cwd, "lam-sach.csv"), "utf8");
    expect(text.startsWith("\uFEFFTệp,Trang,Dòng,Mục,")).toBe(true);
    expect(text).toContain("phông TCVN3 (ABC)");
    expect(text).toContain("'=cmd()");
    expect(text).not.toMatch(/(?:^|,|")=/mu);
    expect(text).not.toContain("Lý Thị Mơ");
    expect(text).not.toContain("Lý Thị M");
  });

  it.each([
    ["a file that is not there", ["khong-co.xlsx"], 3, "không tìm thấy"],
    ["a field that does not exist", ["ho-so.csv", "--map", "Ghi chú=ghichu"], 2, "notes (ghi chú)"],
    ["a heading that does not exist", ["ho-so.csv", "--map", "Nội dung=title"], 3, "Tiêu đề hồ sơ"],
    ["a mapping without a field", ["ho-so.csv", "--map", "Nội dung"], 2, "title"],
    ["no file", [], 2, "file"],
  ])("explains %s", async (_what, argv, code, expected) => {
    const { exitCode, stdout, stderr } = await run(["inventory", "import", ...argv], { cwd });
    expect([exitCode, stdout]).toEqual([code, ""]);
    expect(stderr).toContain(expected);
  });

  it("writes nothing when one of several files cannot be read", async () => {
    writeFileSync(join(cwd, "hong.xlsx"), "PK\u0003\u0004 hỏng");
    const { exitCode, stderr } = await run(
      ["inventory", "import", "ho-so.csv", "hong.xlsx", "--changes", "x.csv"],
      { cwd },
    );
    expect(exitCode).toBe(3);
    expect(stderr).toContain("lưu lại thành tệp .xlsx");
    expect(existsSync(join(cwd, "x.csv"))).toBe(false);
    const store = openStore(join(cwd, ".bangiao/inventory.db"));
    expect(store.dossiers.all()).toEqual([]);
    store.close();
  });

  it("shows no escape sequence that a register holds", async () => {
    writeFileSync(
      join(cwd, "la.csv"),
      csvText([
        ["Hồ sơ số", "Số, ký hiệu", "Ngày", "Trích yếu", "\u001b[31mlạ"],
        ["\u001b[2J9", "1-QĐ/UBKTĐU", "31/6/2020\u001b[1m", "Quyết định\u202E", "x"],
      ]),
    );
    const { stdout } = await run(["inventory", "import", "la.csv", "--dry-run"], { cwd });
    expect(stdout).not.toMatch(/[\u001b\u202E]/u);
  });
});
