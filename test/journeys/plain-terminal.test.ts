import { cpSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { en } from "../../src/messages/en.js";
import { vi } from "../../src/messages/vi.js";
import { columns } from "../../src/report/plain-text.js";
import { run } from "../support/run.js";
import { sandbox } from "../support/sandbox.js";
import { atTerminal } from "../support/terminal.js";

const sample = fileURLToPath(new URL("../../templates/sample/", import.meta.url));
const golden = fileURLToPath(new URL("../golden/", import.meta.url));
/** Lines and blocks that fonts of old consoles lack, and that are read aloud one by one. */
const drawn = /[\u2500-\u259F\u2713-\u2718\u25A0-\u25FF]|\p{Extended_Pictographic}/u;
const colour = /\u001B\[(?:[1-9]\d*;?)+m/u;

describe.each([vi, en])("a terminal that only prints and reads, in $language", (messages) => {
  const { guide } = messages.guide;
  const { ask, steps } = guide;
  const { passphrase } = messages.signature;
  const env = { BANGIAO_LANG: messages.language, TERM: "dumb", NO_COLOR: "" };

  it("is asked line by line: no escape, no line drawn twice, no secret shown", {
    timeout: 120_000,
  }, async () => {
    const cwd = sandbox();
    cpSync(join(sample, "danh-muc"), join(cwd, "danh-muc"), { recursive: true });
    const secret = "một câu dài để khoá";
    const { exit, problem, screen, raw } = atTerminal(
      [],
      [
        [guide.next({ label: steps.init.label }), "9\r"],
        [guide.notAChoice({ least: 0, most: 2 }), "\r"],
        [ask.code, "\u0003"],
        [guide.stopped, ""],
        [guide.leave, `@${steps.init.label}`],
        [ask.code, "6\r"],
        [messages.house.init.wrongCode, "06691\r"],
        [ask.name, "Phường Hồng Gai\r"],
        [ask.until, "30/6/2025\r"],
        [guide.next({ label: steps.import.label }), "\r"],
        [ask.allOfThese, "\r"],
        [guide.next({ label: steps.scan.label }), `@${steps.key.label}`],
        [ask.keyName, "\r"],
        [passphrase.askNew({ name: "ben-giao", least: 8 }), `${secret}x\u007F\r`],
        [passphrase.askAgain, `${secret}\r`],
        [guide.leave, "0\r"],
      ],
      { cwd, env },
    );
    expect({ problem, exit }, screen).toEqual({ problem: null, exit: 0 });
    expect(raw).not.toContain("\u001B");
    expect(raw).not.toContain(secret);
    expect(screen).not.toMatch(drawn);
    expect(readdirSync(join(cwd, ".bangiao/keys"))).toContain("ben-giao.p12");
    expect((await run(["log", "verify"], { cwd })).exitCode).toBe(0);
  });

  it("ends with 130 after Ctrl-C at the menu, and so does the end of input", () => {
    for (const typed of ["\u0003", "\u0004"]) {
      const { exit, problem, screen } = atTerminal([], [[guide.leave, typed]], { cwd: sandbox(), env });
      expect({ problem, exit }, screen).toEqual({ problem: null, exit: 130 });
      expect(screen).not.toMatch(/^ {2,}at /mu);
    }
  });
});

describe("colours", () => {
  const { guide, doctor } = vi.guide;
  const talk = (env: Record<string, string>, ...argv: string[]) =>
    atTerminal(argv, [], { cwd: sandbox(), env: { BANGIAO_LANG: "vi", TERM: "xterm", ...env } });

  it("are there on a terminal that has them, and gone with NO_COLOR, --no-color and TERM=dumb; the words stay", () => {
    const painted = talk({ NO_COLOR: "" }, "doctor");
    expect(painted.raw).toMatch(colour);
    for (const [env, ...argv] of [
      [{ NO_COLOR: "1" }, "doctor"],
      [{ NO_COLOR: "" }, "doctor", "--no-color"],
      [{ NO_COLOR: "", TERM: "dumb" }, "doctor"],
    ] as const) {
      const plain = talk(env, ...argv);
      expect(plain.raw).not.toMatch(/\u001B/u);
      const words = (text: string) =>
        text.replace(/\/tmp\/\S+/gu, "").replace(/\d\d:\d\d|\d[\d,]*\sGB/gu, "");
      expect(words(plain.screen)).toBe(words(painted.screen));
      // What green, yellow and red mean stands there as a word.
      expect(plain.screen).toContain(`${doctor.marks.good}: `);
    }
    expect(Object.values(doctor.marks)).toHaveLength(new Set(Object.values(doctor.marks)).size);
  });

  it("are not the only sign of a choice that is recommended or of what must be typed", () => {
    const { screen } = atTerminal([], [[guide.leave, "0\r"]], {
      cwd: sandbox(),
      env: { BANGIAO_LANG: "vi" },
    });
    expect(screen).toContain(`(${guide.recommended})`);
    expect(screen).toContain(`${guide.command}: bangiao`);
  });
});

describe("no output", () => {
  it("draws with lines, blocks, ticks or pictures, in any transcript", () => {
    for (const name of readdirSync(golden).filter((one) => one.endsWith(".txt"))) {
      const text = readFileSync(join(golden, name), "utf8");
      expect(drawn.exec(text)?.[0], name).toBeUndefined();
    }
  });

  it("of a list is wider than the console, at 50, 80 and 120 columns", async () => {
    const cwd = sandbox();
    mkdirSync(join(cwd, "danh-muc"));
    cpSync(join(sample, "danh-muc"), join(cwd, "danh-muc"), { recursive: true });
    const registers = readdirSync(join(cwd, "danh-muc")).map((one) => `danh-muc/${one}`);
    await run(["init", "--code", "06691", "--name", "Phường Hồng Gai", "--until", "2025-06-30"], { cwd });
    await run(["inventory", "import", ...registers], { cwd });
    for (const width of [50, 80, 120])
      for (const argv of [
        ["inventory", "list"],
        ["inventory", "stats"],
        ["inventory", "cases"],
        ["rules", "list"],
      ]) {
        const { exit, torn, screen } = atTerminal(argv, [], {
          cwd,
          env: { BANGIAO_LANG: "vi" },
          columns: width,
        });
        expect({ exit, torn: torn.filter((line) => !/bangiao [a-z]/u.test(line)) }, screen).toEqual({
          exit: 0,
          torn: [],
        });
        expect(screen.split("\n").filter((line) => columns(line) > width)).toEqual([]);
      }
  });
});
