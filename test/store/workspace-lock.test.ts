import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lockWorkspace } from "../../src/store/index.js";
import { sandbox } from "../support/sandbox.js";

const mine = { command: "bangiao receive", since: "2025-07-01T09:00:00+07:00" };
const held = (pid: number, host = hostname()): string => JSON.stringify({ ...mine, pid, host });
/** No process has this number: it is above what systems give. */
const nobody = 2 ** 30;

describe("the lock of a workspace", () => {
  it("is held by one at a time and given back", async () => {
    const path = join(sandbox(), "lock");
    const unlock = await lockWorkspace(path, mine, 100);
    await expect(lockWorkspace(path, mine, 100)).rejects.toMatchObject({
      code: "store-busy",
      details: { holder: { command: "bangiao receive", pid: process.pid } },
    });
    unlock();
    expect(existsSync(path)).toBe(false);
  });

  it.each([
    ["whose process is gone", held(nobody)],
    ["that was killed before it wrote its name", ""],
    ["that was killed while it wrote its name", '{"command":"ban'],
  ])("of somebody %s is taken over", async (_what, text) => {
    const path = join(sandbox(), "lock");
    writeFileSync(path, text);
    const unlock = await lockWorkspace(path, mine, 100);
    expect(JSON.parse(readFileSync(path, "utf8"))).toMatchObject({ pid: process.pid });
    unlock();
  });

  it("of a process on another computer is left alone", async () => {
    const path = join(sandbox(), "lock");
    writeFileSync(path, held(nobody, "máy khác"));
    await expect(lockWorkspace(path, mine, 100)).rejects.toMatchObject({ code: "store-busy" });
    expect(readFileSync(path, "utf8")).toBe(held(nobody, "máy khác"));
  });
});
