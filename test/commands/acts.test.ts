import { copyFileSync, cpSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readAct, serialiseAct } from "../../src/manifest/index.js";
import { createKey, openKey, signBytes } from "../../src/signing/index.js";
import { hongGaiOffice, newHongGaiOffice, type Office } from "../custody/offices.js";
import { sandbox } from "../support/sandbox.js";

const id = "BG-06691-20250628-01";
const passphrase = "mật khẩu thử";

interface Story {
  giver: Office;
  /** Folder of the acts. */
  acts: string;
  /** Codes of what `manifest acts` finds wrong. */
  wrong: () => Promise<string[]>;
}

async function addKey(office: Office, name: string, trusted = true): Promise<string> {
  const key = { name, passphrase, commonName: name, rounds: 1000 };
  const { fingerprint } = await createKey(join(office.folder, ".bangiao/keys"), key, office.now);
  if (trusted) await trustKey(office, name, fingerprint);
  return fingerprint;
}

/** Fingerprint of the key that every office has from the start. */
async function printOf(office: Office): Promise<string> {
  const { keys } = await office.json<{ keys: { name: string; fingerprint: string }[] }>("key", "list");
  return keys.find(({ name }) => name === "khoa")!.fingerprint;
}

async function trustKey(office: Office, name: string, fingerprint: string): Promise<void> {
  await office.must("key", "export", name, "--out", "k.crt");
  await office.must("trust", "add", "k.crt", "--fingerprint", fingerprint);
}

/** A signed handover with a second signature of the giver's side, a witness and a supplement. */
async function story(changes: Parameters<typeof hongGaiOffice>[1] = {}): Promise<Story> {
  const giver = await hongGaiOffice(join(sandbox(), "giao"), changes);
  await giver.must("manifest", "create", "--to", "06685");
  await giver.must("manifest", "sign", "--key", "khoa");
  await trustKey(giver, "khoa", await printOf(giver));
  for (const name of ["van-phong", "chung-kien"]) await addKey(giver, name);
  await giver.must("manifest", "act", "co-signature", id, "--key", "van-phong", "--person", "Lê Văn C");
  await giver.must("manifest", "act", "witness", "--key", "chung-kien", "--organisation", "Đảng uỷ tỉnh");
  const item = "01=Biên bản họp, tìm thấy ngày 29/6/2025";
  await giver.must("manifest", "act", "supplement", "--key", "khoa", "--item", item);
  const wrong = async (): Promise<string[]> => {
    const { findings } = await giver.json<{ findings: { code: string; severity: string }[] }>(
      "manifest",
      "acts",
    );
    const codes = findings.filter(({ severity }) => severity === "error").map(({ code }) => code);
    return [...new Set(codes)].sort();
  };
  return { giver, acts: join(giver.folder, ".bangiao/handovers", id, "acts"), wrong };
}

const [first, second, third] = [
  "act-01-co-signature.json",
  "act-02-witness.json",
  "act-03-supplement.json",
] as const;

describe("the acts of a handover", () => {
  it("follow each other, are all checked, and are told in both languages", async () => {
    const { giver, wrong } = await story();
    expect(await wrong()).toEqual([]);
    const shown = await giver.must("manifest", "acts");
    expect(shown).toContain("chữ ký cùng bên giao: van-phong · hợp lệ");
    expect(shown).toContain("xác nhận của người chứng kiến: chung-kien · hợp lệ");
    expect(await giver.must("manifest", "acts", "--lang", "en")).toContain("supplement");
    const { acts } = await giver.json<{ acts: { signature: { indication: string; steps: object[] } }[] }>(
      "manifest",
      "acts",
    );
    for (const { signature } of acts) {
      expect(signature.indication).toBe("total-passed");
      expect(signature.steps).toHaveLength(12);
    }
    expect(await giver.must("log")).toContain("ký văn bản kèm theo");
    const folder = join(giver.folder, ".bangiao/handovers", id, "acts");
    const alone = await giver.type("verify", join(folder, second));
    expect([alone.exitCode, alone.stdout]).toEqual([3, ""]);
    expect(alone.stderr).toContain("bangiao manifest accept-act");
  });

  it("take in the receipt, and a keeper may confirm them all later", async () => {
    const { giver, wrong } = await story();
    const receiver = await newHongGaiOffice(join(giver.folder, "../nhan"));
    await giver.must("package", "create", "--out", giver.folder);
    const words = ["--accept-all", "--key", "khoa", "--out", giver.folder];
    const fingerprint = ["--fingerprint", await printOf(giver)];
    await receiver.must("receive", join(giver.folder, `${id}.zip`), ...words, ...fingerprint);
    giver.now = receiver.now;
    const receiverPrint = await printOf(receiver);
    const answer = join(giver.folder, `${id}.receipt.json`);
    await giver.must("manifest", "accept-receipt", answer, "--fingerprint", receiverPrint);
    await receiver.must("key", "export", "khoa", "--out", join(giver.folder, "nhan.crt"));
    await giver.must("trust", "add", "nhan.crt", "--fingerprint", receiverPrint, "--label", "Bên nhận");
    await giver.must("manifest", "act", "renewal", "--key", "khoa");
    expect(await wrong()).toEqual([]);
    const { acts } = await giver.json<{ acts: { kind: string }[] }>("manifest", "acts");
    expect(acts.map(({ kind }) => kind)).toEqual([
      ...["receipt", "co-signature", "witness", "supplement", "renewal"],
    ]);
  });

  it("are refused from one person in two roles, twice, or for the giver by somebody else", async () => {
    const { giver } = await story();
    await addKey(giver, "la");
    const refused = async (...words: string[]): Promise<string> => {
      const { exitCode, stderr } = await giver.type("manifest", "act", ...words);
      expect(exitCode).toBe(3);
      return stderr;
    };
    expect(await refused("witness", "--key", "khoa")).toContain("hai vai khác nhau");
    expect(await refused("co-signature", "--key", "van-phong")).toContain("đã ký bản kê này rồi");
    expect(await refused("supplement", "--key", "la")).toContain("không phải người đã ký bản kê");
  });
});

