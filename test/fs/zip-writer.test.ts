import { execFileSync } from "node:child_process";
import { createCipheriv, createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, truncate, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openZip } from "../../src/fs/zip-container.js";
import { writeZip, type ZipEntryToWrite } from "../../src/fs/zip-writer.js";

const date = new Date("2025-06-28T09:30:00Z");
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "bangiao-zip-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function fileEntry(name: string, content: Buffer, compress = false): Promise<ZipEntryToWrite> {
  const from = join(folder, `source-${createHash("md5").update(name).digest("hex")}`);
  await writeFile(from, content);
  const sha256 = createHash("sha256").update(content).digest("hex");
  return { name, from, size: content.length, sha256, compress };
}

/** Bytes that do not shrink, the same for the same seed. */
function noise(size: number, seed: number): Buffer {
  return createCipheriv("aes-128-ctr", Buffer.alloc(16, seed), Buffer.alloc(16)).update(Buffer.alloc(size));
}

/** Text that deflates as text does. */
function manyLines(count: number): Buffer {
  return Buffer.from(Array.from({ length: count }, (_, i) => `dòng ${i * 7919} của một tệp lớn\n`).join(""));
}

const listing = `
import sys, zipfile, hashlib, json
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
print(json.dumps([[i.filename, i.file_size, i.compress_type, list(i.date_time), i.flag_bits & 8,
  hashlib.sha256(z.read(i)).hexdigest()] for i in z.infolist()]))
`;

function asPythonReads(zip: string): [string, number, number, number[], number, string][] {
  return JSON.parse(execFileSync("python3", ["-c", listing, zip], { encoding: "utf8", maxBuffer: 1 << 28 }));
}

async function mixedEntries(): Promise<ZipEntryToWrite[]> {
  return [
    { name: "B/bagit.txt", bytes: Buffer.from("BagIt-Version: 1.0\n"), compress: false },
    await fileEntry("B/data/hồ sơ/01 quyết định.pdf", noise(70_000, 1)),
    await fileEntry("B/data/empty.txt", Buffer.alloc(0), true),
    { name: "B/lời.txt", bytes: Buffer.from("chữ lặp lại ".repeat(500)), compress: true },
    await fileEntry("B/data/text.txt", Buffer.from("một dòng\n".repeat(9000)), true),
    await fileEntry("B/data/large.bin", noise(9_500_000, 2)),
    await fileEntry("B/data/large-text.txt", manyLines(400_000), true),
    await fileEntry("B/data/noise-marked-compressible.bin", noise(5_000_000, 3), true),
    await fileEntry("B/data/last.jpg", noise(1234, 4)),
  ];
}

