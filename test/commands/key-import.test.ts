import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openKey, signBytes } from "../../src/signing/index.js";
import { Pki, type PkiSigner } from "../support/pki.js";
import { run, usualNow } from "../support/run.js";
import { sandbox } from "../support/sandbox.js";

const passphrase = "câu dài chỉ mình tôi biết";
const env = { BANGIAO_PASSPHRASE_FILE: "mat-khau.txt" };
let pki: Pki;
beforeAll(() => {
  pki = new Pki();
});
afterAll(() => pki.remove());

async function workspace(): Promise<string> {
  const cwd = sandbox();
  await run(["init", "--code", "06691", "--name", "Phường Hồng Gai", "--until", "2025-06-30"], { cwd });
  writeFileSync(join(cwd, "mat-khau.txt"), `${passphrase}\n`);
  return cwd;
}

/** Signs with a key of the workspace and lets OpenSSL judge. */
async function signsRightly(cwd: string, name: string, anchor: Uint8Array, secret: string | null) {
  const content = Buffer.from("bản kê\n");
  const signer = await openKey(join(cwd, ".bangiao/keys"), name, secret);
  const p7s = await signBytes(content, signer, usualNow);
  expect(pki.judge(p7s, content, anchor)).toMatchObject({ ok: true });
}

describe("bangiao key import", () => {
  it("takes over an old file under an authority, and signs with the whole chain", async () => {
    const cwd = await workspace();
    const root = pki.authority("Gốc");
    const leaf = pki.signer("Người ký", { issuer: root, kind: "rsa" });
    pki.write("pass.txt", `${passphrase.normalize("NFD")}\n`);
    pki.openssl(
      ...["pkcs12", "-export", "-legacy", "-in", leaf.crt, "-inkey", leaf.key, "-certfile", root.crt],
      ...["-out", "cu.pfx", "-passout", "file:pass.txt"],
    );
    const taken = await run(["key", "import", pki.path("cu.pfx"), "--name", "cũ", "--format", "json"], {
      cwd,
      env,
    });
    expect(taken).toMatchObject({ exitCode: 0, stderr: "" });
    expect(JSON.parse(taken.stdout).key).toMatchObject({ name: "cũ", selfMade: false, kept: "file" });
    await signsRightly(cwd, "cũ", root.der, passphrase);
    expect((await run(["log"], { cwd })).stdout).toMatch(/nhập khoá ký\s+khoá cũ · chứng thư [0-9a-f]{12}…/u);
    const p12 = join(cwd, ".bangiao/keys/cũ.p12");
    const info = spawnSync("openssl", [
      "pkcs12",
      "-info",
      "-in",
      p12,
      "-noout",
      "-passin",
      `pass:${passphrase}`,
    ]);
    expect(String(info.stderr)).toContain("PBES2, PBKDF2, AES-256-CBC, Iteration 600000");
    expect((await run(["key", "import", pki.path("cu.pfx"), "--name", "cũ"], { cwd, env })).exitCode).toBe(3);
  });

  it("gives a key the certificate that an authority issued over its request", async () => {
    const cwd = await workspace();
    const made = await run(["key", "create", "ben-giao", "--rsa"], { cwd, env });
    expect(made.exitCode).toBe(0);
    const asked = await run(["key", "request", "ben-giao", "--out", "ben-giao.csr"], { cwd, env });
    expect(asked.stdout).toContain("Gửi tệp này cho cơ quan cấp chứng thư");
    const root = pki.authority("Nơi cấp");
    const openssl = (...words: string[]) => execFileSync("openssl", words, { cwd, stdio: "pipe" });
    expect(String(openssl("req", "-in", "ben-giao.csr", "-noout", "-text", "-verify"))).toContain(
      "Public-Key: (3072 bit)",
    );
    writeFileSync(join(cwd, "dates.txt"), "keyUsage=critical,digitalSignature\n");
    openssl(
      ...["x509", "-req", "-in", "ben-giao.csr", "-CA", pki.path(root.crt), "-CAkey", pki.path(root.key)],
      ...["-set_serial", "77", "-days", "3650", "-extfile", "dates.txt", "-out", "ben-giao.crt"],
    );
    const now = new Date(Date.now() + 60_000);
    const given = await run(["key", "import", "ben-giao.crt"], { cwd, env, now });
    expect(given).toMatchObject({ exitCode: 0, stderr: "" });
    const { keys } = JSON.parse((await run(["key", "list", "--format", "json"], { cwd, now })).stdout);
    expect(keys).toMatchObject([{ name: "ben-giao", selfMade: false, state: "valid", usedIn: [] }]);
    const stranger = await run(["key", "import", pki.path(root.crt)], { cwd, env });
    expect(stranger.exitCode).toBe(3);
    expect(stranger.stderr).toContain("không phải của khoá nào");
  });

  it.each(["ec", "ec384", "rsa"] as const)("signs through another program with a %s key", async (kind) => {
    const cwd = await workspace();
    const signer = pki.signer(`ngoài-${kind}`, { kind });
    const program = pki.write(
      "sign.mjs",
      `import { readFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
const digest = process.env.BANGIAO_DIGEST;
const pss = process.env.BANGIAO_SIGNATURE === "rsa-pss"
  ? ["-pkeyopt", "rsa_padding_mode:pss", "-pkeyopt", "rsa_pss_saltlen:32"] : [];
const out = execFileSync("openssl", ["pkeyutl", "-sign", "-inkey", process.argv[2], "-pkeyopt", "digest:" + digest, ...pss],
  { input: readFileSync(0) });
console.log(out.toString("base64"));
`,
    );
    const words = [pki.path(signer.crt), "--name", "ngoài", "--command", process.execPath];
    const known = await run(
      ["key", "import", ...words, "--argument", program, "--argument", pki.path(signer.key)],
      { cwd },
    );
    expect(known).toMatchObject({ exitCode: 0, stderr: "" });
    expect(known.stdout).toContain("chương trình ký bên ngoài");
    await signsRightly(cwd, "ngoài", signer.der, null);
  });

  const talkingChild =
    'require("node:child_process").spawnSync(process.execPath, ["-e", "setInterval(() => console.log(\'A\'.repeat(4096)), 1)"], { stdio: "inherit" })';

  it.each([
    ["fails", "process.exit(1)", "command-failed"],
    ["prints nothing", "", "answer-malformed"],
    ["never stops talking", 'for (;;) console.log("A".repeat(4096))', "command-failed"],
    ["talks on through a child", talkingChild, "command-failed"],
    ["signs with another key", 'console.log("A".repeat(88))', "signature-does-not-verify"],
  ])("does not believe a program that %s", async (_, script, reason) => {
    const cwd = await workspace();
    const signer = pki.signer("ngoài");
    const words = [pki.path(signer.crt), "--name", "x", "--command", process.execPath];
    await run(["key", "import", ...words, "--argument=-e", "--argument", script], { cwd });
    await expect(signsRightly(cwd, "x", signer.der, null)).rejects.toMatchObject({
      code: "signer-failed",
      details: { reason },
    });
  });
});

