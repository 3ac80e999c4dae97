import { type KeyObject, randomBytes, sign } from "node:crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { makeCertificate, makeKeyPair } from "../../src/crypto/certificate-make.js";
import { type Certificate, readCertificate } from "../../src/crypto/certificates.js";
import { memorySigner } from "../../src/crypto/signing-key.js";
import { checkSignature, emptyTrust, type SignatureCheck, signBytes } from "../../src/signing/index.js";
import { der, edited, elementAt } from "../support/der-edit.js";

// Paths into ContentInfo → [0] → SignedData → signerInfos → SignerInfo.
const signedData = [1, 0];
const certificates = [...signedData, 3];
const signerInfo = [...signedData, 4, 0];
/** The name of the issuer in the identifier of the signer: nothing signs it, and RFC 5280 section 7.1 says what is the same name. */
const issuerName = [...signerInfo, 1, 0];
const digestAlgorithm = [...signerInfo, 2];
const signedAttributes = [...signerInfo, 3];
const signatureValue = [...signerInfo, 5];

const now = new Date("2025-06-28T02:00:00Z");
const content = new TextEncoder().encode('{"format":"bangiao-manifest/1"}\n');
let key: KeyObject;
let certificate: Certificate;
let p7s: Uint8Array;
beforeAll(async () => {
  key = makeKeyPair();
  certificate = await makeCertificate(key, { commonName: "Hồng Gai" }, now, 10);
  p7s = await signBytes(content, memorySigner(key, certificate), now);
});

/** With the signer pinned by fingerprint: only the signature itself can be at fault. */
function check(bytes: Uint8Array, over: Uint8Array = content): Promise<SignatureCheck> {
  const expectedFingerprint = certificate.fingerprint;
  return checkSignature({
    p7s: bytes,
    content: over,
    trust: emptyTrust,
    expectedFingerprint,
    now,
    place: {},
  });
}

async function refusal(bytes: Uint8Array, over: Uint8Array = content): Promise<object> {
  const { verdict, signatureFindings } = await check(bytes, over);
  expect(verdict).toBe("invalid");
  return { code: signatureFindings[0]!.code, ...signatureFindings[0]!.details };
}

/** Other attributes, properly signed with the signer's own key: an honest signature of a careless program. */
function withAttributes(change: (attributes: Uint8Array[]) => Uint8Array[]): Uint8Array {
  const attributes = change(elementAt(p7s, signedAttributes).children.map((child) => child.raw));
  const signature = new Uint8Array(sign("sha256", der(0x31, ...attributes), key));
  const signed = edited(p7s, signedAttributes, () => der(0xa0, ...attributes));
  return edited(signed, signatureValue, () => der(0x04, signature));
}

const sorted = (attributes: Uint8Array[]): Uint8Array[] => attributes.sort((a, b) => Buffer.compare(a, b));
const oids: Record<string, string> = {
  "content-type": "06092a864886f70d010903",
  "message-digest": "06092a864886f70d010904",
  "signing-time": "06092a864886f70d010905",
  "signing-certificate-v2": "060b2a864886f70d010910022f",
};
const isOf = (name: string) => (attribute: Uint8Array) =>
  Buffer.from(attribute).toString("hex").includes(oids[name]!);

const nameless = (signature: Uint8Array): string =>
  Buffer.from(edited(new Uint8Array(signature), issuerName, () => der(0x30))).toString("hex");

test("the signature that all of these are made from is valid", async () => {
  expect((await check(p7s)).verdict).toBe("valid");
  expect((await check(withAttributes(sorted))).verdict).toBe("valid");
});

describe("signed attributes", () => {
  test.each(Object.keys(oids))("without %s are refused", async (attribute) => {
    const lacking = withAttributes((all) => all.filter((one) => !isOf(attribute)(one)));
    expect(await refusal(lacking)).toMatchObject({ problem: "missing", attribute });
  });

  test.each(Object.keys(oids))("with %s twice are refused", async (attribute) => {
    const twice = withAttributes((all) => sorted([...all, ...all.filter(isOf(attribute))]));
    expect(await refusal(twice)).toMatchObject({ problem: "repeated", attribute });
  });

  test("with two message digests in one attribute are refused", async () => {
    const two = withAttributes((all) =>
      sorted(
        all.map((one) => {
          if (!isOf("message-digest")(one)) return one;
          const value = elementAt(one, [1, 0]).raw;
          return edited(one, [1], () => der(0x31, value, value));
        }),
      ),
    );
    expect(await refusal(two)).toMatchObject({ problem: "several-values", attribute: "message-digest" });
  });

  test("out of order are refused, although OpenSSL takes them", async () => {
    expect(await refusal(withAttributes((all) => sorted(all).reverse()))).toMatchObject({
      problem: "unsorted",
    });
  });

  test("that are stripped do not turn the signature into one over their own bytes", async () => {
    const asFile = der(0x31, elementAt(p7s, signedAttributes).content);
    const stripped = edited(p7s, signedAttributes, () => null);
    expect(await refusal(stripped, asFile)).toMatchObject({ problem: "absent" });
  });

  test("for another content type are refused", async () => {
    const other = withAttributes((all) =>
      sorted(
        all.map((one) =>
          // id-ct-TSTInfo
          isOf("content-type")(one)
            ? edited(one, [1, 0], () => der(0x06, Buffer.from("2a864886f70d0109100104", "hex")))
            : one,
        ),
      ),
    );
    expect(await refusal(other)).toMatchObject({ problem: "value-wrong", attribute: "content-type" });
  });
});

