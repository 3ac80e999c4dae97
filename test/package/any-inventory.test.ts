import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
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

const digestOf = (path: string): string => createHash("sha256").update(readFileSync(path)).digest("hex");

describe("any inventory", () => {
  it("packs, verifies and comes out with the same digests, in one piece or in volumes", async () => {
    await fc.assert(
      fc.asyncProperty(inventories, async (dossiers) => {
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
        expect(execFileSync("unzip", ["-tqq", made.path], { encoding: "utf8" })).toBe("");
        const out = join(folder, "ra");
        expect((await extractPackage(made.path, out)).findings).toEqual([]);
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