const library = ["/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"].find(
  existsSync,
);
const reader = (() => {
  try {
    return createRequire(import.meta.url).resolve("pkcs11js") !== "";
  } catch {
    return false;
  }
})();

describe.skipIf(!library || !reader)("a token (SoftHSM)", () => {
  const pin = "123456";

  function token(cwd: string, ...kinds: ("ec" | "rsa")[]) {
    writeFileSync(join(cwd, "softhsm.conf"), `directories.tokendir = ${cwd}\nlog.level = ERROR\n`);
    process.env.SOFTHSM2_CONF = join(cwd, "softhsm.conf");
    const tool = (...words: string[]) => execFileSync("softhsm2-util", words, { stdio: "pipe" });
    tool("--init-token", "--free", "--label", "thiết bị", "--pin", pin, "--so-pin", "87654321");
    return kinds.map((kind, index) => {
      const signer = pki.signer(`token-${kind}`, { kind });
      pki.openssl("pkcs8", "-topk8", "-nocrypt", "-in", signer.key, "-out", "token.p8");
      const id = `a${index}`;
      const words = ["--token", "thiết bị", "--pin", pin, "--label", kind, "--id", id];
      tool("--import", pki.path("token.p8"), ...words);
      return signer;
    });
  }

  /** Puts a certificate on the token, as the manufacturer's software would. */
  async function putOn({ der }: PkiSigner, id: string) {
    const name = "pkcs11js";
    const { PKCS11 } = (await import(name)).default;
    const module = new PKCS11();
    module.load(library);
    module.C_Initialize();
    const [slot] = module.C_GetSlotList(true);
    const session = module.C_OpenSession(slot, 4 | 2);
    module.C_Login(session, 1, pin);
    module.C_CreateObject(session, [
      { type: 0x0, value: 1 },
      { type: 0x1, value: true },
      { type: 0x2, value: false },
      { type: 0x80, value: 0 },
      { type: 0x11, value: Buffer.from(der) },
      { type: 0x101, value: Buffer.alloc(0) },
      { type: 0x102, value: Buffer.from(id, "hex") },
    ]);
    module.C_Finalize();
    module.close();
  }

  const words = ["--token", library!, "--token-label", "thiết bị", "--name"];

  it("signs with EC and RSA keys; a wrong PIN is tried once and said to be wrong", async () => {
    const cwd = await workspace();
    const [ec, rsa] = token(cwd, "ec", "rsa");
    const none = await run(["key", "import", ...words, "x"], { cwd });
    expect(none.stderr).toContain("không có chứng thư nào đọc được");
    for (const signer of [ec!, rsa!]) {
      const known = await run(["key", "import", pki.path(signer.crt), ...words, signer.name], { cwd });
      expect(known).toMatchObject({ exitCode: 0, stderr: "" });
      await signsRightly(cwd, signer.name, signer.der, pin);
      await expect(signsRightly(cwd, signer.name, signer.der, "000000")).rejects.toMatchObject({
        details: { reason: "pin-wrong" },
      });
    }
  });

  it("takes the certificate from the token when there is one, and asks which when there are two", async () => {
    const cwd = await workspace();
    const [ec, rsa] = token(cwd, "ec", "rsa");
    await putOn(ec!, "a0");
    expect((await run(["key", "import", ...words, "x"], { cwd })).exitCode).toBe(0);
    await signsRightly(cwd, "x", ec!.der, pin);
    await putOn(rsa!, "a1");
    const unclear = await run(["key", "import", ...words, "y"], { cwd });
    expect(unclear.stderr).toContain("chưa rõ dùng chứng thư nào");
  });

  it("says what is missing: library, token", async () => {
    const cwd = await workspace();
    token(cwd, "ec");
    const other = ["--token", library!, "--token-label", "khác", "--name", "x"];
    expect((await run(["key", "import", ...other], { cwd })).stderr).toContain("chưa cắm thiết bị ký");
    const none = ["--token", "/không/có.so", "--token-label", "khác", "--name", "x"];
    expect((await run(["key", "import", ...none], { cwd })).stderr).toContain("thư viện của thiết bị ký");
  });
});
