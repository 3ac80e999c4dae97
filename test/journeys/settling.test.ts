import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { en } from "../../src/messages/en.js";
import { vi } from "../../src/messages/vi.js";
import { openStore } from "../../src/store/index.js";
import { aPdf } from "../support/a-pdf.js";
import { lay } from "../support/an-office.js";
import { run } from "../support/run.js";
import { sandbox } from "../support/sandbox.js";
import { atTerminal } from "../support/terminal.js";

const register = `STT;Số, ký hiệu hồ sơ;Loại hồ sơ;Tiêu đề hồ sơ;Đối tượng;Thời gian tài liệu
1;01.KTCH;Kiểm tra chấp hành;Hồ sơ kiểm tra Chi bộ khu 3;Chi bộ khu 3;05/2020 - 06/2020
2;02.KTCH;Kiểm tra chấp hành;Hồ sơ kiểm tra Chi bộ khu 5;Chi bộ khu 5;05/2021 - 06/2021
`;

/** A scanned office with a draft, which its folder explains, and two pictures, which nothing does. */
async function office(): Promise<string> {
  const cwd = sandbox();
  lay(cwd, {
    "danh muc.csv": register,
    "ho-so/01.KTCH chi bộ khu 3 - 2020/du thao bao cao.pdf": aPdf([
      { lines: ["BÁO CÁO", "kết quả kiểm tra"] },
    ]),
    "ho-so/linh tinh/anh 1.pdf": aPdf([{ dpi: 300 }]),
    "ho-so/linh tinh/anh 2.pdf": aPdf([{ dpi: 200 }]),
  });
  await run(["init", "--code", "06691", "--name", "Phường Hồng Gai", "--until", "2025-06-30"], { cwd });
  await run(["inventory", "import", "danh muc.csv"], { cwd });
  await run(["inventory", "scan", "ho-so"], { cwd });
  return cwd;
}

/** Stands in for the program that shows files: notes which it was given. */
function viewer(cwd: string): { path: string; shown: string } {
  const [bin, shown] = [join(cwd, "bin"), join(cwd, "shown.txt")];
  mkdirSync(bin);
  writeFileSync(join(bin, "xdg-open"), `#!/bin/sh\nprintf '%s\\n' "$1" >> '${shown}'\n`);
  chmodSync(join(bin, "xdg-open"), 0o755);
  return { path: `${bin}:${process.env.PATH}`, shown };
}

function attached(cwd: string): Record<string, string> {
  const store = openStore(join(cwd, ".bangiao/inventory.db"));
  const found: Record<string, string> = {};
  for (const dossier of store.dossiers.all())
    for (const document of store.documents.ofDossier(dossier.id))
      for (const file of store.files.ofDocument(document.id))
        found[file.path.split("/").at(-1)!] = dossier.reference;
  store.close();
  return found;
}

describe.each([vi, en])("settling at a terminal in $language", (messages) => {
  const words = messages.inventory.scanning.settle;
  const env = { BANGIAO_LANG: messages.language };

  it.skipIf(process.platform !== "linux")(
    "asks one file after another, says why, opens the file, and keeps each answer at once",
    { timeout: 120_000 },
    async () => {
      const cwd = await office();
      const { path, shown } = viewer(cwd);
      const { exit, problem, screen } = atTerminal(
        ["inventory", "settle"],
        [
          // One proposal; then another dossier, then opening.
          [words.question, "3\r"],
          [words.opened, "\r"],
          // Nothing is proposed: another dossier, by its number; a wrong one is said and asked again.
          [words.question, "\r"],
          [words.whichDossier, "99.KTCH\r"],
          [words.question, "\u0003"],
        ],
        { cwd, env: { ...env, PATH: path } },
      );
      expect({ problem, exit }, screen).toEqual({ problem: null, exit: 130 });
      expect(screen).toContain(
        words.heading({ index: 1, total: 3, path: "01.KTCH chi bộ khu 3 - 2020/du thao bao cao.pdf" }),
      );
      // Why it may be that dossier stands above the question.
      expect(screen).toContain(words.because("01.KTCH", "").split(":")[0]);
      expect(screen).toContain("99.KTCH");
      expect(readFileSync(shown, "utf8")).toBe(
        `${join(cwd, "ho-so/01.KTCH chi bộ khu 3 - 2020/du thao bao cao.pdf")}\n`,
      );
      // What was answered before the interruption holds.
      expect(attached(cwd)).toEqual({ "du thao bao cao.pdf": "01.KTCH" });

      const again = atTerminal(
        ["inventory", "settle"],
        [
          [words.question, "\r"],
          [words.whichDossier, "02.KTCH\r"],
          [words.whichPaper, "\r"],
          [words.question, "3\r"],
        ],
        { cwd, env },
      );
      expect({ problem: again.problem, exit: again.exit }, again.screen).toEqual({ problem: null, exit: 0 });
      expect(again.screen).toContain(words.heading({ index: 1, total: 2, path: "linh tinh/anh 1.pdf" }));
      expect(again.screen).toContain(words.done({ assigned: 1, left: 1 }).slice(0, 20));
      expect(attached(cwd)).toEqual({ "du thao bao cao.pdf": "01.KTCH", "anh 1.pdf": "02.KTCH" });
      expect(existsSync(join(cwd, "ho-so/linh tinh/anh 1.pdf"))).toBe(true);
    },
  );
});
