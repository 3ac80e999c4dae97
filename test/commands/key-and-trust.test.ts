import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { closeSync, openSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Questions } from "../../src/terminal/questions.js";
import { Pki } from "../support/pki.js";
import { type RunOptions, run, transcript } from "../support/run.js";
import { sandbox } from "../support/sandbox.js";

const passphrase = "câu dài chỉ mình tôi biết";

async function workspace(): Promise<string> {
  const cwd = sandbox();
  await run(["init", "--code", "06691", "--name", "Phường Hồng Gai", "--until", "2025-06-30"], { cwd });
  writeFileSync(join(cwd, "mat-khau.txt"), `\uFEFF${passphrase}\r\nsecond line\n`);
  return cwd;
}

const env = { BANGIAO_PASSPHRASE_FILE: "mat-khau.txt" };

async function withKey(): Promise<{ cwd: string; fingerprint: string }> {
  const cwd = await workspace();
  const made = await run(["key", "create", "ben-giao", "--format", "json"], { cwd, env });
  expect(made).toMatchObject({ exitCode: 0, stderr: "" });
  return { cwd, fingerprint: JSON.parse(made.stdout).key.fingerprint };
}

/** Keys are random: their fingerprints are left out of what is compared. */
async function told(argv: string[], options: RunOptions): Promise<string> {
  const text = await transcript(argv, options);
  return text
    .replace(/(?:[0-9A-F]{4}\s+){15}[0-9A-F]{4}/gu, "<FINGERPRINT>")
    .replace(/\b[0-9a-f]{64}\b/gu, "<fingerprint>");
}

/** A person at a terminal, who gives these answers in turn. */
function person(answers: string[]): Questions {
  const next = async (): Promise<string> => answers.shift() ?? "";
  return {
    possible: true,
    text: async (_question, options) => {
      const answer = await next();
      const verdict = options?.check?.(answer) ?? true;
      if (verdict !== true) throw new Error(verdict);
      return answer;
    },
    secret: next,
    confirm: async () => true,
    choose: async (_question, choices) => choices[0]!.value,
  };
}

describe.each(["vi", "en"])("keys and trust told in %s", (lang) => {
  it("reads as one story", async () => {
    const cwd = await workspace();
    const options = { cwd, env };
    const tell = (...argv: string[]): Promise<string> => told([...argv, "--lang", lang], options);
    const story = [
      await tell("key", "list"),
      await tell("key", "create", "ben-giao"),
      await tell("key", "create", "ben-giao"),
      await tell("key", "list"),
      await tell("key", "export", "ben-giao", "--public", "--out", "ben-giao.crt"),
      await tell("trust", "list"),
      await tell("trust", "add", "ben-giao.crt"),
      await tell("trust", "add", "ben-giao.crt", "--fingerprint", "0".repeat(64)),
    ];
    const { keys } = JSON.parse((await run(["key", "list", "--format", "json"], options)).stdout);
    const { fingerprint } = keys[0];
    const more = ["--label", "Hồng Gai cũ", "--confirmed-by", "Trần Thị B", "--paper", "02-BB/ĐU"];
    story.push(
      await tell("trust", "add", "ben-giao.crt", "--fingerprint", fingerprint, ...more),
      await tell("trust", "add", "ben-giao.crt", "--fingerprint", fingerprint),
      await tell("trust", "remove", "khong-co"),
      await tell("trust", "remove", "hồng gai cũ"),
      await tell("trust", "list"),
    );
    await expect(story.join("\n")).toMatchFileSnapshot(`../golden/key-and-trust.${lang}.txt`);
  });
});

describe("bangiao key", () => {
  it("names the unit's own committee in a certificate that OpenSSL reads, valid ten years", async () => {
    const { cwd, fingerprint } = await withKey();
    await run(["key", "export", "ben-giao", "--out", "a.crt"], { cwd });
    const text = execFileSync(
      "openssl",
      [
        "x509",
        "-in",
        "a.crt",
        "-noout",
        "-subject",
        "-enddate",
        "-fingerprint",
        "-sha256",
        "-nameopt",
        "utf8",
      ],
      { cwd, encoding: "utf8" },
    );
    expect(text).toContain("Uỷ ban Kiểm tra Đảng uỷ phường Hồng Gai");
    expect(text).toContain("notAfter=Jun 28 02:00:00 2035 GMT");
    expect(text.replaceAll(":", "").toLowerCase()).toContain(fingerprint);
    expect((await run(["key", "export", "ben-giao"], { cwd })).stdout).toBe(
      readFileSync(join(cwd, "a.crt"), "utf8"),
    );
  });

  it("takes the passphrase from a file or a descriptor, first line only, and OpenSSL opens the key with it", async () => {
    const { cwd } = await withKey();
    const p12 = join(cwd, ".bangiao/keys/ben-giao.p12");
    expect(statSync(p12).mode & 0o777).toBe(0o600);
    const flags = ["pkcs12", "-in", p12, "-noenc", "-passin", `pass:${passphrase}`];
    expect(execFileSync("openssl", flags, { encoding: "utf8" })).toContain("BEGIN PRIVATE KEY");

    const descriptor = openSync(join(cwd, "mat-khau.txt"), "r");
    const made = await run(["key", "create", "hai", "--passphrase-fd", String(descriptor)], { cwd });
    closeSync(descriptor);
    expect(made.exitCode).toBe(0);
    const second = [
      "pkcs12",
      "-in",
      join(cwd, ".bangiao/keys/hai.p12"),
      "-noenc",
      "-passin",
      `pass:${passphrase}`,
    ];
    expect(execFileSync("openssl", second, { encoding: "utf8" })).toContain("BEGIN PRIVATE KEY");
  });

  it("asks a person twice, and makes nothing when the answers differ", async () => {
    const cwd = await workspace();
    const differing = await run(["key", "create", "a"], {
      cwd,
      questions: person([passphrase, "khác hẳn rồi"]),
    });
    expect(differing.exitCode).toBe(3);
    expect(differing.stderr).toContain("không giống nhau");
    expect((await run(["key", "list"], { cwd })).stdout).toContain("Chưa có khoá ký nào");
    const same = await run(["key", "create", "a"], {
      cwd,
      questions: person([passphrase, passphrase.normalize("NFD")]),
    });
    expect(same.exitCode).toBe(0);
  });

  it("never takes a passphrase from the command line, and never shows one", async () => {
    const cwd = await workspace();
    expect((await run(["key", "create", "a", "--passphrase", "x"], { cwd })).exitCode).toBe(2);
    const nobody = await run(["key", "create", "a"], { cwd });
    expect(nobody.exitCode).toBe(3);
    expect(nobody.stderr).toContain("BANGIAO_PASSPHRASE_FILE");
    const debugged = await run(["key", "create", "a/b", "--debug"], { cwd, env });
    expect(debugged.exitCode).toBe(3);
    expect(debugged.stdout + debugged.stderr).not.toContain(passphrase);
  });

  it.each(["0", "31", "mười"])("refuses a certificate of %s years", async (years) => {
    const { exitCode } = await run(["key", "create", "a", "--years", years], { cwd: await workspace(), env });
    expect(exitCode).toBe(2);
  });
});

