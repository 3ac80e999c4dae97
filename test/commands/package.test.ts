import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Manifest } from "../../src/manifest/index.js";
import { printPapers } from "../support/office-pdf.js";
import { run, transcript } from "../support/run.js";
import { sandbox } from "../support/sandbox.js";
import { anOffice, handoverId as id } from "./a-handover.js";

describe("package create", () => {
  it("makes the package of the latest signed handover, and verify judges it by who signed", async () => {
    const { cwd, fingerprint } = await anOffice();
    const dry = await run(["package", "create", "--out", "out", "--dry-run"], { cwd });
    expect(dry.exitCode).toBe(0);
    expect(dry.stdout).toContain(`${id}/data/01.KTCH/01 KTCH.QD.pdf`);
    expect(readdirSync(join(cwd, "out"))).toEqual([]);

    const created = await run(["package", "create", "--out", "out"], { cwd });
    expect([created.exitCode, created.stderr]).toEqual([0, ""]);
    expect(readdirSync(join(cwd, "out"))).toEqual([`${id}.zip`]);

    const stranger = await run(["verify", `out/${id}.zip`], { cwd });
    expect(stranger.exitCode).toBe(1);
    expect(stranger.stdout).toMatch(/^CHƯA RÕ NGƯỜI KÝ/u);
    const known = await run(["verify", `out/${id}.zip`, "--fingerprint", fingerprint], { cwd });
    expect([known.exitCode, known.stdout.split("\n")[0]]).toEqual([
      0,
      "HỢP LỆ: gói còn nguyên vẹn, đúng với bản kê đã ký, và người ký đã được tin cậy.",
    ]);
    const json = JSON.parse((await run(["verify", `out/${id}.zip`, "--format", "json"], { cwd })).stdout);
    expect(json).toMatchObject({ format: "bangiao-verification/1", verdict: "untrusted", manifest: { id } });
  });

  it("says which files changed, makes nothing and ends with 1", async () => {
    const { cwd } = await anOffice();
    writeFileSync(join(cwd, "ho-so/01.KTCH/kế hoạch.pdf"), "khác");
    const { exitCode, stdout } = await run(["package", "create", id, "--out", "out"], { cwd });
    expect(exitCode).toBe(1);
    expect(stdout).toContain("kế hoạch.pdf");
    expect(readdirSync(join(cwd, "out"))).toEqual([]);
  });

  it("refuses a handover that is not signed, not known, or has nowhere to go", async () => {
    const { cwd } = await anOffice({ signed: false });
    expect((await run(["package", "create", "--out", "out"], { cwd })).exitCode).toBe(3);
    expect((await run(["package", "create", "BG-1", "--out", "out"], { cwd })).exitCode).toBe(3);
    expect((await run(["package", "create"], { cwd })).exitCode).toBe(2);
  });
});

/** The smallest volume that holds the largest file, and a little more. */
async function aSizeFor(cwd: string): Promise<string> {
  const refused = await run(
    ["package", "create", "--out", "out", "--volume-size", "1K", "--format", "json"],
    { cwd },
  );
  expect(refused.exitCode).toBe(1);
  const { findings } = JSON.parse(refused.stdout) as { findings: { details: { needed: number } }[] };
  return String(Math.max(...findings.map(({ details }) => details.needed)) + 900);
}