describe("writeZip", () => {
  it("writes what other programs read back, in the order given and with the time given", async () => {
    const entries = await mixedEntries();
    const zip = join(folder, "a.zip");
    const result = await writeZip(zip, entries, date);
    expect(result).toMatchObject({ written: true, entries: entries.length });
    const read = asPythonReads(zip);
    expect(read.map(([name]) => name)).toEqual(entries.map(({ name }) => name));
    for (const [index, entry] of entries.entries()) {
      const [, size, , time, descriptor, sha256] = read[index]!;
      const expected =
        "bytes" in entry ? createHash("sha256").update(entry.bytes).digest("hex") : entry.sha256;
      expect([size, sha256]).toEqual(["bytes" in entry ? entry.bytes.byteLength : entry.size, expected]);
      expect(time).toEqual([2025, 6, 28, 9, 30, 0]);
      expect(descriptor).toBe(0);
    }
    expect(read.map(([, , method]) => method)).toEqual([0, 0, 0, 8, 8, 0, 8, 0, 0]);
    execFileSync("unzip", ["-tqq", zip]);
    execFileSync("7z", ["t", zip]);
    execFileSync("bsdtar", ["-xOf", zip], { maxBuffer: 1 << 28 });
  });

  it("writes the same bytes for the same entries", async () => {
    const entries = await mixedEntries();
    await writeZip(join(folder, "a.zip"), entries, date);
    await writeZip(join(folder, "b.zip"), entries, date);
    expect((await readFile(join(folder, "a.zip"))).equals(await readFile(join(folder, "b.zip")))).toBe(true);
  });

  it.each([65_534, 65_535, 65_536])(
    "writes %i entries so that every reader counts the same",
    async (count) => {
      const bytes = Buffer.from("x");
      const entries = Array.from({ length: count }, (_, i) => ({ name: `n/${i}`, bytes, compress: false }));
      const zip = join(folder, "many.zip");
      await writeZip(zip, entries, date);
      const tail = (await readFile(zip)).subarray(-22);
      expect(tail.readUInt16LE(10)).toBe(Math.min(count, 0xffff));
      const hasZip64 = (await readFile(zip)).subarray(-42, -38).readUInt32LE() === 0x07064b50;
      expect(hasZip64).toBe(count >= 65_535);
      const counted = execFileSync("python3", [
        "-c",
        "import sys,zipfile;print(len(zipfile.ZipFile(sys.argv[1]).namelist()))",
        zip,
      ]);
      expect(Number(counted)).toBe(count);
      expect(
        execFileSync("unzip", ["-Z1", zip], { encoding: "utf8", maxBuffer: 1 << 24 })
          .trim()
          .split("\n"),
      ).toHaveLength(count);
    },
  );

  it("names every file that changed, disappeared or cannot be read, and leaves nothing behind", async () => {
    const entries = await mixedEntries();
    const [changed, gone, shorter] = [1, 4, 5].map((i) => entries[i] as { from: string });
    const bytes = await readFile(changed!.from);
    bytes[100]! ^= 1;
    await writeFile(changed!.from, bytes);
    await unlink(gone!.from);
    await truncate(shorter!.from, 9_000_000);
    const before = await readdir(folder);
    const result = await writeZip(join(folder, "a.zip"), entries, date);
    expect(result.written).toBe(false);
    const troubles = result.written ? [] : result.troubles;
    expect(troubles.map(({ name, trouble }) => [name, trouble.reason])).toEqual([
      ["B/data/hồ sơ/01 quyết định.pdf", "changed"],
      ["B/data/text.txt", "missing"],
      ["B/data/large.bin", "changed"],
    ]);
    expect(troubles[0]!.trouble).toMatchObject({ actual: createHash("sha256").update(bytes).digest("hex") });
    expect(await readdir(folder)).toEqual(before);
  });

  it("leaves nothing behind when it is stopped, and the next run starts clean", async () => {
    const entries = await mixedEntries();
    const before = await readdir(folder);
    const stop = new AbortController();
    const job = {
      signal: stop.signal,
      onProgress: ({ done }: { done: number }) => done === 5 && stop.abort(),
    };
    await expect(writeZip(join(folder, "a.zip"), entries, date, job as never)).rejects.toThrow("abort");
    expect(await readdir(folder)).toEqual(before);
    await writeFile(join(folder, ".a.zip.999999999.partial"), "killed");
    await writeZip(join(folder, "a.zip"), entries, date);
    expect((await readdir(folder)).filter((name) => name.includes("partial"))).toEqual([]);
  });

  it("refuses to overwrite, and to write into a folder that is not there", async () => {
    await writeFile(join(folder, "a.zip"), "mine");
    await expect(writeZip(join(folder, "a.zip"), [], date)).rejects.toMatchObject({ code: "file-exists" });
    expect(await readFile(join(folder, "a.zip"), "utf8")).toBe("mine");
    await expect(writeZip(join(folder, "no", "a.zip"), [], date)).rejects.toMatchObject({
      code: "folder-not-found",
    });
  });

  it("says that the disk is too small before it begins", async () => {
    const entry = { name: "huge", from: join(folder, "none"), size: 2 ** 50, sha256: "", compress: false };
    await expect(writeZip(join(folder, "a.zip"), [entry], date)).rejects.toMatchObject({ code: "disk-full" });
  });
});

describe("what writeZip deflates", () => {
  it("never looks like a trap to our own reader, however well it would shrink", async () => {
    const zeros = Buffer.alloc(80 << 20);
    const zip = join(folder, "a.zip");
    await writeZip(zip, [await fileEntry("zeros.txt", zeros, true)], date);
    const container = await openZip(zip);
    const { digestOf, findings } = await container.digest(["sha256"]);
    await container.close();
    expect([...container.findings, ...findings]).toEqual([]);
    expect(digestOf(0, "sha256")).toBe(createHash("sha256").update(zeros).digest("hex"));
  });
});
