import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openFolder } from "../../src/fs/folder-reader.js";
import { buildManifest } from "../../src/manifest/build-manifest.js";
import {
  extractPackage,
  planPackage,
  planVolumes,
  writePackage,
  writeVolumes,
} from "../../src/package/index.js";
import { verifyWith } from "../../src/package/verify-package.js";
import { aDocument, aDossier } from "../manifest/a-dossier.js";
import { anInput } from "../manifest/a-manifest.js";
import { sandbox } from "../support/sandbox.js";
import { aScan, checkTestSignature, partsOf } from "./a-package.js";

const contents = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.integer({ min: 1, max: 20_000 }).map((count) => new TextEncoder().encode("dòng chữ\n".repeat(count))),
  fc.constant(new Uint8Array()),
);
/** Dossiers as lists of files; references as clerks write them, with signs that no disk takes. */
const inventories = fc.array(
  fc.record({
    reference: fc.string({ unit: fc.constantFrom(..."01/.:* ?KTCHđộ\u0301%"), minLength: 1, maxLength: 12 }),
    files: fc.array(fc.record({ content: contents, text: fc.boolean() }), { minLength: 0, maxLength: 4 }),
  }),
  { minLength: 1, maxLength: 4 },
);

/** Places in a package, as parts of a whole. */
const flipsOfBytes = fc.array(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), {
  minLength: 4,
  maxLength: 4,
});

/** Whether verifying finds anything once the byte at this part of the package is turned over. */
async function noticed(path: string, part: number): Promise<boolean> {
  const bytes = readFileSync(path);
  // All bits: the last byte of a deflated entry ends in up to seven that mean nothing to any reader.
  bytes[Math.floor(part * bytes.length)]! ^= 0xff;
  const flipped = `${path}.flipped.zip`;
  writeFileSync(flipped, bytes);
  return (await verifyWith(flipped, checkTestSignature)).findings.length > 0;
}

const readInPython = `
import sys, json, zipfile, hashlib
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
print(json.dumps({i.filename: hashlib.sha256(z.read(i)).hexdigest() for i in z.infolist() if not i.is_dir()}))
`;

/** Lets programs that know nothing of us read the package, and what we took out of it. */
function judgedByOthers(zip: string, out: string, expected: ReadonlyMap<string, string>): void {
  const options = { encoding: "utf8", env: { ...process.env, LC_ALL: "C.UTF-8" }, stdio: "pipe" } as const;
  expect(execFileSync("unzip", ["-tqq", zip], options)).toBe("");
  expect(execFileSync("7z", ["t", zip], options)).toContain("Everything is Ok");
  const read = JSON.parse(execFileSync("python3", ["-c", readInPython, zip], options)) as Record<
    string,
    string
  >;
  const root = Object.keys(read)[0]!.split("/")[0]!;
  for (const [path, sha256] of expected) expect(read[`${root}/${path}`]).toBe(sha256);
  const listed = execFileSync("bsdtar", ["-tf", zip], options).trim().split("\n");
  expect(listed.filter((name) => !name.endsWith("/")).sort()).toEqual(Object.keys(read).sort());
  if (expected.size > 0)
    execFileSync("sha256sum", ["-c", "--strict", "--quiet", "manifest-sha256.txt"], { ...options, cwd: out });
}

const digestOf = (path: string): string => createHash("sha256").update(readFileSync(path)).digest("hex");

describe("any inventory", () => {
  it("packs, verifies and comes out with the same digests, in one piece or in volumes", async () => {
    await fc.assert(
      fc.asyncProperty(inventories, flipsOfBytes, async (dossiers, flips) => {
        const folder = sandbox();
        let count = 0;
        const scans = dossiers.map(({ files }, d) =>
          files.map(({ content, text }) => {
            count += 1;
            return aScan(folder, count, `vào/${d}/${count}.${text ? "txt" : "pdf"}`, Buffer.from(content));
          }),
        );
        const items = dossiers.map(({ reference }, d) => ({
          dossier: { ...aDossier(d + 1), reference: `${d + 1}${reference.normalize("NFC")}` },
          documents: scans[d]!.map((file, f) => ({
            document: aDocument(d + 1, f + 1, { slot: null }),
            files: [file],
          })),
          explanations: [],
          findings: [],
          successor: null,
          custody: [],
        }));
        const manifest = buildManifest(anInput({ dossiers: items }));
        const parts = partsOf(manifest, scans.flat());
        const expected = new Map(
          manifest.dossiers.flatMap((one) =>
            one.documents.flatMap(({ files }) => files.map(({ path, sha256 }) => [path, sha256] as const)),
          ),
        );
        expect(expected.size).toBe(count);

        const made = await writePackage(planPackage(parts), folder);
        expect(made.findings).toEqual([]);
        expect((await verifyWith(made.path, checkTestSignature)).findings).toEqual([]);
        const out = join(folder, "ra");
        expect((await extractPackage(made.path, out)).findings).toEqual([]);
        judgedByOthers(made.path, out, expected);
        for (const flip of flips) expect(await noticed(made.path, flip)).toBe(true);
        for (const [path, sha256] of expected) expect(digestOf(join(out, path))).toBe(sha256);

        const tap = join(folder, "tập");
        mkdirSync(tap);
        const largest = Math.max(0, ...scans.flat().map(({ size }) => size));
        const frame = (await writePackage(planPackage(parts), tap)).bytes;
        const plans = planVolumes(parts, frame + largest + 40_000);
        const volumes = await writeVolumes(
          plans.map((plan) => ({ ...plan, root: plans.length > 1 ? plan.root : `${plan.root}-1` })),
          tap,
        );
        expect(volumes.findings).toEqual([]);
        if (plans.length > 1) {
          const paths = volumes.volumes.map(({ path }) => path);
          expect((await verifyWith(paths, checkTestSignature)).findings).toEqual([]);
        }
      }),
      { numRuns: 12 },
    );
  }, 120_000);
});

describe("a folder with more than one thread's worth", () => {
  it("has the digests that another program computes, in any number of algorithms", async () => {
    const folder = sandbox();
    const sizes = [
      0,
      1,
      5 << 20,
      (1 << 20) + 1,
      1 << 20,
      4 << 20,
      ...Array.from({ length: 600 }, (_, i) => i),
    ];
    for (const [index, size] of sizes.entries())
      aScan(folder, index, `${index % 7}/${index}.bin`, Buffer.alloc(size, index));
    const container = await openFolder(folder);
    const table = await container.digest(["sha256", "md5"]);
    expect(table.findings).toEqual([]);
    const listed = execFileSync("sh", ["-c", "find . -type f -printf '%P\\n' | xargs sha256sum"], {
      cwd: folder,
      encoding: "utf8",
    });
    const judged = new Map(
      listed
        .trim()
        .split("\n")
        .map((line) => [line.slice(66), line.slice(0, 64)]),
    );
    expect(judged.size).toBe(sizes.length);
    for (const { index, path } of container.files)
      expect(table.digestOf(index, "sha256")).toBe(judged.get(path));
    const empty = container.files.find(({ size }) => size === 0)!;
    expect(table.digestOf(empty.index, "md5")).toBe("d41d8cd98f00b204e9800998ecf8427e");
  });
});
