import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { hostname, platform } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { examineNode, examineSpace } from "../../src/commands/doctor.js";
import { run } from "../support/run.js";
import { sandbox } from "../support/sandbox.js";

interface Part {
  part: string;
  state: string;
}

async function examine(cwd: string, now?: Date) {
  const { exitCode, stdout } = await run(["doctor", "--format", "json"], { cwd, ...(now ? { now } : {}) });
  const { format, examined } = JSON.parse(stdout) as { format: string; examined: Part[] };
  expect(format).toBe("bangiao-doctor/1");
  return { exitCode, bad: examined.filter(({ state }) => state === "bad").map(({ part }) => part) };
}

async function office() {
  const cwd = sandbox();
  await run(["init", "--code", "06691", "--name", "Phường Hồng Gai"], { cwd });
  writeFileSync(join(cwd, "mat-khau.txt"), "một câu dài để khoá\n");
  await run(["key", "create", "ben-giao", "--years", "1"], {
    cwd,
    env: { BANGIAO_PASSPHRASE_FILE: join(cwd, "mat-khau.txt") },
  });
  return cwd;
}

describe("a look over the computer", () => {
  it("finds nothing to do in a sound workspace, and also where there is none", async () => {
    expect(await examine(await office())).toEqual({ exitCode: 0, bad: [] });
    expect(await examine(sandbox())).toEqual({ exitCode: 0, bad: [] });
  });

  it("tells of a key that has expired", async () => {
    expect(await examine(await office(), new Date("2027-01-01T00:00:00Z"))).toEqual({
      exitCode: 1,
      bad: ["key"],
    });
  });

  it.skipIf(platform() === "win32")("tells of a key that others can read, and how to close it", async () => {
    const cwd = await office();
    chmodSync(join(cwd, ".bangiao/keys/ben-giao.p12"), 0o644);
    expect(await examine(cwd)).toEqual({ exitCode: 1, bad: ["key-permission"] });
    const { stdout } = await run(["doctor"], { cwd });
    expect(stdout).toContain("chmod 600");
  });

  it("tells of a lock that a command left behind", async () => {
    const cwd = await office();
    // No process has this number: Linux ends far below it.
    const left = { command: "bangiao inventory scan", pid: 2 ** 30, host: hostname(), since: "2025-06-28" };
    writeFileSync(join(cwd, ".bangiao/lock"), JSON.stringify(left));
    expect(await examine(cwd)).toEqual({ exitCode: 1, bad: ["lock"] });
  });

  it("tells of a damaged database and of a clock that cannot be right", async () => {
    const cwd = await office();
    expect((await examine(cwd, new Date("2001-01-01T00:00:00Z"))).bad).toContain("clock");
    writeFileSync(join(cwd, ".bangiao/inventory.db"), "no database ".repeat(1000));
    expect((await examine(cwd)).bad).toEqual(["database"]);
  });

  it("tells of keys that cannot be read, and leaves them as they are", async () => {
    const cwd = await office();
    const path = join(cwd, ".bangiao/keys/ben-giao.crt");
    writeFileSync(path, "no certificate");
    expect(await examine(cwd)).toEqual({ exitCode: 1, bad: ["keys-unreadable"] });
    const { stdout } = await run(["doctor"], { cwd });
    expect(stdout).toContain(join(cwd, ".bangiao/keys"));
    expect(readFileSync(path, "utf8")).toBe("no certificate");
  });

  it.skipIf(platform() !== "linux")("tells of a folder that takes no file", async () => {
    // Nobody can make a file there, not even who may do everything.
    const { exitCode, bad } = await examine("/proc");
    expect([exitCode, bad]).toEqual([1, expect.arrayContaining(["writable"])]);
  });

  it.each([
    ["18.20.8", "bad"],
    ["20.9.0", "bad"],
    ["20.16.9", "bad"],
    ["20.17.0", "good"],
    ["20.20.0", "good"],
    ["22.0.0", "good"],
    ["100.0.0", "good"],
  ])("calls Node.js %s %s", (version, state) => {
    expect(examineNode(version)).toMatchObject({ version, state });
  });

  it("wants a gigabyte of room, and says nothing where room cannot be told", () => {
    expect(examineSpace(999_999_999)).toMatchObject([{ part: "space", state: "bad" }]);
    expect(examineSpace(1_000_000_000)).toMatchObject([{ part: "space", state: "good" }]);
    expect(examineSpace(null)).toEqual([]);
  });
});