describe("package create --volume-size", () => {
  it.each(["vi", "en"])(
    "says in %s which volumes there are, and verify takes them together",
    async (language) => {
      const { cwd, fingerprint } = await anOffice();
      const size = await aSizeFor(cwd);
      const options = { cwd, env: { BANGIAO_LANG: language } };
      const created = await transcript(["package", "create", "--out", "out", "--volume-size", size], options);
      const [one, two] = readdirSync(join(cwd, "out")).map((name) => `out/${name}`);
      expect([one, two]).toEqual([`out/${id}-1of2.zip`, `out/${id}-2of2.zip`]);
      const known = ["--fingerprint", fingerprint];
      expect((await run(["verify", two!, one!, ...known], options)).exitCode).toBe(0);
      const lacking = await transcript(["verify", two!, ...known], options);
      expect((await run(["verify", two!], options)).stdout).toContain(`bangiao verify ${two} …`);
      const steady = `${created}\n${lacking}`
        .replaceAll(cwd, "<folder>")
        .replaceAll(fingerprint, "<fingerprint>")
        .replaceAll(`--volume-size ${size}`, "--volume-size <size>")
        .replaceAll(/[0-9.,]+ (?:KB|kB|KiB|B)\b/gu, "<size>")
        .replaceAll(/(?:[0-9A-F]{4} ){15}[0-9A-F]{4}/gu, "<FINGERPRINT>");
      await expect(steady).toMatchFileSnapshot(`../golden/package-create--volumes.${language}.txt`);
    },
  );

  it("has a label printed for each volume, from any of them, whose code verify takes", async () => {
    const { cwd, fingerprint } = await anOffice();
    const made = ["package", "create", "--out", "out", "--volume-size", await aSizeFor(cwd)];
    expect((await run(made, { cwd })).exitCode).toBe(0);
    const [one, two] = readdirSync(join(cwd, "out")).map((name) => `out/${name}`);
    const print = ["print", "labels", two!, "--carrier", "--out", "nhan.docx"];
    expect((await run(print, { cwd })).exitCode).toBe(0);
    const paper = printPapers({ "nhan.docx": readFileSync(join(cwd, "nhan.docx")) })["nhan.docx"]!;
    for (const words of ["Tập 1/2", "Tập 2/2"]) expect(paper.cells).toContain(words);
    expect(paper.cells.replace(/\s+/gu, "")).toContain(fingerprint.toUpperCase());
    const [code, ...more] = paper.codes();
    expect(more).toEqual([code]);
    const verdict = await run(["verify", one!, two!, "--paper", code!], { cwd });
    expect(verdict.stdout).toContain("bản kê và người ký đúng như mã in trên giấy");
  });

  it("refuses a size that is none", async () => {
    const { cwd } = await anOffice();
    for (const size of ["", "four", "0", "-1", "4T"])
      expect(
        (await run(["package", "create", "--out", "out", `--volume-size=${size}`], { cwd })).exitCode,
      ).toBe(2);
  });
});

describe("verify", () => {
  it.each(["vi", "en"])("says in %s what is wrong, stage by stage, and what to do", async (language) => {
    const { cwd, fingerprint } = await anOffice();
    await run(["package", "create", "--out", "."], { cwd });
    const path = join(cwd, `${id}.zip`);
    const bytes = readFileSync(path);
    bytes[bytes.indexOf("%PDF quyết định") + 2]! ^= 1;
    writeFileSync(path, bytes);
    const options = { cwd, env: { BANGIAO_LANG: language } };
    const text = await transcript(["verify", `${id}.zip`, "--fingerprint", fingerprint], options);
    const steady = text
      .replaceAll(fingerprint, "<fingerprint>")
      .replaceAll(/(?:[0-9A-F]{4} ){15}[0-9A-F]{4}/gu, "<FINGERPRINT>");
    await expect(steady).toMatchFileSnapshot(`../golden/verify--one-byte-changed.${language}.txt`);
  });

  it("needs no workspace, and says plainly that a file is not there or a fingerprint is none", async () => {
    const cwd = sandbox();
    writeFileSync(join(cwd, "a.zip"), "no archive");
    const { exitCode, stdout } = await run(["verify", "a.zip"], { cwd });
    expect([exitCode, stdout.split("\n")[0]]).toEqual([
      1,
      "KHÔNG HỢP LỆ: không nhận gói này như hiện trạng.",
    ]);
    expect((await run(["verify", "b.zip"], { cwd })).exitCode).toBe(3);
    expect((await run(["verify", "a.zip", "--fingerprint", "12"], { cwd })).exitCode).toBe(2);
  });
});

