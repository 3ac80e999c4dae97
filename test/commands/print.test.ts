import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { denouncer, secretAbstract, secretTitle, smallInventory } from "../support/catalogue.js";
import { partOf, printPapers } from "../support/office-pdf.js";
import { outside } from "../support/outside.js";
import { type RunOptions, run, transcript } from "../support/run.js";
import { sandbox } from "../support/sandbox.js";

const id = "BG-06691-20250628-01";
const papers = ["minutes", "index", "contents", "closing", "labels"];
const env = { BANGIAO_PASSPHRASE_FILE: "mat-khau.txt" };

/** Runs a command that must succeed. */
async function does(argv: string[], options: RunOptions): Promise<string> {
  const { exitCode, stdout, stderr } = await run(argv, options);
  expect([exitCode, stderr], argv.join(" ")).toEqual([0, ""]);
  return stdout;
}

/** An office with a list, signed unless told otherwise. */
async function anOffice({ signed = true } = {}): Promise<string> {
  const cwd = await smallInventory();
  writeFileSync(join(cwd, "mat-khau.txt"), "một câu dài để khoá khoá ký\n");
  const create = ["manifest", "create", "--to", "06685", "--to-name", "Phường Hồng Gai", "--with-errors"];
  await does([...create, "--person", "Phạm Thị Lan", "--position", "Chủ nhiệm"], { cwd });
  if (!signed) return cwd;
  await does(["key", "create", "ben-giao", "--common-name", "UBKT Hồng Gai"], { cwd, env });
  await does(["manifest", "sign", "--key", "ben-giao"], { cwd, env });
  return cwd;
}

/** Sizes depend on the key, which is random. */
async function told(argv: string[], options: RunOptions): Promise<string> {
  return (await transcript(argv, options)).replaceAll(/\(\d+(?:[.,]\d+)? kB\)/gu, "(<size>)");
}

