import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { commandPaths } from "../../src/commands/program.js";
import { run, transcript } from "../support/run.js";
import { sandbox } from "../support/sandbox.js";

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

describe("the program", () => {
  it("prints its version", async () => {
    const { stdout, exitCode } = await run(["--version"], { cwd: sandbox() });
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/u);
    expect(exitCode).toBe(0);
  });

  it.each(["vi", "en"])("lists its commands in %s", async (lang) => {
    await expect(await transcript(["--help", "--lang", lang], { cwd: sandbox() })).toMatchFileSnapshot(
      `../golden/help.${lang}.txt`,
    );
  });

  describe.each(commandPaths())("%s", (path) => {
    it.each(["vi", "en"])("has help in %s for itself and every option", async (lang) => {
      const { stdout, exitCode } = await run([...path.split(" "), "--help", "--lang", lang], {
        cwd: sandbox(),
      });
      expect(exitCode).toBe(0);
      expect(stdout).toContain(`bangiao ${path}`);
      const undescribed = stdout.split("\n").filter((line) => /^ {2}(-|[a-z])\S*( <[^>]+>)?\s*$/u.test(line));
      expect(undescribed).toEqual([]);
    });

    it("has a line in the README", () => {
      expect(readme).toContain(`bangiao ${path}`);
    });
  });

  it.each([
    ["a command that does not exist", ["inventroy"], "inventory"],
    ["an option that does not exist", ["init", "--nmae", "x"], "--name"],
    ["a language that does not exist", ["init", "--lang", "fr"], "vi"],
    ["a value that an argument does not take", ["completion", "fish"], "bash, zsh, powershell"],
    ["too many words", ["init", "extra"], "ngoặc kép"],
  ])("answers %s with exit code 2 and what was meant", async (_what, argv, expected) => {
    const { exitCode, stderr, stdout } = await run(argv, { cwd: sandbox() });
    expect(exitCode).toBe(2);
    expect(stderr).toContain(expected);
    expect(stdout).toBe("");
  });

  it("speaks the language of the option, the environment, the workspace, the system, in this order", async () => {
    const cwd = sandbox();
    const heading = async (argv: string[], env: Record<string, string>) =>
      (await run(["--help", ...argv], { cwd, env })).stdout.includes("Cách dùng") ? "vi" : "en";
    expect(await heading(["--lang", "en"], { BANGIAO_LANG: "vi" })).toBe("en");
    expect(await heading([], { BANGIAO_LANG: "en", LC_ALL: "vi_VN.UTF-8" })).toBe("en");
    expect(await heading([], { BANGIAO_LANG: "", LC_ALL: "vi_VN.UTF-8" })).toBe("vi");
    expect(await heading([], { BANGIAO_LANG: "", LC_ALL: "de_DE.UTF-8" })).toBe("en");
    await run(["init", "--code", "06691", "--name", "Phường X", "--set-lang", "vi"], { cwd });
    expect(await heading([], { BANGIAO_LANG: "", LC_ALL: "de_DE.UTF-8" })).toBe("vi");
  });
});

describe("an answer of the operating system that nobody foresaw", () => {
  it("is told as a failure in the user's language, never as a stack", async () => {
    const cwd = sandbox();
    await run(["init", "--code", "06691", "--name", "Phường X"], { cwd });
    const { exitCode, stdout, stderr } = await run(["inventory", "import", cwd], { cwd });
    expect(exitCode).toBe(3);
    expect(stdout).toBe("");
    expect(stderr).toContain("đây là thư mục, không phải tệp");
    expect(stderr).not.toMatch(/EISDIR|\bat .*\.ts/u);
  });
});