describe("package list and extract", () => {
  /** The two volumes of a handover, as paths from the folder they were made in. */
  async function twoVolumes(cwd: string): Promise<[string, string]> {
    const size = await aSizeFor(cwd);
    await run(["package", "create", "--out", "out", "--volume-size", size], { cwd });
    return [`out/${id}-1of2.zip`, `out/${id}-2of2.zip`];
  }

  it.each(["vi", "en"])(
    "take volumes together in any order, and say in %s which one is missing",
    async (language) => {
      const { cwd } = await anOffice();
      const [one, two] = await twoVolumes(cwd);
      const options = { cwd, env: { BANGIAO_LANG: language } };
      const told = [
        await transcript(["package", "list", two, one], options),
        await transcript(["package", "extract", two, one, "--to", "ra"], options),
        await transcript(["package", "list", two], options),
        await transcript(["package", "extract", two, "--to", "một nửa"], options),
      ];
      const steady = told.join("\n").replaceAll(/(?:^ +)?\b[0-9.,]+ k?B\b/gmu, "<size>");
      await expect(steady).toMatchFileSnapshot(`../golden/package-list--volumes.${language}.txt`);
    },
  );

  it("copy every file of the list out of its volume, and nothing that is about one volume only", async () => {
    const { cwd } = await anOffice();
    const [one, two] = await twoVolumes(cwd);
    const both = await run(["package", "extract", two, one, "--to", "ra"], { cwd });
    expect([both.exitCode, both.stderr]).toEqual([0, ""]);
    expect(readdirSync(join(cwd, "ra")).sort()).toEqual(["data", "handover"]);
    const list = JSON.parse(readFileSync(join(cwd, "ra/handover/manifest.json"), "utf8")) as Manifest;
    const files = list.dossiers.flatMap(({ documents }) => documents.flatMap((document) => document.files));
    expect(files).toHaveLength(5);
    for (const { path, sha256 } of files)
      expect(
        createHash("sha256")
          .update(readFileSync(join(cwd, "ra", path)))
          .digest("hex"),
      ).toBe(sha256);
  });

  it("give a program the volumes, their files and what is missing", async () => {
    const { cwd } = await anOffice();
    const [one, two] = await twoVolumes(cwd);
    const asked = async (...paths: string[]) =>
      JSON.parse((await run(["package", "list", ...paths, "--format", "json"], { cwd })).stdout);
    const { volumes, findings } = await asked(two, one);
    expect(findings).toEqual([]);
    expect(volumes).toMatchObject([
      { path: one, number: 1, count: 2, kind: "zip", isBag: true },
      { path: two, number: 2, count: 2, kind: "zip", isBag: true },
    ]);
    expect((await asked(two)).findings).toMatchObject([
      { code: "volume-missing", severity: "warning", details: { number: 1, count: 2 } },
    ]);
  });

  it("open an encrypted package with its key", async () => {
    const { cwd } = await anOffice();
    writeFileSync(join(cwd, "mật khẩu"), "bốn chữ không ai đoán\n");
    const options = { cwd, env: { BANGIAO_PACKAGE_PASSPHRASE_FILE: join(cwd, "mật khẩu") } };
    await run(["package", "create", "--out", "out", "--encrypt-passphrase"], options);
    const listed = await run(["package", "list", `out/${id}.zip.age`], options);
    expect([listed.exitCode, listed.stdout]).toEqual([0, expect.stringContaining("01 KTCH.QD.pdf")]);
    const extracted = await run(["package", "extract", `out/${id}.zip.age`, "--to", "ra"], options);
    expect([extracted.exitCode, readdirSync(join(cwd, "ra/data"))]).toEqual([0, ["01.KTCH", "02.KTCH"]]);
  });

  it("show and copy what is in a package, and leave out what is not as listed", async () => {
    const { cwd } = await anOffice();
    await run(["package", "create", "--out", "."], { cwd });
    const listed = await run(["package", "list", `${id}.zip`], { cwd });
    expect([listed.exitCode, listed.stdout]).toEqual([
      0,
      expect.stringContaining(`${id}/data/02.KTCH/02 GSCD.BC.pdf`),
    ]);
    const path = join(cwd, `${id}.zip`);
    const bytes = readFileSync(path);
    bytes[bytes.indexOf("%PDF quyết định") + 2]! ^= 1;
    writeFileSync(path, bytes);
    const extracted = await run(["package", "extract", `${id}.zip`, "--to", "ra"], { cwd });
    expect(extracted.exitCode).toBe(1);
    expect(readdirSync(join(cwd, "ra/data/01.KTCH"))).toEqual(["02 KTCH.KH.pdf", "03 KTCH.DC.txt"]);
    expect(readFileSync(join(cwd, "ra/data/01.KTCH/02 KTCH.KH.pdf"), "utf8")).toBe("%PDF kế hoạch");
  });
});
