import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { explainedCodes } from "../../src/model/findings/explained.js";
import { run, transcript } from "../support/run.js";
import { sandbox } from "../support/sandbox.js";

describe("bangiao rules explain", () => {
  it.each(["vi", "en"])("says why, whence, what is right and what is wrong, in %s", async (lang) => {
    const cwd = sandbox();
    const codes = ["number-gap", "KTCH.BBTK", "mlct", "obligations", "file-damaged", "denouncer-exposed"];
    const said: string[] = [];
    for (const code of codes)
      said.push(await transcript(["rules", "explain", code, "--lang", lang], { cwd }));
    await expect(said.join("\n")).toMatchFileSnapshot(`../golden/rules-explain.${lang}.txt`);
  });

  it("has an example that is right and one that is wrong for every code", async () => {
    const cwd = sandbox();
    for (const code of explainedCodes) {
      const { stdout, exitCode } = await run(["rules", "explain", code], { cwd });
      expect(exitCode, code).toBe(0);
      if (code === "paper-not-listed" || stdout.includes("Đúng:")) expect(stdout, code).toContain("Sai:");
      expect(stdout, code).toMatch(/Đúng: \S/u);
    }
  });

  it("names the nearest code for one that does not exist", async () => {
    const { exitCode, stderr } = await run(["rules", "explain", "nummber-gap"], { cwd: sandbox() });
    expect(exitCode).toBe(3);
    expect(stderr).toContain("“number-gap”");
  });
});

describe("bangiao rules use", () => {
  const pack = (more = ""): string =>
    `format: bangiao-rules/1\nversion: '7'\nextends: ktch\ntitle: { vi: Riêng, en: Own }\noff: [KTCH.DC]\n${more}`;

  async function workspace(): Promise<string> {
    const cwd = sandbox();
    await run(["init", "--code", "06691", "--name", "Phường Hồng Gai"], { cwd });
    await run(
      ["inventory", "add", "dossier", "reference=01.KTCH", "type=KTCH", "title=Hồ sơ", "opened=2020"],
      {
        cwd,
      },
    );
    return cwd;
  }

  it.each(["vi", "en"])("keeps the packs of an office, and goes back, in %s", async (lang) => {
    const cwd = await workspace();
    mkdirSync(join(cwd, "quy-tac"));
    writeFileSync(join(cwd, "quy-tac/rieng.yaml"), pack());
    const uses = await transcript(["rules", "use", "rieng.yaml", "--lang", lang], {
      cwd: join(cwd, "quy-tac"),
    });
    const list = await transcript(["rules", "list", "--lang", lang], { cwd });
    const back = await transcript(["rules", "use", "--shipped", "--lang", lang], { cwd });
    const text = `${uses}\n${list}\n${back}`.replaceAll(cwd, "<folder>");
    await expect(text).toMatchFileSnapshot(`../golden/rules-use.${lang}.txt`);
    expect((await run(["rules", "list"], { cwd })).stdout).not.toContain("rieng");
    expect((await run(["log"], { cwd })).stdout).toContain("rieng 7");
  });

  it("changes nothing when a pack has a mistake, and warns when its examples do not come out", async () => {
    const cwd = await workspace();
    writeFileSync(join(cwd, "a.yaml"), pack());
    await run(["rules", "use", "a.yaml"], { cwd });
    writeFileSync(join(cwd, "b.yaml"), pack("slotz: []\n"));
    expect((await run(["rules", "use", "b.yaml"], { cwd })).exitCode).toBe(3);
    expect((await run(["rules", "list"], { cwd })).stdout).toMatch(/^a +7/mu);
    writeFileSync(join(cwd, "c.yaml"), pack("examples:\n  - shows: Sai\n    gives: { missing: none }\n"));
    const { exitCode, stdout } = await run(["rules", "use", "c.yaml"], { cwd });
    expect(exitCode).toBe(1);
    expect(stdout).toContain("bangiao rules try c");
  });

  it("wants files or --shipped, not both and not neither; a pack that is gone is named", async () => {
    const cwd = await workspace();
    writeFileSync(join(cwd, "a.yaml"), pack());
    expect((await run(["rules", "use"], { cwd })).exitCode).toBe(2);
    expect((await run(["rules", "use", "a.yaml", "--shipped"], { cwd })).exitCode).toBe(2);
    await run(["rules", "use", "a.yaml"], { cwd });
    rmSync(join(cwd, "a.yaml"));
    const { exitCode, stderr } = await run(["check"], { cwd });
    expect(exitCode).toBe(3);
    expect(stderr).toContain("a.yaml");
  });
});