describe("print", () => {
  it.each(["vi", "en"])(
    "says in %s what it wrote and what to do with it, and what is in the way",
    async (language) => {
      const options = { cwd: await anOffice({ signed: false }), env: { ...env, BANGIAO_LANG: language } };
      const { cwd } = options;
      writeFileSync(join(cwd, "mau.docx"), "không phải Word");
      writeFileSync(join(cwd, "goi.zip.age"), "age-encryption.org/v1\n");
      mkdirSync(join(cwd, "giay"));
      const parts = [
        await told(["print", "minutes"], options),
        await told(["print", "minutes"], options),
        await told(["print", "index", id, "--out", "giay"], options),
        await told(["print", "contents", "--dossier", "01.KTCH", "--out", "giay/01.xlsx"], options),
        await told(["print", "contents", "--dossier", "01.KTC"], options),
        await told(["print", "closing", "--out", "giay"], options),
        await told(["print", "labels", "--out", "khong-co/nhan.docx"], options),
        await told(["print", "labels", "--carrier", "--out", "giay/usb.docx"], options),
        await told(["print", "labels", "--carrier", "--volumes", "0"], options),
        await told(["print", "labels", "--volumes", "2"], options),
        await told(["print", "labels", "goi.zip.age", "--carrier"], options),
        await told(["print", "receipt"], options),
        await told(["print", "minutes", "--template", "mau.docx", "--overwrite"], options),
      ];
      await expect(parts.join("\n")).toMatchFileSnapshot(`../golden/print.${language}.txt`);
      expect(readdirSync(join(cwd, "giay")).sort()).toEqual([
        "01.xlsx",
        `${id}-chung-tu-ket-thuc.docx`,
        `${id}-muc-luc-ho-so.xlsx`,
        "usb.docx",
      ]);
    },
  );

  it("shows nobody who denounced, and nothing of what is classified, on any paper", async () => {
    const cwd = await anOffice();
    const files: Record<string, Uint8Array> = {};
    for (const paper of papers) {
      const { files: made } = JSON.parse(await does(["print", paper, "--format", "json"], { cwd }));
      for (const { path } of made) files[path.slice(cwd.length + 1)] = readFileSync(path);
    }
    expect(Object.keys(files)).toHaveLength(papers.length);
    const printed = printPapers(files);
    for (const [name, { cells }] of Object.entries(printed)) {
      const text = cells.replace(/\s+/gu, " ");
      for (const hidden of [denouncer, denouncer.toUpperCase(), secretAbstract, secretTitle])
        expect(text, name).not.toContain(hidden);
    }
    const contents = printed[`${id}-muc-luc-van-ban.xlsx`]!.cells;
    expect(contents).toContain("NTC-01");
    expect(contents).toContain("03-BC/TKT");
    const minutes = printed[`${id}-bien-ban-ban-giao.docx`]!.cells.replace(/\s+/gu, " ");
    for (const words of ["12a.KTDH", "15/8/2025"]) expect(minutes).toContain(words);
  });

  it.each(["vi", "en"])("holds none of it in any part of any file, in %s", async (language) => {
    const cwd = await anOffice();
    mkdirSync(join(cwd, "giay"));
    for (const paper of [...papers, "carrier"]) {
      const argv = paper === "carrier" ? ["print", "labels", "--carrier"] : ["print", paper];
      await does([...argv, "--out", "giay"], { cwd, env: { BANGIAO_LANG: language } });
    }
    const made = readdirSync(join(cwd, "giay"));
    expect(made).toHaveLength(papers.length + 1);
    for (const name of made) {
      const markup = partOf(readFileSync(join(cwd, "giay", name)), "*.xml").normalize("NFC");
      // Bold and plain pieces of a name would stand in elements of their own.
      const text = markup.replace(/<[^>]+>/gu, "");
      expect(text, name).toMatch(/Hồng Gai/iu);
      for (const hidden of [denouncer, denouncer.toLocaleUpperCase("vi"), secretAbstract, secretTitle])
        expect(text, name).not.toContain(hidden);
    }
  });

  it("tells the decision, the plan and the witnesses that the list was made with", async () => {
    const cwd = await smallInventory();
    const create = ["manifest", "create", "--to", "06685", "--to-name", "Phường Hồng Gai", "--with-errors"];
    const decision = "Quyết định 1234-QĐ/TU ngày 20/6/2025 của Tỉnh uỷ";
    const witness = "Văn phòng Đảng uỷ phường; Trần Thị Hoa; Chánh Văn phòng";
    for (const wrong of ["", " ; Trần Thị Hoa", "a;b;c;d"]) {
      const { exitCode, stderr } = await run([...create, "--witness", wrong], { cwd });
      expect([exitCode, stderr.includes("<cơ quan>; <họ tên>; <chức vụ>")], wrong).toEqual([2, true]);
    }
    await does([...create, "--also-basis", decision, "--witness", witness, "--witness", "Tỉnh uỷ"], { cwd });
    await does(["print", "minutes", "--out", "a.docx"], { cwd });
    const text = partOf(readFileSync(join(cwd, "a.docx")), "word/document.xml").replace(/<[^>]+>/gu, "|");
    expect(text).toContain("Căn cứ Quy định 296-QĐ/TW");
    expect(text).toContain(`Căn cứ ${decision};`);
    expect(text).not.toContain("Căn cứ Quyết định số");
    expect(text).toContain("Căn cứ Kế hoạch số");
    expect(text).toContain("Văn phòng Đảng uỷ phường: đồng chí Trần Thị Hoa; chức vụ: Chánh Văn phòng");
    expect(text).toContain("Tỉnh uỷ: đồng chí …………; chức vụ: …………");
    expect(text).toContain("CHÁNH VĂN PHÒNG");
    expect((await run(["manifest", "show"], { cwd })).stdout).toContain("Trần Thị Hoa");
    // With bases of the office's own, the further ones stand after those.
    await does([...create, "--again", "--basis", "Nghị quyết A", "--also-basis", "Kế hoạch B"], { cwd });
    const shown = await run(["manifest", "show", "--format", "json"], { cwd });
    expect(shown.stdout).toMatch(/"Nghị quyết A",\s*"Kế hoạch B"\s*\]/u);
  });

  it("uses the office's own template, and names a field that the paper has not", async () => {
    const cwd = await anOffice();
    const shipped = readFileSync(
      new URL("../../templates/paperwork/vi/bien-ban-ban-giao.docx", import.meta.url),
    );
    writeFileSync(join(cwd, "mau.docx"), shipped);
    mkdirSync(join(cwd, "word"));
    // What Word would do to it: other words in one place, a wrong field in the other.
    const part = partOf(shipped, "word/document.xml");
    const change = (from: string, to: string): void => {
      expect(part).toContain(from);
      writeFileSync(join(cwd, "word/document.xml"), part.replaceAll(from, to));
      expect(outside("zip", ["-q", "mau.docx", "word/document.xml"], cwd).status).toBe(0);
    };
    change("CHỨNG KIẾN", "NGƯỜI LÀM CHỨNG");
    await does(["print", "minutes", "--template", "mau.docx", "--out", "a.docx"], { cwd });
    const { text } = printPapers({ "a.docx": readFileSync(join(cwd, "a.docx")) })["a.docx"]!;
    expect(text).toContain("NGƯỜI LÀM CHỨNG");
    change("{giver.person}", "{giver.nguoi}");
    const wrong = await run(["print", "minutes", "--template", "mau.docx", "--out", "b.docx"], { cwd });
    expect([wrong.exitCode, wrong.stdout]).toEqual([3, ""]);
    expect(wrong.stderr).toContain("“giver.nguoi”");
    expect(wrong.stderr).toContain("giver.person");
    expect(readdirSync(cwd)).not.toContain("b.docx");
  });

  it("writes no file that Word would not open, where a folder was meant that is not there", async () => {
    const cwd = await anOffice();
    const { exitCode, stderr } = await run(["print", "minutes", "--out", "giay"], { cwd });
    expect(exitCode).toBe(2);
    expect(stderr).toContain("<…>.docx");
    expect(readdirSync(cwd)).not.toContain("giay");
  });

  it("makes no paper of a list that was changed after it was signed", async () => {
    const cwd = await anOffice();
    const path = join(cwd, ".bangiao/handovers", id, "manifest.json");
    writeFileSync(path, readFileSync(path, "utf8").replace("Phạm Thị Lan", "Phạm Thị Loan"));
    for (const paper of papers) {
      const { exitCode, stderr } = await run(["print", paper], { cwd });
      expect([exitCode, stderr.includes("bangiao verify")], paper).toEqual([3, true]);
    }
    expect(readdirSync(cwd).filter((name) => name.startsWith("BG-"))).toEqual([]);
  });
});

