import { createPrivateKey } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readCertificate } from "../../src/crypto/certificates.js";
import { memorySigner } from "../../src/crypto/signing-key.js";
import {
  addRevocationList,
  addTrust,
  checkSignature,
  loadTrust,
  readTrustCandidate,
  type SignatureCheck,
  type SignatureQuestion,
  signBytes,
} from "../../src/signing/index.js";
import { Pki, type PkiSigner } from "../support/pki.js";
import { sandbox } from "../support/sandbox.js";

const added = new Date("2025-06-28T02:00:00Z");
const now = new Date("2025-07-02T02:00:00Z");
const content = new TextEncoder().encode("bản kê\n");

let pki: Pki;
let root: PkiSigner;
let sub: PkiSigner;
let person: PkiSigner;
let p7s: Uint8Array;
beforeAll(async () => {
  pki = new Pki();
  root = pki.authority("Gốc");
  sub = pki.authority("Cấp dưới", { issuer: root });
  person = pki.signer("Người ký", { issuer: sub });
  const key = createPrivateKey(Buffer.from(pki.read(person.key)));
  p7s = await signBytes(
    content,
    memorySigner(key, readCertificate(person.der), [readCertificate(sub.der)]),
    added,
  );
});
afterAll(() => pki.remove());

const serialOf = (signer: PkiSigner): string =>
  pki.openssl("x509", "-in", signer.crt, "-noout", "-serial").toString().trim().split("=")[1]!;

/** A trust store with the root, the authority below it, and these lists. */
async function storeWith(...lists: Uint8Array[]): Promise<string> {
  const folder = sandbox();
  const anchor = await readTrustCandidate(pki.path(root.crt));
  await addTrust(folder, anchor, { fingerprint: anchor.fingerprint }, { label: "Gốc" }, added);
  await addTrust(folder, await readTrustCandidate(pki.path(sub.crt)), null, {}, added);
  for (const [index, list] of lists.entries()) {
    const path = join(folder, `${index}.in`);
    writeFileSync(path, list);
    await addRevocationList(folder, path, added);
  }
  return folder;
}

async function check(folder: string, special: Partial<SignatureQuestion> = {}): Promise<SignatureCheck> {
  const trust = { ...(await loadTrust(folder)), ...special.trust };
  return checkSignature({ p7s, content, now, place: {}, ...special, trust });
}

const strict = { requireRevocation: true } as SignatureQuestion["trust"];
const stepOf = (result: SignatureCheck) => result.steps.find(({ step }) => step === "revocation")?.outcome;
const codes = (result: SignatureCheck) => result.findings.map(({ code }) => code);

