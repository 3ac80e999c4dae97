import { cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { run } from "../support/run.js";
import { sandbox } from "../support/sandbox.js";

const sample = fileURLToPath(new URL("../../templates/sample/", import.meta.url));

async function office() {
  const cwd = sandbox();
  cpSync(join(sample, "danh-muc"), join(cwd, "danh-muc"), { recursive: true });
  mkdirSync(join(cwd, "usb"));
  writeFileSync(join(cwd, "mat-khau.txt"), "một câu dài để khoá\n");
  const env = { BANGIAO_PASSPHRASE_FILE: join(cwd, "mat-khau.txt") };
  await run(["init", "--code", "06691", "--name", "Phường Hồng Gai", "--until", "2025-06-30"], { cwd });
  const registers = readdirSync(join(cwd, "danh-muc")).map((name) => `danh-muc/${name}`);
  await run(["inventory", "import", ...registers], { cwd });
  return { cwd, env };
}

describe("the straight line of a handover", () => {
  it("lists everything that is missing at once, where nobody can be asked, and does nothing", async () => {
    const { cwd } = await office();
    const { exitCode, stdout, stderr } = await run(["handover"], { cwd });
    expect(exitCode).toBe(2);
    for (const option of ["--to", "--key", "--out", "--passphrase-fd"]) expect(stderr).toContain(option);
    expect(stdout).toBe("");
    expect(existsSync(join(cwd, ".bangiao/handovers"))).toBe(false);
  });

  it("stops where errors are left, goes on with --with-errors, and makes a package", async () => {
    const { cwd, env } = await office();
    await run(["key", "create", "ben-giao"], { cwd, env });
    const line = ["handover", "--to", "06685", "--out", "usb"];
    const stopped = await run(line, { cwd, env });
    expect(stopped.exitCode).toBe(1);
    expect(stopped.stderr).toContain("bangiao explain");
    expect(existsSync(join(cwd, ".bangiao/handovers"))).toBe(false);

    const { exitCode, stdout, stderr } = await run([...line, "--with-errors"], { cwd, env });
    expect(exitCode, stderr).toBe(0);
    expect(stdout).toContain("Bước 4/4");
    expect(stdout).toContain("bangiao key export");
    expect(readdirSync(join(cwd, "usb"))).toEqual(["BG-06691-20250628-01.zip"]);
  });

  it("continues what was left half done instead of beginning anew", async () => {
    const { cwd, env } = await office();
    await run(["key", "create", "ben-giao"], { cwd, env });
    await run(["manifest", "create", "--to", "06685", "--with-errors"], { cwd });
    const { exitCode, stdout, stderr } = await run(["handover", "--out", "usb", "--format", "json"], {
      cwd,
      env,
    });
    expect(exitCode, stderr).toBe(0);
    const parts = JSON.parse(stdout) as Record<string, unknown>;
    expect(Object.keys(parts)).toEqual(["format", "signature", "package"]);
    expect(readdirSync(join(cwd, ".bangiao/handovers"))).toHaveLength(1);
  });

  it("says that the folder is not there before it makes anything", async () => {
    const { cwd, env } = await office();
    await run(["key", "create", "ben-giao"], { cwd, env });
    const { exitCode } = await run(["handover", "--to", "06685", "--with-errors", "--out", "nowhere"], {
      cwd,
      env,
    });
    expect(exitCode).toBe(3);
    expect(existsSync(join(cwd, ".bangiao/handovers"))).toBe(false);
  });
});
