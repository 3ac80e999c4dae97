import { createPrivateKey, createPublicKey } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeCertificate, makeKeyPair } from "../../src/crypto/certificate-make.js";
import { type Certificate, readCertificate } from "../../src/crypto/certificates.js";
import { type CmsCheck, checkCms, digestsNeeded, type SignedContent } from "../../src/crypto/cms-check.js";
import { makeCms } from "../../src/crypto/cms-make.js";
import { digest, sha256Hex } from "../../src/crypto/digest.js";
import { memorySigner, type Signer } from "../../src/crypto/signing-key.js";
import { Pki, type PkiSigner } from "../support/pki.js";

const now = new Date("2025-06-28T09:00:00.900+07:00");
const content = new TextEncoder().encode('{"format":"bangiao-manifest/1"}\n');
let pki: Pki;
beforeAll(() => {
  pki = new Pki();
});
afterAll(() => pki.remove());

function signerOf(one: PkiSigner, chain: PkiSigner[] = []): Signer {
  const key = createPrivateKey(Buffer.from(pki.read(one.key)));
  return memorySigner(
    key,
    readCertificate(one.der),
    chain.map((link) => readCertificate(link.der)),
  );
}

async function sign(signer: Signer, bytes = content): Promise<Uint8Array> {
  return makeCms(signer, digest(bytes, signer.algorithm.digest), now);
}

const check = (
  p7s: Uint8Array,
  bytes: SignedContent = content,
  known: Certificate[] = [],
): Promise<CmsCheck> => checkCms(p7s, bytes, known);

const codes = (result: CmsCheck): string[] => result.faults.map((fault) => fault.code);

describe("signatures that we make", () => {
  test("pass OpenSSL and our own check with a self-made key", async () => {
    const key = makeKeyPair();
    const certificate = await makeCertificate(
      key,
      { commonName: "Uỷ ban Kiểm tra Đảng uỷ phường Hồng Gai", organisation: "Đảng uỷ phường Hồng Gai" },
      now,
      10,
    );
    expect(certificate.subject.commonName).toBe("Uỷ ban Kiểm tra Đảng uỷ phường Hồng Gai");
    const p7s = await sign(memorySigner(key, certificate));
    expect(pki.judge(p7s, content, certificate.raw)).toMatchObject({ ok: true });
    const result = await check(p7s);
    expect(result.faults).toEqual([]);
    expect(result.intact).toBe(true);
    expect(result.signingTime?.toISOString()).toBe("2025-06-28T02:00:00.000Z");
    expect(result.certificate?.fingerprint).toBe(certificate.fingerprint);
  });

  test.each(["ec", "ec384", "rsa"] as const)(
    "pass OpenSSL with a %s key under an authority",
    async (kind) => {
      const root = pki.authority(`root-${kind}`);
      const leaf = pki.signer(`leaf-${kind}`, { kind, issuer: root });
      const p7s = await sign(signerOf(leaf));
      expect(pki.judge(p7s, content, root.der)).toMatchObject({ ok: true });
      expect(pki.judge(p7s, "other", root.der).ok).toBe(false);
      expect((await check(p7s)).faults).toEqual([]);
    },
  );
});

describe("signatures that OpenSSL makes", () => {
  test.each([
    ["ec", []],
    ["ec", ["-md", "sha512"]],
    ["ec384", ["-md", "sha384"]],
    ["ec", ["-keyid"]],
    ["rsa", []],
    ["rsa", ["-keyopt", "rsa_padding_mode:pss"]],
    ["rsa", ["-keyopt", "rsa_padding_mode:pss", "-keyopt", "rsa_pss_saltlen:32", "-md", "sha512"]],
    ["ec", ["-outform", "PEM"]],
  ] as const)("hold with us: %s %j", async (kind, flags) => {
    const signer = pki.signer("theirs", { kind });
    const result = await check(pki.sign(content, signer, "-cades", ...flags));
    expect(result.faults).toEqual([]);
    expect(result.intact).toBe(true);
  });

  test("hold without certificates when the signer's is at hand", async () => {
    const signer = pki.signer("nocerts");
    const p7s = pki.sign(content, signer, "-cades", "-nocerts");
    expect(codes(await check(p7s))).toEqual(["signature-certificate-wrong"]);
    expect((await check(p7s, content, [readCertificate(signer.der)])).intact).toBe(true);
  });

  test.each([
    ["plain, without a reference to the certificate", [], "signature-attributes-wrong"],
    ["without signed attributes", ["-noattr"], "signature-attributes-wrong"],
    ["SHA-1", ["-cades", "-md", "sha1"], "signature-algorithm-refused"],
    ["with the content inside", ["-cades", "-nodetach"], "signature-malformed"],
    ["streamed, and so not DER", ["-cades", "-stream"], "signature-malformed"],
    [
      "with another content type",
      ["-cades", "-econtent_type", "1.2.840.113549.1.9.16.1.4"],
      "signature-malformed",
    ],
  ])("are refused: %s", async (_, flags, code) => {
    const signer = pki.signer("refused");
    const result = await check(pki.sign(content, signer, ...flags));
    expect(result.intact).toBe(false);
    expect(codes(result)).toContain(code);
  });

  test.each([
    ["rsa1024", "RSA 1024"],
    ["ec521", "secp521r1"],
  ] as const)("are refused with a key of the kind %s", async (kind, algorithm) => {
    const result = await check(pki.sign(content, pki.signer("weak", { kind }), "-cades"));
    expect(result.intact).toBe(false);
    expect(result.faults).toContainEqual({
      code: "signature-algorithm-refused",
      details: { use: "key", algorithm: expect.stringContaining(algorithm) },
    });
  });

  test("are refused with SHA-1 anywhere inside RSA-PSS", async () => {
    const signer = pki.signer("pss", { kind: "rsa" });
    const pss = ["-keyopt", "rsa_padding_mode:pss"];
    for (const flags of [
      ["-md", "sha1"],
      ["-keyopt", "rsa_mgf1_md:sha1"],
    ]) {
      const result = await check(pki.sign(content, signer, "-cades", ...pss, ...flags));
      expect(result.intact).toBe(false);
      expect(codes(result)).toContain("signature-algorithm-refused");
    }
  });
});

describe("content", () => {
  test("may be given as bytes, as digests or as a function, and is compared either way", async () => {
    const p7s = pki.sign(content, pki.signer("content"), "-cades");
    expect(digestsNeeded(p7s)).toEqual(["sha256"]);
    expect((await check(p7s, { sha256: sha256Hex(content) })).intact).toBe(true);
    expect((await check(p7s, async () => sha256Hex(content))).intact).toBe(true);
    for (const wrong of [new Uint8Array(), { sha256: sha256Hex(new Uint8Array()) }]) {
      expect(codes(await check(p7s, wrong))).toEqual(["signature-digest-differs"]);
    }
    for (const lacking of [null, {}]) {
      const result = await check(p7s, lacking);
      expect(codes(result)).toEqual(["signature-content-missing"]);
      expect(result.intact).toBe(false);
    }
  });
});

test("a key that does not belong to the certificate is refused before anything is signed", () => {
  const a = pki.signer("pair-a");
  const b = pki.signer("pair-b");
  const key = createPrivateKey(Buffer.from(pki.read(a.key)));
  expect(createPublicKey(key).asymmetricKeyType).toBe("ec");
  expect(() => memorySigner(key, readCertificate(b.der))).toThrowError(/signer-failed/);
});
