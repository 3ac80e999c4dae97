import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { buildManifest } from "../../src/manifest/build-manifest.js";
import { readBagCount, writeBagCount } from "../../src/package/bag/bag-count.js";
import {
  extractPackage,
  openPackage,
  type PackageParts,
  planVolumes,
  writeVolumes,
} from "../../src/package/index.js";
import { type VerifyScope, verifyWith } from "../../src/package/verify-package.js";
import { aDocument, aDossier } from "../manifest/a-dossier.js";
import { anInput } from "../manifest/a-manifest.js";
import { rawZip } from "../support/raw-zip.js";
import { sandbox } from "../support/sandbox.js";
import { aScan, checkTestSignature, partsOf } from "./a-package.js";

const id = "BG-06691-20250628-01";
const verify = (paths: string | string[], scope?: VerifyScope) =>
  verifyWith(paths, checkTestSignature, scope);

/** Bytes that do not shrink, so that a test knows how much room a file takes. */
function noise(size: number, seed: number): Buffer {
  let state = seed * 2654435761;
  return Buffer.from(
    Array.from({ length: size }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state >>> 24;
    }),
  );
}

/** A handover of dossiers whose files have the given sizes. */
function partsWith(root: string, dossiers: readonly (readonly number[])[]): PackageParts {
  let count = 0;
  const scans = dossiers.map((sizes, d) =>
    sizes.map((size, f) => {
      count += 1;
      return aScan(root, count, `${d + 1}/tệp ${f + 1}.pdf`, noise(size, count));
    }),
  );
  const items = scans.map((files, d) => ({
    dossier: aDossier(d + 1),
    documents: files.map((file, f) => ({
      document: aDocument(d + 1, f + 1, { slot: "KTCH.QD" }),
      files: [file],
    })),
    explanations: [],
    findings: [],
    successor: null,
    custody: [],
  }));
  return partsOf(buildManifest(anInput({ dossiers: items })), scans.flat());
}

/** Three volumes in `out`: dossiers of 60, 50, 40 and 30 KB into volumes of 130 KB, less what frames them. */
async function threeVolumes(): Promise<{ folder: string; paths: string[]; parts: PackageParts }> {
  const folder = sandbox();
  const parts = partsWith(join(folder, "ho-so"), [[30_000, 30_000], [50_000], [40_000], [30_000]]);
  const plans = planVolumes(parts, 130_000);
  const out = join(folder, "out");
  mkdirSync(out);
  const result = await writeVolumes(plans, out);
  expect(result).toMatchObject({ written: true, findings: [] });
  return { folder, paths: result.volumes.map(({ path }) => path), parts };
}

const codes = async (paths: string[], scope?: VerifyScope): Promise<[string, string[]]> => {
  const { verdict, findings } = await verify(paths, scope);
  return [
    verdict,
    findings
      .filter(({ severity }) => severity === "error")
      .map(({ stage, code, place }) => `${stage}: ${code} ${place.file ?? ""}`.trimEnd()),
  ];
};

