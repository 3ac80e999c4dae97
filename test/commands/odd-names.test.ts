import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createKey } from "../../src/signing/index.js";
import { hongGaiOffice, newHongGaiOffice, type Office } from "../custody/offices.js";
import { sandbox } from "../support/sandbox.js";

const id = "BG-06691-20250628-01";
/** Clears a terminal, turns writing round, breaks a line, and would be a formula in a sheet. */
const commonName = "=1+1 Hồng\u001b[2J\u202eGai\u0000\r\nLỗi: giả\u009b31m";
const organisation = "Đảng uỷ\u001b]0;x\u0007 phường";

async function addOddKey(office: Office, name: string): Promise<string> {
  const key = { name, passphrase: "mật khẩu thử", commonName, organisation, rounds: 1000 };
  return (await createKey(join(office.folder, ".bangiao/keys"), key, office.now)).fingerprint;
}

/** Control characters, and what turns writing round, but line ends. */
const dangerous = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

it("control characters in the names of certificates are shown escaped on the console, in reports and on paper", async () => {
  const home = sandbox();
  const giver = await hongGaiOffice(join(home, "giao"));
  const fingerprint = await addOddKey(giver, "la");
  await addOddKey(giver, "chung-kien");
  const said: [string, string][] = [];
  const tell = async (office: Office, ...argv: string[]): Promise<void> => {
    for (const more of [[], ["--lang", "en"], ["--format", "json"]]) {
      const { stdout, stderr, exitCode } = await office.type(...argv, ...more);
      expect([argv.join(" "), exitCode <= 1]).toEqual([argv.join(" "), true]);
      said.push([[...argv, ...more].join(" "), `${stdout}${stderr}`]);
    }
  };
  await giver.must("key", "export", "la", "--out", "la.crt");
  await giver.must("trust", "add", "la.crt", "--fingerprint", fingerprint);
  await giver.must("manifest", "create", "--to", "06685");
  said.push(["sign", await giver.must("manifest", "sign", "--key", "la")]);
  said.push(["act", await giver.must("manifest", "act", "witness", "--key", "chung-kien")]);
  await giver.must("package", "create", "--out", home);
  const zip = join(home, `${id}.zip`);
  await tell(giver, "key", "list");
  await tell(giver, "trust", "list");
  await tell(giver, "manifest", "acts");
  await tell(giver, "verify", zip);
  await tell(giver, "audit", home);
  await tell(giver, "log");
  const receiver = await newHongGaiOffice(join(home, "nhan"));
  await tell(receiver, "verify", zip);
  for (const [what, text] of said) expect([what, dangerous.exec(text)?.[0]]).toEqual([what, undefined]);
  expect(said.some(([, text]) => text.includes("\\u{1b}[2J"))).toBe(true);

  const papers = join(home, "giay");
  mkdirSync(papers);
  await giver.must("print", "minutes", id, "--out", papers);
  for (const name of readdirSync(papers)) {
    const xml = execFileSync("unzip", ["-p", join(papers, name), "word/document.xml"], { encoding: "utf8" });
    expect(dangerous.exec(xml.replaceAll("\r\n", "\n"))?.[0]).toBeUndefined();
  }
});
