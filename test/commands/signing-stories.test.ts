import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createKey } from "../../src/signing/index.js";
import { hongGaiOffice, newHongGaiOffice, type Office } from "../custody/offices.js";
import { Pki } from "../support/pki.js";
import { transcript } from "../support/run.js";
import { sandbox } from "../support/sandbox.js";

const id = "BG-06691-20250628-01";
const passphrase = "mật khẩu thử";

/** Times that the computer's own clock gave: openssl takes no other. */
const year = new Date().getFullYear();

let pki: Pki;
beforeAll(() => {
  pki = new Pki();
});
afterAll(() => pki.remove());

/** Of the person who signs with a certificate for this party. */
const subject = "/C=VN/O=Đảng uỷ phường Hồng Gai/CN=Phạm Thị Lan";

/** What a person sees of one command after the other. Keys are random and stamps take their time from the computer: those are left out. */
class Story {
  #parts: string[] = [];

  constructor(
    private readonly office: Office,
    private readonly lang: string,
  ) {}

  async type(...argv: string[]): Promise<void> {
    const { folder, now } = this.office;
    const env = { BANGIAO_PASSPHRASE_FILE: join(folder, "mat-khau.txt"), BANGIAO_LANG: this.lang };
    this.#parts.push(await transcript(argv, { cwd: folder, now, env: { USER: "can-bo", ...env } }));
  }

  note(text: string): void {
    this.#parts.push(`${text}\n`);
  }

  told(): string {
    return this.#parts
      .join("\n")
      .replaceAll(pki.folder, "<stick>")
      .replace(/(?:[0-9A-F]{4}\s+){15}[0-9A-F]{4}/gu, "<FINGERPRINT>")
      .replace(new RegExp(`\\d\\d?/\\d\\d?/${year}(?: \\d\\d:\\d\\d)?`, "gu"), "<time>")
      .replace(/\b[0-9a-f]{64}\b/gu, "<sha256>")
      .replace(/\b[0-9a-f]{16}…/gu, "<short>…")
      .replace(/(?<=BEGIN CERTIFICATE REQUEST-----\n)[A-Za-z0-9+/=\n]+/gu, "<base64>\n");
  }
}

async function anOffice(): Promise<Office> {
  return hongGaiOffice(join(sandbox(), "giao"));
}

async function signedOffice(): Promise<Office> {
  const office = await anOffice();
  await office.must("manifest", "create", "--to", "06685");
  await office.must("manifest", "sign", "--key", "khoa");
  return office;
}

async function addKey(office: Office, name: string): Promise<void> {
  const key = { name, passphrase, commonName: name, rounds: 1000 };
  await createKey(join(office.folder, ".bangiao/keys"), key, office.now);
  await office.must("key", "export", name, "--out", `${name}.crt`);
}

async function trust(office: Office, file: string, der?: Uint8Array): Promise<void> {
  const { keys } = await office.json<{ keys: { name: string; fingerprint: string }[] }>("key", "list");
  const fingerprint = der
    ? createHash("sha256").update(der).digest("hex")
    : keys.find(({ name }) => `${name}.crt` === file)!.fingerprint;
  await office.must("trust", "add", file, "--fingerprint", fingerprint);
}

