import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateIdentity, identityToRecipient } from "age-encryption";
import { beforeAll, describe, expect, it } from "vitest";
import { openStore } from "../../src/store/index.js";
import { hongGaiOffice, newHongGaiOffice, type Office, referencesIn } from "../custody/offices.js";
import { sandbox } from "../support/sandbox.js";
import { anyProgramAtTerminal } from "../support/terminal.js";

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

  it("tells the legal caveat once, however many volumes there are, and makes all of them or none", async () => {
    const { office, stick } = await signedOffice();
    const size = await aVolumeSize(office, stick);
    const words = ["package", "create", "--out", stick, "--volume-size", size, "--encrypt-to", recipient];
    const made = await office.type(...words);
    expect(made.exitCode).toBe(0);
    expect(made.stderr.match(/bí mật nhà nước/gu)).toHaveLength(1);
    const volumes = readdirSync(stick).sort();
    expect(volumes.length).toBeGreaterThan(1);
    expect(volumes.every((name) => name.endsWith(".zip.age"))).toBe(true);
    // One of them is in the way: nothing new, and nothing that was there is lost.
    const last = volumes.at(-1)!;
    for (const name of volumes) if (name !== last) rmSync(join(stick, name));
    const kept = readFileSync(join(stick, last));
    const refused = await office.type(...words);
    expect(refused.exitCode).toBe(3);
    expect(readdirSync(stick)).toEqual([last]);
    expect(readFileSync(join(stick, last)).equals(kept)).toBe(true);
  });

  it("says the caveat in English too, and not at all where nothing is locked", async () => {
    const { office, stick } = await signedOffice();
    const open = await office.type("package", "create", "--out", stick);
    expect([open.exitCode, open.stderr]).toEqual([0, ""]);
    const locked = ["package", "create", "--out", stick, "--encrypt-to", recipient, "--lang", "en"];
    expect((await office.type(...locked)).stderr).toContain("state secrets");
  });

  it("is refused, with nothing written, where a file in it is classified", async () => {
    const { office, stick } = await signedOffice();
    const store = openStore(join(office.folder, ".bangiao/inventory.db"));
    const [file] = store.files.byDocument().values().next().value!;
    store.files.save({ ...file!, secrecy: "mat" });
    store.close();
    const refused = await office.type("package", "create", "--out", stick, "--encrypt-to", recipient);
    expect(refused.exitCode).toBe(1);
    expect(refused.stdout).toContain("mật");
    expect(refused.stderr).not.toContain("bí mật nhà nước");
    expect(readdirSync(stick)).toEqual([]);
    expect(readdirSync(join(office.folder, ".bangiao/handovers"))).toEqual([id]);
  });
});

/** A size that makes several volumes: that of the largest file, and a little more. */
async function aVolumeSize(office: Office, stick: string): Promise<string> {
  const { findings } = await office.json<{ findings: { details: { needed: number } }[] }>(
    ...["package", "create", "--out", stick, "--volume-size", "1K"],
  );
  return String(Math.max(...findings.map(({ details }) => details.needed)) + 900);
}

describe.skipIf(spawnSync("age", ["--version"]).error !== undefined && !process.env.CI)(
  "the program age of Debian",
  () => {
    const age = (...words: string[]) => execFileSync("age", words, { stdio: "pipe" });

    it("opens what we lock, and locks what we open", async () => {
      const { office, stick, key, print } = await signedOffice();
      await office.must("package", "create", "--out", stick, "--encrypt-to", recipient);
      const open = join(stick, `${id}.zip`);
      age("-d", "-i", key, "-o", open, `${open}.age`);
      await office.must("verify", open, "--fingerprint", print);
      age("-r", recipient, "-o", join(stick, "x.age"), open);
      await office.must("verify", join(stick, "x.age"), "--fingerprint", print, "--identity", key);
    });

    it("opens every volume that we lock, and what it locks, as text or not, is verified and received by us", async () => {
      const { office, stick, key, print } = await signedOffice();
      const size = await aVolumeSize(office, stick);
      await office.must(
        ...["package", "create", "--out", stick, "--volume-size", size, "--encrypt-to", recipient],
      );
      const [ours, open, theirs] = ["", "mo", "khoa-lai"].map((name) => join(stick, name));
      for (const folder of [open!, theirs!]) mkdirSync(folder);
      const volumes = readdirSync(ours!).filter((name) => name.endsWith(".age"));
      expect(volumes.length).toBeGreaterThan(1);
      for (const [index, volume] of volumes.entries()) {
        const plain = join(open!, volume.replace(/\.age$/u, ""));
        age("-d", "-i", key, "-o", plain, join(ours!, volume));
        const armor = index === 0 ? ["--armor"] : [];
        age(...armor, "-r", recipient, "-o", join(theirs!, volume), plain);
      }
      const all = (folder: string) => readdirSync(folder).map((name) => join(folder, name));
      const expected = readFileSync(join(theirs!, volumes[0]!), "latin1");
      expect(expected.startsWith("-----BEGIN AGE")).toBe(true);
      await office.must("verify", ...all(open!), "--fingerprint", print);
      await office.must("verify", ...all(theirs!), "--fingerprint", print, "--identity", key);
      const receiver = await newHongGaiOffice(join(stick, "../nhan"));
      const words = ["--accept-all", "--key", "khoa", "--fingerprint", print, "--identity", key];
      await receiver.must("receive", ...all(theirs!), ...words);
      expect(referencesIn(receiver)).toHaveLength(3);
    });

    it("opens with the passphrase what we lock with one, and the other way round", async () => {
      const { office, stick, print } = await signedOffice();
      const passphrase = "mật khẩu thử";
      await office.must("package", "create", "--out", stick, "--encrypt-passphrase");
      const open = join(stick, `${id}.zip`);
      const typed = `${passphrase}\r`;
      const opened = anyProgramAtTerminal(
        ["age", "-d", "-o", open, `${open}.age`],
        [["Enter passphrase", typed]],
        { cwd: stick },
      );
      expect(opened).toMatchObject({ exit: 0, problem: null });
      await office.must("verify", open, "--fingerprint", print);
      const again = join(stick, "lai.zip.age");
      const talk: [string, string][] = [
        ["Enter passphrase", typed],
        ["Confirm passphrase", typed],
      ];
      const locked = anyProgramAtTerminal(["age", "-p", "-o", again, open], talk, { cwd: stick });
      expect(locked).toMatchObject({ exit: 0, problem: null });
      await office.must("verify", again, "--fingerprint", print);
    });
  },
);
