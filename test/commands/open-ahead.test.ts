import { readdirSync, readlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openAhead } from "../../src/commands/open-ahead.js";
import { rawZip } from "../support/raw-zip.js";
import { run } from "../support/run.js";
import { sandbox } from "../support/sandbox.js";

/** A folder with an archive so large that threads begin on it. */
function folderWithArchive(): string {
  const folder = sandbox();
  const declaration = Buffer.from("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
  const scans = Array.from({ length: 12 }, (_, index) => ({
    name: `B/data/${index}.pdf`,
    data: Buffer.alloc(1 << 20, `${index}`),
  }));
  writeFileSync(join(folder, "goi.zip"), rawZip([{ name: "B/bagit.txt", data: declaration }, ...scans]));
  return folder;
}

/** How often this process holds a file open; null where the system does not tell. */
function timesOpen(path: string): number | null {
  try {
    return readdirSync("/proc/self/fd").filter((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`) === path;
      } catch {
        return false;
      }
    }).length;
  } catch {
    return null;
  }
}

describe("an archive that is opened before the command is there", () => {
  it("is the one that the line names, and is given once", async () => {
    const cwd = folderWithArchive();
    const ahead = openAhead(["verify", "--bag", "goi.zip"], cwd)!;
    expect(await ahead.take(join(cwd, "other.zip"))).toBeNull();
    const container = (await ahead.take(join(cwd, "goi.zip")))!;
    expect(container.files).toHaveLength(13);
    expect(await ahead.take(join(cwd, "goi.zip"))).toBeNull();
    await container.close();
    await ahead.close();
  });

  it("is none where the line names several, or none, or one that is not there", async () => {
    const cwd = folderWithArchive();
    expect(openAhead(["verify", "goi.zip", "goi.zip"], cwd)).toBeNull();
    expect(openAhead(["verify", "."], cwd)).toBeNull();
    const ahead = openAhead(["verify", "missing.zip"], cwd)!;
    expect(await ahead.take(join(cwd, "missing.zip"))).toBeNull();
  });

  it.each([
    ["an option that there is not", ["verify", "goi.zip", "--wrong"], 2],
    ["a request for help", ["verify", "goi.zip", "--help"], 0],
    ["a bag without its lists", ["verify", "goi.zip", "--bag"], 1],
  ])("is closed after %s", async (_what, line, exitCode) => {
    const cwd = folderWithArchive();
    expect((await run(line, { cwd })).exitCode).toBe(exitCode);
    const times = timesOpen(join(cwd, "goi.zip"));
    if (times !== null) expect(times).toBe(0);
  });

  it("is missed with the same words as ever", async () => {
    const { exitCode, stderr } = await run(["verify", "missing.zip"], { cwd: sandbox() });
    expect([exitCode, stderr]).toEqual([3, expect.stringContaining("missing.zip")]);
  });
});
