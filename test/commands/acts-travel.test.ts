import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { VerificationResult } from "../../src/package/index.js";
import { createKey } from "../../src/signing/index.js";
import {
  fileReceipt,
  fingerprintOf,
  handOver,
  hongGaiOffice,
  newHongGaiOffice,
  type Office,
} from "../custody/offices.js";
import { run } from "../support/run.js";
import { sandbox } from "../support/sandbox.js";

const id = "BG-06691-20250628-01";
const passphrase = "mật khẩu thử";

async function printOf(office: Office, name = "khoa"): Promise<string> {
  const { keys } = await office.json<{ keys: { name: string; fingerprint: string }[] }>("key", "list");
  return keys.find((one) => one.name === name)!.fingerprint;
}

async function addKey(office: Office, name: string): Promise<string> {
  const key = { name, passphrase, commonName: name, rounds: 1000 };
  return (await createKey(join(office.folder, ".bangiao/keys"), key, office.now)).fingerprint;
}

/** A signed handover of the old Phường Hồng Gai, and a copy of its folder on the computer of the office next door. */
async function twoDesks(): Promise<{ giver: Office; other: Office; fingerprint: string }> {
  const home = sandbox();
  const giver = await hongGaiOffice(join(home, "giao"));
  await giver.must("manifest", "create", "--to", "06685");
  await giver.must("manifest", "sign", "--key", "khoa");
  const folder = join(home, "van-phong");
  cpSync(giver.folder, folder, { recursive: true });
  const env = { BANGIAO_PASSPHRASE_FILE: join(folder, "mat-khau.txt"), USER: "van-phong" };
  const type = (...argv: string[]) => run(argv, { cwd: folder, env, now: giver.now });
  const must = async (...argv: string[]) => {
    const { exitCode, stdout, stderr } = await type(...argv);
    expect(`${exitCode} ${stderr}`).toMatch(/^0 /u);
    return stdout;
  };
  const json = async <Result>(...argv: string[]) =>
    JSON.parse((await type(...argv, "--format", "json")).stdout) as Result;
  const other: Office = { folder, now: giver.now, type, must, json };
  const fingerprint = await addKey(other, "van-phong");
  return { giver, other, fingerprint };
}

const act = "act-01-co-signature.json";
const sentBy = (office: Office): string => join(office.folder, ".bangiao/handovers", id, "acts", act);

describe("an act that was signed on another computer", () => {
  it.each(["vi", "en"])("is filed once its signer was compared with paper, in %s", async (lang) => {
    const { giver, other, fingerprint } = await twoDesks();
    await other.must("manifest", "act", "co-signature", "--key", "van-phong", "--person", "Lê Văn C");
    for (const end of ["", ".p7s"]) cpSync(sentBy(other) + end, join(giver.folder, act + end));
    const words = ["manifest", "accept-act", act, "--lang", lang];
    const told: string[] = [];
    for (const more of [[], ["--fingerprint", fingerprint], ["--fingerprint", fingerprint]]) {
      const { stdout, exitCode } = await giver.type(...words, ...more);
      told.push(`$ bangiao ${[...words, ...more].join(" ")}\n${stdout}[exit ${exitCode}]\n`);
    }
    const printed = fingerprint.toUpperCase().match(/.{4}/gu)!;
    const plain = told
      .join("\n")
      .replaceAll(fingerprint, "<fingerprint>")
      .replaceAll(fingerprint.slice(0, 16), "<short>")
      .replace(new RegExp(printed.join("\\s+"), "gu"), "<FINGERPRINT>");
    await expect(plain).toMatchFileSnapshot(`../golden/manifest-accept-act.${lang}.txt`);
    expect(readFileSync(sentBy(giver))).toEqual(readFileSync(sentBy(other)));
    expect(await giver.must("log", "--lang", lang)).toContain(
      lang === "vi" ? "lưu văn bản ký kèm" : "act filed",
    );
  });

  it("is not filed when a byte of it, its signature or its place in the chain is not right", async () => {
    const { giver, other, fingerprint } = await twoDesks();
    await other.must("manifest", "act", "co-signature", "--key", "van-phong");
    const bytes = readFileSync(sentBy(other));
    const p7s = readFileSync(`${sentBy(other)}.p7s`);
    const tried = async (change: { bytes?: Buffer; p7s?: Buffer | null }): Promise<string[]> => {
      writeFileSync(join(giver.folder, "x.json"), change.bytes ?? bytes);
      writeFileSync(join(giver.folder, "x.json.p7s"), change.p7s ?? p7s);
      const { exitCode, stdout } = await giver.type(
        ...["manifest", "accept-act", "x.json", "--fingerprint", fingerprint, "--format", "json"],
      );
      expect(exitCode).toBe(1);
      return (JSON.parse(stdout) as { findings: { code: string }[] }).findings.map(({ code }) => code);
    };
    const text = bytes.toString("utf8");
    expect(await tried({ bytes: Buffer.from(text.replace("Cùng ký", "Không ký")) })).toContain(
      "signature-digest-differs",
    );
    expect(await tried({ bytes: Buffer.from(text.replaceAll("\n", "\r\n")) })).toContain("list-line-ending");
    const broken = Buffer.from(p7s);
    broken[broken.length - 4]! ^= 1;
    expect((await tried({ p7s: broken })).length).toBeGreaterThan(0);
    expect(await giver.json("manifest", "acts")).toMatchObject({ acts: [] });

    // Both desks sign on top of the same list: one of the two has to be signed again.
    await addKey(giver, "van-thu");
    await giver.must("manifest", "act", "co-signature", "--key", "van-thu");
    expect(await tried({})).toContain("act-forked");
  });

  it("is told apart from a receipt and from an act of a handover that is not known here", async () => {
    const { giver, other } = await twoDesks();
    await other.must("manifest", "act", "co-signature", "--key", "van-phong");
    const stranger = await newHongGaiOffice(join(giver.folder, "../nhan"));
    const lost = await stranger.type("manifest", "accept-act", sentBy(other));
    expect(lost.exitCode).toBe(3);
    expect(lost.stderr).toContain(id);
    await giver.must("package", "create", "--out", giver.folder);
    const answer = ["--accept-all", "--key", "khoa", "--out", giver.folder];
    await stranger.must(
      ...["receive", join(giver.folder, `${id}.zip`), ...answer, "--fingerprint", await printOf(giver)],
    );
    const receipt = await giver.type("manifest", "accept-act", `${id}.receipt.json`);
    expect(receipt.exitCode).toBe(3);
    expect(receipt.stderr).toContain("manifest accept-receipt");
  });
});