describe("bangiao trust", () => {
  it("asks a person for both ends of the fingerprint, typed from the paper, and for the paper itself", async () => {
    const { cwd, fingerprint } = await withKey();
    await run(["key", "export", "ben-giao", "--out", "a.crt"], { cwd });
    const add = (answers: string[]) => run(["trust", "add", "a.crt"], { cwd, questions: person(answers) });
    const swapped = await add([fingerprint.slice(0, 8), "00000000", "", ""]);
    expect(swapped.exitCode).toBe(3);
    expect(swapped.stderr).toContain("không khớp");
    const { stderr, exitCode } = await add([
      fingerprint.slice(0, 8),
      fingerprint.slice(-8),
      "Trần Thị B",
      "02-BB",
    ]);
    expect(exitCode).toBe(0);
    expect(stderr).toContain(fingerprint.slice(0, 4).toUpperCase());
    const { stdout } = await run(["trust", "list", "--format", "json"], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({
      format: "bangiao-trust-list/1",
      entries: [{ sha256: fingerprint, confirmedBy: "Trần Thị B", paper: "02-BB", retiredAt: null }],
    });
  });

  it("takes links and revocation lists without a paper, and lists them; a stranger's list it refuses", async () => {
    const cwd = await workspace();
    const pki = new Pki();
    const root = pki.authority("Gốc");
    const link = pki.authority("Cấp dưới", { issuer: root });
    pki.write("thu-hoi.crl", pki.revocationList(root, [{ serial: "01", at: "250601000000Z" }]));
    const add = (file: string, ...more: string[]) => run(["trust", "add", pki.path(file), ...more], { cwd });
    expect((await add("thu-hoi.crl")).stderr).toContain("Thêm chứng thư của cơ quan cấp trước");
    expect((await add(root.crt)).exitCode).toBe(2);
    const fingerprint = createHash("sha256").update(root.der).digest("hex");
    expect((await add(root.crt, "--fingerprint", fingerprint)).exitCode).toBe(0);
    expect((await add(link.crt)).exitCode).toBe(0);
    expect((await add("thu-hoi.crl")).stdout).toContain("Đã cất danh sách thu hồi");
    expect((await add("thu-hoi.crl")).stdout).toContain("đã có từ trước");
    const { stdout } = await run(["trust", "list"], { cwd });
    expect(stdout).toContain("lập ngày 20/6/2025, dùng đến 20/7/2025, 1 chứng thư bị thu hồi");
    pki.remove();
  });

  it("reads no more of a file than its kind may be large", async () => {
    const cwd = await workspace();
    for (const [name, size, argv] of [
      ["lon.p12", 1_100_000, ["key", "import", "lon.p12"]],
      ["lon.crl", 65 * 1024 * 1024, ["trust", "add", "lon.crl"]],
    ] as [string, number, string[]][]) {
      writeFileSync(join(cwd, name), "");
      truncateSync(join(cwd, name), size);
      const { exitCode, stderr } = await run(argv, { cwd, env });
      expect([name, exitCode]).toEqual([name, 3]);
      expect(stderr).toContain("quá lớn");
    }
  });

  it.each([
    ["a file that is not there", "không-có.crt", "không tìm thấy tệp"],
    ["a file that is no certificate", "mat-khau.txt", "không phải chứng thư"],
  ])("says so of %s", async (_, file, words) => {
    const result = await run(["trust", "add", file, "--fingerprint", "0".repeat(64)], {
      cwd: await workspace(),
    });
    expect(result.exitCode).toBe(3);
    expect(result.stderr.toLowerCase()).toContain(words);
  });
});
