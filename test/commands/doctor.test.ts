import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { hostname, platform } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import {
  examineClock,
  examineFonts,
  examineNode,
  examineSpace,
  examineSqlite,
} from "../../src/commands/doctor.js";
import { en } from "../../src/messages/en.js";
import { vi } from "../../src/messages/vi.js";
import { doctorReporters, type Examined } from "../../src/report/doctor/index.js";
import { colourless } from "../../src/terminal/ink.js";
import { builtProgram, outside } from "../support/outside.js";
import { run, usualNow } from "../support/run.js";
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

  it("tells of a clock behind the log and of one far ahead, before anything is signed with it", async () => {
    const cwd = await office();
    const yesterday = new Date(usualNow.getTime() - 24 * 60 * 60 * 1000);
    expect((await examine(cwd, yesterday)).bad).toContain("clock");
    expect((await examine(cwd, new Date("2099-01-01T00:00:00Z"))).bad).toContain("clock");
    const { stdout } = await run(["doctor"], { cwd, now: yesterday });
    expect(stdout).toContain(vi.guide.doctor.clockToDo);
  });

  it("tells of a key that ends soon in time, and of one that does not hold yet, and what to type", async () => {
    const cwd = await office();
    const soon = await run(["doctor"], { cwd, now: new Date("2026-05-01T00:00:00Z") });
    expect(soon.exitCode).toBe(0);
    expect(soon.stdout).toContain(vi.guide.doctor.keyToDo.slice(0, 30));
    const { bad } = await examine(cwd, new Date("2025-06-27T00:00:00Z"));
    expect(bad).toContain("key");
  });

  it("tells of a database whose pages do not fit together, though it opens", async () => {
    const cwd = await office();
    const path = join(cwd, ".bangiao/inventory.db");
    const bytes = readFileSync(path);
    // The pages of the search index, in the middle, are overwritten; the head is whole.
    bytes.fill(0xff, Math.floor(bytes.length / 8192) * 4096, Math.floor(bytes.length / 8192) * 4096 + 8192);
    writeFileSync(path, bytes);
    const { exitCode, stdout } = await run(["doctor"], { cwd });
    expect(exitCode).toBe(1);
    expect(stdout).toContain(vi.guide.doctor.databaseToDo.slice(0, 30));
  });

  it("still speaks where SQLite does not load, and says how to mend it", async () => {
    const cwd = await office();
    const broken = join(cwd, "no-addons.mjs");
    writeFileSync(broken, 'process.dlopen = () => { throw new Error("built for another Node.js"); };\n');
    const { status, stdout, stderr } = outside(
      process.execPath,
      ["--import", pathToFileURL(broken).href, builtProgram, "doctor", "--lang", "en"],
      cwd,
    );
    expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
    expect(stdout).toContain(en.guide.doctor.sqliteToDo);
  });

  it("remarks on another time zone than that of Việt Nam, which hinders nothing", async () => {
    const program = `process.env.TZ = "America/New_York"; process.argv.splice(1, 1, ${JSON.stringify(builtProgram)}); await import(${JSON.stringify(pathToFileURL(builtProgram).href)});`;
    const { status, stdout } = outside(
      process.execPath,
      ["--input-type=module", "-e", program, "x", "doctor", "--lang", "en"],
      sandbox(),
    );
    expect(status).toBe(0);
    expect(stdout).toMatch(/-0[45]:00/u);
    expect(stdout).toContain(en.guide.doctor.zoneToDo.slice(0, 20));
  });

  const folder = "C:\\ban-giao";
  const everythingWrong: Examined[] = [
    examineNode("18.20.8"),
    examineSqlite(null),
    { part: "workspace", state: "remark", folder: null },
    { part: "database", state: "bad", problem: "SQLITE_CORRUPT" },
    { part: "writable", state: "bad", folder, fine: false },
    {
      part: "lock",
      state: "bad",
      holder: "left",
      command: "bangiao inventory scan",
      path: `${folder}\\.bangiao\\lock`,
    },
    { part: "keys-none", state: "remark" },
    { part: "keys-unreadable", state: "bad", folder },
    { part: "key", state: "bad", name: "ben-giao", until: "30/6/2025", expiry: "expired" },
    { part: "key", state: "remark", name: "moi", until: "30/8/2025", expiry: "soon" },
    { part: "key", state: "bad", name: "mai", until: "30/6/2035", expiry: "not-yet-valid" },
    { part: "key-permission", state: "bad", name: "ben-giao", path: `${folder}\\ben-giao.p12` },
    ...examineSpace(1_000_000),
    ...examineClock(new Date("2001-01-01T00:00:00Z"), null),
    ...examineClock(usualNow, "2025-12-01T00:00:00+07:00"),
    ...examineClock(new Date("2099-01-01T00:00:00Z"), null),
    examineFonts(false),
  ];

  it.each([vi, en])("says of everything that can be wrong what to do, in $language", async (messages) => {
    const voice = { messages, ink: colourless, width: 80 };
    const text = doctorReporters.text!({ good: false, examined: everythingWrong }, voice);
    for (const one of everythingWrong.filter(({ state }) => state !== "good"))
      expect(doctorReporters.text!({ good: false, examined: [one] }, voice)).toContain(
        messages.guide.doctor.toDo,
      );
    await expect(text).toMatchFileSnapshot(`../golden/doctor--everything-wrong.${messages.language}.txt`);
  });
});
