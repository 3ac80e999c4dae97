import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { World } from "../../../src/main.js";
import { openStore } from "../../../src/store/index.js";
import type { Questions } from "../../../src/terminal/questions.js";
import { aPdf } from "../../support/a-pdf.js";
import { lay } from "../../support/an-office.js";
import { run } from "../../support/run.js";
import { sandbox } from "../../support/sandbox.js";

const register = `STT;Số, ký hiệu hồ sơ;Loại hồ sơ;Tiêu đề hồ sơ;Đối tượng;Thời gian tài liệu
1;01.KTCH;Kiểm tra chấp hành;Hồ sơ kiểm tra Chi bộ khu 3;Chi bộ khu 3;05/2020 - 06/2020
2;02.KTCH;Kiểm tra chấp hành;Hồ sơ kiểm tra Chi bộ khu 5;Chi bộ khu 5;05/2021 - 06/2021
`;

/** A workspace, scanned, with three files that nobody can place and one that has candidates. */
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
  return cwd;
}

/** A person who answers from a list: what to choose is found by how its name begins. */
function person(...answers: (string | boolean | Error)[]) {
  const asked: { question: string; choices: string[] }[] = [];
  const next = (question: string, choices: string[] = []): string | boolean => {
    asked.push({ question, choices });
    const answer = answers.shift();
    if (answer === undefined) throw new Error(`nobody expected the question “${question}”`);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const questions: Questions = {
    possible: true,
    text: async (question) => next(question) as string,
    secret: async (question) => next(question) as string,
    confirm: async (question) => next(question) as boolean,
    choose: async (question, choices, { zero } = {}) => {
      const answer = next(
        question,
        choices.map(({ name }) => name),
      );
      if (zero?.startsWith(answer as string)) return null;
      const found = choices.find(({ name }) => name.startsWith(answer as string));
      if (!found)
        throw new Error(`no choice “${answer}” among ${choices.map(({ name }) => name).join(" | ")}`);
      return found.value;
    },
  };
  return { questions, asked, left: answers };
}

const interrupted = (): Error => Object.assign(new Error("force closed"), { name: "ExitPromptError" });

/** Dossier and slot of each file that somebody attached, by the file's name. */
function attached(cwd: string): Record<string, string> {
  const store = openStore(join(cwd, ".bangiao/inventory.db"));
  const found: Record<string, string> = {};
  for (const dossier of store.dossiers.all())
    for (const document of store.documents.ofDossier(dossier.id))
      for (const file of store.files.ofDocument(document.id))
        found[file.path.split("/").at(-1)!] = `${dossier.reference} ${document.slot}`;
  store.close();
  return found;
}

describe("settling doubtful files", () => {
  it("asks after a scan, with the reasons, and attaches what the person chooses", async () => {
    const cwd = await office();
    const clerk = person(true, "Hồ sơ 01.KTCH");
    const { exitCode, stdout, stderr } = await run(["inventory", "scan", "ho-so"], { cwd, ...clerk });
    expect({ exitCode, left: clerk.left }).toEqual({ exitCode: 0, left: [] });
    expect(stderr).toContain("Tệp 1/1: 01.KTCH chi bộ khu 3 - 2020/du thao bao cao.pdf");
    expect(stderr).toMatch(/1\. Hồ sơ 01\.KTCH: \S.{5}/u);
    expect(stdout).toContain("Đã gắn 1 tệp");
    expect(attached(cwd)["du thao bao cao.pdf"]).toMatch(/^01\.KTCH /u);
  });

  it("lets the person put it off", async () => {
    const cwd = await office();
    const clerk = person(false);
    await run(["inventory", "scan", "ho-so"], { cwd, ...clerk });
    expect(attached(cwd)).toEqual({});
  });

  it("keeps what was answered when it is interrupted, and goes on with the rest", async () => {
    const cwd = await office();
    await run(["inventory", "scan", "ho-so"], { cwd });
    const first = person("Hồ sơ khác", "2", "qd", interrupted());
    // The file with a candidate comes first.
    const broken = await run(["inventory", "settle"], { cwd, ...first });
    expect(broken.exitCode).toBe(130);
    expect(attached(cwd)).toEqual({ "du thao bao cao.pdf": "02.KTCH KTCH.QD" });
    const second = person("Để sau", "Hồ sơ khác", "01.KTCH", "");
    const { stdout } = await run(["inventory", "settle"], { cwd, ...second });
    expect(stdout).toContain("còn 1 tệp");
    expect(attached(cwd)).toMatchObject({ "anh 2.pdf": "01.KTCH null" });
    const third = person("Dừng");
    expect((await run(["inventory", "settle"], { cwd, ...third })).stdout).toContain("còn 1 tệp");
  });

  it("asks again when the dossier is unknown, and says which are like it", async () => {
    const cwd = await office();
    await run(["inventory", "scan", "ho-so"], { cwd });
    const clerk = person("Hồ sơ khác", "01.KTHC", "Hồ sơ khác", "01.KTCH", "khong-co", "Dừng");
    const { exitCode, stderr } = await run(["inventory", "settle"], { cwd, ...clerk });
    expect({ exitCode, left: clerk.left }).toEqual({ exitCode: 0, left: [] });
    expect(stderr).toContain("01.KTCH");
    expect(attached(cwd)).toEqual({});
  });

  it("opens the file where there is a viewer, and never what would run as a program", async () => {
    const cwd = await office();
    await run(["inventory", "scan", "ho-so"], { cwd });
    const opened: string[] = [];
    const viewer: World["viewer"] = {
      shows: (path) => path.endsWith("anh 1.pdf"),
      open: async (path) => opened.push(path) > 0,
    };
    const clerk = person("Để sau", "Mở tệp", "Để sau", "Để sau");
    await run(["inventory", "settle"], { cwd, ...clerk, viewer });
    expect(opened).toEqual([join(cwd, "ho-so/linh tinh/anh 1.pdf")]);
    expect(clerk.asked.map(({ choices }) => choices.includes("Mở tệp ra xem"))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it("lists what waits where nobody can answer", async () => {
    const cwd = await office();
    await run(["inventory", "scan", "ho-so"], { cwd });
    const { stdout, exitCode } = await run(["inventory", "settle"], { cwd });
    expect(exitCode).toBe(0);
    expect(stdout).toContain("bangiao inventory assign");
    const json = JSON.parse((await run(["inventory", "settle", "--format", "json"], { cwd })).stdout);
    expect(json).toMatchObject({ format: "bangiao-unassigned/1", files: { length: 3 } });
  });
});