describe("the message around them", () => {
  test("with other content is refused", async () => {
    expect(await refusal(p7s, new Uint8Array())).toMatchObject({ code: "signature-digest-differs" });
  });

  test.each([
    ["trailing bytes", () => Buffer.concat([p7s, Buffer.of(0)]), "trailing-bytes"],
    ["no bytes", () => new Uint8Array(), "empty"],
    ["too many bytes", () => new Uint8Array(1_000_001), "too-large"],
    ["half of it", () => p7s.subarray(0, p7s.length >> 1), "encoding"],
    [
      "a length that is longer than it need be",
      () => {
        const inner = elementAt(p7s, []).content;
        return Buffer.concat([Buffer.of(0x30, 0x84, 0, 0, inner.length >> 8, inner.length & 0xff), inner]);
      },
      "encoding",
    ],
    [
      "indefinite length",
      () => Buffer.concat([Buffer.of(0x30, 0x80), elementAt(p7s, []).content, Buffer.of(0, 0)]),
      "encoding",
    ],
    [
      "a nest of a thousand boxes",
      () => {
        let nest: Uint8Array = new Uint8Array();
        for (let i = 0; i < 1000; i += 1) nest = der(0x30, nest);
        return nest;
      },
      "encoding",
    ],
    ["half a million elements", () => der(0x30, Buffer.alloc(999_000, Buffer.of(5, 0))), "encoding"],
    [
      "another kind of message",
      () => edited(p7s, [0], () => der(0x06, Buffer.from("2a864886f70d010701", "hex"))),
      "not-signed-data",
    ],
    [
      "content of its own",
      () => edited(p7s, [...signedData, 2], (node) => der(0x30, node.content, der(0xa0, der(0x04, content)))),
      "content-inside",
    ],
    [
      "two signers",
      () => edited(p7s, [...signedData, 4], (node) => der(0x31, node.content, node.content)),
      "signer-count",
    ],
    ["no signer", () => edited(p7s, [...signedData, 4], () => der(0x31)), "signer-count"],
    [
      "a certificate that is none",
      () => edited(p7s, certificates, (node) => der(0xa0, node.content, der(0x30))),
      "certificate-unreadable",
    ],
    [
      "a version that does not fit",
      () => edited(p7s, [...signedData, 0], () => der(0x02, Buffer.of(3))),
      "structure",
    ],
    [
      "PEM with something around it",
      () =>
        Buffer.from(`x\n-----BEGIN CMS-----\n${Buffer.from(p7s).toString("base64")}\n-----END CMS-----\n`),
      "encoding",
    ],
  ] as [string, () => Uint8Array, string][])("is refused: %s", async (_, make, reason) => {
    expect(await refusal(make())).toMatchObject({ code: "signature-malformed", reason });
  });

  test("is refused with MD5 in the place of the digest", async () => {
    const md5 = der(0x30, der(0x06, Buffer.from("2a864886f70d0205", "hex")));
    expect(await refusal(edited(p7s, digestAlgorithm, () => md5))).toEqual({
      code: "signature-algorithm-refused",
      use: "digest",
      algorithm: "MD5",
    });
  });
});

describe("the algorithms", () => {
  const sha384 = der(0x30, der(0x06, Buffer.from("608648016503040202", "hex")));
  const ecdsaSha384 = der(0x30, der(0x06, Buffer.from("2a8648ce3d040303", "hex")));
  const ecdsaSha1 = der(0x30, der(0x06, Buffer.from("2a8648ce3d0401", "hex")));

  test("must name one digest, that of the signer, in both places", async () => {
    const listed = [...signedData, 1];
    expect(await refusal(edited(p7s, listed, () => der(0x31, sha384)))).toMatchObject({
      reason: "structure",
    });
    expect(await refusal(edited(p7s, listed, (node) => der(0x31, node.content, sha384)))).toMatchObject({
      reason: "structure",
    });
  });

  test("must not sign with another digest than the content's, nor with SHA-1", async () => {
    const algorithm = [...signerInfo, 4];
    expect(await refusal(edited(p7s, algorithm, () => ecdsaSha384))).toMatchObject({ reason: "structure" });
    expect(await refusal(edited(p7s, algorithm, () => ecdsaSha1))).toMatchObject({
      code: "signature-algorithm-refused",
    });
  });
});