describe.each(["vi", "en"])("told in %s", (lang) => {
  const golden = (name: string): string => `../golden/${name}.${lang}.txt`;

  it("a key of an authority is taken over from its file, and whatever does not fit is said", async () => {
    const office = await anOffice();
    const root = pki.authority("Gốc");
    const leaf = pki.signer("Bí thư", { issuer: root });
    const story = new Story(office, lang);
    const export_ = ["pkcs12", "-export", "-in", leaf.crt, "-inkey", leaf.key, "-certfile", root.crt];
    pki.write("pass.txt", `${passphrase}\n`);
    pki.openssl(...export_, "-legacy", "-out", "bi-thu.pfx", "-passout", "file:pass.txt");
    pki.openssl(...export_, "-out", "khac.p12", "-passout", "pass:khac");
    pki.write("hong.p12", pki.read("bi-thu.pfx").subarray(0, 900));
    await story.type("key", "import", pki.path("bi-thu.pfx"));
    await story.type("key", "import", pki.path("bi-thu.pfx"));
    await story.type("key", "import", pki.path("khac.p12"));
    await story.type("key", "import", pki.path("hong.p12"));
    await story.type("key", "import", pki.path("khong-co.p12"));
    await story.type("key", "import");
    await story.type("key", "import", pki.path(leaf.crt), "--name", "phan-mem", "--command", "ky-so");
    await story.type("key", "list");
    await expect(story.told()).toMatchFileSnapshot(golden("key-import"));
  });

  it("a certificate is asked of an authority, and the one it gives takes the place of the first", async () => {
    const office = await anOffice();
    const story = new Story(office, lang);
    await story.type("key", "request", "khoa", "--out", "khoa.csr");
    await story.type("key", "request", "khoa");
    await story.type("key", "request", "khong-co");
    const root = pki.authority("Nơi cấp");
    const given = pki.issue("duoc-cap", readFileSync(join(office.folder, "khoa.csr")), root);
    copyFileSync(pki.path(given.crt), join(office.folder, "duoc-cap.crt"));
    copyFileSync(pki.path(root.crt), join(office.folder, "noi-cap.crt"));
    await story.type("key", "import", "noi-cap.crt");
    await story.type("key", "import", "duoc-cap.crt");
    await story.type("key", "list");
    await expect(story.told()).toMatchFileSnapshot(golden("key-request"));
  });

  it("acts of every kind are signed one after the other, checked together, and refused where they do not fit", async () => {
    const office = await signedOffice();
    for (const name of ["van-phong", "chung-kien", "luu-tru"]) await addKey(office, name);
    const story = new Story(office, lang);
    const act = (...words: string[]) => story.type("manifest", "act", ...words);
    await act("co-signature", "--key", "van-phong", "--person", "Lê Văn C", "--position", "Chánh Văn phòng");
    await act("witness", "--key", "chung-kien", "--organisation", "Đảng uỷ tỉnh Quảng Ninh");
    await act("supplement", "--key", "khoa", "--item", "01.KTCH=Biên bản họp, tìm thấy ngày 29/6/2025");
    await act("renewal", "--key", "luu-tru", "--statement", "Kho lưu trữ đã kiểm tra lại.");
    await story.type("manifest", "acts");
    await office.must("key", "export", "khoa", "--out", "khoa.crt");
    for (const name of ["khoa", "van-phong", "chung-kien", "luu-tru"]) await trust(office, `${name}.crt`);
    await story.type("manifest", "acts", id);
    await act("witness", "--key", "khoa");
    await act("co-signature", "--key", "van-phong");
    await act("supplement", "--key", "chung-kien", "--item", "x");
    await act("apology", "--key", "khoa");
    await act("witness");
    const path = join(office.folder, ".bangiao/handovers", id, "acts/act-02-witness.json");
    writeFileSync(path, readFileSync(path, "utf8").replace("Đã chứng kiến", "Chưa chứng kiến"));
    await story.type("manifest", "acts");
    await act("renewal", "--key", "luu-tru");
    await expect(story.told()).toMatchFileSnapshot(golden("manifest-act"));
  });

  it("a time stamp is got in two steps by stick", async () => {
    const office = await signedOffice();
    office.now = new Date();
    const tsa = pki.signer("Dấu thời gian", { extensions: Pki.stamping });
    const story = new Story(office, lang);
    const stamp = (...words: string[]) => story.type("manifest", "timestamp", ...words);
    await stamp("--response", "in.tsr");
    await stamp("--request", "out.tsq");
    const asked = readFileSync(join(office.folder, "out.tsq"));
    writeFileSync(join(office.folder, "in.tsr"), pki.stamp(tsa, asked));
    writeFileSync(join(office.folder, "trang.tsr"), "");
    const other = await signedOffice();
    await other.must("manifest", "timestamp", "--request", "out.tsq");
    const foreign = pki.stamp(tsa, readFileSync(join(other.folder, "out.tsq")));
    writeFileSync(join(office.folder, "khac.tsr"), foreign);
    await stamp("--response", "trang.tsr");
    await stamp("--response", "khac.tsr");
    await stamp("--response", "in.tsr");
    copyFileSync(pki.path(tsa.crt), join(office.folder, "tsa.crt"));
    await trust(office, "tsa.crt", tsa.der);
    await stamp("--response", "in.tsr");
    await stamp();
    await expect(story.told()).toMatchFileSnapshot(golden("manifest-timestamp"));
  });

  it("a signature that was made elsewhere is taken in, and others are refused with what is wrong", async () => {
    const office = await anOffice();
    await office.must("manifest", "create", "--to", "06685");
    office.now = new Date();
    const signer = pki.signer("Bí thư Đảng uỷ", { subject });
    const manifest = readFileSync(join(office.folder, ".bangiao/handovers", id, "manifest.json"));
    const put = (name: string, bytes: Uint8Array) => writeFileSync(join(office.folder, name), bytes);
    put("khac.p7s", pki.sign("khác\n", signer, "-cades"));
    put("kem-noi-dung.p7s", pki.sign(manifest, signer, "-cades", "-nodetach"));
    put("thieu.p7s", pki.sign(manifest, signer, "-noattr"));
    put("sha1.p7s", pki.sign(manifest, signer, "-cades", "-md", "sha1"));
    put("khong-phai.p7s", Buffer.from("chữ ký"));
    put("ky.p7s", pki.sign(manifest, signer, "-cades"));
    const story = new Story(office, lang);
    for (const name of ["khac", "kem-noi-dung", "thieu", "sha1", "khong-phai", "khong-co", "ky"])
      await story.type("manifest", "sign", "--signature", `${name}.p7s`);
    await office.must("package", "create", "--out", office.folder);
    copyFileSync(pki.path(signer.crt), join(office.folder, "bi-thu.crt"));
    await trust(office, "bi-thu.crt", signer.der);
    await story.type("verify", `${id}.zip`);
    await expect(story.told()).toMatchFileSnapshot(golden("manifest-sign--elsewhere"));
  });

  it("verify keeps everything that its verdict rests on: certificates, revocation lists, stamps, the report", async () => {
    const office = await anOffice();
    const root = pki.authority("Gốc");
    const middle = pki.authority("Cấp dưới", { issuer: root });
    const signer = pki.signer("Chủ nhiệm", { issuer: middle, subject });
    const tsa = pki.signer("Dấu thời gian", { issuer: root, extensions: Pki.stamping });
    await office.must("manifest", "create", "--to", "06685");
    const manifest = readFileSync(join(office.folder, ".bangiao/handovers", id, "manifest.json"));
    const elsewhere = join(office.folder, "ky.p7s");
    writeFileSync(elsewhere, pki.sign(manifest, signer, "-cades", "-certfile", middle.crt));
    await office.must("manifest", "sign", "--signature", elsewhere);
    await addKey(office, "chung-kien");
    await office.must("manifest", "act", "witness", "--key", "chung-kien");
    office.now = new Date();
    await office.must("manifest", "timestamp", "--request", "out.tsq");
    writeFileSync(
      join(office.folder, "in.tsr"),
      pki.stamp(tsa, readFileSync(join(office.folder, "out.tsq")), root),
    );
    await office.must("manifest", "timestamp", "--response", "in.tsr");
    await office.must("package", "create", "--out", office.folder);

    const receiver = await newHongGaiOffice(join(office.folder, "../nhan"));
    receiver.now = office.now;
    const until = { from: "20250620000000Z", until: "20350101000000Z" };
    for (const [name, authority] of [
      ["goc", root],
      ["cap-duoi", middle],
    ] as const) {
      await trust(receiver, pki.path(authority.crt), authority.der);
      writeFileSync(join(receiver.folder, `${name}.crl`), pki.revocationList(authority, [], until));
      await receiver.must("trust", "add", `${name}.crl`);
    }
    const zip = join(receiver.folder, `${id}.zip`);
    copyFileSync(join(office.folder, `${id}.zip`), zip);
    const story = new Story(receiver, lang);
    await story.type("verify", `${id}.zip`, "--require-revocation", "--evidence", "bang-chung");
    const kept = join(receiver.folder, "bang-chung");
    const endings = readdirSync(kept).map((name) => name.replace(/^[0-9a-f]{64}\./u, "<sha256>."));
    story.note(["bang-chung/", ...endings.sort()].join("\n  "));
    await expect(story.told()).toMatchFileSnapshot(golden("verify--evidence"));

    // Other programs read what was kept, and it is what was there.
    mkdirSync(pki.path(lang), { recursive: true });
    for (const name of readdirSync(kept)) {
      const path = join(kept, name);
      const sha256 = name.slice(0, 64);
      if (name.endsWith(".crt")) {
        const print = String(pki.openssl("x509", "-in", path, "-noout", "-fingerprint", "-sha256"));
        expect(print.replaceAll(":", "").toLowerCase()).toContain(sha256);
      } else if (name.endsWith(".crl") || name.endsWith(".tst")) {
        expect(createHash("sha256").update(readFileSync(path)).digest("hex")).toBe(sha256);
      }
    }
    const report = JSON.parse(readFileSync(join(kept, "report.json"), "utf8"));
    expect(report).toMatchObject({ format: "bangiao-verification/1", verdict: "valid" });
    expect(readFileSync(join(kept, "report.txt"), "utf8")).toContain("ETSI EN 319 102-1");
  });
});
