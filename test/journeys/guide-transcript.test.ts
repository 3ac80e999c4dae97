import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { en } from "../../src/messages/en.js";
import { vi } from "../../src/messages/vi.js";
import { outside } from "../support/outside.js";
import { usualNow } from "../support/run.js";
import { atTerminal } from "../support/terminal.js";

const sample = fileURLToPath(new URL("../../templates/sample/", import.meta.url));
const secret = "một câu dài để khoá\r";

/** A folder whose path is as long on every computer: lines break the same. */
function shortSandbox(): string {
  const folder = realpathSync(mkdtempSync("/tmp/bg-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** What stood on the screen, without what no two runs share; every replacement is as long as what it stands for. */
function readable(screen: string, folder: string): string {
  const dots = (found: string): string => found.replace(/[^\s:]/gu, "·");
  return `${screen
    .replaceAll(folder, "/tmp/van-phong")
    .replace(/\b[0-9a-f]{64}\b/gu, dots)
    .replace(/\b[0-9A-Fa-f]{4}(?:\s+[0-9A-Fa-f]{4}){15}\b/gu, dots)
    .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gu, dots)
    .trim()}\n`;
}

/** Of the lines that the terminal had to break, those that need not be so long: commands, paths and typed answers must. */
const tornWords = (torn: readonly string[]): string[] =>
  torn.filter((line) => !/\bbangiao [a-z]|^\? |\/tmp\//u.test(line));

/** Long answers of commands, which have transcripts of their own, cut in the middle. */
function cutShort(text: string, commandStart: string): string {
  const most = 24;
  const blocks = text.split(`\n${commandStart} `);
  return blocks
    .map((block, index) => {
      const lines = block.split("\n");
      const menu = lines.findIndex((line) => / {1,2}1\. /u.test(line));
      const end = index === 0 || menu < 0 ? 0 : menu - 6;
      return end <= most
        ? block
        : [...lines.slice(0, 12), `[… ${end - 18} …]`, ...lines.slice(end - 6)].join("\n");
    })
    .join(`\n${commandStart} `);
}

describe.skipIf(process.platform === "win32").each([vi, en])("a transcript in $language", (messages) => {
  const { guide } = messages.guide;
  const { ask } = guide;
  const { settle } = messages.inventory.scanning;
  const { passphrase } = messages.signature;
  const number = `${guide.choose} (1)`;
  const env = { BANGIAO_LANG: messages.language, USER: "lan", LOGNAME: "lan" };
  const menu = (step: keyof typeof guide.steps): string => guide.next({ label: guide.steps[step].label });

  it("of the guide, from a folder without a workspace to a package", { timeout: 180_000 }, async () => {
    const cwd = shortSandbox();
    for (const part of ["danh-muc", "ho-so"])
      cpSync(join(sample, part), join(cwd, part), { recursive: true });
    mkdirSync(join(cwd, "usb"));
    const { exit, problem, screen, torn } = atTerminal(
      [],
      [
        [menu("init"), "\r"],
        [ask.code, "06691\r"],
        [ask.name, "Phường Hồng Gai\r"],
        [ask.until, "30/6/2025\r"],
        [menu("import"), "\r"],
        [ask.allOfThese, "\r"],
        [menu("scan"), "\r"],
        [ask.scanFolder, "\r"],
        [menu("assign"), "\r"],
        [settle.question, "\r"],
        [settle.question, "0\r"],
        [menu("assign"), `@${guide.steps.check.label}`],
        [number, `@${guide.steps.facts.label}`],
        // One question for this dossier, the rest another time.
        [number, "\r"],
        [number, "0\r"],
        [number, `@${guide.steps.explain.label}`],
        [ask.explainIt, "\r"],
        [ask.reason, "Không tìm thấy trong kho\r"],
        [ask.person, "Chủ nhiệm Uỷ ban Kiểm tra\r"],
        [ask.due, "1/8/2025\r"],
        [ask.explainIt, `@${ask.explainAll({ count: 987 }).split("987")[0]}`],
        [ask.reason, "\r"],
        [ask.person, "\r"],
        [ask.due, "\r"],
        [menu("key"), "\r"],
        [ask.keyName, "\r"],
        [passphrase.askNew({ name: "ben-giao", least: 8 }), secret],
        [passphrase.askAgain, secret],
        [menu("handover"), "\r"],
        [ask.form, "\r"],
        [ask.receivers, "\r"],
        [ask.out, "usb\r"],
        [passphrase.ask({ name: "ben-giao" }), secret],
        [menu("receipt"), "0\r"],
      ],
      { cwd, env, now: usualNow },
    );
    expect({ problem, exit }, screen).toEqual({ problem: null, exit: 0 });
    expect(tornWords(torn)).toEqual([]);
    expect(screen).not.toMatch(/undefined|NaN|\[object/u);
    const [zip] = readdirSync(join(cwd, "usb"));
    expect(outside("unzip", ["-tq", join(cwd, "usb", zip!)]).status).toBe(0);
    await expect(cutShort(readable(screen, cwd), guide.runs)).toMatchFileSnapshot(
      `../golden/guide.${messages.language}.txt`,
    );
  });
});
