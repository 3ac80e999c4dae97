import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { extractPackage } from "../../src/package/index.js";
import { type RawEntry, rawZip } from "../support/raw-zip.js";
import { sandbox } from "../support/sandbox.js";

const sum = (bytes: string | Buffer): string => createHash("sha256").update(bytes).digest("hex");
const evil = Buffer.from("evil");

/** A bag whose list vouches for every entry that the test adds, as a forger's would. */
function aForgedBag(entries: readonly RawEntry[]): Buffer {
  const declaration = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
  const listed = [{ name: "B/data/good.txt", data: Buffer.from("good") }, ...entries];
  const list = listed.map(({ name, data }) => `${sum(data ?? "")}  ${String(name).replace(/^B\//u, "")}\n`);
  return rawZip([
    { name: "B/bagit.txt", data: Buffer.from(declaration) },
    { name: "B/manifest-sha256.txt", data: Buffer.from(list.join("")) },
    ...listed,
  ]);
}

/** Every file below a folder. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

const cases: [name: string, entries: RawEntry[], code: string][] = [
  ["a path that leads out", [{ name: "B/data/../../../out.txt", data: evil }], "name-escapes"],
  ["an absolute path", [{ name: "/tmp/bangiao-out.txt", data: evil }], "name-absolute"],
  ["a path from another root", [{ name: "B//etc/out.txt", data: evil }], "name-empty"],
  ["a drive letter", [{ name: "C:/out.txt", data: evil }], "name-drive"],
  ["backslashes", [{ name: "B\\data\\..\\..\\out.txt", data: evil }], "name-backslash"],
  [
    "a link",
    [{ name: "B/data/link", data: Buffer.from("../../elsewhere"), external: 0xa1ff0000 }],
    "entry-is-link",
  ],
  [
    "a file that should go through a link",
    [
      { name: "B/data/link", data: Buffer.from("../../elsewhere"), external: 0xa1ff0000 },
      { name: "B/data/link/out.txt", data: evil },
    ],
    "name-file-and-folder",
  ],
  ["a device", [{ name: "B/data/disk", data: evil, external: 0x61b60000 }], "entry-is-device"],
  ["an encrypted file", [{ name: "B/data/secret", data: evil, flags: 1 }], "zip-entry-encrypted"],
  ["a size that lies", [{ name: "B/data/size", data: evil, size: 3 }], "zip-size-lies"],
  [
    "two files of one name",
    [
      { name: "B/data/twice", data: evil },
      { name: "B/data/twice", data: Buffer.from("other") },
    ],
    "name-duplicate",
  ],
  [
    "another name in the local header",
    [{ name: "B/data/a", data: evil, local: { name: "B/data/b" } }],
    "zip-header-differs",
  ],
];

describe("taking a hostile package apart", () => {
  it.each(cases)("puts nothing outside, keeps what is sound and names %s", async (_name, entries, code) => {
    const home = sandbox();
    mkdirSync(join(home, "elsewhere"));
    mkdirSync(join(home, "to"));
    const zip = join(home, "a.zip");
    writeFileSync(zip, aForgedBag(entries));
    const { findings } = await extractPackage(zip, join(home, "to", "ra"));
    expect(findings.filter(({ severity }) => severity === "error").map((one) => one.code)).toContain(code);
    const outside = filesBelow(home).filter((path) => !path.startsWith("to/ra/"));
    expect(outside).toEqual(["a.zip"]);
    expect(existsSync("/tmp/bangiao-out.txt")).toBe(false);
    expect(readFileSync(join(home, "to/ra/data/good.txt"), "utf8")).toBe("good");
    const written = filesBelow(join(home, "to/ra"));
    expect(written.filter((path) => path !== "data/good.txt")).toEqual(
      code === "name-file-and-folder" ? ["data/link/out.txt"] : [],
    );
  });
});
