import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { nfcPath, type WalkEntry, type WalkOptions, walk } from "../../src/fs/walk.js";
import { collect } from "../support/collect.js";
import { sandbox } from "../support/sandbox.js";

async function entries(folder: string, options?: WalkOptions): Promise<WalkEntry[]> {
  return collect(walk(folder, options));
}

async function paths(folder: string): Promise<string[]> {
  return (await entries(folder)).map(({ path }) => path);
}

describe("walking a folder", () => {
  it("gives every file with size and time, by name in NFC, depth first, the same each time", async () => {
    const folder = sandbox();
    mkdirSync(join(folder, "b"));
    for (const name of ["c.pdf", "a.pdf", "b/z.pdf", "b/đ.pdf", "b/d.pdf"])
      writeFileSync(join(folder, name), "x");
    const first = await entries(folder);
    expect(first.map(({ path }) => path)).toEqual(["a.pdf", "b/d.pdf", "b/z.pdf", "b/đ.pdf", "c.pdf"]);
    expect(first[0]).toMatchObject({ kind: "file", size: 1 });
    expect(await entries(folder)).toEqual(first);
  });

  it("keeps names as they are on disk, NFD, blanks and 255 bytes included", async () => {
    const folder = sandbox();
    const decomposed = "Báo cáo kết quả.pdf".normalize("NFD");
    const long = `${"ệ".repeat(83)}ab.pdf`;
    expect(Buffer.byteLength(long)).toBe(255);
    for (const name of [decomposed, " đầu  cuối .pdf", long]) writeFileSync(join(folder, name), "");
    const found = await paths(folder);
    expect(found).toContain(decomposed);
    expect(found).toContain(long);
    expect(found).toContain(" đầu  cuối .pdf");
    expect(found.map(nfcPath)).toContain("Báo cáo kết quả.pdf".normalize("NFC"));
  });

  it("names links and never follows them, not even in a circle", async () => {
    const folder = sandbox();
    mkdirSync(join(folder, "a"));
    writeFileSync(join(folder, "a", "x.pdf"), "x");
    symlinkSync(folder, join(folder, "a", "loop"));
    symlinkSync("/etc/passwd", join(folder, "secret.pdf"));
    symlinkSync("nowhere", join(folder, "broken"));
    expect(await entries(folder)).toMatchObject([
      { kind: "link", path: "a/loop" },
      { kind: "file", path: "a/x.pdf" },
      { kind: "link", path: "broken" },
      { kind: "link", path: "secret.pdf" },
    ]);
  });

  it("names a pipe without opening it", async () => {
    const folder = sandbox();
    execFileSync("mkfifo", [join(folder, "pipe.pdf")]);
    expect(await entries(folder)).toEqual([{ kind: "special", path: "pipe.pdf" }]);
  });

  it.skipIf(process.getuid?.() === 0)("names a folder it may not open and goes on", async () => {
    const folder = sandbox();
    mkdirSync(join(folder, "a"));
    writeFileSync(join(folder, "b.pdf"), "");
    chmodSync(join(folder, "a"), 0);
    expect(await entries(folder)).toMatchObject([
      { kind: "unreadable", path: "a", reason: "EACCES", folder: true },
      { kind: "file", path: "b.pdf" },
    ]);
    chmodSync(join(folder, "a"), 0o700);
  });

  it("names a file whose name is no text instead of losing it", async () => {
    const folder = sandbox();
    execFileSync("sh", ["-c", `cd "$1" && : > "$(printf 'b\\303o c\\341o.pdf')"`, "sh", folder]);
    const [entry, ...rest] = await entries(folder);
    expect(rest).toEqual([]);
    expect(entry).toMatchObject({ kind: "unreadable", reason: "NAME" });
  });

  it("answers a folder that is not there instead of throwing", async () => {
    expect(await entries(join(sandbox(), "none"))).toEqual([
      { kind: "unreadable", path: "", reason: "ENOENT", folder: true },
    ]);
  });

  it("leaves out what the caller leaves out, and says so", async () => {
    const folder = sandbox();
    mkdirSync(join(folder, ".bangiao"));
    writeFileSync(join(folder, ".bangiao", "inventory.db"), "");
    expect(await entries(folder, { skip: (path) => path === ".bangiao" })).toEqual([
      { kind: "skipped", path: ".bangiao" },
    ]);
  });

  it("goes down a thousand folders without a deep call stack", async () => {
    const folder = sandbox();
    const deep = join(folder, ...Array.from({ length: 1000 }, () => "d"));
    mkdirSync(deep, { recursive: true });
    writeFileSync(join(deep, "x"), "");
    const found = await entries(folder);
    expect(found).toHaveLength(1);
    expect(found[0]!.path.split("/")).toHaveLength(1001);
  });

  it("stops when it is told to", async () => {
    const folder = sandbox();
    for (const name of ["a", "b", "c"]) writeFileSync(join(folder, name), "");
    const controller = new AbortController();
    const walking = walk(folder, { signal: controller.signal });
    await walking.next();
    controller.abort();
    await expect(walking.next()).rejects.toThrow();
  });
});