describe("acts travel with the package", () => {
  it("are checked by verify, kept by the receiver, and open to anybody who unpacks it", async () => {
    const { giver } = await twoDesks();
    const witness = await addKey(giver, "chung-kien");
    await giver.must("manifest", "act", "witness", "--key", "chung-kien", "--organisation", "Đảng uỷ tỉnh");
    await giver.must("package", "create", "--out", giver.folder);
    const zip = join(giver.folder, `${id}.zip`);
    const receiver = await newHongGaiOffice(join(giver.folder, "../nhan"));
    const fingerprint = ["--fingerprint", await printOf(giver)];

    const verified = await receiver.json<VerificationResult>("verify", zip, ...fingerprint);
    expect(verified.verdict).toBe("valid");
    expect(verified.stages.at(-1)).toMatchObject({ stage: "acts", outcome: "passed" });
    expect(verified.acts).toMatchObject([{ kind: "witness", verdict: "untrusted", fingerprint: witness }]);
    expect(verified.findings.map(({ code, severity }) => [code, severity])).toContainEqual([
      "act-signer-untrusted",
      "warning",
    ]);
    expect(await receiver.must("verify", zip, ...fingerprint)).toMatch(/Văn bản ký kèm\s+đạt/u);

    await receiver.must("receive", zip, "--accept-all", "--key", "khoa", ...fingerprint);
    const { acts } = await receiver.json<{ acts: { kind: string }[] }>("manifest", "acts");
    expect(acts.map(({ kind }) => kind)).toEqual(["receipt", "witness"]);

    // OpenSSL judges the act as it lies in the bag, and our own check needs no workspace.
    const bag = join(giver.folder, "goi");
    mkdirSync(bag);
    execFileSync("unzip", ["-qq", zip, "-d", bag]);
    const handover = join(bag, id, "handover");
    await giver.must("key", "export", "chung-kien", "--out", "w.crt");
    const path = join(handover, "acts/act-01-witness.json");
    const openssl = ["cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", `${path}.p7s`];
    const trusted = ["-CAfile", join(giver.folder, "w.crt"), "-purpose", "any", "-attime", "1751076000"];
    execFileSync("openssl", [...openssl, "-content", path, ...trusted, "-out", "/dev/null"], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    const alone = await run(["manifest", "acts", join(handover, "manifest.json"), "--format", "json"], {
      cwd: bag,
      now: giver.now,
    });
    expect(JSON.parse(alone.stdout)).toMatchObject({ id, acts: [{ kind: "witness", fingerprint: witness }] });
  });

  it("make the package invalid when one was changed, though every digest of the bag was made to fit", async () => {
    const { giver } = await twoDesks();
    await addKey(giver, "chung-kien");
    await giver.must("manifest", "act", "witness", "--key", "chung-kien");
    const path = join(giver.folder, ".bangiao/handovers", id, "acts/act-01-witness.json");
    writeFileSync(path, readFileSync(path, "utf8").replace("Đã chứng kiến", "Chưa chứng kiến"));
    await giver.must("package", "create", "--out", giver.folder);
    const zip = join(giver.folder, `${id}.zip`);
    const result = await giver.json<VerificationResult>("verify", zip, "--fingerprint", await printOf(giver));
    expect(result.verdict).toBe("invalid");
    expect(result.stages.find(({ stage }) => stage === "digests")?.outcome).toBe("passed");
    expect(result.findings.filter(({ stage }) => stage === "acts").map(({ code }) => code)).toContain(
      "signature-digest-differs",
    );
  });
});

it("an act that follows the receipt travels with it, so that a package made again is valid", async () => {
  const home = sandbox();
  const giver = await hongGaiOffice(join(home, "giao"));
  const receiver = await newHongGaiOffice(join(home, "nhan"));
  const { receive } = await handOver(giver, join(home, "usb"), "--to", "06685");
  const fingerprint = await fingerprintOf(giver);
  await receiver.must(...receive, "--accept-all");
  await fileReceipt(giver, receiver, join(home, "usb"), id);
  giver.now = new Date("2025-07-02T02:00:00Z");
  await addKey(giver, "luu-tru");
  await giver.must("manifest", "act", "renewal", id, "--key", "luu-tru");
  const stick = join(home, "usb2");
  mkdirSync(stick);
  await giver.must("package", "create", id, "--out", stick);
  const zip = join(stick, `${id}.zip`);
  const { verdict, acts } = await giver.json<VerificationResult>("verify", zip, "--fingerprint", fingerprint);
  expect(verdict).toBe("valid");
  expect(acts.map(({ kind }) => kind)).toEqual(["renewal", "receipt"]);
});
