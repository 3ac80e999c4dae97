import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readCertificate } from "../../src/crypto/certificates.js";
import { DerError } from "../../src/crypto/der.js";
import { isListSignedBy } from "../../src/crypto/revocation.js";
import {
  looksLikeRevocationList,
  readRevocationList,
  readRevocationListFile,
} from "../../src/crypto/revocation-list.js";
import { Pki, type PkiSigner } from "../support/pki.js";

let pki: Pki;
let root: PkiSigner;
beforeAll(() => {
  pki = new Pki();
  root = pki.authority("Gốc");
});
afterAll(() => pki.remove());

const serial = (value: number): Uint8Array =>
  new Uint8Array(Buffer.from(value.toString(16).padStart(6, "0"), "hex"));

describe("a revocation list by OpenSSL", () => {
  test("is read with its dates, its signer and every entry's time and reason", () => {
    const revoked = [
      { serial: "0BAD01", at: "250601120000Z", reason: "keyCompromise" },
      { serial: "0BAD02", at: "250602120000Z" },
    ];
    const bytes = pki.revocationList(root, revoked);
    const list = readRevocationList(bytes);
    expect(list).toMatchObject({ entries: 2, delta: false, notUnderstood: null });
    expect(list.thisUpdate.toISOString()).toBe("2025-06-20T00:00:00.000Z");
    expect(list.nextUpdate?.toISOString()).toBe("2025-07-20T00:00:00.000Z");
    expect(list.find(serial(0x0bad01))).toEqual({ revokedAt: new Date("2025-06-01T12:00:00Z"), reason: 1 });
    expect(list.find(serial(0x0bad02))).toEqual({ revokedAt: new Date("2025-06-02T12:00:00Z"), reason: 0 });
    expect(list.find(serial(0x0bad03))).toBeNull();
    const issuer = readCertificate(root.der);
    expect(list.issuer.key).toBe(issuer.subject.key);
    expect(isListSignedBy(list, issuer)).toBe(true);
    expect(isListSignedBy(list, readCertificate(pki.authority("Gốc khác").der))).toBe(false);
  });

  test("of 50,000 entries is read, and its last entry found", () => {
    const revoked = Array.from({ length: 50_000 }, (_, index) => ({
      serial: (0x100000 + index).toString(16).toUpperCase(),
      at: "250601120000Z",
      reason: "superseded",
    }));
    const bytes = pki.revocationList(root, revoked);
    const list = readRevocationList(bytes);
    expect(list.entries).toBe(50_000);
    expect(list.find(serial(0x100000 + 49_999))?.reason).toBe(4);
    expect(isListSignedBy(list, readCertificate(root.der))).toBe(true);
  });

  test("is told from a certificate, in DER and in PEM", () => {
    const bytes = pki.revocationList(root, []);
    expect(looksLikeRevocationList(bytes)).toBe(true);
    expect(looksLikeRevocationList(root.der)).toBe(false);
    expect(looksLikeRevocationList(pki.read("list.pem"))).toBe(true);
    expect(looksLikeRevocationList(pki.read(root.crt))).toBe(false);
    expect(looksLikeRevocationList(new Uint8Array())).toBe(false);
    expect(readRevocationListFile(pki.read("list.pem")).fingerprint).toBe(
      readRevocationList(bytes).fingerprint,
    );
  });

  test.each([
    ["an unknown critical extension", ["1.2.3.4=critical,ASN1:NULL"], "1.2.3.4"],
    [
      "certificates of other authorities",
      ["issuingDistributionPoint=critical,@idp", "[idp]", "indirectCRL=TRUE"],
      "2.5.29.28",
    ],
    [
      "some reasons only",
      ["issuingDistributionPoint=critical,@idp", "[idp]", "onlysomereasons=keyCompromise"],
      "2.5.29.28",
    ],
  ])("with %s is known not to be understood", (_, extensions, oid) => {
    expect(readRevocationList(pki.revocationList(root, [], { extensions })).notUnderstood).toBe(oid);
  });

  test("that is cut off or damaged anywhere is refused or no longer signed, never a crash", () => {
    const bytes = pki.revocationList(root, [{ serial: "0BAD01", at: "250601120000Z", reason: "superseded" }]);
    const issuer = readCertificate(root.der);
    for (let size = 0; size < bytes.length; size += 1) {
      expect(() => readRevocationList(bytes.subarray(0, size))).toThrow(DerError);
    }
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Uint8Array.from(bytes);
      changed[at]! ^= 0x11;
      try {
        const list = readRevocationList(changed);
        list.find(serial(0x0bad01));
        expect(isListSignedBy(list, issuer)).toBe(false);
      } catch (error) {
        expect(error).toBeInstanceOf(DerError);
      }
    }
  });
});
