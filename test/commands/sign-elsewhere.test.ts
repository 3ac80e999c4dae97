import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { hongGaiOffice, type Office } from "../custody/offices.js";
import { Pki, type PkiSigner } from "../support/pki.js";
import { sandbox } from "../support/sandbox.js";

let pki: Pki;
let signer: PkiSigner;
beforeAll(() => {
  pki = new Pki();
  signer = pki.signer("Bí thư");
});
afterAll(() => pki.remove());

async function withList(): Promise<{ office: Office; id: string; manifest: Buffer }> {
  const office = await hongGaiOffice(sandbox());
  await office.must("manifest", "create", "--to", "06685", "--to-name", "Phường Hồng Gai", "--with-errors");
  const id = "BG-06691-20250628-01";
  const manifest = readFileSync(join(office.folder, ".bangiao/handovers", id, "manifest.json"));
  return { office, id, manifest };
}

it("takes a signature that another program made over the list, and who made it is in the records", async () => {
  const { office, id, manifest } = await withList();
  const file = join(office.folder, "ky.p7s");
  writeFileSync(file, pki.sign(manifest, signer, "-cades"));
  const signed = await office.must("manifest", "sign", "--signature", file);
  expect(signed).toContain("Bí thư");
  const kept = readFileSync(join(office.folder, ".bangiao/handovers", id, "manifest.json.p7s"));
  expect(kept.equals(readFileSync(file))).toBe(true);
});

it.each([
  ["is over another file", () => pki.sign("khác\n", signer, "-cades"), "khác với nội dung đã được ký"],
  [
    "has no signed attributes",
    (manifest: Buffer) => pki.sign(manifest, signer, "-noattr"),
    "thuộc tính được ký",
  ],
  [
    "carries the file inside",
    (manifest: Buffer) => pki.sign(manifest, signer, "-nodetach"),
    "nội dung riêng",
  ],
  ["is no signature", () => new TextEncoder().encode("chữ ký"), "hỏng"],
])("refuses a signature that %s, and the list stays unsigned", async (_, make, words) => {
  const { office, manifest } = await withList();
  const file = join(office.folder, "ky.p7s");
  writeFileSync(file, make(manifest));
  const refused = await office.type("manifest", "sign", "--signature", file);
  expect(refused.exitCode).toBe(3);
  expect(refused.stderr).toContain(words);
  await office.must("manifest", "sign", "--key", "khoa");
});
