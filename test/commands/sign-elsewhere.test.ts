import { createHash } from "node:crypto";
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

it.each([
  ["was revoked", ["keyUsage=critical,digitalSignature"], true, "đã bị thu hồi"],
  ["may not sign documents", ["keyUsage=critical,keyAgreement"], false, "không"],
] as const)("signs nothing with a certificate that %s", async (_, extensions, revoke, words) => {
  const { office } = await withList();
  const root = pki.authority("Gốc");
  const leaf = pki.signer("Người ký", { issuer: root, extensions: [...extensions] });
  pki.openssl(
    ...["pkcs12", "-export", "-in", leaf.crt, "-inkey", leaf.key, "-certfile", root.crt],
    ...["-out", "la.p12", "-passout", "pass:mật khẩu thử"],
  );
  await office.must("key", "import", pki.path("la.p12"));
  const fingerprint = createHash("sha256").update(root.der).digest("hex");
  await office.must("trust", "add", pki.path(root.crt), "--fingerprint", fingerprint);
  const serial = String(pki.openssl("x509", "-in", leaf.crt, "-noout", "-serial"))
    .trim()
    .split("=")[1]!;
  const revoked = revoke ? [{ serial, at: "250621000000Z" }] : [];
  await office.must("trust", "add", pki.write("list.crl", pki.revocationList(root, revoked)));
  const refused = await office.type("manifest", "sign", "--key", "la");
  expect([refused.exitCode, refused.stdout]).toEqual([3, ""]);
  expect(refused.stderr).toContain("không bên nào chấp nhận");
  expect(refused.stderr).toContain(words);
  await office.must("manifest", "sign", "--key", "khoa");
});