describe("the papers of a package", () => {
  it("lie in it, bound by its tag manifest, the same bytes every time, whoever's language it is", async () => {
    const cwd = await anOffice();
    const zips = [];
    for (const language of ["vi", "en"]) {
      mkdirSync(join(cwd, language));
      await does(["package", "create", "--out", language], { cwd, env: { BANGIAO_LANG: language } });
      zips.push(readFileSync(join(cwd, language, `${id}.zip`)));
    }
    expect(zips[0]!.equals(zips[1]!)).toBe(true);
    await does(["package", "extract", `vi/${id}.zip`, "--to", "ra"], { cwd });
    for (const name of ["bien-ban-ban-giao.docx", "muc-luc-ho-so.xlsx"]) {
      const digest = outside("sha256sum", [join(cwd, "ra/handover", name)]).stdout.slice(0, 64);
      const tags = partOf(zips[0]!, `${id}/tagmanifest-sha256.txt`);
      expect(tags).toMatch(new RegExp(`^${digest} +handover/${name}$`, "mu"));
    }
  });

  it("carry the code that verify checks, in place of the fingerprint", async () => {
    const cwd = await anOffice();
    await does(["package", "create", "--out", "."], { cwd });
    const zip = `${id}.zip`;
    await does(["package", "extract", zip, "--to", "ra"], { cwd });
    const minutes = readFileSync(join(cwd, "ra/handover/bien-ban-ban-giao.docx"));
    const [code] = printPapers({ "a.docx": minutes })["a.docx"]!.codes();
    const stranger = sandbox();
    const verify = (...more: string[]) => run(["verify", join(cwd, zip), ...more], { cwd: stranger });
    expect((await verify()).exitCode).toBe(1);
    const agrees = await verify("--paper", code!);
    expect([agrees.exitCode, agrees.stderr]).toEqual([0, ""]);
    expect(agrees.stdout).toContain("bản kê và người ký đúng như mã in trên giấy");

    const other = await anOffice();
    await does(["print", "minutes", "--out", "b.docx"], { cwd: other });
    const [otherCode] = printPapers({ "b.docx": readFileSync(join(other, "b.docx")) })["b.docx"]!.codes();
    const differs = await verify("--paper", otherCode!);
    // Same inventory and clock, so the same list; but somebody else's key.
    expect([differs.exitCode, differs.stdout.split(":")[0]]).toEqual([1, "KHÔNG HỢP LỆ"]);
    expect(differs.stdout).toContain("người ký không phải người ghi trên giấy");

    await does(["manifest", "create", "--to", "06685", "--with-errors", "--again"], { cwd: other });
    await does(["print", "labels", "--out", "c.docx"], { cwd: other });
    const [label] = printPapers({ "c.docx": readFileSync(join(other, "c.docx")) })["c.docx"]!.codes();
    const elsewhere = await verify("--paper", label!);
    expect(elsewhere.exitCode).toBe(1);
    expect(elsewhere.stdout).toContain("BG-06691-20250628-02");

    const wrong = await verify(
      "--paper",
      code!.replace(/.$/u, (last) => (last === "A" ? "Q" : "A")),
    );
    expect([wrong.exitCode, wrong.stdout]).toEqual([2, ""]);
    expect((await verify("--paper", code!, "--bag")).exitCode).toBe(2);
  });
});

