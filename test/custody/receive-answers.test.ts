import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Receipt } from "../../src/manifest/index.js";
import type { Questions } from "../../src/terminal/questions.js";
import { run } from "../support/run.js";
import { sandbox } from "../support/sandbox.js";
import { fileReceipt, handOver, hongGaiOffice, newHongGaiOffice, referencesIn } from "./offices.js";

async function packed() {
  const folder = sandbox();
  const stick = join(folder, "usb");
  const giver = await hongGaiOffice(join(folder, "giao"));
  const handed = await handOver(giver, stick, "--to", "06685");
  const receiver = await newHongGaiOffice(join(folder, "nhan"));
  const list = join(receiver.folder, "tra-loi.csv");
  const receipt = (): Receipt =>
    JSON.parse(readFileSync(join(stick, `${handed.id}.receipt.json`), "utf8")) as Receipt;
  return { ...handed, giver, receiver, stick, list, receipt };
}

/** Fills the columns answer, about and reason of a list, row by row, as a clerk would in a spreadsheet program. */
function fillIn(list: string, answers: Record<string, [string, string, string]>, separator = ","): void {
  const [heading, ...rows] = readFileSync(list, "utf8").trimEnd().split("\r\n");
  const filled = rows.map((row) => {
    const reference = row.split(",")[0]!;
    const [answer, what, why] = answers[reference] ?? ["", "", ""];
    return row.replace(/,,,,([^,]*)$/u, `,${answer},${what},${why},$1`);
  });
  const text = [heading!, ...filled].map((row) => row.replaceAll(",", separator)).join("\r\n");
  writeFileSync(list, `${text}\r\n`);
}

describe("receiving dossier by dossier", () => {
  it("writes a list for the answers and reads it back; what is refused stays outside", async () => {
    const { receive, receiver, giver, stick, list, receipt, id } = await packed();
    expect(await receiver.must(...receive, "--template", list)).toContain("3 hồ sơ");
    expect(referencesIn(receiver)).toEqual([]);
    expect(readFileSync(list, "utf8").startsWith("\uFEFFSố hồ sơ,Tiêu đề hồ sơ,")).toBe(true);
    fillIn(list, {
      "01.KTCH": ["Nhận", "", ""],
      "02.KTCH": ["nhận có bảo lưu", "Kế hoạch", "bản sao mờ dòng cuối"],
      "03.KTCH": ["Từ chối", "", "thiếu báo cáo kết quả"],
    });
    const said = await receiver.must(...receive, "--answers", list);
    expect(said).toContain("Nhận 1 hồ sơ, nhận có bảo lưu 1, từ chối 1");
    expect(said).toContain("bản sao mờ dòng cuối");
    expect(receipt().dossiers.map(({ outcome, remarks }) => [outcome, remarks])).toEqual([
      ["accepted", []],
      ["accepted-with-reservation", [{ what: "Kế hoạch", why: "bản sao mờ dòng cuối" }]],
      ["refused", [{ what: null, why: "thiếu báo cáo kết quả" }]],
    ]);
    expect(referencesIn(receiver)).toEqual(["01.KTCH closed", "02.KTCH closed"]);
    expect(await receiver.must(...receive, "--answers", list)).toContain("từ trước");
    expect(await fileReceipt(giver, receiver, stick, id)).toContain("thiếu báo cáo kết quả");
  });

  it("reads a list that a spreadsheet program saved with semicolons, with English headings", async () => {
    const { receive, receiver, list, receipt } = await packed();
    await receiver.must(...receive, "--template", list, "--lang", "en");
    const all = Object.fromEntries(
      ["01.KTCH", "02.KTCH", "03.KTCH"].map((one): [string, [string, string, string]] => [
        one,
        ["Accept with reservation", "", "not counted yet"],
      ]),
    );
    fillIn(list, all, ";");
    await receiver.must(...receive, "--answers", list);
    expect(receipt().counts).toMatchObject({ accepted: 0, acceptedWithReservation: 3, refused: 0 });
  });

  it.each([
    ["a dossier without an answer", { "01.KTCH": ["nhận", "", ""] }, "chưa trả lời"],
    ["a refusal without a reason", { "01.KTCH": ["từ chối", "", ""] }, "lý do"],
    ["an answer nobody understands", { "01.KTCH": ["để xem", "", ""] }, "để xem"],
  ] as const)("takes nothing in for %s", async (_what, given, expected) => {
    const { receive, receiver, list, stick, id } = await packed();
    await receiver.must(...receive, "--template", list);
    const rest =
      expected === "chưa trả lời" ? {} : { "02.KTCH": ["nhận", "", ""], "03.KTCH": ["nhận", "", ""] };
    fillIn(list, { ...given, ...rest } as unknown as Record<string, [string, string, string]>);
    const { exitCode, stderr } = await receiver.type(...receive, "--answers", list);
    expect(exitCode).toBe(3);
    expect(stderr).toContain(expected);
    expect(referencesIn(receiver)).toEqual([]);
    expect(existsSync(join(stick, `${id}.receipt.json`))).toBe(false);
  });

  it("asks at a terminal, each dossier with its content shown", async () => {
    const { receive, receiver, receipt } = await packed();
    const asked: string[] = [];
    const words = ["thiếu trang 3"];
    const questions: Questions = {
      possible: true,
      text: async (question) => {
        asked.push(question);
        return words.shift() ?? "";
      },
      secret: async () => "mật khẩu thử",
      confirm: async () => true,
      choose: async (question, choices) => {
        asked.push(question);
        return choices[question.includes("1/3") ? 2 : 3]!.value;
      },
    };
    const outcome = await run(receive, {
      cwd: receiver.folder,
      env: { BANGIAO_PASSPHRASE_FILE: join(receiver.folder, "mat-khau.txt") },
      now: receiver.now,
      questions,
    });
    expect(outcome.exitCode).toBe(0);
    expect(asked).toHaveLength(3);
    expect(outcome.stderr).toContain("11-QĐ/UBKTĐU");
    expect(receipt().dossiers.map((one) => one.outcome)).toEqual(["refused", "accepted", "accepted"]);
    expect(receipt().dossiers[0]?.remarks).toEqual([{ what: null, why: "thiếu trang 3" }]);
  });
});

