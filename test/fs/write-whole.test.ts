import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeWhole } from "../../src/fs/write-whole.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "bangiao-write-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("writes text, bytes and streams, and leaves no other file", async () => {
  await writeWhole(join(folder, "a.txt"), "Uỷ ban Kiểm tra");
  await writeWhole(join(folder, "b.bin"), Uint8Array.of(0, 255));
  await writeWhole(
    join(folder, "c.bin"),
    (async function* () {
      yield Uint8Array.of(1, 2);
      yield Uint8Array.of(3);
    })(),
  );
  expect(readFileSync(join(folder, "a.txt"), "utf8")).toBe("Uỷ ban Kiểm tra");
  expect([...readFileSync(join(folder, "b.bin"))]).toEqual([0, 255]);
  expect([...readFileSync(join(folder, "c.bin"))]).toEqual([1, 2, 3]);
  expect(readdirSync(folder).sort()).toEqual(["a.txt", "b.bin", "c.bin"]);
});

test("keeps the old file and leaves nothing behind when the source breaks off", async () => {
  const path = join(folder, "manifest.json");
  writeFileSync(path, "old");
  const broken = (async function* () {
    yield Uint8Array.of(1);
    throw new Error("source broke");
  })();
  await expect(writeWhole(path, broken)).rejects.toThrow("source broke");
  expect(readFileSync(path, "utf8")).toBe("old");
  expect(readdirSync(folder)).toEqual(["manifest.json"]);
});

test("says that a file is not writable when its folder is missing or its place is taken by a folder", async () => {
  await expect(writeWhole(join(folder, "no", "a"), "x")).rejects.toMatchObject({
    code: "file-not-writable",
    details: { reason: "ENOENT" },
  });
  await expect(writeWhole(folder, "x")).rejects.toMatchObject({ code: "file-not-writable" });
  expect(readdirSync(folder)).toEqual([]);
});

test("gives a secret file the asked mode", async () => {
  const path = join(folder, "key.p12");
  await writeWhole(path, "x", { mode: 0o600 });
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test("takes a name of 240 bytes", async () => {
  const name = "đ".repeat(120);
  await writeWhole(join(folder, name), "x");
  expect(readdirSync(folder)).toEqual([name]);
});
