import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ContainerFile } from "../../src/fs/container.js";
import { BagFiles } from "../../src/package/bag-files.js";
import { verifyPackage } from "../../src/package/index.js";
import { rawZip } from "../support/raw-zip.js";
import { sandbox } from "../support/sandbox.js";

const file = (path: string, index: number, readable = true): ContainerFile => ({
  ...{ path, index, readable },
  size: index,
});

describe("the files of a bag", () => {
  it("are found by their paths in whatever order they are asked for", () => {
    const paths = [
      "B/bagit.txt",
      ...Array.from({ length: 20 }, (_, index) => `B/data/${index} tài liệu.pdf`),
    ];
    const files = paths.map((path, index) => file(path, index));
    fc.assert(
      fc.property(fc.array(fc.nat(25)), (asked) => {
        const bag = new BagFiles(files, "B/");
        for (const index of asked) expect(bag.get(paths[index]?.slice(2) ?? "data/none")).toBe(files[index]);
      }),
    );
  });

  it("are told each once, tag files first, and of two with one path the first", () => {
    const first = file("data/a.pdf", 0, false);
    const bag = new BagFiles([first, file("data/a.pdf", 1, false), file("bagit.txt", 2)], "");
    expect([...bag]).toEqual([
      ["bagit.txt", file("bagit.txt", 2)],
      ["data/a.pdf", first],
    ]);
    expect([bag.get("data/a.pdf"), bag.has("data/b.pdf")]).toEqual([first, false]);
  });
});

describe("a bag whose lists have another order than its files", () => {
  const names = Array.from({ length: 40 }, (_, index) => `data/hồ sơ ${index % 4}/${index} 100%.pdf`);
  const listed = (algorithm: string, paths: readonly string[], change = (digest: string) => digest): Buffer =>
    Buffer.from(
      paths
        .map((path) => {
          const digest = createHash(algorithm).update(path).digest("hex");
          return `${change(digest)}  ${path.replaceAll("%", "%25")}\n`;
        })
        .join(""),
    );
  const judge = async (sha256: Buffer, sha512: Buffer) => {
    const path = join(sandbox(), "bag.zip");
    const declaration = Buffer.from("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
    writeFileSync(
      path,
      rawZip([
        { name: "B/bagit.txt", data: declaration },
        { name: "B/manifest-sha256.txt", data: sha256 },
        { name: "B/manifest-sha512.txt", data: sha512, deflate: true },
        ...names.map((name) => ({ name: `B/${name}`, data: Buffer.from(name) })),
      ]),
    );
    // Nothing is asked of a trust store where only the bag is.
    const trust = () => Promise.reject(new Error("not needed"));
    const now = new Date("2025-06-28T02:00:00Z");
    const { verdict, findings } = await verifyPackage(path, { bagOnly: true, trust, now });
    return [verdict, findings.flatMap((one) => (one.severity === "info" ? [] : [one.code, one.place.file]))];
  };
  const backwards = names.toReversed();

  it("is as valid as any", async () => {
    expect(await judge(listed("sha256", backwards), listed("sha512", names))).toEqual(["valid", []]);
    const upper = listed("sha512", backwards, (digest) => digest.toUpperCase());
    expect(await judge(listed("sha256", names), upper)).toEqual(["valid", []]);
  });

  it("misses, and finds too many, and finds different, what it should", async () => {
    const short = listed("sha256", backwards.slice(1));
    expect(await judge(short, listed("sha512", names))).toEqual([
      "invalid",
      ["bag-file-extra", names.at(-1)],
    ]);
    const long = listed("sha256", [...backwards, "data/no such file"]);
    expect(await judge(long, listed("sha512", names))).toEqual([
      "invalid",
      ["bag-file-missing", "data/no such file"],
    ]);
    const twice = listed("sha512", [...names, names[7]!]);
    expect(await judge(listed("sha256", backwards), twice)).toEqual([
      "invalid",
      ["bag-path-repeated", names[7]],
    ]);
    const other = listed("sha512", names, (digest) =>
      digest === createHash("sha512").update(names[5]!).digest("hex") ? `${digest.slice(1)}0` : digest,
    );
    expect(await judge(listed("sha256", backwards), other)).toEqual([
      "invalid",
      ["bag-digest-differs", names[5]],
    ]);
  });
});