describe("a second receipt for one handover", () => {
  it("is refused unless it says that it replaces the first", async () => {
    const { receive, receiver, giver, list, receipt, stick, id } = await packed();
    await receiver.must(...receive, "--template", list);
    const answers: Record<string, [string, string, string]> = {
      "01.KTCH": ["nhận", "", ""],
      "02.KTCH": ["bảo lưu", "", "chưa đếm tờ"],
      "03.KTCH": ["từ chối", "", "thiếu báo cáo"],
    };
    fillIn(list, answers);
    await receiver.must(...receive, "--answers", list);
    await fileReceipt(giver, receiver, stick, id);
    const first = receipt();

    expect((await receiver.type(...receive, "--accept-all")).exitCode).toBe(3);
    expect(receipt()).toEqual(first);
    const said = await receiver.must(...receive, "--accept-all", "--replace");
    expect(said).toContain("thay cho biên nhận trước");
    const second = receipt();
    expect(second.replaces).toMatch(/^[0-9a-f]{64}$/u);
    expect(second.counts.accepted).toBe(3);
    expect(referencesIn(receiver)).toHaveLength(3);
    expect(await receiver.must(...receive, "--accept-all", "--replace")).toContain("từ trước");
    expect(receipt()).toEqual(second);
    expect(await fileReceipt(giver, receiver, stick, id)).toContain("đã được lưu");
  });

  it("cannot refuse what was taken in", async () => {
    const { receive, receiver, list } = await packed();
    await receiver.must(...receive, "--accept-all");
    await receiver.must(...receive, "--template", list);
    const no: [string, string, string] = ["từ chối", "", "nhầm"];
    fillIn(list, { "01.KTCH": no, "02.KTCH": no, "03.KTCH": no });
    const { exitCode, stderr } = await receiver.type(...receive, "--answers", list, "--replace");
    expect(exitCode).toBe(3);
    expect(stderr).toContain("đã nhận vào kho");
  });
});
