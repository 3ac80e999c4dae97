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

describe("completion in the other shells", () => {
  it.each(["zsh", "powershell"])("names every command in %s", async (shell) => {
    const script = await scriptOf(shell);
    for (const path of commandPaths()) expect(script).toContain(path);
  });
});
