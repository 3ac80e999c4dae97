import { cpSync, readFileSync } from "node:fs";
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
