import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageFileName, planPackage, writePackage } from "../../src/package/index.js";
import { sandbox } from "../support/sandbox.js";
import { aPackage, someParts } from "./a-package.js";

describe("a package", () => {
  it("is one bag, its entries in a fixed order, under names that every system takes", async () => {
    const { plan, path } = await aPackage(sandbox());
    expect(packageFileName(plan)).toBe("BG-06691-20250628-01.zip");
    const names = execFileSync("bsdtar", ["-tf", path], {
      encoding: "utf8",
      env: { ...process.env, LC_ALL: "C.UTF-8" },
    });
    expect(names.trim().split("\n")).toEqual(
      [
        "bagit.txt",
        "bag-info.txt",
        "manifest-sha256.txt",
        "tagmanifest-sha256.txt",
        "handover/manifest.json",
        "handover/manifest.json.p7s",
        "data/01.KTCH/01 KTCH.QD.pdf",
        "data/01.KTCH/02 KTCH.KH.pdf",
        "data/01.KTCH/03 KTCH.DC.txt",
        "data/02.KTCH/01 GSCD.QD.pdf",
        "data/02.KTCH/02 GSCD.BC.pdf",
      ].map((name) => `BG-06691-20250628-01/${name}`),
    );
  });

  it("satisfies programs that know nothing of us", async () => {
    const folder = sandbox();
    const { path } = await aPackage(folder);
    execFileSync("unzip", ["-tqq", path]);
    execFileSync("7z", ["t", path]);
    execFileSync("unzip", ["-qq", path, "-d", join(folder, "out")], {
      env: { ...process.env, LC_ALL: "C.UTF-8" },
    });
    const bag = join(folder, "out", "BG-06691-20250628-01");
    for (const list of ["manifest-sha256.txt", "tagmanifest-sha256.txt"])
      execFileSync("sha256sum", ["-c", "--strict", "--quiet", list], { cwd: bag });
    expect(readFileSync(join(bag, "bagit.txt"), "utf8")).toBe(
      "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
    );
    const info = readFileSync(join(bag, "bag-info.txt"), "utf8");
    expect(info).toContain("Source-Organization: Uỷ ban Kiểm tra Đảng uỷ phường Hồng Gai\n");
    expect(info).toContain("External-Identifier: BG-06691-20250628-01\n");
    expect(info).toContain("Bagging-Date: 2025-06-28\n");
    expect(info).toMatch(/^Payload-Oxum: \d+\.5$/mu);
  });

  it("is the same to the last byte when it is made again", async () => {
    const folder = sandbox();
    const { path, plan } = await aPackage(folder);
    const first = readFileSync(path);
    rmSync(path);
    await writePackage(plan, folder);
    expect(readFileSync(path).equals(first)).toBe(true);
  });

  it("has a payload folder even when everything is on paper", async () => {
    const folder = sandbox();
    const plan = planPackage(someParts(folder, { dossiers: [] }));
    const { path } = await writePackage(plan, folder);
    expect(execFileSync("unzip", ["-Z1", path], { encoding: "utf8" })).toContain(
      "BG-06691-20250628-01/data/\n",
    );
  });

  it("never overwrites a package that is there", async () => {
    const folder = sandbox();
    const { plan, path } = await aPackage(folder);
    await expect(writePackage(plan, folder)).rejects.toMatchObject({
      code: "package-exists",
      details: { path },
    });
  });
});

describe("no package is made", () => {
  it("when a file changed or went away since the list was made, and every such file is named", async () => {
    const folder = sandbox();
    const parts = someParts(join(folder, "ho-so"));
    const [changed, gone] = [...parts.sources.values()];
    writeFileSync(changed!.from, "%PDF something else");
    rmSync(gone!.from);
    const result = await writePackage(planPackage(parts), folder);
    expect(result.written).toBe(false);
    expect(result.findings.map(({ code, place }) => [code, place.dossier])).toEqual([
      ["file-changed", "01.KTCH"],
      ["file-missing", "01.KTCH"],
    ]);
    expect(readdirSync(folder)).toEqual(["ho-so"]);
  });

  it("with a file whose place is not known", async () => {
    const folder = sandbox();
    const parts = someParts(join(folder, "ho-so"));
    const plan = planPackage({ ...parts, sources: new Map([...parts.sources].slice(1)) });
    const { written, findings } = await writePackage(plan, folder);
    expect([written, findings.map(({ code }) => code)]).toEqual([false, ["file-missing"]]);
  });

  it("with a file that is classified, however it came into the list", async () => {
    const folder = sandbox();
    const parts = someParts(join(folder, "ho-so"));
    const [path, source] = [...parts.sources][0]!;
    const marked = planPackage({
      ...parts,
      sources: new Map([...parts.sources, [path, { ...source, secrecy: "mat" }]]),
    });
    expect(marked.findings.map(({ code, details }) => [code, details])).toEqual([
      ["package-secret-refused", { level: "mat" }],
    ]);
    expect((await writePackage(marked, folder)).written).toBe(false);
    const withheld = structuredClone(parts.manifest);
    withheld.dossiers[0]!.documents[0]!.state = "withheld";
    expect(planPackage({ ...parts, manifest: withheld }).findings).toHaveLength(1);
    const classified = structuredClone(parts.manifest);
    classified.dossiers[0]!.secrecy = "tuyet-mat";
    expect(planPackage({ ...parts, manifest: classified }).findings).toHaveLength(3);
    expect(readdirSync(folder)).toEqual(["ho-so"]);
  });
});
