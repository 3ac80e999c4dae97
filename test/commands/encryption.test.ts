import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateIdentity, identityToRecipient } from "age-encryption";
import { beforeAll, describe, expect, it } from "vitest";
import { hongGaiOffice, newHongGaiOffice, type Office } from "../custody/offices.js";
import { sandbox } from "../support/sandbox.js";

const id = "BG-06691-20250628-01";
let identity: string;
let recipient: string;
beforeAll(async () => {
  identity = await generateIdentity();
  recipient = await identityToRecipient(identity);
});

async function signedOffice(): Promise<{ office: Office; stick: string; key: string; print: string }> {
  const folder = sandbox();
  const stick = join(folder, "usb");
  mkdirSync(stick);
  const office = await hongGaiOffice(join(folder, "giao"));
  await office.must("manifest", "create", "--to", "06685");
  await office.must("manifest", "sign", "--key", "khoa");
  const { keys } = await office.json<{ keys: { fingerprint: string }[] }>("key", "list");
  const key = join(folder, "khoa.txt");
  writeFileSync(key, `# chú thích\n${identity}\n`);
  return { office, stick, key, print: keys[0]!.fingerprint };
}

const leftovers = () => readdirSync(tmpdir()).filter((name) => /^bangiao-open-/u.test(name));

it("verify keeps what its verdict rests on", async () => {
  const { office, stick, print } = await signedOffice();
  await office.must("package", "create", "--out", stick);
  const folder = join(stick, "bang-chung");
  await office.must("verify", join(stick, `${id}.zip`), "--fingerprint", print, "--evidence", folder);
  expect(readdirSync(folder).sort()).toEqual([`${print}.crt`, "report.json", "report.txt"].sort());
  expect(readFileSync(join(folder, "report.txt"), "utf8")).toContain("HỢP LỆ");
});

describe("an encrypted package", () => {
  it("opens for the recipient only, is verified and received like an open one, and leaves nothing open behind", async () => {
    const { office, stick, key, print } = await signedOffice();
    const made = await office.type("package", "create", "--out", stick, "--encrypt-to", recipient);
    expect(made.exitCode).toBe(0);
    expect(made.stderr).toContain("không phải biện pháp bảo vệ bí mật nhà nước");
    expect(readdirSync(stick)).toEqual([`${id}.zip.age`]);
    const handovers = join(office.folder, ".bangiao/handovers");
    expect(readdirSync(handovers)).toEqual([id]);
    const before = leftovers();
    const package_ = join(stick, `${id}.zip.age`);
    await office.must("verify", package_, "--fingerprint", print, "--identity", key);
    const receiver = await newHongGaiOffice(join(stick, "../nhan"));
    const words = ["--accept-all", "--key", "khoa", "--fingerprint", print, "--out", stick];
    await receiver.must("receive", package_, "--identity", key, ...words);
    writeFileSync(key, `${await generateIdentity()}\n`);
    const stranger = await office.type("verify", package_, "--identity", key);
    expect([stranger.exitCode, stranger.stdout]).toEqual([3, ""]);
    expect(stranger.stderr).toContain("khoá hoặc mật khẩu không đúng");
    expect(leftovers()).toEqual(before);
  });

  it("with a passphrase opens with it, and not once a byte was changed", async () => {
    const { office, stick, print } = await signedOffice();
    await office.must("package", "create", "--out", stick, "--encrypt-passphrase");
    const package_ = join(stick, `${id}.zip.age`);
    await office.must("verify", package_, "--fingerprint", print);
    const bytes = readFileSync(package_);
    bytes[bytes.length - 100]! ^= 1;
    writeFileSync(package_, bytes);
    const damaged = await office.type("verify", package_, "--fingerprint", print);
    expect([damaged.exitCode, damaged.stdout]).toEqual([3, ""]);
    expect(damaged.stderr).toContain("bị hỏng hoặc bị sửa");
  });

  it("is refused to a key that is none, and nothing is written", async () => {
    const { office, stick } = await signedOffice();
    const refused = await office.type("package", "create", "--out", stick, "--encrypt-to", "age1khongphai");
    expect(refused.exitCode).toBe(3);
    expect(readdirSync(stick)).toEqual([]);
  });

  it.skipIf(spawnSync("age", ["--version"]).error !== undefined)(
    "goes both ways with the program age",
    async () => {
      const { office, stick, key, print } = await signedOffice();
      await office.must("package", "create", "--out", stick, "--encrypt-to", recipient);
      const open = join(stick, `${id}.zip`);
      execFileSync("age", ["-d", "-i", key, "-o", open, `${open}.age`]);
      await office.must("verify", open, "--fingerprint", print);
      execFileSync("age", ["-r", recipient, "-o", join(stick, "x.age"), open]);
      await office.must("verify", join(stick, "x.age"), "--fingerprint", print, "--identity", key);
    },
  );
});
