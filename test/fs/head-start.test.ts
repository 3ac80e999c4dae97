import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openZip } from "../../src/fs/zip-container.js";
import { type RawEntry, type RawTail, rawZip } from "../support/raw-zip.js";
import { sandbox } from "../support/sandbox.js";

/** So many that a thread lists them, and so large together that threads check them. */
const many = 10_500;
const plain = (index: number): RawEntry => ({
  name: `B/data/${index}.txt`,
  data: Buffer.alloc(500, `${index} `),
});

/** What an archive is found to be, and what is read in it. */
async function judged(path: string, willDigest: boolean, algorithms: readonly string[]) {
  const zip = await openZip(path, undefined, willDigest);
  try {
    const table = await zip.digest(algorithms);
    const digests = zip.files.map(({ index }) => algorithms.map((one) => table.digestOf(index, one)));
    return { findings: [...zip.findings, ...table.findings], digests, foreign: zip.foreign() };
  } finally {
    await zip.close();
  }
}

/** An archive that threads begin on while its directory is read, beside the same one read without haste. */
async function bothWays(
  change: (entries: RawEntry[]) => RawTail | undefined,
  algorithms = ["sha256"],
  spoil: (archive: Buffer) => void = () => undefined,
) {
  const entries = Array.from({ length: many }, (_, index) => plain(index));
  const archive = rawZip(entries, change(entries) ?? {});
  spoil(archive);
  const path = join(sandbox(), "archive.zip");
  writeFileSync(path, archive);
  const begun = await judged(path, true, algorithms);
  expect(begun).toEqual(await judged(path, false, algorithms));
  return begun;
}

describe("digesting that begins while the directory is read", () => {
  it("gives each file its digest", async () => {
    const { findings, digests } = await bothWays(() => undefined);
    expect(findings).toEqual([]);
    expect(digests).toHaveLength(many);
    for (const [index, [digest]] of digests.entries())
      if (index % 500 === 0)
        expect(digest).toBe(createHash("sha256").update(plain(index).data!).digest("hex"));
  });

  it("computes other digests where these are asked for", async () => {
    const { digests } = await bothWays(() => undefined, ["sha512", "sha256"]);
    expect(digests.at(-1)![0]).toBe(
      createHash("sha512")
        .update(plain(many - 1).data!)
        .digest("hex"),
    );
  });

  it.each<[string, (entries: RawEntry[]) => RawTail | undefined, string]>([
    [
      "the last lies over the first",
      (all) => void Object.assign(all.at(-1)!, { data: all[0]!.data, sameAs: 0 }),
      "zip-entries-overlap",
    ],
    [
      "an early one leads out of the folder",
      (all) => void Object.assign(all[7]!, { name: "B/../../x" }),
      "name-escapes",
    ],
    [
      "the last has the name of an early one",
      (all) => void Object.assign(all.at(-1)!, { name: all[3]!.name }),
      "name-duplicate",
    ],
    ["an early one is encrypted", (all) => void Object.assign(all[9]!, { flags: 1 }), "zip-entry-encrypted"],
    [
      "one in the middle lies about its checksum",
      (all) => void Object.assign(all[3_000]!, { crc: 1 }),
      "zip-crc-differs",
    ],
    [
      "bytes that belong to nothing lie in the middle",
      (all) => void Object.assign(all[3_000]!, { after: Buffer.from("hidden") }),
      "zip-hidden-data",
    ],
    ["something stands before the archive", () => ({ before: Buffer.from("MZ junk") }), "zip-leading-data"],
  ])("says the same as without haste where %s", async (_what, change, code) => {
    const { findings } = await bothWays(change);
    expect(findings.map((one) => one.code)).toContain(code);
  });

  it("says the same of few entries, which no thread lists, and of large ones", async () => {
    const { findings, digests } = await bothWays((all) => {
      all.length = 3;
      all.push({ name: "B/data/large", data: Buffer.alloc(5 << 20, "một trang dài ") });
      all.push({ name: "B/data/shrunk", data: Buffer.alloc(5 << 20, "một trang dài "), deflate: true });
      all.push({ name: "B/data/shrunk much", data: Buffer.alloc(9 << 20), deflate: true });
      return undefined;
    });
    expect([findings, new Set(digests.slice(3, 5).flat()).size]).toEqual([[], 1]);
    expect(digests[5]).toEqual([
      createHash("sha256")
        .update(Buffer.alloc(9 << 20))
        .digest("hex"),
    ]);
  });

  it("says the same where the directory is torn behind what was begun", async () => {
    const { findings, digests } = await bothWays(
      () => undefined,
      ["sha256"],
      (archive) => {
        const last = archive.lastIndexOf(Buffer.from("B/data/10400.txt"));
        archive.writeUInt32LE(0, last - 46);
      },
    );
    expect(findings.map(({ code, details }) => [code, details])).toContainEqual([
      "zip-damaged",
      { reason: "directory-torn" },
    ]);
    expect(digests).toHaveLength(10_400);
    expect(digests.slice(0, 10_399).flat()).not.toContain(null);
  });

  it("stops when it is asked to", async () => {
    const path = join(sandbox(), "archive.zip");
    writeFileSync(path, rawZip(Array.from({ length: many }, (_, index) => plain(index))));
    const zip = await openZip(path, undefined, true);
    const stop = new AbortController();
    const digesting = zip.digest(["sha256"], { signal: stop.signal, onProgress: () => stop.abort() });
    await expect(digesting).rejects.toMatchObject({ name: "AbortError" });
    await zip.close();
  });

  it("throws away what was taken of entries that the rest of the directory puts in doubt", async () => {
    const { digests } = await bothWays(
      (all) => void Object.assign(all.at(-1)!, { data: all[0]!.data, sameAs: 0 }),
    );
    expect([digests[0], digests.at(-1)]).toEqual([[null], [null]]);
    expect(digests[5]).not.toEqual([null]);
  });
});