describe("planning volumes", () => {
  it("keeps dossiers whole and in order, and no archive is larger than asked", async () => {
    const { paths } = await threeVolumes();
    expect(paths.map((path) => path.split("/").at(-1))).toEqual([
      `${id}-1of3.zip`,
      `${id}-2of3.zip`,
      `${id}-3of3.zip`,
    ]);
    const dossiersIn = paths.map((path) => {
      const listed = execFileSync("unzip", ["-Z1", path], { encoding: "utf8" });
      return [...new Set(listed.match(/data\/\d+/gu))];
    });
    expect(dossiersIn).toEqual([["data/01"], ["data/02", "data/03"], ["data/04"]].slice(0, 3));
    for (const path of paths) expect(statSync(path).size).toBeLessThanOrEqual(130_000);
  });

  it("tears only a dossier that is larger than a volume", () => {
    const parts = partsWith(join(sandbox(), "ho-so"), [[10_000], [60_000, 60_000, 60_000], [10_000]]);
    const plans = planVolumes(parts, 150_000);
    const dossiers = plans.map(({ entries }) => [
      ...new Set(entries.flatMap((entry) => (entry.kind === "payload" ? [entry.dossier.slice(0, 2)] : []))),
    ]);
    expect(dossiers[0]).toEqual(["01"]);
    expect(dossiers.flat().filter((one) => one === "02").length).toBeGreaterThan(1);
    expect(plans.flatMap(({ findings }) => findings)).toEqual([]);
    const total = plans.reduce((sum, { files }) => sum + files, 0);
    expect(total).toBe(5);
  });

  it("makes one plain package of what fits into one volume", () => {
    const plans = planVolumes(partsWith(join(sandbox(), "ho-so"), [[1000]]), 10_000_000);
    expect(plans.map(({ root }) => root)).toEqual([id]);
    const info = plans[0]!.entries.find(({ path }) => path === "bag-info.txt");
    expect(info?.kind === "tag" && Buffer.from(info.bytes).toString()).not.toContain("Bag-Count");
  });

  it("says which file no volume of that size can hold, and writes nothing", async () => {
    const folder = sandbox();
    const plans = planVolumes(partsWith(join(folder, "ho-so"), [[1000], [90_000]]), 80_000);
    const result = await writeVolumes(plans, folder);
    expect(result.written).toBe(false);
    expect(result.findings.map(({ code, place }) => `${code} ${place.file}`)).toEqual([
      "volume-too-small 2/tệp 1.pdf",
    ]);
    expect(readdirSync(folder)).toEqual(["ho-so"]);
  });
});

describe("writing volumes", () => {
  it("leaves nothing behind when a file has changed, and nothing twice when they are there", async () => {
    const { folder, parts } = await threeVolumes();
    const plans = planVolumes(parts, 130_000);
    await expect(writeVolumes(plans, join(folder, "out"))).rejects.toMatchObject({ code: "package-exists" });
    writeFileSync(join(folder, "ho-so/4/tệp 1.pdf"), "khác");
    const other = join(folder, "other");
    mkdirSync(other);
    const result = await writeVolumes(plans, other);
    expect(result.findings.map(({ code }) => code)).toEqual(["file-changed"]);
    expect(readdirSync(other)).toEqual([]);
  });

  it("leaves nothing behind when it is stopped in a later volume", async () => {
    const { folder, parts } = await threeVolumes();
    const other = join(folder, "other");
    mkdirSync(other);
    const stop = new AbortController();
    const writing = writeVolumes(planVolumes(parts, 130_000), other, {
      signal: stop.signal,
      onProgress: ({ done, total }) => {
        if (done === total) stop.abort();
      },
    });
    await expect(writing).rejects.toMatchObject({ name: "AbortError" });
    expect(readdirSync(other)).toEqual([]);
  });
});

describe("writing volumes after a run that was killed while they got their names", () => {
  /** What lies there then; no process has this number. */
  function torn(out: string, names: string[], waiting: string[]): void {
    const workshop = join(out, `.${id}.volumes.2147483646.partial`);
    mkdirSync(workshop);
    writeFileSync(join(workshop, "names.json"), JSON.stringify(names));
    for (const name of waiting) renameSync(join(out, name), join(workshop, name));
  }

  it("starts clean where some had none yet", async () => {
    const { folder, parts } = await threeVolumes();
    const out = join(folder, "out");
    const made = readdirSync(out);
    torn(out, made, made.slice(1));
    expect((await writeVolumes(planVolumes(parts, 130_000), out)).written).toBe(true);
    expect(readdirSync(out)).toEqual(made);
  });

  it("leaves a set alone that is whole", async () => {
    const { folder, parts } = await threeVolumes();
    const out = join(folder, "out");
    const made = readdirSync(out);
    torn(out, made, []);
    const again = writeVolumes(planVolumes(parts, 130_000), out);
    await expect(again).rejects.toMatchObject({ code: "package-exists" });
    expect(readdirSync(out)).toEqual(made);
  });
});

