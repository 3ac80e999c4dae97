import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ownUnit } from "../../src/commands/context.js";
import { openStore } from "../../src/store/index.js";
import type { Questions } from "../../src/terminal/questions.js";
import { run, transcript } from "../support/run.js";
import { sandbox } from "../support/sandbox.js";

const hongGai = ["init", "--code", "06691", "--name", "Phường Hồng Gai", "--until", "2025-06-30"];

describe("bangiao init", () => {
  it.each(["vi", "en"])("makes a workspace and says what comes next, in %s", async (lang) => {
    const text = await transcript([...hongGai, "--lang", lang], { cwd: sandbox() });
    await expect(text).toMatchFileSnapshot(`../golden/init.${lang}.txt`);
  });

  it("records the unit with its code, period and the names that follow from it", async () => {
    const cwd = sandbox();
    await run(hongGai, { cwd });
    const store = openStore(join(cwd, ".bangiao/inventory.db"));
    expect(ownUnit(store)).toMatchObject({
      code: "06691",
      name: "Phường Hồng Gai",
      kind: "phuong",
      until: "2025-06-30",
      committee: "Uỷ ban Kiểm tra Đảng uỷ phường Hồng Gai",
    });
    store.close();
  });

  it("lists what is missing where nobody can be asked", async () => {
    const { exitCode, stderr } = await run(["init", "--code", "06691"], { cwd: sandbox() });
    expect(exitCode).toBe(2);
    expect(stderr).toContain("--name");
  });

  it("asks on a terminal for what is not given", async () => {
    const cwd = sandbox();
    const answers = ["Xã Cái Chiên", ""];
    const questions: Questions = {
      possible: true,
      text: async () => answers.shift()!,
      secret: async () => "",
      confirm: async () => true,
      choose: async (_question, choices) => choices[0]!.value,
    };
    expect((await run(["init", "--code", "06949"], { cwd, questions })).exitCode).toBe(0);
    const store = openStore(join(cwd, ".bangiao/inventory.db"));
    expect(ownUnit(store)).toMatchObject({ name: "Xã Cái Chiên", kind: "xa", until: null });
    store.close();
  });

  it("never makes a workspace anew over one that is there", async () => {
    const cwd = sandbox();
    await run(hongGai, { cwd });
    const { exitCode, stderr } = await run(hongGai, { cwd });
    expect(exitCode).toBe(3);
    expect(stderr).toContain("đã là kho làm việc");
  });

  it.each([
    ["a code that is no code", ["init", "--code", "6691", "--name", "X"]],
    ["a day that no calendar has", ["init", "--code", "06691", "--name", "X", "--until", "2025-06-31"]],
    ["a kind that does not exist", ["init", "--code", "06691", "--name", "X", "--kind", "huyen"]],
  ])("refuses %s", async (_what, argv) => {
    expect((await run(argv, { cwd: sandbox() })).exitCode).toBe(2);
  });

  it("is found from a folder below, and by name from anywhere", async () => {
    const cwd = sandbox();
    await run(hongGai, { cwd });
    mkdirSync(join(cwd, "a/b"), { recursive: true });
    const { findWorkspace } = await import("../../src/commands/workspace.js");
    expect(findWorkspace(join(cwd, "a/b"))?.folder).toBe(cwd);
    expect(findWorkspace("/", join(cwd, ".bangiao"))?.folder).toBe(cwd);
    expect(findWorkspace("/")).toBeNull();
  });
});