describe("attacks on the acts", () => {
  it("an act that was dropped is missed, in the middle by what follows it, at the end by the records", async () => {
    const { acts, wrong } = await story();
    rmSync(join(acts, third));
    expect(await wrong()).toEqual(["act-known-missing"]);
    rmSync(join(acts, second));
    rmSync(join(acts, first));
    expect(await wrong()).toEqual(["act-known-missing"]);
    const again = await story();
    rmSync(join(again.acts, second));
    expect((await again.wrong()).sort()).toEqual(["act-known-missing", "act-previous-missing"]);
  });

  it("acts put in another order by their names are the same chain", async () => {
    const { acts, wrong } = await story();
    for (const end of ["", ".p7s"]) {
      renameSync(join(acts, first + end), join(acts, `x${end}`));
      renameSync(join(acts, third + end), join(acts, first + end));
      renameSync(join(acts, `x${end}`), join(acts, third + end));
    }
    expect(await wrong()).toEqual([]);
  });

  it("an act replayed to another handover is refused there", async () => {
    const { acts } = await story();
    const other = await story({ 2: { title: "Một hồ sơ khác" } });
    cpSync(acts, other.acts, { recursive: true });
    expect(await other.wrong()).toEqual(
      expect.arrayContaining(["receipt-other-manifest", "act-previous-missing"]),
    );
  });

  it("an act signed again with another key breaks what follows it", async () => {
    const { giver, acts, wrong } = await story();
    await addKey(giver, "la");
    const signer = await openKey(join(giver.folder, ".bangiao/keys"), "la", passphrase);
    const path = join(acts, first);
    writeFileSync(`${path}.p7s`, await signBytes(readFileSync(path), signer, giver.now));
    expect(await wrong()).toContain("receipt-other-signature");
  });

  it("an act that says something else no longer fits its signature nor what follows", async () => {
    const { acts, wrong } = await story();
    const path = join(acts, second);
    const { act } = readAct(readFileSync(path));
    writeFileSync(path, serialiseAct({ ...act!, statement: "Không chứng kiến gì cả." }));
    expect(await wrong()).toEqual(
      expect.arrayContaining(["signature-digest-differs", "act-previous-missing", "act-known-missing"]),
    );
  });

  it("more acts than any handover has, or larger ones, are not read, and the folder is named", async () => {
    const { giver, acts } = await story();
    const list = join(acts, "../manifest.json");
    truncateSync(join(acts, third), 40 * 1024 * 1024);
    const large = await giver.type("manifest", "acts", list);
    expect([large.exitCode, large.stdout]).toEqual([3, ""]);
    expect(large.stderr).toContain(third);
    expect(large.stderr).toContain("quá lớn");
    for (let number = 4; number <= 201; number += 1) writeFileSync(join(acts, `act-${number}-x.json`), "");
    const many = await giver.type("manifest", "acts", list);
    expect([many.exitCode, many.stdout]).toEqual([3, ""]);
    expect(many.stderr).toContain("201 văn bản ký, quá mức 200");
  });

  it("the manifest swapped after signing stops everything", async () => {
    const { giver, acts } = await story();
    const path = join(acts, "../manifest.json");
    writeFileSync(path, readFileSync(path, "utf8").replace("Hồng Gai", "Hồng Hà"));
    expect((await giver.type("manifest", "acts")).exitCode).toBe(3);
  });

  it("the same act under two names, and two acts in one place, are seen", async () => {
    const { acts, wrong } = await story();
    for (const end of ["", ".p7s"]) copyFileSync(join(acts, third + end), join(acts, `act-04-x.json${end}`));
    expect(await wrong()).toEqual(expect.arrayContaining(["act-repeated", "act-forked"]));
  });

  it.each([
    ["a byte-order mark", (text: string) => `\uFEFF${text}`, "list-byte-order-mark"],
    ["Windows line ends", (text: string) => text.replaceAll("\n", "\r\n"), "list-line-ending"],
    ["a key given twice", (text: string) => text.replace('"id":', '"id":"x","id":'), "list-key-duplicate"],
    ["decomposed letters", (text: string) => text.normalize("NFD"), "list-not-nfc"],
    ["nothing at all", () => "", "list-empty"],
    ["another role", (text: string) => text.replace('"role":"giver"', '"role":"keeper"'), "act-role-wrong"],
  ])("an act with %s is not read", async (_, change, code) => {
    const { acts, wrong } = await story();
    const path = join(acts, first);
    writeFileSync(path, change(readFileSync(path, "utf8")));
    expect(await wrong()).toContain(code);
  });
});
