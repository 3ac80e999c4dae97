import { execFileSync } from "node:child_process";
import { appendFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Digested, type DigestTask, digestFiles } from "../../src/fs/digest-files.js";
import { collect } from "../support/collect.js";
import { sandbox } from "../support/sandbox.js";

function task(path: string): DigestTask {
  const { size, mtimeMs } = statSync(path);
  return { path, size, modified: mtimeMs };
}

async function all(tasks: Iterable<DigestTask>): Promise<Digested<DigestTask>[]> {
  return collect(digestFiles(tasks));
}

describe("digesting files", () => {
  it("agrees with openssl on files of every size around its own bounds, in the order given", async () => {
    const folder = sandbox();
    const sizes = [0, 1, 65_535, 65_536, 65_537, 131_072, 1_048_575, 1_048_576, 1_048_577, 3_000_000];
    const files = sizes.map((size, index) => {
      const path = join(folder, `tệp ${String(index).padStart(2, "0")}`);
      writeFileSync(path, Buffer.from(Array.from({ length: size }, (_, at) => (at * 31 + index) & 255)));
      return path;
    });
    const answers = await all(files.map(task));
    expect(answers.map(({ task: { path } }) => path)).toEqual(files);
    const judge = execFileSync("openssl", ["dgst", "-sha256", "-r", ...files], { encoding: "utf8" });
    expect(answers.map(({ sha256 }) => sha256)).toEqual(
      judge
        .trim()
        .split("\n")
        .map((line) => line.slice(0, 64)),
    );
    expect(answers.map(({ trouble }) => trouble)).toEqual(sizes.map(() => null));
  });

  it.each([
    ["a picture", [0xff, 0xd8], 65_536, 65_536],
    ["another file", [0x25, 0x50], 8_192, 16_384],
  ])("gives beginning and end of %s with the digest", async (_, start, headLength, tailLength) => {
    const folder = sandbox();
    // The end lies within one chunk of reading, and across two.
    for (const size of [300_000, 1_048_576 + 5_000, 2 * 1_048_576, tailLength, headLength + 1]) {
      const path = join(folder, String(size));
      const bytes = Buffer.from(Array.from({ length: size }, (_, at) => (at * 7) & 255));
      Buffer.from(start).copy(bytes);
      writeFileSync(path, bytes);
      const [answer] = await all([task(path)]);
      expect(Buffer.from(answer!.head).equals(bytes.subarray(0, headLength))).toBe(true);
      if (size > headLength) expect(Buffer.from(answer!.tail).equals(bytes.subarray(-tailLength))).toBe(true);
    }
  });

  it("keeps the order over hundreds of files on two threads", async () => {
    const folder = sandbox();
    const files = Array.from({ length: 300 }, (_, index) => {
      const path = join(folder, `${index}`);
      writeFileSync(path, Buffer.alloc(index % 7 === 0 ? 200_000 : 10, index));
      return path;
    });
    expect((await all(files.map(task))).map(({ task: { path } }) => path)).toEqual(files);
  });

  it("says that a file disappeared, grew, or became a link since it was found, and reads the others", async () => {
    const folder = sandbox();
    const [gone, linked, fine] = ["gone", "linked", "fine"].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    for (const path of [gone, linked, fine]) writeFileSync(path, "x");
    const tasks = [gone, linked, fine].map(task);
    rmSync(gone);
    rmSync(linked);
    symlinkSync(fine, linked);
    expect((await all(tasks)).map(({ trouble, sha256 }) => [trouble, sha256 === null])).toEqual([
      ["disappeared", true],
      ["changed", true],
      [null, false],
    ]);
  });

  it("gives the digest of what is there now, with its size, when a file grew before it was opened", async () => {
    const path = join(sandbox(), "a");
    writeFileSync(path, "x");
    const before = task(path);
    appendFileSync(path, "y");
    const [answer] = await all([before]);
    expect(answer).toMatchObject({ size: 2, trouble: null });
  });

  it("does not hang on a pipe", async () => {
    const path = join(sandbox(), "pipe");
    execFileSync("mkfifo", [path]);
    expect(await all([{ path, size: 0, modified: 0 }])).toMatchObject([{ sha256: null, trouble: "changed" }]);
  });

  it("stops when it is told to", async () => {
    const folder = sandbox();
    const files = Array.from({ length: 200 }, (_, index) => {
      writeFileSync(join(folder, `${index}`), "x");
      return task(join(folder, `${index}`));
    });
    const controller = new AbortController();
    const digesting = digestFiles(files, { signal: controller.signal });
    await digesting.next();
    controller.abort();
    await expect(collect(digesting)).rejects.toThrow();
  });

  it("digests nothing without starting a thread", async () => {
    expect(await all([])).toEqual([]);
  });
});