describe("the certificate", () => {
  test("cannot be swapped for another of the same issuer, serial number and key", async () => {
    const tbs = edited(elementAt(certificate.raw, [0]).raw, [4, 1], () =>
      der(0x17, Buffer.from("490101000000Z", "latin1")),
    );
    const signature = new Uint8Array(sign("sha256", tbs, key));
    const algorithm = elementAt(certificate.raw, [1]).raw;
    const other = readCertificate(der(0x30, tbs, algorithm, der(0x03, Buffer.of(0), signature)));
    expect(other.serial).toEqual(certificate.serial);
    const swapped = edited(p7s, certificates, () => der(0xa0, other.raw));
    expect(await refusal(swapped)).toMatchObject({
      code: "signature-certificate-wrong",
      problem: "reference-differs",
    });
  });

  test("must be the one of the signed reference in issuer and serial number too", async () => {
    const other = withAttributes((all) =>
      sorted(
        all.map((one) => {
          if (!isOf("signing-certificate-v2")(one)) return one;
          const serial = der(0x02, certificate.serial);
          const changed = Buffer.from(one);
          changed[changed.indexOf(serial) + serial.length - 1]! ^= 1;
          return new Uint8Array(changed);
        }),
      ),
    );
    expect(await refusal(other)).toMatchObject({
      code: "signature-certificate-wrong",
      problem: "reference-differs",
    });
  });

  test("must be there", async () => {
    expect(await refusal(edited(p7s, certificates, () => null))).toEqual({
      code: "signature-certificate-wrong",
      problem: "absent",
    });
  });
});

describe("damage", () => {
  test("of any single bit of the signed attributes or of the signature is noticed", async () => {
    const original = Buffer.from(p7s);
    for (const path of [signedAttributes, signatureValue]) {
      const { raw } = elementAt(original, path);
      for (let bit = 0; bit < raw.length * 8; bit += 1) {
        raw[bit >> 3]! ^= 1 << (bit & 7);
        const { verdict } = await check(Uint8Array.from(original));
        raw[bit >> 3]! ^= 1 << (bit & 7);
        if (verdict !== "invalid") expect.fail(`bit ${bit} of ${path} was not noticed`);
      }
    }
    expect(original.equals(p7s)).toBe(true);
  });

  test("of any other kind is never accepted and never ends in an error", async () => {
    const place = fc.nat(p7s.length - 1);
    const mutation = fc.oneof(
      fc.record({ kind: fc.constant("set" as const), at: place, value: fc.nat(255) }),
      fc.record({ kind: fc.constant("cut" as const), at: place, value: fc.integer({ min: 1, max: 8 }) }),
      fc.record({ kind: fc.constant("insert" as const), at: place, value: fc.integer({ min: 1, max: 8 }) }),
      fc.record({ kind: fc.constant("copy" as const), at: place, value: place }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 3 }), async (mutations) => {
        let bytes: Buffer = Buffer.from(p7s);
        for (const { kind, at, value } of mutations) {
          if (kind === "set") bytes[Math.min(at, bytes.length - 1)] = value;
          else if (kind === "copy")
            bytes[Math.min(at, bytes.length - 1)] = bytes[Math.min(value, bytes.length - 1)]!;
          else if (kind === "cut") bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + value)]);
          else bytes = Buffer.concat([bytes.subarray(0, at), randomBytes(value), bytes.subarray(at)]);
        }
        fc.pre(!bytes.equals(p7s));
        const { verdict } = await check(new Uint8Array(bytes));
        // A capital for a small letter in that name is no damage; whatever else was changed is.
        if (verdict !== "invalid") expect(nameless(bytes)).toEqual(nameless(p7s));
      }),
      { numRuns: 1000 },
    );
  });

  test("of a name that stays the same name, for all that nothing signs it, is none", async () => {
    const respelt = (bit: number) =>
      edited(p7s, issuerName, ({ raw }) => {
        const name = Buffer.from(raw);
        const letter = name.indexOf("ng Gai");
        name[letter] = name[letter]! ^ bit;
        return new Uint8Array(name);
      });
    const capital = respelt(0x20);
    expect((await check(capital)).verdict).toBe("valid");
    const other = respelt(0x01);
    expect(await refusal(other)).toMatchObject({ code: "signature-certificate-wrong" });
  });

  test("that is nothing but random bytes ends in a finding", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        expect((await check(bytes)).findings[0]?.code).toBe("signature-malformed");
      }),
      { numRuns: 200 },
    );
  });
});