describe("a signer under an authority", () => {
  test("is valid without lists, which is said, but not for those who insist", async () => {
    const folder = await storeWith();
    const lax = await check(folder);
    expect(lax.verdict).toBe("valid");
    expect(stepOf(lax)).toBe("unknown");
    expect(lax.findings).toMatchObject([{ code: "revocation-unknown", severity: "info" }]);
    const insisting = await check(folder, { trust: strict });
    expect(insisting).toMatchObject({ verdict: "untrusted", subIndication: "try-later" });
    expect(insisting.findings).toMatchObject([{ code: "revocation-unknown", severity: "error" }]);
  });

  test("is valid for those who insist when lists of both authorities say nothing against it", async () => {
    const folder = await storeWith(pki.revocationList(root, []), pki.revocationList(sub, []));
    const result = await check(folder, { trust: strict });
    expect(result).toMatchObject({ verdict: "valid", findings: [] });
    expect(stepOf(result)).toBe("passed");
  });

  test("is refused once it or the authority above it is revoked, insisting or not", async () => {
    const line = (signer: PkiSigner) => [
      { serial: serialOf(signer), at: "250601000000Z", reason: "keyCompromise" },
    ];
    const own = await check(
      await storeWith(pki.revocationList(root, []), pki.revocationList(sub, line(person))),
    );
    expect(own).toMatchObject({ verdict: "invalid", subIndication: "revoked-no-poe" });
    expect(own.findings).toMatchObject([
      {
        code: "certificate-revoked",
        details: { revokedAt: "2025-06-01T00:00:00Z", reason: "key-compromise" },
      },
    ]);
    const above = await check(await storeWith(pki.revocationList(root, line(sub))));
    expect(above).toMatchObject({ verdict: "invalid", subIndication: "revoked-ca-no-poe" });
  });

  test("is refused by a list that is out of date, but never accepted by one", async () => {
    const dates = { from: "20250101000000Z", until: "20250201000000Z" };
    const revoked = [{ serial: serialOf(person), at: "250101000000Z" }];
    const old = await check(await storeWith(pki.revocationList(sub, revoked, dates)));
    expect(codes(old)).toEqual(["certificate-revoked"]);
    const folder = await storeWith(pki.revocationList(root, []), pki.revocationList(sub, [], dates));
    const silent = await check(folder, { trust: strict });
    expect(silent.verdict).toBe("untrusted");
    expect(silent.findings).toMatchObject([{ code: "revocation-unknown", details: { why: "list-stale" } }]);
  });

  test("is not helped or harmed by a list that an impostor of the same name made, even inside the signature", async () => {
    const impostor = pki.authority("kẻ mạo danh", { subject: "/C=VN/O=Thử nghiệm/CN=Cấp dưới" });
    const forged = pki.revocationList(impostor, [{ serial: serialOf(person), at: "250601000000Z" }]);
    const folder = await storeWith(pki.revocationList(root, []));
    writeFileSync(join(folder, "forged.crl"), forged);
    await expect(addRevocationList(folder, join(folder, "forged.crl"), added)).rejects.toMatchObject({
      code: "revocation-list-not-usable",
      details: { reason: "issuer-unknown" },
    });
    const withList = pki.withRevocationList(p7s, forged);
    const result = await check(folder, { p7s: withList });
    expect(result.verdict).toBe("valid");
    expect(result.findings).toMatchObject([
      { code: "revocation-unknown", details: { why: "list-unsigned" } },
    ]);
  });

  test("is neither cleared nor revoked by a list with a critical extension that nobody knows", async () => {
    const extensions = ["1.2.3.4=critical,ASN1:NULL"];
    for (const revoked of [[], [{ serial: serialOf(person), at: "250601000000Z" }]]) {
      const list = pki.revocationList(sub, revoked, { extensions });
      const folder = await storeWith(pki.revocationList(root, []));
      const result = await check(folder, { p7s: pki.withRevocationList(p7s, list), trust: strict });
      expect(result.verdict).toBe("untrusted");
      expect(result.findings).toMatchObject([
        { code: "revocation-unknown", details: { why: "list-not-understood" } },
      ]);
    }
  });

  test("is neither cleared nor revoked by a genuine list of another authority", async () => {
    const other = pki.authority("Cấp khác", { issuer: root });
    const list = pki.revocationList(other, [{ serial: serialOf(person), at: "250601000000Z" }]);
    const folder = await storeWith(pki.revocationList(root, []));
    const result = await check(folder, { p7s: pki.withRevocationList(p7s, list), trust: strict });
    expect(result.findings).toMatchObject([{ code: "revocation-unknown", details: { why: "no-list" } }]);
  });

  test("is judged by a genuine list that came inside the signature", async () => {
    const list = pki.revocationList(sub, [{ serial: serialOf(person), at: "250601000000Z" }]);
    const result = await check(await storeWith(), { p7s: pki.withRevocationList(p7s, list) });
    expect(codes(result)).toEqual(["certificate-revoked"]);
  });
});

describe("the trust store", () => {
  test("refuses lists with conditions it does not understand, and keeps a list once", async () => {
    const folder = await storeWith();
    const unknown = pki.write(
      "unknown.crl",
      pki.revocationList(sub, [], { extensions: ["1.2.3.4=critical,ASN1:NULL"] }),
    );
    await expect(addRevocationList(folder, unknown, added)).rejects.toMatchObject({
      details: { reason: "not-understood" },
    });
    const good = pki.write("good.crl", pki.revocationList(sub, []));
    expect((await addRevocationList(folder, good, added)).again).toBe(false);
    expect((await addRevocationList(folder, good, added)).again).toBe(true);
    expect((await loadTrust(folder)).lists).toHaveLength(1);
  });

  test("stops when a list was replaced behind its back", async () => {
    const folder = await storeWith(pki.revocationList(sub, []));
    const [list] = (await loadTrust(folder)).lists;
    writeFileSync(
      join(folder, list!.entry.file),
      pki.revocationList(sub, [{ serial: "01", at: "250601000000Z" }]),
    );
    await expect(loadTrust(folder)).rejects.toMatchObject({
      code: "trust-store-damaged",
      details: { reason: "list-differs" },
    });
  });
});
