import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { aPdf } from "../../support/a-pdf.js";
import { lay } from "../../support/an-office.js";
import { run, transcript } from "../../support/run.js";
import { sandbox } from "../../support/sandbox.js";

const register = `STT;Số, ký hiệu hồ sơ;Loại hồ sơ;Tiêu đề hồ sơ;Đối tượng;Thời gian tài liệu;Ghi chú
1;01.KTCH;Kiểm tra chấp hành;Hồ sơ kiểm tra Chi bộ khu 3;Chi bộ khu 3;05/2020 - 06/2020;
2;30.GQTC;Giải quyết tố cáo;Hồ sơ giải quyết tố cáo đối với đồng chí Bùi Văn Hùng;Người tố cáo: ông Dương Văn Khánh; người bị tố cáo: đ/c Bùi Văn Hùng;02/2024 - 05/2024;thư mục: HS to cao
`.replace("ông Dương Văn Khánh; người", "ông Dương Văn Khánh, người");

/** A workspace with two dossiers and a folder with every sort of file a clerk meets. */
async function office(): Promise<string> {
  const cwd = sandbox();
  const first = "ho-so/01.KTCH chi bộ khu 3 - 2020";
  lay(cwd, {
    "danh muc.csv": register,
    [`${first}/01-QĐ 61-QĐ-UBKTĐU.pdf`]: aPdf([
      { lines: ["Số 61-QĐ/UBKTĐU", "QUYẾT ĐỊNH", "kiểm tra Chi bộ khu 3"] },
    ]),
    [`${first}/02-BB trien khai.pdf`]: aPdf([{ dpi: 100 }]),
    [`${first}/BC ket qua (MẬT).pdf`]: aPdf([{ lines: ["BÁO CÁO", "kết quả kiểm tra"] }]),
    [`${first}/bien ban.pdf`]: aPdf([{ dpi: 300 }]),
    [`${first}/Thumbs.db`]: "x",
    "ho-so/HS to cao/Don cua ong Duong Van Khanh.pdf": aPdf([{ dpi: 300 }]),
    "ho-so/don thu $linh tinh/don.pdf": aPdf([{ lines: ["ĐƠN", "phản ánh"] }]),
    "ho-so/giay moi.pdf": "",
  });
  await run(["init", "--code", "06691", "--name", "Phường Hồng Gai", "--until", "2025-06-30"], { cwd });
  await run(["inventory", "import", "danh muc.csv"], { cwd });
  return cwd;
}

const lines = [
  ["inventory", "scan", "ho-so"],
  ["inventory", "scan", "ho-so"],
  ["inventory", "assign", "01.KTCH chi bộ khu 3 - 2020/bien ban.pdf", "--dossier", "1", "--slot", "bbhn"],
  ["inventory", "assign", "ho-so/giay moi.pdf", "--dossier", "01.KTCH"],
  ["inventory", "assign", "bien ban.pdf", "--dossier", "01.KTCH", "--slot", "QD"],
  ["inventory", "assign", "ho-so/giay moi.pdf", "--dossier", "01.KTCH", "--slot", "XYZ"],
  ["inventory", "assign", "ho-so/giay moi.pdf", "--dossier", "77"],
  ["inventory", "scan", "khong co"],
];

describe("scanning and assigning on the command line", () => {
  it.each(["vi", "en"])("tells what became of each file, and what to type next (%s)", async (lang) => {
    const cwd = await office();
    const told: string[] = [];
    for (const line of lines) told.push(await transcript([...line, "--lang", lang], { cwd }));
    await expect(told.join("\n")).toMatchFileSnapshot(`../../golden/inventory-scan.${lang}.txt`);
  });

  it("prints commands that do what they say when a shell takes them apart", async () => {
    const cwd = await office();
    const { stdout } = await run(["inventory", "scan", "ho-so"], { cwd });
    const commands = [...stdout.matchAll(/bangiao (inventory assign .*--dossier .*)$/gmu)].map(
      ([, command]) => command!,
    );
    expect(commands.length).toBeGreaterThan(1);
    for (const command of commands) {
      const words = execFileSync(
        "sh",
        ["-c", `for word in ${command.replace("<…>", "01.KTCH")}; do printf '%s\\n' "$word"; done`],
        {
          encoding: "utf8",
        },
      );
      const outcome = await run(words.trim().split("\n"), { cwd });
      expect(outcome, command).toMatchObject({ exitCode: 0, stderr: "" });
    }
    const again = JSON.parse((await run(["inventory", "scan", "ho-so", "--format", "json"], { cwd })).stdout);
    expect(again).toMatchObject({ format: "bangiao-scan/1", folders: [{ unassigned: [], read: 0 }] });
  });

  it("gives the whole result as JSON, with no denouncer's name in it", async () => {
    const cwd = await office();
    const { stdout, exitCode } = await run(["inventory", "scan", "ho-so", "--format", "json"], { cwd });
    expect(exitCode).toBe(0);
    const [result] = JSON.parse(stdout).folders;
    expect(result).toMatchObject({ folder: join(cwd, "ho-so"), files: 7, withheld: 1, vanished: [] });
    expect(result.attached + result.unassigned.length).toBe(result.files);
    expect(stdout).not.toContain("Khanh");
  });
});
