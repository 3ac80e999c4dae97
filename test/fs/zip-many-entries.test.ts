import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openZip } from "../../src/fs/zip-container.js";
import { type RawEntry, rawZip } from "../support/raw-zip.js";
import { sandbox } from "../support/sandbox.js";

const many = 100_000;
const entries = (make: (index: number) => RawEntry, count = many): RawEntry[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** How often each thing is found in an archive, and the digest of one of its files. */
async function counted(
  all: readonly RawEntry[],
  wide = false,
): Promise<[Record<string, number>, string | null]> {
  const path = join(sandbox(), "many.zip");
  // A count that does not fit into 16 bits stands in the Zip64 record.
  writeFileSync(path, rawZip(all, wide ? { wide: {}, count: 0xffff } : {}));
  const zip = await openZip(path);
  try {
    const table = await zip.digest(["sha256"]);
    const counts: Record<string, number> = {};
    for (const { code } of [...zip.findings, ...table.findings]) counts[code] = (counts[code] ?? 0) + 1;
    return [counts, table.digestOf(zip.files.length - 1, "sha256")];
  } finally {
    await zip.close();
  }
}

describe("an archive of very many entries", () => {
  it("is read to its last entry", async () => {
    const [found, digest] = await counted(
      entries((index) => ({ name: `B/data/${index >> 6}/${index}.txt`, data: Buffer.from(`${index}`) })),
      true,
    );
    expect(found).toEqual({});
    expect(digest).toBe(
      createHash("sha256")
        .update(`${many - 1}`)
        .digest("hex"),
    );
  });

  it("says of each that it lies over another where all share the same bytes", async () => {
    const data = Buffer.alloc(1000, "x");
    const [found] = await counted(
      entries((index) => ({
        name: `B/${String(index).padStart(6, "0")}`,
        data,
        ...(index > 0 ? { sameAs: 0 } : {}),
      })),
      true,
    );
    expect(found).toMatchObject({ "zip-entries-overlap": many - 1 });
  });

  it("says of each but the first that it has the name of another", async () => {
    const [found, digest] = await counted(
      entries(() => ({ name: "B/x", data: Buffer.from("x") })),
      true,
    );
    expect([found, digest]).toEqual([{ "name-duplicate": many - 1 }, null]);
  });

  it("does not lose itself in folders within folders", async () => {
    const long = await counted(entries((index) => ({ name: `${index}/${"a/".repeat(32_000)}x` }), 200));
    expect(long[0]).toEqual({ "name-too-long": 200 });
    const deep = await counted(entries((index) => ({ name: `${index}/${"a/".repeat(98)}x` }), 20_000));
    expect(deep[0]).toEqual({});
    const deeper = await counted([{ name: `${"a/".repeat(100)}x` }]);
    expect(deeper[0]).toEqual({ "name-too-long": 1 });
  });

  it("finds the file that stands where another entry needs a folder, however deep", async () => {
    const [found] = await counted([
      { name: "B/a", data: Buffer.from("x") },
      { name: "B/a/b/c/d/e", data: Buffer.from("x") },
      { name: "B/a/b/c/x/y", data: Buffer.from("x") },
      { name: "B/f/" },
      { name: "B/f", data: Buffer.from("x") },
      { name: "g", data: Buffer.from("x") },
      { name: "g/h/i/j", data: Buffer.from("x") },
    ]);
    expect(found).toEqual({ "name-file-and-folder": 3 });
  });
});
