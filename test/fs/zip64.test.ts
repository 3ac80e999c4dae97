import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  closeSync,
  ftruncateSync,
  openSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { describe, expect, it } from "vitest";
import { ArchiveHeaders } from "../../src/fs/archive-headers.js";
import { openZip } from "../../src/fs/zip-container.js";
import { writeZip } from "../../src/fs/zip-writer.js";
import { sandbox } from "../support/sandbox.js";

/** Five gigabytes of disk and a minute: only where it is asked for, with `BANGIAO_TEST_LARGE=yes`. */
const asked = process.env.BANGIAO_TEST_LARGE === "yes";
const beyond = 4 * 2 ** 30 + 4096;

/** A file with a hole of 4 GiB between its first and its last words. */
function aSparseFile(path: string): string {
  const fd = openSync(path, "w+");
  writeSync(fd, "đầu", 0);
  ftruncateSync(fd, beyond);
  writeSync(fd, "cuối", beyond - 10);
  const digest = createHash("sha256");
  const piece = Buffer.alloc(4 << 20);
  for (let at = 0; at < beyond; ) {
    const got = readSync(fd, piece, 0, piece.length, at);
    digest.update(piece.subarray(0, got));
    at += got;
  }
  closeSync(fd);
  return digest.digest("hex");
}

describe("an archive beyond 4 GiB with a hole in place of its largest file", () => {
  it("is listed, and the file behind the hole is read, by us and by others", async () => {
    const { ZipArchive } = await import("archiver");
    const small = Buffer.from("một tệp nằm sau mốc 4 GiB\n");
    const path = join(sandbox(), "lớn.zip");
    const headers = ArchiveHeaders.over(new ZipArchive({ store: true }), new Date("2025-06-28T09:00:00Z"));
    const fd = openSync(path, "w");
    let at = 0;
    const write = (bytes: Buffer): void => {
      at += writeSync(fd, bytes, 0, bytes.length, at);
    };
    // Nobody here reads the hole, whose checksum is not this one.
    write(headers.begin({ name: "túi/lớn.bin", size: beyond, stored: beyond, crc: 1, method: 0 }));
    headers.advance(beyond);
    at += beyond;
    const facts = { size: small.length, stored: small.length, crc: crc32(small), method: 0 } as const;
    write(headers.begin({ name: "túi/nhỏ.txt", ...facts }));
    headers.advance(small.length);
    write(small);
    write(headers.end());
    closeSync(fd);
    expect(statSync(path).blocks * 512).toBeLessThan(1 << 20);

    const container = await openZip(path);
    try {
      expect(container.findings).toEqual([]);
      expect(container.files.map(({ size }) => size)).toEqual([beyond, small.length]);
      expect((await container.read(container.files[1]!, 1000))?.equals(small)).toBe(true);
      expect(container.foreign()).toBe(0);
    } finally {
      await container.close();
    }

    const options = { encoding: "utf8", env: { ...process.env, LC_ALL: "C.UTF-8" } } as const;
    expect(execFileSync("unzip", ["-p", path, "túi/nhỏ.txt"], options)).toBe(small.toString());
    expect(execFileSync("7z", ["l", path], options)).toContain(`${beyond}`);
    expect(execFileSync("7z", ["e", "-so", path, "túi/nhỏ.txt"], options)).toBe(small.toString());
    const script = [
      "import sys, zipfile",
      "z = zipfile.ZipFile(sys.argv[1])",
      "print([i.file_size for i in z.infolist()], z.read('túi/nhỏ.txt').decode().strip())",
    ].join("\n");
    const python = execFileSync("python3", ["-c", script, path], options);
    expect(python.trim()).toBe(`[${beyond}, ${small.length}] ${small.toString().trim()}`);
  });
});

describe.skipIf(!asked)("an archive beyond 4 GiB (BANGIAO_TEST_LARGE=yes)", () => {
  const small = Buffer.from("một tệp nằm sau mốc 4 GiB\n");
  const smallDigest = createHash("sha256").update(small).digest("hex");

  it("holds a file of more than 4 GiB and one that begins behind it, for us and for others", async () => {
    const folder = sandbox();
    const zip = join(folder, "lớn.zip");
    const sparse = join(folder, "lớn.bin");
    const digest = aSparseFile(sparse);
    writeFileSync(join(folder, "nhỏ.txt"), small);
    const file = { from: sparse, size: beyond, sha256: digest, compress: false };
    const written = await writeZip(
      zip,
      [
        { name: "túi/lớn.bin", ...file },
        {
          name: "túi/nhỏ.txt",
          ...{ from: join(folder, "nhỏ.txt"), size: small.length, sha256: smallDigest, compress: false },
        },
        { name: "túi/cuối.txt", bytes: small, compress: true },
      ],
      new Date("2025-06-28T09:00:00Z"),
    );
    expect(written).toMatchObject({ written: true, entries: 3 });
    expect(statSync(zip).size).toBeGreaterThan(beyond);
    rmSync(sparse);

    const container = await openZip(zip);
    try {
      expect(container.findings).toEqual([]);
      expect(container.files.map(({ size }) => size)).toEqual([beyond, small.length, small.length]);
      const table = await container.digest(["sha256"]);
      expect(table.findings).toEqual([]);
      expect(container.foreign()).toBe(0);
      expect([0, 1, 2].map((index) => table.digestOf(index, "sha256"))).toEqual([
        digest,
        smallDigest,
        smallDigest,
      ]);
    } finally {
      await container.close();
    }

    expect(execFileSync("unzip", ["-tqq", zip], { encoding: "utf8" })).toBe("");
    expect(execFileSync("7z", ["t", zip], { encoding: "utf8" })).toContain("Everything is Ok");
    const script = [
      "import sys, zipfile",
      "z = zipfile.ZipFile(sys.argv[1])",
      "assert z.testzip() is None",
      "print([i.file_size for i in z.infolist()], z.read('túi/nhỏ.txt') == z.read('túi/cuối.txt'))",
    ].join("\n");
    const python = execFileSync("python3", ["-c", script, zip], { encoding: "utf8" });
    expect(python.trim()).toBe(`[${beyond}, ${small.length}, ${small.length}] True`);
  }, 600_000);
});