describe("verifying volumes", () => {
  it("takes all of them together, in any order, and each is a bag by itself", async () => {
    const { paths } = await threeVolumes();
    const [one, two, three] = paths as [string, string, string];
    expect(await codes([three, one, two])).toEqual(["valid", []]);
    const { volumes, bag } = await verify([three, one, two]);
    expect(volumes.map(({ number, count }) => `${number}/${count}`)).toEqual(["1/3", "2/3", "3/3"]);
    expect(bag?.files).toBe(5);
    for (const path of paths) expect(await codes([path], { bagOnly: true })).toEqual(["valid", []]);
  });

  it("names the volume that is missing, and not each file in it", async () => {
    const { paths } = await threeVolumes();
    const { verdict, findings } = await verify([paths[0]!, paths[2]!]);
    expect(verdict).toBe("invalid");
    expect(findings.map(({ code, details }) => [code, details])).toEqual([
      ["volume-missing", { number: 2, count: 3 }],
    ]);
    expect(await codes([paths[1]!])).toEqual([
      "invalid",
      ["completeness: volume-missing", "completeness: volume-missing"],
    ]);
  });

  it("names a volume that is given twice, or belongs to another set", async () => {
    const { folder, paths } = await threeVolumes();
    const copy = join(folder, "copy.zip");
    copyFileSync(paths[1]!, copy);
    const [verdict, found] = await codes([...paths, copy]);
    expect(verdict).toBe("invalid");
    expect(found).toContain("completeness: volume-repeated copy.zip");

    const other = partsWith(join(folder, "khác"), [[50_000], [50_000]]);
    other.manifest.id = "BG-06691-20250628-02";
    const plans = planVolumes(other, 90_000);
    const strangers = join(folder, "strangers");
    mkdirSync(strangers);
    const made = await writeVolumes(plans, strangers);
    const [mixed, wrong] = await codes([...paths.slice(0, 2), made.volumes[0]!.path]);
    expect(mixed).toBe("invalid");
    expect(wrong).toContain("completeness: volume-foreign BG-06691-20250628-02-1of2.zip");
    expect(wrong).toContain("completeness: volume-missing");
    expect(wrong).toContain("manifest: volume-manifest-differs BG-06691-20250628-02-1of2.zip");
    const [, late] = await codes([made.volumes[0]!.path, ...paths.slice(1)]);
    expect(late).toContain("completeness: volume-foreign BG-06691-20250628-02-1of2.zip");
    expect(late).toContain("manifest: volume-manifest-differs BG-06691-20250628-02-1of2.zip");
  });

  it("names the volume in which a byte was changed", async () => {
    const { paths } = await threeVolumes();
    const bytes = readFileSync(paths[1]!);
    bytes[60_000]! ^= 1;
    writeFileSync(paths[1]!, bytes);
    const [verdict, found] = await codes(paths);
    expect(verdict).toBe("invalid");
    expect(found.filter((one) => one.startsWith("digests"))).toEqual([
      expect.stringMatching(/^digests: bag-digest-differs BG-06691-20250628-01-2of3\.zip: data\//u),
    ]);
  });
});

describe("taking files out of volumes", () => {
  const extracted = async (paths: string[], folder: string): Promise<[number, string[]]> => {
    const { copied, findings } = await extractPackage(paths, folder);
    const told = findings.filter(({ severity }) => severity !== "info");
    return [copied, told.map(({ code, place }) => `${code} ${place.file ?? ""}`.trimEnd())];
  };

  it("leaves out a volume of another set, and takes one that is given twice once", async () => {
    const { folder, paths } = await threeVolumes();
    const other = partsWith(join(folder, "khác"), [[50_000], [50_000]]);
    other.manifest.id = "BG-06691-20250628-02";
    mkdirSync(join(folder, "strangers"));
    const made = await writeVolumes(planVolumes(other, 90_000), join(folder, "strangers"));
    const stranger = made.volumes[0]!.path;
    const copy = join(folder, "copy.zip");
    copyFileSync(paths[1]!, copy);
    const [, two, three] = paths as [string, string, string];
    expect(await extracted([copy, two, stranger, three], join(folder, "ra"))).toEqual([
      5,
      ["volume-missing", `volume-repeated ${id}-2of3.zip`, "volume-foreign BG-06691-20250628-02-1of2.zip"],
    ]);
  });

  it("names the volume of a file that was changed, and takes all others", async () => {
    const { folder, paths } = await threeVolumes();
    const bytes = readFileSync(paths[1]!);
    bytes[60_000]! ^= 1;
    writeFileSync(paths[1]!, bytes);
    const [copied, found] = await extracted(paths, join(folder, "ra"));
    expect(copied).toBe(6);
    expect(found).toContainEqual(expect.stringMatching(/^bag-digest-differs .*-2of3\.zip: data\//u));
  });

  it("keeps two volumes from writing over each other's files, also where case does not count", async () => {
    const folder = sandbox();
    const volume = (number: number, files: Record<string, string>): string => {
      const path = join(folder, `v${number}.zip`);
      const sums = (all: Record<string, string>): string =>
        Object.entries(all)
          .map(([name, text]) => `${createHash("sha256").update(text).digest("hex")}  ${name}\n`)
          .join("");
      const tags = {
        "bagit.txt": "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "bag-info.txt": `Bag-Group-Identifier: G\nBag-Count: ${number} of 2\n`,
        "manifest-sha256.txt": sums(files),
      };
      const all = { ...files, ...tags, "tagmanifest-sha256.txt": sums(tags) };
      const entries = Object.entries(all).map(([name, text]) => ({
        name: `B/${name}`,
        data: Buffer.from(text),
      }));
      writeFileSync(path, rawZip(entries));
      return path;
    };
    const one = volume(1, { "data/cùng": "một", "data/Hoa": "hoa", "data/tệp": "x", "data/riêng": "r" });
    const two = volume(2, { "data/cùng": "hai", "data/hoa": "HOA", "data/tệp/bên trong": "y" });
    const [copied, found] = await extracted([two, one], join(folder, "ra"));
    expect(found.sort()).toEqual([
      "name-case-collision data/hoa",
      "name-duplicate data/cùng",
      "name-file-and-folder data/tệp",
    ]);
    expect(readdirSync(join(folder, "ra/data")).sort()).toEqual(["Hoa", "hoa", "riêng", "tệp"]);
    expect(copied).toBe(4);
  });

  it("finds each file in the volume that holds it", async () => {
    const { paths, parts } = await threeVolumes();
    const open = await openPackage([paths[2]!, paths[0]!, paths[1]!]);
    try {
      const listed = parts.manifest.dossiers.flatMap((one) => one.documents.flatMap(({ files }) => files));
      for (const { path, size } of listed) {
        let read = 0;
        for await (const piece of open!.readEntry(path)) read += piece.length;
        expect(read).toBe(size);
      }
    } finally {
      await open?.close();
    }
  });
});

describe("Bag-Count", () => {
  it("is read and written as the RFC shows it", () => {
    expect(writeBagCount({ number: 2, count: 5 })).toBe("2 of 5");
    expect(readBagCount(" 2 of 5 ")).toEqual({ number: 2, count: 5 });
    expect(readBagCount("1 of ?")).toEqual({ number: 1, count: null });
    for (const text of ["0 of 3", "4 of 3", "one of three", "1/3", ""]) expect(readBagCount(text)).toBeNull();
  });
});
