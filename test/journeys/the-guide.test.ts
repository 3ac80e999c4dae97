import { cpSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { en } from "../../src/messages/en.js";
import { vi } from "../../src/messages/vi.js";
import { columns } from "../../src/report/plain-text.js";
import { outside } from "../support/outside.js";
import { sandbox } from "../support/sandbox.js";
import { atTerminal } from "../support/terminal.js";

const sample = fileURLToPath(new URL("../../templates/sample/", import.meta.url));

function office(): string {
  const cwd = sandbox();
  for (const part of ["danh-muc", "ho-so"]) cpSync(join(sample, part), join(cwd, part), { recursive: true });
  return cwd;
}

describe.each([vi, en])("the guide in $language", (messages) => {
  const { guide } = messages.guide;
  const { ask } = guide;
  const env = { BANGIAO_LANG: messages.language };
  /** The question for a number as it waits; once answered, the answer stands in its place. */
  const number = `${guide.choose} (1)`;
  const secret = "một câu dài để khoá\r";

  it("leads from an empty folder to a package, with Enter for most of the way", { timeout: 180_000 }, () => {
    const cwd = office();
    mkdirSync(join(cwd, "goi"));
    const { exit, problem, screen } = atTerminal(
      [],
      [
        [guide.next({ label: guide.steps.init.label }), "\r"],
        [ask.code, "06691\r"],
        [ask.name, "Phường Hồng Gai\r"],
        [ask.until, "2025-06-30\r"],
        [guide.next({ label: guide.steps.import.label }), "\r"],
        [ask.allOfThese, "\r"],
        [guide.next({ label: guide.steps.scan.label }), "\r"],
        [ask.scanFolder, "\r"],
        // The scan asks nothing: the doubtful files are the next step of the menu.
        [guide.next({ label: guide.steps.assign.label }), "\r"],
        // The first file goes where the scan proposes, the second stays for later.
        [messages.inventory.scanning.settle.question, "\r"],
        [messages.inventory.scanning.settle.question, "0\r"],
        [guide.next({ label: guide.steps.assign.label }), "2\r"],
        [guide.next({ label: guide.steps.explain.label }), "\r"],
        [ask.explainIt, "3\r"],
        [ask.reason, "Không tìm thấy trong kho\r"],
        [ask.person, "Chủ nhiệm Uỷ ban Kiểm tra\r"],
        [ask.due, "\r"],
        [guide.next({ label: guide.steps.key.label }), "\r"],
        [ask.keyName, "\r"],
        [messages.signature.passphrase.askNew({ name: "ben-giao", least: 8 }).slice(0, 12), secret],
        [messages.signature.passphrase.askAgain, secret],
        [guide.next({ label: guide.steps.handover.label }), "\r"],
        [ask.form, "\r"],
        [ask.receivers, "\r"],
        [ask.out, "goi\r"],
        [messages.signature.passphrase.ask({ name: "ben-giao" }), secret],
        [guide.next({ label: guide.steps.receipt.label }), "0\r"],
      ],
      { cwd, env },
    );
    expect({ problem, exit }, screen).toEqual({ problem: null, exit: 0 });
    const [zip] = readdirSync(join(cwd, "goi")).filter((name) => name.endsWith(".zip"));
    expect(outside("unzip", ["-tq", join(cwd, "goi", zip!)]).status).toBe(0);
    // Every command it ran was shown, so that it can be typed the next time.
    for (const command of [
      "init --code 06691",
      "inventory import",
      "inventory scan ho-so",
      "check",
      "explain",
      "handover",
    ])
      expect(screen).toContain(`${guide.runs} bangiao ${command}`);
    expect(screen).not.toContain(messages.inventory.scanning.settle.begin(1).slice(0, 15));
    expect(screen).not.toContain("undefined");
  });

  it("shows cases, obligations, the plan and the report page, each with its command", () => {
    const cwd = office();
    const chosen = (place: number): [string, string][] => [
      [guide.more.about, "5\r"],
      [guide.steps.report.label, `${place}\r`],
    ];
    const { exit, problem, screen } = atTerminal(
      [],
      [
        [number, "\r"],
        [ask.code, "06685\r"],
        [ask.name, "Phường Hồng Gai\r"],
        [ask.until, "\r"],
        ...chosen(5),
        ...chosen(6),
        ...chosen(7),
        [ask.planUnit, "06691\r"],
        ...chosen(8),
        [ask.report, "\r"],
        [guide.more.about, "0\r"],
      ],
      { cwd, env },
    );
    expect({ problem, exit }, screen).toEqual({ problem: null, exit: 0 });
    for (const command of [
      "inventory cases",
      "inventory obligations",
      "plan show 06691",
      `report --out ${ask.reportName}`,
    ])
      expect(screen).toContain(`${guide.runs} bangiao ${command}`);
    expect(screen).not.toContain(guide.failed({ code: 2 }).slice(0, 15));
    expect(readFileSync(join(cwd, ask.reportName), "utf8")).toContain("</html>");
  });

  it("comes back to the menu after Ctrl-C, and ends with 130 at the menu itself", () => {
    const cwd = office();
    const { exit, problem, screen, raw } = atTerminal(
      [],
      [
        [number, "\r"],
        [ask.code, "\u0003"],
        [guide.stopped, "\r"],
        [ask.code, "6\r"],
        [messages.house.init.wrongCode, "\u0003"],
        [guide.stopped, "7\r"],
        [guide.notAChoice({ least: 0, most: 2 }), "\u0003"],
      ],
      { cwd, env },
    );
    expect({ problem, exit }, screen).toEqual({ problem: null, exit: 130 });
    expect(screen).toContain(messages.house.interrupted);
    // Readable without colours and boxes, in a console of 80 columns.
    expect(raw).not.toMatch(/\u001B\[3\dm/u);
    expect(screen).not.toMatch(/[─│┌┐└┘═║]/u);
    expect(screen.split("\n").filter((line) => columns(line) > 80)).toEqual([]);
  });

  it("receives, verifies and answers at the other unit too", () => {
    const { problem, exit, screen } = atTerminal(
      [],
      [
        [number, "\r"],
        [ask.code, "06685\r"],
        [ask.name, "Phường Hồng Gai\r"],
        [ask.until, "\r"],
        [number, "\u0003"],
      ],
      { cwd: sandbox(), env },
    );
    expect({ problem, exit }, screen).toEqual({ problem: null, exit: 130 });
    expect(screen).toContain(guide.steps.receive.label);
    expect(screen).toContain(guide.steps.verify.label);
  });
});

describe("without a terminal", () => {
  it("bangiao alone prints its help and asks nobody", () => {
    const { stdout, status } = outside(process.execPath, [
      fileURLToPath(new URL("../../bin/bangiao.js", import.meta.url)),
    ]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/Usage:|Cách dùng:/u);
  });
});
