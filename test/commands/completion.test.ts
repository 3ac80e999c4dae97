import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { commandPaths } from "../../src/commands/program.js";
import { outside } from "../support/outside.js";
import { run } from "../support/run.js";
import { sandbox } from "../support/sandbox.js";

async function scriptOf(shell: string): Promise<string> {
  const { exitCode, stdout } = await run(["completion", shell], { cwd: sandbox() });
  expect(exitCode).toBe(0);
  return stdout;
}

/** What a real bash offers for a line whose last word is being typed. */
async function offered(...line: string[]): Promise<string[]> {
  const cwd = sandbox();
  writeFileSync(join(cwd, "completion.sh"), await scriptOf("bash"));
  const words = ["bangiao", ...line].map((word) => `'${word}'`).join(" ");
  const ask = `set -eu; source completion.sh; COMP_WORDS=(${words}); COMP_CWORD=${line.length}; _bangiao; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = outside("bash", ["--norc", "-c", ask], cwd);
  expect(stderr).toBe("");
  return stdout.trim().split("\n");
}

describe("completion in bash", () => {
  it("is a script that bash accepts", async () => {
    const cwd = sandbox();
    writeFileSync(join(cwd, "completion.sh"), await scriptOf("bash"));
    const { status, stderr } = outside("bash", ["-n", "completion.sh"], cwd);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });

  it("completes commands, their subcommands and their options", async () => {
    expect(await offered("inv")).toEqual(["inventory"]);
    expect(await offered("inventory", "s")).toEqual(["scan", "settle", "show", "search", "stats"]);
    expect(await offered("inventory", "edit", "d")).toEqual(["dossier", "document"]);
    expect(await offered("completion", "p")).toEqual(["powershell"]);
    expect(await offered("--lang", "vi", "manifest", "create", "--to-n")).toEqual(["--to-name"]);
    expect(await offered("log", "--form")).toEqual(["--format"]);
  });

  it("offers a command again after an argument is typed only where there is one", async () => {
    expect(await offered("check", "01.KTCH", "--fail")).toEqual(["--fail-on"]);
  });
});

const hasZsh = outside("sh", ["-c", "command -v zsh"]).status === 0;
if (!hasZsh) console.warn("zsh is not here: its completion is not tried in a real shell");

/** What a real zsh offers: the words handed to `compadd`, which itself filters by what is typed. */
async function offeredByZsh(...line: string[]): Promise<string[]> {
  const cwd = sandbox();
  writeFileSync(join(cwd, "completion.zsh"), await scriptOf("zsh"));
  const words = ["bangiao", ...line].map((word) => `'${word}'`).join(" ");
  const typed = `words=(${words}); CURRENT=${line.length + 1}; _bangiao`;
  const ask = `compadd() { shift; print -l -- "$@"; }; _files() { :; }; compdef() { :; }; source ./completion.zsh; ${typed}`;
  const { stdout, stderr } = outside("zsh", ["-f", "-c", ask], cwd);
  expect(stderr).toBe("");
  const last = line.at(-1)!;
  return stdout.split("\n").filter((word) => word !== "" && word.startsWith(last));
}

describe.skipIf(!hasZsh)("completion in zsh", () => {
  it("is a script that zsh accepts, and that registers itself where completion was not set up", async () => {
    const cwd = sandbox();
    writeFileSync(join(cwd, "completion.zsh"), await scriptOf("zsh"));
    const ask = `export ZDOTDIR=$PWD HOME=$PWD; source ./completion.zsh; print -r -- "$_comps[bangiao]"`;
    const { status, stdout, stderr } = outside("zsh", ["-f", "-c", ask], cwd);
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: "_bangiao\n", stderr: "" });
  });

  it("completes the same words as bash", async () => {
    for (const line of [
      ["inv"],
      ["inventory", "s"],
      ["inventory", "edit", "d"],
      ["completion", "p"],
      ["--lang", "vi", "manifest", "create", "--to-n"],
      ["log", "--form"],
      ["check", "01.KTCH", "--fail"],
    ])
      expect(await offeredByZsh(...line), line.join(" ")).toEqual(await offered(...line));
  });
});

describe("completion in the other shells", () => {
  it.each(["zsh", "powershell"])("names every command in %s", async (shell) => {
    const script = await scriptOf(shell);
    for (const path of commandPaths()) expect(script).toContain(path);
  });

  it("has for PowerShell a script of plain ASCII whose brackets close, and says that it was never run there", async () => {
    const script = await scriptOf("powershell");
    expect(script).toMatch(/^[\n -~]*$/u);
    const open: string[] = [];
    const pairs: Record<string, string> = { ")": "(", "}": "{", "]": "[" };
    for (const sign of script.replace(/#.*|'[^']*'/gu, "")) {
      if ("({[".includes(sign)) open.push(sign);
      else if (sign in pairs) expect(open.pop()).toBe(pairs[sign]);
    }
    expect(open).toEqual([]);
    const { stdout } = await run(["completion", "--help", "--lang", "en"], { cwd: sandbox() });
    expect(stdout).toContain("never run in a real PowerShell");
  });
});