describe("the receipt minutes", () => {
  it("are printed on both sides, from the receipt as it was signed", async () => {
    const cwd = await anOffice();
    await does(["package", "create", "--out", "."], { cwd });
    const receiver = sandbox();
    await does(["init", "--code", "06685", "--name", "Phường Hồng Gai"], { cwd: receiver });
    writeFileSync(join(receiver, "mat-khau.txt"), "một câu dài khác để khoá\n");
    await does(["key", "create", "ben-nhan", "--common-name", "UBKT mới"], { cwd: receiver, env });
    const checked = await run(["verify", join(cwd, `${id}.zip`), "--format", "json"], { cwd: receiver });
    const { fingerprint } = JSON.parse(checked.stdout).signer;
    const receive = ["receive", join(cwd, `${id}.zip`), "--accept-all", "--key", "ben-nhan"];
    await does([...receive, "--fingerprint", fingerprint], { cwd: receiver, env });
    await does(["print", "receipt", "--out", "a.docx"], { cwd: receiver });
    // The giver has only what was sent back.
    await does(["print", "receipt", join(receiver, `${id}.receipt.json`), "--out", "b.docx"], { cwd });
    const printed = printPapers({
      "a.docx": readFileSync(join(receiver, "a.docx")),
      "b.docx": readFileSync(join(cwd, "b.docx")),
    });
    for (const { cells: text } of Object.values(printed)) {
      expect(text).toContain("UBKT mới");
      expect(text).toContain("UBKT Hồng Gai");
      expect(text.replace(/\s+/gu, "")).toContain(fingerprint.toUpperCase());
      for (const hidden of [denouncer, secretAbstract, secretTitle])
        expect(text.replace(/\s+/gu, " ")).not.toContain(hidden);
    }
    const receipt = join(receiver, `${id}.receipt.json`);
    writeFileSync(receipt, readFileSync(receipt, "utf8").replace(/"accepted":\d+/u, '"accepted":99'));
    expect((await run(["print", "receipt", receipt, "--out", "c.docx"], { cwd })).exitCode).toBe(3);
  });
});
