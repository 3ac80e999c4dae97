import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { hongGaiOffice, type Office } from "../custody/offices.js";
import { sandbox } from "../support/sandbox.js";

const id = "BG-06691-20250628-01";

/** An office with an unsigned list, and a file of every kind with nothing in it. */
async function anOffice(): Promise<Office> {
  const office = await hongGaiOffice(join(sandbox(), "giao"));
  await office.must("manifest", "create", "--to", "06685");
  const put = (name: string) => writeFileSync(join(office.folder, name), "");
  for (const ending of ["crt", "p12", "p7s", "json", "json.p7s", "zip", "zip.age", "txt"]) put(`0.${ending}`);
  mkdirSync(join(office.folder, "goi/handover"), { recursive: true });
  for (const name of ["bagit.txt", "handover/manifest.json", "handover/manifest.json.p7s"])
    put(`goi/${name}`);
  const manifest = readFileSync(join(office.folder, ".bangiao/handovers", id, "manifest.json"));
  writeFileSync(join(office.folder, "list.json"), manifest);
  put("list.json.p7s");
  return office;
}

const fingerprint = ["--fingerprint", "0".repeat(64)];

it.each(["vi", "en"])(
  "a file with nothing in it is answered in words, in %s, whatever it should be",
  async (lang) => {
    const office = await anOffice();
    for (const [what, exitCode, ...argv] of [
      ["a certificate", 3, "trust", "add", "0.crt", ...fingerprint],
      ["a key", 3, "key", "import", "0.p12"],
      ["a certificate for a key", 3, "key", "import", "0.crt"],
      ["a signature made elsewhere", 3, "manifest", "sign", "--signature", "0.p7s"],
      ["an act", 1, "manifest", "accept-act", "0.json"],
      ["a receipt", 1, "manifest", "accept-receipt", "0.json"],
      ["a list", 1, "verify", "0.json"],
      ["the signature of a list", 1, "verify", "list.json"],
      ["a package", 1, "verify", "0.zip"],
      ["everything in an unpacked package", 1, "verify", "goi"],
      ["a package that is taken in", 1, "receive", "0.zip", "--accept-all", "--key", "khoa"],
      ["a locked package", 1, "verify", "0.zip.age", "--identity", "0.txt"],
    ] as [string, number, ...string[]][]) {
      const answer = await office.type(...argv, "--lang", lang);
      expect([what, answer.exitCode, answer.stderr.includes("    at ")]).toEqual([what, exitCode, false]);
      expect(`${answer.stdout}${answer.stderr}`.trim().length, what).toBeGreaterThan(20);
    }
    // Nothing of it was kept.
    expect((await office.json<{ entries: unknown[] }>("trust", "list")).entries).toEqual([]);
    expect((await office.json<{ keys: unknown[] }>("key", "list")).keys).toHaveLength(1);
  },
);
