import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { vi } from "../../src/messages/vi.js";
import type { Finding } from "../../src/model/finding.js";
import { openStore } from "../../src/store/index.js";
import { aPdf } from "../support/a-pdf.js";
import { lay } from "../support/an-office.js";
import { run } from "../support/run.js";
import { sandbox } from "../support/sandbox.js";
import { atTerminal } from "../support/terminal.js";

const { guide } = vi.guide;
const { ask, steps } = guide;
const { settle } = vi.inventory.scanning;
const env = { BANGIAO_LANG: "vi" };
const ctrlC = "\u0003";

type Line = [wait: string, type: string];

/** The beginning of a choice whose number is not known. */
const beginning = (text: string): string => `@${text.split("987")[0]}`;

const register = `STT;Số, ký hiệu hồ sơ;Loại hồ sơ;Tiêu đề hồ sơ;Đối tượng;Thời gian tài liệu
1;01.KTCH;Kiểm tra chấp hành;Hồ sơ kiểm tra Chi bộ khu 3;Chi bộ khu 3;05/2020 - 06/2020
2;02.KTCH;Kiểm tra chấp hành;Hồ sơ kiểm tra Chi bộ khu 5;Chi bộ khu 5;05/2021 - 06/2021
3;03.KTCH;Kiểm tra chấp hành;Hồ sơ kiểm tra Chi bộ khu 7;Chi bộ khu 7;05/2022 - 06/2022
`;

const papers = `STT;Số hồ sơ;Số văn bản;Ngày văn bản;Tên loại;Trích yếu
1;01.KTCH;05-QĐ/UBKTĐU;04/05/2020;Quyết định;kiểm tra Chi bộ khu 3
2;02.KTCH;06-QĐ/UBKTĐU;04/05/2021;Quyết định;kiểm tra Chi bộ khu 5
3;03.KTCH;07-QĐ/UBKTĐU;04/05/2022;Quyết định;kiểm tra Chi bộ khu 7
`;

/** Three alike dossiers, each with its decision; a folder of drafts that may belong to the first. */
async function office(): Promise<string> {
  const cwd = sandbox();
  const folder = "ho-so/01.KTCH chi bộ khu 3 - 2020";
  lay(cwd, {
    "muc luc.csv": register,
    "van ban.csv": papers,
    ...Object.fromEntries(
      ["du thao bao cao", "du thao thong bao", "du thao ke hoach"].map((name, index) => [
        `${folder}/${name}.pdf`,
        aPdf([{ lines: ["BÁO CÁO", `bản số ${index}`] }]),
      ]),
    ),
  });
  const unit = ["--code", "06691", "--name", "Phường Hồng Gai", "--until", "2025-06-30"];
  for (const line of [
    ["init", ...unit],
    ["inventory", "import", "muc luc.csv", "van ban.csv"],
    ["inventory", "scan", "ho-so"],
  ])
    expect((await run(line, { cwd })).exitCode).toBe(0);
  await run(["check"], { cwd });
  return cwd;
}

function talk(cwd: string, lines: readonly Line[]): string {
  const { exit, problem, screen } = atTerminal([], [...lines, [guide.leave, "0\r"]], { cwd, env });
  expect({ problem, exit }, screen).toEqual({ problem: null, exit: 0 });
  return screen;
}

async function findings(cwd: string): Promise<Finding[]> {
  const { stdout } = await run(["check", "--format", "json"], { cwd });
  return (JSON.parse(stdout) as { findings: Finding[] }).findings;
}

/** How often each condition is unknown. */
async function unknown(cwd: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const one of await findings(cwd))
    if (one.code === "slot-unknown")
      for (const condition of one.details.conditions) counts[condition] = (counts[condition] ?? 0) + 1;
  return counts;
}

const choose = (step: keyof typeof steps): Line => [guide.leave, `@${steps[step].label}`];

describe("work in batches in the guide", { timeout: 120_000 }, () => {
  it("settles all files of a folder with one answer, each where its own proposal leads", async () => {
    const cwd = await office();
    const screen = talk(cwd, [
      choose("assign"),
      // Put off and left, the first file is asked about again.
      [settle.question, `@${settle.skip}`],
      [settle.question, ctrlC],
      [guide.stopped, ""],
      choose("assign"),
      [settle.heading({ index: 1, total: 3, path: "01.KTCH" }).slice(0, 8), ""],
      [settle.question, beginning(settle.alike({ count: 987, dossier: "" }))],
    ]);
    expect(screen).toContain(settle.alike({ count: 3, dossier: "01.KTCH" }).slice(0, 40));
    const store = openStore(join(cwd, ".bangiao/inventory.db"));
    const attached = store.files.attachments().length;
    store.close();
    expect(attached).toBe(3);
  });

  it("answers a question for all dossiers that have it; what was answered before Ctrl-C holds", async () => {
    const cwd = await office();
    const before = await unknown(cwd);
    const several = Object.entries(before).filter(([, count]) => count === 3);
    expect(several.length).toBeGreaterThan(1);
    talk(cwd, [
      choose("facts"),
      ["Câu 1/", beginning(ask.sameForAll({ count: 987, answer: guide.no }))],
      ["Câu 2/", ctrlC],
      [guide.stopped, ""],
    ]);
    const after = await unknown(cwd);
    const gone = Object.keys(before).filter((condition) => !(condition in after));
    expect(gone.length).toBeGreaterThan(0);
    // Going on begins with what is left; put off for all, nothing is stated.
    talk(cwd, [choose("facts"), ["Câu 1/", beginning(ask.laterForAll({ count: 987 }))], ["Câu 2/", "0\r"]]);
    expect(await unknown(cwd)).toEqual(after);
  });

  it("explains the same missing paper of all dossiers with one answer, and goes on after Ctrl-C", async () => {
    const cwd = await office();
    const missing = async () =>
      (await findings(cwd)).filter(({ severity, explained }) => severity === "error" && !explained);
    const before = await missing();
    const slot = (one: Finding) => (one.details as { slot?: string }).slot;
    const first = slot(before[0]!);
    expect(before.filter((one) => slot(one) === first)).toHaveLength(3);
    talk(cwd, [
      choose("explain"),
      [ask.explainIt, `@${ask.explainAlike({ count: 3 }).slice(0, 28)}`],
      [ask.reason, "Không tìm thấy trong kho\r"],
      [ask.person, "Chủ nhiệm Uỷ ban Kiểm tra\r"],
      [ask.due, "hôm nào đó\r"],
      [guide.notADate, "\u00151/8/2025\r"],
      [ask.explainIt, ctrlC],
      [guide.stopped, ""],
    ]);
    const after = await missing();
    expect(after.filter((one) => slot(one) === first)).toEqual([]);
    expect(after).toHaveLength(before.length - 3);
    const explained = (await findings(cwd)).filter((one) => one.explained && slot(one) === first);
    expect(explained.map((one) => one.explained!.due)).toEqual(["2025-08-01", "2025-08-01", "2025-08-01"]);
    talk(cwd, [
      choose("explain"),
      [ask.explainIt, beginning(ask.explainAll({ count: 987 }))],
      [ask.reason, "Không tìm thấy trong kho\r"],
      [ask.person, "Chủ nhiệm\r"],
      [ask.due, "\r"],
    ]);
    expect(await missing()).toEqual([]);
  });
});
